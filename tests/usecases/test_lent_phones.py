"""A phone that somebody lent for a sitting: what was done on it is the candidate's, who may leave with it."""

import json
from functools import partial

from bot.store import classes
from bot.store import practice as rows
from bot.store.sittings import Candidate
from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.entrances import asks_to_enter, begins, lets_in, opened, sitting_with
from tests.usecases.schooling import person_id
from tests.usecases.sittings import Room


def copy(phone: Phone) -> str:
    """What /mesdonnees sends."""
    (call,) = phone.commands("mesdonnees")
    assert call.file is not None
    return str(call.file.args[1])


def borrows(room: Room, owner: Phone, lender: Phone) -> None:
    """The owner's test, begun on their own phone, goes on with the lender's after one answer."""
    begins(owner, room)
    owner.taps(owner.button("skip"))
    asks_to_enter(lender, room, _name(room, owner))
    lets_in(room, lender)
    lender.taps(pack("sd_go", room.sitting_id))


def _name(room: Room, owner: Phone) -> str:
    candidate = room.candidate(owner)
    return f"{candidate.given_name} {candidate.family_name}"


def stranger(desk: Desk) -> Phone:
    """Somebody's phone, who is no candidate."""
    phone = Phone(desk)
    phone.settles()
    return phone


def ends(room: Room, owner: Phone) -> None:
    """The invigilator ends the test, and the phone's next tap closes it."""
    candidate = room.candidate(owner)
    finishes(room, candidate)


def finishes(room: Room, candidate: Candidate) -> None:
    room.teacher.taps(pack("sb_endask", candidate.id))
    room.teacher.taps(room.teacher.button("sb_end"))


def answers_of(phone: Phone) -> list[rows.StoredAnswer]:
    return phone.desk.turn(partial(rows.all_answers, person_id=person_id(phone)))


def test_once_over_the_answers_are_with_the_candidate_s_own_account(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    tom.taps(tom.button("skip"))
    assert len(answers_of(tom)) == 2
    ends(room, lea)
    tom.commands("start")
    assert (len(answers_of(lea)), len(answers_of(tom))) == (2, 0)
    assert room.candidate(lea).person_id == person_id(lea)
    assert "certifications_blanches" in json.loads(copy(lea))
    assert "certifications_blanches" not in json.loads(copy(tom))


def test_a_lender_who_erases_everything_takes_nothing_of_the_candidate_along(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    tom.taps(tom.button("skip"))
    tom.erases()
    candidate = room.candidate(lea)
    assert (candidate.ended_for, candidate.person_id) == ("candidate", person_id(lea))
    assert candidate.opening is not None
    assert len(answers_of(lea)) == 2


def test_a_candidate_who_erases_everything_leaves_nothing_on_a_lent_phone(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    tom.taps(tom.button("skip"))
    candidate = room.candidate(lea)
    lea.erases()
    assert answers_of(tom) == []
    ended = next(each for each in room.candidates() if each.id == candidate.id)
    assert (ended.ended_for, ended.opening) == ("candidate", None)
    assert "Accueil" in read(tom.commands("start"))  # the bot is open to him again


def test_who_erases_everything_in_the_middle_has_ended(desk: Desk) -> None:
    room = opened(desk, 2)
    lea = room.pupils[0]
    begins(lea, room)
    candidate = sitting_with(lea, room)
    lea.erases()
    ended = next(each for each in room.candidates() if each.id == candidate.id)
    assert (ended.ended_for, ended.person_id, ended.opening) == ("candidate", None, None)


def test_who_joins_the_class_afterwards_finds_their_answers(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    pupil = room.candidate(lea).pupil_id
    desk.turn(lambda tx: classes.unlink(tx, pupil))
    candidate = next(each for each in room.candidates() if each.pupil_id == pupil)
    finishes(room, candidate)
    tom.commands("start")
    assert len(answers_of(tom)) == 1  # nobody else is known
    line = desk.turn(lambda tx: classes.pupil(tx, pupil))
    assert line is not None
    again = stranger(desk)
    again.commands("start", f"p-{line.selector}{line.secret}")
    again.taps(again.button("k_me"))
    moved = next(each for each in room.candidates() if each.id == candidate.id)
    assert moved.person_id == person_id(again)
    assert (len(answers_of(again)), len(answers_of(tom))) == (1, 0)


def test_a_lent_phone_is_told_the_end_before_the_answers_go_home(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    pupil, candidate = room.candidate(lea).pupil_id, room.candidate(lea)
    desk.turn(lambda tx: classes.unlink(tx, pupil))
    finishes(room, candidate)
    line = desk.turn(lambda tx: classes.pupil(tx, pupil))
    assert line is not None
    lea.commands("start", f"p-{line.selector}{line.secret}")
    lea.taps(lea.button("k_me"))
    assert "C'est fini" in read(tom.commands("start"))
    assert len(answers_of(lea)) == 1


def test_nobody_takes_a_name_under_which_another_sat_by_the_class_code_alone(desk: Desk) -> None:
    room, tom, thief = opened(desk, 2), stranger(desk), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    pupil = room.candidate(lea).pupil_id
    desk.turn(lambda tx: classes.unlink(tx, pupil))
    thief.writes(room.classroom.code)
    assert not [data for _, data in thief.shown if data.startswith("k_pick")]
    forged = pack("k_take", room.classroom.code, pupil)
    assert "ne marche plus" in read(thief.taps(forged))
    line = desk.turn(lambda tx: classes.pupil(tx, pupil))
    assert line is not None
    assert line.person_id is None


def test_the_candidate_s_own_phone_teaches_nothing_meanwhile(desk: Desk) -> None:
    room, tom = opened(desk, 2), stranger(desk)
    lea = room.pupils[0]
    borrows(room, lea, tom)
    for calls in (lea.taps(pack("begin", "4.1")), lea.commands("tutos"), lea.taps(pack("domains"))):
        assert "continue sur un autre téléphone" in read(calls)
    assert "Accueil" in read(lea.commands("start"))
    ends(room, lea)
    tom.commands("start")
    assert "continue sur un autre" not in read(lea.commands("tutos"))
