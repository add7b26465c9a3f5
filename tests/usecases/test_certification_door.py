"""At the door of a mock certification: the access code, who it is, the rules, the wait, the start."""

from datetime import timedelta

import pytest

from bot.store.times import to_ms
from bot.transport.callback import pack
from tests.usecases.adults import adult
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.entrances import (
    begins,
    change,
    enters,
    has_levels,
    lets_begin,
    opened,
    reached,
    requests,
    sitting_with,
    waits,
)
from tests.usecases.schooling import Schooling
from tests.usecases.sittings import announced, draft

NOT_ALLOWED = "Tu n'as pas accès à cette page"


def test_a_candidate_goes_from_the_code_to_the_first_question(desk: Desk) -> None:
    room = opened(desk)
    lea = room.pupils[0]
    asked = plain(lea.writes(room.sitting.code.lower()))
    assert "Certification blanche, pour s'entraîner" in asked
    assert "Tu es bien Léa MARTIN00, 6e B ?" in asked
    assert "pas la certification officielle" in plain(lea.taps(lea.button("sd_me")))
    assert "Présence : le surveillant va la noter" in plain(lea.taps(lea.button("sd_accept")))
    lets_begin(room, room.candidate(lea))
    assert "C'est quand tu veux" in reached(lea)
    begun = lea.taps(lea.button("sd_start"))
    assert "Question 1 / 32" in plain(begun)
    candidate = room.candidate(lea)
    now = to_ms(desk.clock.now())
    steps = (candidate.entered_at, candidate.accepted_at, candidate.present_at, candidate.authorised_at)
    assert (*steps, candidate.started_at) == (now,) * 5


def test_a_second_tap_on_commencer_changes_nothing(desk: Desk) -> None:
    room = opened(desk)
    lea = room.pupils[0]
    begins(lea, room)
    before = room.candidate(lea)
    desk.clock.advance(timedelta(seconds=10))
    lea.taps(pack("sd_start", before.id))
    assert room.candidate(lea) == before


def test_who_comes_too_early_is_told_when_it_opens(desk: Desk) -> None:
    room = announced(desk, 1, days=2)
    (lea,) = room.pupils
    said = plain(lea.writes(room.sitting.code))
    assert "pas encore ouverte" in said
    assert "On entre à partir de jeudi 17 septembre à 13 h" in said
    change(room, opened_at=1)
    assert "Tu es bien" in plain(lea.writes(room.sitting.code))


@pytest.mark.parametrize(
    ("column", "said"),
    [("closed_at", "est terminée"), ("cancelled_at", "est annulée")],
)
def test_nobody_comes_in_afterwards(desk: Desk, column: str, said: str) -> None:
    room = opened(desk)
    lea, tom = room.pupils
    tom.writes(room.sitting.code)
    waits(lea, room)
    change(room, **{column: 1})
    assert said in plain(lea.taps(lea.button("sd_wait")))
    assert said in plain(tom.taps(tom.button("sd_me")))
    assert said in plain(tom.writes(room.sitting.code))
    assert [each.entered_at for each in room.candidates() if each.account != room.candidate(lea).account] == [
        None
    ]


@pytest.mark.parametrize("columns", [("present_at",), ("authorised_at",), ("present_at", "authorised_at")])
def test_a_forged_start_begins_nothing(desk: Desk, columns: tuple[str, ...]) -> None:
    room = opened(desk)
    lea = room.pupils[0]
    waits(lea, room)
    lets_begin(room, room.candidate(lea))
    for column in columns:
        desk.sql(f"update candidate set {column} = null")  # noqa: S608  # a name of ours
    said = plain(lea.taps(pack("sd_start", room.candidate(lea).id)))
    assert "le surveillant va" in said
    assert room.candidate(lea).started_at is None


def test_nobody_begins_without_the_rules_or_after_the_sitting(desk: Desk) -> None:
    room = opened(desk)
    lea, tom = room.pupils
    for phone in room.pupils:
        enters(phone, room)
        lets_begin(room, room.candidate(phone))
    assert "Les règles" in plain(lea.taps(pack("sd_start", room.candidate(lea).id)))
    tom.taps(tom.button("sd_accept"))
    change(room, closed_at=1)
    assert "est terminée" in plain(tom.taps(pack("sd_start", room.candidate(tom).id)))
    assert [each.started_at for each in room.candidates()] == [None, None]


def test_the_buttons_of_another_candidate_do_nothing(desk: Desk) -> None:
    room = opened(desk)
    lea, tom = room.pupils
    waits(lea, room)
    lets_begin(room, room.candidate(lea))
    for action in ("sd_start", "sd_accept", "sd_wait", "sd_leave"):
        assert NOT_ALLOWED in plain(tom.taps(pack(action, room.candidate(lea).id)))
        assert NOT_ALLOWED in plain(tom.taps(pack(action, 7)))
    for action in ("sd_ask", "sd_go"):
        assert NOT_ALLOWED in plain(tom.taps(pack(action, room.sitting_id)))
    assert room.candidate(lea).started_at is None


