"""The name that pupils and colleagues read, corrected by who bears it."""

from bot.store import schools
from bot.store.dialogs import Dialog
from bot.usecases import asking, rights
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import home
from bot.usecases.schools.naming import cleaned, complaint_about
from bot.usecases.schools.outcomes import MyNameAsked
from bot.usecases.turn import Turn

NAME = "t_name"  # the kind of dialog that awaits it


def ask(turn: Turn) -> list[Outcome]:
    """The next text is the name, in the school they work in."""
    member = rights.member(turn)
    asking.ask(turn, NAME, school=member.school_id)
    return [MyNameAsked(rights.school_of(turn, member), member.name)]


def written(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The name was written: shown once more before it counts."""
    member = rights.member_of(turn, dialog.about["school"])
    school, name = rights.school_of(turn, member), cleaned(text)
    if complaint := complaint_about(name):
        return [MyNameAsked(school, member.name, complaint)]
    asking.ask(turn, NAME, school=member.school_id, name=name)
    return [MyNameAsked(school, member.name, name=name)]


def confirmed(turn: Turn) -> list[Outcome]:
    """Write it down, on the campaigns they sign too."""
    dialog = asking.awaited(turn)
    if dialog is not None and dialog.kind == NAME and "name" in dialog.about:
        member = rights.member_of(turn, dialog.about["school"])
        schools.rename_member(turn.tx, member, dialog.about["name"])
    return keep(turn)


def keep(turn: Turn) -> list[Outcome]:
    """No other name, or it is done: back to the teacher's home."""
    dialog = asking.awaited(turn)
    if dialog is not None and dialog.kind == NAME:
        asking.answered(turn)
    return home.home(turn)
