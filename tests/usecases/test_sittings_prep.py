"""A sitting before the day: made in a dialog, announced, moved, cancelled; and by whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import codes, sittings
from bot.store.classes import Classroom
from bot.store.times import from_ms, to_ms
from bot.transport.callback import pack
from bot.usecases.certification.outcomes_prep import ROOM_LIMIT
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import Schooling, person_id
from tests.usecases.sittings import Room, announced, draft, offered
from tests.views.acceptable import buttons


def test_a_sitting_is_made_step_by_step_and_announced(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    tilleuls.pupil(sixth, "Léa Martin")
    tilleuls.enrols(sixth, "Tom Petit")
    assert "🎓 Certifications blanches" in offered(diallo.commands("enseignant"))
    assert "se prépare en deux minutes" in plain(diallo.taps("sp_list"))
    rules = plain(diallo.taps("sp_new"))
    assert "Étape 1 / 4" in rules
    assert "elle ne remplace pas la certification de l'État" in rules
    classes = plain(diallo.taps(diallo.button("sp_rules")))
    assert "Étape 2 / 4" in classes
    assert "Leurs élèves sont les candidats : 2 " in classes  # the only class is chosen already
    day = diallo.taps(diallo.button("sp_next"))
    assert "Étape 3 / 4" in plain(day)
    assert offered(day)[:4] == ["mar. 22/09", "ven. 25/09", "mar. 29/09", "mar. 06/10"]
    first = next(data for data in buttons(day[-1]) if data.startswith("sp_day"))
    hour = diallo.taps(first)
    assert "À quelle heure, mardi 22 septembre ?" in plain(hour)
    two = buttons(hour[-1])[offered(hour).index("14 h")]
    assert "Étape 4 / 4" in plain(diallo.taps(two))
    summary = plain(diallo.writes("Salle 204"))
    for words in ("Brouillon", "mardi 22 septembre à 14 h", "Salle 204", "1 h 45", "2 candidats · 6e B"):
        assert words in summary
    assert "1 candidat n'a pas rejoint sa classe ici : prévenez-le de vive voix" in summary
    done = diallo.taps(diallo.button("sp_announce"))
    assert "C'est annoncé" in plain(done)
    assert "🔑 Codes et feuille" in offered(done)
    assert "C'est annoncé" not in plain(diallo.taps(diallo.button("sp_announce")))  # tapped twice
    assert "22/09 · 14 h · Salle 204" in offered(diallo.taps("sp_list"))[1]


def test_what_was_begun_waits_and_is_taken_up_again(diallo: Phone, sixth: Classroom, desk: Desk) -> None:
    diallo.taps("sp_new")
    diallo.commands("enseignant")
    diallo.taps("sp_new")  # nothing was decided: the same one
    assert desk.sql("select count(*) from sitting") == [(1,)]
    diallo.taps(diallo.button("sp_rules").replace("profile", "adaptive"))
    for _ in range(4):
        diallo.taps("sp_new")
        diallo.taps(next(data for _, data in reversed(diallo.shown) if "adaptive" in data))
    assert desk.sql("select count(*) from sitting") == [(5,)]
    assert "Vous avez déjà 5 brouillons" in plain(diallo.taps("sp_new"))


# Day and hour


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("mardi 29 septembre 13h45", "mardi 29 septembre à 13 h 45"),
        ("29/09/2026 8:00", "mardi 29 septembre à 8 h"),
        ("demain 10 h", "mercredi 16 septembre à 10 h"),
        ("dans 2 semaines 9h", "mardi 29 septembre à 9 h"),
    ],
)
def test_day_and_hour_are_written_at_once(desk: Desk, written: str, understood: str) -> None:
    room = draft(desk)
    room.taps("sp_field", "date", 0)
    assert understood in plain(room.teacher.writes(written))


def test_a_day_alone_asks_for_its_hour(desk: Desk) -> None:
    room = draft(desk)
    room.taps("sp_field", "date", 0)
    assert "À quelle heure, vendredi 2 octobre ?" in plain(room.teacher.writes("2 octobre"))
    assert "Cette heure n'existe pas" in plain(room.teacher.writes("25 h"))
    assert "À quelle heure, lundi 5 octobre ?" in plain(room.teacher.writes("le lundi 5 octobre"))
    assert "lundi 5 octobre à 13 h 30" in plain(room.teacher.writes("13h30"))


def test_today_is_a_day_too(desk: Desk) -> None:
    room = draft(desk)
    room.taps("sp_field", "date", 0)
    assert "À quelle heure, mardi 15 septembre ?" in plain(room.teacher.writes("aujourd'hui"))
    assert "C'est déjà passé" in plain(room.teacher.writes("8 h"))  # it is ten there
    assert "mardi 15 septembre à 16 h" in plain(room.teacher.writes("16 h"))


@pytest.mark.parametrize("text", ["bientôt", "30 février", "1er septembre 2026 9 h", "25/12/2028 9 h"])
def test_what_is_no_date_to_come_is_asked_again(desk: Desk, text: str) -> None:
    room = draft(desk)
    before = room.sitting.starts_at
    room.taps("sp_field", "date", 0)
    assert "⚠️" in plain(room.teacher.writes(text))
    assert "Quel jour ?" in plain(room.teacher.writes("jamais"))
    assert room.sitting.starts_at == before


def test_a_day_without_school_is_not_offered_and_is_pointed_out(desk: Desk) -> None:
    room = draft(desk)
    desk.clock.advance(timedelta(days=4))  # a Saturday
    buttons_seen = offered(room.teacher.taps(pack("sp_field", room.sitting_id, "date", 0)))
    assert buttons_seen[:2] == ["lun. 28/09", "mar. 29/09"]
    said = plain(room.teacher.writes("samedi 3 octobre 9 h"))
    assert "Ce jour-là, le bot n'écrit à personne" in said


def test_a_room_has_a_name_that_is_not_too_long(desk: Desk) -> None:
    room = draft(desk)
    room.taps("sp_field", "room", 0)
    assert f"{ROOM_LIMIT} caractères au plus" in plain(room.teacher.writes("x" * (ROOM_LIMIT + 1)))
    assert "Ce nom est vide" in plain(room.teacher.writes("\u200b"))
    assert "CDI" in plain(room.teacher.writes("CDI"))


# Announcing


def test_what_is_missing_is_said_before_anybody_is_told(
    desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    diallo.taps("sp_new")
    ((id_,),) = desk.sql("select id from sitting")
    said = plain(diallo.taps(pack("sp_announce", id_)))
    assert "il n'y a aucun candidat" in said
    assert "Choisissez le jour et l'heure" in said
    assert desk.sql("select announced_at from sitting") == [(None,)]


def test_a_date_that_has_passed_is_not_announced(desk: Desk) -> None:
    room = draft(desk)
    desk.clock.advance(timedelta(days=8))
    assert "La date est passée" in room.taps("sp_announce")
    assert room.sitting.announced_at is None


def test_a_draft_is_deleted_with_its_codes(desk: Desk) -> None:
    room = draft(desk)
    code = room.sitting.code
    assert "personne n'a encore été prévenu" in room.taps("sp_delete", 0)
    assert desk.turn(lambda tx: codes.find(tx, code)) is not None
    assert "Le brouillon est supprimé" in room.taps("sp_delete", 1)
    assert desk.turn(lambda tx: codes.find(tx, code)) is None
    assert desk.sql("select count(*) from candidate") == [(0,)]


def test_an_announced_sitting_is_cancelled_not_deleted(desk: Desk) -> None:
    room = announced(desk)
    roy = room.colleague()
    room.taps("sp_give", "invigilator", person_id(roy), 1, 0)
    assert "Annulée" not in room.taps("sp_delete", 1)
    assert "C'est définitif" in room.taps("sp_cancel", 0)
    assert "C'est annulé" in room.taps("sp_cancel", 1)
    assert room.sitting.cancelled_at is not None
    told = desk.elsewhere[-1]
    assert told.chat_id == roy.chat_id
    assert "est annulée" in read(list(told.calls))
    assert "Annulée" in room.taps("sp_cancel", 1)  # tapped twice
    assert room.sitting.code not in room.taps("sp_codes").replace(" ", "")


# Changed later


def test_a_sitting_that_moves_tells_its_invigilators(desk: Desk) -> None:
    room = announced(desk)
    roy = room.colleague()
    room.taps("sp_give", "invigilator", person_id(roy), 1, 0)
    room.taps("sp_field", "date", 0)
    assert "les surveillants seront prévenus" in plain(room.teacher.writes("23/09/2026 9 h"))
    told = desk.elsewhere[-1]
    assert told.chat_id == roy.chat_id
    assert "Nouveau rendez-vous : mercredi 23 septembre à 9 h" in plain(list(told.calls))
    room.taps("sp_field", "rules", 0)
    before = len(desk.elsewhere)
    assert "C'est enregistré." in room.taps("sp_rules", "profile", 0)
    assert len(desk.elsewhere) == before


def enters(room: Room, phone: Phone, *, begins: bool = False) -> None:
    """A candidate is in the room, and has begun perhaps."""
    now = to_ms(room.desk.clock.now())
    inside = replace(
        room.candidate(phone), person_id=person_id(phone), entered_at=now, accepted_at=now, present_at=now
    )
    found = replace(inside, authorised_at=now, started_at=now) if begins else inside
    room.desk.turn(lambda tx: sittings.save_candidate(tx, found))


def test_on_another_day_everybody_enters_anew(desk: Desk) -> None:
    room = announced(desk)
    enters(room, room.pupils[0])
    room.taps("sp_field", "date", 0)
    room.teacher.writes("22/09/2026 15 h")
    assert room.candidate(room.pupils[0]).present_at is not None  # the same day, an hour later
    room.taps("sp_field", "date", 0)
    room.teacher.writes("29/09/2026 15 h")
    moved = room.candidate(room.pupils[0])
    assert (moved.person_id, moved.entered_at, moved.accepted_at, moved.present_at) == (None,) * 4


def test_once_somebody_has_begun_nothing_moves(desk: Desk) -> None:
    room = announced(desk)
    room.comes_to_the_hour()
    room.taps("sp_field", "date", 0)
    enters(room, room.pupils[0], begins=True)
    before = room.sitting
    assert "Ce n'est plus possible" in plain(room.teacher.writes("29/09/2026 15 h"))
    assert "Ce n'est plus possible" in room.taps("sp_rules", "profile", 0)
    assert "Ce n'est plus possible" in room.taps("sp_class", room.classroom.id, 0, 0, 0)
    assert "la session ne s'annule plus" in room.taps("sp_cancel", 1)
    assert room.sitting == before


def test_who_is_in_the_room_stays_a_candidate(desk: Desk) -> None:
    room = announced(desk)
    enters(room, room.pupils[0])
    inside = room.candidate(room.pupils[0])
    assert "reste dans la session" in plain(room.teacher.taps(pack("sp_out", inside.id)))
    assert "reste dans la session" in room.taps("sp_class", room.classroom.id, 0, 0, 0)
    assert len(room.candidates()) == 2


# The list


def test_the_nearest_sitting_comes_first(desk: Desk) -> None:
    room = announced(desk, days=21)
    nearer = announced_too(room, "22/09/2026 9 h")
    room.teacher.taps("sp_new")  # a draft
    buttons_seen = offered(room.teacher.taps("sp_list"))
    assert buttons_seen[1:4] == ["📣 22/09 · 9 h", "📣 06/10 · 14 h · Salle 204", "✏️ sans date"]
    room.teacher.taps(pack("sp_cancel", nearer, 1))
    assert offered(room.teacher.taps("sp_list"))[3] == "🚫 22/09 · 9 h"


def announced_too(room: Room, when: str) -> int:
    """One more sitting of the same teacher; its id."""
    room.teacher.taps("sp_new")
    ((id_,),) = room.desk.sql("select id from sitting order by id desc limit 1")
    room.teacher.taps(pack("sp_field", id_, "date", 0))
    room.teacher.writes(when)
    room.teacher.taps(pack("sp_announce", id_))
    return int(id_)


def test_lists_have_pages(desk: Desk) -> None:
    room = announced(desk)
    for hour in range(8, 17):
        announced_too(room, f"30/09/2026 {hour} h")
    assert "Page 1 / 2" in plain(room.teacher.taps("sp_list"))
    assert "Page 2 / 2" in plain(room.teacher.taps(pack("sp_list", 1)))
    assert "Page 2 / 2" in plain(room.teacher.taps(pack("sp_list", 99)))


def test_every_screen_says_that_it_is_a_training(desk: Desk) -> None:
    room = announced(desk)
    for data in ("sp_list", pack("sp_show", room.sitting_id), pack("sp_codes", room.sitting_id)):
        assert "ntraînement" in plain(room.teacher.taps(data))


# At the same time as another one


def _another(room: Room, hour: str) -> str:
    """The organiser prepares one more for the same class that day; what its page says."""
    day = from_ms(room.sitting.starts_at or 0)
    room.teacher.taps("sp_new")
    room.teacher.taps(room.teacher.button("sp_rules"))
    room.teacher.taps(room.teacher.button("sp_next"))
    room.teacher.writes(f"{day:%d/%m/%Y} {hour}")
    return plain(room.teacher.writes("CDI"))


def test_two_sittings_of_a_class_at_overlapping_times_are_noticed_not_forbidden(desk: Desk) -> None:
    room = announced(desk, 2)  # at 14 h, until 15 h 45
    page = _another(room, "15 h 30")
    assert "2 candidats sont aussi convoqués à une autre session à ce moment-là" in page
    assert "à 14 h · Salle 204. Est-ce bien voulu ?" in page
    done = plain(room.teacher.taps(room.teacher.button("sp_announce")))
    assert "C'est annoncé" in done
    assert "Est-ce bien voulu ?" in done
    room.taps("sp_cancel", 1)
    (other,) = {id_ for (id_,) in desk.sql("select id from sitting")} - {room.sitting_id}
    assert "Est-ce bien voulu ?" not in plain(room.teacher.taps(pack("sp_show", other)))


def test_one_after_the_other_is_nothing_to_notice(desk: Desk) -> None:
    room = announced(desk, 2)
    assert "à une autre session" not in _another(room, "15 h 45")


def test_extra_time_counts_for_who_has_it(desk: Desk) -> None:
    room = announced(desk, 2)
    longer = replace(room.candidates()[0], extra=50)
    desk.turn(lambda tx: sittings.save_candidate(tx, longer))
    assert "1 candidat est aussi convoqué" in _another(room, "15 h 45")


def test_who_no_longer_invigilates_does_not_come_back_by_the_same_code(desk: Desk) -> None:
    room = announced(desk, 1)
    roy, code = room.colleague(), room.sitting.staff_code
    roy.writes(code)
    said = room.taps("sp_give", "invigilator", person_id(roy), 0, 0)
    assert "Le code surveillant a changé" in said
    roy.writes(code)
    ids = {each.person_id for each in desk.turn(lambda tx: sittings.staff(tx, room.sitting_id))}
    assert person_id(roy) not in ids
    roy.writes(room.sitting.staff_code)
    who = person_id(roy)
    assert desk.turn(lambda tx: sittings.roles(tx, who, room.sitting_id)) == {"invigilator"}


def test_who_accepted_other_rules_reads_the_new_ones_before_the_start(desk: Desk) -> None:
    room = announced(desk, 1)  # adaptive
    ready = replace(room.candidates()[0], entered_at=1, accepted_at=2, present_at=3, authorised_at=4)
    desk.turn(lambda tx: sittings.save_candidate(tx, ready))
    room.taps("sp_rules", "adaptive", 0)
    assert room.candidates() == [ready]
    room.taps("sp_rules", "profile", 0)
    assert room.candidates() == [replace(ready, accepted_at=None, authorised_at=None)]