def test_a_code_that_was_made_up_in_a_button_is_a_wrong_try(desk: Desk) -> None:
    room, other = opened(desk), opened(desk)
    tom, stranger = room.pupils[1], other.candidates()[0]
    said = plain(tom.taps(pack("sd_me", room.sitting.code, stranger.id)))
    assert "Ce bouton ne marche plus" in said
    for _ in range(12):
        tom.taps(pack("sd_me", "AAAAAA222", stranger.id))
    assert "Trop de codes" in plain(tom.writes(room.sitting.code))
    assert "Trop de codes" in plain(tom.taps(pack("sd_else", room.sitting.code)))


def test_the_code_of_another_sitting_leads_to_its_own_door(desk: Desk) -> None:
    room, other = opened(desk, 1), opened(desk, 1)
    (lea,) = room.pupils
    assert "Écris ici ton prénom et ton nom" in plain(lea.writes(other.sitting.code))
    assert "pas dans la liste" in plain(lea.writes("Zoé Personne"))


def test_coming_back_shows_where_one_stands(desk: Desk) -> None:
    room = opened(desk)
    lea = room.pupils[0]
    enters(lea, room)
    assert "Les règles" in plain(lea.commands("start"))
    lea.taps(lea.button("sd_accept"))
    entered = room.candidate(lea)
    desk.clock.advance(timedelta(minutes=1))
    assert "Règles acceptées" in plain(lea.writes(room.sitting.code))
    assert "Règles acceptées" in plain(lea.commands("start"))
    assert room.candidate(lea) == entered
    change(room, closed_at=1)
    assert "Règles acceptées" not in plain(lea.commands("start"))


def test_an_account_with_two_lines_says_which(desk: Desk) -> None:
    room = opened(desk, 1)
    (lea,) = room.pupils
    group = room.school.classroom(room.teacher, "Groupe info")
    room.school.enrols(group, "Léa Martin00", lea)
    room.teacher.taps(pack("sp_class", room.sitting_id, group.id, 1, 0, 0))
    asked = lea.writes(room.sitting.code)
    assert labels(asked)[:2] == ["6e B · Léa MARTIN00", "Groupe info · Léa MARTIN00"]
    second = next(each for each in room.candidates() if each.class_id == group.id)
    lea.taps(pack("sd_me", room.sitting.code, second.id))
    assert sitting_with(lea, room).id == second.id
    first = next(each for each in room.candidates() if each.id != second.id)
    assert "Ce téléphone est celui de" in plain(lea.taps(pack("sd_me", room.sitting.code, first.id)))


def test_who_is_not_certifiable_is_told_what_is_missing(desk: Desk) -> None:
    room = opened(desk, certifiable=False)
    lea = room.pupils[0]
    has_levels(lea, 3)
    said = enters(lea, room)
    assert "Encore 2 compétences" in said
    assert "Tu en as 3" in said
    desk.sql("update candidate set accepted_at = 1, present_at = 1, authorised_at = 1")
    assert "Encore 2 compétences" in plain(lea.taps(pack("sd_start", room.candidate(lea).id)))
    has_levels(lea, 5)
    assert "C'est quand tu veux" in plain(lea.taps(pack("sd_wait", room.candidate(lea).id)))


def test_a_newcomer_is_asked_little_and_lands_at_the_name(desk: Desk) -> None:
    room = opened(desk)
    borrowed = Phone(desk)
    asked = plain(borrowed.commands("start", room.sitting.code))
    assert "15 ans" in asked
    borrowed.taps("age:1")
    landed = plain(borrowed.taps("device:phone"))
    assert "Écris ici ton prénom et ton nom" in landed
    assert "Tu es bien Tom MARTIN01, 6e B ?" in plain(borrowed.writes("martin01 TOM"))
    assert "Le surveillant est prévenu" in plain(borrowed.taps(borrowed.button("sd_me")))
    assert "Tom" in reached(room.teacher)
    assert "Le surveillant est déjà prévenu" in plain(borrowed.commands("start"))
    assert len(requests(room)) == 1


def test_it_is_not_me(desk: Desk) -> None:
    room = opened(desk)
    lea, tom = room.pupils
    lea.writes(room.sitting.code)
    assert "Écris ici ton prénom" in plain(lea.taps(lea.button("sd_else")))
    waits(lea, room)
    lets_begin(room, room.candidate(lea))
    reached(lea)
    assert "Écris ici ton prénom" in plain(lea.taps(lea.button("sd_leave")))
    freed = room.candidate(lea)
    assert {freed.person_id, freed.entered_at, freed.accepted_at, freed.present_at, freed.authorised_at} == {
        None
    }
    begins(tom, room)
    tom.taps(pack("sd_leave", room.candidate(tom).id))
    assert room.candidate(tom).running


@pytest.mark.parametrize("name", ["???", "1", "x" * 200])
def test_what_is_no_name_is_asked_again(desk: Desk, name: str) -> None:
    room = opened(desk)
    stranger = Phone(desk)
    stranger.settles()
    stranger.writes(room.sitting.code)
    assert "nom" in plain(stranger.writes(name))
    assert "Tu es bien" in plain(stranger.writes("Léa Martin00"))


