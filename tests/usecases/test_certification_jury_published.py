"""Results of a mock certification, published: who is told what, once, and again when something changes."""

from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.store import sittings
from bot.transport.callback import pack
from bot.usecases.certification.rescoring import replayed, rescored
from bot.usecases.certification.scored import Scored
from bot.usecases.replaying import NotReplayable, OtherModel
from bot.views.documents.makers import MAKERS
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.judging import GOOD, POOR, confirms, jury, over, publishes, says_yes, takes_part
from tests.usecases.posting import Postman
from tests.usecases.sittings import Room

BETTER = "RWW" + "RRR" * 4
"""A question less, and it would be a level more."""


def result(room: Room, phone: Phone) -> Scored | None:
    found = room.candidate(phone).result
    return None if found is None else Scored.from_json(found)


def codes(desk: Desk) -> list[tuple[str, bool]]:
    """Every certificate with its code, the oldest first, and whether it is in force."""
    return [
        (code, voided is None)
        for code, voided in desk.sql("select code, voided_at from certificate order by id")
    ]


def notices(desk: Desk) -> int:
    ((count,),) = desk.sql("select count(*) from notice where kind = 'sitting_result'")
    return int(count)


def test_publishing_keeps_each_result_and_tells_who_it_is_about(desk: Desk, postman: Postman) -> None:
    room = over(desk, GOOD, POOR, "")
    lea, tom, ines = room.pupils
    assert result(room, lea) is None
    assert "3 résultats publiés." in publishes(room)
    found = [result(room, each) for each in (lea, tom, ines)]
    assert [(each.status, each.reason) for each in found if each] == [
        ("issued", None), ("rejected", "low_rate"), ("cancelled", "absent"),
    ]  # fmt: skip
    assert found[0] is not None
    assert found[0].total == 120
    assert codes(desk)[0][1]
    assert len(codes(desk)) == 1
    desk.clock.advance(timedelta(days=1))
    postman.works()
    assert "certification blanche" in postman.reaches(lea).lower()


def test_publishing_twice_is_publishing_once(desk: Desk) -> None:
    room = over(desk, GOOD)
    publishes(room)
    before = room.candidates(), codes(desk), notices(desk), len(desk.elsewhere)
    assert "rien de nouveau à publier" in says_yes(room.teacher, room.sitting_id)
    assert (room.candidates(), codes(desk), notices(desk), len(desk.elsewhere)) == before


