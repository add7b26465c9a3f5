"""The jury of a mock certification: who sees what, what is decided, what a question changes."""

import pytest

from bot.transport.callback import pack
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk
from tests.usecases.judging import (
    GOOD,
    POOR,
    closes,
    confirms,
    incident,
    jury,
    over,
    publishes,
    says_yes,
    sits,
    takes_part,
)
from tests.usecases.schooling import Schooling
from tests.usecases.sittings import announced

ALL = (
    "sj_show", "sj_all", "sj_alldo", "sj_pub", "sj_pubdo", "sj_results", "sj_xlsx",
)  # fmt: skip


def test_the_organiser_sees_provisional_results_once_the_sitting_is_closed(desk: Desk) -> None:
    room = over(desk, GOOD, POOR, "")
    read = room.taps("sj_show", 0)
    assert "Résultats provisoires" in read
    assert "🏅 Obtenue · 120 pix" in read
    assert "▫️ Non obtenue : 33 %, il faut 50 % de bonnes réponses" in read
    assert "✖️ Annulée : n'a pas commencé" in read
    assert "À décider : 2 sur 3" in read


def test_before_it_is_closed_there_is_nothing_to_judge(desk: Desk) -> None:
    room = announced(desk, 1)
    assert "n'est pas encore close" in room.taps("sj_show", 0)
    assert "pas accès" in room.taps("sj_pub")
    assert "pas accès" in jury(room, "sj_one", room.pupils[0])


@pytest.mark.parametrize("action", ALL)
def test_nobody_else_sees_a_result_before_it_is_published(desk: Desk, action: str) -> None:
    room = over(desk, GOOD)
    colleague, pupil = room.colleague(), room.pupils[0]
    elsewhere = Schooling(desk, "Collège des Acacias").teacher("M. Noir", role="admin")
    takes_part(room, colleague, "invigilator", "results")
    for other in (colleague, elsewhere, pupil):
        read = plain(other.taps(pack(action, room.sitting_id, 0)))
        assert "pas accès" in read
        assert "Obtenue" not in read


@pytest.mark.parametrize(
    "action",
    [
        ("sj_one",), ("sj_paper", 0), ("sj_q", 1), ("sj_ask", 1, "out", "one"), ("sj_do", 1, "out", "all"),
        ("sj_ok",), ("sj_hold",), ("sj_words", "rejected"), ("sj_clear",),
    ],
)  # fmt: skip
def test_a_forged_button_of_the_jury_changes_nothing(desk: Desk, action: tuple[str, ...]) -> None:
    room = over(desk, GOOD)
    pupil = room.pupils[0]
    before = room.candidates()
    data = pack(action[0], before[0].id, *action[1:])
    assert "pas accès" in plain(pupil.taps(data))
    assert "pas accès" in plain(room.colleague().taps(data))
    assert room.candidates() == before
    assert desk.sql("select * from ruling") == []


def test_an_administrator_of_the_school_is_of_the_jury_too(desk: Desk) -> None:
    room = over(desk, GOOD)
    admin = room.school.teacher("M. Chef", role="admin")
    assert "Résultats provisoires" in plain(admin.taps(pack("sj_show", room.sitting_id)))


def test_buttons_that_make_no_sense_are_told_so(desk: Desk) -> None:
    room = over(desk, GOOD)
    who = room.candidates()[0].id
    for data in (
        pack("sj_ask", who, 1, "out", "some"),
        pack("sj_ask", who, 1, "up", "one"),
        pack("sj_words", who, "shame"),
        pack("sj_q", who, -1),
        "sj_one:!",
    ):
        assert "Ce bouton ne marche plus" in plain(room.teacher.taps(data))
    assert "pas accès" in jury(room, "sj_q", room.pupils[0], 99)
    assert "pas accès" in plain(room.teacher.taps("sj_one:12345"))


def test_the_jury_reads_each_question_with_the_answer_and_what_was_expected(desk: Desk) -> None:
    room = over(desk, "RWS" + "RRR" * 4)
    lea = room.pupils[0]
    paper = jury(room, "sj_paper", lea, 0)
    assert "✅ 1 · 1.1" in paper
    assert "❌ 2 · 1.1" in paper
    assert "⏭ 3 · 1.1" in paper
    assert "30 s" in paper
    read = jury(room, "sj_q", lea, 2)
    assert "réponse fausse en 30 s" in read
    assert "Réponse donnée" in read
    assert "Réponse attendue" in read
    assert "Réponse donnée" not in jury(room, "sj_q", lea, 3)


