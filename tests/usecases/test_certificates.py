"""Certificates of mock certifications: issued when the jury publishes, the same again, or voided."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import certificates as rows
from bot.store.certificates import Certificate
from bot.store.sittings import Candidate
from bot.store.times import from_ms
from bot.transport.callback import pack
from bot.usecases.certification import certificates
from bot.usecases.certification.certificates import Document
from bot.usecases.certification.scored import Scored
from bot.usecases.turn import Rules
from bot.views.documents.makers import MAKERS
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.judging import GOOD, POOR, over, publishes
from tests.usecases.posting import Postman
from tests.usecases.schooling import person_id
from tests.usecases.sittings import Room


def of(room: Room, phone: Phone) -> Certificate | None:
    """The certificate in force of a candidate."""
    candidate = room.candidate(phone)
    return room.desk.turn(lambda tx: rows.of_candidate(tx, candidate.id))


def issued(room: Room, phone: Phone) -> Certificate:
    found = of(room, phone)
    assert found is not None
    return found


def certified(desk: Desk, *papers: str) -> Room:
    """A sitting whose results are published."""
    room = over(desk, *papers or (GOOD,))
    publishes(room)
    return room


def issues(room: Room, phone: Phone, scored: Scored) -> Certificate | None:
    """The result of a candidate is scored again, and published."""
    candidate = room.candidate(phone)
    return room.desk.turn(lambda tx: certificates.issue(room.teacher.turn(tx), candidate, scored))


def published(candidate: Candidate) -> Scored:
    assert candidate.result is not None
    return Scored.from_json(candidate.result)


def test_who_passed_gets_one_and_who_did_not_gets_none(desk: Desk) -> None:
    room = certified(desk, GOOD, POOR, "")
    assert [of(room, phone) is not None for phone in room.pupils] == [True, False, False]


def test_it_shows_who_where_when_and_what(desk: Desk) -> None:
    room = certified(desk)
    found = issued(room, room.pupils[0])
    document, result = Document.from_json(found.document), published(room.candidate(room.pupils[0]))
    assert (document.given_name, document.family_name) == ("Léa", "Martin00")
    assert (document.school, document.rules) == ("Collège des Tilleuls", "profile")
    assert (document.sat_on, document.valid_until) == ("2026-09-22", "2029-09-22")
    assert (document.total, document.most) == (result.total, 1024)
    assert len(document.levels) == 16
    assert {code: level for code, level in document.levels.items() if level} == result.levels
    assert found.person_id == person_id(room.pupils[0])


def test_its_last_day_is_a_whole_day_at_the_school(desk: Desk) -> None:
    room = certified(desk)
    end = from_ms(issued(room, room.pupils[0]).valid_until)
    assert end == datetime(2029, 9, 22, 21, 59, 59, 999_000, tzinfo=UTC)


def test_how_long_it_is_valid_is_a_setting(desk: Desk) -> None:
    desk.rules = Rules(certificate_years=1)
    room = certified(desk)
    assert Document.from_json(issued(room, room.pupils[0]).document).valid_until == "2027-09-22"


def test_the_end_of_february_has_an_end_in_every_year(desk: Desk) -> None:
    desk.clock.advance(datetime(2028, 2, 22, 8, tzinfo=UTC) - desk.clock.now())
    room = certified(desk)
    document = Document.from_json(issued(room, room.pupils[0]).document)
    assert (document.sat_on, document.valid_until) == ("2028-02-29", "2031-02-28")


def test_its_code_holds_no_two_signs_that_look_alike(desk: Desk) -> None:
    room = certified(desk, *[GOOD] * 3)
    codes = {issued(room, phone).code for phone in room.pupils}
    assert len(codes) == 3
    assert all(re.fullmatch(r"P-[ACDEFHJKMNPRTUVWXY2-9]{8}", code) for code in codes)


def test_a_code_is_never_given_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    room = over(desk, GOOD, GOOD)
    signs = iter("A" * 8 + "A" * 8 + "C" * 8)
    monkeypatch.setattr("secrets.choice", lambda _: next(signs))
    publishes(room)
    assert {issued(room, phone).code for phone in room.pupils} == {"P-AAAAAAAA", "P-CCCCCCCC"}


def test_the_same_result_keeps_the_same_certificate(desk: Desk) -> None:
    room = certified(desk)
    phone = room.pupils[0]
    before = issued(room, phone)
    assert issues(room, phone, published(room.candidate(phone))) == before
    assert issued(room, phone) == before


def test_another_result_voids_the_one_before(desk: Desk) -> None:
    room = certified(desk)
    phone = room.pupils[0]
    before, result = issued(room, phone), published(room.candidate(phone))
    lower = replace(result, levels={"1.1": 2}, pix={"1.1": 16}, total=16)
    again = issues(room, phone, lower)
    assert again is not None
    assert again.code != before.code
    assert issued(room, phone) == again
    known = {each.code: each.voided_at for each in desk.turn(lambda tx: rows.of_name(tx, before.name))}
    assert known[before.code] is not None
    assert known[again.code] is None


def test_a_result_that_is_cancelled_leaves_none(desk: Desk) -> None:
    room = certified(desk)
    phone = room.pupils[0]
    candidate = room.candidate(phone)
    desk.turn(lambda tx: certificates.void(room.teacher.turn(tx), candidate))
    assert of(room, phone) is None
    desk.turn(lambda tx: certificates.void(room.teacher.turn(tx), candidate))  # once is enough


def test_who_has_no_account_left_gets_none(desk: Desk) -> None:
    room = over(desk, GOOD)
    room.pupils[0].erases()
    (candidate,) = room.candidates()
    scored = Scored("issued", {"1.1": 1}, {"1.1": 8}, 8)
    assert desk.turn(lambda tx: certificates.issue(room.teacher.turn(tx), candidate, scored)) is None


def test_the_candidate_gets_a_file_that_is_made_when_it_is_sent(desk: Desk) -> None:
    room = certified(desk)
    phone = room.pupils[0]
    _, call = phone.taps(pack("sx_pdf", room.candidate(phone).id))
    assert call.file is not None
    assert (call.method, call.file.maker) == ("sendDocument", "certificate")
    (data,) = call.file.args
    assert data["name"] == "Léa MARTIN00"
    assert data["link"].endswith("?start=v-" + issued(room, phone).code)
    name, content = MAKERS["certificate"](data)
    assert name == "certificat-lea-martin00.pdf"
    assert content.startswith(b"%PDF-")


def test_nobody_else_gets_the_file(desk: Desk) -> None:
    room = certified(desk, GOOD, GOOD)
    data = pack("sx_pdf", room.candidate(room.pupils[0]).id)
    for other in (room.pupils[1], room.teacher, room.colleague()):
        assert "ne compte plus" in plain(other.taps(data))


def test_who_holds_it_is_reminded_before_it_ends(desk: Desk) -> None:
    room = certified(desk)
    found = issued(room, room.pupils[0])
    ((person, key, due, until),) = desk.sql(
        "select person_id, key, due_at, valid_until from notice where kind = 'expiring'"
    )
    assert (person, key, until) == (found.person_id, f"expiring:{found.id}", found.valid_until)
    assert 25 <= (found.valid_until - due) / 86_400_000 <= 30


def test_what_was_erased_with_its_account_cannot_be_verified_any_more(desk: Desk) -> None:
    room = certified(desk)
    name = issued(room, room.pupils[0]).name
    room.pupils[0].erases()
    assert desk.turn(lambda tx: rows.of_name(tx, name)) == []


def test_its_owner_is_told_a_month_before_its_end(desk: Desk) -> None:
    room = certified(desk)
    (lea,) = room.pupils
    postman = Postman(desk)
    postman.works()
    postman.reaches(lea)
    postman.until(from_ms(issued(room, lea).valid_until) - timedelta(days=35))
    assert "finit bientôt" not in postman.reaches(lea)
    postman.until(from_ms(issued(room, lea).valid_until) - timedelta(days=26, hours=12))  # a Monday
    told = postman.reaches(lea).replace("\u00a0", " ")
    assert "Ton certificat d'entraînement finit bientôt" in told
    assert "valable jusqu'au samedi 22 septembre" in told


def test_the_end_of_a_void_one_is_told_to_nobody(desk: Desk) -> None:
    room = certified(desk)
    (lea,) = room.pupils
    until = issued(room, lea).valid_until
    candidate = room.candidate(lea)
    desk.turn(lambda tx: certificates.void(lea.turn(tx), candidate))
    postman = Postman(desk)
    postman.until(from_ms(until) - timedelta(days=26, hours=12))
    assert "finit bientôt" not in postman.reaches(lea)
