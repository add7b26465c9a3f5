"""Pictures that are more than a screen: charts, sheets, programs, boards… one of each kind."""

FIGURES = {
    "chart": """
        title: "Pluie à {{ mot }}"
        type: columns
        labels: [janv., févr., mars]
        unit: mm
        series:
          - {name: "{{ mot }}", values: [12, "{{ len(mot) }}", 7.5]}
          - {name: Autre, values: [{each: "[1, 2, 3]"}]}
    """,
    "sheet": """
        rows:
          - [Élève, Note]
          - ["{{ mot }}", 12.5]
          - {each: "[['Léa', len(mot)]]"}
        formula: {cell: B3, text: "=MOYENNE(B2:B2)"}
        tabs: [Notes, Calculs]
    """,
    "blocks": """
        title: Le robot
        blocks:
          - {text: quand le drapeau est cliqué, depth: 0, sort: event}
          - {text: "répéter {{ len(mot) }} fois", depth: 0, sort: control}
          - {text: "dire {{ mot }}", depth: 1, sort: look}
          - {text: avancer de 10 pas, depth: 0, sort: motion}
    """,
    "grid": """
        rows: ["#.{{ (mot | length) % 10 }}", ">.*"]
        legend:
          "#": {color: black, label: mur}
          "*": {color: yellow, label: "{{ mot }}"}
        numbered: true
    """,
    "document": """
        page:
          - {style: header, text: Collège}
          - {style: title, text: "{{ mot }}", align: center}
          - {style: heading1, text: Où ?}
          - {style: text, text: Un texte., marks: true, bold: "{{ mot == 'lagon' }}"}
          - {style: numbered, text: Un}
          - {style: image, text: Une plage}
        zoom_note: Page 1 sur 3
    """,
    "post": """
        author: Club nature
        handle: "@nature"
        time: hier
        audience: Public
        text: "Sortie au {{ mot }} !"
        image: Des enfants sur une plage
        counts: [12 j'aime, 3 partages]
        comments:
          - {author: Teva, text: On y va ?}
    """,
    "timeline": """
        title: "Le film du {{ mot }}"
        ticks: ["0 s", "5 s", "10 s"]
        tracks:
          - name: Vidéo
            pieces: [{label: "{{ mot }}", from: 0, to: 1.5}]
          - {name: Son, pieces: [{label: Musique, from: 0.5, to: 2}]}
    """,
    "diagram": """
        nodes:
          - {id: a, text: "{{ mot }} ?", column: 1, row: 1, shape: diamond}
          - {id: b, text: Oui, column: 1, row: 2}
          - {id: c, text: Non, column: 2, row: 1, shape: round}
        links:
          - {from: a, to: b, text: oui}
          - {from: a, to: c, text: non, arrow: false}
    """,
}
