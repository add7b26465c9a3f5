"""A teacher brings in a class: the file, the preview, and only then the pupils."""

import pytest

from bot.store.classes import Classroom
from bot.transport.callback import pack
from bot.transport.events import EventKind, SentFile
from bot.usecases.classes import importing
from bot.usecases.classes.outcomes import RosterNotRead
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import ROSTER, is_read, names, numbered, roster, sends
from tests.usecases.schooling import Schooling, person_id

TAPS = ("k_do", "k_cancel", "k_stay", "k_look", "k_swap")


def imports(teacher: Phone, classroom: Classroom, content: str | bytes, name: str = "eleves.csv") -> str:
    """A whole import, with what every preview offers by itself; what the teacher reads at the end."""
    teacher.taps(pack("k_import", classroom.id))
    sends(teacher, content, name)
    return read(teacher.taps(teacher.button("k_do")))


def test_nothing_is_stored_before_the_teacher_says_so(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    assert "CSV" in read(diallo.taps(pack("k_import", sixth.id)))

    said = read(sends(diallo, ROSTER))

    assert "Je lis le fichier" in said
    assert "4 nouveaux élèves" in said
    assert names(desk, sixth.id) == set()

    said = read(diallo.taps(diallo.button("k_do")))

    assert "4 élèves dans la classe" in said
    assert names(desk, sixth.id) == {"Léa Martin", "Jean-Baptiste de La Tour", "Zoé Nguyên", "Hugo Petit"}


def test_a_list_that_nobody_asked_for_finds_its_class(
    desk: Desk, diallo: Phone, tilleuls: Schooling, sixth: Classroom
) -> None:
    tilleuls.classroom(diallo, "5e A")
    assert "Est-ce une liste d'élèves" in read(sends(diallo, ROSTER))
    calls = diallo.taps(pack("k_sent", sixth.id))
    (fetch,) = [each for each in calls if each.method == "getFile"]
    assert "4 nouveaux élèves" in read(is_read(diallo, fetch, "eleves.csv", ROSTER.encode()))
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) == 4
    assert "CSV" in read(diallo.taps(pack("k_sent", sixth.id)))  # it was taken: another is asked for


def test_only_teachers_are_asked_what_a_document_is(tilleuls: Schooling, diallo: Phone, lea: Phone) -> None:
    assert "Je lis seulement" in read(sends(lea, ROSTER))
    assert "Créez d'abord la classe" in read(sends(diallo, ROSTER))


def test_the_list_of_a_new_class_is_awaited_at_once(desk: Desk, diallo: Phone) -> None:
    diallo.taps("k_new")
    diallo.taps("k_level:6e")
    assert "Envoyez ici la liste" in read(diallo.writes("6e D"))
    assert "4 nouveaux élèves" in read(sends(diallo, ROSTER))


def test_two_taps_on_import_import_once(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    imports(diallo, sixth, ROSTER)
    before = roster(desk, sixth.id)

    assert "C'est déjà noté" in read(diallo.taps(diallo.button("k_do")))
    assert roster(desk, sixth.id) == before


def test_cancelling_stores_nothing_and_the_old_button_says_so(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, ROSTER)
    assert "rien n'a été enregistré" in read(diallo.taps(diallo.button("k_cancel")))
    assert "n'est plus là" in read(diallo.taps(diallo.button("k_do")))
    assert names(desk, sixth.id) == set()


def test_another_file_takes_the_place_of_the_first(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, "Nom;Prénom\nMAUVAISE;Classe\n")
    wrong = diallo.button("k_do")
    sends(diallo, ROSTER)

    assert "n'est plus là" in read(diallo.taps(wrong))
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) == 4


def test_importing_again_changes_nothing(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    imports(diallo, sixth, ROSTER)
    before = roster(desk, sixth.id)

    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, ROSTER.replace("Léa", "LÉA").replace("NGUYÊN", "Nguyen")))

    assert "0 nouvel élève" in said
    assert "4 déjà dans la classe" in said
    diallo.taps(diallo.button("k_do"))
    assert roster(desk, sixth.id) == before


def test_who_left_is_set_aside_and_comes_back_with_what_they_had(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    imports(diallo, sixth, ROSTER)
    hugo = Phone(desk)
    hugo.settles()
    line = roster(desk, sixth.id)["Hugo Petit"]
    hugo.commands("start", f"p-{line.selector}{line.secret}")
    hugo.taps(hugo.button("k_me"))

    said = imports(diallo, sixth, ROSTER.replace("PETIT;Hugo;M;6E B\n", ""))
    assert "1 mis de côté" in said
    assert "Hugo Petit" not in names(desk, sixth.id)

    assert "1 de retour" in imports(diallo, sixth, ROSTER)
    back = roster(desk, sixth.id)["Hugo Petit"]
    assert (back.id, back.person_id, back.selector) == (line.id, person_id(hugo), line.selector)


def test_pupils_missing_from_the_file_may_stay(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    imports(diallo, sixth, ROSTER)
    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, "Nom;Prénom\nHOARAU;Inès\n"))
    assert "4 absents de la liste" in said
    assert "Plus de la moitié de la classe" in said

    assert "absent" not in read(diallo.taps(diallo.button("k_stay")))
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) == 5


