"""A teacher and their classes: made, looked at, shared, put away; and what others may never touch."""

import pytest

from bot.handlers import classes as handler
from bot.store import schools
from bot.store.classes import Classroom
from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import ROSTER, names, numbered, roster, sends
from tests.usecases.schooling import Schooling, person_id
from tests.views.acceptable import buttons


def test_a_class_takes_a_level_and_a_name(desk: Desk, diallo: Phone) -> None:
    assert "Aucune classe" in read(diallo.taps("k_list:0"))
    assert "quel niveau" in read(diallo.taps("k_new"))
    assert "Touchez d'abord un niveau" in read(diallo.writes("6e B"))
    assert "nom de la classe" in read(diallo.taps("k_level:6e"))

    said = read(diallo.writes("  6e\u200b B "))

    assert "La classe est créée" in said
    assert "Comment s'appelle ce parcours" in read(diallo.taps(diallo.button("c_for")))
    assert "Code de la classe" in said
    assert "Mme Diallo" in said
    assert "• 6e B" in read(diallo.taps("k_list:0"))
    (code,) = desk.sql("select c.code from code c join classroom k on k.code = c.code and c.about = k.id")
    assert len(code[0]) == 9


def test_a_name_that_is_none_is_asked_again(diallo: Phone) -> None:
    diallo.taps("k_level:6e")
    for text in ("\u200b", "***", "x" * 61, "\n\n", "😀" * 2000):
        assert "60 caractères au plus" in read(diallo.writes(text))
    assert "créée" in read(diallo.writes("6"))


def test_a_hostile_name_is_shown_as_it_is(diallo: Phone) -> None:
    diallo.taps("k_level:6e")
    assert "🏫 <b>x</b> & co" in read(diallo.writes("<b>x</b> & co"))


