"""The reminders of campaigns: what the teacher set, and the moments that are still to come."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

OccasionKind = Literal[
    "pupils",
    "guardians",
    "opening",
    "after",
    "results",
    "week",
    "week_staff",
    "summons",
    "sitting",
    "cancelled",
]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a teacher set; `pupils` and `guardians` are days before the deadline, «7,3,1,0», '' for none."""

    pupils: str
    guardians: str
    words: str
    results_shared: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """One moment of a plan, for many. Times are UTC milliseconds.

    `kind`: reminders of `pupils` and of `guardians`; to guardians, the `opening` of a campaign; to teachers,
    what came of it `after` the deadline; to guardians, `results` of before the teacher showed them; every
    week and without a campaign, the digest of the `week` to guardians, and `week_staff` to teachers: `days`
    is then the Monday of the latest week told, as an ordinal, 0 before the first. Of a sitting: its
    `summons`, that the `sitting` comes nearer, `days` before (0: an hour), that it was `cancelled`.
    Notices are made from `due_at` on, for the moment `at`, for persons in the order of their ids; the last
    one is `reached`.
    """

    id: int
    school_id: int
    campaign_id: int | None
    kind: OccasionKind
    days: int
    at: int
    due_at: int
    reached: int
    done_at: int | None
    sitting_id: int | None = None


def find(tx: Tx, campaign_id: int) -> PlanRow | None:
    """None for a campaign with the usual reminders."""
    return tx.one("plan", PlanRow, campaign_id=campaign_id)


def put(tx: Tx, campaign_id: int, plan: PlanRow) -> None:
    tx.run(
        "put_plan",
        campaign_id=campaign_id,
        pupils=plan.pupils,
        guardians=plan.guardians,
        words=plan.words,
        results_shared=plan.results_shared,
    )


def occasions(tx: Tx, campaign_id: int) -> list[Occasion]:
    """Every moment of a campaign's plan, past ones too, the first one first."""
    return tx.all("occasions", Occasion, campaign_id=campaign_id)


def add_occasion(tx: Tx, school_id: int, campaign_id: int | None, kind: OccasionKind, days: int, at: int,
                 due_at: int, sitting_id: int | None = None) -> bool:  # fmt: skip
    """A moment to come; False when there is one of this kind and these days already."""
    added = tx.run(
        "add_occasion",
        id=tx.new_id(),
        school_id=school_id,
        campaign_id=campaign_id,
        kind=kind,
        days=days,
        at=at,
        due_at=due_at,
        sitting_id=sitting_id,
    )
    return added == 1


def remove_occasion(tx: Tx, occasion_id: int) -> None:
    """It is no more; notices made from it are dropped when their letter is written."""
    tx.run("remove_occasion", id=occasion_id)


def exists(tx: Tx, occasion_id: int) -> bool:
    return tx.one("occasion_exists", int, id=occasion_id) is not None


def due(tx: Tx, now_ms: int) -> Occasion | None:
    """The moment longest due, which nobody else makes notices for until the turn ends; None when none is."""
    return tx.one("due_occasion", Occasion, now=now_ms)


def reach(tx: Tx, occasion_id: int, person_id: int) -> None:
    """Notices were made for everybody up to this person."""
    tx.run("reach_occasion", id=occasion_id, reached=person_id)


def end(tx: Tx, occasion_id: int, now_ms: int) -> None:
    """Notices were made for everybody."""
    tx.run("end_occasion", id=occasion_id, done_at=now_ms)


def put_behind(tx: Tx, occasion_id: int, due_at: int) -> None:
    """Notices can't be made for it now: others first."""
    tx.run("put_occasion_behind", id=occasion_id, due_at=due_at)


def again(tx: Tx, occasion_id: int, days: int, at: int, due_at: int) -> None:
    """The same at another moment: next week's."""
    tx.run("move_occasion", id=occasion_id, days=days, at=at, due_at=due_at)


def schools_without(tx: Tx, kind: OccasionKind) -> list[int]:
    """Schools for which nothing weekly of this kind is planned."""
    return tx.all("schools_without_occasion", int, kind=kind)


def weekly(tx: Tx, school_id: int) -> list[Occasion]:
    """What comes every week in a school."""
    return tx.all("weekly_occasions", Occasion, school_id=school_id)


def reopen(tx: Tx, campaign_id: int, now_ms: int) -> None:
    """Many are new in a campaign: what is told later today is made again, for whom it was not.

    After what is due already, so that no school waits for another's changes.
    """
    tx.run("reopen_occasions", campaign_id=campaign_id, now=now_ms)


def running(tx: Tx, since_ms: int) -> list[int]:
    """The published campaigns that nobody closed, but those that ended, or opened for ever, before that."""
    return tx.all("running_campaigns", int, since=since_ms)


def overtaken(tx: Tx, occasion: Occasion, now_ms: int) -> bool:
    """Whether a later moment of the same kind is due too: one reminder says what both would."""
    found = tx.one(
        "later_occasion",
        int,
        campaign_id=occasion.campaign_id,
        kind=occasion.kind,
        at=occasion.at,
        now=now_ms,
    )
    return found is not None


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who was sent reminders of a campaign on one day, first at `at`; known for as long as notices are."""

    guardians: int  # 1: guardians, 0: pupils
    at: int
    people: int


def reminded(tx: Tx, campaign_id: int) -> list[Reminded]:
    """What was sent of a campaign's reminders, whatever became of its plan since; the first day first."""
    return tx.all("reminded", Reminded, campaign_id=campaign_id)


def of_sitting(tx: Tx, sitting_id: int) -> list[Occasion]:
    """Every moment of a sitting at which candidates are told of it, past ones too, the first one first."""
    return tx.all("occasions_of_sitting", Occasion, sitting_id=sitting_id)
