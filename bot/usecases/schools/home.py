"""The teacher's home, in the school they chose."""

from bot.store import people, schools
from bot.usecases import asking, rights
from bot.usecases.campaigns import drafts, reading
from bot.usecases.outcomes import Outcome, RoleChosen
from bot.usecases.schools import writing
from bot.usecases.schools.outcomes import NotATeacher, SchoolChoice, TeacherHome
from bot.usecases.schools.standing import is_operator
from bot.usecases.turn import Turn


def home(turn: Turn, *, edit: bool = True) -> list[Outcome]:
    """The teacher's home, or how to become a teacher."""
    found = schools.memberships(turn.tx, turn.person.id)
    operator = is_operator(turn)
    if not found:
        was_in = schools.withdrawn_from(turn.tx, turn.person.id)
        return [NotATeacher(tuple(was_in), operator)]
    asking.answered(turn)
    member = found[0]
    work = schools.work_of(turn.tx, turn.person.id, member.school_id, turn.now_ms)
    school, waiting = rights.school_of(turn, member), drafts.begun(turn, member)
    return [
        TeacherHome(
            school,
            member,
            work,
            several=len(found) > 1,
            operator=operator,
            draft=(waiting[0].id, reading.name_of(turn, waiting[0])) if waiting else None,
            edit=edit,
            to_choose=member.role == "admin" and writing.to_choose(turn, school),
        )
    ]


def choices(turn: Turn) -> list[Outcome]:
    """The schools where the person teaches."""
    rights.member(turn)
    found = schools.memberships(turn.tx, turn.person.id)
    return [SchoolChoice(tuple(rights.school_of(turn, each) for each in found))]


def choose(turn: Turn, school_id: int) -> list[Outcome]:
    """Work in another of one's schools."""
    rights.member_of(turn, school_id)
    schools.choose(turn.tx, turn.person.id, school_id, turn.now_ms)
    return home(turn)


def speak_as_teacher(turn: Turn) -> list[Outcome]:
    """Words and menus of a teacher from now on, for who became one."""
    if turn.person.role == "teacher":
        return []
    people.set_role(turn.tx, turn.person, "teacher")
    return [RoleChosen("teacher")]
