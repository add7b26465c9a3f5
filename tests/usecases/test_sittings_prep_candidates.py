"""The candidates of a sitting before the day, their time, its staff, its codes; and who may touch what."""

from datetime import timedelta

import pytest

from bot.handlers.sittings_prep import SUBJECT
from bot.store import schools, sittings
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.certification.clock import allowed_ms
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import Schooling, person_id
from tests.usecases.sittings import Room, announced, becomes_certifiable, draft, offered
from tests.views.acceptable import buttons

MINUTE = 60_000


# Extra time


@pytest.mark.parametrize(
    ("percent", "label", "told", "minutes"),
    [
        (25, "+25 % : 2 h 12", "25 % de temps en plus", 131.25),
        (33, "Tiers temps : 2 h 20", "tiers temps", 139.65),
        (50, "+50 % : 2 h 38", "50 % de temps en plus", 157.5),
    ],
)
def test_a_candidate_is_given_more_time(
    desk: Desk, percent: int, label: str, told: str, minutes: float
) -> None:
    room = draft(desk)
    first = room.candidates()[0]
    listed = room.teacher.taps(pack("sp_people", room.sitting_id, 0))
    assert "Martin00 Léa" in offered(listed)
    page = room.teacher.taps(pack("sp_one", first.id))
    assert "✅ Temps normal : 1 h 45" in offered(page)
    given = room.teacher.taps(pack("sp_extra", first.id, percent))
    assert f"✅ {label}" in offered(given)
    assert told in plain(given)
    assert allowed_ms(room.sitting, room.candidates()[0]) == minutes * MINUTE
    assert "Temps en plus : 1" in room.taps("sp_show")


def test_another_time_is_written(desk: Desk) -> None:
    room = draft(desk)
    first = room.candidates()[0]
    for wrong in ("beaucoup", "-5", "201", "٣٣", "33.3"):
        room.teacher.taps(pack("sp_other", first.id))
        assert "un nombre de 0 à 200" in plain(room.teacher.writes(wrong))
    assert "40 % de temps en plus" in plain(room.teacher.writes("40 %"))
    assert room.candidates()[0].extra == 40
    room.teacher.taps(pack("sp_extra", first.id, 999))
    assert room.candidates()[0].extra == 40


# Left out, and back


def test_a_pupil_is_left_out_and_put_back(desk: Desk) -> None:
    room = announced(desk, 3)
    lea = room.candidate(room.pupils[0])
    said = room.teacher.taps(pack("sp_out", lea.id))
    assert "2 candidats" in plain(said)
    assert "➖ Retirés (1)" in offered(said)
    room.school.enrols(room.classroom, "Nina Zola")  # by hand: nobody is told of her here
    out = room.teacher.taps(room.teacher.button("sp_outs"))
    assert "➕ Martin00 Léa" in offered(out)
    back = room.teacher.taps(room.teacher.button("sp_back"))
    assert "4 candidats" in plain(back)
    room.teacher.taps(pack("sp_out", lea.id))  # an old button of who was left out
    assert len(room.candidates()) == 4


def test_the_last_candidate_of_an_announced_sitting_stays(desk: Desk) -> None:
    room = announced(desk, 1)
    assert "Il faut garder au moins un candidat" in plain(
        room.teacher.taps(pack("sp_out", room.candidates()[0].id))
    )
    assert "Il faut garder au moins un candidat" in room.taps("sp_class", room.classroom.id, 0, 0, 0)
    assert len(room.candidates()) == 1


def test_classes_are_chosen_and_let_go(desk: Desk) -> None:
    room = draft(desk, 2)
    other = room.school.classroom(room.teacher, "6e C")
    room.school.enrols(other, "Nina Zola")
    assert "3 pour l'instant" in room.taps("sp_class", other.id, 1, 0, 0)
    listed = room.teacher.taps(pack("sp_people", room.sitting_id, 0))
    assert "Zola Nina · 6e C" in offered(listed)
    assert "1 pour l'instant" in room.taps("sp_class", room.classroom.id, 0, 0, 0)
    assert [each.name for each in room.candidates()] == ["Zola Nina"]


def test_only_classes_of_ones_own_are_chosen(desk: Desk) -> None:
    room = draft(desk)
    theirs = room.school.classroom(room.colleague(), "4e A")
    room.taps("sp_class", theirs.id, 1, 0, 0)
    port = Schooling(desk, "Lycée du Port")
    far = port.classroom(port.teacher("Mme Ferrand"), "2de 1")
    room.taps("sp_class", far.id, 1, 0, 0)
    assert {each.class_name for each in room.candidates()} == {"6e B"}


