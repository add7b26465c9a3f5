"""From a moment for many to what each is told, in batches."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store import campaigns, participation, plans, recipients
from bot.store.base import Tx
from bot.store.notices import NoticeKind
from bot.store.plans import Occasion, OccasionKind
from bot.store.recipients import Recipient
from bot.store.times import from_ms, to_ms
from bot.usecases.certification import summoning
from bot.usecases.reminders import agendas, making, telling, weekly
from bot.usecases.reminders.hours import Agenda

BATCH = 200  # persons in one turn
NOTICES: dict[OccasionKind, NoticeKind] = {
    "pupils": "reminder",
    "guardians": "reminder",
    "opening": "opening",
    "after": "after",
    "results": "result",
    "week": "week",
    "week_staff": "week_staff",
}  # those of sittings: see `summoning.expand`
_LASTS = {  # how long it is still worth telling, where no deadline says so
    "opening": timedelta(days=14),
    "after": timedelta(days=7),
    "results": timedelta(days=14),
    "week": timedelta(days=4),  # over the weekend, to who is written to in the morning only
    "week_staff": timedelta(days=3),
}
_FOR_PUPILS = {"pupils", "guardians", "opening"}  # what is told because of who takes part
_log = logging.getLogger(__name__)


def step(tx: Tx, now: datetime, begun: Callable[[int], None] = lambda _: None) -> bool:
    """Make the notices of one batch of the occasion longest due; False when nothing is due.

    `begun` is told which one it is before anything can go wrong with it.
    """
    occasion = plans.due(tx, to_ms(now))
    if occasion is None:
        return False
    begun(occasion.id)
    if occasion.sitting_id is not None:
        summoning.expand(tx, occasion, now)
        return True
    run = _run(tx, occasion, now)
    if (why := run.pointless()) is not None:
        _log.info("occasion %d (%s) %s", occasion.id, occasion.kind, why)
        run.end()
    else:
        run.carry_on()
    return True


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A pupil who is new in a campaign, or whose guardian is: by the account, or by the roster line alone."""

    person_id: int | None
    pupil_id: int | None = None
    guardian_id: int | None = None


def tell_today(tx: Tx, campaign_id: int, came: Newcomer, now: datetime) -> None:
    """Who comes while it is, or after it was, told to everybody is told what comes later today."""
    for occasion in plans.occasions(tx, campaign_id):
        if occasion.kind in _FOR_PUPILS and occasion.due_at <= to_ms(now) < occasion.at:
            found = _of_newcomer(tx, occasion, came)
            run = _run(tx, occasion, now)
            if found and run.pointless() is None:
                run.tell(found)


def _of_newcomer(tx: Tx, occasion: Occasion, came: Newcomer) -> list[Recipient]:
    """Whom it is told to, because of somebody new who has not finished."""
    campaign_id, child_id = occasion.campaign_id or 0, came.person_id
    if child_id is not None and _has_finished(tx, child_id, campaign_id):
        return []
    if occasion.kind == "pupils":
        own = recipients.one(tx, child_id or 0, campaign_id) if came.guardian_id is None else None
        return [own] if own is not None else []
    if child_id is not None:
        found = recipients.guardians_of(tx, child_id, campaign_id)
    else:
        found = recipients.guardians_of_line(tx, came.pupil_id or 0, campaign_id)
    return [each for each in found if came.guardian_id in {None, each.person_id}]


def _has_finished(tx: Tx, person_id: int, campaign_id: int) -> bool:
    return any(each.completed_at is not None for each in participation.attempts(tx, person_id, campaign_id))


def _run(tx: Tx, occasion: Occasion, now: datetime) -> "_Run":
    return _Run(tx, occasion, agendas.of_school(tx, occasion.school_id), _valid_until(tx, occasion), now)


