"""What use cases of classes decide for the pupils who come in."""

from dataclasses import dataclass
from enum import StrEnum

from bot.usecases.outcomes import Outcome


class Closed(StrEnum):
    """Why a pupil can't come in this way."""

    UNKNOWN = "unknown"
    ARCHIVED = "archived"
    ASIDE = "aside"  # no longer in the class
    TAKEN = "taken"  # somebody else has joined under this name
    OTHER_NAME = "other_name"  # the person is in this class under another name
    REFUSED = "refused"  # a teacher did not accept the request
    UNLINKED = "unlinked"  # a teacher parted the person from a name that was not theirs
    NOT_ME = "not_me"


@dataclass(frozen=True, slots=True)
class JoinClosed(Outcome):
    """A pupil can't come in this way; `name` is the one they have in this class already."""

    why: Closed
    class_name: str = ""
    name: str = ""
    edit: bool = True


@dataclass(frozen=True, slots=True)
class LinksWait(Outcome):
    """Too many links led nowhere: the next one counts after this time."""

    wait_ms: int


@dataclass(frozen=True, slots=True)
class IsItYou(Outcome):
    """A name to confirm: by a personal link (`token`), or by the class code (`code` and `pupil_id`)."""

    name: str
    class_name: str
    school: str
    token: str = ""
    code: str = ""
    pupil_id: int = 0
    class_id: int | None = None  # as in NamesShown


@dataclass(frozen=True, slots=True)
class NamesShown(Outcome):
    """A page of the names of a class that nobody has joined under yet: (pupil, «Léa M.»).

    `code` is the class's, or that of a campaign for it: then `class_id` tells which of its classes.
    """

    code: str
    class_name: str
    school: str
    names: tuple[tuple[int, str], ...]
    page: int
    pages: int
    class_id: int | None = None


@dataclass(frozen=True, slots=True)
class Joined(Outcome):
    """In the class; `again`: they were already.

    `campaigns`: those to do or to go on with, number and name. `onward`: the one they came for follows.
    """

    name: str
    class_name: str
    again: bool = False
    edit: bool = True
    campaigns: tuple[tuple[int, str], ...] = ()
    onward: bool = False


@dataclass(frozen=True, slots=True)
class OwnNameAsked(Outcome):
    """The name of somebody who is not in the list; `refused`: what was written is none."""

    code: str
    class_name: str
    has_list: bool
    refused: bool = False
    class_id: int | None = None  # as in NamesShown


@dataclass(frozen=True, slots=True)
class RequestSent(Outcome):
    """The teacher is asked; `again`: the request was waiting already."""

    name: str
    class_name: str
    again: bool = False
