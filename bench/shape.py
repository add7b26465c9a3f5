"""What the echo bots say: as long, with as many buttons, as the whole bot's mean turn (see the tables)."""

from typing import Any

from bench.pupils import COMPETENCES

_PROSE = "Tu reçois un message d'un inconnu qui te demande ton mot de passe. Que fais-tu en premier ? "
QUESTION = "<b>1.1 · Question 2 / 5</b>\n\n" + (_PROSE * 5)[:330]
ANSWERED = "<b>Question 2 / 5</b>\n\n" + (_PROSE * 5)[:230] + "\n\n<b>Ta réponse</b> : je demande à un adulte"
_ABOUT = f"{COMPETENCES[0]}:fx3k2m9q1ab:3"
BUTTONS: list[list[tuple[str, str]]] = [
    *([(f"Une réponse possible, la {i}", f"choose:{_ABOUT}:{i}")] for i in range(4)),
    [("⏭ Je passe", f"skip:{_ABOUT}"), ("⏸ Pause", f"pause:{_ABOUT}")],
    [("⚠️ Signaler un problème", f"report:{_ABOUT}")],
]


def keyboard() -> Any:
    """The buttons as python-telegram-bot's keyboard, which both echo bots use."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup  # noqa: PLC0415  # not in the API's process

    rows = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in BUTTONS]
    return InlineKeyboardMarkup(rows)
