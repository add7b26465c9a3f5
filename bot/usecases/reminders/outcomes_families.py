"""What a letter tells a guardian, as plain data: never an answer, never a result that was not shared."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.usecases.certification.outcomes_letters import SittingLine
from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """A campaign that a child has still to finish; `deadline_at` in UTC milliseconds, read in `zone`."""

    campaign_id: int
    name: str
    teacher: str  # who signs it
    deadline_at: int | None
    zone: str
    begun: bool


@dataclass(frozen=True, slots=True)
class SharedResult:
    """What an attempt came to, as its pupil saw it, on a `day` in words; `stage` is '' without any."""

    name: str
    day: str
    mastery: int
    stage: str
    stage_words: str


class Mood(StrEnum):
    """What happened in a week, for the word to pass on."""

    ALL_DONE = "all_done"  # finished something, and nothing is left
    FINISHED = "finished"
    PRACTISED = "practised"
    PRESSING = "pressing"  # nothing done, and a deadline comes
    RESTED = "rested"  # nothing done, and nothing presses


@dataclass(frozen=True, slots=True)
class Week:
    """A child's seven days, in totals; and what is left.

    The word to pass on is one of those for the `mood`; `chance`, any number, says which.
    """

    finished: int  # campaigns
    answers: int
    competences: int
    left: tuple[Task, ...]
    mood: Mood
    chance: int


@dataclass(frozen=True, slots=True)
class ChildTold:
    """One child's news; `week` is None on other days, and when there is nothing to say of it."""

    name: str
    class_name: str
    opened: tuple[Task, ...] = ()
    due: tuple[Task, ...] = ()
    finished: tuple[str, ...] = ()
    results: tuple[SharedResult, ...] = ()
    week: Week | None = None
    sittings: tuple[SittingLine, ...] = ()

    def tasks(self) -> Iterator[Task]:
        """All that is still to be finished."""
        yield from (*self.opened, *self.due, *(self.week.left if self.week else ()))


@dataclass(frozen=True, slots=True)
class FamilyLetter(Outcome):
    """The news of a guardian's children; `now_ms`, from which days are counted.

    It `waits` until Monday when nothing ends before.
    """

    role: ClassVar[str] = "guardian"
    children: tuple[ChildTold, ...]
    now_ms: int
    waits: bool = True
