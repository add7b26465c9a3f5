"""Adults come to follow a pupil, by the school's letter or by the pupil's invitation; and leave again."""

import re
from datetime import timedelta

import pytest

from bot.store import classes, people, schools
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.schools import WritingRules
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases.reminders import plans
from bot.usecases.reminders.plans import Plan
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.posting import Postman
from tests.usecases.rostering import roster, told
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.usecases.test_following import result
from tests.views.acceptable import buttons

WEEK = timedelta(days=7)
TIES = "select count(*) from guardian", "select count(*) from follower"


@pytest.fixture
def martin(tilleuls: Schooling, sixth: Classroom) -> Pupil:
    return tilleuls.enrols(sixth, "Léa Martin")


@pytest.fixture
def line(tilleuls: Schooling, sixth: Classroom, lea: Phone) -> Pupil:
    """Léa has joined the class."""
    return tilleuls.enrols(sixth, "Léa Martin", lea)


@pytest.fixture
def mother(desk: Desk) -> Phone:
    return adult(desk)


def adult(desk: Desk, role: str = "guardian") -> Phone:
    phone = Phone(desk)
    phone.settles(role=role)
    return phone


def link(line: Pupil) -> str:
    return f"p-{line.selector}{line.secret}"


def family_link(line: Pupil) -> str:
    return f"g-{line.guardian_selector}{line.guardian_secret}"


def invitation(pupil: Phone) -> str:
    """What a fresh invitation's link carries."""
    pupil.desk.clock.advance(timedelta(minutes=1))
    return link_in(pupil.taps("g_invite"))


def link_in(calls: list[Call]) -> str:
    (found,) = re.findall(r"start=(r-[\w-]+)", read(calls))
    return str(found)


def follows(phone: Phone, payload: str) -> str:
    """Somebody opens an invitation and accepts; what they read."""
    phone.commands("start", payload)
    return plain(phone.taps(phone.button("g_follow")))


def ties(desk: Desk) -> int:
    return sum(desk.sql(each)[0][0] for each in TIES)


# By the school's letter


def test_a_parent_follows_the_link_of_the_letter(desk: Desk, mother: Phone, martin: Pupil) -> None:
    said = plain(mother.commands("start", family_link(martin)))
    assert "Suivre Léa, en 6e B" in said
    assert "un rappel 3 jours et 1 jour avant la fin" in said
    assert "Jamais : les réponses" in said
    assert ties(desk) == 0

    accept = mother.button("k_follow")
    assert "Vous suivez maintenant Léa" in read(mother.taps(accept))
    assert "Vous suivez déjà Léa" in read(mother.taps(accept))
    assert desk.sql("select person_id, pupil_id from guardian") == [(person_id(mother), martin.id)]
    assert "Léa, 6e B" in read(mother.commands("enfants"))
    assert desk.elsewhere == []  # nobody has joined under this name yet


def test_a_new_parent_comes_to_the_child_without_a_question(desk: Desk, martin: Pupil) -> None:
    father = Phone(desk)
    said = read(father.commands("start", family_link(martin)))
    assert "Données personnelles" in said
    assert "Suivre Léa, en 6e B" in said
    father.taps(father.button("k_follow"))
    assert buttons(father.commands("start")[0])[0] == "g_children"


def test_a_parent_reads_how_far_the_child_is_today(
    desk: Desk, tilleuls: Schooling, diallo: Phone, mother: Phone, lea: Phone, martin: Pupil, sixth: Classroom
) -> None:
    rentree = tilleuls.campaign(diallo, sixth)
    closed = tilleuls.campaign(diallo, sixth, name="Fermé", closed_at=1)
    tilleuls.campaign(diallo, sixth, name="Plus tard", opens_at=2**50)
    until = "à finir avant mardi 22 septembre à 10 h"
    said = plain(mother.commands("start", family_link(martin)))
    assert f"Léa n'utilise pas le bot pour l'instant.\n• Rentrée : {until}" in said
    mother.taps(mother.button("k_follow"))
    said = plain(mother.commands("enfants"))
    assert "n'utilise pas le bot pour l'instant" in said
    assert f"Rentrée : {until}" in said
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    said = plain(mother.commands("enfants"))
    assert f"Rentrée : pas commencé, {until}" in said
    assert "n'utilise pas" not in said
    lea.taps(pack("m_go", rentree.id))
    desk.clock.advance(timedelta(days=1, hours=1))
    said = plain(mother.commands("enfants"))
    assert f"Rentrée : en cours, {until}" in said
    assert f"{closed.name} : fermé, pas fini" in said
    assert "Plus tard" not in said
    tilleuls.has_done(lea, rentree, "{}", 83)
    said = plain(mother.taps("g_children"))
    assert "Rentrée : fini" in said
    assert "83" not in said


