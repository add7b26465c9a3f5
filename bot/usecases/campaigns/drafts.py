"""A new campaign: a draft from its first step, so that nothing of it is ever lost."""

from bot.store import campaigns, classes
from bot.store.campaigns import Campaign
from bot.store.schools import Member
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading, writing
from bot.usecases.campaigns.outcomes import DraftsFound, Step
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn

FIRST_NAME = "c_first"  # the kind of dialog: a campaign begins by its name
MOST = 5  # drafts of one teacher in one school


def new(turn: Turn, sure: bool) -> list[Outcome]:
    """Begin a campaign; when drafts wait, they are offered first unless the teacher is `sure`."""
    waiting = begun(turn, rights.member(turn))
    draft = fresh(turn) if sure or not waiting else None
    if draft is None:
        asking.ask(turn, FIRST_NAME)
        full = _blank(turn, rights.member(turn)) is None and len(waiting) >= MOST
        return [DraftsFound(tuple(reading.line(turn, each) for each in waiting), full)]
    _tick_the_only_class(turn, draft)
    return writing.ask_name(turn, draft, Step(draft.id, guided=True))


def for_class(turn: Turn, class_id: int) -> list[Outcome]:
    """Begin a campaign for one class; what waits is offered only when there are too many drafts."""
    room = rights.classroom(turn, class_id)
    draft = fresh(turn)
    if draft is None:
        return new(turn, sure=True)
    if room.school_id != draft.school_id or room.archived_at is not None:
        return [Said(Note.NOT_ALLOWED)]
    for each in campaigns.classes_of(turn.tx, draft.id):
        campaigns.drop_class(turn.tx, draft.id, each.id)
    campaigns.put_class(turn.tx, draft.id, class_id)
    return writing.ask_name(turn, draft, Step(draft.id, guided=True))


def fresh(turn: Turn) -> Campaign | None:
    """A draft with nothing in it, one that waits if there is; None when there are too many."""
    member = rights.member(turn)
    blank = _blank(turn, member)
    if blank is None and len(of(turn, member)) >= MOST:
        return None
    return blank or begin(turn, member)


def begun(turn: Turn, member: Member) -> list[Campaign]:
    """The drafts that have something in them, the latest first."""
    return [each for each in of(turn, member) if not _untouched(turn, each)]


def _blank(turn: Turn, member: Member) -> Campaign | None:
    return next((each for each in of(turn, member) if _untouched(turn, each)), None)


def _tick_the_only_class(turn: Turn, draft: Campaign) -> None:
    """Who teaches one class needs not say which."""
    mine = classes.of_teacher(turn.tx, draft.school_id, turn.person.id)
    if len(mine) == 1 and not campaigns.classes_of(turn.tx, draft.id):
        campaigns.put_class(turn.tx, draft.id, mine[0].id)


def of(turn: Turn, member: Member) -> list[Campaign]:
    """The drafts of a teacher in a school, the latest first."""
    led = campaigns.of_teacher(turn.tx, member.school_id, member.person_id)
    return [each for each in led if each.published_at is None and each.archived_at is None]


def begin(turn: Turn, member: Member) -> Campaign:
    """An empty draft; its code comes when it is published, and until then leads nowhere."""
    made = _empty(turn.tx.new_id(), member, turn.now_ms)
    campaigns.add(turn.tx, made, member.person_id)
    return made


def _empty(id_: int, member: Member, now_ms: int) -> Campaign:
    return Campaign(
        id=id_,
        school_id=member.school_id,
        code=no_code(id_),
        name="",
        target="",
        mode="training",
        open_to_all=0,
        opens_at=None,
        deadline_at=None,
        late_allowed=1,
        retries=1,
        start_words="",
        end_words="",
        teacher=member.name,
        created_at=now_ms,
        published_at=None,
        closed_at=None,
        archived_at=None,
    )


def no_code(id_: int) -> str:
    """What stands in a draft's column `code`: nobody can type it."""
    return f"draft-{id_}"


def _untouched(turn: Turn, draft: Campaign) -> bool:
    """One class says nothing: it may have been ticked for the teacher."""
    decided = (draft.name, draft.target, draft.open_to_all, draft.opens_at, draft.deadline_at)
    words = (draft.start_words, draft.end_words)
    return not any((*decided, *words)) and len(campaigns.classes_of(turn.tx, draft.id)) < 2
