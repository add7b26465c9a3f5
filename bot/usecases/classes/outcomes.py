"""What a teacher's use cases of classes decide."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.rosters import Doubt, Reason
from bot.store.classes import ClassLine, Classroom, Colleague, Counts, JoinRequest, Pupil
from bot.usecases.broadcasts.outcomes import Coming
from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class ClassesShown(Outcome):
    """One page of the classes of a teacher, or for its administrators of the whole school."""

    role: ClassVar[str] = "teacher"
    lines: tuple[ClassLine, ...]
    page: int
    pages: int
    archived: bool = False
    has_archived: bool = False
    whole_school: bool = False


@dataclass(frozen=True, slots=True)
class LevelAsked(Outcome):
    """The first question of a new class: its level; something was `typed` there, its name maybe."""

    role: ClassVar[str] = "teacher"
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ClassNameAsked(Outcome):
    """The name of a new class, or another name for one; `refused`: what was written is none."""

    role: ClassVar[str] = "teacher"
    class_id: int | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ClassShown(Outcome):
    """One class and what can be done with it."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    counts: Counts
    teachers: tuple[str, ...]
    created: bool = False
    edit: bool = True
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveAsked(Outcome):
    """A confirmation before a class is put away."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom


@dataclass(frozen=True, slots=True)
class ColleaguesShown(Outcome):
    """Who teaches a class, and a page of those it can be shared with."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    teachers: tuple[Colleague, ...]
    others: tuple[Colleague, ...]
    page: int
    pages: int


# Pupils


@dataclass(frozen=True, slots=True)
class PupilsShown(Outcome):
    """One page of a roster; `aside`: of those who left."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    pupils: tuple[Pupil, ...]
    page: int
    pages: int
    aside: bool
    has_aside: bool


@dataclass(frozen=True, slots=True)
class PupilShown(Outcome):
    """One pupil and their personal link."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    pupil: Pupil
    guardians: int
    note: str = ""  # what was just done: added, renamed, aside, back, unlinked
    edit: bool = True

    @property
    def payload(self) -> str:
        """What the personal link opens the bot with."""
        return f"p-{self.pupil.selector}{self.pupil.secret}"


@dataclass(frozen=True, slots=True)
class PupilCode(Outcome):
    """The QR code of a pupil's personal link."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class PupilNameAsked(Outcome):
    """The name of one more pupil, or another name for one.

    `problem`: '' at first, unreadable, or taken (somebody of the class has it, `name`).
    """

    role: ClassVar[str] = "teacher"
    class_id: int
    pupil_id: int | None = None
    problem: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnlinkAsked(Outcome):
    """A confirmation before an account is parted from a pupil."""

    role: ClassVar[str] = "teacher"
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class FamilyShown(Outcome):
    """How many adults follow a pupil: by the class's letter, by another class's, by the pupil's invitation.

    `renewed`: the family's link is another one, just now.
    """

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    pupil: Pupil
    by_letter: int
    elsewhere: int
    invited: int
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class RenewAsked(Outcome):
    """A confirmation before a family's link leads nowhere, and who came by it follows the pupil no more."""

    role: ClassVar[str] = "teacher"
    pupil: Pupil
    by_letter: int


@dataclass(frozen=True, slots=True)
class NoPupils(Outcome):
    """There is nobody to print anything for."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom


@dataclass(frozen=True, slots=True)
class SheetReady(Outcome):
    """One printed sheet, of several when the class is large: cards, or letters to families."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    school: str
    pupils: tuple[Pupil, ...]
    part: int
    parts: int
    letters: bool = False
    teacher: str = ""
    date_words: str = ""


# Rosters


@dataclass(frozen=True, slots=True)
class RosterOffered(Outcome):
    """A document that nobody asked a teacher for: is it a roster, and of which of these classes?"""

    role: ClassVar[str] = "teacher"
    lines: tuple[ClassLine, ...]


@dataclass(frozen=True, slots=True)
class RosterAsked(Outcome):
    """Which files are taken; the next one, or a text, is read."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom


@dataclass(frozen=True, slots=True)
class RosterSent(Outcome):
    """A file to fetch: it is read beside the turn."""

    role: ClassVar[str] = "teacher"
    class_id: int
    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class RosterNotRead(Outcome):
    """A file that is not taken, and what to send instead; None: it could not be fetched or read."""

    role: ClassVar[str] = "teacher"
    class_id: int
    reason: Reason | None


class PointKind(StrEnum):
    """What a teacher should look at before an import."""

    RENAMED = "renamed"  # another spelling of somebody, probably
    DOUBTFUL = "doubtful"
    UNSURE = "unsure"  # one of several of a name, of whom the file has fewer
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at; `number` is the line of the file, `name` what was read there.

    `default`, what «Importer» does: of RENAMED, it is the same pupil (else another); of DOUBTFUL, the line is
    taken; of GONE, the pupil is set aside; of UNSURE, nothing. `changeable` by a button.
    """

    kind: PointKind
    number: int
    name: str
    default: bool
    changeable: bool = False
    doubts: tuple[Doubt, ...] = ()
    before: str = ""  # of RENAMED, the name until now
    here: int = 0  # of UNSURE, pupils of this name in the class, and in the file
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Preview(Outcome):
    """What an import would change; nothing is stored yet. `token` names this very preview."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    token: int
    new: int
    same: int
    renamed: int
    back: int
    gone: int
    doubtful: int
    points: tuple[Point, ...]
    page: int
    pages: int
    stay: bool  # those who are not in the file stay in the class
    known: int = 0  # pupils of the class now
    guessed: bool = False  # family and given names were told apart by guess
    group: str = ""  # the class of the file that is read, when it names several
    groups: tuple[tuple[str, int], ...] = ()
    other_class: str = ""  # the one class that the file names, when it is clearly not this one
    edit: bool = True

    @property
    def takes_or_leaves(self) -> bool:
        """True when a line of this page can be taken or left."""
        return any(each.changeable and each.kind is PointKind.DOUBTFUL for each in self.points)


@dataclass(frozen=True, slots=True)
class PreviewGone(Outcome):
    """A preview that is no longer there: nothing was stored of it.

    Of an old button, or just `cancelled`; `late`: the file was read when something else was awaited.
    """

    role: ClassVar[str] = "teacher"
    class_id: int
    cancelled: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class RosterImported(Outcome):
    """What an import did."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    added: int
    renamed: int
    back: int
    aside: int
    pupils: int


# Requests


@dataclass(frozen=True, slots=True)
class RequestShown(Outcome):
    """Somebody asks to join; `came`: just now, the teacher is told."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    request: JoinRequest
    came: bool = False


@dataclass(frozen=True, slots=True)
class RequestsShown(Outcome):
    """A page of those who ask to join."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    requests: tuple[JoinRequest, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class RequestNames(Outcome):
    """The names nobody has joined under yet, to give one of them to who asks."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    request: JoinRequest
    pupils: tuple[Pupil, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class RequestSettled(Outcome):
    """What became of a request; `name` is the pupil's, '' when it was refused or settled before."""

    role: ClassVar[str] = "teacher"
    classroom: Classroom
    name: str = ""
    before: bool = False
