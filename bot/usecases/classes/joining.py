"""Coming into a class: by a personal link, or by the class code and a name of its list."""

from dataclasses import replace
from typing import cast

from bot.errors import BadButton, NotAllowed
from bot.store import campaigns, classes, codes, participation, people, schools, sittings
from bot.store.base import Tx
from bot.store.classes import Classroom, Pupil
from bot.store.codes import Code
from bot.store.people import Grade, Person
from bot.store.times import from_ms
from bot.usecases import asking, rights
from bot.usecases.classes import listing, newcomers, pupils
from bot.usecases.classes.names import short_names
from bot.usecases.classes.outcomes_joining import (
    Closed,
    IsItYou,
    JoinClosed,
    Joined,
    LinksWait,
    NamesShown,
    OwnNameAsked,
    RequestSent,
)
from bot.usecases.codes import Link, led_nowhere, read_link, wait_ms
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.participation import landing, mine, standing
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn


def follow(turn: Turn, token: str) -> list[Outcome]:
    """Somebody opened a pupil's personal link: is it theirs? A teacher who tries it sees the pupil."""
    found = _of_link(turn, token)
    if not isinstance(found, Pupil):
        return found
    classroom = classroom_of(turn, found.class_id)
    if _teaches(turn, classroom.id):
        return pupils.show(turn, found.id)
    refusal = _refusal(turn, found, classroom)
    if refusal is not None:
        return [refusal]
    return [IsItYou(found.name, classroom.name, _school_name(turn, classroom), token=token)]


def confirm(turn: Turn, token: str) -> list[Outcome]:
    """«Oui, c'est moi» under a personal link."""
    found = _of_link(turn, token)
    return join(turn, found) if isinstance(found, Pupil) else found


def grade_of(turn: Turn, token: str) -> Grade | None:
    """The level of the class that a personal link leads to; None when it leads nowhere, or one must wait.

    Following the link after the first questions counts a wrong one: it is not counted twice.
    """
    if wait_ms(turn):
        return None
    link = read_link(token)
    pupil = classes.pupil_of_link(turn.tx, link.selector)
    if pupil is None or not Link(pupil.selector, pupil.secret).opens(link.secret):
        return None
    return cast(Grade, classroom_of(turn, pupil.class_id).level)


def not_me(_turn: Turn) -> list[Outcome]:
    """The link is somebody else's: nothing is kept of it."""
    return [JoinClosed(Closed.NOT_ME)]


def _of_link(turn: Turn, token: str) -> Pupil | list[Outcome]:
    wait = wait_ms(turn)
    if wait:
        return [LinksWait(wait)]
    link = read_link(token)
    pupil = classes.pupil_of_link(turn.tx, link.selector)
    if pupil is None or not Link(pupil.selector, pupil.secret).opens(link.secret):
        led_nowhere(turn)
        return [JoinClosed(Closed.UNKNOWN)]
    return pupil


# By the class code, or that of a campaign for the class


def by_class(turn: Turn, class_id: int, page: int = 0, campaign_code: str = "") -> list[Outcome]:
    """The names to choose from; a teacher of the class comes to its page. The code was right."""
    classroom = classes.find(turn.tx, class_id)
    if classroom is None or classroom.archived_at is not None:
        return [JoinClosed(Closed.ARCHIVED, classroom.name if classroom else "")]
    if _teaches(turn, class_id):
        return listing.show(turn, class_id)
    own = classes.pupil_of(turn.tx, class_id, turn.person.id)
    if own is not None:
        return _and_on(turn, campaign_code, join(turn, own))
    asked = classes.request(turn.tx, class_id, turn.person.id)
    if asked is not None:
        return [RequestSent(asked.name, classroom.name, again=True)]
    names = free_names(turn, class_id)
    if not names:
        return ask_own_name(turn, classroom, campaign_code)
    shown, page, pages = page_of(names, page)
    school = _school_name(turn, classroom)
    code, which = _door(classroom, campaign_code)
    return [NamesShown(code, classroom.name, school, shown, page, pages, which)]


