"""The screens of a campaign that runs: the board, its lists, one pupil."""

from bot.content import Library
from bot.content.framework import COMPETENCES
from bot.store import following, participation
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.usecases import rights
from bot.usecases.broadcasts import coming
from bot.usecases.campaigns import targets
from bot.usecases.campaigns.dates import in_words
from bot.usecases.following import board as boards
from bot.usecases.following import reading
from bot.usecases.following.board import Board, Followed, Standing
from bot.usecases.following.outcomes import (
    Attempt,
    CampaignFollowed,
    FollowedLine,
    FollowedList,
    Nudged,
    PupilFollowed,
    Share,
    ToNudge,
)
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import PAGE, page_of
from bot.usecases.participation.results import CampaignResult
from bot.usecases.turn import Turn

TO_WORK_ON, TUTORIALS = 6, 5


def campaign(
    turn: Turn, campaign_id: int, *, nudged: Nudged | None = None, edit: bool = True
) -> list[Outcome]:
    """Where everybody is in a campaign."""
    found = rights.campaign(turn, campaign_id)
    board = boards.load(turn, found)
    return [
        CampaignFollowed(
            campaign=found,
            title=_title(turn.library, board),
            classes=tuple(each.name for each in board.classes),
            zone=reading.zone_of(turn, found),
            now_ms=turn.now_ms,
            enrolled=len(board.people),
            absent=sum(each.person_id is None for each in board.people),
            waiting=len(board.standing(Standing.WAITING)),
            running=len(board.standing(Standing.RUNNING)),
            done=len(board.standing(Standing.DONE)),
            late=sum(each.late for each in board.people),
            average=board.average,
            gone=found.mode != "collection" and targets.vanished(turn.library, found.target),
            nudged=nudged,
            to_nudge=_to_nudge(turn, found),
            coming=coming.of_campaign(turn, found.id),
            edit=edit,
        )
    ]


def _to_nudge(turn: Turn, found: Campaign) -> ToNudge | None:
    """Who waits to be reminded, while people are not written to."""
    later = following.nudges_to_come(turn.tx, found.id, turn.now_ms)
    if later.at is None:
        return None
    return ToNudge(later.people, in_words(later.at, reading.zone_of(turn, found), turn.now_ms))


def _title(library: Library, board: Board) -> str:
    if board.campaign.mode == "collection" or not board.campaign.target:
        return ""
    return targets.read_target(library, board.campaign.target).title


def people(turn: Turn, campaign_id: int, standing: Standing, page: int) -> list[Outcome]:
    """Those who are in one standing, by family name."""
    found = rights.campaign(turn, campaign_id)
    collection = found.mode == "collection"
    listed = boards.load(turn, found, whole=collection).standing(standing)
    shown, page, pages = page_of(listed, page)
    lines = tuple(_line(turn, each, collection) for each in shown)
    return [FollowedList(campaign_id, found.name, standing, lines, len(listed), page, pages, collection)]


def _line(turn: Turn, each: Followed, collection: bool) -> FollowedLine:
    """A line; of a collection, the board was loaded whole."""
    running = next((a for a in each.attempts if a.completed_at is None), None)
    best = each.best
    return FollowedLine(
        key=each.key,
        name=each.name,
        classroom=each.classroom,
        joined=each.person_id is not None,
        reachable=each.reachable,
        answered=following.answers_in(turn.tx, running.person_id, running.id) if running else 0,
        mastery=best.mastery if best else None,
        late=each.late,
        pix=reading.profile_of(best)[1] if collection and best else None,
    )


def pupil(turn: Turn, campaign_id: int, key: int) -> list[Outcome]:
    """One pupil's page: what is mastered, what to work on, never an answer."""
    found = rights.campaign(turn, campaign_id)
    collection = found.mode == "collection"
    board = boards.load(turn, found, whole=collection)
    followed = board.find(key)
    if followed is None:
        return [Said(Note.NOT_FOUND)]
    counts = followed.best
    best = participation.find(turn.tx, counts.person_id, counts.id) if counts else None
    result = reading.result_of(best) if best and not collection else None
    return [
        PupilFollowed(
            campaign_id=campaign_id,
            campaign=found.name,
            line=_line(turn, followed, collection),
            standing=followed.standing,
            zone=reading.zone_of(turn, found),
            now_ms=turn.now_ms,
            attempts=tuple(_attempt(each) for each in followed.sent),
            stage=result.stage if result else "",
            badges=tuple(each.title for each in result.badges) if result else (),
            competences=reading.competences_of(result) if result else (),
            to_work_on=_to_work_on(turn.library, result) if result else (),
            tutorials=_tutorials(turn.library, result) if result else (),
            levels=_levels(best) if best and collection else (),
            page=board.standing(followed.standing).index(followed) // PAGE,
            collection=collection,
        )
    ]


def _levels(profile: Participation) -> tuple[tuple[str, int | None], ...]:
    known = dict(reading.profile_of(profile)[0])
    return tuple((code, known.get(code)) for code in COMPETENCES)


def _attempt(each: Participation) -> Attempt:
    return Attempt(each.attempt, each.mastery, each.sent_at, bool(each.late))


def _to_work_on(library: Library, result: CampaignResult) -> tuple[Share, ...]:
    topics = [each for each in reading.topics_of(library, result) if each.percent < 100]
    return tuple(sorted(topics, key=lambda each: each.percent)[:TO_WORK_ON])


def _tutorials(library: Library, result: CampaignResult) -> tuple[tuple[str, str], ...]:
    skills = [library.skill(each) for each in result.missed]
    return tuple((each.id, each.tutorial.title) for each in skills if each)[:TUTORIALS]
