"""«/certification»: am I ready, what the day is like, my sittings, and what they came to, kindly."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.store import classes, sittings
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases import states
from bot.usecases.certification.scored import Scored, nothing
from tests.usecases.adults import adult, family_link
from tests.usecases.campaigning import everything, labels, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.judging import GOOD, POOR, over, publishes
from tests.usecases.posting import Postman
from tests.usecases.sittings import FIVE, Room, announced, becomes_certifiable, draft

BUTTON = "🎓 Ma certification blanche"
SHOW = "👪 Montrer à mes responsables"
TRAINING = "ne remplace pas la certification officielle"


def result(room: Room, phone: Phone) -> str:
    """The page of the sitting, as its candidate reads it."""
    return plain(phone.taps(pack("sx_one", room.candidate(phone).id)))


def changes(room: Room, phone: Phone, **columns: object) -> None:
    """What others write of a candidate."""
    candidate = replace(room.candidate(phone), **columns)  # type: ignore[arg-type]  # columns of a candidate
    room.desk.turn(partial(sittings.save_candidate, candidate=candidate))


def is_told(room: Room, phone: Phone, scored: Scored) -> str:
    """The jury has published this."""
    now = to_ms(room.desk.clock.now())
    changes(room, phone, result=scored.to_json(), published_at=now)
    return result(room, phone)


# Am I ready?


def test_who_begins_is_told_what_is_missing_and_where_to_begin(desk: Desk, lea: Phone) -> None:
    calls = lea.commands("certification")
    said = plain(calls)
    assert (
        "Ton profil n'est pas encore certifiable : 0 compétence au niveau 1 ou plus sur 5. Encore 5." in said
    )
    assert TRAINING in said
    assert "1.1 Recherche : à essayer" in said
    assert "🎯 1.1" in labels(calls)
    assert "📋 Mes sessions" not in labels(calls)


def test_the_page_stays_calm_with_a_sitting_to_come_and_others_before(desk: Desk) -> None:
    room = announced(desk, 1)
    calls = room.pupils[0].commands("certification")
    for step in ("Avant : s'entraîner un peu", "Pendant : 1 h 45", "Après : le jury relit"):
        assert step in plain(calls)
    assert "📋 Mes sessions" not in labels(calls)  # the one to come is all there is
    first = room.candidate(room.pupils[0])
    older = replace(room.sitting, id=room.sitting.id + 1, code="ABCDEF234", staff_code="ABCDEF235")
    desk.turn(lambda tx: sittings.add(tx, replace(older, cancelled_at=1)))
    desk.turn(lambda tx: sittings.summon(tx, older.id, first.pupil_id))
    calls = room.pupils[0].commands("certification")
    rows = calls[-1].params["reply_markup"]["inline_keyboard"]
    assert len(rows) == 5
    assert [each["text"] for each in rows[0]] == ["🗓 Ma session", "📋 Mes sessions"]


def test_a_pupil_reads_the_rules_in_plain_words(desk: Desk) -> None:
    room = announced(desk, 1)
    said = result(room, room.pupils[0])
    assert "1 h 45 de test : chaque réponse choisit la suite" in said


def test_the_nearest_to_level_1_come_first(desk: Desk, lea: Phone) -> None:
    some = replace(lea.state("4.1"), pix=5.2)
    desk.turn(lambda tx: states.save(lea.turn(tx), some))
    said = plain(lea.commands("certification"))
    assert "4.1 Sécurité : encore 3 pix" in said
    assert said.index("4.1 Sécurité") < said.index("1.1 Recherche")


def test_whose_profile_is_certifiable_is_told_so(desk: Desk, lea: Phone) -> None:
    desk.library = everything()
    becomes_certifiable(lea)
    said = plain(lea.commands("certification"))
    assert f"Ton profil est certifiable : {len(FIVE)} compétences" in said
    assert "Les plus proches du niveau 1" in said
    assert "🎓 Ton profil est certifiable" in plain(lea.commands("profil"))


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("before", "code d'accès"),
        ("during", "1 h 45"),
        ("after", "jury"),
        ("sincere", "profil gonflé"),
    ],
)
def test_the_day_is_told_step_by_step(desk: Desk, lea: Phone, about: str, words: str) -> None:
    lea.commands("certification")
    assert words in plain(lea.taps(f"sx_advice:{about}"))
    assert "certifiable" in plain(lea.taps("sx_ready"))


def test_adults_may_look_too(desk: Desk, mother: Phone) -> None:
    assert "Votre profil n'est pas encore certifiable" in plain(mother.commands("certification"))


# Where the way in stands


def test_home_leads_there_only_for_who_is_summoned(desk: Desk, lea: Phone) -> None:
    room = announced(desk, 1)
    assert BUTTON in labels(room.pupils[0].commands("start"))
    assert BUTTON not in labels(lea.commands("start"))
    assert BUTTON in labels(lea.commands("profil"))


def test_a_draft_is_not_announced_by_a_button(desk: Desk) -> None:
    room = draft(desk, 1)
    assert BUTTON not in labels(room.pupils[0].commands("start"))
    assert "pas encore certifiable" in plain(room.pupils[0].commands("certification"))
    assert "Ce bouton ne compte plus" in result(room, room.pupils[0])


def test_teachers_are_not_led_there(desk: Desk) -> None:
    room = announced(desk, 1)
    assert BUTTON not in labels(room.teacher.commands("start"))


# Before, on the day, and after


def test_a_summons_says_when_where_and_how_long(desk: Desk) -> None:
    room = announced(desk, 1)
    phone = room.pupils[0]
    assert "Ta prochaine session : mardi 22 septembre à 14 h" in plain(phone.commands("certification"))
    said = plain(phone.taps("sx_mine"))
    assert "mardi 22 septembre à 14 h, Salle 204" in said
    assert "1 h 45 de test" in said
    assert "il faut le niveau 1 dans 5 compétences : encore 5" in said
    assert "session d'entraînement" in said


def test_extra_time_is_counted_in(desk: Desk) -> None:
    room = announced(desk, 1)
    changes(room, room.pupils[0], extra=33)
    assert "2 h 19 de test" in result(room, room.pupils[0])


def test_when_the_door_opens_the_code_is_asked(desk: Desk) -> None:
    room = announced(desk, 1)
    phone = room.pupils[0]
    room.comes_to_the_hour(61)
    assert "🔢 J'ai un code" not in labels(phone.taps(pack("sx_one", room.candidate(phone).id)))
    room.comes_to_the_hour(60)
    assert "🔢 J'ai un code" in labels(phone.taps(pack("sx_one", room.candidate(phone).id)))


def test_a_sitting_that_was_cancelled_says_so_and_leaves_home(desk: Desk) -> None:
    room = announced(desk, 1)
    cancelled = replace(room.sitting, cancelled_at=to_ms(desk.clock.now()))
    desk.turn(lambda tx: sittings.save(tx, cancelled))
    assert "La session est annulée" in result(room, room.pupils[0])
    assert BUTTON not in labels(room.pupils[0].commands("start"))


def test_before_the_jury_publishes_nobody_reads_a_result(desk: Desk) -> None:
    room = over(desk, GOOD)
    phone = room.pupils[0]
    said = result(room, phone)
    assert "Résultat en attente" in said
    assert "jury" in said
    assert "pix" not in said
    assert "📄 Mon certificat" not in labels(phone.taps("sx_mine"))
    assert "ne compte plus" in plain(phone.taps(pack("sx_pdf", room.candidate(phone).id)))
    assert "Je ne trouve pas" in plain(phone.taps(pack("sx_show", room.candidate(phone).id, 1)))


def test_each_candidate_reads_their_own_result_in_kind_words(desk: Desk) -> None:
    room = over(desk, GOOD, POOR, "")
    publishes(room)
    passed, failed, absent = (result(room, phone) for phone in room.pupils)
    assert "Certification blanche : obtenue" in passed
    assert "120 pix sur 1024" in passed
    assert "▰▰▰▱▱▱▱▱ 3 · 1.1 Recherche" in passed
    assert TRAINING in passed
    assert "Certification blanche : non obtenue" in failed
    assert "Ton profil ne change pas" in failed
    assert "pix sur" not in failed
    assert "Certification blanche : annulée" in absent
    assert "n'a pas été commencé" in absent


@pytest.mark.parametrize(
    ("scored", "title", "words"),
    [
        (nothing("rejected", "no_level"), "non obtenue", "le niveau 1 vient vite"),
        (nothing("rejected", "too_few"), "non obtenue", "au moins 20 réponses"),
        (nothing("rejected", "fraud", "Deux écrans."), "non obtenue", "Deux écrans."),
        (nothing("cancelled", "too_few"), "annulée", "ce n'est pas une faute"),
        (nothing("cancelled", "neutralised"), "annulée", "Tu n'y es pour rien"),
        (nothing("cancelled", "jury", "Alarme incendie."), "annulée", "Alarme incendie."),
        (nothing("cancelled", "erased"), "annulée", "effacées"),
        (nothing("pending", "held"), "en attente", "rien n'est décidé"),
    ],
)
def test_every_word_comes_with_an_explanation_and_what_next(
    desk: Desk, scored: Scored, title: str, words: str
) -> None:
    room = announced(desk, 1)
    said = is_told(room, room.pupils[0], scored)
    assert f"Certification blanche : {title}" in said
    assert words in said
    assert "👉" in said


def test_several_sittings_are_listed_the_latest_first(desk: Desk) -> None:
    room = over(desk, GOOD)
    publishes(room)
    phone = room.pupils[0]
    room.teacher.taps("sp_home")
    first = room.candidate(phone)
    later = replace(room.sitting, id=room.sitting.id + 1, code="ABCDEF234", staff_code="ABCDEF235")
    desk.turn(lambda tx: sittings.add(tx, later))
    desk.turn(lambda tx: sittings.summon(tx, later.id, first.pupil_id))
    said = plain(phone.taps("sx_mine"))
    assert said.count("mardi 22 septembre à 14 h") == 2
    assert said.index("en attente") < said.index("obtenue")


def test_brothers_and_sisters_on_one_phone_are_told_whose_it_is(desk: Desk) -> None:
    room = announced(desk, 1)
    brother = room.school.enrols(room.classroom, "Tom Martin00", room.pupils[0])
    desk.turn(lambda tx: sittings.summon(tx, room.sitting_id, brother.id))
    said = plain(room.pupils[0].taps("sx_mine"))
    assert "Léa" in said
    assert "Tom" in said


def test_nobody_opens_somebody_elses(desk: Desk) -> None:
    room = over(desk, GOOD, GOOD)
    publishes(room)
    mine = room.candidate(room.pupils[0])
    for data in (
        pack("sx_one", mine.id),
        pack("sx_show", mine.id, 1),
        "sx_one:zz",
        pack("sx_one", 2**63 - 1),
    ):
        for other in (room.pupils[1], room.teacher, room.colleague()):
            assert "ne compte plus" in plain(other.taps(data))
    assert room.candidate(room.pupils[0]).shared_at is None


# At home


@pytest.fixture
def at_home(desk: Desk) -> tuple[Room, Phone, Phone]:
    """A published sitting, its candidate, and the mother who follows by the school's letter."""
    room = over(desk, GOOD)
    publishes(room)
    (line,) = desk.turn(lambda tx: classes.pupils(tx, room.classroom.id))
    mother = adult(desk)
    mother.commands("start", family_link(line))
    mother.taps(mother.button("k_follow"))
    return room, room.pupils[0], mother


