"""How families reach a school, in its own words: guardians are given that, never a teacher's account."""

from dataclasses import replace

from bot.store import schools
from bot.store.dialogs import Dialog
from bot.usecases import asking
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import managing
from bot.usecases.schools.naming import cleaned_lines
from bot.usecases.schools.outcomes import Complaint, ContactAsked
from bot.usecases.schools.standing import manager
from bot.usecases.turn import Turn

LONGEST = 300  # characters


def ask(turn: Turn, school_id: int) -> list[Outcome]:
    """The next text is the contact."""
    return _asked(turn, school_id)


def written(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """It was written: shown once more before families read it."""
    school_id, words = dialog.about["school"], cleaned_lines(text)
    if not words:
        return _asked(turn, school_id, complaint=Complaint.EMPTY)
    if len(words) > LONGEST:
        return _asked(turn, school_id, complaint=Complaint.LONG)
    return _asked(turn, school_id, words)


def confirmed(turn: Turn, school_id: int) -> list[Outcome]:
    """Families read it from now on."""
    manager(turn, school_id)
    dialog = asking.awaited(turn)
    about = dialog.about if dialog is not None and dialog.kind == managing.CONTACT else {}
    if about.get("school") == school_id and about.get("words"):
        _put(turn, school_id, about["words"])
    return managing.show(turn, school_id)


def erase(turn: Turn, school_id: int) -> list[Outcome]:
    """Families are given none."""
    manager(turn, school_id)
    _put(turn, school_id, "")
    return managing.show(turn, school_id)


def _asked(turn: Turn, school_id: int, words: str = "", complaint: Complaint | None = None) -> list[Outcome]:
    school = manager(turn, school_id).school
    asking.ask(turn, managing.CONTACT, school=school_id, words=words)
    return [ContactAsked(school, schools.writing_rules(turn.tx, school_id).contact, words, complaint)]


def _put(turn: Turn, school_id: int, contact: str) -> None:
    schools.members(turn.tx, school_id)  # locked: another manager's change is read, not lost
    rules = replace(schools.writing_rules(turn.tx, school_id), contact=contact)
    schools.put_writing_rules(turn.tx, school_id, rules)
