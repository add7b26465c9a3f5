"""Campaigns: a target handed out under a code."""

from dataclasses import dataclass, fields
from typing import Literal

from bot.store.base import Tx, Value
from bot.store.classes import Classroom

Mode = Literal["training", "exam", "collection"]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign, a draft until `published_at`. Times are UTC milliseconds.

    `target` is JSON (see `usecases.campaigns.targets`), '' until chosen; `teacher` is who signs, as pupils
    read it; with `open_to_all` anyone with the code may take part, else the pupils of its classes only.
    """

    id: int
    school_id: int
    code: str
    name: str
    target: str
    mode: Mode
    open_to_all: int
    opens_at: int | None
    deadline_at: int | None
    late_allowed: int
    retries: int
    start_words: str
    end_words: str
    teacher: str
    created_at: int
    published_at: int | None
    closed_at: int | None
    archived_at: int | None


def find(tx: Tx, campaign_id: int) -> Campaign | None:
    return tx.one("campaign", Campaign, id=campaign_id)


def locked(tx: Tx, campaign_id: int) -> Campaign | None:
    """The same; on PostgreSQL nobody else changes it until the turn ends."""
    return tx.one("campaign_locked", Campaign, id=campaign_id)


def of_code(tx: Tx, code: str) -> Campaign | None:
    """The campaign of a code as it is kept: 6 capitals and 3 digits, nothing between."""
    return tx.one("campaign_of_code", Campaign, code=code)


def is_leader(tx: Tx, person_id: int, campaign_id: int) -> bool:
    """True when the campaign is this teacher's, alone or with colleagues."""
    return tx.one("leads_campaign", int, person_id=person_id, campaign_id=campaign_id) is not None


def classes_of(tx: Tx, campaign_id: int) -> list[Classroom]:
    return tx.all("classes_of_campaign", Classroom, campaign_id=campaign_id)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of a school, as colleagues read the name."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people began a campaign, how many finished it, and attempts in all."""

    people: int
    finished: int
    attempts: int


def add(tx: Tx, campaign: Campaign, leader_id: int) -> None:
    """A new campaign, with the teacher whose it is."""
    tx.run("add_campaign", **_columns(campaign))
    add_leader(tx, campaign.id, leader_id, campaign.created_at)


def save(tx: Tx, campaign: Campaign) -> None:
    """Write every column that can change."""
    columns = _columns(campaign)
    for fixed in ("school_id", "created_at"):
        del columns[fixed]
    tx.run("save_campaign", **columns)


def delete(tx: Tx, campaign_id: int) -> None:
    """Remove a campaign with its participations; the answers of pupils stay theirs."""
    tx.run("delete_campaign", id=campaign_id)


def of_teacher(tx: Tx, school_id: int, person_id: int) -> list[Campaign]:
    """The campaigns that somebody leads in a school, drafts too, the latest first."""
    return tx.all("campaigns_of_teacher", Campaign, school_id=school_id, person_id=person_id)


def of_school(tx: Tx, school_id: int) -> list[Campaign]:
    """Every campaign of a school, drafts too, the latest first."""
    return tx.all("campaigns_of_school", Campaign, school_id=school_id)


def of_class(tx: Tx, class_id: int) -> list[Campaign]:
    """The campaigns that a class was given, neither drafts nor put away, the first one first."""
    return tx.all("campaigns_of_class", Campaign, class_id=class_id)


def put_class(tx: Tx, campaign_id: int, class_id: int) -> None:
    tx.run("put_campaign_class", campaign_id=campaign_id, class_id=class_id)


def drop_class(tx: Tx, campaign_id: int, class_id: int) -> None:
    tx.run("drop_campaign_class", campaign_id=campaign_id, class_id=class_id)


def leaders(tx: Tx, campaign_id: int) -> list[Colleague]:
    """Whose campaign it is, by name; on PostgreSQL nobody else changes them until the turn ends."""
    return tx.all("campaign_leaders", Colleague, campaign_id=campaign_id)


def add_leader(tx: Tx, campaign_id: int, person_id: int, now_ms: int) -> bool:
    """Share a campaign; False when it is theirs already."""
    return tx.run("put_campaign_leader", campaign_id=campaign_id, person_id=person_id, since=now_ms) == 1


def remove_leader(tx: Tx, campaign_id: int, person_id: int) -> bool:
    """False when it was not theirs."""
    return tx.run("drop_campaign_leader", campaign_id=campaign_id, person_id=person_id) == 1


def turnout(tx: Tx, campaign_id: int) -> Turnout:
    return tx.one("campaign_turnout", Turnout, campaign_id=campaign_id) or Turnout(0, 0, 0)


def _columns(campaign: Campaign) -> dict[str, Value]:
    return {each.name: getattr(campaign, each.name) for each in fields(campaign)}


def chat_of_member(tx: Tx, school_id: int, person_id: int) -> int | None:
    """The private chat of somebody who teaches in a school now; None when they do not."""
    return tx.one("chat_of_member", int, school_id=school_id, person_id=person_id)


def is_shared(tx: Tx, campaign_id: int) -> bool:
    """True when several teachers of its school have a campaign now."""
    return (tx.one("number_of_leaders", int, campaign_id=campaign_id) or 0) > 1
