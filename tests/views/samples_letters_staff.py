"""Letters to teachers: a deadline that has passed, a week, both, and more than fits."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_staff import CampaignCounts, StaffLetter

LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
NOW = 1_795_000_000_000
DAY = 86_400_000
COUNTS = CampaignCounts(
    campaign_id=LARGEST,
    name=HOSTILE,
    collection=False,
    deadline_at=NOW - DAY,
    zone="America/Martinique",
    enrolled=2000,
    done=1000,
    late=7,
    running=200,
    waiting=800,
    idle=500,
    cut_off=300,
    not_started=(HOSTILE,) * 15,
    unreachable=(HOSTILE,) * 15,
    nudges=True,
)
RUNS = replace(COUNTS, deadline_at=NOW + 4 * DAY, late=0)
NOBODY = replace(
    RUNS,
    done=0,
    running=0,
    waiting=0,
    idle=0,
    cut_off=0,
    enrolled=0,
    not_started=(),
    unreachable=(),
    nudges=False,
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield StaffLetter((COUNTS,), (), NOW)
    yield StaffLetter((), (RUNS,), NOW)
    yield StaffLetter((), (replace(RUNS, deadline_at=None, collection=True),), NOW)
    yield StaffLetter((replace(COUNTS, collection=True),), (NOBODY,), NOW)
    few = replace(COUNTS, idle=16, cut_off=1, unreachable=(HOSTILE,))
    yield StaffLetter((few,), (), NOW)
    yield StaffLetter((COUNTS,) * 9, (RUNS,) * 40, NOW)
    yield StaffLetter((COUNTS,) * 2, (RUNS,) * 2, NOW)
