"""Pupils come into their class by a link, by the code, or by asking."""

from datetime import timedelta

import pytest

from bot.store.classes import Classroom, Pupil
from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import names, roster, told
from tests.usecases.schooling import Schooling, person_id
from tests.views.acceptable import buttons, words


@pytest.fixture
def martin(tilleuls: Schooling, sixth: Classroom) -> Pupil:
    return tilleuls.enrols(sixth, "Léa Martin")


def link(line: Pupil) -> str:
    return f"p-{line.selector}{line.secret}"


# By the personal link


def test_a_pupil_follows_the_link_of_the_card(
    desk: Desk, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    said = read(lea.commands("start", link(martin)))
    assert "Tu es Léa Martin, en 6e B" in said
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None

    said = read(lea.taps(lea.button("k_me")))

    assert "Bienvenue dans 6e B, Léa Martin" in said
    assert lea.button("m_list") == pack("m_list", 0)
    assert roster(desk, sixth.id)["Léa Martin"].person_id == person_id(lea)
    person = lea.person()
    assert person is not None
    assert person.grade == "6e"  # said by the class, since the pupil had not
    assert desk.elsewhere == []  # the teacher is not disturbed


def test_a_newcomer_answers_the_first_questions_before(desk: Desk, martin: Pupil) -> None:
    lea = Phone(desk)
    lea.commands("start", link(martin))
    lea.taps("age:1")
    assert "Tu es Léa Martin" in read(lea.taps("device:phone"))  # the link tells the class
    assert "Bienvenue" in read(lea.taps(lea.button("k_me")))
    person = lea.person()
    assert person is not None
    assert (person.role, person.grade) == ("pupil", "6e")


def test_what_a_pupil_said_of_the_class_stays(desk: Desk, martin: Pupil) -> None:
    lea = Phone(desk)
    lea.settles(grade="4e")
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    person = lea.person()
    assert person is not None
    assert person.grade == "4e"


def test_twice_is_once(lea: Phone, martin: Pupil) -> None:
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    assert "Tu es bien dans 6e B" in read(lea.taps(lea.button("k_me")))
    assert "Tu es bien dans 6e B" in read(lea.commands("start", link(martin)))


def test_a_name_that_is_somebody_elses_is_refused_kindly(desk: Desk, lea: Phone, martin: Pupil) -> None:
    hugo = Phone(desk)
    hugo.settles()
    hugo.commands("start", link(martin))
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    assert "Quelqu'un a déjà rejoint 6e B sous ce nom" in read(hugo.taps(hugo.button("k_me")))
    assert "Parle-en à l'enseignant" in read(hugo.commands("start", link(martin)))


def test_it_is_not_me(desk: Desk, lea: Phone, martin: Pupil, sixth: Classroom) -> None:
    lea.commands("start", link(martin))
    assert "rien n'est changé" in read(lea.taps("k_not_me"))
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None


def test_one_person_has_one_name_in_a_class(
    tilleuls: Schooling, lea: Phone, martin: Pupil, sixth: Classroom
) -> None:
    other = tilleuls.enrols(sixth, "Hugo Petit")
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    assert "sous le nom de Léa Martin" in read(lea.commands("start", link(other)))
    assert "sous le nom de Léa Martin" in read(lea.taps(pack("k_me", link(other)[2:])))


def test_who_was_set_aside_or_whose_class_is_over_is_told(
    desk: Desk, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    lea.commands("start", link(martin))
    yes = lea.button("k_me")
    diallo.taps(pack("k_aside", martin.id, 1))
    assert "n'est plus dans la liste" in read(lea.taps(yes))
    diallo.taps(pack("k_aside", martin.id, 0))
    diallo.taps(pack("k_archive", sixth.id, 1))
    assert "est terminée" in read(lea.taps(yes))
    assert "est terminée" in read(lea.commands("start", sixth.code))
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None


def test_a_link_that_is_nearly_right_is_a_wrong_try_and_ten_of_them_slow_down(
    desk: Desk, lea: Phone, martin: Pupil
) -> None:
    nearly = link(martin)[:-1] + ("A" if link(martin)[-1] != "A" else "B")
    for _ in range(10):
        assert "ne mène nulle part" in read(lea.commands("start", nearly))
    assert "Réessaie dans 1 minute" in read(lea.commands("start", link(martin)))
    assert "Réessaie dans" in read(lea.taps(pack("k_me", link(martin)[2:])))
    desk.clock.advance(timedelta(minutes=1))
    assert "Tu es Léa Martin" in read(lea.commands("start", link(martin)))


@pytest.mark.parametrize("token", ["", "x", "é" * 62, "a" * 62, "' or 1=1 --"])
def test_any_link_is_read(lea: Phone, token: str) -> None:
    for prefix in ("p-", "g-"):
        assert "ne mène nulle part" in read(lea.commands("start", prefix + token))


def test_what_was_done_before_joining_is_kept(
    desk: Desk, tilleuls: Schooling, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    campaign = tilleuls.campaign(diallo, sixth, open_to_all=1)
    tilleuls.has_done(lea, campaign, "{}", 80, "lea972")
    elsewhere = tilleuls.campaign(diallo, name="Ouvert")
    tilleuls.has_done(lea, elsewhere, "{}", 50, "lea972")

    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))

    done = desk.sql("select campaign_id, pupil_id, name from participation order by campaign_id")
    assert done == [(campaign.id, martin.id, "Léa Martin"), (elsewhere.id, None, "lea972")]


def test_a_wrong_account_is_parted_and_takes_nothing_of_the_pupil_with_it(
    desk: Desk, tilleuls: Schooling, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    hugo = Phone(desk)
    hugo.settles()
    hugo.commands("start", link(martin))
    hugo.taps(hugo.button("k_me"))
    campaign = tilleuls.campaign(diallo, sixth)
    tilleuls.has_done(hugo, campaign, "{}", 10, "Léa Martin")
    desk.sql(f"update participation set pupil_id = {martin.id}")  # noqa: S608  # our own number

    assert "Délier le compte de Léa Martin" in read(diallo.taps(pack("k_unlink", martin.id, 0)))
    assert "Le compte est délié" in read(diallo.taps(pack("k_unlink", martin.id, 1)))
    diallo.taps(pack("k_unlink", martin.id, 1))

    assert desk.sql("select person_id, pupil_id from participation") == [(person_id(hugo), None)]
    (told_hugo,) = told(hugo)
    assert "a libéré le nom Léa Martin dans 6e B" in words(told_hugo)
    lea.commands("start", link(martin))
    assert "Bienvenue" in read(lea.taps(lea.button("k_me")))


# By the class code


def test_names_are_short_as_long_as_they_tell_people_apart(
    tilleuls: Schooling, lea: Phone, martin: Pupil, sixth: Classroom
) -> None:
    for name in ("Léa Morin", "Hugo Petit", "Inès M"):
        tilleuls.enrols(sixth, name)
    (calls,) = lea.commands("start", sixth.code.lower())
    labels = [row[0]["text"] for row in calls.params["reply_markup"]["inline_keyboard"]]
    assert labels[:4] == ["Hugo P.", "Inès M", "Léa Ma.", "Léa Mo."]
    assert "Martin" not in str(calls.params)


def test_a_pupil_chooses_a_name_of_the_list(
    desk: Desk, tilleuls: Schooling, lea: Phone, martin: Pupil, sixth: Classroom
) -> None:
    tilleuls.enrols(sixth, "Hugo Petit")
    lea.commands("start", sixth.code)
    assert "Tu es Léa M., en 6e B" in read(lea.taps(pack("k_pick", sixth.code, martin.id)))
    lea.taps(lea.button("k_names"))  # no, another
    lea.taps(pack("k_pick", sixth.code, martin.id))
    assert "Bienvenue" in read(lea.taps(lea.button("k_take")))
    assert roster(desk, sixth.id)["Léa Martin"].person_id == person_id(lea)
    assert "Tu es bien dans 6e B" in read(lea.commands("start", sixth.code))

    zoe = Phone(desk)
    zoe.settles()
    (calls,) = zoe.commands("start", sixth.code)
    assert [data.split(":")[0] for data in buttons(calls)].count("k_pick") == 1  # Léa's is taken
    assert "déjà rejoint" in read(zoe.taps(pack("k_take", sixth.code, martin.id)))


def test_names_are_shown_to_nobody_without_the_code(
    desk: Desk, lea: Phone, martin: Pupil, sixth: Classroom
) -> None:
    wrong = "ABCDEF234"
    for data in (
        pack("k_names", wrong, 0),
        pack("k_pick", wrong, martin.id),
        pack("k_take", wrong, martin.id),
        pack("k_not_listed", wrong),
        pack("k_pick", sixth.code, 42),
    ):
        assert "ne marche plus" in read(lea.taps(data))
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None
    assert desk.sql("select tries from wrong_code") == [(4,)]


def test_a_pupil_of_another_class_is_not_taken_by_this_code(
    tilleuls: Schooling, diallo: Phone, lea: Phone, martin: Pupil
) -> None:
    fifth = tilleuls.classroom(diallo, "5e A")
    assert "ne marche plus" in read(lea.taps(pack("k_take", fifth.code, martin.id)))


def test_a_teacher_who_types_the_code_sees_the_class(diallo: Phone, sixth: Classroom) -> None:
    assert "Code de la classe" in read(diallo.writes(sixth.code))


# By asking


def asks(phone: Phone, classroom: Classroom, name: str) -> str:
    """Somebody who is not in the list writes their name; what they read."""
    phone.commands("start", classroom.code)
    shown = {data.split(":")[0] for _, data in phone.shown}
    if "k_not_listed" in shown:
        phone.taps(phone.button("k_not_listed"))
    return read(phone.writes(name))


def test_who_is_not_in_the_list_asks_and_the_teacher_accepts(
    desk: Desk, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    assert "Mme" not in asks(lea, sixth, "Zoé Hoarau")
    said = read(told(diallo))
    assert "Zoé Hoarau demande à rejoindre 6e B" in said

    accept = diallo.button("k_accept")
    assert "Zoé Hoarau fait maintenant partie" in read(diallo.taps(accept))
    assert "Bienvenue dans 6e B, Zoé Hoarau" in read(told(lea))
    assert "déjà reçu une réponse" in read(diallo.taps(accept))

    assert names(desk, sixth.id) == {"Léa Martin", "Zoé Hoarau"}
    assert roster(desk, sixth.id)["Zoé Hoarau"].person_id == person_id(lea)


def test_a_class_without_list_asks_for_the_name_at_once(lea: Phone, diallo: Phone, sixth: Classroom) -> None:
    assert "Écris ton prénom" in read(lea.commands("start", sixth.code))
    assert "C'est demandé" in read(lea.writes("Zoé Hoarau"))
    assert "attend encore" in read(lea.commands("start", sixth.code))
    assert len(told(diallo)) == 1
    assert "🙋 1" not in read(diallo.taps(pack("k_show", sixth.id)))
    diallo.taps(diallo.button("k_asks"))
    assert "Zoé Hoarau demande" in read(diallo.taps(diallo.button("k_ask")))


def test_a_request_is_refused_kindly(desk: Desk, lea: Phone, diallo: Phone, sixth: Classroom) -> None:
    asks(lea, sixth, "Zoé Hoarau")
    told(diallo)
    refuse = diallo.button("k_refuse")
    assert "refusée" in read(diallo.taps(refuse))
    assert "n'a pas accepté" in read(told(lea))
    diallo.taps(refuse)
    assert told(lea) == []
    assert names(desk, sixth.id) == set()


def test_a_request_goes_under_a_name_of_the_list(
    desk: Desk, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    asks(lea, sixth, "lilou")
    told(diallo)
    diallo.taps(diallo.button("k_who"))
    assert "Léa Martin fait maintenant partie" in read(diallo.taps(diallo.button("k_give")))
    assert roster(desk, sixth.id)["Léa Martin"].person_id == person_id(lea)


def test_a_request_of_the_very_name_takes_the_line_that_is_free(
    desk: Desk, lea: Phone, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_add", sixth.id))
    diallo.writes("Léa Martin")
    martin = roster(desk, sixth.id)["Léa Martin"]
    asks(lea, sixth, "lea MARTIN")
    told(diallo)
    diallo.taps(pack("k_aside", martin.id, 1))
    diallo.taps(diallo.button("k_accept"))
    assert roster(desk, sixth.id)["Léa Martin"].person_id == person_id(lea)

    zoe = Phone(desk)
    zoe.settles()
    asks(zoe, sixth, "Léa Martin")
    told(diallo)
    diallo.taps(diallo.button("k_accept"))
    assert {key for (key,) in desk.sql("select key from pupil")} == {"martin lea", "martin lea#2"}


def test_every_teacher_of_the_class_is_told_and_the_first_answer_counts(
    tilleuls: Schooling, lea: Phone, diallo: Phone, sixth: Classroom
) -> None:
    petit = tilleuls.teacher("M. Petit")
    diallo.taps(pack("k_share", sixth.id, person_id(petit)))
    asks(lea, sixth, "Zoé Hoarau")
    told(diallo)
    told(petit)
    diallo.taps(diallo.button("k_accept"))
    assert "déjà reçu une réponse" in read(petit.taps(petit.button("k_refuse")))


@pytest.mark.parametrize("name", ["\u200b", "\u3164\u3164", "123", "x" * 61])
def test_a_name_that_is_none_is_asked_again(lea: Phone, sixth: Classroom, name: str) -> None:
    assert "60 caractères au plus" in asks(lea, sixth, name)
    assert "C'est demandé" in read(lea.writes("<b>Zoé</b>"))


def test_another_code_typed_instead_of_a_name_is_followed(
    tilleuls: Schooling, lea: Phone, diallo: Phone, sixth: Classroom
) -> None:
    fifth = tilleuls.classroom(diallo, "5e A")
    lea.commands("start", sixth.code)
    assert "5e A" in read(lea.writes(fifth.code))
    assert "C'est demandé" in read(lea.writes("Zoé Hoarau"))
    assert "Zoé Hoarau demande à rejoindre 5e A" in read(told(diallo))


def test_who_joined_by_a_card_no_longer_asks(
    desk: Desk, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    asks(lea, sixth, "Zoé")
    told(diallo)
    lea.commands("start", link(martin))
    lea.taps(lea.button("k_me"))
    assert "déjà reçu une réponse" in read(diallo.taps(diallo.button("k_accept")))
    assert names(desk, sixth.id) == {"Léa Martin"}


# Another line


def joins(phone: Phone, line: Pupil) -> str:
    """Somebody follows a personal link to the end; what they read."""
    phone.commands("start", link(line))
    return read(phone.taps(phone.button("k_me")))


def test_whose_line_was_set_aside_takes_another_with_what_they_had(
    desk: Desk, tilleuls: Schooling, lea: Phone, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    joins(lea, martin)
    campaign = tilleuls.campaign(diallo, sixth)
    tilleuls.has_done(lea, campaign, "{}", 80, "Léa Martin")
    desk.sql(f"update participation set pupil_id = {martin.id}")  # noqa: S608  # our own number
    diallo.taps(pack("k_aside", martin.id, 1))
    other = tilleuls.enrols(sixth, "Léa Kowalska")

    assert "Bienvenue dans 6e B, Léa Kowalska" in joins(lea, other)

    now = roster(desk, sixth.id)
    assert (now["Léa Martin"].person_id, now["Léa Kowalska"].person_id) == (None, person_id(lea))
    assert desk.sql("select pupil_id, name from participation") == [(other.id, "Léa Kowalska")]


def test_whose_line_was_set_aside_may_ask_and_is_back_under_it(
    desk: Desk, lea: Phone, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps(pack("k_add", sixth.id))
    diallo.writes("Léa Martin")
    martin = roster(desk, sixth.id)["Léa Martin"]
    joins(lea, martin)
    diallo.taps(pack("k_aside", martin.id, 1))
    assert "C'est demandé" in asks(lea, sixth, "Léa Martin")
    told(diallo)
    diallo.taps(diallo.button("k_accept"))
    assert "Bienvenue dans 6e B" in read(told(lea))
    here = desk.sql("select id, person_id, set_aside_at from pupil")
    assert here == [(martin.id, person_id(lea), None)]


def test_who_is_parted_from_a_name_is_asked_for_theirs_and_never_shown_under_it(
    desk: Desk, tilleuls: Schooling, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    hugo = Phone(desk)
    hugo.settles()
    joins(hugo, martin)
    campaign = tilleuls.campaign(diallo, sixth)
    hugo.taps(pack("m_go", campaign.id))
    diallo.taps(pack("k_unlink", martin.id, 1))
    told(hugo)

    assert "Léa Martin" not in read(hugo.taps(pack("m_show", campaign.id)))
    assert "sans nom" in read(diallo.taps(pack("f_list", campaign.id, "running", 0)))
    hugo.taps(pack("m_go", campaign.id))
    hugo.writes("Hugo")
    assert desk.sql("select pupil_id, name from participation") == [(None, "Hugo")]
    assert hugo.goes_on(f"@{campaign.code}")


def test_a_teacher_who_tries_a_card_sees_the_pupil_and_is_not_them(
    desk: Desk, tilleuls: Schooling, martin: Pupil, diallo: Phone, sixth: Classroom
) -> None:
    assert "Léa Martin" in read(diallo.commands("start", link(martin)))
    diallo.taps(pack("k_me", link(martin)[2:]))
    diallo.taps(pack("k_take", sixth.code, martin.id))
    assert roster(desk, sixth.id)["Léa Martin"].person_id is None