def test_a_question_that_left_the_bank_says_so(desk: Desk) -> None:
    room = over(desk, GOOD)
    desk.sql("update sitting_question set challenge = 'gone', skill = 'gone' where number = 1")
    assert "n'est plus dans la banque" in jury(room, "sj_q", room.pupils[0], 1)
    assert "gone" in jury(room, "sj_paper", room.pupils[0], 0)


def test_the_page_of_a_candidate_tells_how_the_test_went(desk: Desk) -> None:
    room = announced(desk, 1, rules="profile")
    room.comes_to_the_hour(0)
    sits(room, room.pupils[0], "RRR" * 4 + "R--", ended_for="candidate")
    incident(room, room.pupils[0], "photo floue")
    closes(room)
    read = jury(room, "sj_one", room.pupils[0])
    assert "a arrêté avant la fin" in read
    assert "13 réponses sur 15 questions" in read
    assert "11 min sur 1 h 45" in read
    assert "Problème signalé, question 4, « photo floue » : refusé" in read


def test_neutralising_asks_first_and_says_what_changes(desk: Desk) -> None:
    room = over(desk, "RWW" + "RRR" * 4, "RRW" + "RRR" * 4)
    lea, tom = room.pupils
    read = jury(room, "sj_ask", lea, 3, "out", "one")
    assert "1 candidat concerné, 1 résultat change" in read
    assert "🏅 Obtenue · 96 pix → 🏅 Obtenue · 120 pix" in read
    assert "96 pix" in jury(room, "sj_one", lea)
    jury(room, "sj_do", lea, 3, "out", "one")
    assert "120 pix" in jury(room, "sj_one", lea)
    assert "question neutralisée 3" in jury(room, "sj_one", lea)
    assert "question neutralisée" not in jury(room, "sj_one", tom)


def test_the_same_challenge_is_neutralised_for_all_who_had_it(desk: Desk) -> None:
    room = over(desk, "RWW" + "RRR" * 4, "RWR" + "RRR" * 4, "")
    lea, tom, _ = room.pupils
    read = jury(room, "sj_ask", lea, 3, "out", "all")
    assert "2 candidats concernés, 1 résultat change" in read
    jury(room, "sj_do", lea, 3, "out", "all")
    out = "select number from sitting_question where neutralised_at is not null"
    assert desk.sql(out) == [(3,), (3,)]
    assert "C'est déjà fait" in jury(room, "sj_ask", tom, 3, "out", "all")
    jury(room, "sj_do", tom, 3, "in", "all")
    assert desk.sql(out) == []
    assert "question remise 3" in jury(room, "sj_one", lea)


def test_neutralising_twice_is_neutralising_once(desk: Desk) -> None:
    room = over(desk, "RWW" + "RRR" * 4)
    for _ in range(2):
        jury(room, "sj_do", room.pupils[0], 3, "out", "one")
    assert desk.sql("select kind from ruling") == [("neutralised",)]


def test_a_question_that_was_withdrawn_cannot_be_neutralised(desk: Desk) -> None:
    room = over(desk, "RRR" * 5)
    desk.sql("update sitting_question set withdrawn_at = 5 where number = 3")
    assert "Retirée par le surveillant" in jury(room, "sj_q", room.pupils[0], 3)
    assert "pas accès" in jury(room, "sj_do", room.pupils[0], 3, "out", "one")


def test_too_many_neutralised_questions_cancel_the_certification(desk: Desk) -> None:
    room = over(desk, "SSS" * 2 + "RRR" * 3)
    for number in range(1, 6):
        jury(room, "sj_do", room.pupils[0], number, "out", "one")
    assert "Obtenue" in jury(room, "sj_one", room.pupils[0])
    assert "Annulée : trop de questions neutralisées" in jury(room, "sj_ask", room.pupils[0], 6, "out", "one")


def test_a_technical_end_takes_out_what_was_not_answered(desk: Desk) -> None:
    room = announced(desk, 2, rules="profile")
    room.comes_to_the_hour(0)
    paper = "RRR" * 4 + "R--"
    sits(room, room.pupils[0], paper, ended_for="technical")
    sits(room, room.pupils[1], paper, ended_for="candidate")
    closes(room)
    assert "120 pix" in jury(room, "sj_one", room.pupils[0])
    assert "96 pix" in jury(room, "sj_one", room.pupils[1])


