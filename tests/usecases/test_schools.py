"""Operators create schools; a teacher's home is that of the school they work in."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import schools
from bot.store.queries import Dialect, Statements
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.schools.console import operator_link
from bot.usecases.schools.creating import ZONES
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import found, joins, membership, operator, payload, teacher, toast
from tests.usecases.schooling import Schooling
from tests.views.acceptable import buttons


def console(desk: Desk) -> str | None:
    """What `tremplin run` prints when it starts now."""
    now = to_ms(desk.clock.now())
    return desk.turn(lambda tx: operator_link(tx, bool(desk.rules.operators), now))


# The first operator


def test_the_link_of_the_console_makes_an_operator(desk: Desk) -> None:
    link = console(desk)
    assert link is not None
    awa = Phone(desk)
    awa.settles(role="teacher")
    assert "Vous n'avez pas accès" in read(awa.commands("operateur"))
    assert "Vous faites maintenant tourner ce Tremplin" in read(awa.commands("start", link))
    assert "Aucun établissement" in read(awa.commands("operateur"))
    assert console(desk) is None


def test_the_link_of_the_console_works_once_and_for_a_newcomer(desk: Desk) -> None:
    link = console(desk)
    assert link is not None
    awa, thief = Phone(desk), Phone(desk)
    awa.commands("start", link)
    assert "Vous faites maintenant tourner" in read(awa.taps("device:phone"))
    thief.settles()
    assert "a déjà servi" in read(thief.commands("start", link))
    assert "pas accès" in read(thief.commands("operateur"))


def test_each_start_prints_another_link_until_one_is_used(desk: Desk) -> None:
    first, second = console(desk), console(desk)
    assert first is not None
    assert second is not None
    awa = Phone(desk)
    awa.settles(role="teacher")
    assert "Je ne connais pas cette invitation" in read(awa.commands("start", first))
    assert "Vous faites maintenant tourner" in read(awa.commands("start", second))


def test_nothing_is_printed_when_the_settings_name_an_operator(desk: Desk) -> None:
    link = console(desk)
    assert link is not None
    operator(desk)
    assert console(desk) is None
    late = Phone(desk)
    late.settles()
    assert "Je ne connais pas" in read(late.commands("start", link))


def test_a_link_of_the_console_expires(desk: Desk) -> None:
    link = console(desk)
    assert link is not None
    desk.clock.advance(timedelta(days=8))
    awa = Phone(desk)
    awa.settles(role="teacher")
    assert "a expiré" in read(awa.commands("start", link))


# Creating a school


def test_a_school_is_created_step_by_step(desk: Desk) -> None:
    awa = operator(desk)
    assert "Aucun établissement" in read(awa.commands("operateur"))
    assert "Écrivez son nom" in read(awa.taps("s_new"))
    assert "Quel est son niveau" in read(awa.writes("  Collège   des\nTilleuls "))
    assert "Où est-il" in read(awa.taps("s_level:both"))
    summary = read(awa.taps("s_zone:Indian/Reunion"))
    assert (
        "Nom : Collège des Tilleuls\nNiveau : Collège et lycée\nFuseau horaire : La Réunion"
        in summary.replace("\u00a0", " ")
    )
    created = awa.taps("s_create")
    assert "L'établissement est créé" in read(created)
    assert "expire mardi 22 septembre à 12" in read(created)  # seven days later, in La Réunion
    payload(created)
    assert "Collège des Tilleuls" in read(awa.commands("operateur"))


def test_every_step_of_a_new_school_can_be_corrected(desk: Desk) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    awa.writes("Colège")
    assert "Nom\u00a0: Collège" in read(awa.writes("Collège"))  # at the next step
    awa.taps("s_level:lycee")
    awa.taps("s_zone:Europe/Paris")
    awa.taps("s_change:level")
    assert "Niveau\u00a0: Collège\n" in read(awa.taps("s_level:college"))
    awa.taps("s_change:name")
    summary = read(awa.writes("Collège Senghor"))
    assert "Nom\u00a0: Collège Senghor\nNiveau\u00a0: Collège\nFuseau horaire\u00a0: Métropole" in summary
    awa.taps("s_create")
    assert [row[0] for row in desk.sql("select name from school")] == ["Collège Senghor"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("\u200b\u0007 ", "Il manque le nom"), ("x" * 61, "trop long"), ("12-34", "deux lettres")],
)
def test_a_name_that_cannot_be_taken_is_asked_again(desk: Desk, text: str, said: str) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    assert said in read(awa.writes(text))
    assert "Quel est son niveau" in read(awa.writes("Lycée 3"))


def test_a_tap_again_creates_no_second_school(desk: Desk) -> None:
    awa = operator(desk)
    found(awa)
    assert "C'est déjà noté" in toast(awa.taps("s_create"))
    assert desk.sql("select count(*) from school") == [(1,)]


def test_a_school_given_up_is_not_created(desk: Desk) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    awa.writes("Collège des Tilleuls")
    awa.taps("s_cancel")
    assert "ne marche plus" in toast(awa.taps("s_level:college"))
    assert "ne marche plus" in toast(awa.taps("s_change:zone"))
    awa.taps("s_create")
    assert desk.sql("select count(*) from school") == [(0,)]


def test_every_zone_of_french_schools_is_offered(desk: Desk) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    awa.writes("Collège des Tilleuls")
    (asked,) = [call for call in awa.taps("s_level:college") if buttons(call)]
    assert buttons(asked) == [*(f"s_zone:{zone}" for zone in ZONES), "s_cancel"]
    assert len(ZONES) == 10


def test_the_list_of_schools_has_pages(desk: Desk) -> None:
    awa = operator(desk)
    now = to_ms(desk.clock.now())
    for number in range(9):
        desk.turn(lambda tx, n=number: schools.add(tx, f"Lycée {n}", "Europe/Paris", "lycee", now))  # type: ignore[misc]  # bound now
    assert "Lycée 7" in read(awa.commands("operateur"))
    assert "Lycée 8" in read(awa.taps("s_list:1"))
    assert "Lycée 8" in read(awa.taps("s_list:rrr"))  # a page that is gone: the last one


@pytest.mark.parametrize(
    "forged",
    ["s_list:0", "s_new", "s_level:college", "s_zone:Europe/Paris", "s_change:name", "s_create", "s_cancel"],
)
def test_no_one_else_can_create_a_school(desk: Desk, lea: Phone, forged: str) -> None:
    assert "pas accès" in toast(lea.taps(forged))
    assert desk.sql("select count(*) from school") == [(0,)]


@pytest.mark.parametrize(
    "forged", ["s_level:ecole", "s_zone:Mars/Base", "s_change:id", "s_list:-1", "s_zone"]
)
def test_a_button_we_never_made_changes_nothing(desk: Desk, forged: str) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    awa.writes("Collège des Tilleuls")
    assert "ne marche plus" in toast(awa.taps(forged))


def test_an_operator_who_is_no_longer_one_cannot_end_what_they_began(desk: Desk) -> None:
    awa = operator(desk)
    awa.taps("s_new")
    desk.rules = replace(desk.rules, operators=frozenset())
    assert "pas accès" in read(awa.writes("Collège des Tilleuls"))


# The teacher's home


def test_the_teachers_home_says_where_one_is_and_what_waits(desk: Desk) -> None:
    awa = operator(desk)
    diallo = teacher(desk, found(awa), "Mme Diallo")
    said = diallo.commands("enseignant")
    assert "Collège des Tilleuls · Mme Diallo" in read(said)
    assert "👥 0 classe." in read(said)
    assert [data.split(":")[0] for data in buttons(said[-1])] == [
        "c_new", "c_list", "k_list", "sp_list", "s_show", "t_name", "home",
    ]  # fmt: skip
    assert "t_home" in buttons(diallo.commands("start")[-1])


def test_counts_are_those_of_the_teachers_own_classes_and_campaigns(desk: Desk) -> None:
    school = Schooling(desk)
    diallo, payet = school.teacher("Mme Diallo"), school.teacher("M. Payet")
    mine, theirs = school.classroom(diallo), school.classroom(payet, "5e A")
    lea = school.pupil(mine, "Léa Martin")
    school.enrols(mine, "Yanis Payet")
    school.enrols(mine, "Zoé Hoarau")
    runs, now = school.campaign(diallo, mine), to_ms(desk.clock.now())
    school.campaign(diallo, mine, opens_at=now + 1)
    school.campaign(diallo, mine, deadline_at=now)
    school.campaign(diallo, mine, published_at=None)
    school.campaign(payet, mine, theirs)
    school.has_done(lea, runs, "{}", 50)
    said = read(diallo.commands("enseignant")).replace("\u00a0", " ")
    assert "1 parcours en cours, 1 à venir" in said
    assert "2 élèves n'ont pas commencé" in said
    assert "1 classe." in said


def test_a_teacher_of_two_schools_changes_from_one_to_the_other(desk: Desk) -> None:
    awa = operator(desk)
    diallo = teacher(desk, found(awa), "Mme Diallo")
    tilleuls = membership(diallo).school_id
    assert "t_schools" not in buttons(diallo.commands("enseignant")[-1])
    desk.clock.advance(timedelta(minutes=1))
    joins(diallo, found(awa, "Lycée Senghor", "America/Cayenne"), "Mme A. Diallo")
    assert "Lycée Senghor · Mme A. Diallo" in read(diallo.commands("enseignant"))
    desk.clock.advance(timedelta(minutes=1))
    assert "Dans quel établissement" in read(diallo.taps("t_schools"))
    assert "Collège des Tilleuls · Mme Diallo" in read(diallo.taps(pack("t_school", tilleuls)))
    assert membership(diallo).school_id == tilleuls


def test_no_one_opens_a_school_that_is_not_theirs(desk: Desk, lea: Phone) -> None:
    awa = operator(desk)
    diallo = teacher(desk, found(awa), "Mme Diallo")
    other = teacher(desk, found(awa, "Lycée Senghor"), "M. Payet")
    theirs = membership(diallo).school_id
    for outsider in (other, lea):
        assert "pas accès" in toast(outsider.taps(pack("t_school", theirs)))
    assert "pas accès" in toast(lea.taps("t_schools"))


@pytest.mark.parametrize("role", ["pupil", "teacher", "guardian"])
def test_who_is_no_teacher_is_told_how_to_become_one(desk: Desk, role: str) -> None:
    somebody = Phone(desk)
    somebody.settles(role=role)
    assert "demandez-le à l'administrateur" in read(somebody.commands("enseignant"))
    home = read(somebody.commands("start"))
    assert ("Demandez un lien d'invitation" in home) == (role == "teacher")
    assert "t_home" not in {data for _, data in somebody.shown}


def test_the_teachers_home_looks_every_pupil_up(desk: Desk) -> None:
    """Rather than reading all attempts of a campaign for each: 2000 pupils would be four million."""
    statement = re.sub(r":\w+", "1", Statements(Dialect.SQLITE)["teachers_work"])
    plan = [row[3] for row in desk.sql(f"explain query plan {statement}")]
    assert any("participation_campaign (campaign_id=? AND person_id=?)" in step for step in plan)


def test_a_pupil_is_counted_once_whatever_waits(desk: Desk) -> None:
    school = Schooling(desk)
    diallo = school.teacher()
    room, other = school.classroom(diallo), school.classroom(diallo, "Latin")
    lea = school.pupil(room, "Léa Martin")
    school.enrols(other, "Léa Martin", lea)
    school.enrols(room, "Absent Zola")
    for _ in range(3):
        school.campaign(diallo, room, other)
    assert "2 élèves n'ont pas commencé" in read(diallo.commands("enseignant"))


def test_a_teacher_corrects_the_name_that_pupils_read(desk: Desk) -> None:
    school = Schooling(desk)
    diallo, payet = school.teacher("Mme Diallo"), school.teacher("M. Payet")
    hers, his = school.campaign(diallo), school.campaign(payet)
    diallo.commands("enseignant")
    assert "lisent Mme Diallo" in read(diallo.taps(diallo.button("t_name")))
    assert "au moins deux lettres" in read(diallo.writes("7"))
    assert "liront\u00a0:\nMme Diallo-Roux" in read(diallo.writes("Mme  Diallo-Roux\n"))
    assert membership(diallo).name == "Mme Diallo"
    assert "Mme Diallo-Roux" in read(diallo.taps("t_named"))
    signed = dict(desk.sql("select id, teacher from campaign"))
    assert signed == {hers.id: "Mme Diallo-Roux", his.id: "Mme Diallo"}  # not hers: it stays as it is
    assert membership(diallo).name == "Mme Diallo-Roux"


def test_a_name_that_is_not_confirmed_changes_nothing(desk: Desk) -> None:
    diallo = Schooling(desk).teacher("Mme Diallo")
    diallo.taps("t_name")
    diallo.writes("Bonjour")
    diallo.taps("t_kept")
    diallo.taps("t_named")
    assert membership(diallo).name == "Mme Diallo"