def test_what_was_done_is_not_said_late_once_its_pupil_erased_it(
    desk: Desk, tilleuls: Schooling, diallo: Phone, mother: Phone, lea: Phone, line: Pupil, sixth: Classroom
) -> None:
    tilleuls.has_done(lea, tilleuls.campaign(diallo, sixth), "{}", 83)
    mother.commands("start", family_link(line))
    mother.taps(mother.button("k_follow"))
    lea.erases()
    desk.clock.advance(timedelta(days=8))
    for said in (plain(mother.commands("enfants")), plain(adult(desk).commands("start", family_link(line)))):
        for words in ("Rentrée", "pas commencé", "retard", "passée"):
            assert words not in said
    assert "n'utilise pas le bot pour l'instant" in plain(mother.commands("enfants"))


def test_a_result_that_is_shared_is_read_a_day_later(
    desk: Desk, tilleuls: Schooling, diallo: Phone, mother: Phone, lea: Phone, line: Pupil, sixth: Classroom
) -> None:
    attempt = tilleuls.has_done(lea, tilleuls.campaign(diallo, sixth), result(1), 12)
    mother.commands("start", family_link(line))
    mother.taps(mother.button("k_follow"))
    desk.clock.advance(timedelta(hours=23))
    lea.taps(pack("g_show", attempt, 1))
    assert "Rentrée : fini\n" in plain(mother.commands("enfants"))
    desk.clock.advance(timedelta(hours=1))
    assert "Rentrée : fini, résultat : 12 % (En chemin)" in plain(mother.commands("enfants"))
    assert "12 %" not in plain(adult(desk).commands("start", family_link(line)))  # who does not follow yet


def test_a_parent_declines_and_nothing_is_kept(desk: Desk, mother: Phone, martin: Pupil) -> None:
    mother.commands("start", family_link(martin))
    assert "rien n'est gardé" in read(mother.taps("g_not"))
    assert ties(desk) == 0


def test_a_parent_stops(desk: Desk, mother: Phone, martin: Pupil) -> None:
    mother.commands("start", family_link(martin))
    mother.taps(mother.button("k_follow"))
    assert "Ne plus suivre Léa" in read(mother.taps(mother.button("g_stop")))
    yes = pack("g_stop", f"p{martin.id}", 1)
    said = plain(mother.taps(yes))
    assert "C'est fait : vous ne suivez plus Léa." in said
    assert "Personne pour l'instant" in said
    assert "C'est fait" not in plain(mother.taps(yes))
    assert ties(desk) == 0