def test_another_spelling_is_the_same_pupil_unless_the_teacher_says_otherwise(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    imports(diallo, sixth, ROSTER)
    lea = roster(desk, sixth.id)["Léa Martin"]
    respelled = ROSTER.replace("MARTIN;Léa", "MARTINN;Léa")

    diallo.taps(pack("k_import", sixth.id))
    assert "c'est Léa Martin, avec un nouveau nom" in read(sends(diallo, respelled))
    assert "un autre élève que Léa Martin" in read(diallo.taps(diallo.button("k_other")))
    assert "c'est Léa Martin" in read(diallo.taps(diallo.button("k_other")))
    diallo.taps(diallo.button("k_do"))
    assert roster(desk, sixth.id)["Léa Martinn"].id == lea.id

    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, ROSTER)
    diallo.taps(diallo.button("k_other"))
    diallo.taps(diallo.button("k_do"))
    now = roster(desk, sixth.id)
    assert now["Léa Martin"].id != lea.id
    assert now["Léa Martinn"].set_aside_at is not None


DIRTY = """Nom;Prénom;Sexe
MARTIN;Léa;F
MARTIN;Léa;F
=HYPERLINK("http://x");Hugo;M
;Zoé;F
DURAND;;M
Total : 5 élèves;;
"""


def test_every_doubtful_line_is_shown_with_its_number_and_can_be_taken(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, DIRTY))
    for number in (3, 4, 5, 6, 7):
        assert f"l. {number} · " in said
    assert "commence comme une formule" in said
    assert all("k_keep" not in data or ":4:" not in data for _, data in diallo.shown)

    keeps = [data for _, data in diallo.shown if data.startswith("k_keep")]
    assert "importée" in read(diallo.taps(keeps[0]))
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) >= 1


def test_pasted_names_are_added_and_nobody_is_set_aside(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    imports(diallo, sixth, ROSTER)
    diallo.taps(pack("k_import", sixth.id))
    said = read(diallo.writes("HOARAU Inès\nPAYET Tom"))
    assert "2 nouveaux élèves" in said
    assert "absent" not in said
    diallo.taps(diallo.button("k_do"))
    assert names(desk, sixth.id) >= {"Inès Hoarau", "Tom Payet", "Léa Martin"}
    assert len(names(desk, sixth.id)) == 6


def test_names_cut_by_guess_can_be_swapped(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    first = read(diallo.writes("Inès Hoarau\nTom Payet"))
    second = read(diallo.taps(diallo.button("k_swap")))
    assert ("Inès HOARAU" in first, "Hoarau INÈS" in second) == (True, True)
    diallo.taps(diallo.button("k_swap"))
    diallo.taps(diallo.button("k_do"))
    assert names(desk, sixth.id) == {"Inès Hoarau", "Tom Payet"}


def test_of_a_file_with_several_classes_ours_is_read(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    other = "".join(f"AUTRE{i};Élève;M;6E A\n" for i in "ABCDEFG")
    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, ROSTER + other))
    assert "4 nouveaux élèves" in said
    groups = [data for _, data in diallo.shown if data.startswith("k_group")]
    assert "7 nouveaux élèves" in read(diallo.taps(groups[0]))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.png", b"\x89PNG\r\n", "CSV, TXT et XLSX"),
        ("eleves.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "CSV, TXT et XLSX"),
        ("vide.csv", b"", "personne"),
        ("notes.csv", b"a;b\n1;2\n3;4\n", "colonne"),
    ],
)
def test_another_file_is_refused_kindly_and_a_list_still_awaited(
    desk: Desk, diallo: Phone, sixth: Classroom, name: str, content: bytes, words: str
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, content, name))
    assert words in said
    assert "J'attends toujours la liste" in said
    assert "4 nouveaux élèves" in read(sends(diallo, ROSTER))


