"""Another phone in a mock certification: asked for, let in or not, and the test that goes on there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import sittings
from bot.store.sittings import EntryRequest
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases import states
from bot.usecases.certification import seats
from bot.usecases.kinds import kind_of
from bot.usecases.practice_state import Question
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.entrances import (
    asks_to_enter,
    begins,
    change,
    enters,
    has_levels,
    lets_begin,
    lets_in,
    opened,
    reached,
    requests,
    sitting_with,
    waits,
)
from tests.usecases.schooling import person_id
from tests.usecases.sittings import Room

LEA = "Léa Martin00"


@pytest.fixture
def room(desk: Desk) -> Room:
    return opened(desk)


@pytest.fixture
def spare(desk: Desk) -> Phone:
    """A phone that somebody lends."""
    phone = Phone(desk)
    phone.settles()
    return phone


def takes_over(spare: Phone, room: Room, name: str = LEA) -> str:
    """All it takes to go on with another phone; what is read there."""
    asks_to_enter(spare, room, name)
    lets_in(room, spare)
    assert "Le surveillant te laisse entrer" in reached(spare)
    return plain(spare.taps(spare.button("sd_go")))


def test_a_lost_phone_is_replaced_in_the_middle_of_a_question(room: Room, spare: Phone) -> None:
    lea, key = room.pupils[0], seats.key(room.sitting)
    begins(lea, room)
    for _ in range(3):
        room.desk.clock.advance(timedelta(seconds=20))
        lea.taps(lea.about(key, "skip"))
    drafted = replace(_question(lea, key), draft=(0,))
    asked = replace(lea.state(key), question=drafted)
    room.desk.turn(lambda tx: states.save(lea.turn(tx), asked))
    before, state = room.candidate(lea), lea.state(key)
    room.desk.clock.advance(timedelta(seconds=30))
    said = takes_over(spare, room)
    assert "Question 4 / 32" in said
    question = _question(spare, key)
    assert (question.step, question.challenge, question.variant) == (4, drafted.challenge, drafted.variant)
    assert question.draft == (0,)
    assert question.seconds(seats_now(spare, key)) == 30
    after = room.candidate(lea)
    assert after == replace(before, person_id=person_id(spare))
    assert [each.step for each in spare.answers()] == [1, 2, 3]
    assert lea.answers() == []
    room.desk.clock.advance(timedelta(seconds=20))
    spare.taps(spare.about(key, "skip"))
    assert [each.step for each in spare.answers()] == [1, 2, 3, 4]
    assert spare.state(key).assessment == state.assessment


def test_the_phone_before_is_told_and_dead(room: Room, spare: Phone) -> None:
    lea, key = room.pupils[0], seats.key(room.sitting)
    begins(lea, room)
    old = [lea.about(key, "skip"), lea.about(key, "validate"), lea.about(key, "choose", 0)]
    waiting = _question(lea, key)
    takes_over(spare, room)
    (told,) = [each for each in room.desk.elsewhere if each.chat_id == lea.chat_id][-1:]
    closed, words = told.calls
    assert closed.method in {"editMessageText", "deleteMessage"}
    assert closed.params["message_id"] == waiting.message_id
    assert "continue sur un autre téléphone" in plain([words])
    for data in (*old, pack("sd_start", room.candidate(lea).id), pack("sd_wait", room.candidate(lea).id)):
        assert "Question" not in plain(lea.taps(data)).replace("Cette question", "")
    lea.writes("42")
    assert "Question" not in plain(lea.commands("start"))
    assert (lea.answers(), spare.answers()) == ([], [])
    assert _question(spare, key).step == 1


def test_it_can_come_back_to_the_first_phone(room: Room, spare: Phone) -> None:
    lea, key = room.pupils[0], seats.key(room.sitting)
    begins(lea, room)
    takes_over(spare, room)
    spare.taps(spare.about(key, "skip"))
    lea.writes(room.sitting.code)
    assert "Le surveillant est prévenu" in plain(lea.taps(lea.button("sd_me")))
    lets_in(room, lea)
    reached(lea)
    assert "Question 2 / 32" in plain(lea.taps(lea.button("sd_go")))
    lea.taps(lea.about(key, "skip"))
    assert [each.step for each in lea.answers()] == [1, 2]
    kinds = room.desk.sql("select kind, decision from incident order by id")
    assert kinds == [("phone", "noted"), ("phone", "noted")]


def test_before_the_test_only_the_seat_moves(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    waits(lea, room)
    has_levels(spare, 0)
    assert "Règles acceptées" in takes_over(spare, room)
    assert "continue sur un autre téléphone" in reached(lea)
    moved = sitting_with(spare, room)
    assert (moved.id, moved.present_at is not None) == (room.candidate(lea).id, True)
    lets_begin(room, moved)
    reached(spare)
    assert "Question 1 / 32" in plain(spare.taps(spare.button("sd_start")))


def test_a_borrowed_phone_enters_in_the_name_of_who_never_had_one(room: Room, spare: Phone) -> None:
    room.school.enrols(room.classroom, "Zoé Petit")
    room.teacher.taps(pack("sp_class", room.sitting_id, room.classroom.id, 0, 0, 0))
    room.teacher.taps(pack("sp_class", room.sitting_id, room.classroom.id, 1, 0, 0))
    has_levels(spare)
    assert "Les règles" in takes_over(spare, room, "Zoé Petit")
    assert sitting_with(spare, room).account is None


def test_nothing_moves_before_the_invigilator_has_said_so(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    begins(lea, room)
    asks_to_enter(spare, room, LEA)
    assert "Le surveillant est déjà prévenu" in plain(spare.taps(pack("sd_go", room.sitting_id)))
    assert sitting_with(lea, room).id == room.candidate(lea).id


def test_who_asks_as_another_meanwhile_is_let_in_as_neither(room: Room, spare: Phone) -> None:
    lea, tom = room.pupils
    begins(lea, room)
    asks_to_enter(spare, room, LEA)
    as_lea = pack("sb_let", room.sitting_id, person_id(spare), room.candidate(lea).id)
    other = room.candidate(tom)
    asked = EntryRequest(person_id(spare), room.sitting_id, other.id, to_ms(room.desk.clock.now()))
    room.desk.turn(lambda tx: sittings.ask_entry(tx, asked))
    assert other.family_name.upper() in plain(room.teacher.taps(as_lea))
    assert [each.accepted_at for each in requests(room)] == [None]


def test_a_phone_that_is_refused_stays_out(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    begins(lea, room)
    asks_to_enter(spare, room, LEA)
    lets_in(room, spare, "sb_shut")
    assert "n'a pas accepté ce téléphone" in reached(spare)
    assert "pas accès" in plain(spare.taps(pack("sd_go", room.sitting_id)))
    assert requests(room) == []


def test_asking_again_and_again_alerts_once_and_is_slowed_down(room: Room, spare: Phone) -> None:
    asks_to_enter(spare, room, LEA)
    reached(room.teacher)
    assert "déjà prévenu" in plain(spare.taps(spare.button("sd_me")))
    assert reached(room.teacher) == ""
    for _ in range(9):
        lets_in(room, spare, "sb_shut")
        asks_to_enter(spare, room, LEA)
    lets_in(room, spare, "sb_shut")
    reached(room.teacher)
    assert "Trop de codes" in plain(spare.taps(spare.button("sd_me")))
    assert reached(room.teacher) == ""


def test_one_phone_is_one_candidate(room: Room, spare: Phone) -> None:
    lea, tom = room.pupils
    waits(lea, room)
    waits(tom, room)
    assert "Ce téléphone est celui de Léa" in plain(
        lea.taps(pack("sd_me", room.sitting.code, room.candidate(tom).id))
    )
    asks_to_enter(spare, room, LEA)
    lets_in(room, spare)
    room.desk.sql(f"update candidate set person_id = {person_id(spare)} where id = {room.candidate(tom).id}")  # noqa: S608  # numbers
    assert "Ce téléphone est celui de Tom" in plain(spare.taps(pack("sd_go", room.sitting_id)))


def test_who_asks_as_somebody_else_since_is_not_let_in_as_them(room: Room, spare: Phone) -> None:
    asks_to_enter(spare, room, LEA)
    lets_in(room, spare)
    asks = spare.taps(pack("sd_me", room.sitting.code, room.candidate(room.pupils[1]).id))
    assert "Le surveillant est prévenu" in plain(asks)
    assert "déjà prévenu" in plain(spare.taps(pack("sd_go", room.sitting_id)))
    assert [each.person_id for each in room.candidates()] == [None, None]


def test_one_of_two_phones_let_in_comes_and_the_other_stays_out(room: Room, spare: Phone) -> None:
    lea, third = room.pupils[0], Phone(room.desk)
    third.settles()
    begins(lea, room)
    asks_to_enter(third, room, LEA)
    lets_in(room, third)
    assert "Question 1 / 32" in takes_over(spare, room)
    assert "pas accès" in plain(third.taps(pack("sd_go", room.sitting_id)))
    assert room.candidate(lea).person_id == person_id(spare)


def test_a_test_that_has_ended_moves_nowhere(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    begins(lea, room)
    asks_to_enter(spare, room, LEA)
    lets_in(room, spare)
    room.teacher.taps(pack("sb_end", room.candidate(lea).id, "candidate"))
    room.desk.sql("update candidate set ended_at = 1 where started_at is not null")
    assert "test est terminé" in plain(spare.taps(pack("sd_go", room.sitting_id)))
    assert room.candidate(lea).person_id == person_id(lea)
    assert "On n'entre pas à ce nom" in asks_to_enter(spare, room, LEA)


def test_an_accepted_phone_finds_a_closed_door_once_the_sitting_is_over(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    begins(lea, room)
    asks_to_enter(spare, room, LEA)
    lets_in(room, spare)
    change(room, closed_at=1)
    assert "est terminée" in plain(spare.taps(pack("sd_go", room.sitting_id)))
    assert room.candidate(lea).person_id == person_id(lea)


def test_a_phone_let_in_while_the_clock_stands_still_waits_too(room: Room, spare: Phone) -> None:
    lea = room.pupils[0]
    begins(lea, room)
    room.teacher.taps(pack("sb_rest", room.candidate(lea).id))
    said = takes_over(spare, room)
    assert "Question" not in said
    room.teacher.taps(pack("sb_back", room.candidate(lea).id))
    reached(spare)
    assert "Question 1 / 32" in plain(spare.taps(spare.button("sc_on")))


def test_only_who_watches_lets_phones_in(room: Room, spare: Phone) -> None:
    lea, tom = room.pupils
    asks_to_enter(spare, room, LEA)
    for phone in (lea, tom, spare, room.colleague()):
        assert "pas accès" in plain(phone.taps(pack("sb_let", room.sitting_id, person_id(spare), 1)))
    (request,) = requests(room)
    assert request.accepted_at is None


def test_whose_data_is_erased_leaves_the_seat_free(room: Room) -> None:
    lea = room.pupils[0]
    enters(lea, room)
    lea.erases()
    (first, _) = room.candidates()
    assert (first.person_id, first.account) == (None, None)


def _question(phone: Phone, key: str) -> Question:
    question = phone.state(key).question
    assert question is not None
    return question


def seats_now(phone: Phone, key: str) -> int:
    """Now, by the clock of the candidate who sits with this phone."""
    state, now = phone.state(key), to_ms(phone.desk.clock.now())
    return phone.desk.turn(lambda tx: kind_of(key).clock(phone.turn(tx), state, now))
