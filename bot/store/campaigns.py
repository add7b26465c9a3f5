"""Campaigns: a target handed out under a code."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx
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


def of_code(tx: Tx, code: str) -> Campaign | None:
    """The campaign of a code as it is kept: 6 capitals and 3 digits, nothing between."""
    return tx.one("campaign_of_code", Campaign, code=code)


def is_leader(tx: Tx, person_id: int, campaign_id: int) -> bool:
    """True when the campaign is this teacher's, alone or with colleagues."""
    return tx.one("leads_campaign", int, person_id=person_id, campaign_id=campaign_id) is not None


def classes_of(tx: Tx, campaign_id: int) -> list[Classroom]:
    return tx.all("classes_of_campaign", Classroom, campaign_id=campaign_id)
