"""What everybody is to be told, and on which day: the rules of the plan, said plainly and slowly.

It shares no code with the planner. Where the rules leave a case open, `Sure.MAYBE` says that both are right.
How such cases were read is told in `README.md` beside this file.
"""

import heapq
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from tests.year import events as e
from tests.year.events import Name
from tests.year.register import DAY, GUARDIANS_HOUR, MORNING, USEFUL, Moment, Register

WEEK = 7 * DAY


class Sure(Enum):
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


@dataclass(frozen=True, order=True)
class Told:
    """What somebody is told: a kind, and about which campaign and which child, if any."""

    kind: str
    campaign: Name
    child: Name


@dataclass
class Thing:
    """Something that somebody is to be told from `due` on, before `until`; `at` is when everybody is."""

    person: Name
    kind: str
    campaign: Name
    child: Name
    stamp: str
    school: Name
    at: datetime
    due: datetime
    until: datetime
    sure: bool = True

    @property
    def key(self) -> tuple[str, Name, Name, str]:
        return self.kind, self.campaign, self.child, self.stamp


@dataclass
class Letter:
    """One message to one person, now: what must be in it, and what may be."""

    person: Name
    must: set[Told] = field(default_factory=set)
    may: set[Told] = field(default_factory=set)
    nudge: bool = False


