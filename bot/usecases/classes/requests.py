"""Who came by the class code and is not in the list asks a teacher of the class."""

from dataclasses import replace

from bot import rosters
from bot.store import classes, people
from bot.store.classes import Classroom, JoinRequest, Pupil
from bot.store.dialogs import Dialog
from bot.store.people import Person
from bot.usecases import asking, rights
from bot.usecases.certification import candidates
from bot.usecases.classes import joining, newcomers, pupils
from bot.usecases.classes.names import read_name, read_pupil
from bot.usecases.classes.outcomes import RequestNames, RequestSettled, RequestShown, RequestsShown
from bot.usecases.classes.outcomes_joining import Closed, JoinClosed, Joined, OwnNameAsked, RequestSent
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.participation import mine
from bot.usecases.turn import Turn


def asked(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The name of who is not in the list: the teachers of the class are told, once."""
    classroom = joining.classroom_of(turn, int(dialog.about["class_id"]))
    name = read_name(text)
    if name is None or not any(each.isalpha() for each in name):
        has_list = bool(joining.free_names(turn, classroom.id))
        return [OwnNameAsked(classroom.code, classroom.name, has_list, refused=True)]
    asking.answered(turn)
    own = classes.pupil_of(turn.tx, classroom.id, turn.person.id)
    if classroom.archived_at is not None or own is not None:
        return joining.by_class(turn, classroom.id)
    if not classes.ask_to_join(turn.tx, classroom.id, turn.person.id, name, turn.now_ms):
        return joining.by_class(turn, classroom.id)
    request = JoinRequest(turn.person.id, classroom.id, name, turn.now_ms, turn.person.chat_id)
    told = classes.teachers(turn.tx, classroom.id) or classes.admins(turn.tx, classroom.id)
    shown = (RequestShown(classroom, request, came=True),)
    return [
        RequestSent(name, classroom.name),
        *(Elsewhere(each.chat_id, shown, adult=True, kind="join_request") for each in told),
    ]


def listed(turn: Turn, class_id: int, page: int = 0) -> list[Outcome]:
    """Who waits to join a class."""
    classroom = rights.classroom(turn, class_id)
    shown, page, pages = page_of(classes.requests(turn.tx, class_id), page)
    return [RequestsShown(classroom, shown, page, pages)]


def show(turn: Turn, class_id: int, person_id: int) -> list[Outcome]:
    """One of them."""
    classroom = rights.classroom(turn, class_id)
    request = classes.request(turn.tx, class_id, person_id)
    if request is None:
        return [RequestSettled(classroom, before=True)]
    return [RequestShown(classroom, request)]


def accept(turn: Turn, class_id: int, person_id: int) -> list[Outcome]:
    """Under the line of this name that is free or was theirs, or a new one."""
    classroom = rights.classroom(turn, class_id)
    taken = _taken(turn, class_id, person_id)
    if taken is None:
        return [RequestSettled(classroom, before=True)]
    request, person = taken
    family, given = read_pupil(request.name) or ("", request.name)
    pupil = _line_of(turn, classroom, person, family, given) or pupils.add(turn, class_id, family, given)
    return _settle(turn, classroom, request, person, pupil)


def _taken(turn: Turn, class_id: int, person_id: int) -> tuple[JoinRequest, Person] | None:
    """A request and who made it, whose own turns wait: nobody else answers it from now on."""
    request = classes.request(turn.tx, class_id, person_id)
    person = people.person_of_chat(turn.tx, request.chat_id) if request is not None else None
    if request is None or person is None or not classes.drop_request(turn.tx, class_id, person_id):
        return None
    return request, person


def _line_of(turn: Turn, classroom: Classroom, person: Person, family: str, given: str) -> Pupil | None:
    """Somebody who left and asks again is back, under the line that was theirs."""
    key = rosters.key(family, given)
    for each in classes.pupils(turn.tx, classroom.id):
        if each.person_id in {None, person.id} and each.key == key:
            if each.set_aside_at is not None:
                classes.set_aside(turn.tx, each.id, None)
                classes.unlink(turn.tx, each.id)
                candidates.of_class_changed(turn.tx, classroom.id, turn.now)
            return each
    return None


def names(turn: Turn, class_id: int, person_id: int, page: int = 0) -> list[Outcome]:
    """The lines that nobody has joined under, when the name that was written is not that of the roster."""
    classroom = rights.classroom(turn, class_id)
    request = classes.request(turn.tx, class_id, person_id)
    if request is None:
        return [RequestSettled(classroom, before=True)]
    everybody = classes.pupils(turn.tx, class_id)
    free = [each for each in everybody if each.person_id is None and each.set_aside_at is None]
    shown, page, pages = page_of(free, page)
    return [RequestNames(classroom, request, shown, page, pages)]


def give(turn: Turn, class_id: int, person_id: int, pupil_id: int) -> list[Outcome]:
    """Who asks is this pupil of the list."""
    classroom, pupil = pupils.allowed(turn, pupil_id)
    taken = _taken(turn, class_id, person_id) if pupil.class_id == class_id else None
    if taken is None:
        return [RequestSettled(classroom, before=True)]
    return _settle(turn, classroom, *taken, pupil)


def _settle(
    turn: Turn, classroom: Classroom, request: JoinRequest, person: Person, pupil: Pupil
) -> list[Outcome]:
    if not joining.put_under(turn.tx, person, pupil, classroom, turn.now_ms):  # somebody was quicker
        classes.ask_to_join(turn.tx, classroom.id, person.id, request.name, request.asked_at)
        return names(turn, classroom.id, person.id)
    to_do = mine.to_do(replace(turn, person=person))
    now = newcomers.as_pupil(turn.tx, people.find(turn.tx, person.id) or person)
    first = newcomers.first_steps(turn, person, now)
    welcome = (Joined(pupil.name, classroom.name, edit=False, campaigns=to_do), *first)
    return [
        RequestSettled(classroom, pupil.name),
        Elsewhere(person.chat_id, welcome, adult=now.role != "pupil", kind="join_accepted"),
    ]


def refuse(turn: Turn, class_id: int, person_id: int) -> list[Outcome]:
    """Not a pupil of this class: they are told kindly."""
    classroom = rights.classroom(turn, class_id)
    taken = _taken(turn, class_id, person_id)
    if taken is None:
        return [RequestSettled(classroom, before=True)]
    _, person = taken
    told = (JoinClosed(Closed.REFUSED, classroom.name, edit=False),)
    return [
        RequestSettled(classroom),
        Elsewhere(person.chat_id, told, adult=person.role != "pupil", kind="join_refused"),
    ]
