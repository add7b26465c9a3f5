"""Adults come to follow a pupil by the pupil's own invitation; and leave again."""

from datetime import timedelta

import pytest

from bot.store.classes import Classroom, Pupil
from bot.transport.callback import pack
from tests.usecases.adults import WEEK, adult, family_link, follows, invitation, link, link_in, ties
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import told
from tests.usecases.schooling import Schooling, person_id
from tests.views.acceptable import buttons


def test_a_pupil_invites_an_adult_who_accepts(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    tilleuls.campaign(diallo, sixth)
    assert "👪 Inviter un parent" in labels(lea.commands("reglages"))
    assert "Personne ne te suit" in plain(lea.taps("g_mine"))
    calls = lea.taps("g_invite")
    said = plain(calls)
    assert "Invitation à suivre Léa, en 6e B" in said
    assert "Il expire mardi 22 septembre à 10 h" in said
    assert [call.file.maker for call in calls if call.file] == ["qr"]
    assert ties(desk) == 0

    said = plain(mother.commands("start", link_in(calls)))
    assert "Suivre Léa, en 6e B" in said
    assert "Collège des Tilleuls" in said
    assert "Rentrée" not in said  # nothing of what a pupil does is told before
    desk.clock.advance(timedelta(hours=1))
    assert "Vous suivez maintenant Léa" in plain(mother.taps(mother.button("g_follow")))
    assert "Rentrée : pas commencé" in plain(mother.commands("enfants"))

    said = plain(told(lea))
    assert "L'adulte que tu as invité le mardi 15 septembre à 10 h te suit maintenant" in said
    remove = pack("g_remove", person_id(mother), 0)
    assert buttons(lea.taps("g_mine")[-1]) == ["g_invite", remove, "settings", "home"]


def test_the_settings_of_a_guardian_lead_to_the_children_and_ask_for_no_device(mother: Phone) -> None:
    calls = mother.commands("reglages")
    assert labels(calls)[:2] == ["👪 Mes enfants", "⏰ Mes rappels"]
    assert "téléphone" not in plain(calls)


def test_home_offers_an_invitation_while_nobody_follows(lea: Phone, line: Pupil, mother: Phone) -> None:
    assert "👪 Inviter un parent" in labels(lea.commands("start"))
    payload = invitation(lea)
    assert "👪 Inviter un parent" not in labels(lea.commands("start"))
    follows(mother, payload)
    assert "👪 Inviter un parent" not in labels(lea.commands("start"))
    assert "👪 Inviter un parent" not in labels(mother.commands("start"))


def test_a_newcomer_becomes_a_guardian_by_the_invitation(desk: Desk, lea: Phone, line: Pupil) -> None:
    father = Phone(desk)
    said = read(father.commands("start", invitation(lea)))
    assert "Données personnelles" in said
    assert "Suivre Léa" in said
    person = father.person()
    assert person is not None
    assert person.role == "guardian"


def test_a_guardian_who_was_removed_is_told_and_does_not_come_back_by_the_same_link(
    desk: Desk, lea: Phone, line: Pupil, mother: Phone
) -> None:
    payload = invitation(lea)
    follows(mother, payload)
    told(lea)
    remove = lea.button("g_remove")
    assert "Retirer l'adulte invité le" in plain(lea.taps(remove))
    assert told(mother) == []
    assert "C'est retiré" in plain(lea.taps(lea.button("g_remove")))
    assert "Léa a repris son invitation : vous ne suivez plus" in plain(told(mother))
    lea.taps(lea.button("g_remove"))
    assert told(mother) == []
    assert "Personne pour l'instant" in plain(mother.commands("enfants"))
    assert "a déjà servi" in plain(mother.commands("start", payload))


def test_an_invitation_serves_one_person_once(desk: Desk, lea: Phone, line: Pupil, mother: Phone) -> None:
    payload, other = invitation(lea), adult(desk)
    other.commands("start", payload)
    accept = other.button("g_follow")
    follows(mother, payload)
    for said in (plain(other.taps(accept)), plain(other.commands("start", payload))):
        assert "Cette invitation a déjà servi" in said
        assert "Léa" not in said
    assert "Vous suivez déjà Léa" in plain(mother.commands("start", payload))
    assert "Vous suivez déjà Léa" in plain(mother.taps(mother.button("g_follow")))
    assert len(told(lea)) == 1


def test_an_invitation_expires_after_seven_days(desk: Desk, lea: Phone, line: Pupil, mother: Phone) -> None:
    payload = invitation(lea)
    mother.commands("start", payload)
    accept = mother.button("g_follow")
    desk.clock.advance(WEEK)
    assert "Cette invitation a expiré" in plain(mother.taps(accept))
    assert "invitation" not in plain(lea.taps("g_mine")).split("Un adulte qui")[0]
    assert ties(desk) == 0


def test_a_cancelled_invitation_leads_nowhere(desk: Desk, lea: Phone, line: Pupil, mother: Phone) -> None:
    payload = invitation(lea)
    assert "1 invitation attend, jusqu'au mardi 22 septembre à 10 h 01" in plain(lea.taps("g_mine"))
    assert "invitation attend" not in plain(lea.taps("g_cancel"))
    assert "l'élève l'a annulée" in plain(mother.commands("start", payload))


def test_a_classmate_who_opens_the_invitation_learns_nothing_and_uses_nothing(
    desk: Desk, lea: Phone, line: Pupil, mother: Phone
) -> None:
    payload, hugo = invitation(lea), Phone(desk)
    hugo.settles()
    for said in (plain(hugo.commands("start", payload)), plain(hugo.taps(pack("g_follow", payload[2:])))):
        assert "Ce lien est pour un adulte" in said
        assert "Léa" not in said
    assert ties(desk) == 0
    assert "Vous suivez maintenant Léa" in follows(mother, payload)


def test_the_fifth_invitation_replaces_the_oldest(desk: Desk, lea: Phone, line: Pupil, mother: Phone) -> None:
    first, second, *_ = [invitation(lea) for _ in range(4)]
    desk.clock.advance(timedelta(minutes=1))
    assert "la plus ancienne ne sert plus" in plain(lea.taps("g_invite"))
    assert "ne mène nulle part" in plain(mother.commands("start", first))
    assert "Suivre Léa" in plain(mother.commands("start", second))
    assert desk.sql("select count(*) from guardian_invitation") == [(4,)]


def test_a_button_tapped_twice_makes_one_invitation(lea: Phone, line: Pupil) -> None:
    assert link_in(lea.taps("g_invite")) == link_in(lea.taps("g_invite"))


def test_who_is_nowhere_is_told_what_to_do_first(desk: Desk, lea: Phone) -> None:
    assert "tu n'es dans aucune classe" in plain(lea.taps("g_mine"))
    assert "tu n'es dans aucune classe" in plain(lea.taps("g_invite"))
    assert desk.sql("select count(*) from guardian_invitation") == [(0,)]


@pytest.mark.parametrize("written", ["Léa M.", "Léa Martin", "MARTIN Léa", "Léa"])
def test_a_pupil_of_a_campaign_alone_invites_under_the_given_name_they_wrote(
    tilleuls: Schooling, diallo: Phone, lea: Phone, mother: Phone, written: str
) -> None:
    campaign = tilleuls.campaign(diallo, name="Club")
    tilleuls.has_done(lea, campaign, "{}", 70, written)
    assert "Invitation à suivre Léa\n" in plain(lea.taps("g_invite"))
    assert "Vous suivez maintenant Léa." in follows(mother, invitation(lea))
    said = plain(mother.commands("enfants"))
    assert "Club : fini" in said
    assert "M" not in said.replace("Mes", "")


def test_a_pupil_whose_name_nobody_knows_is_this_pupil(
    tilleuls: Schooling, diallo: Phone, lea: Phone, mother: Phone
) -> None:
    tilleuls.has_done(lea, tilleuls.campaign(diallo), "{}", 70, "")
    calls = lea.taps("g_invite")
    assert "Invitation à suivre cet élève\n" in plain(calls)
    mother.commands("start", link_in(calls))
    assert "✅ Suivre cet élève" in labels(mother.commands("start", link_in(calls)))
    assert "Vous suivez maintenant cet élève" in plain(mother.taps(mother.button("g_follow")))
    calls = mother.commands("enfants")
    assert "• Votre enfant (Collège des Tilleuls)" in plain(calls)
    assert "✖️ Ne plus suivre cet élève" in labels(calls)


def test_brothers_and_sisters_of_one_account_are_named_together(
    tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone
) -> None:
    tom = tilleuls.enrols(tilleuls.classroom(diallo, "4e A"), "Tom Martin")
    lea.commands("start", link(tom))
    lea.taps(lea.button("k_me"))
    tilleuls.enrols(tilleuls.classroom(diallo, "Club"), "Léa Martin", lea)
    mother.commands("start", family_link(line))
    mother.taps(mother.button("k_follow"))
    said = plain(mother.commands("enfants"))
    names, _, classes_ = said.partition("• ")[2].splitlines()[0].partition(",")
    assert sorted(names.split(" et ")) == ["Léa", "Tom"]
    assert "4e A" in classes_
    assert "✖️ Ne plus suivre" in labels(mother.commands("enfants"))[1]


def test_guessing_links_slows_down(mother: Phone, lea: Phone, line: Pupil) -> None:
    payload = invitation(lea)
    wrong = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    for _ in range(10):
        assert "ne mène nulle part" in plain(mother.commands("start", wrong))
    assert "Trop de liens" in plain(mother.commands("start", payload))


def test_links_and_buttons_that_are_anything_break_nothing(desk: Desk, mother: Phone, lea: Phone) -> None:
    for payload in ("r-", "r-é", "r-" + "x" * 62, "g-", "r-😀"):
        assert "ne mène nulle part" in plain(mother.commands("start", payload))
    for data in (
        "g_follow",
        "g_stop:x:1",
        "g_stop",
        "g_contact:7",
        "g_remove:7:1",
        "g_remove:x:1",
        "g_show:7:1",
    ):
        assert mother.taps(data)
        assert lea.taps(data)
    assert ties(desk) == 0


def test_a_pupil_who_erases_everything_leaves_nothing_behind(
    desk: Desk, lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    waiting = invitation(lea)
    lea.erases()
    assert desk.sql("select count(*) from guardian_invitation") == [(0,)]
    assert ties(desk) == 0
    assert "ne mène nulle part" in plain(mother.commands("start", waiting))
    assert "Personne pour l'instant" in plain(mother.commands("enfants"))


def test_a_guardian_who_erases_everything_is_gone_from_the_pupils_list(
    desk: Desk, lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    mother.erases()
    assert "Personne ne te suit" in plain(lea.taps("g_mine"))
    assert desk.sql("select used_by from guardian_invitation") == [(None,)]


def test_who_is_told_of_a_tie_is_addressed_as_elsewhere(desk: Desk, lea: Phone, line: Pupil) -> None:
    young, own = adult(desk), invitation(lea)
    lea.taps("role:guardian")
    follows(young, own)
    assert "vous suit maintenant" in plain(told(lea))
    young.taps("role:pupil")
    lea.taps(pack("g_remove", person_id(young), 1))
    assert "tu ne suis plus cet élève" in plain(told(young))
