"""A teacher's classes: the list, one class, a new one, another name, put away, shared with colleagues."""

from typing import get_args

from bot.store import classes
from bot.store.classes import Classroom
from bot.store.dialogs import Dialog
from bot.store.people import Grade
from bot.usecases import asking, rights
from bot.usecases.broadcasts import coming
from bot.usecases.classes.names import read_name
from bot.usecases.classes.outcomes import (
    ArchiveAsked,
    ClassesShown,
    ClassNameAsked,
    ClassShown,
    ColleaguesShown,
    LevelAsked,
)
from bot.usecases.codes import new_code
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn

LEVEL = "k_level"  # the kind of dialog: buttons are expected
LEVELS = tuple(each for each in get_args(Grade) if each != "unsaid")


def listed(turn: Turn, page: int = 0, *, archived: bool = False) -> list[Outcome]:
    """The classes of the teacher in the school they chose; of the whole school for its administrators."""
    member = rights.member(turn)
    asking.answered(turn)
    whole = member.role == "admin"

    def lines(archived: bool) -> list[classes.ClassLine]:
        if whole:
            return classes.of_school(turn.tx, member.school_id, archived=archived)
        return classes.of_teacher(turn.tx, member.school_id, turn.person.id, archived=archived)

    shown, page, pages = page_of(lines(archived), page)
    has_archived = not archived and bool(lines(archived=True))
    return [ClassesShown(shown, page, pages, archived, has_archived, whole)]


def show(turn: Turn, class_id: int, *, created: bool = False, edit: bool = True) -> list[Outcome]:
    """One class."""
    classroom = rights.classroom(turn, class_id)
    names = tuple(each.name for each in classes.teachers(turn.tx, class_id))
    counts, waiting = classes.counts(turn.tx, class_id), coming.of_class(turn, class_id)
    return [ClassShown(classroom, counts, names, created, edit, waiting)]


# A new class


def new(turn: Turn, *, typed: bool = False) -> list[Outcome]:
    """Ask for the level of a new class; again to who `typed` something rather than tapping."""
    rights.member(turn)
    asking.ask(turn, LEVEL)
    return [LevelAsked(typed)]


def choose_level(turn: Turn, level: str) -> list[Outcome]:
    """Then for its name."""
    member = rights.member(turn)
    asking.ask(turn, "k_name", level=level, school_id=member.school_id)
    return [ClassNameAsked()]


def named(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The name of a new class: it is made, with its code, and its maker teaches it."""
    member = rights.member_of(turn, int(dialog.about["school_id"]))
    name = read_name(text)
    if name is None:
        return [ClassNameAsked(refused=True)]
    asking.answered(turn)
    id_ = turn.tx.new_id()
    code = new_code(turn.tx, "class", id_)
    made = Classroom(id_, member.school_id, name, dialog.about["level"], code, turn.now_ms, None)
    classes.add(turn.tx, made, turn.person.id)
    asking.ask(turn, "k_roster", class_id=id_)  # its list can be sent at once
    return show(turn, id_, created=True, edit=False)


# Another name


def ask_name(turn: Turn, class_id: int) -> list[Outcome]:
    rights.classroom(turn, class_id)
    asking.ask(turn, "k_rename", class_id=class_id)
    return [ClassNameAsked(class_id)]


def renamed(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """Another name for a class."""
    class_id = int(dialog.about["class_id"])
    rights.classroom(turn, class_id)
    name = read_name(text)
    if name is None:
        return [ClassNameAsked(class_id, refused=True)]
    asking.answered(turn)
    classes.rename(turn.tx, class_id, name)
    return show(turn, class_id, edit=False)


# Put away


def archive(turn: Turn, class_id: int, *, sure: bool) -> list[Outcome]:
    """Put a class away, once confirmed: nobody joins it any more, and nothing is erased."""
    classroom = rights.classroom(turn, class_id)
    if not sure:
        return [ArchiveAsked(classroom)]
    if classroom.archived_at is None:
        classes.archive(turn.tx, class_id, turn.now_ms)
    return show(turn, class_id)


def take_out(turn: Turn, class_id: int) -> list[Outcome]:
    """A class that was put away is used again."""
    rights.classroom(turn, class_id)
    classes.archive(turn.tx, class_id, None)
    planning.many_came(turn.tx, class_id, turn.now)
    return show(turn, class_id)


# Colleagues


def colleagues(turn: Turn, class_id: int, page: int = 0) -> list[Outcome]:
    """Who teaches the class, and with whom it can be shared."""
    classroom = rights.classroom(turn, class_id)
    others, page, pages = page_of(classes.others(turn.tx, class_id), page)
    teachers = tuple(classes.teachers(turn.tx, class_id))
    return [ColleaguesShown(classroom, teachers, others, page, pages)]


def share(turn: Turn, class_id: int, person_id: int) -> list[Outcome]:
    """A colleague of the same school teaches the class too."""
    rights.classroom(turn, class_id)
    if all(each.person_id != person_id for each in classes.others(turn.tx, class_id)):
        return colleagues(turn, class_id)
    classes.add_teacher(turn.tx, class_id, person_id, turn.now_ms)
    return colleagues(turn, class_id)


def unshare(turn: Turn, class_id: int, person_id: int) -> list[Outcome]:
    """A colleague, or oneself, teaches it no longer; somebody always does."""
    rights.classroom(turn, class_id)
    classes.lock(turn.tx, class_id)
    teachers = classes.teachers(turn.tx, class_id)
    others = [each for each in teachers if each.person_id != person_id]
    if others and len(others) < len(teachers):
        classes.remove_teacher(turn.tx, class_id, person_id)
    if person_id == turn.person.id and not classes.is_teacher(turn.tx, person_id, class_id):
        return listed(turn)
    return colleagues(turn, class_id)
