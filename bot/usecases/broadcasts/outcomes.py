"""What using broadcasts and groups decides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.store.broadcasts import Counts, Missed
from bot.usecases.campaigns.outcomes import HandedOut
from bot.usecases.outcomes import Outcome


class Fault(StrEnum):
    """What is wrong with the words."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class About:
    """What a broadcast is about: a campaign (its id and name), or a class; neither, a deleted campaign."""

    name: str
    campaign: int = 0
    classroom: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A choice of recipients: its name, and how many can be reached."""

    name: str
    number: int
    class_id: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """A message that waits, and when it leaves, as a button takes it: «lundi à 7 h»."""

    broadcast: int
    short: str


@dataclass(frozen=True, slots=True)
class AudienceAsked(Outcome):
    """To whom? Everybody, who has not started, or one of the classes."""

    role: ClassVar[str] = "teacher"

    broadcast: int
    about: About
    everybody: int
    waiting: int
    classes: tuple[Part, ...]
    page: int
    pages: int
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsAsked(Outcome):
    """The next text is the message; of a campaign, a ready one can be taken."""

    role: ClassVar[str] = "teacher"

    broadcast: int
    about: About
    fault: Fault | None = None
    length: int = 0
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True)
class BroadcastMessage(Outcome):
    """What a pupil receives; without words, what comes with a campaign.

    In the `preview` its button leads nowhere: the teacher must not lose what is looked at.
    """

    teacher: str
    school: str
    words: str
    campaign: HandedOut | None
    preview: bool = False


@dataclass(frozen=True, slots=True)
class GroupMessage(Outcome):
    """What a group receives, with how many have finished."""

    teacher: str
    school: str
    words: str
    campaign: HandedOut | None
    finished: int


@dataclass(frozen=True, slots=True)
class Departure:
    """When a message leaves that waits for its school to open: «lundi 23 novembre à 7 h», «lundi à 7 h»."""

    words: str
    short: str
    too_late: bool = False  # its campaign can't be begun any more by then


@dataclass(frozen=True, slots=True)
class Previewed(Outcome):
    """How many it reaches, and who it does not; the message itself stands above.

    It leaves at once, or `later`.
    """

    role: ClassVar[str] = "teacher"

    broadcast: int
    about: About
    number: int
    absent: tuple[str, ...]  # who have not joined
    blocked: tuple[str, ...]
    groups: tuple[str, ...]  # those that could get it
    with_groups: bool
    later: Departure | None = None
    first: bool = True  # stands under the message; changed in place later


@dataclass(frozen=True, slots=True)
class Progress(Outcome):
    """How far a broadcast is; `seconds` it still takes. Once `ended`, how it went, with the first ones of who
    `missed` it.

    `stopped` by the teacher, `withdrawn` because the role was.
    """

    role: ClassVar[str] = "teacher"

    broadcast: int
    about: About
    counts: Counts
    seconds: int
    state: str
    ended: bool
    missed: tuple[Missed, ...] = ()
    groups: int = 0  # among those that got it
    later: Departure | None = None  # it waits


@dataclass(frozen=True, slots=True)
class ProgressOver(Outcome):
    """In place of how far it was: another message tells how it went."""

    role: ClassVar[str] = "teacher"

    about: About


@dataclass(frozen=True, slots=True)
class MissedShown(Outcome):
    """Who did not get it, or may not have."""

    role: ClassVar[str] = "teacher"

    broadcast: int
    lines: tuple[Missed, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Discarded(Outcome):
    """The draft is gone; nothing was sent."""

    role: ClassVar[str] = "teacher"

    about: About


@dataclass(frozen=True, slots=True)
class GroupExplained(Outcome):
    """What the bot is, said in a group; to a teacher also that the link was asked in private."""

    role: ClassVar[str] = "teacher"

    asked: bool = False


@dataclass(frozen=True, slots=True)
class GroupLinkAsked(Outcome):
    """Which class is this group of? `linked` is the class it has now."""

    role: ClassVar[str] = "teacher"

    chat_id: int
    title: str
    classes: tuple[Part, ...]
    linked: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class GroupLinked(Outcome):
    """The group is of this class from now on, or of none ('')."""

    role: ClassVar[str] = "teacher"

    title: str
    classroom: str
