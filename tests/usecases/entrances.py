"""The door of a sitting in tests: who comes in, and the invigilator who lets them."""

from functools import partial

from bot.content.framework import COMPETENCES
from bot.store import sittings
from bot.store.base import Tx
from bot.store.sittings import Candidate, RuleSet
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases import states
from bot.usecases.practice_state import Practice
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import person_id
from tests.usecases.sittings import Room, announced


def opened(desk: Desk, pupils: int = 2, *, rules: RuleSet = "adaptive", certifiable: bool = True) -> Room:
    """A sitting that begins in ten minutes; its candidates may sit for it unless said otherwise."""
    room = announced(desk, pupils, rules=rules, days=1)
    if certifiable:
        for phone in room.pupils:
            has_levels(phone)
    room.comes_to_the_hour()
    return room


def has_levels(phone: Phone, many: int = 5) -> None:
    """Level 1 in so many competences."""
    at = to_ms(phone.desk.clock.now())
    for code in list(COMPETENCES)[:many]:
        state = Practice(code, level=1, pix=8.0, announced=1, last_at=at)
        phone.desk.turn(partial(_save, phone=phone, state=state))


def _save(tx: Tx, phone: Phone, state: Practice) -> None:
    states.save(phone.turn(tx), state)


def enters(phone: Phone, room: Room) -> str:
    """By the access code, and «Oui, c'est moi»; what is read then."""
    phone.writes(room.sitting.code)
    return plain(phone.taps(phone.button("sd_me")))


def waits(phone: Phone, room: Room) -> str:
    """The same, and the rules are accepted."""
    enters(phone, room)
    return plain(phone.taps(phone.button("sd_accept")))


def lets_begin(room: Room, candidate: Candidate) -> None:
    """The organiser sees somebody, and lets them begin."""
    room.teacher.taps(pack("sb_see", candidate.id, 1))
    room.teacher.taps(pack("sb_allow", candidate.id, 1))


def begins(phone: Phone, room: Room) -> str:
    """All the way to the first question."""
    waits(phone, room)
    lets_begin(room, sitting_with(phone, room))
    return plain(phone.taps(pack("sd_start", sitting_with(phone, room).id)))


def asks_to_enter(phone: Phone, room: Room, name: str) -> str:
    """By the access code and a name, with a phone that is not that pupil's."""
    phone.writes(room.sitting.code)
    phone.writes(name)
    return plain(phone.taps(phone.button("sd_me")))


def lets_in(room: Room, phone: Phone, action: str = "sb_let") -> str:
    """The organiser decides on a phone; what they read then."""
    asked = [each.candidate_id for each in requests(room) if each.person_id == person_id(phone)]
    return room_says(room, pack(action, room.sitting_id, person_id(phone), *(asked or [0])))


def room_says(room: Room, data: str) -> str:
    return plain(room.teacher.taps(data))


def reached(phone: Phone) -> str:
    """What others' turns told this phone since the last time; it is seen."""
    found = [each for each in phone.desk.elsewhere if each.chat_id == phone.chat_id]
    phone.desk.elsewhere = [each for each in phone.desk.elsewhere if each.chat_id != phone.chat_id]
    for each in found:
        phone.sees(list(each.calls))
    return "\n".join(plain(list(each.calls)) for each in found)


def sitting_with(phone: Phone, room: Room) -> Candidate:
    """The candidate who sits with this phone."""
    return next(each for each in room.candidates() if each.person_id == person_id(phone))


def change(room: Room, **columns: int | None) -> None:
    """What somebody does to the sitting in the database."""
    said = ", ".join(f"{name} = {'null' if value is None else value}" for name, value in columns.items())
    room.desk.sql(f"update sitting set {said} where id = {room.sitting_id}")  # noqa: S608  # names and numbers of tests


def requests(room: Room) -> list[sittings.EntryRequest]:
    return room.desk.turn(lambda tx: sittings.entry_requests(tx, room.sitting_id))
