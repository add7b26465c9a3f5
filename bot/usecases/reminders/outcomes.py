"""What letters tell pupils, and how somebody wants to be reminded."""

from dataclasses import dataclass
from typing import ClassVar

from bot.store.campaigns import Mode
from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class ToFinish:
    """A campaign that its pupil has not finished; texts of the teacher as they were written.

    `days`: midnights until the deadline, None without one; `deadline` in words in the school's zone; `late`
    once it has passed. `answered` questions of at most `questions`; `words` are those of the plan, ''
    when another campaign of the letter says them.
    """

    campaign: int
    title: str
    teacher: str
    mode: Mode
    days: int | None
    deadline: str
    late: bool
    running: bool
    answered: int
    questions: int
    words: str
    nudged: bool


@dataclass(frozen=True, slots=True)
class PupilLetter(Outcome):
    """What a pupil has still to do, the most urgent first, and how many `others` there are.

    It `waits` until Monday when none of them ends before.
    """

    lines: tuple[ToFinish, ...]
    others: int = 0
    waits: bool = True


@dataclass(frozen=True, slots=True)
class Letter(Outcome):
    """Several parts for one reader: what they have to do, what their children have, what they lead."""

    role: ClassVar[str] = "guardian"  # it is mostly adults who have several
    parts: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class PutOff(Outcome):
    """Nothing more until a moment, in words; campaigns `ending` before it: titles, deadlines in words."""

    until: str
    ending: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped(Outcome):
    """No more reminders of one campaign, or with None of anything.

    `title` is the campaign's; `children` those of a guardian whom it concerns.
    """

    campaign: int | None = None
    title: str = ""
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed(Outcome):
    """Reminders again, of one campaign or of everything."""

    campaign: int | None = None


@dataclass(frozen=True, slots=True)
class StopWhat(Outcome):
    """The campaigns that can be stopped one by one, number and title."""

    campaigns: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Wishes(Outcome):
    """«Mes rappels»: `preset` names the hours; `opens` and `closes` in minutes of the day.

    `weekly` is None for who gets no digest; `until` in words when put off, '' when not; `muted` campaigns,
    number and title.
    """

    preset: str
    opens: int
    closes: int
    weekend: bool
    holidays: bool
    weekly: bool | None
    stopped: bool
    until: str
    muted: tuple[tuple[int, str], ...]
    edit: bool = True
