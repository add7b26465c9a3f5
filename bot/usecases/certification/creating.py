"""A new sitting: a draft from its first step, so that nothing of it is ever lost."""

from bot.store import classes, sittings
from bot.store.schools import Member
from bot.store.sittings import Sitting
from bot.usecases import asking, codes, rights
from bot.usecases.certification import candidates, editing, listing
from bot.usecases.certification.clock import MINUTES
from bot.usecases.certification.outcomes_prep import Field, Notice, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

MOST = 5  # drafts of one teacher in one school


def new(turn: Turn) -> list[Outcome]:
    """Begin a sitting in the person's school; an empty draft that waits is taken up again."""
    member = rights.member(turn)
    asking.answered(turn)
    waiting = _drafts(turn, member)
    blank = next((each for each in waiting if _untouched(turn, each)), None)
    if blank is None and len(waiting) >= MOST:
        return listing.listed(turn, notice=Notice.TOO_MANY_DRAFTS)
    draft = blank or begin(turn, member)
    return editing.ask(turn, Field.RULES, Step(draft.id, guided=True))


def begin(turn: Turn, member: Member) -> Sitting:
    """An empty draft with its codes, organised by this member, who receives its results too."""
    id_ = turn.tx.new_id()
    made = Sitting(
        id=id_,
        school_id=member.school_id,
        code=codes.new_code(turn.tx, "sitting", id_),
        staff_code=codes.new_code(turn.tx, "invigilator", id_),
        rules="profile",
        starts_at=None,
        room="",
        minutes=MINUTES,
        organiser=member.name,
        created_at=turn.now_ms,
    )
    sittings.add(turn.tx, made)
    sittings.put_staff(turn.tx, member.person_id, id_, "organiser", turn.now_ms)
    sittings.put_staff(turn.tx, member.person_id, id_, "results", turn.now_ms)
    _choose_the_only_class(turn, made)
    return made


def _choose_the_only_class(turn: Turn, draft: Sitting) -> None:
    """Who teaches one class needs not say which."""
    mine = classes.of_teacher(turn.tx, draft.school_id, turn.person.id)
    if len(mine) == 1:
        sittings.put_class(turn.tx, draft.id, mine[0].id)
        candidates.refresh(turn.tx, draft.id, turn.now)


def _drafts(turn: Turn, member: Member) -> list[Sitting]:
    mine = sittings.of_staff(turn.tx, member.school_id, member.person_id)
    return [
        each
        for each in mine
        if each.announced_at is None
        and each.cancelled_at is None
        and "organiser" in sittings.roles(turn.tx, member.person_id, each.id)
    ]


def _untouched(turn: Turn, draft: Sitting) -> bool:
    """One class says nothing: it may have been chosen for the teacher."""
    decided = draft.starts_at is not None or draft.room or draft.rules != "profile"
    return not decided and len(sittings.classes_of(turn.tx, draft.id)) < 2