def _door(classroom: Classroom, campaign_code: str) -> tuple[str, int | None]:
    """The code that brought somebody, and which of its classes they chose when it is a campaign's."""
    return (campaign_code, classroom.id) if campaign_code else (classroom.code, None)


def _teaches(turn: Turn, class_id: int) -> bool:
    try:
        rights.classroom(turn, class_id)
    except NotAllowed:
        return False
    return True


def free_names(turn: Turn, class_id: int) -> list[tuple[int, str]]:
    """Nobody's full name is told to who only knows the code; who sat a certification has their own link."""
    here = [each for each in classes.pupils(turn.tx, class_id) if each.set_aside_at is None]
    short, sat = short_names(here), sittings.sat_by_others(turn.tx, class_id, turn.person.id)
    free = (each for each in here if each.person_id is None and each.id not in sat)
    return sorted(((each.id, short[each.id]) for each in free), key=lambda each: each[1])


def names(turn: Turn, code: str, page: int, class_id: int | None = None) -> list[Outcome]:
    """A page of the names; `class_id` for a campaign's code."""
    return by_class(turn, class_of(turn, code, class_id).id, page, code if class_id is not None else "")


def pick(turn: Turn, code: str, pupil_id: int) -> list[Outcome]:
    """A name of the list: is it really theirs?"""
    classroom, pupil = _pupil_of(turn, code, pupil_id)
    refusal = _refusal(turn, pupil, classroom)
    if refusal is not None:
        return [refusal]
    here = [each for each in classes.pupils(turn.tx, classroom.id) if each.set_aside_at is None]
    name, school = short_names(here)[pupil_id], _school_name(turn, classroom)
    which = None if code == classroom.code else classroom.id
    return [IsItYou(name, classroom.name, school, code=code, pupil_id=pupil_id, class_id=which)]


def take(turn: Turn, code: str, pupil_id: int) -> list[Outcome]:
    """«Oui, c'est moi» under a name of the list."""
    classroom, pupil = _pupil_of(turn, code, pupil_id)
    return _and_on(turn, "" if code == classroom.code else code, join(turn, pupil))


def _and_on(turn: Turn, campaign_code: str, outcomes: list[Outcome]) -> list[Outcome]:
    """Straight to the campaign whose code brought them into the class."""
    campaign = campaigns.of_code(turn.tx, campaign_code) if campaign_code else None
    joined = outcomes[0]
    if campaign is None or not isinstance(joined, Joined):
        return outcomes
    if len(outcomes) > 1:  # first questions come before it
        people.set_came_for(turn.tx, turn.person, campaign_code)
        return [replace(joined, onward=True), *outcomes[1:]]
    return [replace(joined, onward=True), *landing.page(turn, standing.of(turn, campaign), campaign_code)]


def not_listed(turn: Turn, code: str, class_id: int | None = None) -> list[Outcome]:
    """«Je ne me trouve pas»: the name is asked for."""
    classroom = class_of(turn, code, class_id)
    if classroom.archived_at is not None:
        return [JoinClosed(Closed.ARCHIVED, classroom.name)]
    return ask_own_name(turn, classroom, "" if class_id is None else code)


def ask_own_name(turn: Turn, classroom: Classroom, campaign_code: str = "") -> list[Outcome]:
    """Await the name of somebody who is not in the list."""
    asking.ask(turn, "k_request", class_id=classroom.id)
    code, which = _door(classroom, campaign_code)
    return [OwnNameAsked(code, classroom.name, bool(free_names(turn, classroom.id)), class_id=which)]


def class_of(turn: Turn, code: str, class_id: int | None = None) -> Classroom:
    """The class of a code in a button, which whoever taps must know: another is a wrong try.

    `class_id` chooses among the classes of a campaign. Raises BadButton.
    """
    found = [each for each in _behind(turn, code) if class_id is None or each.id == class_id]
    if len(found) != 1:
        raise BadButton("no such class behind this code")
    return found[0]


def _behind(turn: Turn, code: str) -> list[Classroom]:
    """The classes that a code in a button opens. Raises BadButton, and counts a wrong try."""
    if not wait_ms(turn):
        found = codes.find(turn.tx, code)
        rooms = None if found is None else rooms_of(turn, found)
        if rooms is not None:
            return rooms
        led_nowhere(turn)
    raise BadButton("no class has this code")


