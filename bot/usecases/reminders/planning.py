"""When a campaign's people are told something, and keeping that true at every change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.store import campaigns, notices, participation, plans, schools, sittings
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Pupil
from bot.store.plans import OccasionKind
from bot.store.times import from_ms, to_ms
from bot.usecases.certification import inheriting, summoning
from bot.usecases.reminders import agendas, expanding, usual, weekly
from bot.usecases.reminders import plans as settings
from bot.usecases.reminders.expanding import Newcomer
from bot.usecases.reminders.hours import Agenda
from bot.usecases.reminders.plans import Plan

USEFUL = timedelta(hours=2)  # before a deadline: later, nobody can do much about it
_Key = tuple[OccasionKind, int, int]  # kind, days, moment


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is told, in UTC; `days` before the deadline, 0 when it is not about one."""

    kind: OccasionKind
    days: int
    at: datetime


# When


def moments(plan: Plan, campaign: Campaign, agenda: Agenda, now: datetime) -> list[Moment]:
    """What is still to be told of a campaign, first things first; of a draft, as if it were published now."""
    every = _every(plan, campaign, agenda, _begins(campaign, now))
    return [each for each in every if _to_come(each, now)]


def _to_come(moment: Moment, now: datetime) -> bool:
    """An opening may be told at the very moment: a deadline in an hour waits for no evening.

    That moment was written down in whole milliseconds, which clocks are ahead of.
    """
    return to_ms(moment.at) >= to_ms(now) if moment.kind == "opening" else moment.at > now


def _every(plan: Plan, campaign: Campaign, agenda: Agenda, start: datetime) -> list[Moment]:
    """What a campaign's plan comes to, also what is past; guardians hear of it from `start` on.

    Nothing for one that is put away or closed; closed after its deadline, what came of it is still told.
    """
    deadline = from_ms(campaign.deadline_at) if campaign.deadline_at is not None else None
    after = [Moment("after", 0, _after(agenda, deadline))] if deadline is not None else []
    if campaign.archived_at is not None:
        return []
    if campaign.closed_at is not None:
        return after if campaign.closed_at >= (campaign.deadline_at or 0) else []
    found = [*_opening(agenda, start, deadline), *after]
    if deadline is not None:
        times = _Times(agenda, from_ms(campaign.opens_at or 0), deadline)
        found += times.reminders("pupils", plan.pupils, usual.PUPILS)
        found += times.reminders("guardians", plan.guardians, usual.GUARDIANS)
    return sorted(found, key=lambda each: each.at)


def _begins(campaign: Campaign, now: datetime) -> datetime:
    published = from_ms(campaign.published_at) if campaign.published_at is not None else now
    return max(published, from_ms(campaign.opens_at or 0))


def _opening(agenda: Agenda, start: datetime, deadline: datetime | None) -> Iterator[Moment]:
    """The first evening; when that is too late, the next moment at which anybody may be told."""
    at = usual.first(agenda, usual.GUARDIANS, start)
    if deadline is not None and at > deadline - USEFUL:
        at = agenda.next_open(start)
    if deadline is None or at < deadline:
        yield Moment("opening", 0, at)


def _after(agenda: Agenda, deadline: datetime) -> datetime:
    midnight = agenda.moment(agenda.day_of(deadline) + timedelta(days=1), 0)
    return usual.first(agenda, usual.morning(agenda), midnight)


@dataclass(frozen=True, slots=True)
class _Times:
    """When reminders of one deadline can be told."""

    agenda: Agenda
    opens: datetime
    deadline: datetime

    def reminders(self, kind: OccasionKind, offsets: tuple[int, ...], minutes: int) -> list[Moment]:
        """At most one a day: of several, the one nearest to the deadline."""
        by_day: dict[date, Moment] = {}
        for days in sorted(offsets, reverse=True):
            at = self._last_morning() if days == 0 else self._before(days, minutes)
            if at is not None and at >= self.opens:
                by_day[self.agenda.day_of(at)] = Moment(kind, days, at)
        return list(by_day.values())

    def _last_morning(self) -> datetime | None:
        at = self._from(self.agenda.day_of(self.deadline), usual.morning(self.agenda))
        return at if self._useful(at) else None

    def _before(self, days: int, minutes: int) -> datetime:
        """So many days before; when that day is off, as soon after as is useful, else earlier."""
        day, agenda = self.agenda.day_of(self.deadline) - timedelta(days=days), self.agenda
        at = self._from(day, minutes)
        return at if self._useful(at) else usual.on(agenda, agenda.last_open_day(day), minutes)

    def _from(self, day: date, minutes: int) -> datetime:
        """On that day, or first thing on the next open one."""
        agenda = self.agenda
        if agenda.opens_on(day):
            return usual.on(agenda, day, minutes)
        return agenda.next_open(agenda.moment(day, 0))

    def _useful(self, at: datetime) -> bool:
        return at <= self.deadline - USEFUL


