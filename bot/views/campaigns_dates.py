"""What is said when a date that was written is none."""

from bot.content.typography import typeset
from bot.usecases.campaigns.dates import DateFault, DateProblem

_WORDS = {
    DateFault.UNREADABLE: "Je ne lis pas de date ici.",
    DateFault.PAST: "C'est déjà passé{about}. Écrivez une date à venir, avec l'année si besoin.",
    DateFault.NO_SUCH_DAY: "Ce jour n'existe pas dans le calendrier.",
    DateFault.NO_SUCH_HOUR: "Cette heure n'existe pas : une journée va de 0 h à 24 h.",
    DateFault.SKIPPED_HOUR: "Cette nuit-là, on change d'heure : {about} n'existe pas.",
    DateFault.OTHER_WEEKDAY: "Le jour et la date ne vont pas ensemble : c'est le {about}.",
    DateFault.TOO_FAR: "C'est trop loin : choisissez une date d'ici un an.",
}


def problem_words(problem: DateProblem) -> str:
    """Why a text gives no moment, and what to write instead; plain text."""
    about = f" ({problem.about})" if problem.about and problem.fault is DateFault.PAST else problem.about
    return typeset(_WORDS[problem.fault].format(about=about))