def test_a_class_is_renamed(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_rename", sixth.id))
    assert "60 caractères" in read(diallo.writes("?"))
    assert "🏫 6e C" in read(diallo.writes("6e C"))
    assert "6e C" in read(diallo.taps("k_list:0"))


def test_an_archived_class_leaves_the_list_and_can_come_back(diallo: Phone, sixth: Classroom) -> None:
    assert "Archiver 6e B" in read(diallo.taps(pack("k_archive", sixth.id, 0)))
    assert "archivée" in read(diallo.taps(pack("k_archive", sixth.id, 1)))
    assert "archivée" in read(diallo.taps(pack("k_archive", sixth.id, 1)))
    assert "6e B" not in read(diallo.taps("k_list:0"))
    assert "6e B" in read(diallo.taps("k_archived:0"))
    assert "archivée" not in read(diallo.taps(pack("k_take_out", sixth.id)))
    assert "6e B" in read(diallo.taps("k_list:0"))


def test_classes_come_by_page(tilleuls: Schooling, diallo: Phone) -> None:
    for number in range(10):
        tilleuls.classroom(diallo, f"6e {number}")
    (calls,) = [each for each in diallo.taps("k_list:0") if each.method != "answerCallbackQuery"]
    assert len([data for data in buttons(calls) if data.startswith("k_show")]) == 8
    assert "6e 9" in read(diallo.taps("k_list:1"))
    assert "6e 9" in read(diallo.taps(pack("k_list", 999)))


def test_an_administrator_sees_every_class_of_the_school(tilleuls: Schooling, sixth: Classroom) -> None:
    admin, colleague = tilleuls.teacher("M. Roy", "admin"), tilleuls.teacher("M. Petit")
    assert "6e B" in read(admin.taps("k_list:0"))
    assert "6e B" in read(admin.taps(pack("k_show", sixth.id)))
    assert "6e B" not in read(colleague.taps("k_list:0"))
    assert "pas accès" in read(colleague.taps(pack("k_show", sixth.id)))


def test_a_class_is_shared_with_a_colleague_and_taken_back(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    colleague = tilleuls.teacher("M. Petit")
    diallo.taps(pack("k_team", sixth.id, 0))
    said = read(diallo.taps(pack("k_share", sixth.id, person_id(colleague))))
    assert "M. Petit" in said
    assert "6e B" in read(colleague.taps(pack("k_show", sixth.id)))
    diallo.taps(pack("k_share", sixth.id, person_id(colleague)))  # again

    diallo.taps(pack("k_unshare", sixth.id, person_id(colleague)))
    assert "pas accès" in read(colleague.taps(pack("k_show", sixth.id)))

    diallo.taps(pack("k_unshare", sixth.id, person_id(diallo)))
    assert "6e B" in read(diallo.taps(pack("k_show", sixth.id)))  # the last teacher stays


def test_who_shared_a_class_can_leave_it(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    colleague = tilleuls.teacher("M. Petit")
    diallo.taps(pack("k_share", sixth.id, person_id(colleague)))
    assert "Aucune classe" in read(diallo.taps(pack("k_unshare", sixth.id, person_id(diallo))))
    assert "pas accès" in read(diallo.taps(pack("k_show", sixth.id)))


def test_a_class_is_not_shared_with_another_school(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    stranger = Schooling(desk, "Lycée Jaurès").teacher("Mme Autre")
    diallo.taps(pack("k_share", sixth.id, person_id(stranger)))
    assert "pas accès" in read(stranger.taps(pack("k_show", sixth.id)))


# Pupils


def test_a_pupil_is_added_by_name(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    assert "Léa Martin" in read(diallo.taps(pack("k_add", sixth.id)))
    assert "pas reconnu" in read(diallo.writes("Léa"))
    said = read(diallo.writes("Léa Martin"))
    assert "Léa Martin" in said
    assert "start=p-" in said
    line = roster(desk, sixth.id)["Léa Martin"]
    assert (line.given_name, line.family_name, line.key) == ("Léa", "Martin", "martin lea")


def test_pupils_are_added_one_after_the_other(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_add", sixth.id))
    assert "Encore un" in read(diallo.writes("Léa Martin"))
    diallo.writes("Tom Petit")
    diallo.writes("tom petit")
    diallo.taps(diallo.button("k_twin"))
    diallo.writes("Zoé Roux")
    assert names(desk, sixth.id) == {"Léa Martin", "Tom Petit", "Zoé Roux"}
    diallo.taps(pack("k_show", sixth.id))
    diallo.writes("Ali Baba")
    assert "Ali Baba" not in names(desk, sixth.id)


def test_a_homonym_is_added_only_once_confirmed(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_add", sixth.id))
    diallo.writes("Léa Martin")
    diallo.taps(pack("k_add", sixth.id))
    assert "Il y a déjà" in read(diallo.writes("LEA MARTIN"))
    twin = diallo.button("k_twin")
    diallo.taps(twin)
    diallo.taps(twin)
    keys = [key for (key,) in desk.sql("select key from pupil order by key")]
    assert keys == ["martin lea", "martin lea#2"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script> & co", "Ed\u202ene\u200b Née", "=cmd|A0 Léa"])
def test_hostile_names_are_only_names(diallo: Phone, sixth: Classroom, name: str) -> None:
    diallo.taps(pack("k_add", sixth.id))
    assert "C'est ajouté" in read(diallo.writes(name))
    diallo.taps(pack("k_pupils", sixth.id, 0))
    diallo.taps(diallo.button("k_pupil"))


def test_a_pupil_is_renamed_set_aside_and_brought_back(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_add", sixth.id))
    diallo.writes("Léa Martin")
    line = roster(desk, sixth.id)["Léa Martin"]
    diallo.taps(pack("k_repupil", line.id))
    assert "Léa Morin" in read(diallo.writes("Léa Morin"))
    diallo.taps(pack("k_aside", line.id, 1))
    diallo.taps(pack("k_aside", line.id, 1))
    assert names(desk, sixth.id) == set()
    diallo.taps(pack("k_left", sixth.id, 0))
    diallo.taps(pack("k_aside", line.id, 0))
    assert names(desk, sixth.id) == {"Léa Morin"}
    assert roster(desk, sixth.id)["Léa Morin"].selector == line.selector


def test_a_pupil_has_a_qr_code(desk: Desk, diallo: Phone, tilleuls: Schooling, sixth: Classroom) -> None:
    line = tilleuls.enrols(sixth, "Léa Martin")
    calls = diallo.taps(pack("k_qr", line.id))
    (file,) = [call.file for call in calls if call.file]
    assert (file.maker, file.args[1]) == ("qr", "Léa Martin")
    assert file.args[0].endswith(f"start=p-{line.selector}{line.secret}")


# What is printed


def test_cards_and_letters_are_for_those_who_are_here(
    desk: Desk, diallo: Phone, tilleuls: Schooling, sixth: Classroom
) -> None:
    assert "aucun élève" in read(diallo.taps(pack("k_cards", sixth.id)))
    here = tilleuls.enrols(sixth, "Léa Martin")
    left = tilleuls.enrols(sixth, "Hugo Petit")
    diallo.taps(pack("k_aside", left.id, 1))

    (cards,) = [call.file for call in diallo.taps(pack("k_cards", sixth.id)) if call.file]
    assert cards.maker == "class_sheet"
    assert [each["name"] for each in cards.args[0]["pupils"]] == ["Léa Martin"]
    assert cards.args[0]["pupils"][0]["code"] == sixth.code

    (letters,) = [call.file for call in diallo.taps(pack("k_letters", sixth.id)) if call.file]
    (letter,) = letters.args[0]["letters"]
    assert letter["guardian_link"].endswith(f"start=g-{here.guardian_selector}{here.guardian_secret}")
    assert letters.args[0]["teacher"] == "Mme Diallo"
    assert letters.args[0]["date_words"] == "15 septembre 2026"


def test_a_large_class_is_printed_in_several_files(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, numbered(450))
    diallo.taps(diallo.button("k_do"))
    files = [call.file for call in diallo.taps(pack("k_cards", sixth.id)) if call.file]
    assert [len(file.args[0]["pupils"]) for file in files] == [200, 200, 50]


# Others


def test_nobody_of_another_school_gets_anywhere(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, ROSTER)
    diallo.taps(diallo.button("k_do"))
    line = roster(desk, sixth.id)["Léa Martin"]
    zoe = Phone(desk)
    zoe.settles()
    desk.sql(
        "insert into join_request (person_id, class_id, name, asked_at)"  # noqa: S608  # our own numbers
        f" values ({person_id(zoe)}, {sixth.id}, 'Zoé', 1)"
    )
    tables = ("classroom", "class_teacher", "pupil", "join_request", "guardian")
    before = [desk.sql(f"select * from {table}") for table in tables]  # noqa: S608  # ours

    lycee = Schooling(desk, "Lycée Jaurès")
    strangers = [lycee.teacher("Mme Autre", "admin"), zoe, tilleuls.teacher("M. Petit")]
    for stranger in strangers:
        for data in forged(sixth, line.id, person_id(zoe), person_id(stranger)):
            said = read(stranger.taps(data))
            assert "accès" in said, (data, said)
            assert "Martin" not in said

    assert [desk.sql(f"select * from {table}") for table in tables] == before  # noqa: S608  # ours


def forged(classroom: Classroom, pupil: int, asking: int, me: int) -> list[str]:
    """Every button of a teacher about one class and one pupil."""
    of_class = [
        "k_show",
        "k_rename",
        "k_take_out",
        "k_cards",
        "k_letters",
        "k_add",
        "k_twin",
        "k_import",
        "k_sent",
    ]
    paged = ["k_team", "k_pupils", "k_left", "k_asks"]
    of_pupil = ["k_pupil", "k_qr", "k_repupil", "k_family", "k_renew", "k_letter"]
    of_preview = ["k_stay", "k_swap", "k_do", "k_cancel"]
    of_request = ["k_ask", "k_accept", "k_refuse"]
    id_ = classroom.id
    return [
        *(pack(action, id_) for action in of_class),
        *(pack(action, id_, 0) for action in paged),
        *(pack(action, pupil) for action in of_pupil),
        *(pack(action, id_, 1) for action in of_preview),
        *(pack(action, id_, asking) for action in of_request),
        *(pack("k_archive", id_, sure) for sure in (0, 1)),
        *(pack("k_aside", pupil, aside) for aside in (0, 1)),
        *(pack("k_unlink", pupil, sure) for sure in (0, 1)),
        *(pack(action, id_, me) for action in ("k_share", "k_unshare")),
        pack("k_renew", pupil, "a-_Z" * 2),
        pack("k_who", id_, asking, 0),
        pack("k_give", id_, asking, pupil),
        pack("k_look", id_, 1, 0),
        pack("k_keep", id_, 1, 2, 0),
        pack("k_other", id_, 1, 2, 0),
        pack("k_group", id_, 1, 0),
    ]


def test_the_list_above_has_every_button_of_a_teacher() -> None:
    known = {data.split(":")[0] for data in forged(Classroom(1, 1, "", "6e", "", 1, None), 1, 1, 1)}
    of_teachers = {*handler._CLASSES, *handler._PUPILS, *handler._ROSTERS, *handler._REQUESTS}
    assert of_teachers - known == {"k_list", "k_archived", "k_new", "k_level"}


def test_a_pupil_has_no_classes_to_manage(lea: Phone) -> None:
    for data in ("k_list:0", "k_archived:0", "k_new", "k_level:6e"):
        assert "accès" in read(lea.taps(data))


def test_a_role_withdrawn_while_a_name_is_awaited_makes_nothing(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    for tap, text in (("k_level:6e", "6e Z"), (pack("k_add", sixth.id), "Léa Martin")):
        desk.sql("update member set withdrawn_at = null")
        diallo.taps(tap)
        desk.sql("update member set withdrawn_at = 1")
        assert "accès" in read(diallo.writes(text))
        assert "accès" not in read(diallo.writes(text))  # nobody awaits it any more
    assert desk.sql("select count(*) from classroom") == [(1,)]
    assert desk.sql("select count(*) from pupil") == [(0,)]


def test_a_class_is_made_in_the_school_it_was_begun_in_or_nowhere(
    desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    lycee, me = Schooling(desk, "Lycée Jaurès"), person_id(diallo)
    desk.turn(lambda tx: schools.put_member(tx, me, lycee.school.id, "teacher", "Mme Diallo", 1))
    desk.turn(lambda tx: schools.choose(tx, me, tilleuls.school.id, 10**15))
    diallo.taps("k_level:6e")
    desk.turn(lambda tx: schools.withdraw(tx, me, tilleuls.school.id, 5))
    assert "accès" in read(diallo.writes("6e Z"))
    assert desk.sql("select count(*) from classroom") == [(0,)]
