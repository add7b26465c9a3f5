"""The dialog that makes a sitting and corrects it: one field after the other, or any of them."""

from collections.abc import Callable
from dataclasses import replace

from bot.store import classes, sittings
from bot.store.sittings import RuleSet, Sitting
from bot.usecases import asking, rights
from bot.usecases.certification import candidates, moments, reading, team
from bot.usecases.certification.outcomes_prep import (
    ROOM_LIMIT,
    STEPS,
    Complaint,
    Field,
    Notice,
    RoomAsked,
    RulesAsked,
    SittingClassesAsked,
    Step,
)
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.schools.naming import cleaned
from bot.usecases.turn import Turn

ROOM = "sp_room"  # the kind of dialog
Take = Callable[[Sitting], list[Outcome]]
"""Takes an answer; gives what to show instead of going on, or nothing."""


def show(turn: Turn, sitting_id: int, *, edit: bool = False) -> list[Outcome]:
    """The page of a sitting for who has a role in it; with its fields to who may `edit` them."""
    sitting = rights.sitting(turn, sitting_id, "organiser", "invigilator", "results")
    asking.answered(turn)
    return reading.shown(turn, sitting, editing=edit)


def ask(turn: Turn, field: Field, step: Step) -> list[Outcome]:
    """The screen of one field."""
    return editing(turn, step, lambda sitting: _screen(turn, sitting, field, step))


def take(turn: Turn, field: Field, step: Step, answer: Take) -> list[Outcome]:
    """Take the answer to a field, and go on; invigilators are told of another date or room."""
    before = reading.to_lead(turn, step.sitting)
    if shown := editing(turn, step, answer):
        return shown
    after = reading.to_lead(turn, step.sitting)
    moved = (before.starts_at, before.room) != (after.starts_at, after.room)
    if not moved or after.announced_at is None:
        return go_on(turn, field, step)
    asking.answered(turn)
    return [*reading.shown(turn, after, Notice.MOVED), *team.told(turn, after)]


def go_on(turn: Turn, field: Field, step: Step) -> list[Outcome]:
    """What comes after a field, answered or not: the next one, or the sitting's page."""
    if step.guided and field is not STEPS[-1]:
        return ask(turn, STEPS[STEPS.index(field) + 1], step)
    asking.answered(turn)
    sitting = reading.to_lead(turn, step.sitting)
    notice = None if sitting.announced_at is None else Notice.SAVED
    return reading.shown(turn, sitting, notice)


def editing(turn: Turn, step: Step, act: Take) -> list[Outcome]:
    """Let the organiser act on a sitting that can still change. Raises NotAllowed."""
    sitting = reading.to_change(turn, step.sitting)
    if reading.settled(turn, sitting):
        asking.answered(turn)
        return reading.shown(turn, sitting, Notice.BEGUN)
    return act(sitting)


def _screen(turn: Turn, sitting: Sitting, field: Field, step: Step) -> list[Outcome]:
    if field is Field.DATE:
        return moments.ask(turn, sitting, step)
    if field is Field.ROOM:
        return ask_room(turn, sitting, step)
    asking.answered(turn)
    if field is Field.CLASSES:
        return ask_classes(turn, sitting, step)
    return [RulesAsked(step, sitting.rules)]


# Rules


def set_rules(turn: Turn, sitting: Sitting, rules: RuleSet) -> list[Outcome]:
    """By profile, or adaptive; who has accepted other rules reads these before they begin."""
    reading.change(turn, sitting, rules=rules)
    accepted = [each for each in sittings.candidates(turn.tx, sitting.id) if each.accepted_at is not None]
    for each in sorted(accepted, key=lambda each: each.id) if rules != sitting.rules else ():
        found = sittings.locked_candidate(turn.tx, each.id) or each
        sittings.save_candidate(turn.tx, replace(found, accepted_at=None, authorised_at=None))
    return []


# Classes


def ask_classes(
    turn: Turn, sitting: Sitting, step: Step, page: int = 0, notice: Notice | None = None
) -> list[Outcome]:
    """A page of the classes that can be chosen: the teacher's, and those that are chosen already."""
    chosen = {each.id: each.name for each in sittings.classes_of(turn.tx, sitting.id)}
    names = chosen | _offered(turn, sitting)
    listed = sorted(
        ((id_, name, id_ in chosen) for id_, name in names.items()), key=lambda each: each[1:2] + each[:1]
    )
    lines, page, pages = page_of(listed, page)
    count = len(sittings.candidates(turn.tx, sitting.id))
    return [SittingClassesAsked(step, lines, count, page, pages, notice)]


def _offered(turn: Turn, sitting: Sitting) -> dict[int, str]:
    member = rights.member_of(turn, sitting.school_id)
    if member.role == "admin":
        lines = classes.of_school(turn.tx, sitting.school_id)
    else:
        lines = classes.of_teacher(turn.tx, sitting.school_id, turn.person.id)
    return {each.id: each.name for each in lines}


def set_class(turn: Turn, sitting: Sitting, step: Step, class_id: int, on: bool, page: int) -> list[Outcome]:
    """Choose a class, or no more: its pupils are candidates, or no more; the page is shown again."""
    if on:
        room = rights.classroom(turn, class_id)
        if room.school_id != sitting.school_id or room.archived_at is not None:
            return [Said(Note.NOT_ALLOWED)]
        sittings.put_class(turn.tx, sitting.id, class_id)
    elif notice := _kept(turn, sitting, class_id):
        return ask_classes(turn, sitting, step, page, notice)
    else:
        sittings.drop_class(turn.tx, sitting.id, class_id)
    candidates.refresh(turn.tx, sitting.id, turn.now)
    return ask_classes(turn, sitting, step, page)


def _kept(turn: Turn, sitting: Sitting, class_id: int) -> Notice | None:
    """Why a class can't be taken away, if so: somebody of it is in the room, or nobody would be left."""
    everybody = sittings.candidates(turn.tx, sitting.id)
    if any(each.class_id == class_id and reading.is_in(each) for each in everybody):
        return Notice.NOT_OUT
    others = [each for each in everybody if each.class_id != class_id]
    return Notice.NEEDS_CANDIDATE if sitting.announced_at is not None and not others else None


# Room


def ask_room(turn: Turn, sitting: Sitting, step: Step, complaint: Complaint | None = None) -> list[Outcome]:
    """The next text is the room."""
    asking.ask(turn, ROOM, sitting=sitting.id, guided=step.guided)
    return [RoomAsked(step, sitting.room, complaint)]


def take_room(turn: Turn, sitting: Sitting, step: Step, text: str) -> list[Outcome]:
    """It was written; what is wrong with it, if so."""
    room = cleaned(text)
    if not room or len(room) > ROOM_LIMIT:
        return ask_room(turn, sitting, step, Complaint.LONG if room else Complaint.EMPTY)
    reading.change(turn, sitting, room=room)
    return []
