"""One challenge of each kind, one picture of each kind, one file of each kind, as authors write them."""

from tests.content.figure_samples import FIGURES

KINDS = {
    "single": """
        kind: single
        params:
          prenom: [Inaya, Léo, Teva]
          n: {from: 2, to: 9}
        text: "<b>{{ prenom }}</b> calcule {{ n }} × 12. Combien ?"
        right: "{{ n * 12 }}"
        wrong: ["{{ n * 12 + 1 }}", "{{ n * 12 + 10 }}", "{{ n + 12 }}", "{{ n }}12"]
        show: 4
    """,
    "multiple": """
        kind: multiple
        params:
          mots: {sample: [rat, lune, vélo, tasse, orage], count: 3}
        text: "Coche les mots de la liste {{ mots | join(', ') }}."
        right: [{each: mots}]
        wrong: [zèbre, quille]
    """,
    "text": """
        kind: text
        params:
          cas:
            rows:
              - {dit: protège des virus, mot: antivirus}
              - {dit: filtre le réseau, mot: pare-feu}
              - {dit: garde une copie, mot: sauvegarde}
        text: "Qu'est-ce qui {{ cas.dit }} ?"
        answers: ["{{ cas.mot }}", "une {{ cas.mot }}"]
        tolerances: [t1, t2]
    """,
    "number": """
        kind: number
        params:
          n: {from: 10, to: 90, step: 10}
          total: {value: n * 1.5}
        text: "Une fois et demie {{ n }} Mo, c'est combien ?"
        answer: "{{ total }}"
        unit: [Mo, mégaoctets]
    """,
    "fields": """
        kind: fields
        params:
          site: [lagon, volcan, forêt]
          annee: {from: 2015, to: 2020}
        text: "La page {{ site }} date de {{ annee }}. Recopie."
        fields:
          - {label: Nom de la page, answers: ["{{ site }}"]}
          - {label: Année, number: "{{ annee }}"}
    """,
    "ordering": """
        kind: ordering
        params:
          unites: [[octet, Ko, Mo, Go], [bit, octet, Ko], [Ko, Mo, Go, To]]
        text: Range de la plus petite à la plus grande.
        order: [{each: unites}]
    """,
    "matching": """
        kind: matching
        params:
          suffixe: [a, b, c]
        text: Associe chaque fichier à son contenu.
        pairs:
          - {left: "photo-{{ suffixe }}.jpg", right: une image}
          - {left: "exposé-{{ suffixe }}.odt", right: un texte}
          - {left: "notes-{{ suffixe }}.ods", right: un tableau}
          - {left: "chant-{{ suffixe }}.mp3", right: un son}
        show: 3
        decoys: [un virus]
    """,
}

PICTURES = {
    "search_results": """
        query: "piscine {{ mot }}"
        results:
          - {title: Piscine, url: "https://piscine.example", snippet: Horaires et tarifs., date: 2 mai}
          - {title: Promo !, url: "https://promo.example/{{ mot }}", snippet: Pas cher., ad: true}
          - {title: Forum, url: "https://forum.example", snippet: "Qui vient ?"}
    """,
    "browser": """
        url: "https://{{ mot }}.example/compte"
        secure: "{{ mot == 'lagon' }}"
        tabs: [Accueil, Météo]
        page: [Bienvenue, "Ici, c'est {{ mot }}."]
        dialog: {title: Notifications ?, text: Recevoir des nouvelles ?, buttons: [Non, Oui]}
    """,
    "inbox": """
        messages:
          - {from: Vie scolaire, subject: "Réunion {{ mot }}", date: "9:12", unread: true, attachment: true}
          - {from: Mamie, subject: Photos, date: hier}
          - {from: Club, subject: Match, date: hier}
    """,
    "email": """
        from_name: Colis
        from_address: "suivi@{{ mot }}.example"
        to: lea@college.example
        subject: Votre colis
        date: 3 mars
        body: [Bonjour, "Payez 2 € pour {{ mot }}."]
        attachment: facture.pdf
        button: Payer
    """,
    "phone_messages": """
        contact: "06 39 98 00 00"
        messages:
          - {text: "Coucou {{ mot }} !", time: "18:02"}
          - {text: Qui est-ce ?, mine: true}
    """,
    "settings": """
        title: Confidentialité
        rows:
          - {label: Compte privé, toggle: "{{ mot == 'lagon' }}", hint: Conseillé.}
          - {label: Qui peut écrire, value: "{{ mot }}"}
    """,
    "dialog": """
        app: Lampe
        title: "Autoriser {{ mot }} ?"
        text: Lampe veut lire tes contacts.
        buttons: [Refuser, Une fois, Autoriser]
    """,
    "folders": """
        tree:
          - {name: Documents, depth: 0}
          - {name: "{{ mot }}", depth: 1}
          - {name: exposé.odt, depth: "{{ 1 + 1 }}", file: true, size: 48 Ko, date: 12 mai}
    """,
    "table": """
        caption: Temps d'écran
        columns: [Jour, Minutes]
        rows:
          - [lundi, 45]
          - {each: "[[mot, 12.5]]"}
    """,
    "bars": """
        title: Livres lus
        unit: livres
        bars:
          - {label: "{{ mot }}", value: "{{ mot | length }}"}
          - {label: Autre, value: 7.5}
    """,
    **FIGURES,
}

