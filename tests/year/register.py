"""The school's own register, kept by hand: who is where, who follows whom, who has done what."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.year import events as e
from tests.year.days import Wall
from tests.year.events import Name

PUPILS_HOUR, GUARDIANS_HOUR, MORNING = 17 * 60, 18 * 60, 30  # the morning: minutes after the school opens
USEFUL = timedelta(hours=2)
DAY = timedelta(days=1)


@dataclass
class Line:
    name: Name
    room: Name
    pupil: Name | None
    aside: bool = False


@dataclass
class Attempt:
    line: Name | None
    done: datetime | None = None
    mastery: int = 0
    shared: datetime | None = None


@dataclass
class Running:
    """A published campaign as it is now."""

    made: e.Campaign
    published: datetime
    rooms: set[Name]
    closed: datetime | None = None
    archived: bool = False
    changed: datetime | None = None

    @property
    def stopped(self) -> bool:
        return self.closed is not None or self.archived


@dataclass(frozen=True)
class Moment:
    """`kind`: pupils, guardians, opening or after."""

    kind: str
    at: datetime
    day: date


@dataclass
class Wishes:
    stopped: bool = False
    weekly: bool = True
    paused: datetime | None = None
    muted: set[Name] = field(default_factory=set)
    reachable: bool = True
    blocking: bool = False  # and nobody knows yet


class Register:
    """What is true now."""

    def __init__(self, world: e.World) -> None:
        self.schools = {each.name: each for each in world.schools}
        self.school_of_room = dict(world.rooms)
        self.lines = {each.name: Line(each.name, each.room, each.pupil) for each in world.lines}
        self.people = {*world.pupils, *world.guardians, *world.teachers}
        self.wishes = {each: Wishes() for each in self.people}
        self.hours = dict(world.hours)
        self.ties: dict[tuple[Name, Name], datetime | None] = {}  # guardian, line or pupil: since
        for guardian, other in (*world.by_letter, *world.by_pupil):
            self.ties[guardian, other] = None
        self.campaigns: dict[Name, Running] = {}
        self.attempts: dict[tuple[Name, Name], Attempt] = {}
        self._moments: dict[Name, list[Moment]] = {}
        self._of_families: tuple[dict[Name, set[Name]], dict[Name, set[Name]]] | None = None
        self._of_campaigns: dict[Name, set[Name]] = {}
        self._of_children: dict[Name, list[Name]] = {}
        self._of_schools: dict[Name, set[Name]] = {}
        self._rooms: dict[Name, list[Line]] = {}
        for line in self.lines.values():
            self._rooms.setdefault(line.room, []).append(line)

    # Whose hours

    def wall(self, school: Name) -> Wall:
        return self.schools[school].wall

    def wall_of(self, person: Name, school: Name) -> Wall:
        """The hours of somebody, there."""
        own = self.hours.get(person)
        return self.wall(school) if own is None else replace(self.wall(school), week=own)

    # Who is who

    def child(self, tied: Name) -> Name:
        """A line is the pupil who has joined under it; until then it is itself."""
        line = self.lines.get(tied)
        return tied if line is None or line.pupil is None else line.pupil

    def children(self, guardian: Name) -> set[Name]:
        return self._families()[0].get(guardian, set())

    def guardians(self, child: Name) -> set[Name]:
        return self._families()[1].get(child, set())

    def _families(self) -> tuple[dict[Name, set[Name]], dict[Name, set[Name]]]:
        """The children of every guardian, and the guardians of every child."""
        if self._of_families is None:
            children: dict[Name, set[Name]] = {}
            guardians: dict[Name, set[Name]] = {}
            for guardian, tied in self.ties:
                children.setdefault(guardian, set()).add(self.child(tied))
                guardians.setdefault(self.child(tied), set()).add(guardian)
            self._of_families = children, guardians
        return self._of_families

    def enrolled(self, campaign: Name) -> set[Name]:
        """Pupils of its classes; by their line those who have not joined."""
        rooms = self.campaigns[campaign].rooms
        return {self.child(line.name) for room in rooms for line in self._rooms[room] if not line.aside}

    def takers(self, campaign: Name) -> set[Name]:
        """The enrolled, and who came by the code alone."""
        if not self._of_campaigns:
            self._of_campaigns = {each: self.enrolled(each) for each in self.campaigns}
            for (who, what), attempt in self.attempts.items():
                if attempt.line is None:
                    self._of_campaigns[what].add(who)
        return self._of_campaigns[campaign]

    def campaigns_of(self, child: Name) -> list[Name]:
        if not self._of_children:
            for campaign in self.campaigns:
                for taker in self.takers(campaign):
                    self._of_children.setdefault(taker, []).append(campaign)
        return self._of_children.get(child, [])

    def has_finished(self, child: Name, campaign: Name) -> bool:
        attempt = self.attempts.get((child, campaign))
        return attempt is not None and attempt.done is not None

    def unfinished(self, campaign: Name) -> set[Name]:
        return {each for each in self.takers(campaign) if not self.has_finished(each, campaign)}

    def school_of(self, campaign: Name) -> Name:
        return self.campaigns[campaign].made.school

    def pupils_of(self, school: Name) -> set[Name]:
        """Everybody on a list of a school."""
        if school not in self._of_schools:
            here = (line for line in self.lines.values() if self.school_of_room[line.room] == school)
            self._of_schools[school] = {self.child(line.name) for line in here if not line.aside}
        return self._of_schools[school]

    # When

    def is_overdue(self, campaign: Name, now: datetime) -> bool:
        """Past its deadline, and still open to who is late."""
        each = self.campaigns[campaign]
        return each.made.deadline is not None and each.made.deadline <= now and not each.stopped

    def is_running(self, campaign: Name, now: datetime) -> bool:
        each = self.campaigns[campaign]
        opened = each.made.opens is None or each.made.opens <= now
        over = each.made.deadline is not None and each.made.deadline <= now
        return opened and not over and not each.stopped

    def moments(self, campaign: Name) -> list[Moment]:
        """Every moment of a campaign as it is now, past ones too."""
        if campaign not in self._moments:
            self._moments[campaign] = list(self._found(self.campaigns[campaign]))
        return self._moments[campaign]

    def _found(self, each: Running) -> "list[Moment]":
        wall, made = self.wall(each.made.school), each.made
        since = max(each.published, made.opens or each.published)
        found: list[Moment] = []
        if not each.stopped:
            found += [self._moment("opening", wall, at) for at in _opening(wall, since, made.deadline)]
            for kind, hour, days in (
                ("pupils", PUPILS_HOUR, made.pupils),
                ("guardians", GUARDIANS_HOUR, made.guardians),
            ):
                ats = [_before(wall, made.deadline, n, hour) for n in sorted(days, reverse=True)]
                by_day = {wall.day(at): at for at in ats if at is not None and at >= since}  # the last one
                found += [self._moment(kind, wall, at) for at in by_day.values()]
        if made.deadline is not None and not each.archived:
            day = wall.open_day_after(wall.day(made.deadline))
            found.append(self._moment("after", wall, wall.at(day, wall.week.opens + MORNING)))
        return found

    def _moment(self, kind: str, wall: Wall, at: datetime) -> Moment:
        return Moment(kind, at, wall.day(at))

    # What happens

    def accepts(self, event: e.Event) -> bool:  # noqa: PLR0912  # one case for each sort of event
        """Whether it can happen at all: the erased do nothing, nobody finishes twice."""
        match event:
            case e.Publishes():
                return True
            case e.Changes(_, campaign, what):
                each = self.campaigns.get(campaign)
                if each is None or each.archived:
                    return False
                if what == "deadline":
                    return event.deadline is None or event.deadline > event.at
                return each.stopped if what == "reopens" else what == "deletes" or not each.stopped
            case e.Plans(_, campaign) | e.Adds(_, campaign):
                return campaign in self.campaigns and not self.campaigns[campaign].stopped
            case e.Begins(_, person, campaign, line):
                return self._may_begin(person, campaign, line, event.at)
            case e.Finishes(_, person, campaign):
                attempt = self.attempts.get((person, campaign))
                return attempt is not None and attempt.done is None and not self.campaigns[campaign].stopped
            case e.Shares(_, person, campaign):
                return self.has_finished(person, campaign) and self.attempts[person, campaign].shared is None
            case e.Nudges(_, campaign, person):
                runs = campaign in self.campaigns and self.is_running(campaign, event.at)
                return runs and person in self.people and person in self.unfinished(campaign)
            case e.Joins(_, line, person):
                return self.lines[line].pupil is None and person in self.people and not self.lines[line].aside
            case e.Leaves(_, line, back):
                return self.lines[line].aside == back
            case e.Follows(_, guardian, line, pupil):
                new = (guardian, line or pupil) not in self.ties
                return new and guardian in self.people and (pupil is None or pupil in self.people)
            case e.Unlinks(_, guardian, line, pupil):
                return (guardian, line or pupil) in self.ties
            case e.Mutes(_, person, campaign):
                return person in self.people and campaign in self.campaigns
            case e.Erases(_, person) | e.Blocks(_, person) | e.Stops(_, person) | e.Pauses(_, person):
                return person in self.people
            case e.Weekly(_, person):
                return person in self.people
        raise AssertionError(event)

    def _may_begin(self, person: Name, campaign: Name, line: Name | None, now: datetime) -> bool:
        each = self.campaigns.get(campaign)
        if person not in self.people or each is None or (person, campaign) in self.attempts:
            return False
        if each.stopped or (each.made.opens is not None and each.made.opens > now):
            return False
        if line is None:
            return person not in self.enrolled(campaign)
        kept = self.lines[line]
        return kept.pupil == person and not kept.aside and kept.room in each.rooms

    def happens(self, event: e.Event) -> None:  # noqa: PLR0912  # one case for each sort of event
        """Write it down."""
        match event:
            case e.Publishes(at, campaign):
                self.campaigns[campaign.name] = Running(campaign, at, set(campaign.rooms), changed=at)
            case e.Changes(_, campaign):
                self._change(event)
            case e.Plans(_, campaign, pupils, guardians):
                each = self.campaigns[campaign]
                each.made = replace(each.made, pupils=pupils, guardians=guardians)
            case e.Adds(_, campaign, room):
                self.campaigns[campaign].rooms.add(room)
            case e.Begins(_, person, campaign, line):
                self.attempts[person, campaign] = Attempt(line)
            case e.Finishes(at, person, campaign, mastery):
                attempt = self.attempts[person, campaign]
                attempt.done, attempt.mastery = at, mastery
            case e.Shares(at, person, campaign):
                self.attempts[person, campaign].shared = at
            case e.Joins(_, line, person):
                self._join(self.lines[line], person)
            case e.Leaves(_, line, back):
                self.lines[line].aside = not back
            case e.Follows(at, guardian, line, pupil):
                self.ties[guardian, str(line or pupil)] = at
            case e.Unlinks(_, guardian, line, pupil):
                del self.ties[guardian, str(line or pupil)]
            case e.Erases(_, person):
                self._erase(person)
            case e.Blocks(_, person, on, silently):
                wishes = self.wishes[person]
                wishes.blocking = on and silently
                wishes.reachable = not on or silently
            case e.Stops(_, person, on):
                self.wishes[person].stopped = on
            case e.Mutes(_, person, campaign):
                self.wishes[person].muted.add(campaign)
            case e.Pauses(_, person, until):
                self.wishes[person].paused = until
            case e.Weekly(_, person, on):
                self.wishes[person].weekly = on
        if isinstance(event, e.Joins | e.Follows | e.Unlinks | e.Erases):
            self._of_families = None
        if not isinstance(event, e.Finishes | e.Shares | e.Nudges | e.Mutes | e.Stops | e.Pauses | e.Weekly):
            self._of_campaigns, self._of_children, self._of_schools = {}, {}, {}
        if (changed := getattr(event, "campaign", None)) is not None:
            self._moments.pop(changed if isinstance(changed, str) else changed.name, None)

    def _change(self, event: e.Changes) -> None:
        each = self.campaigns[event.campaign]
        match event.what:
            case "deadline":
                each.made = replace(each.made, deadline=event.deadline)
            case "closes":
                each.closed = event.at
            case "reopens":
                each.closed = None
            case "archives":
                each.archived, each.closed = True, each.closed or event.at
            case "deletes":
                del self.campaigns[event.campaign]
                for key in [key for key in self.attempts if key[1] == event.campaign]:
                    del self.attempts[key]

    def _join(self, line: Line, person: Name) -> None:
        line.pupil = person
        for campaign, each in self.campaigns.items():
            attempt = self.attempts.get((person, campaign))
            if attempt is not None and attempt.line is None and line.room in each.rooms:
                attempt.line = line.name

    def _erase(self, person: Name) -> None:
        self.people.discard(person)
        for line in self.lines.values():
            line.pupil = None if line.pupil == person else line.pupil
        self.ties = {key: since for key, since in self.ties.items() if person not in key}
        self.attempts = {key: each for key, each in self.attempts.items() if key[0] != person}


def _opening(wall: Wall, since: datetime, deadline: datetime | None) -> list[datetime]:
    """The first 18:00 of an open day; or, when that is too late, the next opening before the deadline."""
    evening = wall.next_at(GUARDIANS_HOUR, since)
    if deadline is None or evening + USEFUL <= deadline:
        return [evening]
    opening = wall.next_open(since)
    return [opening] if opening < deadline else []


def _before(wall: Wall, deadline: datetime | None, days: int, hour: int) -> datetime | None:
    """When those who have not finished are reminded, so many days before the deadline; None: not at all."""
    if deadline is None:
        return None
    day = wall.day(deadline) - days * DAY
    hour = hour if days else wall.week.opens + MORNING
    if not wall.is_off(day):
        at = wall.usual(day, hour)
        return at if at + USEFUL <= deadline else None
    later = wall.next_open(wall.at(day, 0))
    if later + USEFUL <= deadline:
        return later
    return wall.usual(wall.open_day_before(day), hour) if days else None
