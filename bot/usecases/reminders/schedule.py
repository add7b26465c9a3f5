"""A plan as its teachers read it: what becomes of each reminder, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.store import plans as rows
from bot.store.campaigns import Campaign
from bot.store.plans import Occasion
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import agendas, planning, plans
from bot.usecases.reminders.hours import SATURDAY, Agenda
from bot.usecases.reminders.outcomes_plans import Line, LineState, Quiet, Sent, Who
from bot.usecases.reminders.planning import Moment
from bot.usecases.reminders.plans import Plan
from bot.usecases.turn import Turn

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The reminders of one campaign, seen at one moment."""

    plan: Plan
    campaign: Campaign
    agenda: Agenda
    occasions: Sequence[Occasion]
    sent: tuple[Sent, ...]
    now: datetime

    def lines(self, who: Who) -> tuple[Line, ...]:
        """What the plan holds and was not sent, the farthest from the deadline first."""
        coming = self._coming(self.plan, who)
        days = self.plan.pupils if who is Who.PUPILS else self.plan.guardians
        known = self._known(who) - coming.keys()
        return tuple(self._line(who, each, coming) for each in days if each not in known)

    def line(self, who: Who, days: int) -> Line:
        """What becomes of one reminder more."""
        chosen = self.plan.pupils if who is Who.PUPILS else self.plan.guardians
        more = replace(self, plan=_with(self.plan, who, (*chosen, days)))
        return more._line(who, days, more._coming(more.plan, who))

    def days(self, who: Who) -> tuple[int, ...]:
        """Days before the deadline for which something is still told, the farthest one first."""
        return tuple(sorted(self._coming(self.plan, who), reverse=True))

    def next_at(self, who: Who) -> datetime | None:
        """The next moment at which some are told something; None when there is none."""
        return min((each.at for each in self._coming(self.plan, who).values()), default=None)

    def _known(self, who: Who) -> set[int]:
        """The reminders of the plan that were sent: their day is told already."""
        days = {self._day(each.at) for each in self.sent if each.who is who}
        return {each.days for each in self.occasions if each.kind == who and self._day(each.at) in days}

    def _day(self, at_ms: int) -> date:
        return self.agenda.day_of(from_ms(at_ms))

    def _coming(self, plan: Plan, who: Who) -> dict[int, Moment]:
        found = planning.moments(plan, self.campaign, self.agenda, self.now)
        return {each.days: each for each in found if each.kind == who}

    def _line(self, who: Who, days: int, coming: dict[int, Moment]) -> Line:
        usual = self._usual(who, days)
        if days not in coming or usual is None:
            return self._skipped(who, days, usual)
        at = coming[days].at
        if at == usual:
            return Line(days, LineState.PLANNED, to_ms(at))
        state = LineState.EARLIER if at < usual else LineState.LATER
        return Line(self._days_before(at), state, to_ms(at), self._quiet(usual))

    def _days_before(self, at: datetime) -> int:
        """What pupils count on the day that it really goes."""
        return (self._day(self.campaign.deadline_at or 0) - self.agenda.day_of(at)).days

    def _usual(self, who: Who, days: int) -> datetime | None:
        """When it would go if every day were a school day; None when that is no use either."""
        every_day = replace(self.agenda, hours=replace(self.agenda.hours, weekend=True, holidays=True))
        opened = replace(self.campaign, opens_at=None, closed_at=None, archived_at=None)
        found = planning.moments(_with(self.plan, who, (days,)), opened, every_day, _LONG_AGO)
        return next((each.at for each in found if each.kind == who), None)

    def _skipped(self, who: Who, days: int, usual: datetime | None) -> Line:
        if usual is None:
            return Line(days, LineState.TOO_LATE)
        if self._coming(_with(self.plan, who, (days,)), who):
            return Line(days, LineState.DOUBLED)
        if usual <= self.now:
            return Line(days, LineState.PAST)
        if not self.agenda.opens_on(self.agenda.day_of(usual)):
            return Line(days, LineState.QUIET, quiet=self._quiet(usual))
        return Line(days, LineState.BEFORE_OPENING)

    def _quiet(self, at: datetime) -> Quiet:
        weekend = self.agenda.day_of(at).weekday() >= SATURDAY and not self.agenda.hours.weekend
        return Quiet.WEEKEND if weekend else Quiet.DAY_OFF


def _with(plan: Plan, who: Who, days: tuple[int, ...]) -> Plan:
    return replace(plan, pupils=days) if who is Who.PUPILS else replace(plan, guardians=days)


def of(turn: Turn, campaign: Campaign) -> Schedule:
    """The reminders of a campaign now."""
    agenda = agendas.of_school(turn.tx, campaign.school_id)
    plan, occasions = plans.load(turn.tx, campaign.id), rows.occasions(turn.tx, campaign.id)
    return Schedule(plan, campaign, agenda, occasions, _sent(turn, campaign), turn.now)


def _sent(turn: Turn, campaign: Campaign) -> tuple[Sent, ...]:
    """What went, also for a deadline or by a plan that the campaign has no more."""
    whose = (Who.PUPILS, Who.GUARDIANS)
    found = rows.reminded(turn.tx, campaign.id)
    return tuple(Sent(whose[each.guardians], each.at, each.people) for each in found)
