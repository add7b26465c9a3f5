"""Letters under way, and what they are checked against: how far whoever they are about is."""

from dataclasses import dataclass
from typing import Any

from bot.store.base import Tx
from bot.store.campaigns import Campaign


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody stands in a campaign, read for a letter.

    `muted`: its reader wants nothing more of the campaign; `running` is the attempt that has not ended;
    `enrolled`: they are on the roster of one of its classes, which is in use, or came by the code.
    """

    muted: bool
    finished: bool
    running: int | None
    enrolled: bool


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line that was not set aside: who has joined, and whether its class, in use, has the campaign."""

    person_id: int | None
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A campaign as letters tell it: its school's zone, calendar and hours, and the words of its plan."""

    campaign: Campaign
    zone: str
    holidays: str
    hours: str
    words: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A campaign in a list."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A campaign, and when it ends in the zone of its school."""

    id: int
    name: str
    deadline_at: int
    zone: str


def under_way(tx: Tx, person_id: int) -> bool:
    """Whether a letter to somebody has not ended."""
    return tx.one("letter_under_way", int, person_id=person_id) is not None


def release(tx: Tx, letter_id: int) -> None:
    """A letter was not sent in time: what it carried waits for another one."""
    tx.run("release_letter", letter_id=letter_id)


def sent(tx: Tx, letter_id: int, at_ms: int) -> None:
    """A letter arrived, then: it is its reader's letter of that day."""
    tx.run("letter_sent", letter_id=letter_id, letter_at=at_ms)


def reading(tx: Tx, reader_id: int, campaign_id: int, person_id: int) -> Reading:
    """How somebody stands in a campaign, for one reader: themselves, or who follows them."""
    found = tx.one("reading", Reading, reader_id=reader_id, campaign_id=campaign_id, person_id=person_id)
    return found or Reading(muted=False, finished=False, running=None, enrolled=False)


def told(tx: Tx, campaign_id: int) -> Told | None:
    """A campaign with all that its letters say, in one reading."""
    return tx.one("told_campaign", _told, campaign_id=campaign_id)


def _told(zone: str, holidays: str, hours: str, words: str, *campaign: Any) -> Told:
    return Told(Campaign(*campaign), zone, holidays, hours, words)


def roster_line(tx: Tx, pupil_id: int, campaign_id: int) -> RosterLine | None:
    """None when it was set aside, or is gone."""
    return tx.one("line_in_campaign", RosterLine, pupil_id=pupil_id, campaign_id=campaign_id)


def concerns(tx: Tx, person_id: int, campaign_id: int) -> bool:
    """Whether somebody was told of a campaign, or may be: it is theirs, or a child's they follow."""
    return tx.one("concerns", int, person_id=person_id, campaign_id=campaign_id) is not None


def to_stop(tx: Tx, person_id: int, since_ms: int, now_ms: int, most: int) -> list[Titled]:
    """The open campaigns that somebody may be told of, or was since then, and has not muted.

    Those whose deadline is to come first, the latest told of, then the nearest deadline.
    """
    return tx.all("to_stop", Titled, person_id=person_id, since=since_ms, now=now_ms, most=most)


def ending(tx: Tx, person_id: int, now_ms: int, until_ms: int, most: int) -> list[Ending]:
    """What somebody, or whom they follow, is to finish between two moments; not what they muted."""
    return tx.all("ending", Ending, person_id=person_id, now=now_ms, until=until_ms, most=most)


def muted_titles(tx: Tx, person_id: int, most: int) -> list[Titled]:
    """The campaigns of which somebody wants to hear no more, the latest muted first."""
    return tx.all("muted_titles", Titled, person_id=person_id, most=most)


def latest_school(tx: Tx, person_id: int) -> int | None:
    """The school that somebody was, or is to be, told something of last."""
    return tx.one("latest_school", int, person_id=person_id)
