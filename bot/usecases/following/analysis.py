"""A whole class in a campaign: topics by need, pupils × competences, and how it went day after day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.content import Library
from bot.content.framework import COMPETENCES
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.store.times import from_ms
from bot.usecases import rights, tutorials
from bot.usecases.following import board as boards
from bot.usecases.following import reading
from bot.usecases.following.board import Board
from bot.usecases.following.outcomes import (
    ClassAnalysed,
    CurveShown,
    HeatShown,
    LessonOpened,
    NothingYet,
    TopicNeed,
)
from bot.usecases.outcomes import Outcome, TutorialShown
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

PAGE = 10
LESSONS = 3
HALF = 50  # percent of a topic's skills: below, a pupil needs it
LONGEST = 62  # days drawn


def needs(library: Library, board: Board) -> list[TopicNeed]:
    """The topics of a campaign, those most in need first."""
    percents: dict[str, list[int]] = defaultdict(list)
    for _, attempt in board.results:
        for topic, share in reading.result_of(attempt).topics.items():
            percents[topic].append(share.mastery)
    found = [_need(library, topic, each) for topic, each in percents.items()]
    return sorted((each for each in found if each), key=lambda each: (each.percent, each.title))


def _need(library: Library, topic_id: str, percents: list[int]) -> TopicNeed | None:
    topic = library.topic(topic_id)
    if topic is None:  # it left the bank
        return None
    mean = sum(percents) // len(percents)
    below = sum(each < HALF for each in percents)
    return TopicNeed(topic_id, topic.title, topic.skills[0].competence, mean, below, len(percents))


def analysis(turn: Turn, campaign_id: int, page: int) -> list[Outcome]:
    """«La classe»: topics by need."""
    found = rights.campaign(turn, campaign_id)
    board = boards.load(turn, found, whole=True)
    if found.mode == "collection" or not board.results:
        return [NothingYet(campaign_id)]
    shown, page, pages = page_of(needs(turn.library, board), page, PAGE)
    lessons = _lessons(turn.library, shown)
    return [ClassAnalysed(campaign_id, found.name, len(board.results), shown, lessons, page, pages)]


def lesson(turn: Turn, campaign_id: int, skill: str) -> list[Outcome]:
    """A lesson below the teacher's screen."""
    rights.campaign(turn, campaign_id)
    found = tutorials.show(turn, skill, None, edit=False)
    return [LessonOpened(campaign_id, each) if isinstance(each, TutorialShown) else each for each in found]


def _lessons(library: Library, needs: Iterable[TopicNeed]) -> tuple[tuple[str, str], ...]:
    """The lesson of the first skill of the neediest topics; none of what everybody knows."""
    topics = [library.topic(each.topic) for each in needs if each.percent < 100]
    skills = [topic.skills[0] for topic in topics if topic]
    return tuple((each.id, each.tutorial.title) for each in skills[:LESSONS])


def heat(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Pupils × competences; everybody is a row, also those without a result."""
    found = rights.campaign(turn, campaign_id)
    board = boards.load(turn, found, whole=True)
    if not board.results:
        return [NothingYet(campaign_id)]
    collection = found.mode == "collection"
    known = [_known(collection, each.best) for each in board.people]
    codes = tuple(code for code in COMPETENCES if any(code in each for each in known))
    if not codes:  # profiles of pupils who have tried nothing yet
        return [NothingYet(campaign_id)]
    cells = tuple(tuple(each.get(code) for code in codes) for each in known)
    names = tuple(each.name for each in board.people)
    return [HeatShown(campaign_id, found.name, codes, names, cells, levels=collection)]


def _known(collection: bool, attempt: Participation | None) -> dict[str, int]:
    """Percent mastered by competence; of a profile, its levels."""
    if attempt is None:
        return {}
    if collection:
        return dict(reading.profile_of(attempt)[0])
    return {each.title: each.percent for each in reading.competences_of(reading.result_of(attempt))}


def curve(turn: Turn, campaign_id: int) -> list[Outcome]:
    """How many had started and finished by the end of each day."""
    found = rights.campaign(turn, campaign_id)
    board = boards.load(turn, found)
    zone = ZoneInfo(reading.zone_of(turn, found))
    firsts = [each.attempts[0] for each in board.people if each.attempts]
    if not firsts:
        return [NothingYet(campaign_id)]
    started = [_day(each.started_at, zone) for each in firsts]
    finished = [_day(each.sent[0].sent_at or 0, zone) for each in board.people if each.sent]
    days = _days(min(started), max([_end(found, turn.now_ms, zone), *started, *finished]))
    return [
        CurveShown(
            campaign_id,
            found.name,
            days,
            tuple(_by(day, started) for day in days),
            tuple(_by(day, finished) for day in days),
            len(board.people),
            _day(found.deadline_at, zone) if found.deadline_at else None,
            found.mode == "collection",
        )
    ]


def _end(campaign: Campaign, now_ms: int, zone: ZoneInfo) -> date:
    """The last day to draw when nothing comes later: today, or the day it all ended."""
    return _day(min(at for at in (now_ms, campaign.deadline_at, campaign.closed_at) if at is not None), zone)


def _day(ms: int, zone: ZoneInfo) -> date:
    return from_ms(ms).astimezone(zone).date()


def _days(first: date, last: date) -> tuple[date, ...]:
    """Every day from the one before the first, the latest ones when they are too many."""
    first = max(first - timedelta(days=1), last - timedelta(days=LONGEST - 1))
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _by(day: date, moments: Iterable[date]) -> int:
    return sum(each <= day for each in moments)
