"""Who may do what: read from the database at every turn, never from a button."""

from bot.errors import NotAllowed
from bot.store import campaigns, classes, schools, sittings
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.schools import Member, School
from bot.store.sittings import Sitting, StaffRole
from bot.usecases.turn import Turn


def operator(turn: Turn) -> None:
    """Raises NotAllowed for who does not run this Tremplin."""
    named = turn.person.chat_id in turn.rules.operators
    if not (named or schools.is_operator(turn.tx, turn.person.id)):
        raise NotAllowed


def member(turn: Turn) -> Member:
    """The person as a teacher of the school they chose last; raises NotAllowed for who teaches nowhere."""
    found = schools.memberships(turn.tx, turn.person.id)
    if not found:
        raise NotAllowed
    return found[0]


def teaches(turn: Turn) -> bool:
    """Whether the person teaches somewhere."""
    return bool(schools.memberships(turn.tx, turn.person.id))


def member_of(turn: Turn, school_id: int) -> Member:
    """The person as a teacher of this school; raises NotAllowed."""
    for each in schools.memberships(turn.tx, turn.person.id):
        if each.school_id == school_id:
            return each
    raise NotAllowed


def school_of(turn: Turn, member: Member) -> School:
    """The school of a member."""
    school = schools.find(turn.tx, member.school_id)
    if school is None:  # a membership goes with its school
        raise NotAllowed
    return school


def classroom(turn: Turn, class_id: int) -> Classroom:
    """A class that the person may see and change: one of theirs, or any of a school they administer.

    Raises NotAllowed, also when there is no such class: nobody learns which exist.
    """
    found = classes.find(turn.tx, class_id)
    if found is None:
        raise NotAllowed
    as_member = member_of(turn, found.school_id)
    if as_member.role != "admin" and not classes.is_teacher(turn.tx, turn.person.id, class_id):
        raise NotAllowed
    return found


def campaign(turn: Turn, campaign_id: int) -> Campaign:
    """A campaign that the person may see and change: as for a class. Raises NotAllowed."""
    found = campaigns.find(turn.tx, campaign_id)
    if found is None:
        raise NotAllowed
    as_member = member_of(turn, found.school_id)
    if as_member.role != "admin" and not campaigns.is_leader(turn.tx, turn.person.id, campaign_id):
        raise NotAllowed
    return found


def sitting(turn: Turn, sitting_id: int, *among: StaffRole) -> Sitting:
    """A sitting in which the person has one of these roles; administrators of its school have all of them.

    Raises NotAllowed, also when there is no such sitting.
    """
    found = sittings.find(turn.tx, sitting_id)
    if found is None:
        raise NotAllowed
    as_member = member_of(turn, found.school_id)
    if as_member.role != "admin" and not sittings.roles(turn.tx, turn.person.id, sitting_id) & set(among):
        raise NotAllowed
    return found
