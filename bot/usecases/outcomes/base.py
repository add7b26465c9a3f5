"""What every use case may decide: an outcome, a short note, a fixed page."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome:
    """What one use case decided; the subclasses say what."""

    __slots__ = ()


class Note(StrEnum):
    """Short words that change nothing: mostly a toast above the chat."""

    RECORDED = "recorded"  # the same tap again
    OLD_QUESTION = "old_question"
    NOT_YOURS = "not_yours"
    TICK_ONE = "tick_one"
    INCOMPLETE = "incomplete"
    TOO_EARLY = "too_early"  # a text typed before its question was shown
    USE_BUTTONS = "use_buttons"
    CHANGED = "changed"  # the bank changed: another question comes
    SAVED = "saved"
    REMOVED = "removed"
    THANKS = "thanks"
    BAD_BUTTON = "bad_button"
    NOT_FOUND = "not_found"
    NOTHING_RUNS = "nothing_runs"
    NOTHING_LEFT = "nothing_left"  # no question for this pupil and device
    FINISHED = "finished"  # the positioning has ended
    GONE = "gone"  # the competence left the bank
    EMPTY = "empty"  # a text without a visible character
    NOT_ALLOWED = "not_allowed"
    NOT_YET = "not_yet"  # the answers of an exam that goes on for others
    CANCELLED = "cancelled"
    ELSEWHERE = "elsewhere"  # their certification goes on with another phone
    PREVIEW = "preview"  # a button of a message that is only looked at


@dataclass(frozen=True, slots=True)
class Said(Outcome):
    """A note to the person."""

    note: Note


@dataclass(frozen=True, slots=True)
class Page(Outcome):
    """A fixed text: help, privacy, …"""

    name: str
    details: dict[str, bool] = field(default_factory=dict)