# Keeping it true


def sync(tx: Tx, campaign_id: int, now: datetime) -> None:
    """Make the occasions of a campaign what they should be: to be called at every change of it.

    One that is as it should be stays, also when it is past: what was made from it still counts. Nothing is
    made for what is past.
    """
    campaign = campaigns.locked(tx, campaign_id)
    if campaign is None or campaign.published_at is None:  # a draft has none, and nothing is unpublished
        return
    agenda = agendas.of_school(tx, campaign.school_id)
    start = _start(tx, campaign, now)
    wanted = _every(settings.load(tx, campaign.id), campaign, agenda, start)
    kept = _kept(tx, campaign_id, {_key(each) for each in wanted})
    for moment in wanted:
        if _to_come(moment, now) and _key(moment) not in kept:
            _add(tx, campaign, agenda, moment)


def _start(tx: Tx, campaign: Campaign, now: datetime) -> datetime:
    """From when guardians may hear of it: what they were not told in time may only be told from now on."""
    there = next((each.at for each in plans.occasions(tx, campaign.id) if each.kind == "opening"), 0)
    return max(_begins(campaign, now), min(from_ms(there), now))


def _key(moment: Moment) -> _Key:
    return moment.kind, moment.days, to_ms(moment.at)


def _kept(tx: Tx, campaign_id: int, wanted: set[_Key]) -> set[_Key]:
    """The wanted ones that are there; the others are removed."""
    kept = set()
    for each in plans.occasions(tx, campaign_id):
        if (key := (each.kind, each.days, each.at)) in wanted:
            kept.add(key)
        elif each.kind != "results":
            plans.remove_occasion(tx, each.id)
    return kept


def _add(tx: Tx, campaign: Campaign, agenda: Agenda, moment: Moment) -> None:
    """Notices are made on the very day: from midnight on."""
    due = agenda.moment(agenda.day_of(moment.at), 0)
    at, due_at = to_ms(moment.at), to_ms(due)
    plans.add_occasion(tx, campaign.school_id, campaign.id, moment.kind, moment.days, at, due_at)


def show_results(tx: Tx, campaign: Campaign, now: datetime, *, on: bool) -> None:
    """The teacher shows results at home from now on, or no more: also of who has finished before."""
    for each in plans.occasions(tx, campaign.id):
        if each.kind == "results":
            plans.remove_occasion(tx, each.id)
    if on and campaign.published_at is not None and campaign.mode != "collection":
        plans.add_occasion(tx, campaign.school_id, campaign.id, "results", 0, to_ms(now), to_ms(now))


def sync_school(tx: Tx, school_id: int, now: datetime) -> None:
    """The same for a whole school: its zone, hours or holidays changed."""
    if schools.find(tx, school_id) is None:
        return
    for campaign in campaigns.of_school(tx, school_id):
        if campaign.published_at is not None and campaign.closed_at is None:
            sync(tx, campaign.id, now)
    weekly.sync(tx, school_id, now)


# Who comes on the very day


def joined(tx: Tx, pupil: Pupil, person_id: int | None, now: datetime) -> None:
    """Somebody joined a class, or is back in it: they and their guardians are told what comes later today.

    `person_id` is None while nobody has joined under that line of the roster.
    """
    notices.name_accounts(tx, pupil.class_id)
    for campaign in campaigns.of_class(tx, pupil.class_id):
        expanding.tell_today(tx, campaign.id, Newcomer(person_id, pupil.id), now)
    summoning.came(tx, pupil.id, now)
    inheriting.joined(tx, pupil.id)


def followed(tx: Tx, guardian_id: int, child_id: int | None, pupil: Pupil | None, now: datetime) -> None:
    """Somebody follows a pupil, known by the account, by the roster line, or both: the same for them."""
    found = participation.campaigns_of(tx, child_id) if child_id is not None else []
    found += campaigns.of_class(tx, pupil.class_id) if pupil is not None else []
    came = Newcomer(child_id, pupil.id if pupil is not None else None, guardian_id)
    for campaign_id in {each.id for each in found}:
        expanding.tell_today(tx, campaign_id, came, now)
    for pupil_id in {*([pupil.id] if pupil else []), *sittings.lines_of(tx, child_id or 0)}:
        summoning.came(tx, pupil_id, now)


def began(tx: Tx, campaign_id: int, person_id: int, now: datetime) -> None:
    """Somebody began by the code alone: the same for them."""
    expanding.tell_today(tx, campaign_id, Newcomer(person_id), now)


def given(tx: Tx, campaign_id: int, now: datetime) -> None:
    """A campaign was given to another class: what is told later today is told there too."""
    plans.reopen(tx, campaign_id, to_ms(now))


def many_came(tx: Tx, class_id: int, now: datetime) -> None:
    """A class was taken out again, or several of its pupils are back: the same there."""
    for campaign in campaigns.of_class(tx, class_id):
        given(tx, campaign.id, now)
