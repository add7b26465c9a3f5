"""What a teacher follows: who is enrolled in a campaign, and their attempts."""

from dataclasses import dataclass

from bot.store.base import Tx
from bot.store.participation import Participation


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pupil of one of a campaign's classes; `person_id` is None, and `chat_id` 0, until they join."""

    pupil_id: int
    family_name: str
    given_name: str
    classroom: str
    person_id: int | None
    reachable: int
    chat_id: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who takes part, whether enrolled or not."""

    person_id: int
    reachable: int
    chat_id: int


def enrolled(tx: Tx, campaign_id: int) -> list[Enrolled]:
    """The pupils of the campaign's classes, by family name."""
    return tx.all("enrolled_pupils", Enrolled, campaign_id=campaign_id)


def attempts(tx: Tx, campaign_id: int, *, whole: bool) -> list[Participation]:
    """Every attempt in a campaign, by person, the first one first; without their results unless `whole`."""
    return tx.all("participations_of_campaign", Participation, campaign_id=campaign_id, whole=int(whole))


def guests(tx: Tx, campaign_id: int) -> list[Guest]:
    """Everybody with an attempt in a campaign."""
    return tx.all("guests_of_campaign", Guest, campaign_id=campaign_id)


def answers_in(tx: Tx, person_id: int, id_: int) -> int:
    """How many questions of an attempt were answered."""
    return tx.one("answers_in", int, person_id=person_id, id=id_) or 0


def nudged_since(tx: Tx, campaign_id: int, since_ms: int) -> set[int]:
    """Who was reminded of a campaign by a teacher after that moment."""
    return set(tx.all("nudged_since", int, campaign_id=campaign_id, since=since_ms))


def put_nudge(tx: Tx, person_id: int, campaign_id: int, now_ms: int, since_ms: int) -> bool:
    """Note a reminder; False when somebody else reminded them after `since_ms`, this very moment maybe."""
    noted = tx.run("put_nudge", person_id=person_id, campaign_id=campaign_id, at=now_ms, since=since_ms)
    return noted == 1


@dataclass(frozen=True, slots=True)
class ToCome:
    """How many nudges of a campaign are for later, and when the first is due; None when there are none."""

    people: int
    at: int | None


def nudges_to_come(tx: Tx, campaign_id: int, now_ms: int) -> ToCome:
    """Nudges that wait for hours in which people are written to."""
    return tx.one("nudges_to_come", ToCome, campaign_id=campaign_id, now=now_ms) or ToCome(0, None)


def call_off_nudges(tx: Tx, campaign_id: int, now_ms: int) -> int:
    """Those are not told, and who was to be reminded may be again; gives how many."""
    tx.run("forget_nudges_to_come", campaign_id=campaign_id, now=now_ms)
    return tx.run("call_off_nudges", campaign_id=campaign_id, now=now_ms)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are how far in a campaign, each once; `idle` of those `waiting` can be written to.

    `cut_off`: those who have not finished, and can't be, not on Telegram or gone from it.
    """

    people: int
    done: int
    late: int
    running: int
    waiting: int
    idle: int
    cut_off: int


def tally(tx: Tx, campaign_id: int) -> Tally:
    """The board of a campaign in numbers."""
    found = tx.one("tally", Tally, campaign_id=campaign_id)
    return found or Tally(0, 0, 0, 0, 0, 0, 0)


def idle_names(tx: Tx, campaign_id: int, most: int) -> list[str]:
    """The first who have not started and can be written to, by family name."""
    return tx.all("names_to_tell", _name, campaign_id=campaign_id, reachable=1, most=most)


def cut_off_names(tx: Tx, campaign_id: int, most: int) -> list[str]:
    """The first who have not finished and can't be written to."""
    return tx.all("names_to_tell", _name, campaign_id=campaign_id, reachable=0, most=most)


def _name(given_name: str, family_name: str) -> str:
    return f"{given_name} {family_name}".strip() or "sans nom"
