"""What invigilators note of a sitting, and the other phones they let in."""

from datetime import timedelta

import pytest

from bot.transport.callback import pack
from bot.usecases.certification.noting import LONGEST
from tests.usecases.boards import Day, day
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.rostering import told
from tests.usecases.schooling import person_id
from tests.usecases.sittings import offered


@pytest.fixture
def exam(desk: Desk) -> Day:
    """Léa sits for it; Tom is not there."""
    exam = day(desk, certifiable=1)
    exam.begins(exam.room.pupils[0])
    return exam


@pytest.fixture
def lea(exam: Day) -> Phone:
    return exam.room.pupils[0]


@pytest.fixture
def other(exam: Day, desk: Desk) -> Phone:
    """Another phone, which nobody knows, asks to come in for Léa."""
    phone = Phone(desk)
    phone.settles()
    phone.writes(exam.room.sitting.code)
    phone.writes("Léa Martin00")
    phone.taps(phone.button("sd_me"))
    return phone


# Notes


def test_an_incident_is_noted_about_one_candidate(exam: Day, lea: Phone) -> None:
    about = (exam.room.sitting_id, exam.id_of(lea))
    kinds = exam.diallo.taps(pack("sb_note", *about))
    assert offered(kinds)[:3] == ["🔧 Problème technique", "📱 Autre téléphone", "🗣 Comportement"]
    assert "Écrivez en une phrase" in plain(exam.diallo.taps(pack("sb_kind", *about, "conduct")))
    page = plain(exam.diallo.writes("  A parlé\nà son voisin. "))
    assert "C'est noté, avec l'heure" in page
    assert "aujourd'hui à 13 h 50 · 🗣 Comportement · A parlé à son voisin." in page


def test_an_incident_of_all_is_noted_and_read_in_the_journal(exam: Day, lea: Phone) -> None:
    exam.does("sb_rest", lea)
    exam.waits(timedelta(minutes=3))
    exam.does_to_all("sb_kind", 0, "technical")
    exam.diallo.writes("Coupure de courant.")
    journal = exam.does_to_all("sb_log", 0)
    first, second = (each for each in journal.splitlines() if "aujourd'hui" in each)
    assert first == "aujourd'hui à 13 h 53 · 🔧 Problème technique · Coupure de courant."
    assert second == "aujourd'hui à 13 h 50 · MARTIN00 Léa · ⏸ Pause"


def test_words_are_asked_again_when_there_are_too_many(exam: Day) -> None:
    exam.does_to_all("sb_kind", 0, "technical")
    assert "300 caractères au plus" in plain(exam.diallo.writes("x" * (LONGEST + 1)))
    assert "C'est noté" in plain(exam.diallo.writes("x" * LONGEST))


def test_who_opens_the_list_again_is_asked_no_more(exam: Day, desk: Desk) -> None:
    exam.does_to_all("sb_kind", 0, "technical")
    exam.opens()
    exam.diallo.writes("Bonjour")
    assert desk.sql("select count(*) from incident") == [(0,)]


def test_nothing_is_noted_by_who_lost_the_right_meanwhile(exam: Day, desk: Desk) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.does_to_all("sb_kind", 0, "technical", by=roy)
    desk.sql(f"delete from sitting_staff where person_id = {person_id(roy)}")  # noqa: S608  # a number
    assert "pas accès" in plain(roy.writes("Coupure de courant."))
    assert desk.sql("select count(*) from incident") == [(0,)]


def test_a_candidate_of_another_sitting_is_not_noted_here(exam: Day, lea: Phone) -> None:
    forged = pack("sb_note", exam.room.sitting_id, 2**62)
    assert "pas accès" in plain(exam.diallo.taps(forged))


# Other phones


def test_another_phone_is_let_in_by_an_invigilator(exam: Day, lea: Phone, other: Phone) -> None:
    alert = told(exam.diallo)
    assert "Un autre téléphone demande à entrer pour MARTIN00 Léa (6e B)" in plain(alert)
    assert "Un téléphone est déjà entré à ce nom" in plain(alert)
    assert offered(alert)[:2] == ["✅ Laisser entrer", "❌ Refuser"]
    board = exam.opens()
    assert offered(board)[0] == "📱 Léa ?"
    exam.diallo.taps(exam.diallo.button("sb_phone"))
    assert "✅ Accepté" in plain(exam.diallo.taps(exam.diallo.button("sb_let")))
    told(other)
    assert "Question 1 / 32" in plain(other.taps(other.button("sd_go")))
    assert exam.room.candidate(lea).person_id == person_id(other)
    assert "📱 Autre téléphone" in exam.does_to_all("sb_log", 0)


def test_another_phone_is_refused(exam: Day, lea: Phone, other: Phone) -> None:
    told(exam.diallo)
    assert "❌ Refusé" in plain(exam.diallo.taps(exam.diallo.button("sb_shut")))
    assert told(other) != []
    assert exam.room.candidate(lea).person_id == person_id(lea)
    assert "📱 MARTIN00 Léa" not in offered(exam.opens())


def test_a_phone_that_a_colleague_decided_about_is_decided(exam: Day, other: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    told(exam.diallo)
    exam.diallo.taps(exam.diallo.button("sb_shut"))
    about = (exam.room.sitting_id, person_id(other), exam.room.candidates()[0].id)
    for action in ("sb_let", "sb_shut", "sb_phone"):
        seen = roy.taps(pack(action, *about))
        assert "C'est déjà décidé" in plain(seen)
        assert "✅ Laisser entrer" not in offered(seen)
