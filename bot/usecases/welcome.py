"""First steps: who somebody is, and what they can work on; asked one at a time, changed in the settings."""

from dataclasses import replace

from bot.store import people
from bot.store.people import Person
from bot.usecases import competences
from bot.usecases.grades import written_grade
from bot.usecases.guardians.outcomes import FamilyHelp
from bot.usecases.outcomes import Hello, Outcome, Page, RoleChosen, SettingsShown, Welcome
from bot.usecases.turn import Turn


def next_step(turn: Turn, first_time: bool = False, edit: bool = True) -> list[Outcome]:
    """The first question not answered yet, or the home menu; in place of a tapped menu when `edit`."""
    person = turn.person
    if person.role is None:
        return [Welcome("role", first_time)]
    if person.role == "pupil" and person.under_15 is None:
        return [Welcome("age", first_time)]
    if person.device is None:
        return [Welcome("device", first_time)]
    if person.role == "pupil" and person.grade is None:
        return [Welcome("grade", first_time)]
    return competences.home(turn, edit=edit, first_time=first_time)


def instead_of_a_tap(turn: Turn, text: str = "") -> list[Outcome]:
    """Something sent where a tap is awaited: the class that is asked, or else the question again."""
    asked = next_step(turn, first_time=turn.newcomer)
    question = next((each.question for each in asked if isinstance(each, Welcome)), None)
    if question == "grade" and (grade := written_grade(text)):
        return choose_grade(turn, grade)
    if turn.newcomer:
        return asked
    return [replace(each, hint=True) if isinstance(each, Welcome) else each for each in asked]


def choose_role(turn: Turn, role: people.Role) -> list[Outcome]:
    """Pupil, guardian or teacher: words and menus follow; it gives no right to see anything."""
    return [RoleChosen(role), *_after(turn, _in_role(turn, role))]


def _in_role(turn: Turn, role: people.Role) -> Person:
    """The person as this; a guardian comes for a child, and says what device it is in the settings only."""
    people.set_role(turn.tx, turn.person, role)
    if role != "guardian" or turn.person.device is not None:
        return replace(turn.person, role=role)
    people.set_device(turn.tx, turn.person, "phone")
    return replace(turn.person, role=role, device="phone")


def arrived_by_link(turn: Turn, role: people.Role, grade: people.Grade | None = None) -> list[Outcome]:
    """The next step of who comes by a link, or a code, made for pupils, parents or teachers.

    It says who they are, if they have not, and maybe a pupil's class. What it leads to follows at once when
    no question is left.
    """
    fresh = turn.person.role is None
    known = _in_role(turn, role) if fresh else turn.person
    if grade is not None and known.role == "pupil" and known.grade is None:
        people.set_grade(turn.tx, turn.person, grade)
        known = replace(known, grade=grade)
    chosen: list[Outcome] = [RoleChosen(role)] if fresh else []
    if known.settled:
        return [*chosen, Hello()] if fresh else []
    return [*chosen, *next_step(replace(turn, person=known), first_time=fresh)]


def say_age(turn: Turn, under_15: bool) -> list[Outcome]:
    people.set_under_15(turn.tx, turn.person, under_15)
    return _after(turn, replace(turn.person, under_15=int(under_15)))


def choose_device(turn: Turn, device: people.Device) -> list[Outcome]:
    """«Sur quoi peux-tu travailler ?»: decides which challenges can come."""
    people.set_device(turn.tx, turn.person, device)
    return _after(turn, replace(turn.person, device=device))


def choose_grade(turn: Turn, grade: people.Grade) -> list[Outcome]:
    """«Tu es en quelle classe ?»: the first question of a competence is nearer to what the pupil can do."""
    people.set_grade(turn.tx, turn.person, grade)
    return _after(turn, replace(turn.person, grade=grade))


def _after(turn: Turn, changed: Person) -> list[Outcome]:
    """On the way in, the next question; once settled, the settings again."""
    now = replace(turn, person=changed)
    both = turn.person.settled and changed.settled
    return settings(now) if both else next_step(now, first_time=not turn.person.settled)


def help_page(turn: Turn) -> list[Outcome]:
    """How it works; for guardians, how letters do."""
    return [FamilyHelp() if turn.person.role == "guardian" else Page("help")]


def settings(turn: Turn) -> list[Outcome]:
    person = turn.person
    pupil = person.role == "pupil"
    under_15 = None if person.under_15 is None or not pupil else bool(person.under_15)
    grade = person.grade if pupil else None
    return [SettingsShown(person.role or "pupil", person.device or "phone", under_15, grade)]
