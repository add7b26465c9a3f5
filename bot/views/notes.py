"""Short plain sentences: toasts above the chat, or small messages."""

from bot.content.typography import typeset
from bot.usecases.outcomes import Note

NOTES: dict[Note, str] = {
    note: typeset(words)
    for note, words in {
        Note.RECORDED: "C'est déjà noté : la suite est en bas de la conversation.",
        Note.OLD_QUESTION: "Cette question est finie. La suite est en bas de la conversation.",
        Note.NOT_YOURS: "Ce bouton ne compte plus. Tape /start pour continuer.",
        Note.TICK_ONE: "Choisis au moins une réponse, puis valide.",
        Note.INCOMPLETE: "Il manque encore quelque chose : termine, puis valide.",
        Note.TOO_EARLY: "Ton message est arrivé avant la question. Lis la question, puis réponds.",
        Note.USE_BUTTONS: "Pour cette question, touche un bouton. Rien n'est perdu : la voici de nouveau.",
        Note.CHANGED: "Cette question a été retirée. En voici une autre.",
        Note.SAVED: "⭐ Gardé dans tes tutoriels.",
        Note.REMOVED: "Retiré des tutoriels gardés.",
        Note.THANKS: "Merci, c'est noté.",
        Note.BAD_BUTTON: "Ce bouton ne marche plus. Tape /start pour continuer.",
        Note.NOT_FOUND: "Je ne trouve pas ça. Tape /start pour revenir à l'accueil.",
        Note.NOTHING_RUNS: "Il n'y a rien à remettre à zéro ici.",
        Note.NOTHING_LEFT: "Je n'ai pas d'autre question pour toi ici pour l'instant. Bravo !",
        Note.FINISHED: "Cette série est finie. Tape /start pour continuer.",
        Note.GONE: "Cette compétence a été retirée pour l'instant. Tape /start pour en choisir une autre.",
        Note.EMPTY: "Ton message est vide. Écris ta réponse avec des mots.",
        Note.NOT_ALLOWED: "Tu n'as pas accès à cette page. Tape /start pour revenir à l'accueil.",
        Note.NOT_YET: "Tu pourras revoir tes réponses quand l'interro sera finie pour tout le monde.",
        Note.ELSEWHERE: "Ton épreuve continue sur un autre téléphone. Reviens ici quand elle sera finie.",
        Note.CANCELLED: "C'est annulé.",
        Note.PREVIEW: "Aperçu : c'est ce que verront les élèves.",
    }.items()
}

# What adults are told where it differs.
_TO_ADULTS: dict[Note, str] = {
    note: typeset(words)
    for note, words in {
        Note.NOT_YOURS: "Ce bouton ne compte plus. Tapez /start pour continuer.",
        Note.TICK_ONE: "Choisissez au moins une réponse, puis validez.",
        Note.INCOMPLETE: "Il manque encore quelque chose : terminez, puis validez.",
        Note.TOO_EARLY: "Votre message est arrivé avant la question. Lisez la question, puis répondez.",
        Note.USE_BUTTONS: "Pour cette question, touchez un bouton. Rien n'est perdu : la voici de nouveau.",
        Note.SAVED: "⭐ Gardé dans vos tutoriels.",
        Note.BAD_BUTTON: "Ce bouton ne marche plus. Tapez /start pour continuer.",
        Note.NOT_FOUND: "Je ne trouve pas ça. Tapez /start pour revenir à l'accueil.",
        Note.NOTHING_LEFT: "Je n'ai pas d'autre question pour vous ici pour l'instant. Bravo !",
        Note.FINISHED: "Cette série est finie. Tapez /start pour continuer.",
        Note.GONE: "Cette compétence a été retirée pour l'instant. Tapez /start pour en choisir une autre.",
        Note.EMPTY: "Votre message est vide. Écrivez votre réponse avec des mots.",
        Note.ELSEWHERE: "Votre épreuve continue sur un autre téléphone. Revenez ici quand elle sera finie.",
        Note.NOT_YET: "Vous pourrez revoir vos réponses quand l'interro sera finie pour tout le monde.",
        Note.NOT_ALLOWED: "Vous n'avez pas accès à cette page. Tapez /start pour revenir à l'accueil.",
    }.items()
}


def note_words(note: Note, adult: bool) -> str:
    """A note, as it is said to a pupil or to an adult."""
    return _TO_ADULTS.get(note, NOTES[note]) if adult else NOTES[note]