def test_who_is_held_back_waits_while_others_are_published(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    lea, tom = room.pupils
    jury(room, "sj_ok", lea)
    assert "En attente : le jury réfléchit encore" in jury(room, "sj_hold", tom)
    assert "1 candidat reste en attente" in room.taps("sj_pub")
    says_yes(room.teacher, room.sitting_id)
    assert result(room, tom) is None
    assert "En attente : 1" in room.taps("sj_results", 0)
    assert notices(desk) == 1
    jury(room, "sj_ok", tom)
    assert "1 résultat publié." in says_yes(room.teacher, room.sitting_id)
    assert notices(desk) == 2


def test_when_everybody_is_held_back_there_is_nothing_to_publish_yet(desk: Desk) -> None:
    room = over(desk, GOOD)
    jury(room, "sj_hold", room.pupils[0])
    read = room.taps("sj_pub")
    assert "Rien à publier pour l'instant : 1 candidat reste en attente" in read
    assert "déjà" not in read


def test_what_another_of_the_jury_changed_meanwhile_is_read_before_it_is_published(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    confirms(room)
    other = room.colleague()
    takes_part(room, other, "organiser")
    assert "Obtenue : 2" in room.taps("sj_pub")
    yes = room.teacher.button("sj_pubdo")
    other.taps(pack("sj_words", room.candidate(room.pupils[0]).id, "rejected"))
    other.writes("Deux écrans.")
    asked = plain(room.teacher.taps(yes))
    assert "Un résultat a changé entre-temps" in asked
    assert "Non obtenue : 1" in asked
    assert result(room, room.pupils[1]) is None
    assert "2 résultats publiés." in plain(room.teacher.taps(room.teacher.button("sj_pubdo")))


def test_words_of_a_rejection_do_not_outlive_it(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    jury(room, "sj_words", lea, "rejected")
    room.teacher.writes("Fraude avec deux écrans.")
    assert "Mot au candidat" not in jury(room, "sj_hold", lea)
    jury(room, "sj_ok", lea)
    publishes(room)
    shown = result(room, lea)
    assert shown is not None
    assert (shown.status, shown.comment) == ("issued", "")


def test_who_erased_everything_does_not_wait_in_the_published_results(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    room.pupils[1].erases()
    jury(room, "sj_ok", room.pupils[0])
    says_yes(room.teacher, room.sitting_id)
    read = room.taps("sj_results", 0)
    assert "Martin01 Tom, 6e B : ✖️ Annulée" in read
    assert "En attente" not in read


def test_a_change_is_published_again_and_voids_the_certificate_before(desk: Desk) -> None:
    room = over(desk, BETTER, GOOD)
    lea, tom = room.pupils
    publishes(room)
    desk.clock.advance(timedelta(days=2))
    jury(room, "sj_do", lea, 3, "out", "one")
    first = result(room, lea)
    assert first is not None
    assert first.total == 96
    assert "1 résultat a changé" in room.taps("sj_show")
    assert "♻️ à republier" in jury(room, "sj_one", lea)
    assert "🏅 Obtenue · 96 pix → 🏅 Obtenue · 120 pix" in room.taps("sj_pub")
    assert "1 résultat publié de nouveau" in says_yes(room.teacher, room.sitting_id)
    again = result(room, lea)
    assert again is not None
    assert again.total == 120
    assert [in_force for _, in_force in codes(desk)] in ([False, True, True], [True, False, True])
    assert notices(desk) == 3
    assert room.candidate(tom).published_at != room.candidate(lea).published_at


def test_a_result_that_is_cancelled_after_all_takes_its_certificate_away(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    publishes(room)
    desk.clock.advance(timedelta(days=1))
    jury(room, "sj_words", lea, "cancelled")
    room.teacher.writes("Alarme incendie.")
    shown = result(room, lea)
    assert shown is not None
    assert shown.status == "issued"  # until it is published again
    says_yes(room.teacher, room.sitting_id)
    shown = result(room, lea)
    assert shown is not None
    assert (shown.status, shown.reason, shown.comment) == ("cancelled", "jury", "Alarme incendie.")
    assert [in_force for _, in_force in codes(desk)] == [False]


def test_held_back_after_all_a_published_result_waits_again(desk: Desk) -> None:
    room = over(desk, GOOD)
    publishes(room)
    jury(room, "sj_hold", room.pupils[0])
    says_yes(room.teacher, room.sitting_id)
    shown = result(room, room.pupils[0])
    assert shown is not None
    assert (shown.status, shown.reason) == ("pending", "held")
    assert [in_force for _, in_force in codes(desk)] == [False]


def test_what_was_shown_at_home_is_asked_again_for_another_result(desk: Desk) -> None:
    room = over(desk, BETTER)
    lea = room.pupils[0]
    publishes(room)
    desk.sql("update candidate set shared_at = 5")
    jury(room, "sj_do", lea, 3, "out", "one")
    says_yes(room.teacher, room.sitting_id)
    assert room.candidate(lea).shared_at is None


def test_a_comment_after_the_publication_waits_for_the_next_one(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    publishes(room)
    jury(room, "sj_words", lea, "commented")
    room.teacher.writes("Bravo <b>")
    shown = result(room, lea)
    assert shown is not None
    assert shown.comment == ""
    says_yes(room.teacher, room.sitting_id)
    shown = result(room, lea)
    assert shown is not None
    assert shown.comment == "Bravo <b>"


def test_who_receives_the_results_is_told_and_sees_the_class(desk: Desk) -> None:
    room = over(desk, GOOD, POOR)
    roy = room.colleague("M. Roy")
    takes_part(room, roy, "results")
    publishes(room)
    (told,) = [each for each in desk.elsewhere if each.chat_id == roy.chat_id]
    roy.sees(list(told.calls))
    words = read(list(told.calls))
    assert "Les résultats de la certification blanche sont publiés" in words
    assert "jamais la certification de l'État" in words
    assert "fraude" not in words
    page = plain(roy.taps(pack("sj_results", room.sitting_id, 0)))
    assert "Martin00 Léa, 6e B : 🏅 Obtenue · 120 pix" in page
    assert "Martin01 Tom, 6e B : ▫️ Non obtenue" in page
    assert "il faut 50 %" not in page
    assert "pas accès" in plain(roy.taps(pack("sj_show", room.sitting_id, 0)))


def test_the_workbook_has_what_was_published_and_runs_nothing(desk: Desk) -> None:
    room = over(desk, GOOD, POOR)
    desk.sql("update pupil set family_name = '=cmd()' where family_name = 'Martin01'")
    publishes(room)
    (call,) = [each for each in room.teacher.taps(pack("sj_xlsx", room.sitting_id)) if each.file]
    assert call.file is not None
    name, content = MAKERS[call.file.maker](*call.file.args)
    assert name.startswith("certification-blanche-")
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Candidats", "À propos"]
    rows = {row[1]: row for row in book["Candidats"].iter_rows(values_only=True)}
    assert rows["Léa"][2:6] == ("6e B", "Obtenue", 120, 1)
    assert rows["Tom"][:5] == ("=cmd()", "Tom", "6e B", "Non obtenue", None)
    trap = next(cell for (cell, *_) in book["Candidats"].iter_rows() if cell.value == "=cmd()")
    assert trap.data_type == "s"


def test_a_published_result_computed_again_is_the_same_bytes(desk: Desk) -> None:
    room = over(desk, GOOD, BETTER, POOR, "")
    publishes(room)
    for each in room.candidates():
        assert desk.turn(partial(rescored, candidate=each)).same
    jury(room, "sj_do", room.pupils[1], 3, "out", "one")
    touched = room.candidate(room.pupils[1])
    assert not desk.turn(lambda tx: rescored(tx, touched)).same


def test_the_adaptive_result_computed_again_is_the_same_bytes(desk: Desk) -> None:
    room = over(desk, "RRRRW" * 4 + "S", rules="adaptive")
    publishes(room)
    (each,) = room.candidates()
    again = desk.turn(lambda tx: rescored(tx, each))
    assert again.same
    assert '"status":"issued"' in again.stored


def test_each_decision_is_kept_with_who_made_it(desk: Desk) -> None:
    room = over(desk, GOOD)
    publishes(room)
    made = desk.turn(lambda tx: sittings.rulings(tx, room.sitting_id))
    assert [each.kind for each in made] == ["confirmed", "published"]
    assert "publiée (Mme Diallo)" in jury(room, "sj_one", room.pupils[0])


def test_a_pupil_without_account_is_told_in_class(desk: Desk) -> None:
    room = over(desk, GOOD, "")
    desk.sql("update pupil set person_id = null where family_name = 'Martin01'")
    jury(room, "sj_ok", room.pupils[0])
    assert "1 candidat n'est pas sur Telegram" in says_yes(room.teacher, room.sitting_id)


def test_what_cannot_be_computed_again_says_why(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    with pytest.raises(NotReplayable, match="has no published result"):
        desk.turn(partial(rescored, candidate=room.candidate(lea)))
    publishes(room)
    desk.sql('update candidate set result = replace(result, \'"model":"1"\', \'"model":"0"\')')
    with pytest.raises(OtherModel, match="computed with model 0"):
        desk.turn(partial(rescored, candidate=room.candidate(lea)))
    test = room.candidate(lea).assessment_id or 0
    desk.sql("update candidate set assessment_id = null")
    with pytest.raises(NotReplayable, match="no candidate has sat"):
        desk.turn(partial(replayed, assessment_id=test))
    with pytest.raises(NotReplayable, match="no positioning has the number 5"):
        desk.turn(partial(replayed, assessment_id=5))