def test_names_are_not_guessed_one_after_the_other(desk: Desk) -> None:
    room = opened(desk)
    stranger = Phone(desk)
    stranger.settles()
    stranger.writes(room.sitting.code)
    for place in range(10):
        assert "pas dans la liste" in plain(stranger.writes(f"Zoé Personne{place}"))
    assert "Trop de codes" in plain(stranger.writes("Léa Martin00"))
    assert requests(room) == []


def test_a_code_is_taken_where_a_name_is_awaited(desk: Desk) -> None:
    room, other = opened(desk, 1), opened(desk, 1)
    (lea,) = room.pupils
    lea.writes(other.sitting.code)
    assert "Tu es bien Léa" in plain(lea.writes(room.sitting.code))
    lea.writes(other.sitting.code)
    link = f"https://t.me/TremplinBot?start={room.sitting.code}"
    assert "Tu es bien Léa" in plain(lea.writes(link))


def test_the_draft_of_a_sitting_is_nobodys_business(desk: Desk) -> None:
    room = draft(desk, 1)
    (lea,) = room.pupils
    assert "code" in plain(lea.writes(room.sitting.code))
    assert "sd_me" not in {data.split(":")[0] for _, data in lea.shown}
    newcomer = Phone(desk)
    assert "Écris ici" not in plain(newcomer.commands("start", room.sitting.code))


def test_adults_are_told_whose_code_it_is(desk: Desk) -> None:
    room = opened(desk)
    mother, elsewhere = adult(desk), Schooling(desk, "Collège Hugo").teacher("M. Petit")
    assert "Ce code est pour les candidats" in plain(mother.writes(room.sitting.code))
    assert "demandez le code des surveillants" in plain(elsewhere.writes(room.sitting.code))
    for phone in (mother, elsewhere, room.teacher):
        forged = pack("sd_me", room.sitting.code, room.candidates()[0].id)
        assert "Ce code est pour les candidats" in plain(phone.taps(forged))
    found = room.teacher.writes(room.sitting.code)
    assert labels(found) == ["👁 Surveiller"]
    assert requests(room) == []


def test_a_colleague_watches_by_the_staff_code(desk: Desk) -> None:
    room = opened(desk)
    roy = room.colleague()
    became = roy.writes(room.sitting.staff_code)
    assert "Vous surveillez cette certification blanche" in plain(became)
    assert "Vous surveillez déjà" in plain(roy.writes(room.sitting.staff_code))
    assert "Léa" in plain(roy.taps(roy.button("sb_show")))


def test_the_staff_code_is_for_who_teaches_there(desk: Desk) -> None:
    room = opened(desk)
    elsewhere = Schooling(desk, "Collège Hugo").teacher("M. Petit")
    for phone in (elsewhere, adult(desk), room.pupils[0]):
        assert "Ce code est pour les surveillants" in plain(phone.writes(room.sitting.staff_code))
        assert "pas accès à cette page" in plain(phone.taps(pack("sb_show", room.sitting_id)))
    assert desk.sql("select count(*) from sitting_staff where role = 'invigilator'") == [(0,)]


def test_the_staff_code_of_what_is_over_makes_nobody_an_invigilator(desk: Desk) -> None:
    room = opened(desk)
    roy = room.colleague()
    for column, said in (("closed_at", "est terminée"), ("cancelled_at", "est annulée")):
        change(room, **{column: 1})
        assert said in plain(roy.writes(room.sitting.staff_code))
    assert desk.sql("select count(*) from sitting_staff where role = 'invigilator'") == [(0,)]


def test_a_newcomer_with_the_staff_code_is_taken_for_a_teacher(desk: Desk) -> None:
    room = opened(desk)
    newcomer = Phone(desk)
    newcomer.commands("start", room.sitting.staff_code)
    said = plain(newcomer.taps("device:computer"))
    assert "Ce code est pour les surveillants" in said


def test_of_who_has_finished_nobody_else_hears(desk: Desk) -> None:
    room = opened(desk)
    lea, tom = room.pupils
    begins(lea, room)
    desk.sql(f"update candidate set ended_at = 1, ended_for = 'finished' where id = {room.candidate(lea).id}")  # noqa: S608  # a number
    tom.writes(room.sitting.code)
    tom.taps(tom.button("sd_else"))
    assert "Tu es bien Léa" in plain(tom.writes("Léa Martin00"))
    said = plain(tom.taps(tom.button("sd_me")))
    assert "On n'entre pas à ce nom avec ce téléphone" in said
    assert "terminé" not in said
    assert requests(room) == []


def test_seen_a_candidate_is_told_in_one_line(desk: Desk) -> None:
    room = opened(desk)
    lea = room.pupils[0]
    waits(lea, room)
    room.teacher.taps(pack("sb_see", room.candidate(lea).id, 1))
    (call,) = next(each for each in desk.elsewhere if each.chat_id == lea.chat_id).calls
    assert "Présence notée pour cette certification blanche" in plain([call])
    assert labels([call]) == []
    assert "Présence notée" in plain(lea.taps(lea.button("sd_wait")))
