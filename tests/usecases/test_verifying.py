"""«/verifier»: anybody, by code and name; a thousand tries tell nothing, and nothing is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import certificates as rows
from bot.usecases.certification import certificates
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.judging import GOOD, jury, over, publishes, says_yes
from tests.usecases.sittings import Room

UNKNOWN = "Aucun certificat n'a à la fois ce code et ce nom"
VALID = "Ce certificat est valable"


@pytest.fixture
def room(desk: Desk) -> Room:
    """A sitting whose only candidate, Léa Martin00, has a certificate."""
    room = over(desk, GOOD)
    publishes(room)
    return room


@pytest.fixture
def stranger(desk: Desk, room: Room) -> Phone:
    """Somebody who never wrote to the bot."""
    return Phone(room.desk)


def code_of(room: Room) -> str:
    candidate = room.candidates()[0]
    found = room.desk.turn(lambda tx: rows.of_candidate(tx, candidate.id))
    assert found is not None
    return found.code


def everything_kept(desk: Desk) -> str:
    """All that the database holds, as text."""
    tables = [name for (name,) in desk.sql("select name from sqlite_master where type = 'table'")]
    return "\n".join(str(desk.sql(f"select * from {each}")) for each in tables)  # noqa: S608  # our names


def test_who_never_used_the_bot_verifies_at_once(room: Room, stranger: Phone) -> None:
    said = plain(stranger.commands("verifier", f"{code_of(room)} Léa Martin00"))
    assert VALID in said
    assert "Léa MARTIN00" in said
    assert "Collège des Tilleuls" in said
    assert "le 22 septembre 2026, règles par profil" in said
    assert "120 pix sur 1024" in said
    assert "1.1 Recherche" in said
    assert "session d'entraînement" in said
    person = stranger.person()
    assert person is not None
    assert person.role is None


def test_code_and_name_are_asked_one_after_the_other(room: Room, stranger: Phone) -> None:
    assert "Écrire ici son code" in read(stranger.commands("verifier"))
    assert "À quel nom" in read(stranger.writes(code_of(room)))
    assert VALID in read(stranger.writes("lea martin00"))


def test_the_name_alone_is_asked_after_a_code(room: Room, stranger: Phone) -> None:
    assert "À quel nom" in read(stranger.commands("verifier", code_of(room)))
    assert VALID in read(stranger.writes("Léa Martin00"))


def test_the_qr_code_asks_for_the_name_and_nothing_else(room: Room, stranger: Phone) -> None:
    said = read(stranger.commands("start", f"v-{code_of(room)}"))
    assert "À quel nom" in said
    assert "élève" not in said
    assert VALID in read(stranger.writes("Léa Martin00"))


def test_a_pasted_link_does_the_same(room: Room) -> None:
    pupil = room.pupils[0]
    assert "À quel nom" in read(pupil.writes(f"https://t.me/tremplin_bot?start=v-{code_of(room)}"))


@pytest.mark.parametrize("dress", ["{}", " {} ", "p{}", "P – {}", "p_{}"])
@pytest.mark.parametrize("between", ["", " ", "-", " - "])
def test_a_code_is_read_as_people_type_it(room: Room, stranger: Phone, dress: str, between: str) -> None:
    signs = code_of(room).removeprefix("P-").lower()
    typed = dress.format(signs[:4] + between + signs[4:])
    assert VALID in read(stranger.commands("verifier", f"{typed} léa martin00"))


def test_signs_that_look_alike_are_taken_for_the_one_that_is_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = over(desk, GOOD)
    signs = iter("82567D2A")
    monkeypatch.setattr("secrets.choice", lambda _: next(signs))
    publishes(room)
    assert VALID in read(Phone(desk).commands("verifier", "P-BZSGIOZA Léa Martin00"))


@pytest.mark.parametrize(
    "name", ["LÉA MARTIN00", "lea martin00", "Martin00 Léa", "MARTIN00, léa", " Le\u0301a   Martin00 "]
)
def test_a_name_is_read_in_either_order_without_accents(room: Room, stranger: Phone, name: str) -> None:
    stranger.commands("verifier", code_of(room))
    assert VALID in read(stranger.writes(name))


@pytest.mark.parametrize("name", ["Léa", "Martin00", "Léa Martin", "Léa Martin01", "L. Martin00", "x" * 4000])
def test_part_of_a_name_or_another_name_is_not_enough(room: Room, stranger: Phone, name: str) -> None:
    stranger.commands("verifier", code_of(room))
    assert UNKNOWN in read(stranger.writes(name))


def test_a_wrong_code_and_a_wrong_name_are_told_alike(room: Room, stranger: Phone) -> None:
    wrong_code = stranger.commands("verifier", "P-AAAAAAAA Léa Martin00")
    wrong_name = stranger.commands("verifier", f"{code_of(room)} Tom Martin00")
    both = stranger.commands("verifier", "P-AAAAAAAA Tom Martin00")
    assert read(wrong_code) == read(wrong_name) == read(both)
    assert UNKNOWN in read(both)
    assert "À quel nom" in read(stranger.commands("verifier", "P-AAAAAAAA"))  # asked of any code


def test_what_is_no_code_is_said_to_be_none(room: Room, stranger: Phone) -> None:
    stranger.commands("verifier")
    assert "Ce n'est pas le code d'un certificat" in read(stranger.writes("bonjour à tous"))
    assert "À quel nom" in read(stranger.writes(code_of(room)))


def test_one_that_was_voided_is_no_longer_valid_and_that_is_all(room: Room, stranger: Phone) -> None:
    code, candidate = code_of(room), room.candidates()[0]
    room.desk.turn(lambda tx: certificates.void(room.teacher.turn(tx), candidate))
    said = plain(stranger.commands("verifier", f"{code} Léa Martin00"))
    assert "🚫 Ce certificat d'entraînement n'est plus valable." in said
    assert "Léa" not in said
    assert UNKNOWN in read(stranger.commands("verifier", f"{code} Tom Martin00"))


def test_a_jury_that_cancels_a_result_voids_its_certificate(room: Room, stranger: Phone) -> None:
    code, phone = code_of(room), room.pupils[0]
    jury(room, "sj_words", phone, "cancelled")
    room.teacher.writes("Alarme incendie pendant le test.")
    assert VALID in read(stranger.commands("verifier", f"{code} Léa Martin00"))  # until it is published
    says_yes(room.teacher, room.sitting_id)
    assert "n'est plus valable" in read(stranger.commands("verifier", f"{code} Léa Martin00"))
    said = plain(phone.taps("sx_mine"))
    assert "Certification blanche : annulée" in said
    assert "Alarme incendie" in said


def test_one_that_has_expired_says_so(room: Room, stranger: Phone) -> None:
    last_evening = datetime(2029, 9, 22, 21, 59, tzinfo=UTC)
    room.desk.clock.advance(last_evening - room.desk.clock.now())
    assert VALID in read(stranger.commands("verifier", f"{code_of(room)} Léa Martin00"))
    room.desk.clock.advance(timedelta(minutes=1))
    said = plain(stranger.commands("verifier", f"{code_of(room)} Léa Martin00"))
    assert "Ce certificat a expiré : il était valable jusqu'au 22 septembre 2029" in said
    assert VALID not in said


def test_a_thousand_tries_are_slowed_down_and_tell_nothing(room: Room, stranger: Phone) -> None:
    said = [plain(stranger.commands("verifier", f"P-AAAA{n:04} Léa Martin00")) for n in range(1000)]
    assert all(UNKNOWN in each for each in said[:10])
    assert all("Trop d'essais" in each for each in said[10:])
    right = plain(stranger.commands("verifier", f"{code_of(room)} Léa Martin00"))
    assert "Trop d'essais" in right
    assert VALID in read(Phone(room.desk).commands("verifier", f"{code_of(room)} Léa Martin00"))
    room.desk.clock.advance(timedelta(minutes=1))
    assert VALID in read(stranger.commands("verifier", f"{code_of(room)} Léa Martin00"))


def test_waiting_cannot_be_got_round_by_the_second_question(room: Room, stranger: Phone) -> None:
    for _ in range(10):
        stranger.commands("verifier", "P-AAAAAAAA")
        stranger.writes("Léa Martin00")
    assert "Trop d'essais" in read(stranger.commands("verifier", code_of(room)))
    assert "Trop d'essais" in read(stranger.commands("verifier"))
    assert "Trop d'essais" in read(stranger.commands("start", f"v-{code_of(room)}"))


def test_nothing_that_was_typed_is_kept(room: Room, stranger: Phone) -> None:
    stranger.commands("verifier", "P-HHHH2345")
    assert "HHHH2345" not in everything_kept(room.desk)  # not even until the name comes
    stranger.writes("Zébulon Quidam")
    kept = everything_kept(room.desk)
    assert "HHHH2345" not in kept
    assert "bulon" not in kept.casefold()


def test_the_copy_of_their_data_tells_nobody_whether_a_code_exists(room: Room, stranger: Phone) -> None:
    kept = []
    for code in (code_of(room), "P-AAAAAAAA"):
        stranger.commands("verifier", code)
        ((kind, about),) = room.desk.sql("select kind, about from dialog")
        kept.append((kind, len(about)))
    assert kept[0] == kept[1]


def test_verifying_leads_to_another_one_without_first_questions(room: Room, stranger: Phone) -> None:
    calls = stranger.commands("verifier", f"{code_of(room)} Léa Martin00")
    assert labels(calls) == ["🔎 Vérifier un certificat"]
    assert "Écrire ici son code" in read(stranger.taps("sx_verify"))
    assert "Écrire ici son code" in read(Phone(room.desk).commands("verifier"))


def test_a_code_cannot_be_made_to_break_anything(room: Room, stranger: Phone) -> None:
    for text in ("P-", "-", "P-<b>", "\0" * 8, "P-ＡＢＣＤ２３４５ x", "😀" * 200, "P" * 5000):
        stranger.commands("verifier", text)
        stranger.writes(text)
    assert UNKNOWN in read(Phone(room.desk).commands("verifier", "PPPPPPPPP Léa Martin00"))


def test_a_pupil_verifies_while_a_question_waits(room: Room) -> None:
    pupil = room.pupils[0]
    pupil.taps("begin:4.1")
    pupil.commands("verifier")
    pupil.writes(code_of(room))
    assert VALID in read(pupil.writes("Léa Martin00"))
    assert "En cours : 4.1" in plain(pupil.commands("start"))
