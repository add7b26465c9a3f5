"""«Mes parcours»: what a pupil has to do, what runs, and what is done."""

from bot.store import campaigns, participation, schools
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.usecases.campaigns import dates
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.participation import standing
from bot.usecases.participation.ending import finished
from bot.usecases.participation.outcomes import MineLine, MineShown
from bot.usecases.participation.standing import Phase
from bot.usecases.turn import Turn

_STATES = {
    Phase.NEW: "todo",
    Phase.RUNNING: "running",
    Phase.DONE: "done",
    Phase.OVER: "missed",
    Phase.CLOSED: "missed",
}
_ORDER = ("todo", "running", "done", "missed")
_NO_DEADLINE = 2**63


def listed(turn: Turn, page: int = 0, *, edit: bool = True) -> list[Outcome]:
    """One page of the campaigns of the pupil's classes, and of those entered by a code."""
    shown, page, pages = page_of(_lines(turn), page)
    return [MineShown(shown, page, pages, edit)]


def to_do(turn: Turn) -> tuple[tuple[int, str], ...]:
    """The campaigns to do or to go on with, number and name; the nearest deadline first."""
    every = sorted(_mine(turn), key=_rank)
    return tuple((each.id, each.name) for each, _, phase in every if phase in {Phase.NEW, Phase.RUNNING})


def running(turn: Turn) -> tuple[tuple[int, str], ...]:
    """Those that were begun and can be gone on with, number and name."""
    every = sorted(_mine(turn), key=_rank)
    return tuple((each.id, each.name) for each, _, phase in every if phase is Phase.RUNNING)


def result(turn: Turn, participation_id: int) -> list[Outcome]:
    """What one attempt of the person came to, as when it ended."""
    attempt = participation.find(turn.tx, turn.person.id, participation_id)
    campaign = campaigns.find(turn.tx, attempt.campaign_id) if attempt else None
    if attempt is None or campaign is None or attempt.mastery is None or attempt.result is None:
        return [Said(Note.NOT_YOURS)]
    latest = participation.attempts(turn.tx, turn.person.id, campaign.id)[-1]
    wait = standing.retry_in(campaign, latest, turn.now_ms)
    return [finished(turn, campaign, participation_id, wait, again=True)]


def _mine(turn: Turn) -> list[tuple[Campaign, list[Participation], Phase]]:
    """The campaigns that are shown, their attempts, and what can be done.

    Those that open later are not shown yet; those that closed are, when something was begun.
    """
    attempts: dict[int, list[Participation]] = {}
    for each in participation.of_person(turn.tx, turn.person.id):
        attempts.setdefault(each.campaign_id, []).append(each)
    found: list[tuple[Campaign, list[Participation], Phase]] = []
    for campaign in participation.campaigns_of(turn.tx, turn.person.id):
        done = attempts.get(campaign.id, [])
        phase = standing.phase(campaign, done[-1] if done else None, turn.now_ms)
        if phase is not Phase.SOON and (done or phase is Phase.NEW):
            found.append((campaign, done, phase))
    return found


def _lines(turn: Turn) -> list[MineLine]:
    zones: dict[int, str] = {}
    mine = sorted(_mine(turn), key=_rank)
    return [_line(turn, campaign, done, phase, zones) for campaign, done, phase in mine]


def _rank(one: tuple[Campaign, list[Participation], Phase]) -> tuple[int, int, int]:
    """To do first, the nearest deadline before the others; what is done, the latest first."""
    campaign, done, phase = one
    state = _STATES[phase]
    by = campaign.deadline_at or _NO_DEADLINE
    if state == "done":
        by = -(done[-1].completed_at or 0)
    return _ORDER.index(state), by, campaign.id


def _line(
    turn: Turn, campaign: Campaign, done: list[Participation], phase: Phase, zones: dict[int, str]
) -> MineLine:
    ended = [each for each in done if each.completed_at is not None]
    matters = campaign.deadline_at is not None and phase in {Phase.NEW, Phase.RUNNING}
    return MineLine(
        campaign=campaign.id,
        title=campaign.name,
        state=_STATES[phase],
        deadline=_deadline(turn, campaign, zones) if matters else "",
        late=standing.is_late(campaign, turn.now_ms) if matters else any(each.late for each in ended),
        mastery=max((each.mastery for each in ended if each.mastery is not None), default=None),
        sent=any(each.sent_at is not None for each in ended),
        goes_home=phase in {Phase.NEW, Phase.RUNNING} and standing.result_goes_home(turn, campaign),
    )


def _deadline(turn: Turn, campaign: Campaign, zones: dict[int, str]) -> str:
    if campaign.school_id not in zones:
        school = schools.find(turn.tx, campaign.school_id)
        zones[campaign.school_id] = school.zone if school else turn.rules.timezone
    return dates.in_words(campaign.deadline_at or 0, zones[campaign.school_id], turn.now_ms)
