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


def lock(tx: Tx, class_id: int) -> None:
    """Whoever else locks the class waits until this turn ends: what it reads from now on stays true."""
    tx.one("lock_classroom", int, id=class_id)


def is_teacher(tx: Tx, person_id: int, class_id: int) -> bool:
    """True when the class is one of this teacher's."""
    return tx.one("teaches_class", int, person_id=person_id, class_id=class_id) is not None


def pupil(tx: Tx, pupil_id: int) -> Pupil | None:
    return tx.one("pupil", Pupil, id=pupil_id)


def pupils_of_person(tx: Tx, person_id: int) -> list[Pupil]:
    """The roster lines under which somebody has joined classes; those set aside are left out."""
    return tx.all("pupils_of_person", Pupil, person_id=person_id)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in a list: how many pupils, and how many of them have joined; those set aside do not count."""

    id: int
    name: str
    level: str
    pupils: int
    joined: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are on the roster, have joined, are set aside, and ask to join."""

    pupils: int
    joined: int
    aside: int
    requests: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the class's school; `name` as colleagues read it."""

    person_id: int
    chat_id: int
    name: str


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody who came by the class code and is not on the roster; `name` is what they wrote."""

    person_id: int
    class_id: int
    name: str
    asked_at: int
    chat_id: int


@dataclass(frozen=True, slots=True)
class Account:
    """Who has joined under a name: where to write to them, and how they are addressed."""

    chat_id: int
    role: str | None


def add(tx: Tx, classroom: Classroom, teacher_id: int) -> None:
    """A new class and its first teacher; its code is reserved already."""
    tx.run(
        "add_classroom",
        id=classroom.id,
        school_id=classroom.school_id,
        name=classroom.name,
        level=classroom.level,
        code=classroom.code,
        created_at=classroom.created_at,
    )
    add_teacher(tx, classroom.id, teacher_id, classroom.created_at)


def rename(tx: Tx, class_id: int, name: str) -> None:
    tx.run("rename_classroom", id=class_id, name=name)


def archive(tx: Tx, class_id: int, at_ms: int | None) -> None:
    """Put a class away at that moment, or take it out again (None)."""
    tx.run("archive_classroom", id=class_id, archived_at=at_ms)


def of_teacher(tx: Tx, school_id: int, person_id: int, *, archived: bool = False) -> list[ClassLine]:
    """The classes of one teacher in a school, by name."""
    return tx.all(
        "classes_of_teacher", ClassLine, school_id=school_id, person_id=person_id, archived=int(archived)
    )


def of_school(tx: Tx, school_id: int, *, archived: bool = False) -> list[ClassLine]:
    """Every class of a school, by name."""
    return tx.all("classes_of_school", ClassLine, school_id=school_id, archived=int(archived))


def counts(tx: Tx, class_id: int) -> Counts:
    return tx.one("class_counts", Counts, class_id=class_id) or Counts(0, 0, 0, 0)


def add_teacher(tx: Tx, class_id: int, person_id: int, now_ms: int) -> bool:
    """Share a class; False when it was shared already."""
    return tx.run("add_class_teacher", class_id=class_id, person_id=person_id, since=now_ms) == 1


def remove_teacher(tx: Tx, class_id: int, person_id: int) -> None:
    tx.run("remove_class_teacher", class_id=class_id, person_id=person_id)


def teachers(tx: Tx, class_id: int) -> list[Colleague]:
    """Who teaches a class now, the first one first; who left the school is left out."""
    return tx.all("teachers_of_class", Colleague, class_id=class_id)


def others(tx: Tx, class_id: int) -> list[Colleague]:
    """The members of the school who do not teach this class, by name."""
    return tx.all("others_for_class", Colleague, class_id=class_id)


def admins(tx: Tx, class_id: int) -> list[Colleague]:
    """The administrators of the class's school: whom to ask when nobody teaches it any more."""
    return tx.all("admins_for_class", Colleague, class_id=class_id)


def pupils(tx: Tx, class_id: int) -> list[Pupil]:
    """Every line of a roster in the order of names, those set aside among them."""
    return tx.all("pupils_of_class", Pupil, class_id=class_id)


