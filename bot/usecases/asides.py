"""What people write though nothing was asked: «stop», «merci», or a word to the school."""

import re
import unicodedata

from bot.usecases.guardians import children
from bot.usecases.guardians.outcomes import NobodyReads
from bot.usecases.outcomes import Outcome, Page
from bot.usecases.reminders import wishes
from bot.usecases.turn import Turn

_LONGEST = 30  # characters of a text that may be one of these
_STOP = {"stop", "arret", "arreter", "arrete", "arretez", "pas merci", "desabonner", "desabonnez moi"}
_KIND = {"merci", "merci beaucoup", "merci bien", "ok", "ok merci", "d accord", "super merci"}
_NOT_LETTERS = re.compile(r"[^a-z]+")


def heard(turn: Turn, text: str) -> list[Outcome]:
    """What a text that answers nothing is about; nothing when it is none of these."""
    said = _plain(text)
    if said in _STOP:
        return wishes.stop_command(turn)
    return [Page("welcome_word")] if said in _KIND else []


def to_the_school(turn: Turn) -> list[Outcome]:
    """Nobody reads what guardians write here: how to reach who does."""
    schools = {each.school_id for each in children.of(turn.tx, turn.person.id)} - {None}
    return [NobodyReads(schools.pop() if len(schools) == 1 else None)]


def _plain(text: str) -> str:
    """Letters only, without case and accents; '' for a long text."""
    if len(text) > _LONGEST:
        return ""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub(" ", "".join(each for each in letters if not unicodedata.combining(each))).strip()