def rooms_of(turn: Turn, found: Code) -> list[Classroom] | None:
    """The classes that a code opens: a campaign's are those that still run; None for one that is a draft.

    A campaign open to all opens none: its code is told to anybody, and names of pupils are not.
    """
    if found.kind == "class":
        return [classroom_of(turn, found.about)]
    campaign = campaigns.find(turn.tx, found.about)
    if campaign is None or campaign.published_at is None:
        return None
    if campaign.open_to_all:
        return []
    return [each for each in campaigns.classes_of(turn.tx, campaign.id) if each.archived_at is None]


def _pupil_of(turn: Turn, code: str, pupil_id: int) -> tuple[Classroom, Pupil]:
    rooms = {each.id: each for each in _behind(turn, code)}
    pupil = classes.pupil(turn.tx, pupil_id)
    if pupil is None or pupil.class_id not in rooms:
        raise BadButton("no pupil of this class")
    if pupil_id in sittings.sat_by_others(turn.tx, pupil.class_id, turn.person.id):
        raise BadButton("what was done under this name is somebody else's")
    return rooms[pupil.class_id], pupil


# Either way


def join(turn: Turn, pupil: Pupil) -> list[Outcome]:
    """Put the person under this name, unless something is in the way; what they did before is kept."""
    classroom = classroom_of(turn, pupil.class_id)
    if _teaches(turn, classroom.id):
        return pupils.show(turn, pupil.id)
    refusal = _refusal(turn, pupil, classroom)
    if refusal is not None:
        return [refusal]
    if not put_under(turn.tx, turn.person, pupil, classroom, turn.now_ms):
        return [JoinClosed(Closed.TAKEN, classroom.name)]
    awaited = asking.awaited(turn)
    if awaited is not None and awaited.kind == "k_request":
        asking.answered(turn)
    joined = Joined(pupil.name, classroom.name, campaigns=mine.to_do(turn))
    now = newcomers.as_pupil(turn.tx, people.find(turn.tx, turn.person.id) or turn.person)
    return [joined, *newcomers.first_steps(turn, turn.person, now)]


def put_under(tx: Tx, person: Person, pupil: Pupil, classroom: Classroom, now_ms: int) -> bool:
    """The roster line is this person's from now on; False when it is somebody else's, or set aside."""
    if not classes.link(tx, pupil.id, person.id, now_ms):
        return False
    classes.drop_request(tx, classroom.id, person.id)
    classes.remove_guardian(tx, pupil.id, person.id)
    participation.keep(tx, person.id, classroom.id, pupil.id, pupil.name)
    classes.unlink_set_aside(tx, classroom.id, person.id)
    planning.joined(tx, pupil, person.id, from_ms(now_ms))
    level = next((each for each in listing.LEVELS if each == classroom.level), None)
    if level is not None and person.grade in {None, "unsaid"}:
        people.set_grade(tx, person, level)
    return True


def _refusal(turn: Turn, pupil: Pupil, classroom: Classroom) -> JoinClosed | Joined | None:
    """Why the person can't be this pupil; or that they are."""
    if classroom.archived_at is not None:
        return JoinClosed(Closed.ARCHIVED, classroom.name)
    if pupil.set_aside_at is not None:
        return JoinClosed(Closed.ASIDE, classroom.name)
    if pupil.person_id == turn.person.id:
        return Joined(pupil.name, classroom.name, again=True, campaigns=mine.to_do(turn))
    if pupil.person_id is not None:
        return JoinClosed(Closed.TAKEN, classroom.name)
    own = classes.pupil_of(turn.tx, classroom.id, turn.person.id)
    if own is not None:
        return JoinClosed(Closed.OTHER_NAME, classroom.name, own.name)
    return None


def classroom_of(turn: Turn, class_id: int) -> Classroom:
    found = classes.find(turn.tx, class_id)
    if found is None:  # a pupil, or a code, goes with its class
        raise BadButton("no such class")
    return found


def _school_name(turn: Turn, classroom: Classroom) -> str:
    school = schools.find(turn.tx, classroom.school_id)
    return school.name if school else ""