def pupil_of(tx: Tx, class_id: int, person_id: int) -> Pupil | None:
    """The line under which somebody is in a class; one that was set aside does not count."""
    return tx.one("pupil_of_class_and_person", Pupil, class_id=class_id, person_id=person_id)


def pupil_of_link(tx: Tx, selector: str) -> Pupil | None:
    """The line of a personal link; its secret is still to be compared."""
    return tx.one("pupil_of_selector", Pupil, selector=selector)


def pupil_of_family_link(tx: Tx, selector: str) -> Pupil | None:
    """The line of a family's link, locked; its secret is still to be compared."""
    return tx.one("pupil_of_guardian_selector", Pupil, selector=selector)


def add_pupil(tx: Tx, pupil: Pupil) -> bool:
    """A new line; False when the class has one of this key."""
    changed = tx.run(
        "add_pupil",
        class_id=pupil.class_id,
        id=pupil.id,
        family_name=pupil.family_name,
        given_name=pupil.given_name,
        key=pupil.key,
        selector=pupil.selector,
        secret=pupil.secret,
        guardian_selector=pupil.guardian_selector,
        guardian_secret=pupil.guardian_secret,
        added_at=pupil.added_at,
    )
    return changed == 1


def rename_pupil(tx: Tx, pupil_id: int, family_name: str, given_name: str, key: str) -> None:
    """Another name; its key must be free in the class."""
    tx.run("rename_pupil", id=pupil_id, family_name=family_name, given_name=given_name, key=key)


def set_aside(tx: Tx, pupil_id: int, at_ms: int | None) -> None:
    """They left the class at that moment, or are back (None); nothing else changes."""
    tx.run("set_pupil_aside", id=pupil_id, set_aside_at=at_ms)


def link(tx: Tx, pupil_id: int, person_id: int, now_ms: int) -> bool:
    """Somebody joins under this name; False when another did, or it was set aside."""
    return tx.run("link_pupil", id=pupil_id, person_id=person_id, joined_at=now_ms) == 1


def account(tx: Tx, pupil_id: int) -> Account | None:
    """Who has joined under this name, if anybody."""
    return tx.one("account_of_pupil", Account, id=pupil_id)


def unlink(tx: Tx, pupil_id: int) -> None:
    tx.run("unlink_pupil", id=pupil_id)


def unlink_set_aside(tx: Tx, class_id: int, person_id: int) -> None:
    """Somebody who left a class has another line in it now."""
    tx.run("unlink_set_aside", class_id=class_id, person_id=person_id)


def ask_to_join(tx: Tx, class_id: int, person_id: int, name: str, now_ms: int) -> bool:
    """False when this person's request waits already."""
    return tx.run("put_join_request", class_id=class_id, person_id=person_id, name=name, asked_at=now_ms) == 1


def requests(tx: Tx, class_id: int) -> list[JoinRequest]:
    """Who asks to join, the first one first."""
    return tx.all("join_requests", JoinRequest, class_id=class_id)


def request(tx: Tx, class_id: int, person_id: int) -> JoinRequest | None:
    return tx.one("join_request", JoinRequest, class_id=class_id, person_id=person_id)


def drop_request(tx: Tx, class_id: int, person_id: int) -> bool:
    """False when there was none, or somebody else settled it."""
    return tx.run("drop_join_request", class_id=class_id, person_id=person_id) == 1


def add_guardian(tx: Tx, pupil_id: int, person_id: int, now_ms: int) -> None:
    tx.run("add_guardian", pupil_id=pupil_id, person_id=person_id, since=now_ms)


def remove_guardian(tx: Tx, pupil_id: int, person_id: int) -> bool:
    """False when they did not follow this pupil."""
    return tx.run("remove_guardian", pupil_id=pupil_id, person_id=person_id) == 1


def renew_family_link(tx: Tx, pupil_id: int, old_selector: str, selector: str, secret: str) -> bool:
    """The old link leads nowhere from now on; False when it was renewed already."""
    changed = tx.run(
        "renew_family_link", id=pupil_id, old_selector=old_selector, selector=selector, secret=secret
    )
    return changed == 1


def remove_guardians(tx: Tx, pupil_id: int) -> None:
    """Nobody follows this line by the family's link any more."""
    tx.run("remove_guardians_of_line", pupil_id=pupil_id)
