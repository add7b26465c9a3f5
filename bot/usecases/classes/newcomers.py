"""Who joins a class and was taken for a guardian: the family's QR code came first."""

from dataclasses import replace

from bot.store import guardians, people
from bot.store.base import Tx
from bot.store.people import Person
from bot.usecases import welcome
from bot.usecases.outcomes import Outcome, RoleChosen, Welcome
from bot.usecases.turn import Turn


def as_pupil(tx: Tx, person: Person) -> Person:
    """A guardian who follows nobody and joins a class is a pupil; the device was taken for granted."""
    if person.role != "guardian" or guardians.bonds_of(tx, person.id):
        return person
    people.set_role(tx, person, "pupil")
    device = person.device
    if person.under_15 is None:  # never asked what pupils are asked
        people.set_device(tx, person, device := None)
    return replace(person, role="pupil", device=device)


def first_steps(turn: Turn, before: Person, now: Person) -> list[Outcome]:
    """What follows a role that changed: the menu of commands, and the first question not answered yet."""
    if now.role == before.role:
        return []
    asked = [] if now.settled else welcome.next_step(replace(turn, person=now))
    questions = [replace(each, edit=False) for each in asked if isinstance(each, Welcome)]
    return [RoleChosen("pupil"), *questions]