class Model:
    """The register, and what waits to be told."""

    def __init__(self, world: e.World, begins: datetime) -> None:
        self.register = Register(world)
        self.waiting: dict[Name, dict[tuple[str, Name, Name, str], Thing]] = {}
        self.over: set[tuple[Name, tuple[str, Name, Name, str]]] = set()  # told, or not to be told any more
        self.told: set[tuple[Name, tuple[str, Name, Name, str]]] = set()
        self.letters: dict[Name, datetime] = {}  # the last one: after it only a nudge makes another that day
        self._due: list[tuple[datetime, Name]] = []
        self._made = {each.name: each.wall.day(begins) for each in world.schools}
        self._since = begins

    # What happens

    def happens(self, event: e.Event) -> None:  # noqa: PLR0912  # one case for each sort of event
        """Somebody did something; what is to be told changes at once."""
        register, now = self.register, event.at
        if isinstance(event, e.Joins):
            self._rename(event.line, event.person)
        register.happens(event)
        match event:
            case e.Publishes(_, made):
                self._replan(made.name, now)
                school = register.schools[made.school]
                self._weekly(school, school.wall.day(now), now, sure=False)
            case e.Changes(_, campaign) | e.Plans(_, campaign) | e.Adds(_, campaign):
                self._replan(campaign, now)
            case e.Joins(_, line):
                self._retold(register.lines[line].room, now, sure=True)
            case e.Leaves(_, line, back) if back:
                self._retold(register.lines[line].room, now, sure=False)
            case e.Begins(_, _, campaign, None):
                self._today(campaign, now, sure=True)
            case e.Follows(_, _, line, pupil):
                child = register.child(str(line or pupil))
                for campaign in register.campaigns_of(child):
                    self._today(campaign, now, sure=child in register.enrolled(campaign))
                for school in register.schools.values():
                    self._weekly(school, school.wall.day(now), now, sure=False)
            case e.Finishes(_, person, campaign):
                self._finished(person, campaign, now)
            case e.Shares(_, person, campaign):
                self._result(person, campaign, now)
            case e.Nudges(_, campaign, person):
                self._nudge(person, campaign, now)
            case e.Erases(_, person):
                self._forget(person, now)

    def _replan(self, campaign: Name, now: datetime) -> None:
        """The campaign is not what it was: what was planned for it is taken back, or told at another hour."""
        moments = [] if campaign not in self.register.campaigns else self.register.moments(campaign)
        waiting = [t for things in self.waiting.values() for t in things.values() if t.campaign == campaign]
        for thing in waiting:
            again = _same(thing, moments, now) if thing.kind in PLANNED else None
            if again is None and thing.kind in PLANNED:
                del self.waiting[thing.person][thing.key]
                continue
            if again is not None and again.at != thing.at:
                thing.at = again.at
                self._set_due(thing, again.at)
            if campaign in self.register.campaigns:
                self._until_now(thing)
        if campaign in self.register.campaigns:
            self._today(campaign, now, sure=True)

    def _retold(self, room: Name, now: datetime, *, sure: bool) -> None:
        for campaign, each in self.register.campaigns.items():
            if room in each.rooms:
                self._today(campaign, now, sure=sure)

    def _today(self, campaign: Name, now: datetime, *, sure: bool) -> None:
        """Those who are to be told today, and were not when the day began."""
        if campaign not in self.register.campaigns:
            return
        school = self.register.school_of(campaign)
        today = self.register.wall(school).day(now)
        for moment in self.register.moments(campaign):
            comes = moment.at > now or (moment.kind == "opening" and moment.at == now)
            if moment.day == today and comes:
                self._make(campaign, moment, sure=sure)

    def _rename(self, line: Name, person: Name) -> None:
        """A line has a pupil now: what is told about the one is told about the other."""
        for things in self.waiting.values():
            for thing in [t for t in things.values() if t.child == line]:
                del things[thing.key]
                thing.child = person
                things[thing.key] = thing
        for who, (kind, campaign, child, stamp) in list(self.over):
            if child == line:
                self.over.add((who, (kind, campaign, person, stamp)))

    def _forget(self, person: Name, now: datetime) -> None:
        self.waiting.pop(person, None)
        for things in self.waiting.values():
            for thing in [t for t in things.values() if t.child == person]:
                del things[thing.key]
        for campaign in list(self.register.campaigns):  # their line, if any, has nobody now
            self._today(campaign, now, sure=False)

    # What is to be told

    def _make(self, campaign: Name, moment: Moment, *, sure: bool) -> None:
        register, stamp = self.register, moment.day.isoformat()
        if moment.kind == "pupils":
            for pupil in register.unfinished(campaign) & register.people:
                self._add(pupil, "reminder", campaign, "", stamp, moment.at, sure=sure)
        elif moment.kind == "after":
            for teacher in set(register.campaigns[campaign].made.leaders) & register.people:
                self._add(teacher, "after", campaign, "", stamp, moment.at, sure=sure)
        else:
            kind, stamp = ("opening", "") if moment.kind == "opening" else ("reminder", stamp)
            for child in register.unfinished(campaign):
                for guardian in register.guardians(child):
                    self._add(guardian, kind, campaign, child, stamp, moment.at, sure=sure)

    def _add(self, person: Name, kind: str, campaign: Name, child: Name, stamp: str, at: datetime, *,
             school: Name = "", sure: bool = True) -> None:  # fmt: skip
        school = school or self.register.school_of(campaign)
        until = self._until(kind, campaign, at)
        thing = Thing(person, kind, campaign, child, stamp, school, at, at, until, sure)
        things = self.waiting.setdefault(person, {})
        if (person, thing.key) in self.told or thing.key in things:
            return
        wants = kind != "week" or self.register.wishes[person].weekly  # wanted again later, it may not come
        thing.sure = sure and wants and (person, thing.key) not in self.over
        things[thing.key] = thing
        self._set_due(thing, at)
        if thing.due >= until:  # too late at their own hours; it may come along with something earlier
            thing.sure, thing.due = False, at
            heapq.heappush(self._due, (at, person))

    def _set_due(self, thing: Thing, at: datetime) -> None:
        wall = self.register.wall_of(thing.person, thing.school)
        thing.due = wall.next_open(at)
        heapq.heappush(self._due, (thing.due, thing.person))

    def _until(self, kind: str, campaign: Name, at: datetime) -> datetime:
        """From then on it is not told any more."""
        days = {
            "opening": 14,
            "finished": 7,
            "result": 14,
            "nudge": 7,
            "week": 4,
            "after": 7,
            "week_staff": 3,
        }
        if kind in ("reminder", "opening", "nudge"):
            deadline = self.register.campaigns[campaign].made.deadline
            if deadline is not None:
                return deadline
        return at + timedelta(days=days[kind])

    def _until_now(self, thing: Thing) -> None:
        """The deadline was moved: what is for before it follows; without one it is open what counts."""
        deadline = self.register.campaigns[thing.campaign].made.deadline
        if thing.kind == "nudge" and deadline is not None and thing.stamp >= deadline.isoformat():
            return  # it was for who is late
        until = self._until(thing.kind, thing.campaign, thing.at)
        if deadline is None and until != thing.until:
            thing.sure, until = False, max(until, thing.until)
        thing.until = until

    def _finished(self, child: Name, campaign: Name, now: datetime) -> None:
        wall = self.register.wall(self.register.school_of(campaign))
        for guardian in self.register.guardians(child):
            self._add(guardian, "finished", campaign, child, "", wall.next_at(GUARDIANS_HOUR, now))
        if self.register.campaigns[campaign].made.results:
            self._result(child, campaign, now)

    def _result(self, child: Name, campaign: Name, now: datetime) -> None:
        done = self.register.attempts[child, campaign].done
        assert done is not None
        wall = self.register.wall(self.register.school_of(campaign))
        at = wall.next_at(GUARDIANS_HOUR, max(done + DAY, now))
        for guardian in self.register.guardians(child):
            self._add(guardian, "result", campaign, child, "", at)

    def _nudge(self, person: Name, campaign: Name, now: datetime) -> None:
        wishes = self.register.wishes[person]
        if not wishes.stopped and campaign not in wishes.muted:
            at = self.register.wall_of(person, self.register.school_of(campaign)).next_open(now)
            self._add(person, "nudge", campaign, "", now.isoformat(), at)

    # Time goes by

    def next_due(self) -> datetime:
        """When something is to be looked at next."""
        midnights = [each.wall.at(self._made[name] + DAY, 0) for name, each in self.register.schools.items()]
        return min([*midnights, *(at for at, _ in self._due[:1])])

    def wake(self, now: datetime) -> list[Letter]:
        """The letters that go out now."""
        for name, school in self.register.schools.items():
            while (day := self._made[name] + DAY) <= school.wall.day(now):
                self._made[name] = day
                self._begin_day(school, day, now)
        people = set()
        while self._due and self._due[0][0] <= now:
            people.add(heapq.heappop(self._due)[1])
        letters = [self._letter(person, now) for person in sorted(people & self.register.people)]
        return [each for each in letters if each is not None and (each.must or each.may)]

    def _begin_day(self, school: e.School, day: date, now: datetime) -> None:
        for campaign, each in self.register.campaigns.items():
            if each.made.school == school.name:
                for moment in self.register.moments(campaign):
                    if moment.day == day:
                        self._make(campaign, moment, sure=True)
        self._weekly(school, day, now, sure=True)

    def _weekly(self, school: e.School, day: date, now: datetime, *, sure: bool) -> None:
        """The digests of the week: guardians on its last day, teachers on its first."""
        wall, week = school.wall, school.wall.week_of(day)
        if not week:
            return
        last, first = wall.usual(week[-1], GUARDIANS_HOUR), wall.at(week[0], wall.week.opens + MORNING)
        if day == week[-1] and (sure or last > now):
            enrolled, guests = self._families(school.name)
            for guardian in enrolled | guests:
                known = sure and guardian in enrolled
                self._add(
                    guardian, "week", "", "", f"{school.name} {day}", last, school=school.name, sure=known
                )
        if day == week[0] and (sure or first > now):
            for who in self._teachers(school.name):
                stamp, known = f"{school.name} {day}", sure and self._leads(who, school.name, now)
                self._add(who, "week_staff", "", "", stamp, first, school=school.name, sure=known)

    def _families(self, school: Name) -> tuple[set[Name], set[Name]]:
        """Guardians of who is on a list of the school, and of who came to its campaigns by a code."""
        register, here = self.register, self.register.pupils_of(school)
        guests = {who for (who, what) in register.attempts if register.school_of(what) == school}
        tied = [(who, register.child(tied)) for who, tied in register.ties]
        return {who for who, child in tied if child in here}, {who for who, child in tied if child in guests}

    def _teachers(self, school: Name) -> set[Name]:
        made = (each.made for each in self.register.campaigns.values())
        return {who for each in made if each.school == school for who in each.leaders} & self.register.people

    def _letter(self, person: Name, now: datetime) -> Letter | None:
        """What somebody is told now; what can't be now is put off."""
        things = self.waiting.get(person, {})
        due = sorted((t for t in things.values() if t.due <= now), key=lambda t: (t.due, t.key))
        ready = [t for t in due if self._ready(t, now)]
        if not ready:
            return None
        wall = self.register.wall(ready[0].school)
        nudged = any(t.kind == "nudge" for t in ready)
        last = self.letters.get(person)
        if last is not None and wall.day(last) == wall.day(now) and not nudged:
            for thing in ready:
                self._put_off(thing, self.register.wall_of(person, thing.school).next_day(now))
            return None
        along = [t for t in things.values() if self._goes_along(t, now)]
        if any(t.sure and self._still(t, now) is Sure.YES for t in ready):
            return self._written(person, along, now)
        letter = self._perhaps(person, along, now)  # what goes along has its own hour, if this does not go
        for thing in ready:
            self._end(thing)
        return letter

    def _ready(self, thing: Thing, now: datetime) -> bool:
        wall, paused = (
            self.register.wall_of(thing.person, thing.school),
            self.register.wishes[thing.person].paused,
        )
        if paused is not None and now < paused:
            self._put_off(thing, wall.next_open(paused))
            return False
        if not wall.is_open(now):
            self._put_off(thing, wall.next_open(now))
            return False
        return True

    def _put_off(self, thing: Thing, due: datetime) -> None:
        if due < thing.until:
            thing.due = due
            heapq.heappush(self._due, (due, thing.person))
        else:
            self._end(thing)

    def _goes_along(self, thing: Thing, now: datetime) -> bool:
        """Everything of the day goes in one letter, but no result and no opening before its time."""
        own = self.register.wall_of(thing.person, thing.school)
        today = own.day(thing.due) <= own.day(now)
        return today and own.is_open(now) and (thing.kind not in AT_THEIR_TIME or thing.due <= now)

    def _perhaps(self, person: Name, things: list[Thing], now: datetime) -> Letter:
        told = {_told(each) for each in things if self._still(each, now) is not Sure.NO}
        return Letter(person, set(), told, any(each.kind == "nudge" for each in things))

    def _written(self, person: Name, things: list[Thing], now: datetime) -> Letter:
        letter = Letter(person)
        for thing in things:
            sure = self._still(thing, now)
            if sure is Sure.YES and thing.sure:
                letter.must.add(_told(thing))
                self.told.add((person, thing.key))
            elif sure is not Sure.NO:
                letter.may.add(_told(thing))
            letter.nudge |= thing.kind == "nudge"
            self._end(thing)
        letter.may -= letter.must
        return letter

    def _end(self, thing: Thing) -> None:
        self.over.add((thing.person, thing.key))
        del self.waiting[thing.person][thing.key]

    def was_told(self, person: Name, what: set[Told], now: datetime) -> None:
        """The letter that really went: it counts for the rule of one a day, and is not written again."""
        for thing in list(self.waiting.get(person, {}).values()):
            if _told(thing) in what and self._goes_along(thing, now):
                self.told.add((person, thing.key))
                self._end(thing)
        self.letters[person] = now
        if self.register.wishes[person].blocking:
            self.register.wishes[person].reachable = False

    # Whether it is still true

    def _still(self, thing: Thing, now: datetime) -> Sure:
        register, wishes = self.register, self.register.wishes[thing.person]
        if not wishes.reachable or wishes.stopped or thing.until <= now:
            return Sure.NO
        if thing.campaign in wishes.muted and thing.kind not in NEWS:
            return Sure.NO
        if thing.child and thing.person not in register.guardians(thing.child):
            return Sure.NO
        match thing.kind:
            case "week":
                return self._week(thing, now) if wishes.weekly else Sure.NO
            case "week_staff":
                return Sure.YES if self._leads(thing.person, thing.school, now) else Sure.NO
            case "after":
                return self._after(thing)
            case "finished" | "result":
                return self._news(thing, now)
        about = thing.child or thing.person
        if thing.campaign not in register.campaigns or register.campaigns[thing.campaign].stopped:
            return Sure.NO
        if about not in register.unfinished(thing.campaign):
            return Sure.NO
        deadline = register.campaigns[thing.campaign].made.deadline
        soon = deadline is not None and thing.kind == "reminder" and now + USEFUL > deadline
        return Sure.MAYBE if soon else Sure.YES

    def _news(self, thing: Thing, now: datetime) -> Sure:
        """A result is of who finished a day ago, and lets guardians know or is told by the teacher's wish."""
        register = self.register
        if not register.has_finished(thing.child, thing.campaign):
            return Sure.NO
        attempt, running = register.attempts[thing.child, thing.campaign], register.campaigns[thing.campaign]
        if thing.kind == "result":
            assert attempt.done is not None
            if now < attempt.done + DAY or not (attempt.shared or running.made.results):
                return Sure.NO
        here = thing.child in register.takers(thing.campaign)
        return Sure.YES if here and not running.archived else Sure.MAYBE

    def _after(self, thing: Thing) -> Sure:
        running = self.register.campaigns.get(thing.campaign)
        if running is None or running.archived or running.made.deadline is None:
            return Sure.NO
        closed_early = running.closed is not None and running.closed < running.made.deadline
        return Sure.MAYBE if closed_early else Sure.YES

    def _leads(self, teacher: Name, school: Name, now: datetime) -> bool:
        """Whether a campaign of theirs runs there."""
        return any(
            teacher in each.made.leaders
            and each.made.school == school
            and self.register.is_running(name, now)
            for name, each in self.register.campaigns.items()
        )

    def _week(self, thing: Thing, now: datetime) -> Sure:
        """The digest: of what is to be done still, and what was done in seven days; else there is none."""
        found = {self._week_of(child, thing, now) for child in self.register.children(thing.person)}
        return next((sure for sure in (Sure.YES, Sure.MAYBE) if sure in found), Sure.NO)

    def _week_of(self, child: Name, thing: Thing, now: datetime) -> Sure:
        register, muted = self.register, self.register.wishes[thing.person].muted
        sure = Sure.YES if child in register.pupils_of(thing.school) else Sure.MAYBE
        perhaps = Sure.NO
        for campaign in register.campaigns_of(child):
            if register.has_finished(child, campaign):
                news = register.attempts[child, campaign].done >= now - WEEK  # type: ignore[operator]  # finished
            else:
                news = register.is_running(campaign, now) or self._is_newly_late(campaign, thing, now)
            if news and campaign not in muted:
                return sure
            perhaps = Sure.MAYBE if news else perhaps
        return perhaps

    def _is_newly_late(self, campaign: Name, thing: Thing, now: datetime) -> bool:
        """Past its deadline since the digest before."""
        deadline, wall = self.register.campaigns[campaign].made.deadline, self.register.wall(thing.school)
        if deadline is None or not self.register.is_overdue(campaign, now):
            return False
        before = wall.week_of(wall.day(thing.at) - WEEK)
        last = wall.usual(before[-1], GUARDIANS_HOUR) if before else now - WEEK
        return deadline > max(now - WEEK, last)


AT_THEIR_TIME = {"result", "opening"}
NEWS = {"finished", "result"}  # told of a campaign whose reminders were stopped, too
PLANNED = {"reminder", "opening", "after"}


def _same(thing: Thing, moments: list[Moment], now: datetime) -> Moment | None:
    """The moment of the plan that a thing is for: as it was, or at another hour that is still to come."""
    kinds = {
        "opening": ("opening",),
        "after": ("after",),
        "reminder": ("guardians" if thing.child else "pupils",),
    }
    found = [
        each
        for each in moments
        if each.kind in kinds[thing.kind]
        and (each.day.isoformat() == thing.stamp or not thing.stamp)
        and (each.at == thing.at or each.at > now)
    ]
    return min(found, key=lambda each: each.at, default=None)


def _told(thing: Thing) -> Told:
    return Told(thing.kind, thing.campaign, thing.child)
