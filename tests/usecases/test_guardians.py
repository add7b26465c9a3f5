"""Adults come to follow a pupil by the school's letter, alone or with an invitation; and leave again."""

from datetime import timedelta

from bot.store import classes, people, schools
from bot.store.classes import Classroom, Pupil
from bot.store.schools import WritingRules
from bot.transport.callback import pack
from tests.usecases.adults import adult, family_link, follows, invitation, link, ties
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import roster, told
from tests.usecases.schooling import Schooling, person_id
from tests.usecases.test_following import result
from tests.views.acceptable import buttons

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