FILES = {
    "notes.txt": """
        kind: txt
        text: "Le mot est {{ mot }}.\\n"
    """,
    "page.html": """
        kind: html
        text: "<!doctype html><title>Page</title><p>{{ mot }}</p>"
    """,
    "liste.csv": """
        kind: csv
        columns: [mot, longueur, prix]
        rows: {each: "[[mot, len(mot), 2.5]]"}
    """,
    "classe.xlsx": """
        kind: xlsx
        sheets:
          - name: Notes
            columns: [élève, note, jour]
            rows:
              - ["{{ mot }}", "{{ len(mot) }}", "2025-03-12"]
              - [total, "=SUM(B2:B2)", ""]
    """,
    "exposé.docx": """
        kind: docx
        title: Exposé
        author: Léa
        blocks:
          - {style: heading1, text: "Le {{ mot }}"}
          - {style: text, text: Un texte.}
          - {style: bullet, text: Un point.}
    """,
    "affiche.pdf": """
        kind: pdf
        title: "Le {{ mot }}"
        author: Léa
        date: "2021-05-04"
        lines: [Une ligne, "Le {{ mot }}"]
    """,
    "dossier.zip": """
        kind: zip
        entries:
          - {path: "cours/{{ mot }}.txt", text: "{{ mot }}", date: "2025-05-12 10:30"}
          - {path: photos/plage.jpg, size: 4000}
          - {path: vide/}
    """,
    "plage.jpg": """
        kind: jpeg
        caption: "Le {{ mot }}"
        taken: "2024-07-14 08:30"
        camera: Prisme X2
        author: Soa
        latitude: -12.78
        longitude: 45.22
    """,
    "message.eml": """
        kind: eml
        from_name: Élodie
        from_address: "elodie@{{ mot }}.example"
        reply_to: autre@piege.example
        to: lea@college.example
        subject: "Réunion {{ mot }}"
        date: "2025-03-12 09:12"
        body: "Bonjour {{ mot }}\\n"
        html: "<p>Bonjour {{ mot }}</p>"
        attachment: {name: facture.pdf.exe, size: 2000}
        received: ["from a.example by b.example; Wed, 12 Mar 2025 09:12:43 +0100"]
    """,
    "agenda.ics": """
        kind: ics
        events:
          - {title: "Réunion {{ mot }}", start: "2025-03-12 09:12", end: "2025-03-12 10:00", place: CDI}
          - {title: Fête, start: "2025-03-14", end: "2025-03-15", note: À apporter}
    """,
}

# The open formats take the same data.
FILES["classe.ods"] = FILES["classe.xlsx"].replace("xlsx", "ods")
FILES["exposé.odt"] = FILES["exposé.docx"].replace("docx", "odt")