def test_a_result_is_shown_at_home_once_its_candidate_says_so(
    desk: Desk, postman: Postman, at_home: tuple[Room, Phone, Phone]
) -> None:
    room, phone, mother = at_home
    tomorrow = desk.clock.now().replace(hour=17)
    candidate = room.candidate(phone)
    assert SHOW in labels(phone.taps(pack("sx_one", candidate.id)))
    asked = plain(phone.taps(pack("sx_show", candidate.id, 0)))
    assert "Montrer ton résultat à tes responsables" in asked
    assert room.candidate(phone).shared_at is None
    assert "C'est noté" in plain(phone.taps(phone.button("sx_show")))
    postman.until(tomorrow)
    letter = postman.reaches(mother)
    assert "120" in letter
    assert SHOW not in labels(phone.taps(pack("sx_one", candidate.id)))
    assert "C'est déjà fait" in plain(phone.taps(pack("sx_show", candidate.id, 1)))


def test_without_a_word_of_the_candidate_nobody_at_home_is_told(
    desk: Desk, postman: Postman, at_home: tuple[Room, Phone, Phone]
) -> None:
    _, _, mother = at_home
    postman.until(desk.clock.now().replace(hour=20))
    assert "certification" not in postman.reaches(mother).casefold()


def test_who_is_followed_by_nobody_is_offered_nothing(desk: Desk) -> None:
    room = over(desk, GOOD)
    publishes(room)
    assert SHOW not in labels(room.pupils[0].taps("sx_mine"))


def test_a_result_that_changed_is_another_one_to_show(desk: Desk, at_home: tuple[Room, Phone, Phone]) -> None:
    room, phone, _ = at_home
    phone.taps(pack("sx_show", room.candidate(phone).id, 0))
    yes = phone.button("sx_show")
    changes(room, phone, published_at=to_ms(desk.clock.now()) + 1)
    assert "Montrer ton résultat" in plain(phone.taps(yes))  # what was read is no longer the result
    assert room.candidate(phone).shared_at is None
    desk.clock.advance(timedelta(seconds=1))
    assert "C'est noté" in plain(phone.taps(phone.button("sx_show")))
    changes(room, phone, published_at=to_ms(desk.clock.now()) + 1)
    assert SHOW in labels(phone.taps(pack("sx_one", room.candidate(phone).id)))
