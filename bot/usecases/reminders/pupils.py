"""What a letter tells a pupil: the campaigns to finish, each once, the most urgent first."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store import following
from bot.store.campaigns import Campaign
from bot.store.letters import Told
from bot.store.notices import Notice
from bot.usecases.campaigns import dates
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.aims import aim_at
from bot.usecases.participation.standing import is_late
from bot.usecases.reminders import wishes
from bot.usecases.reminders.outcomes import PupilLetter, ToFinish
from bot.usecases.reminders.shelf import Shelf
from bot.usecases.turn import Turn

MOST = 8  # campaigns of one letter
_NO_DEADLINE = 2**63
_AFTERNOON, _EVENING = 12, 17  # hours


def part(turn: Turn, notices: Sequence[Notice], shelf: Shelf | None = None) -> list[Outcome]:
    """One message about all their campaigns; nothing when there is none to tell."""
    shelf = shelf or Shelf(turn.tx)
    nudged = {each.campaign_id for each in notices if each.kind == "nudge"}
    about = dict.fromkeys(each.campaign_id for each in notices if each.campaign_id is not None)
    found = [told for each in about if (told := shelf.told(each)) is not None]
    if not found:
        return []
    said: set[str] = {""}
    urgent = sorted(found, key=_rank)[:MOST]
    lines = tuple(_line(turn, shelf, each, each.campaign.id in nudged, said) for each in urgent)
    waits = wishes.waits(turn, (each.campaign.deadline_at for each in found))
    return [PupilLetter(lines, len(found) - len(lines), waits)]


def _rank(told: Told) -> tuple[int, int]:
    return told.campaign.deadline_at or _NO_DEADLINE, told.campaign.id


def _line(turn: Turn, shelf: Shelf, told: Told, nudged: bool, said: set[str]) -> ToFinish:
    """One campaign; the words of its plan unless they are `said` already."""
    campaign = told.campaign
    days, deadline = _until(campaign, told.zone, turn.now_ms)
    answered, questions, running = _progress(turn, shelf, campaign)
    words = told.words if told.words not in said else ""
    said.add(words)
    return ToFinish(
        campaign=campaign.id,
        title=campaign.name,
        teacher=campaign.teacher,
        mode=campaign.mode,
        days=days,
        deadline=deadline,
        late=is_late(campaign, turn.now_ms),
        running=running,
        answered=answered,
        questions=questions,
        words=words,
        nudged=nudged,
    )


def _until(campaign: Campaign, zone: str, now_ms: int) -> tuple[int | None, str]:
    """Midnights until the deadline, and when it is: «ce soir à 18 h», «vendredi 4 décembre à 18 h»."""
    if campaign.deadline_at is None:
        return None, ""
    days = dates.days_until(campaign.deadline_at, zone, now_ms)
    words = dates.in_words(campaign.deadline_at, zone, now_ms)
    if days:
        return days, words
    hour = datetime.fromtimestamp(campaign.deadline_at / 1000, ZoneInfo(zone)).hour
    return days, words.replace("aujourd'hui", _today(hour), 1)


def _today(hour: int) -> str:
    if hour >= _EVENING:
        return "ce soir"
    return "cet après-midi" if hour > _AFTERNOON else "aujourd'hui"


def _progress(turn: Turn, shelf: Shelf, campaign: Campaign) -> tuple[int, int, bool]:
    """Questions answered in the attempt that runs, at most how many, and whether one runs."""
    aim = aim_at(turn.library, campaign.target)
    running = shelf.reading(turn.person.id, campaign.id, turn.person.id).running
    answered = following.answers_in(turn.tx, turn.person.id, running) if running is not None else 0
    return answered, max(answered, aim.questions if aim else 0), running is not None
