"""Classes, and the lines of their rosters."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class of a school; `level` is a grade, `code` what pupils type to join it."""

    id: int
    school_id: int
    name: str
    level: str
    code: str
    created_at: int
    archived_at: int | None


@dataclass(frozen=True, slots=True)
class Pupil:
    """A line of a roster; `person_id` is None until somebody has joined under this name.

    `selector` and `secret` make the pupil's own link, `guardian_…` the family's: see `usecases.links`.
    """

    class_id: int
    id: int
    family_name: str
    given_name: str
    key: str
    person_id: int | None
    joined_at: int | None
    selector: str
    secret: str
    guardian_selector: str
    guardian_secret: str
    added_at: int
    set_aside_at: int | None

    @property
    def name(self) -> str:
        """As everybody reads it: «Léa Martin»."""
        return f"{self.given_name} {self.family_name}".strip()


def find(tx: Tx, class_id: int) -> Classroom | None:
    return tx.one("classroom", Classroom, id=class_id)


def is_teacher(tx: Tx, person_id: int, class_id: int) -> bool:
    """True when the class is one of this teacher's."""
    return tx.one("teaches_class", int, person_id=person_id, class_id=class_id) is not None


def pupil(tx: Tx, pupil_id: int) -> Pupil | None:
    return tx.one("pupil", Pupil, id=pupil_id)


def pupils_of_person(tx: Tx, person_id: int) -> list[Pupil]:
    """The roster lines under which somebody has joined classes; those set aside are left out."""
    return tx.all("pupils_of_person", Pupil, person_id=person_id)
