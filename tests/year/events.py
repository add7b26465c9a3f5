"""What happens in a school year. People, classes and campaigns go by names that a story can tell."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tests.year.days import Wall, Week

Name = str


@dataclass(frozen=True)
class School:
    name: Name
    wall: Wall


@dataclass(frozen=True)
class Line:
    """A line of a roster; `pupil` has joined before the year begins, if anybody."""

    name: Name
    room: Name
    pupil: Name | None


@dataclass(frozen=True)
class Campaign:
    name: Name
    school: Name
    rooms: tuple[Name, ...]
    leaders: tuple[Name, ...]
    opens: datetime | None
    deadline: datetime | None
    pupils: tuple[int, ...] = (7, 3, 1, 0)
    guardians: tuple[int, ...] = (3, 1)
    results: bool = False  # the teacher shares them


@dataclass
class World:
    """Who there is on the first day, and what happens then, in order."""

    schools: list[School] = field(default_factory=list)
    rooms: dict[Name, Name] = field(default_factory=dict)  # class: its school
    lines: list[Line] = field(default_factory=list)
    pupils: list[Name] = field(default_factory=list)
    guardians: list[Name] = field(default_factory=list)
    teachers: dict[Name, Name] = field(default_factory=dict)  # teacher: their school
    hours: dict[Name, Week] = field(default_factory=dict)  # of who has their own
    by_letter: list[tuple[Name, Name]] = field(default_factory=list)  # guardian, line
    by_pupil: list[tuple[Name, Name]] = field(default_factory=list)  # guardian, pupil
    events: "list[Event]" = field(default_factory=list)
    away: list[tuple[datetime, datetime]] = field(default_factory=list)  # the scheduler is down


@dataclass(frozen=True)
class Event:
    at: datetime


@dataclass(frozen=True)
class Publishes(Event):
    campaign: Campaign


@dataclass(frozen=True)
class Changes(Event):
    """A teacher changes a campaign."""

    campaign: Name
    what: Literal["deadline", "closes", "reopens", "archives", "deletes"]
    deadline: datetime | None = None


@dataclass(frozen=True)
class Plans(Event):
    """A teacher changes the reminders."""

    campaign: Name
    pupils: tuple[int, ...]
    guardians: tuple[int, ...]


@dataclass(frozen=True)
class Adds(Event):
    """A campaign is given to another class."""

    campaign: Name
    room: Name


@dataclass(frozen=True)
class Begins(Event):
    """Somebody begins a campaign; `line` is None for who has the code alone."""

    person: Name
    campaign: Name
    line: Name | None


@dataclass(frozen=True)
class Finishes(Event):
    person: Name
    campaign: Name
    mastery: int


@dataclass(frozen=True)
class Shares(Event):
    """A pupil lets guardians know a result."""

    person: Name
    campaign: Name


@dataclass(frozen=True)
class Nudges(Event):
    campaign: Name
    person: Name


@dataclass(frozen=True)
class Joins(Event):
    line: Name
    person: Name


@dataclass(frozen=True)
class Leaves(Event):
    """The class; `back` is a return."""

    line: Name
    back: bool = False


@dataclass(frozen=True)
class Erases(Event):
    """Everything about themselves."""

    person: Name


@dataclass(frozen=True)
class Blocks(Event):
    """Blocks the bot, or unblocks it; `silently`: found out when something is sent."""

    person: Name
    on: bool = True
    silently: bool = False


@dataclass(frozen=True)
class Follows(Event):
    """By the school's letter (`line`), or by the pupil's invitation (`pupil`)."""

    guardian: Name
    line: Name | None = None
    pupil: Name | None = None


@dataclass(frozen=True)
class Unlinks(Event):
    """The tie goes."""

    guardian: Name
    line: Name | None = None
    pupil: Name | None = None


@dataclass(frozen=True)
class Stops(Event):
    """«Tout arrêter»; or takes it up again."""

    person: Name
    on: bool = True


@dataclass(frozen=True)
class Mutes(Event):
    person: Name
    campaign: Name


@dataclass(frozen=True)
class Pauses(Event):
    """«Pas avant lundi»."""

    person: Name
    until: datetime


@dataclass(frozen=True)
class Weekly(Event):
    """The digest of the week, wanted or not."""

    person: Name
    on: bool
