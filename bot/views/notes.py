"""Short plain sentences: toasts above the chat, or small messages."""

from bot.content.typography import typeset
from bot.usecases.outcomes import Note

NOTES: dict[Note, str] = {
    note: typeset(words)
    for note, words in {
        Note.RECORDED: "C'est déjà noté : la suite est en bas de la conversation.",
        Note.OLD_QUESTION: "Cette question est finie. La suite est en bas de la conversation.",
        Note.NOT_YOURS: "Ce bouton n'est plus à toi. Tape /start pour continuer.",
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
    }.items()
}
