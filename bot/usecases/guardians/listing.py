"""«Mes enfants»: whom an adult follows, how far they are, and how to stop or to reach the school."""

from bot.errors import NotAllowed
from bot.store import classes, guardians, notices, schools
from bot.usecases.guardians import children, ties
from bot.usecases.guardians.children import Child
from bot.usecases.guardians.outcomes import ChildrenShown, ContactShown, GuardianLeft, StopAsked
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.participation import news
from bot.usecases.reminders import wishes
from bot.usecases.turn import Turn

LINES = 12  # campaigns told in one message


def shown(
    turn: Turn, page: int = 0, *, added: str = "", again: bool = False, left: str = "", edit: bool = True
) -> list[Outcome]:
    """A page of whom the person follows, and how far they are."""
    followed, page, pages = page_of(children.of(turn.tx, turn.person.id), page)
    most = min(news.MOST, LINES // max(1, len(followed)))
    told = tuple((each, news.of_child(turn, each, most)) for each in followed)
    return [ChildrenShown(told, added, again, edit, page, pages, is_stopped(turn), left)]


def is_stopped(turn: Turn) -> bool:
    """Whether the person gets nothing, of any child."""
    return notices.preference(turn.tx, turn.person.id).stopped_at is not None


def resume(turn: Turn) -> list[Outcome]:
    """Reminders again."""
    wishes.resume(turn)
    return shown(turn)


def stop(turn: Turn, key: str, *, sure: bool) -> list[Outcome]:
    """Follow a pupil no longer, once confirmed: every tie to them goes. Who invited the person is told."""
    child = next((each for each in children.of(turn.tx, turn.person.id) if each.key == key), None)
    if child is None:
        return shown(turn)
    if not sure:
        return [StopAsked(child)]
    told = _told(turn, child)
    _untie(turn, child)
    return [*shown(turn, left=child.called), *told]


def _told(turn: Turn, child: Child) -> list[Outcome]:
    if child.child_id is None:
        return []
    known = ties.one(turn, child.child_id, turn.person.id)
    if known is None or known.level:
        return []
    return ties.told(turn, child.child_id, GuardianLeft(known), "guardian_left")


def stop_line(turn: Turn, pupil_id: int, *, sure: bool) -> list[Outcome]:
    """The same for the button of an older message, which names a roster line."""
    line = guardians.line(turn.tx, pupil_id)
    return stop(turn, children.key_of(line.person_id if line else None, pupil_id), sure=sure)


def _untie(turn: Turn, child: Child) -> None:
    for bond in guardians.bonds_of(turn.tx, turn.person.id):
        if children.key_of(bond.child_id, bond.pupil_id) != child.key:
            continue
        if bond.pupil_id is not None:
            classes.remove_guardian(turn.tx, bond.pupil_id, turn.person.id)
        elif bond.child_id is not None:
            guardians.unfollow(turn.tx, turn.person.id, bond.child_id)


def contact(turn: Turn, school_id: int) -> list[Outcome]:
    """How the school of a child wants to be reached; never a teacher's account. Raises NotAllowed."""
    if school_id not in {each.school_id for each in children.of(turn.tx, turn.person.id)}:
        raise NotAllowed
    school, rules = schools.find(turn.tx, school_id), schools.writing_rules(turn.tx, school_id)
    return [ContactShown(school.name if school else "", rules.contact)]