# Colleagues


def test_colleagues_invigilate_and_receive_the_results(desk: Desk) -> None:
    room = draft(desk)
    roy = room.colleague()
    asked = room.teacher.taps(pack("sp_team", room.sitting_id, "invigilator", 0))
    assert offered(asked)[0] == "▫️ M. Roy"
    assert "Mme Diallo" not in offered(asked)[0]
    given = room.taps("sp_give", "invigilator", person_id(roy), 1, 0)
    assert "1 personne choisie" in given
    assert desk.elsewhere == []  # it is a draft: it may come to nothing
    results = room.teacher.taps(pack("sp_team", room.sitting_id, "results", 0))
    assert "✅ Mme Diallo" in offered(results)
    room.taps("sp_announce")
    ((told),) = desk.elsewhere
    assert told.chat_id == roy.chat_id
    assert "Mme Diallo vous a choisi pour surveiller" in plain(list(told.calls))
    assert "🧑‍🏫 Mme Diallo, M. Roy" in room.taps("sp_show")
    room.taps("sp_give", "invigilator", person_id(roy), 0, 0)
    assert "M. Roy" not in room.taps("sp_show")


def test_an_invigilator_sees_the_codes_and_changes_nothing(desk: Desk) -> None:
    room = announced(desk)
    roy = room.colleague()
    room.taps("sp_give", "invigilator", person_id(roy), 1, 0)
    page = roy.taps(pack("sp_show", room.sitting_id))
    assert [each for each in offered(page) if "⬅️" not in each] == ["👁 Surveiller", "🔑 Codes et feuille"]
    assert room.sitting.code in plain(roy.taps(pack("sp_codes", room.sitting_id))).replace(" ", "")
    before = room.sitting, room.candidates()
    for data in forged(room):
        roy.taps(data)
    assert (room.sitting, room.candidates()) == before
    assert "📣 22/09 · 14 h · Salle 204" in offered(roy.taps("sp_list"))


def test_who_leaves_the_school_leaves_its_sittings(desk: Desk) -> None:
    room = announced(desk)
    roy = room.colleague()
    id_, school = person_id(roy), room.school.school.id
    room.taps("sp_give", "invigilator", id_, 1, 0)
    desk.turn(lambda tx: schools.withdraw(tx, id_, school, 1))
    assert "Voir" not in plain(roy.taps(pack("sp_codes", room.sitting_id)))
    assert [each.name for each in desk.turn(lambda tx: sittings.staff(tx, room.sitting_id))].count(
        "M. Roy"
    ) == 0


def test_another_name_of_the_organiser_is_signed(desk: Desk) -> None:
    room = announced(desk)
    room.teacher.taps("t_name")
    room.teacher.writes("Mme Diallo-Petit")
    room.teacher.taps("t_named")
    assert room.sitting.organiser == "Mme Diallo-Petit"


# Codes


def test_codes_are_handed_out(desk: Desk) -> None:
    room = announced(desk)
    first = room.candidates()[0]
    room.teacher.taps(pack("sp_extra", first.id, 33))
    page = room.taps("sp_codes")
    code, staff_code = room.sitting.code, room.sitting.staff_code
    assert f"Candidats : {code[:3]} {code[3:6]} {code[6:]}" in page
    assert f"Surveillant : {staff_code[:3]} {staff_code[3:6]} {staff_code[6:]}" in page
    for staff, expected in ((0, code), (1, staff_code)):
        (picture,) = [each for each in room.teacher.taps(pack("sp_qr", room.sitting_id, staff)) if each.file]
        assert picture.file is not None
        assert picture.file.args[0].endswith(f"start={expected}")
    (sheet,) = [each for each in room.teacher.taps(pack("sp_sheet", room.sitting_id)) if each.file]
    assert sheet.file is not None
    made = sheet.file.args[0]
    assert made["code"] == code
    assert staff_code not in str(made)  # candidates see the sheet
    assert [(row["name"], row["time"], row["extra"]) for row in made["rows"]] == [
        ("Martin00 Léa", "2\u00a0h\u00a020", 33),
        ("Martin01 Tom", "1\u00a0h\u00a045", 0),
    ]


