"""Members of a school: their roles change and are withdrawn, and a school keeps an administrator."""

import pytest

from bot.store import classes
from bot.store.classes import Classroom
from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import (
    found,
    invites,
    joins,
    membership,
    memberships,
    operator,
    teacher,
    toast,
)
from tests.views.acceptable import buttons


@pytest.fixture
def awa(desk: Desk) -> Phone:
    """The operator."""
    return operator(desk)


@pytest.fixture
def diallo(desk: Desk, awa: Phone) -> Phone:
    """The first administrator of Collège des Tilleuls."""
    return teacher(desk, found(awa), "Mme Diallo")


@pytest.fixture
def payet(desk: Desk, diallo: Phone) -> Phone:
    """A teacher of Collège des Tilleuls."""
    return teacher(desk, invites(diallo), "M. Payet")


def school_of(phone: Phone) -> int:
    return membership(phone).school_id


def about(action: str, phone: Phone, *args: str | int) -> str:
    """A button about a member, in the school they work in."""
    return pack(action, school_of(phone), membership(phone).person_id, *args)


def test_the_school_and_its_members_are_shown(diallo: Phone, payet: Phone) -> None:
    diallo.commands("enseignant")
    shown = read(diallo.taps(pack("s_show", school_of(diallo)))).replace("\u00a0", " ")
    assert "2 membres, dont 1 administrateur." in shown
    listed = diallo.taps(pack("s_members", school_of(diallo), 0))
    labels = [b["text"] for row in listed[-1].params["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["M. Payet", "⭐ Mme Diallo", "⬅️ L'établissement"]


def test_a_teacher_becomes_an_administrator_and_back(diallo: Phone, payet: Phone) -> None:
    assert "⭐ Administrateur" in read(diallo.taps(about("s_role", payet, "admin")))
    assert invites(payet)
    assert "⭐" not in read(diallo.taps(about("s_role", payet, "teacher")))
    assert "pas accès" in toast(payet.taps(pack("s_show", school_of(payet))))


def test_a_role_is_withdrawn_after_a_confirmation(desk: Desk, diallo: Phone, payet: Phone) -> None:
    school, out = school_of(payet), about("s_out", payet, 0)
    assert "Retirer de l'établissement" in read(diallo.taps(out))
    assert memberships(payet)
    assert "M. Payet ne fait plus partie" in read(diallo.taps(about("s_out", payet, 1)))
    assert memberships(payet) == []
    assert "Votre accès à «\u00a0Collège des Tilleuls\u00a0» a été retiré" in read(payet.taps("t_home"))
    assert "demandez-le à l'administrateur" in read(payet.commands("enseignant"))
    assert "pas accès" in toast(payet.taps(pack("t_school", school)))
    assert "t_home" not in buttons(payet.commands("start")[-1])


def test_who_left_loses_sight_of_classes_which_stay(desk: Desk, diallo: Phone, payet: Phone) -> None:
    school, teacher_id = school_of(payet), membership(payet).person_id
    room = Classroom(7, school, "5e A", "5e", "ABCDEF234", 0, None)
    desk.turn(lambda tx: classes.add(tx, room, teacher_id))
    diallo.taps(about("s_out", payet, 1))
    joins(payet, invites(diallo), "M. Payet")
    assert not desk.turn(lambda tx: classes.is_teacher(tx, teacher_id, room.id))
    assert [line.name for line in desk.turn(lambda tx: classes.of_school(tx, school))] == ["5e A"]


def test_who_was_withdrawn_can_be_invited_again(desk: Desk, diallo: Phone, payet: Phone) -> None:
    diallo.taps(about("s_out", payet, 1))
    assert "Bienvenue" in read(joins(payet, invites(diallo), "M. Payet"))
    assert membership(payet).role == "teacher"


def test_the_last_administrator_stays_one(diallo: Phone, payet: Phone) -> None:
    for forged in (about("s_role", diallo, "teacher"), about("s_out", diallo, 0), about("s_out", diallo, 1)):
        assert "C'est le dernier administrateur" in read(diallo.taps(forged))
    assert membership(diallo).role == "admin"
    page = diallo.taps(about("s_member", diallo))
    assert [data.split(":")[0] for data in buttons(page[-1])] == ["s_members"]


def test_not_even_the_operator_withdraws_the_last_administrator(awa: Phone, diallo: Phone) -> None:
    assert "C'est le dernier administrateur" in read(awa.taps(about("s_out", diallo, 1)))
    assert membership(diallo).role == "admin"


def test_an_administrator_leaves_once_there_is_another(diallo: Phone, payet: Phone) -> None:
    diallo.taps(about("s_role", payet, "admin"))
    school = school_of(diallo)
    assert "Quitter l'établissement" in read(diallo.taps(about("s_out", diallo, 0)))
    assert "Vous avez quitté" in read(diallo.taps(about("s_out", diallo, 1)))
    assert "pas accès" in toast(diallo.taps(pack("s_members", school, 0)))
    assert "C'est le dernier administrateur" in read(payet.taps(about("s_member", payet)))


def test_an_administrator_becomes_a_teacher_again(diallo: Phone, payet: Phone) -> None:
    diallo.taps(about("s_role", payet, "admin"))
    home = diallo.taps(about("s_role", diallo, "teacher"))
    assert "Espace enseignant" in read(home)
    assert not any(data.startswith("s_show") for data in buttons(home[-1]))


def test_of_two_administrators_who_withdraw_each_other_one_remains(diallo: Phone, payet: Phone) -> None:
    diallo.taps(about("s_role", payet, "admin"))
    mutual = about("s_out", diallo, 1)
    diallo.taps(about("s_out", payet, 1))
    assert "pas accès" in toast(payet.taps(mutual))
    assert membership(diallo).role == "admin"


def test_a_member_who_is_gone_is_not_found(diallo: Phone, payet: Phone) -> None:
    role, out, page = about("s_role", payet, "admin"), about("s_out", payet, 1), about("s_member", payet)
    diallo.taps(out)
    for late in (role, out):
        assert "Je ne trouve" in toast(diallo.taps(late))
    assert "Membres" in read(diallo.taps(page))
    assert memberships(payet) == []


def test_a_school_is_renamed_by_its_administrators_and_the_operator(awa: Phone, diallo: Phone) -> None:
    school = school_of(diallo)
    assert "Écrivez le nouveau nom" in read(diallo.taps(pack("s_rename", school)))
    assert "trop long" in read(diallo.writes("a" * 61))
    diallo.writes("Collège Sengor")
    assert "s'appellera\u00a0:\nCollège Senghor" in read(diallo.writes("Collège Senghor"))
    assert "🏫 Collège Senghor" in read(diallo.taps(pack("s_renamed", school)))
    awa.taps(pack("s_rename", school))
    awa.writes("Collège L. S. Senghor")
    assert "🏫 Collège L. S. Senghor" in read(awa.taps(pack("s_renamed", school)))


def test_a_text_meant_for_something_else_names_no_school(diallo: Phone) -> None:
    school = school_of(diallo)
    diallo.taps(pack("s_rename", school))
    diallo.taps(pack("s_show", school))  # never mind
    assert "s'appellera" not in read(diallo.writes("Bonjour"))
    diallo.taps(pack("s_rename", school))
    diallo.writes("Bonjour")
    diallo.taps("t_home")
    diallo.commands("start")
    assert "Collège des Tilleuls" in read(diallo.taps(pack("s_renamed", school)))


def test_a_new_name_does_not_outlive_the_right_to_give_it(diallo: Phone, payet: Phone) -> None:
    diallo.taps(about("s_role", payet, "admin"))
    payet.taps(pack("s_rename", school_of(payet)))
    diallo.taps(about("s_role", payet, "teacher"))
    assert "pas accès" in read(payet.writes("À moi"))
    assert "pas accès" in toast(payet.taps(pack("s_renamed", school_of(payet))))
    assert "Collège des Tilleuls" in read(payet.commands("enseignant"))


def test_two_schools_never_touch_each_other(desk: Desk, awa: Phone, diallo: Phone, payet: Phone) -> None:
    grondin = teacher(desk, found(awa, "Lycée Senghor", "Indian/Reunion"), "Mme Grondin")
    theirs, ours = school_of(diallo), school_of(grondin)
    person = membership(payet).person_id
    for forged in (
        pack("s_show", theirs),
        pack("s_rename", theirs),
        pack("s_members", theirs, 0),
        pack("s_member", theirs, person),
        pack("s_role", theirs, person, "admin"),
        pack("s_out", theirs, person, 1),
    ):
        assert "pas accès" in toast(grondin.taps(forged))
    grondin.taps(pack("s_out", ours, person, 1))  # somebody else's member, through one's own school
    grondin.taps(pack("s_role", ours, person, "admin"))
    assert membership(payet).role == "teacher"
    assert "M. Payet" not in read(grondin.taps(pack("s_members", ours, 0)))


@pytest.mark.parametrize("who", ["payet", "lea"])
def test_no_one_else_manages_a_school(
    request: pytest.FixtureRequest, diallo: Phone, payet: Phone, who: str
) -> None:
    outsider: Phone = request.getfixturevalue(who)
    for forged in (
        pack("s_show", school_of(diallo)),
        pack("s_rename", school_of(diallo)),
        pack("s_members", school_of(diallo), 0),
        about("s_member", diallo),
        about("s_role", payet, "admin"),
        about("s_out", diallo, 1),
    ):
        assert "pas accès" in toast(outsider.taps(forged))
    assert membership(payet).role == "teacher"


@pytest.mark.parametrize("args", [("zz",), ("1", "2"), ("-5",), ("1", "2", "3", "4"), ()])
def test_forged_ids_are_nobodys(awa: Phone, args: tuple[str, ...]) -> None:
    for action in ("s_show", "s_members", "s_member", "s_role", "s_out", "s_rename", "t_school"):
        said = toast(awa.taps(":".join((action, *args))))
        assert "pas accès" in said or "ne marche plus" in said