def test_a_file_over_two_mebibytes_is_never_fetched(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    calls = sends(diallo, ROSTER, size=2 * 1024 * 1024 + 1)
    assert "2 Mo" in read(calls)
    assert [call.method for call in calls] == ["sendMessage"]


@pytest.mark.parametrize("refused", ["fetch", "too_large", "broken"])
def test_a_file_that_could_not_be_read_is_said(
    desk: Desk, diallo: Phone, sixth: Classroom, refused: str
) -> None:
    result = desk.turn(lambda tx: importing.read(diallo.turn(tx), sixth.id, {"refused": refused}))
    assert [type(each) for each in result] == [RosterNotRead]


def test_a_teacher_who_lost_the_role_meanwhile_imports_nothing(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, ROSTER)
    desk.sql(f"update member set withdrawn_at = 1 where person_id = {person_id(diallo)}")  # noqa: S608  # ours
    for action in TAPS[:3]:
        data = next((d for _, d in reversed(diallo.shown) if d.startswith(action)), pack(action, sixth.id, 1))
        assert "pas accès" in read(diallo.taps(data))
    assert names(desk, sixth.id) == set()


def test_a_file_read_after_the_role_was_lost_says_nothing(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    file = SentFile("f", "eleves.csv", 10)
    calls = diallo.does(EventKind.DOCUMENT, diallo.next_message(), file=file)
    desk.sql(f"update member set withdrawn_at = 1 where person_id = {person_id(diallo)}")  # noqa: S608  # ours
    (call,) = [each for each in calls if each.method == "getFile"]
    assert "pas accès" in read(is_read(diallo, call, "eleves.csv", ROSTER.encode()))


def test_start_leaves_the_import_and_nothing_stays_of_it(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    sends(diallo, ROSTER)
    diallo.commands("start")
    assert "n'est plus là" in read(diallo.taps(diallo.button("k_do")))
    assert desk.sql("select count(*) from dialog") == [(0,)]


def test_a_whole_school_can_be_one_list(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    diallo.taps(pack("k_import", sixth.id))
    assert "4999 nouveaux élèves" in read(sends(diallo, numbered(4999)))
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) == 4999


def test_a_homonym_who_may_have_left_stays_until_the_teacher_says_who(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    twins = "Nom;Prénom\nMARTIN;Lucas\nMARTIN;Lucas\nPETIT;Hugo\n"
    imports(diallo, sixth, twins)
    before = desk.sql("select id, key, set_aside_at from pupil order by id")

    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, twins.replace("MARTIN;Lucas\n", "", 1)))
    assert "2 élèves portent ce nom, 1 dans le fichier" in said
    assert "mis de côté" not in said
    diallo.taps(diallo.button("k_do"))
    assert desk.sql("select id, key, set_aside_at from pupil order by id") == before

    first = desk.sql("select id from pupil where key = 'martin lucas'")[0][0]
    diallo.taps(pack("k_aside", first, 1))
    said = imports(diallo, sixth, twins.replace("MARTIN;Lucas\n", "", 1))
    assert "de retour" not in said
    assert desk.sql("select key from pupil where set_aside_at is not null") == [("martin lucas",)]


def test_a_file_of_another_class_is_asked_about_and_can_be_imported(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    said = read(sends(diallo, ROSTER.replace("6E B", "5E A")))
    assert "Le fichier parle de 5E A : est-ce la bonne classe ?" in said.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    diallo.taps(diallo.button("k_do"))
    assert len(names(desk, sixth.id)) == 4


@pytest.mark.parametrize("group", ["6E B", "6B", "6EME B", "6eme-b", "Sixième B", "6E B GR.1"])
def test_a_file_of_this_class_is_not(diallo: Phone, sixth: Classroom, group: str) -> None:
    diallo.taps(pack("k_import", sixth.id))
    assert "est-ce la bonne classe" not in read(sends(diallo, ROSTER.replace("6E B", group)))


def test_a_file_with_swapped_columns_leaves_the_names(desk: Desk, diallo: Phone, sixth: Classroom) -> None:
    imports(diallo, sixth, "Nom;Prénom\nMARTIN;Léa\nPETIT;Hugo\n")
    imports(diallo, sixth, "Nom;Prénom\nLéa;MARTIN\nHugo;PETIT\n")
    assert names(desk, sixth.id) == {"Léa Martin", "Hugo Petit"}


def test_a_file_that_is_read_late_takes_no_other_question_away(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_import", sixth.id))
    file = SentFile("f", "eleves.csv", 10)
    calls = diallo.does(EventKind.DOCUMENT, diallo.next_message(), file=file)
    (call,) = [each for each in calls if each.method == "getFile"]
    diallo.taps(pack("k_rename", sixth.id))

    said = read(is_read(diallo, call, "eleves.csv", ROSTER.encode()))
    assert "vous avez commencé autre chose" in said
    assert "6e C" in read(diallo.writes("6e C"))
    assert names(desk, sixth.id) == set()
    assert "4 nouveaux élèves" in read(is_read(diallo, call, "eleves.csv", ROSTER.encode()))
