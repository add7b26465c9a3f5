"""Who manages a school: its administrators, and the operators."""

from dataclasses import dataclass

from bot.errors import NotAllowed
from bot.store import schools
from bot.store.schools import Member, School
from bot.usecases import rights
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Manager:
    """The person as a manager of `school`: its administrator (`member`), an operator, or both."""

    school: School
    member: Member | None
    operator: bool


def is_operator(turn: Turn) -> bool:
    """Whether the person runs this Tremplin."""
    try:
        rights.operator(turn)
    except NotAllowed:
        return False
    return True


def manager(turn: Turn, school_id: int) -> Manager:
    """The person as a manager of this school; raises NotAllowed, also when there is no such school."""
    found = schools.memberships(turn.tx, turn.person.id)
    member = next((each for each in found if each.school_id == school_id and each.role == "admin"), None)
    school, operator = schools.find(turn.tx, school_id), is_operator(turn)
    if school is None or not (member or operator):
        raise NotAllowed
    return Manager(school, member, operator)
