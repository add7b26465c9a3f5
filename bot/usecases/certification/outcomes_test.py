"""What a candidate is told during the test, as plain data."""

from dataclasses import dataclass
from typing import Literal

from bot.store.sittings import EndReason, StopReason
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Outcome

Problem = Literal["unclear", "wrong", "file", "other"]


@dataclass(frozen=True, slots=True)
class OnScreen:
    """The message of the question on screen; `media` when it is a picture or a document.

    `message_id`: None until Telegram confirmed it; `also`: what else shows it.
    """

    message_id: int | None
    media: bool
    ref: StepRef
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemAsked(Outcome):
    """Which problem is it? The clock runs on until one is chosen."""

    ref: StepRef


@dataclass(frozen=True, slots=True)
class ClockStopped(Outcome):
    """The clock stands still: nothing can be answered, and the question's message loses its text.

    `cleared`: the candidate may go on; `withdrawn`: with another question. `minutes`: that are left.
    """

    candidate: int
    reason: StopReason
    minutes: int
    cleared: bool = False
    withdrawn: bool = False
    question: OnScreen | None = None
    edit: bool = False


@dataclass(frozen=True, slots=True)
class CopyClosed(Outcome):
    """A message of a question that must not stay readable, as its confirmation by Telegram told.

    `why`: it was answered, it stands lower now, it is hidden while the clock stands still, or it is over.
    """

    question: OnScreen
    why: Literal["answered", "moved", "hidden", "over"]


@dataclass(frozen=True, slots=True)
class GiveUpAsked(Outcome):
    """Is the candidate sure? What is not answered counts as passed. `ref`: the question that waits."""

    ref: StepRef
    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class OnlyTheTest(Outcome):
    """Everything else in the bot is closed while the test runs."""


@dataclass(frozen=True, slots=True)
class SittingOver(Outcome):
    """A candidate's test ended. Its result is published by the jury; the question's message closes."""

    why: EndReason
    answered: int
    of: int
    question: OnScreen | None = None
