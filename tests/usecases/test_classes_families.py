"""The adults who follow a pupil, seen by a teacher: how many, and how to undo a letter that went astray."""

import pytest

from bot.store.classes import Classroom, Pupil
from bot.transport.callback import pack
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.rostering import roster, told
from tests.usecases.schooling import Schooling
from tests.usecases.test_guardians import adult, family_link, follows, invitation
from tests.usecases.test_guardians import ties as count_ties


@pytest.fixture
def line(tilleuls: Schooling, sixth: Classroom, lea: Phone) -> Pupil:
    """Léa has joined the class."""
    return tilleuls.enrols(sixth, "Léa Martin", lea)


def came_by_letter(desk: Desk, line: Pupil) -> Phone:
    phone = adult(desk)
    phone.commands("start", family_link(line))
    phone.taps(phone.button("k_follow"))
    return phone


def renews(teacher: Phone, line: Pupil) -> str:
    teacher.taps(pack("k_renew", line.id))
    return plain(teacher.taps(teacher.button("k_renew")))


def test_a_teacher_reads_how_many_follow_a_pupil_never_who(
    desk: Desk, diallo: Phone, lea: Phone, line: Pupil
) -> None:
    for _ in range(2):
        came_by_letter(desk, line)
    follows(adult(desk), invitation(lea))
    assert "👪 Responsables" in labels(diallo.taps(pack("k_pupil", line.id)))
    said = plain(diallo.taps(diallo.button("k_family")))
    assert "Par la lettre de cette classe : 2" in said
    assert "Par une invitation de l'élève : 1" in said
    assert "autre classe" not in said


def test_a_letter_that_went_astray_is_undone(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, lea: Phone, line: Pupil
) -> None:
    strangers = [came_by_letter(desk, line) for _ in range(3)]
    father = adult(desk)
    follows(father, invitation(lea))
    father.taps(pack("k_follow", family_link(line)[2:]))
    tom = came_by_letter(desk, tilleuls.enrols(sixth, "Tom Petit"))

    assert "4 personnes venues par la lettre ne suivront plus" in plain(diallo.taps(pack("k_renew", line.id)))
    assert count_ties(desk) == 6
    assert "Le lien est renouvelé" in plain(diallo.taps(diallo.button("k_renew")))

    assert desk.sql("select count(*) from guardian") == [(1,)]  # Tom's
    for each in strangers:
        assert "vous ne suivez plus cet élève" in plain(told(each))
        assert "Personne pour l'instant" in plain(each.commands("enfants"))
    assert told(father) == []  # the pupil's invitation stays
    assert "Léa" in plain(father.commands("enfants"))
    assert told(tom) == []

    mother = adult(desk)
    assert "ne mène nulle part" in plain(mother.commands("start", family_link(line)))
    fresh = roster(desk, sixth.id)["Léa Martin"]
    mother.commands("start", family_link(fresh))
    assert "Vous suivez maintenant Léa" in plain(mother.taps(mother.button("k_follow")))


def test_the_new_letter_is_printed(diallo: Phone, sixth: Classroom, line: Pupil) -> None:
    renews(diallo, line)
    (file,) = [call.file for call in diallo.taps(diallo.button("k_letter")) if call.file]
    fresh = roster(diallo.desk, sixth.id)["Léa Martin"]
    assert file.maker == "family_letters"
    (letter,) = file.args[0]["letters"]
    assert letter["guardian_link"].endswith(family_link(fresh))


def test_a_second_tap_renews_nothing_more(diallo: Phone, sixth: Classroom, line: Pupil) -> None:
    diallo.taps(pack("k_renew", line.id))
    yes = diallo.button("k_renew")
    diallo.taps(yes)
    fresh = roster(diallo.desk, sixth.id)["Léa Martin"].guardian_selector
    diallo.taps(yes)
    assert roster(diallo.desk, sixth.id)["Léa Martin"].guardian_selector == fresh != line.guardian_selector


def test_only_who_may_change_the_class_sees_and_renews(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, line: Pupil
) -> None:
    came_by_letter(desk, line)
    colleague = tilleuls.teacher("M. Roux")
    for data in (
        pack("k_family", line.id),
        pack("k_renew", line.id),
        pack("k_renew", line.id, line.guardian_selector),
        pack("k_letter", line.id),
    ):
        assert "Léa" not in plain(colleague.taps(data))
    assert count_ties(desk) == 1
    assert roster(desk, sixth.id)["Léa Martin"].guardian_selector == line.guardian_selector