def test_a_draft_has_no_codes_to_hand_out(desk: Desk) -> None:
    room = draft(desk)
    for action in ("sp_codes", "sp_sheet"):
        assert room.sitting.code not in room.taps(action).replace(" ", "")


# Rights


def forged(room: Room) -> list[str]:
    """Every button that changes a sitting, as somebody may make it up."""
    id_, candidate = room.sitting_id, room.candidates()[0]
    return [
        pack("sp_edit", id_),
        pack("sp_field", id_, "date", 0),
        pack("sp_next", id_, "room", 1),
        pack("sp_rules", id_, "profile", 0),
        pack("sp_classes", id_, 0, 0),
        pack("sp_class", id_, room.classroom.id, 0, 0, 0),
        pack("sp_day", id_, 740_000, 0),
        pack("sp_hour", id_, 740_000, 600, 0),
        pack("sp_people", id_, 0),
        pack("sp_one", candidate.id),
        pack("sp_extra", candidate.id, 50),
        pack("sp_other", candidate.id),
        pack("sp_out", candidate.id),
        pack("sp_outs", id_, 0),
        pack("sp_back", id_, candidate.pupil_id),
        pack("sp_team", id_, "invigilator", 0),
        pack("sp_give", id_, "invigilator", person_id(room.pupils[0]), 1, 0),
        pack("sp_announce", id_),
        pack("sp_cancel", id_, 1),
        pack("sp_delete", id_, 1),
    ]


def shown_to_staff(room: Room) -> list[str]:
    id_ = room.sitting_id
    return [pack("sp_show", id_), pack("sp_codes", id_), pack("sp_qr", id_, 1), pack("sp_sheet", id_)]


def test_every_button_is_tried_by_who_may_not(desk: Desk) -> None:
    room = announced(desk)
    tried = {data.split(":")[0] for data in (*forged(room), *shown_to_staff(room))}
    assert tried == set(SUBJECT.actions) - {"sp_list", "sp_new"}


def test_nobody_else_sees_or_changes_a_sitting(desk: Desk) -> None:
    room = announced(desk)
    strangers = [room.colleague(), Schooling(desk, "Lycée du Port").teacher("Mme Ferrand", "admin")]
    before = room.sitting, room.candidates()
    for phone in (*strangers, room.pupils[0]):
        for data in (*forged(room), *shown_to_staff(room)):
            said = plain(phone.taps(data))
            assert "Salle 204" not in said, data
            assert "Martin" not in said, data
    assert (room.sitting, room.candidates()) == before


def test_buttons_of_nothing_are_refused(desk: Desk) -> None:
    room = announced(desk)
    before = room.sitting, room.candidates()
    for data in (pack("sp_one", 7), pack("sp_show", 7), pack("sp_out", 7), "sp_show", "sp_hour:1:2:3:4:5"):
        assert buttons(room.teacher.taps(data)[-1]) == []
    room.taps("sp_give", "invigilator", person_id(room.pupils[0]), 1, 0)
    assert (room.sitting, room.candidates()) == before
    assert len(desk.turn(lambda tx: sittings.staff(tx, room.sitting_id))) == 2


def test_an_administrator_leads_every_sitting_of_the_school(desk: Desk) -> None:
    room = announced(desk)
    admin: Phone = room.school.teacher("Mme Le Goff", "admin")
    assert "📣 22/09 · 14 h · Salle 204" in offered(admin.taps("sp_list"))
    admin.taps(pack("sp_field", room.sitting_id, "room", 0))
    assert "CDI" in plain(admin.writes("CDI"))
    assert room.sitting.room == "CDI"
    assert "Mme Diallo" in read(admin.taps(pack("sp_show", room.sitting_id)))


def test_a_right_that_was_withdrawn_meanwhile_is_gone(desk: Desk) -> None:
    room = announced(desk)
    room.taps("sp_field", "room", 0)
    id_, school = person_id(room.teacher), room.school.school.id
    desk.turn(lambda tx: schools.withdraw(tx, id_, school, 1))
    room.teacher.writes("CDI")
    assert room.sitting.room == "Salle 204"


# The builder of other stories


def test_a_pupil_of_these_stories_becomes_certifiable(desk: Desk) -> None:
    room = announced(desk, 1)
    becomes_certifiable(room.pupils[0])
    assert "certifiable" in plain(room.pupils[0].commands("profil"))
    room.comes_to_the_hour()
    assert room.sitting.starts_at == to_ms(desk.clock.now() + timedelta(minutes=10))