def test_the_adaptive_sitting_has_no_score_below_twenty_answers(desk: Desk) -> None:
    room = announced(desk, 2, rules="adaptive")
    room.comes_to_the_hour(0)
    for phone, paper in zip(room.pupils, ("R" * 19, "R" * 20), strict=True):
        sits(room, phone, paper + "-", ended_for="candidate")
    closes(room)
    assert "moins de 20 réponses" in jury(room, "sj_one", room.pupils[0])
    assert "🏅 Obtenue" in jury(room, "sj_one", room.pupils[1])


def test_the_jury_cancels_and_rejects_with_words_that_the_candidate_reads(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    lea, tom = room.pupils
    assert "Un signal n'est jamais une preuve" in jury(room, "sj_words", lea, "rejected")
    read = plain(room.teacher.writes("  Deux téléphones\u202e sur <b>la table  "))
    assert "Non obtenue : rejetée par le jury pour fraude" in read
    assert "Deux téléphones sur <b>la table" in read
    jury(room, "sj_words", tom, "cancelled")
    assert "Annulée : annulée par le jury" in plain(room.teacher.writes("Alarme incendie."))
    assert [each.ruling for each in (room.candidate(lea), room.candidate(tom))] == ["rejected", "cancelled"]


def test_words_may_be_given_up_and_must_not_be_too_long(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    jury(room, "sj_words", lea, "rejected")
    assert "C'est trop long : 301 caractères" in plain(room.teacher.writes("x" * 301))
    jury(room, "sj_one", lea)
    room.teacher.writes("Trop tard.")
    assert room.candidate(lea).ruling is None
    assert desk.sql("select * from ruling") == []


def test_a_confirmation_lifts_what_was_ruled_before_with_its_words(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    jury(room, "sj_words", lea, "cancelled")
    room.teacher.writes("Alarme.")
    assert "🏅 Obtenue" in jury(room, "sj_ok", lea)
    assert room.candidate(lea).comment == ""


def test_a_comment_goes_with_the_result_and_can_be_taken_back(desk: Desk) -> None:
    room = over(desk, GOOD)
    lea = room.pupils[0]
    jury(room, "sj_words", lea, "commented")
    assert "Mot au candidat : Bravo !" in plain(room.teacher.writes("Bravo !"))
    assert "Mot au candidat" not in jury(room, "sj_clear", lea)


def test_results_without_incident_or_signal_are_confirmed_at_once(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD, GOOD, "")
    incident(room, room.pupils[0])
    read = room.taps("sj_all")
    assert "Confirmer 2 résultats" in read
    assert "1 autre reste à regarder" in read
    assert "À décider : 1 sur 4" in room.taps("sj_alldo")
    assert "Confirmer 0" in room.taps("sj_all")


def test_words_that_are_taken_back_are_noted_as_such(desk: Desk) -> None:
    room = over(desk, GOOD)
    jury(room, "sj_words", room.pupils[0], "commented")
    room.teacher.writes("Bravo !")
    read = jury(room, "sj_clear", room.pupils[0])
    assert "commentaire : « Bravo ! »" in read
    assert "mot effacé (Mme Diallo)" in read


def test_who_decides_is_led_to_the_next_one(desk: Desk) -> None:
    room = over(desk, GOOD, "", GOOD)
    room.teacher.taps(pack("sj_ok", room.candidate(room.pupils[0]).id))
    following = room.teacher.button("sj_one")
    assert following == pack("sj_one", room.candidate(room.pupils[2]).id)


def test_who_erased_everything_has_no_result_any_more_and_stops_nobody(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD, GOOD)
    lea, tom, _ = room.pupils
    jury(room, "sj_ok", lea)
    jury(room, "sj_hold", tom)
    ids = [room.candidate(each).id for each in (lea, tom)]
    for each in (lea, tom):
        each.erases()
    for candidate in ids:
        read = plain(room.teacher.taps(pack("sj_one", candidate)))
        assert "Annulée : son compte a été supprimé, ses réponses aussi" in read
    assert "À décider : 1 sur 3" in room.taps("sj_show")
    jury(room, "sj_ok", room.pupils[2])
    assert "1 résultat publié." in says_yes(room.teacher, room.sitting_id)
    assert [each.id for each in room.candidates() if each.result] == [room.candidate(room.pupils[2]).id]


def test_everybody_is_confirmed_before_anything_is_published(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    jury(room, "sj_ok", room.pupils[0])
    assert "Il reste 1 candidat à décider" in says_yes(room.teacher, room.sitting_id)
    assert room.sitting.published_at is None
    confirms(room)
    assert "C'est publié" in publishes(room)
