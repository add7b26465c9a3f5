"""What people write under a letter, though nobody asked: «stop», «merci», a word to the school."""

import pytest

from bot.store import notices
from bot.store.classes import Classroom
from tests.usecases.campaigning import labels
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.reading_letters import adult, follows
from tests.usecases.schooling import Schooling, person_id
from tests.views.acceptable import buttons


@pytest.fixture
def mother(desk: Desk) -> Phone:
    return adult(desk)


def stopped(phone: Phone) -> bool:
    who = person_id(phone)
    return phone.desk.turn(lambda tx: notices.preference(tx, who)).stopped_at is not None


@pytest.mark.parametrize("text", ["stop", "STOP !", "Arrêter", "arrête", "pas merci", "Désabonner"])
def test_a_word_that_means_stop_stops(mother: Phone, text: str) -> None:
    assert "C'est arrêté" in read(mother.writes(text))
    assert stopped(mother)


@pytest.mark.parametrize("text", ["on s'arrête où ?", "stop ou encore", "le stop du bus " * 3, "停"])
def test_a_sentence_stops_nothing(mother: Phone, text: str) -> None:
    assert "Personne ne lit les messages écrits ici" in read(mother.writes(text))
    assert not stopped(mother)


@pytest.mark.parametrize("text", ["merci", "Merci !", "ok", "d'accord", "D\u2019accord 👍"])
def test_a_kind_word_gets_one(mother: Phone, lea: Phone, text: str) -> None:
    for phone in (mother, lea):
        assert "Avec plaisir" in read(phone.writes(text))


def test_a_guardian_reads_whom_to_write_to(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, mother: Phone
) -> None:
    assert buttons(mother.writes("Léa est malade")[0]) == ["g_children", "start"]
    follows(mother, tilleuls.enrols(sixth, "Léa Martin"))
    calls = mother.writes("Léa est malade")
    assert labels(calls) == ["👪 Mes enfants", "✉️ Contacter l'établissement", "🏠 Accueil"]
    assert "Collège des Tilleuls" in read(mother.taps(mother.button("g_contact")))


def test_where_a_question_is_on_screen_stop_is_about_the_question(lea: Phone) -> None:
    lea.taps("begin:1.1")
    lea.writes("stop")
    assert not stopped(lea)


def test_the_help_of_guardians_tells_of_letters(mother: Phone, lea: Phone, diallo: Phone) -> None:
    for calls in (mother.commands("aide"), mother.taps("page:help")):
        said = read(calls)
        for words in ("vers 18", "le partage", "/enfants", "/stop", "Contacter l'établissement"):
            assert words in said
    for phone in (lea, diallo):
        assert "Suivre un élève" not in read(phone.commands("aide"))
