"""The candidates of a sitting follow the rosters of its classes: who comes, who leaves, who is back."""

from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone
from tests.usecases.rostering import ROSTER, sends, told
from tests.usecases.sittings import Room, announced


def names(room: Room) -> list[str]:
    """The candidates, as staff read them."""
    return [each.name for each in room.candidates()]


def test_the_roster_is_followed_but_for_who_is_left_out(desk: Desk) -> None:
    room = announced(desk, 2)
    lea, tom = room.candidates()
    room.teacher.taps(pack("sp_out", lea.id))
    room.teacher.taps(pack("k_add", room.classroom.id))
    room.teacher.writes("Nina Zola")
    assert names(room) == ["Martin01 Tom", "Zola Nina"]
    room.teacher.taps(pack("k_aside", tom.pupil_id, 1))
    assert names(room) == ["Zola Nina"]
    room.teacher.taps(pack("k_aside", tom.pupil_id, 0))
    assert names(room) == ["Martin01 Tom", "Zola Nina"]


def test_a_sitting_that_is_over_follows_no_roster(desk: Desk) -> None:
    room = announced(desk, 2)
    room.taps("sp_cancel", 1)
    room.teacher.taps(pack("k_add", room.classroom.id))
    room.teacher.writes("Nina Zola")
    assert len(room.candidates()) == 2


def test_a_list_that_is_imported_is_followed(desk: Desk) -> None:
    room = announced(desk, 2)
    room.teacher.taps(pack("k_import", room.classroom.id))
    sends(room.teacher, ROSTER)
    room.teacher.taps(room.teacher.button("k_do"))
    assert sorted(names(room)) == ["Martin Léa", "Nguyên Zoé", "Petit Hugo", "de La Tour Jean-Baptiste"]


def test_who_is_accepted_into_the_class_is_summoned(desk: Desk) -> None:
    room = announced(desk, 1)
    nina = Phone(desk)
    nina.settles()
    nina.commands("start", room.classroom.code)
    nina.writes("Nina Zola")
    told(room.teacher)
    room.teacher.taps(room.teacher.button("k_accept"))
    assert room.candidate(nina).given_name == "Nina"


def test_who_is_accepted_again_is_summoned_again(desk: Desk) -> None:
    room = announced(desk, 1)
    room.teacher.taps(pack("k_add", room.classroom.id))
    room.teacher.writes("Nina Zola")
    line = next(each.pupil_id for each in room.candidates() if each.given_name == "Nina")
    room.teacher.taps(pack("k_aside", line, 1))
    assert len(room.candidates()) == 1
    nina = Phone(desk)
    nina.settles()
    nina.commands("start", room.classroom.code)
    nina.writes("Nina Zola")
    told(room.teacher)
    room.teacher.taps(room.teacher.button("k_accept"))
    assert room.candidate(nina).pupil_id == line
