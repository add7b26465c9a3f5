"""A school year with everything in it: 3 schools, 1,200 pupils, 800 guardians, 60 campaigns, one seed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from tests.year.days import DAY, SCHOOL, Wall, Week
from tests.year.events import (
    Adds,
    Begins,
    Blocks,
    Campaign,
    Changes,
    Erases,
    Event,
    Finishes,
    Follows,
    Joins,
    Leaves,
    Line,
    Mutes,
    Name,
    Nudges,
    Pauses,
    Plans,
    Publishes,
    School,
    Shares,
    Stops,
    Unlinks,
    Weekly,
    World,
)

BEGINS, ENDS = date(2025, 9, 1), date(2026, 6, 30)
WALLS = [
    Wall("Europe/Paris", "A"),
    Wall("Indian/Reunion", "reunion", Week(opens=8 * 60, closes=18 * 60 + 30)),
    Wall("America/Martinique", ""),
]
ROOMS, SEATS = 16, 25  # 400 pupils a school
GUARDIANS = 800
CAMPAIGNS = 20  # a school
PLANS = [((7, 3, 1, 0), (3, 1))] * 5 + [
    ((60, 14, 2), (7, 0)),
    ((), ()),
    ((1, 0), ()),
    ((), (1,)),
    ((5, 4), (5, 4)),
    ((7, 3, 1, 0), (3, 1, 0)),
    ((2, 1, 0), (7, 0)),
]


def make(seed: int = 2025) -> World:
    """The whole year; the same for the same seed."""
    random = Random(seed)
    world = World(schools=[School(f"école {n}", wall) for n, wall in enumerate(WALLS)])
    for school in world.schools:
        _people(world, school, random)
    _families(world, random)
    for n in range(CAMPAIGNS):
        for school in world.schools:
            world.events += _campaign(world, school, n, random)
    world.events += _whims(world, random)
    world.away = [_away(date(2025, 11, 19)), _away(date(2026, 3, 12))]
    away = (Changes, Plans, Adds, Nudges)  # what a teacher does then is another test's business
    world.events = sorted(
        (
            each
            for each in world.events
            if not (isinstance(each, away) and any(a <= each.at <= b for a, b in world.away))
        ),
        key=lambda each: each.at,
    )
    return world


def _away(day: date) -> tuple[datetime, datetime]:
    """A day and a bit during which nothing is sent."""
    begins = datetime(day.year, day.month, day.day, 3, 20, 5, tzinfo=UTC)
    return begins, begins + timedelta(hours=29)


def _people(world: World, school: School, random: Random) -> None:
    tag = school.name[-1]
    for n in range(ROOMS):
        room = f"classe {tag}{n:02}"
        world.rooms[room] = school.name
        for seat in range(SEATS):
            number = f"{tag}{n * SEATS + seat:03}"
            pupil = f"élève {number}"
            world.pupils.append(pupil)
            joined = random.random() < 0.85  # the others join later, or never
            world.lines.append(Line(f"ligne {number}", room, pupil if joined else None))
            if random.random() < 0.04:
                world.hours[pupil] = random.choice(
                    [Week(17 * 60, 19 * 60), Week(18 * 60 + 30, 20 * 60), Week(9 * 60, 21 * 60, weekend=True)]
                )
        if n % 4 == 3:  # some pupils have a second class
            for seat in range(3):
                number = f"{tag}{(n - 1) * SEATS + seat:03}"
                world.lines.append(Line(f"ligne {number}bis", room, _joined(world, f"ligne {number}")))
    for n in range(8):
        world.teachers[f"prof {tag}{n}"] = school.name


def _joined(world: World, line: Name) -> Name | None:
    return next(each.pupil for each in world.lines if each.name == line)


def _families(world: World, random: Random) -> None:
    lines = [each for each in world.lines if not each.name.endswith("bis")]
    random.shuffle(lines)
    for n in range(GUARDIANS):
        guardian, line = f"parent {n:03}", lines[n]
        world.guardians.append(guardian)
        if n % 3 == 0 and line.pupil is not None:
            world.by_pupil.append((guardian, line.pupil))
            if n % 2:  # and by the letter too
                world.by_letter.append((guardian, line.name))
        else:
            world.by_letter.append((guardian, line.name))
        if n % 10 == 0:  # another child of the same school
            world.by_letter.append((guardian, _of_school(line, lines, random).name))
        if n % 7 == 0 and n:  # two parents
            world.by_letter.append((guardian, _neighbour(lines, n).name))
        if random.random() < 0.04:
            world.hours[guardian] = random.choice([Week(8 * 60, 18 * 60), Week(7 * 60, 22 * 60, True, True)])
    world.by_letter = list(dict.fromkeys(world.by_letter))
    parisians = list(dict.fromkeys(each for each, line in world.by_letter if line.startswith("ligne 0")))
    for tag in "12":  # families with children in two zones
        far = [each.name for each in lines if each.name.startswith(f"ligne {tag}")]
        world.by_letter += zip(parisians[::20], far, strict=False)


def _of_school(line: Line, lines: list[Line], random: Random) -> Line:
    return random.choice([each for each in lines if each.room[7] == line.room[7]])


def _neighbour(lines: list[Line], n: int) -> Line:
    """A line of the same school that the guardian before this one follows, or another one before."""
    return next(each for each in reversed(lines[:n]) if each.room[7] == lines[n].room[7])


# Campaigns


def _campaign(world: World, school: School, n: int, random: Random) -> list[Event]:
    wall, tag = school.wall, school.name[-1]
    rooms = sorted(each for each, where in world.rooms.items() if where == school.name)
    name = f"parcours {tag}{n:02}"
    published = _publication(wall, n, random)
    opens = published + timedelta(days=random.randint(1, 6)) if random.random() < 0.2 else None
    pupils, guardians = random.choice(PLANS)
    made = Campaign(
        name=name,
        school=school.name,
        rooms=tuple(random.sample(rooms, random.choice([1, 1, 2, 3]))),
        leaders=tuple(random.sample([f"prof {tag}{k}" for k in range(8)], random.choice([1, 1, 2]))),
        opens=opens.replace(minute=0, second=0) if opens else None,
        deadline=_deadline(wall, n, opens or published, random),
        pupils=pupils,
        guardians=guardians,
        results=random.random() < 0.2,
    )
    events: list[Event] = [Publishes(published, made)]
    events += _taken(world, made, published, random)
    events += _changed(made, wall, published, rooms, random)
    events += _nudged(world, made, published, random)
    return events


def _publication(wall: Wall, n: int, random: Random) -> datetime:
    """Around the n-th fortnight of the year; now and then at night or on a day off."""
    day = date(2025, 9, 8) + timedelta(days=14 * n + random.randint(0, 9))
    if random.random() < 0.85 and wall.is_off(day):
        day = wall.open_day_before(day)
    minutes = random.randint(8 * 60, 17 * 60) if random.random() < 0.9 else random.randint(0, 1439)
    return wall.at(day, minutes) + timedelta(seconds=random.randint(1, 59))


def _deadline(wall: Wall, n: int, since: datetime, random: Random) -> datetime | None:
    """Of every sort in turn: one n gives one sort in each school."""
    day = wall.day(since)
    sunday = day + timedelta(days=6 - day.weekday() + 7)
    holidays = [first for first, _ in SCHOOL[wall.calendar] if first > day]
    sorts = {
        0: wall.at(day + 12 * DAY, 18 * 60),
        1: wall.at(sunday, 23 * 60 + 59),
        2: wall.at(sunday + DAY, 8 * 60),
        3: wall.at(date(2025, 10, 26), 18 * 60),  # clocks go back
        4: wall.at((holidays or [sunday])[0] + 3 * DAY, 18 * 60),
        5: since.replace(second=0) + timedelta(hours=1),
        6: None,
        7: wall.at(date(2025, 12, 20), 12 * 60),
        8: wall.at(day + 2 * DAY, 9 * 60),
        14: wall.at(date(2026, 3, 30), 18 * 60),  # the day after clocks went forward
        13: wall.at(date(2026, 3, 29), 23 * 60 + 59),
        18: wall.at(date(2026, 5, 22), 18 * 60),
    }
    fallback = wall.at(day + timedelta(days=random.randint(3, 25)), random.choice([8 * 60, 18 * 60, 23 * 60]))
    found = sorts.get(n, fallback)
    return fallback if found is not None and found <= since else found


def _enrolled(world: World, made: Campaign) -> Iterator[Line]:
    return (each for each in world.lines if each.room in made.rooms)


def _taken(world: World, made: Campaign, published: datetime, random: Random) -> Iterator[Event]:
    """Pupils who begin and finish at random moments; somebody has the code alone."""
    last = (made.deadline or published + 20 * DAY) + 2 * DAY
    since = max(made.opens or published, published)
    done = set()
    for line in _enrolled(world, made):
        if line.pupil is None or line.pupil in done or random.random() > 0.6:
            continue
        done.add(line.pupil)
        yield from _attempt(made, line.pupil, line.name, since, last, random)
    tag = made.school[-1]
    for pupil in random.sample([each for each in world.pupils if each[6] == tag], 2):
        if pupil not in done and made.name[-2:] not in {"05", "08"}:
            yield from _attempt(made, pupil, None, since, last, random)


def _attempt(
    made: Campaign, pupil: Name, line: Name | None, since: datetime, last: datetime, random: Random
) -> Iterator[Event]:
    span = (last - since).total_seconds()
    begun = (since + timedelta(seconds=random.random() * span)).replace(second=random.randint(1, 59))
    done = begun + timedelta(minutes=random.randint(10, 60))
    yield Begins(begun, pupil, made.name, line)
    if random.random() < 0.85:
        yield Finishes(done, pupil, made.name, random.randint(0, 100))
        if random.random() < 0.3:
            yield Shares(done + timedelta(hours=random.randint(0, 70)), pupil, made.name)


def _changed(
    made: Campaign, wall: Wall, published: datetime, rooms: list[Name], random: Random
) -> Iterator[Event]:
    """What a teacher changes while it runs; most are put away some day after."""
    if made.deadline is not None and random.random() < 0.7:
        after = made.deadline + timedelta(hours=random.choice([3, 20, 100, 200]), seconds=3)
        yield Changes(after, made.name, random.choice(["closes", "closes", "archives"]))
    if made.deadline is None or made.deadline - published < 4 * DAY:
        return
    between = (made.deadline - published).total_seconds()

    def sometime(least: float = 0.1, most: float = 0.95) -> datetime:
        at = published + timedelta(seconds=between * random.uniform(least, most))
        return at.replace(second=random.randint(1, 59))

    sort = random.randrange(9)
    if sort in (0, 1):
        yield Changes(sometime(), made.name, "deadline", made.deadline + random.choice([1, 3, 7]) * DAY)
    elif sort == 2:
        yield Changes(sometime(0.1, 0.4), made.name, "deadline", made.deadline - 2 * DAY)
    elif sort == 3:
        closed = sometime()
        yield Changes(closed, made.name, "closes")
        yield Changes(closed + timedelta(hours=random.choice([1, 30])), made.name, "reopens")
    elif sort == 4:
        yield Changes(sometime(), made.name, random.choice(["closes", "archives", "deletes"]))
    elif sort == 5:
        yield Plans(
            sometime(), made.name, random.choice([(2,), (7, 4, 2, 0), ()]), random.choice([(2, 1), ()])
        )
    elif sort == 6:
        yield Adds(sometime(), made.name, random.choice([each for each in rooms if each not in made.rooms]))
    elif sort == 7:
        day = wall.at(wall.day(made.deadline) - 3 * DAY, 14 * 60)
        if day > published:  # moved on the very day of a reminder, and back again
            yield Changes(day + timedelta(seconds=7), made.name, "deadline", made.deadline + 2 * DAY)
            yield Changes(day + timedelta(seconds=77), made.name, "deadline", made.deadline)


def _nudged(world: World, made: Campaign, published: datetime, random: Random) -> Iterator[Event]:
    joined = [each.pupil for each in _enrolled(world, made) if each.pupil is not None]
    for _ in range(random.choice([0, 1, 2])):
        at = published + timedelta(hours=random.randint(1, 150), seconds=random.randint(1, 59))
        for pupil in random.sample(joined, min(8, len(joined))):
            at += timedelta(milliseconds=1)
            yield Nudges(at, made.name, pupil)


# What people do with their reminders, often on the very day of one


class _Days:
    """When somebody of a class does something: at any moment, or on the day of a reminder and before it."""

    def __init__(self, world: World, random: Random) -> None:
        self._random = random
        self._walls = {room: self._wall(world, school) for room, school in world.rooms.items()}
        self._campaigns: dict[Name, list[Campaign]] = {room: [] for room in world.rooms}
        for event in world.events:
            if isinstance(event, Publishes):
                for room in event.campaign.rooms:
                    self._campaigns[room].append(event.campaign)

    @staticmethod
    def _wall(world: World, school: Name) -> Wall:
        return next(each.wall for each in world.schools if each.name == school)

    def one(self, room: Name) -> tuple[datetime, Name]:
        """The moment, and a campaign of the class."""
        made = self._random.choice(self._campaigns[room] or [None])
        if made is None or made.deadline is None or self._random.random() < 0.3:
            return self._any(), made.name if made else "none"
        wall = self._walls[room]
        day = wall.day(made.deadline) - self._random.choice([0, 1, 1, 3, 3, 7]) * DAY
        at = wall.at(day, self._random.randint(6 * 60, 16 * 60 + 50))
        return at + timedelta(seconds=self._random.randint(1, 59), milliseconds=500), made.name

    def _any(self) -> datetime:
        begins = datetime(2025, 9, 10, tzinfo=UTC)
        seconds = self._random.randrange(86_400)
        return begins + timedelta(days=self._random.randint(0, 285), seconds=seconds, milliseconds=500)


def _whims(world: World, random: Random) -> Iterator[Event]:
    days = _Days(world, random)
    for line in world.lines:
        if not line.name.endswith("bis"):
            yield from _of_pupil(line, days, random)
    lines = {each.name: each for each in world.lines}
    of_pupils = {each.pupil: each for each in reversed(world.lines) if each.pupil is not None}
    letters, invited = dict(reversed(world.by_letter)), dict(world.by_pupil)
    for guardian in world.guardians:
        line = lines[letters[guardian]] if guardian in letters else of_pupils[invited[guardian]]
        yield from _of_guardian(guardian, line, guardian in letters, invited.get(guardian), days, random)
    for teacher in random.sample(sorted(world.teachers), 2):
        yield Stops(days.one(world.lines[0].room)[0], teacher)


def _of_pupil(line: Line, days: _Days, random: Random) -> Iterator[Event]:
    (at, campaign), pupil, sort = days.one(line.room), line.pupil, random.random()
    if pupil is None:
        if sort < 0.5:
            yield Joins(at, line.name, f"élève {line.name[6:]}")
    elif sort < 0.03:
        yield Blocks(at, pupil, silently=random.random() < 0.5)
        yield Blocks(at + 30 * DAY, pupil, on=False)
    elif sort < 0.06:
        yield Leaves(at, line.name)
        if sort < 0.04:
            yield Leaves(at + 20 * DAY, line.name, back=True)
    elif sort < 0.08:
        yield Erases(at, pupil)
    elif sort < 0.12:
        yield Stops(at, pupil)
        yield Stops(at + 45 * DAY, pupil, on=False)
    elif sort < 0.17:
        yield Mutes(at, pupil, campaign)
    elif sort < 0.22:
        yield Pauses(at, pupil, _next_monday(at))


def _of_guardian(
    guardian: Name, line: Line, by_letter: bool, pupil: Name | None, days: _Days, random: Random
) -> Iterator[Event]:
    (at, campaign), sort = days.one(line.room), random.random()
    if sort < 0.04:
        yield Stops(at, guardian)
    elif sort < 0.07:
        yield Weekly(at, guardian, False)
    elif sort < 0.13:
        yield Pauses(at, guardian, _next_monday(at))
    elif sort < 0.21:
        if by_letter:
            yield Unlinks(at, guardian, line=line.name)
            if sort < 0.16:
                yield Follows(at + 20 * DAY, guardian, line=line.name)
        if pupil is not None:
            yield Unlinks(at + timedelta(seconds=1), guardian, pupil=pupil)
    elif sort < 0.24:
        yield Blocks(at, guardian, silently=sort < 0.225)
    elif sort < 0.26:
        yield Erases(at, guardian)
    elif sort < 0.31:
        yield Mutes(at, guardian, campaign)


def _next_monday(at: datetime) -> datetime:
    day = at.date() + timedelta(days=7 - at.weekday())
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC)
