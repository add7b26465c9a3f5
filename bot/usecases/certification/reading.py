"""A sitting in words, and who may change it."""

from dataclasses import replace

from bot.store import schools, sittings
from bot.store.schools import School
from bot.store.sittings import Candidate, Sitting
from bot.store.times import from_ms
from bot.usecases import rights
from bot.usecases.campaigns.dates import in_full
from bot.usecases.certification import clashes, summoning
from bot.usecases.certification.outcomes_prep import Lack, Notice, SittingShown, SittingSummary
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import agendas
from bot.usecases.turn import Turn

OVER = {Phase.CLOSED, Phase.PUBLISHED, Phase.CANCELLED}


def school_of(turn: Turn, sitting: Sitting) -> School:
    """The school of a sitting. Raises LookupError if it vanished: its sittings go with it."""
    school = schools.find(turn.tx, sitting.school_id)
    if school is None:
        raise LookupError(sitting.school_id)
    return school


def when(turn: Turn, sitting: Sitting) -> str:
    """Day and hour in words, «mardi 24 novembre à 14 h»; '' while there is none."""
    if sitting.starts_at is None:
        return ""
    return in_full(sitting.starts_at, school_of(turn, sitting).zone, turn.now_ms)


def leads(turn: Turn, sitting: Sitting) -> bool:
    """Whether the person organises it, or administers its school; they teach there."""
    as_member = rights.member_of(turn, sitting.school_id)
    return as_member.role == "admin" or "organiser" in sittings.roles(turn.tx, turn.person.id, sitting.id)


def to_lead(turn: Turn, sitting_id: int) -> Sitting:
    """A sitting that the person organises, as it is now. Raises NotAllowed."""
    return rights.sitting(turn, sitting_id, "organiser")


def to_change(turn: Turn, sitting_id: int) -> Sitting:
    """The same; on PostgreSQL nobody else changes it until the turn ends. Raises NotAllowed."""
    sitting = to_lead(turn, sitting_id)
    return sittings.locked(turn.tx, sitting_id) or sitting


def begun(turn: Turn, sitting: Sitting) -> bool:
    """Whether a candidate has begun the test."""
    return any(each.started_at is not None for each in sittings.candidates(turn.tx, sitting.id))


def settled(turn: Turn, sitting: Sitting) -> bool:
    """Whether its date, room, rules and classes can't change any more."""
    return phase(sitting, turn.now_ms) in OVER or begun(turn, sitting)


def change(turn: Turn, sitting: Sitting, **columns: str | int | None) -> Sitting:
    """Write some columns of a sitting that is locked, and plan its summons anew; gives it as it is now."""
    changed = replace(sitting, **columns)  # type: ignore[arg-type]  # columns are named as the fields
    sittings.save(turn.tx, changed)
    summoning.sync(turn.tx, sitting.id, turn.now)
    return changed


def shown(
    turn: Turn,
    sitting: Sitting,
    notice: Notice | None = None,
    *,
    editing: bool = False,
    lacks: tuple[Lack, ...] = (),
) -> list[Outcome]:
    """The page of a sitting as it is now, for who has a role in it."""
    leading, roles = leads(turn, sitting), sittings.roles(turn.tx, turn.person.id, sitting.id)
    watches, receives = (leading or role in roles for role in ("invigilator", "results"))
    summary = summary_of(turn, sitting)
    return [SittingShown(summary, leading, watches, editing and leading, lacks, notice, receives)]


def summary_of(turn: Turn, sitting: Sitting) -> SittingSummary:
    staff = sittings.staff(turn.tx, sitting.id)
    organisers = {each.person_id for each in staff if each.role == "organiser"}
    everybody = sittings.candidates(turn.tx, sitting.id)
    return SittingSummary(
        id=sitting.id,
        phase=phase(sitting, turn.now_ms),
        rules=sitting.rules,
        when=when(turn, sitting),
        room=sitting.room,
        minutes=sitting.minutes,
        classes=tuple(each.name for each in sittings.classes_of(turn.tx, sitting.id)),
        candidates=len(everybody),
        extra=sum(each.extra > 0 for each in everybody),
        unlinked=sum(each.account is None for each in everybody),
        organiser=sitting.organiser,
        invigilators=tuple(
            each.name for each in staff if each.role == "invigilator" and each.person_id not in organisers
        ),
        results=tuple(each.name for each in staff if each.role == "results"),
        day_off=_day_off(turn, sitting),
        clashes=clashes.of(turn.tx, sitting, school_of(turn, sitting).zone, turn.now_ms),
    )


def minutes_for(sitting: Sitting, extra: int) -> int:
    """The minutes that a candidate with this extra time has, rounded up."""
    return -(-sitting.minutes * (100 + extra) // 100)


def is_in(candidate: Candidate) -> bool:
    """Whether a candidate has entered already."""
    return candidate.entered_at is not None


def _day_off(turn: Turn, sitting: Sitting) -> bool:
    """Whether a sitting to come is on a day on which the bot writes to nobody there."""
    if sitting.starts_at is None or sitting.starts_at <= turn.now_ms:
        return False
    agenda = agendas.of_school(turn.tx, sitting.school_id)
    return not agenda.opens_on(agenda.day_of(from_ms(sitting.starts_at)))
