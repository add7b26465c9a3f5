"""A plan as its teachers read it: what becomes of each reminder, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.store import plans as rows
from bot.store.campaigns import Campaign
from bot.store.plans import Occasion
from bot.store.times import to_ms
from bot.usecases.reminders import agendas, planning, plans
from bot.usecases.reminders.hours import SATURDAY, Agenda
from bot.usecases.reminders.outcomes_plans import Line, LineState, Quiet, Who
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
    now: datetime

    def lines(self, who: Who) -> tuple[Line, ...]:
        """What was told, then what the plan holds, the farthest from the deadline first."""
        told, coming = self._told(who), self._coming(self.plan, who)
        days = self.plan.pupils if who is Who.PUPILS else self.plan.guardians
        known = {each.days for each in told} - coming.keys()
        return (*told, *(self._line(who, each, coming) for each in days if each not in known))

    def days(self, who: Who) -> tuple[int, ...]:
        """Days before the deadline for which something is still told, the farthest one first."""
        return tuple(sorted(self._coming(self.plan, who), reverse=True))

    def next_at(self, who: Who) -> datetime | None:
        """The next moment at which some are told something; None when there is none."""
        return min((each.at for each in self._coming(self.plan, who).values()), default=None)

    def _told(self, who: Who) -> list[Line]:
        return [
            Line(each.days, LineState.TOLD, each.at)
            for each in self.occasions
            if each.kind == who and each.done_at is not None and each.at <= to_ms(self.now)
        ]

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
        return Line(days, state, to_ms(at), self._quiet(usual))

    def _usual(self, who: Who, days: int) -> datetime | None:
        """When it would go if every day were a school day; None when that is no use either."""
        every_day = replace(self.agenda, hours=replace(self.agenda.hours, weekend=True, holidays=True))
        opened = replace(self.campaign, opens_at=None, closed_at=None, archived_at=None)
        found = planning.moments(_only(self.plan, who, days), opened, every_day, _LONG_AGO)
        return next((each.at for each in found if each.kind == who), None)

    def _skipped(self, who: Who, days: int, usual: datetime | None) -> Line:
        if usual is None:
            return Line(days, LineState.TOO_LATE)
        if self._coming(_only(self.plan, who, days), who):
            return Line(days, LineState.DOUBLED)
        if usual <= self.now:
            return Line(days, LineState.PAST)
        if not self.agenda.opens_on(self.agenda.day_of(usual)):
            return Line(days, LineState.QUIET, quiet=self._quiet(usual))
        return Line(days, LineState.BEFORE_OPENING)

    def _quiet(self, at: datetime) -> Quiet:
        weekend = self.agenda.day_of(at).weekday() >= SATURDAY and not self.agenda.hours.weekend
        return Quiet.WEEKEND if weekend else Quiet.DAY_OFF


def _only(plan: Plan, who: Who, days: int) -> Plan:
    return replace(plan, pupils=(days,)) if who is Who.PUPILS else replace(plan, guardians=(days,))


def of(turn: Turn, campaign: Campaign) -> Schedule:
    """The reminders of a campaign now."""
    agenda = agendas.of_school(turn.tx, campaign.school_id)
    plan = plans.load(turn.tx, campaign.id)
    return Schedule(plan, campaign, agenda, rows.occasions(turn.tx, campaign.id), turn.now)
