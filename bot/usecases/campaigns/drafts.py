"""A new campaign: a draft from its first step, so that nothing of it is ever lost."""

from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.store.schools import Member
from bot.usecases import rights
from bot.usecases.campaigns import reading, writing
from bot.usecases.campaigns.outcomes import DraftsFound, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

MOST = 5  # drafts of one teacher in one school


def new(turn: Turn, sure: bool) -> list[Outcome]:
    """Begin a campaign; when drafts wait, they are offered first unless the teacher is `sure`."""
    member = rights.member(turn)
    mine = of(turn, member)
    blank = next((each for each in mine if _untouched(turn, each)), None)
    waiting = [each for each in mine if each is not blank]
    full = blank is None and len(mine) >= MOST
    if waiting and (full or not sure):
        return [DraftsFound(tuple(reading.line(turn, each) for each in waiting), full)]
    draft = blank or begin(turn, member)
    return writing.ask_name(turn, draft, Step(draft.id, guided=True))


def of(turn: Turn, member: Member) -> list[Campaign]:
    """The drafts of a teacher in a school, the latest first."""
    led = campaigns.of_teacher(turn.tx, member.school_id, member.person_id)
    return [each for each in led if each.published_at is None and each.archived_at is None]


def begin(turn: Turn, member: Member) -> Campaign:
    """An empty draft; its code comes when it is published, and until then leads nowhere."""
    made = _blank(turn.tx.new_id(), member, turn.now_ms)
    campaigns.add(turn.tx, made, member.person_id)
    return made


def _blank(id_: int, member: Member, now_ms: int) -> Campaign:
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
    decided = (draft.name, draft.target, draft.open_to_all, draft.opens_at, draft.deadline_at)
    words = (draft.start_words, draft.end_words)
    return not any((*decided, *words)) and not campaigns.classes_of(turn.tx, draft.id)