def test_a_pupil_learns_that_who_they_invited_follows_them_no_longer(
    lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    told(lea)
    mother.taps(pack("g_stop", f"c{person_id(lea)}", 1))
    assert "L'adulte que tu as invité le mardi 15 septembre à 10 h" in (said := plain(told(lea)))
    assert "ne te suit plus" in said
    mother.taps(pack("k_follow", family_link(line)[2:]))
    told(lea)
    mother.taps(pack("g_stop", f"c{person_id(lea)}", 1))
    assert told(lea) == []  # it was the school's tie


def test_the_buttons_of_older_messages_still_serve(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, mother: Phone, line: Pupil
) -> None:
    tom = tilleuls.enrols(sixth, "Tom Martin")
    mother.taps(pack("k_follow", family_link(line)[2:]))
    mother.taps(pack("k_follow", family_link(tom)[2:]))
    assert "Tom" in read(mother.taps("k_children"))
    assert "Ne plus suivre Léa" in read(mother.taps(pack("k_unfollow", line.id, 0)))
    mother.taps(pack("k_unfollow", line.id, 1))
    mother.taps(pack("k_unfollow", tom.id, 1))
    assert ties(desk) == 0
    assert "rien n'est gardé" in read(mother.taps("k_no_follow"))


def test_four_adults_at_most_follow_a_pupil(desk: Desk, lea: Phone, line: Pupil) -> None:
    adults = [adult(desk) for _ in range(5)]
    opened = [invitation(lea) for _ in range(2)]
    for each in adults[2:]:
        each.commands("start", family_link(line))
    for each, payload in zip(adults, opened, strict=False):
        follows(each, payload)
    for each in adults[2:4]:
        each.taps(each.button("k_follow"))
    fifth = adults[4]
    assert "Quatre personnes suivent déjà Léa" in read(fifth.taps(fifth.button("k_follow")))
    assert "Quatre personnes suivent déjà Léa" in read(fifth.commands("start", family_link(line)))
    assert "g_invite" not in buttons(lea.taps("g_mine")[-1])
    assert "Quatre personnes au plus" in read(lea.taps("g_invite"))


def test_who_blocked_the_bot_takes_no_place(desk: Desk, lea: Phone, line: Pupil) -> None:
    adults = [adult(desk) for _ in range(4)]
    for each in adults:
        follows(each, invitation(lea))
    assert "g_invite" not in buttons(lea.taps("g_mine")[-1])
    desk.turn(lambda tx: people.set_reachable(tx, adults[0].chat_id, False))
    assert "g_invite" in buttons(lea.taps("g_mine")[-1])
    assert "Vous suivez maintenant Léa" in follows(adult(desk), invitation(lea))

    adults[0].commands("enfants")  # back again
    said = plain(lea.taps("g_mine"))
    assert "Tu as 5 responsables" in said
    assert "Quatre personnes au plus" not in said
    last = adult(desk)
    assert "5 personnes suivent déjà Léa" in plain(last.commands("start", family_link(line)))


def test_joining_the_class_keeps_the_adults_of_before(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, martin: Pupil
) -> None:
    open_to_all = tilleuls.campaign(diallo)
    lea.writes(open_to_all.code)
    lea.taps(pack("m_go", open_to_all.id, open_to_all.code))
    lea.writes("Léa M")
    for _ in range(4):
        follows(adult(desk), invitation(lea))
        by_letter = adult(desk)
        by_letter.commands("start", family_link(martin))
        by_letter.taps(by_letter.button("k_follow"))
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    assert ties(desk) == 8
    assert "Tu as 8 responsables" in plain(lea.taps("g_mine"))


def test_the_links_of_a_pupil_do_not_open_each_other(mother: Phone, lea: Phone, line: Pupil) -> None:
    own = invitation(lea)
    for payload in ("g" + link(line)[1:], "g" + own[1:], "r" + family_link(line)[1:]):
        assert "ne mène nulle part" in read(mother.commands("start", payload))
    assert "ne mène nulle part" in read(lea.commands("start", "p" + own[1:]))


def test_who_erases_everything_follows_nobody_and_leaves_the_line(
    desk: Desk, mother: Phone, lea: Phone, line: Pupil, sixth: Classroom
) -> None:
    mother.commands("start", family_link(line))
    mother.taps(mother.button("k_follow"))
    for phone in (mother, lea):
        phone.erases()
    assert ties(desk) == 0
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None


def test_who_tried_the_familys_link_first_follows_not_themselves(desk: Desk, martin: Pupil) -> None:
    hasty = Phone(desk)
    hasty.commands("start", family_link(martin))
    hasty.taps(hasty.button("k_follow"))
    hasty.commands("start", link(martin))
    hasty.taps(hasty.button("k_me"))
    assert ties(desk) == 0


def test_a_pupil_who_tried_the_familys_code_first_is_a_pupil(
    tilleuls: Schooling, diallo: Phone, desk: Desk, martin: Pupil, sixth: Classroom
) -> None:
    tilleuls.campaign(diallo, sixth)
    hasty = Phone(desk)
    hasty.commands("start", family_link(martin))
    hasty.taps("g_not")
    hasty.commands("start", link(martin))
    said = plain(hasty.taps(hasty.button("k_me")))
    assert "Bienvenue dans 6e B" in said
    assert "As-tu moins de 15 ans ?" in said
    hasty.taps("age:1")
    assert "🎒 Mes parcours" in " ".join(labels(hasty.taps("device:phone")))
    person = hasty.person()
    assert person is not None
    assert (person.role, person.grade, person.settled) == ("pupil", "6e", True)


def test_the_code_of_a_campaign_waits_for_the_first_questions(
    tilleuls: Schooling, diallo: Phone, desk: Desk, martin: Pupil, sixth: Classroom
) -> None:
    rentree = tilleuls.campaign(diallo, sixth)
    hasty = Phone(desk)
    hasty.commands("start", family_link(martin))
    hasty.taps(pack("k_take", rentree.code, martin.id))
    hasty.taps("age:0")
    assert "questions au plus" in plain(hasty.taps("device:computer"))


def test_who_is_accepted_into_a_class_is_a_pupil(
    desk: Desk, diallo: Phone, martin: Pupil, sixth: Classroom
) -> None:
    hasty = Phone(desk)
    hasty.commands("start", family_link(martin))
    hasty.taps(pack("k_not_listed", sixth.code))
    hasty.writes("Zoé Payet")
    told(hasty)
    diallo.taps(pack("k_accept", sixth.id, person_id(hasty)))
    said = plain(told(hasty))
    assert "tu en es dans les parcours" in said
    assert "As-tu moins de 15 ans ?" in said


def test_a_parent_who_joins_a_class_stays_a_guardian(
    tilleuls: Schooling, mother: Phone, martin: Pupil, sixth: Classroom
) -> None:
    mother.taps(pack("k_follow", family_link(tilleuls.enrols(sixth, "Tom Martin"))[2:]))
    mother.commands("start", link(martin))
    mother.taps(mother.button("k_me"))
    person = mother.person()
    assert person is not None
    assert person.role == "guardian"


def test_the_pupils_own_account_is_no_guardian(desk: Desk, lea: Phone, line: Pupil) -> None:
    assert "Ce lien est pour ta famille" in read(lea.commands("start", family_link(line)))
    lea.taps(pack("k_follow", family_link(line)[2:]))
    own = invitation(lea)
    assert "C'est ta propre invitation" in read(lea.commands("start", own))
    lea.taps(pack("g_follow", own[2:]))
    assert ties(desk) == 0


def test_a_classmate_follows_nobody_whatever_their_role(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, lea: Phone, line: Pupil
) -> None:
    own = invitation(lea)
    tom = tilleuls.pupil(sixth, "Tom Petit")
    for role in ("pupil", "guardian"):
        tom.taps(f"role:{role}")
        for payload, action in ((family_link(line), "k_follow"), (own, "g_follow")):
            said = plain(tom.commands("start", payload))
            assert "celui d'un élève de la classe 6e B" in said
            assert "rejoint la classe par erreur ?" in said
            assert "Léa" not in said
            tom.taps(pack(action, payload[2:]))
    assert ties(desk) == 0

    (their,) = (each.id for each in roster(desk, sixth.id).values() if each.person_id == person_id(tom))
    desk.turn(lambda tx: classes.unlink(tx, their))  # a teacher helped
    assert "Vous suivez maintenant Léa" in follows(tom, own)


def test_the_pupil_sees_who_the_school_invited_and_cannot_remove_them(
    desk: Desk, mother: Phone, lea: Phone, line: Pupil
) -> None:
    mother.taps(pack("k_follow", family_link(line)[2:]))
    said = plain(told(lea))
    assert "C'est le collège qui a créé ce lien" in said
    assert lea.button("g_mine")
    said = plain(lea.taps("g_mine"))
    assert "1. Par le collège, le mardi 15 septembre à 10 h" in said
    lea.taps(pack("g_remove", person_id(mother), 1))
    assert ties(desk) == 1
    assert told(mother) == []


# By the pupil's invitation


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


# Both


def test_two_ties_to_one_pupil_are_one_child_and_the_letter_makes_it_last(
    desk: Desk, lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    mother.commands("start", family_link(line))
    assert "Vous suivez maintenant Léa" in plain(mother.taps(mother.button("k_follow")))
    assert plain(mother.commands("enfants")).count("• Léa, 6e B") == 1
    assert "Par le collège" in plain(lea.taps("g_mine"))
    lea.taps(pack("g_remove", person_id(mother), 1))
    assert ties(desk) == 2
    mother.taps(pack("g_stop", f"c{person_id(lea)}", 1))
    assert ties(desk) == 0


def test_a_guardian_of_several_children_reads_of_each(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    tom = tilleuls.enrols(sixth, "Tom Martin")
    mother.taps(pack("k_follow", family_link(tom)[2:]))
    calls = mother.commands("enfants")
    assert "• Léa, 6e B" in plain(calls)
    assert "• Tom, 6e B" in plain(calls)
    assert labels(calls).count("✉️ Contacter l'établissement") == 1
    mother.taps(pack("g_stop", f"p{tom.id}", 1))
    assert "Tom" not in plain(mother.commands("enfants"))


def test_many_children_come_by_pages(
    tilleuls: Schooling, sixth: Classroom, mother: Phone, desk: Desk
) -> None:
    lines = [tilleuls.enrols(sixth, f"Enfant{number} Martin") for number in range(13)]
    for each in lines:
        mother.taps(pack("k_follow", family_link(each)[2:]))
        desk.clock.advance(timedelta(seconds=1))
    assert "• Enfant12" not in plain(mother.commands("enfants"))
    calls = mother.taps("g_children:1")
    assert "(2 / 2)" in plain(calls)
    assert "• Enfant12" in plain(calls)
    assert "✖️ Ne plus suivre Enfant12" in labels(calls)
    mother.taps(pack("g_stop", f"p{lines[12].id}", 1))
    assert ties(desk) == 12


def test_a_guardian_writes_to_the_school_never_to_a_teacher(
    desk: Desk, tilleuls: Schooling, lea: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, invitation(lea))
    contact = mother.button("g_contact")
    assert "n'a pas indiqué de contact" in plain(mother.taps(contact))
    rules = WritingRules(contact="Vie scolaire : 01 23 45 67 89")
    desk.turn(lambda tx: schools.put_writing_rules(tx, tilleuls.school.id, rules))
    said = plain(mother.taps(contact))
    assert "Vie scolaire : 01 23 45 67 89" in said
    assert "Diallo" not in said
    assert "01 23" not in plain(adult(desk).taps(contact))


# A result


def does_exam(pupil: Phone, campaign: Campaign) -> list[Call]:
    """Every question of an exam, right; what the last answer brought."""
    calls = pupil.taps(pack("m_go", campaign.id))
    while pupil.goes_on(f"!{campaign.code}"):
        pupil.desk.clock.advance(timedelta(seconds=20))
        calls = pupil.answers_one(f"!{campaign.code}")
    return calls


def test_a_pupil_shows_a_result_once_confirmed(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    calls = does_exam(lea, campaign)
    assert "👪 Montrer à mes responsables" not in labels(calls)
    ((attempt,),) = desk.sql("select id from participation")
    lea.taps(pack("g_show", attempt, 1))
    follows(mother, invitation(lea))

    assert "👪 Montrer à mes responsables" in labels(lea.taps(pack("m_show", campaign.id)))
    assert "👪 Montrer à mes responsables" in labels(lea.taps(pack("m_result", attempt)))
    assert "Montrer ton résultat de « Rentrée »" in plain(lea.taps(lea.button("g_show")))
    assert desk.sql("select shared_at from participation") == [(None,)]
    assert "verront ton résultat de « Rentrée », demain au plus tôt" in plain(
        lea.taps(pack("g_show", attempt, 1))
    )
    assert desk.sql("select count(*) from participation where shared_at is not null") == [(1,)]
    calls = lea.taps(pack("m_result", attempt))
    assert "👪 Montrer à mes responsables" not in labels(calls)
    assert "est montré à tes responsables" in plain(calls)
    assert "C'était déjà fait" in plain(lea.taps(pack("g_show", attempt, 1)))
    assert "g_show" not in "".join(buttons(lea.taps(pack("m_show", campaign.id))[-1]))
    desk.clock.advance(DAY)
    assert "dans leur prochain message" in plain(lea.taps(pack("g_show", attempt, 1)))


def test_a_pupil_reads_at_the_end_that_the_teacher_shares_results(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    desk.turn(lambda tx: plans.save(tx, campaign.id, Plan(results_shared=True)))
    calls = does_exam(lea, campaign)
    assert "Tes responsables recevront aussi ton résultat : Mme Diallo l'a choisi" in plain(calls)
    assert "👪 Montrer à mes responsables" not in labels(calls)


def test_nobody_shows_the_result_of_another(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    follows(mother, invitation(lea))
    attempt = tilleuls.has_done(lea, tilleuls.campaign(diallo, sixth), "{}", 70)
    mother.taps(pack("g_show", attempt, 1))
    assert desk.sql("select shared_at from participation") == [(None,)]


# What is sent to them


@pytest.fixture
def postman(desk: Desk) -> Postman:
    return Postman(desk)


def test_a_shown_result_reaches_them_a_day_later(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    postman.plans(campaign)
    does_exam(lea, campaign)
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    lea.taps(pack("g_show", attempt, 1))
    finished = desk.clock.now()
    postman.until(finished + timedelta(hours=10))
    assert f"{mastery} %" not in postman.reaches(mother).replace("\u202f", " ")
    postman.until(finished + timedelta(hours=33))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")


def test_a_result_that_the_teacher_took_back_is_shown_by_the_pupil(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    desk.turn(lambda tx: plans.save(tx, campaign.id, Plan(results_shared=True)))
    does_exam(lea, campaign)
    diallo.taps(pack("r_share", campaign.id, 0))
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    postman.until(desk.clock.now() + 2 * DAY)
    assert "empty" in postman.fates(mother)
    assert f"{mastery} %" not in postman.reaches(mother).replace("\u202f", " ")

    lea.taps(pack("g_show", attempt, 1))
    assert "C'était déjà fait : tes responsables verront" in plain(lea.taps(pack("g_show", attempt, 1)))
    postman.until(desk.clock.now() + timedelta(hours=23))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")
    assert "c'est déjà montré" in plain(lea.taps(pack("g_show", attempt, 1)))
    postman.until(desk.clock.now() + DAY)
    assert postman.reaches(mother) == ""


def test_a_result_is_shown_to_who_was_removed_and_invited_again(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    does_exam(lea, campaign)
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    lea.taps(pack("g_show", attempt, 1))
    lea.taps(pack("g_remove", person_id(mother), 1))
    postman.until(desk.clock.now() + 2 * DAY)
    assert set(postman.fates(mother)) == {"unlinked"}

    follows(mother, invitation(lea))
    lea.taps(pack("g_show", attempt, 1))
    postman.until(desk.clock.now() + timedelta(hours=23))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")


@pytest.mark.parametrize("by_letter", [True, False])
def test_who_accepts_needs_nothing_more_and_gets_the_reminder_of_today(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman, by_letter: bool,
) -> None:  # fmt: skip
    soon = to_ms(desk.clock.now() + 3 * DAY)
    postman.plans(tilleuls.campaign(diallo, sixth, deadline_at=soon))
    desk.clock.advance(timedelta(minutes=1))
    postman.makes_notices()
    payload = family_link(line) if by_letter else invitation(lea)
    mother.commands("start", payload)
    said = plain(mother.taps(mother.button("k_follow" if by_letter else "g_follow")))
    assert "Rien d'autre à faire" in said
    assert "Rien d'autre à faire" not in plain(mother.commands("enfants"))
    postman.until(desk.clock.now() + timedelta(hours=9))
    assert "Rentrée" in postman.reaches(mother)


@pytest.mark.parametrize("by_letter", [True, False])
def test_who_stopped_everything_reads_it_before_they_follow_and_after(
    lea: Phone, line: Pupil, mother: Phone, by_letter: bool
) -> None:
    payload = family_link(line) if by_letter else invitation(lea)
    mother.commands("stop")
    assert "Vos rappels sont arrêtés" in plain(mother.commands("start", payload))
    calls = mother.taps(mother.button("g_resume_by"))
    assert "rappels sont arrêtés" not in plain(calls)
    assert "🔔 Remettre les rappels" not in labels(calls)
    mother.commands("stop")
    said = plain(mother.taps(mother.button("k_follow" if by_letter else "g_follow")))
    assert "Vous suivez maintenant Léa" in said
    assert "Vos rappels sont arrêtés : vous ne recevez rien" in said
    assert "🔔 Remettre les rappels" in labels(mother.commands("enfants"))
    assert "rappels sont arrêtés" not in plain(mother.taps("g_resume"))
    assert "rappels sont arrêtés" not in plain(mother.commands("enfants"))


def test_who_was_removed_with_messages_waiting_gets_none(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    postman.plans(tilleuls.campaign(diallo, sixth))
    desk.clock.advance(timedelta(hours=9))
    postman.makes_notices()
    lea.taps(pack("g_remove", person_id(mother), 1))
    postman.works()
    assert postman.reaches(mother) == ""
    assert postman.fates(mother) == ["unlinked"]


def test_who_erases_everything_takes_along_what_waited_for_the_adults(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    postman.plans(tilleuls.campaign(diallo, sixth))
    desk.clock.advance(timedelta(hours=9))
    postman.makes_notices()
    lea.erases()
    postman.works()
    assert postman.reaches(mother) == ""
