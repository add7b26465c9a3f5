"""When a campaign's people are told something, and keeping that true at every change."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.plans import OccasionKind
from bot.usecases.reminders.hours import Agenda
from bot.usecases.reminders.plans import Plan


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is told, in UTC; `days` before the deadline, 0 when it is not about one."""

    kind: OccasionKind
    days: int
    at: datetime


def moments(plan: Plan, campaign: Campaign, agenda: Agenda, now: datetime) -> list[Moment]:
    """What is still to be told of a campaign, the first one first; of a draft, as if it were published now."""
    return []


def sync(tx: Tx, campaign_id: int, now: datetime) -> None:
    """Make the occasions of a campaign what they should be: to be called at every change of it."""


def sync_school(tx: Tx, school_id: int, now: datetime) -> None:
    """The same for every campaign of a school: its zone, hours or holidays changed."""


def joined(tx: Tx, class_id: int, now: datetime) -> None:
    """Somebody joined a class: what is told later today is told to them too."""