def _valid_until(tx: Tx, occasion: Occasion) -> int:
    """The deadline for what is about one, else a while after the moment; 0 when there is nothing to tell."""
    lasts = _LASTS.get(occasion.kind, timedelta())
    if occasion.campaign_id is None or occasion.kind in {"after", "results"}:
        return to_ms(from_ms(occasion.at) + lasts)
    campaign = campaigns.find(tx, occasion.campaign_id)
    if campaign is None:
        return 0
    return campaign.deadline_at or (to_ms(from_ms(occasion.at) + lasts) if lasts else 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """One occasion on its day."""

    tx: Tx
    occasion: Occasion
    agenda: Agenda
    valid_until: int
    now: datetime

    def pointless(self) -> str | None:
        """Why nobody is told any more, as after days without a scheduler; None when it is of use."""
        if self.valid_until <= to_ms(self.now):
            return "came too late: nobody is told"
        if plans.overtaken(self.tx, self.occasion, to_ms(self.now)):
            return "came late: a later one takes its place"
        return None

    def carry_on(self) -> None:
        """One batch more."""
        persons = self._share() if self.occasion.kind == "results" else self._next()
        if len(persons) < BATCH:
            self.end()
        else:
            plans.reach(self.tx, self.occasion.id, max(persons))

    def _next(self) -> set[int]:
        found = _next(self.tx, self.occasion)
        self.tell(found)
        return {each.person_id for each in found}

    def _share(self) -> set[int]:
        """Results are told of at home one by one: each when its pupil has known it for a day."""
        campaign = campaigns.find(self.tx, self.occasion.campaign_id or 0)
        if campaign is None:
            return set()
        return {*telling.results(self.tx, campaign, self.occasion.reached, BATCH, self.now)}

    def end(self) -> None:
        """Everybody was gone through; what comes every week comes again."""
        kind = self.occasion.kind
        if kind in {"week", "week_staff"}:
            weekly.arm_again(self.tx, self.occasion, self.agenda, self.now)
        else:
            plans.end(self.tx, self.occasion.id, to_ms(self.now))

    def tell(self, found: Sequence[Recipient]) -> None:
        """Make the notices of these."""
        told = Counter(self._tell(found))
        _log.info("occasion %d (%s): %s", self.occasion.id, self.occasion.kind, dict(told))

    def _tell(self, found: Sequence[Recipient]) -> Iterator[str]:
        """What becomes of each as it looks now: told, told before, or why not.

        Who wants nothing, can't be reached or opens too late may have changed by the hour of the letter, when
        it is asked again; only the digest of the week is not made for who wants none.
        """
        kind, own = NOTICES[self.occasion.kind], _Openings(self)
        for key, to in self._once_each(found):
            why = making.unwanted(kind, to)
            if why != "unwanted":
                due = own.of(to)
                late = to_ms(due) >= self.valid_until
                made = self._make(to, kind, key, own.at if late else due)
                why = why or ("late" if late else "told" if made else "known")
            yield why

    def _once_each(self, found: Sequence[Recipient]) -> Iterator[tuple[str, Recipient]]:
        """A guardian is told once of a child who is on two rosters."""
        seen = set()
        for to in found:
            key = self._key(to)
            if (to.person_id, key) not in seen:
                seen.add((to.person_id, key))
                yield key, to

    def _key(self, to: Recipient) -> str:
        kind, day = self.occasion.kind, self.agenda.day_of(from_ms(self.occasion.at)).isoformat()
        match kind:
            case "pupils":
                return f"reminder:{self.occasion.campaign_id}:{day}"
            case "guardians":
                return f"reminder:{self.occasion.campaign_id}:{making.child_key(to)}:{day}"
            case "opening":
                return f"opening:{self.occasion.campaign_id}:{making.child_key(to)}"
            case "after":
                return f"after:{self.occasion.campaign_id}:{day}"
            case _:
                return f"{kind}:{self.occasion.school_id}:{day}"

    def _make(self, to: Recipient, kind: NoticeKind, key: str, due: datetime) -> bool:
        return making.make(
            self.tx,
            to,
            kind,
            key,
            self.occasion.school_id,
            self.occasion.campaign_id,
            due=due,
            valid_until=self.valid_until,
            occasion_id=self.occasion.id,
        )


class _Openings:
    """When each is told: at the moment of the occasion, or now when that is past, at hours of their own."""

    def __init__(self, run: _Run) -> None:
        self._agenda = run.agenda
        self.at = max(from_ms(run.occasion.at), run.now)
        self._by_hours: dict[str, datetime] = {}

    def of(self, to: Recipient) -> datetime:
        if to.hours not in self._by_hours:
            self._by_hours[to.hours] = making.own_opening(self._agenda, to, self.at)
        return self._by_hours[to.hours]


def _next(tx: Tx, occasion: Occasion) -> list[Recipient]:
    """The next batch of who is told."""
    campaign_id, after = occasion.campaign_id or 0, occasion.reached
    match occasion.kind:
        case "pupils":
            return recipients.pupils(tx, campaign_id, after, BATCH)
        case "guardians" | "opening":
            return recipients.guardians(tx, campaign_id, after, BATCH)
        case "after":
            return recipients.leaders(tx, campaign_id, after, BATCH)
        case "week":
            return recipients.families(tx, occasion.school_id, after, BATCH)
        case "week_staff":
            return recipients.staff(tx, occasion.school_id, occasion.at, after, BATCH)
        case "results" | "summons" | "sitting" | "cancelled":  # see `_share`, `summoning.expand`
            return []
