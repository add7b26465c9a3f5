"""Invitations: single-use, a week long, and only as good as the right of who made them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.transport.callback import pack
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import (
    found,
    invites,
    joins,
    membership,
    memberships,
    operator,
    payload,
    teacher,
    toast,
)
from tests.views.acceptable import buttons


@pytest.fixture
def diallo(desk: Desk) -> Phone:
    """The first administrator of Collège des Tilleuls."""
    return teacher(desk, found(operator(desk)), "Mme Diallo")


def test_an_invitation_makes_a_colleague(desk: Desk, diallo: Phone) -> None:
    message = diallo.taps(pack("s_invite", membership(diallo).school_id, "teacher"))
    assert "Collège des Tilleuls" in read(message)
    assert "une seule fois. Il expire mardi 22 septembre à 10" in read(message)
    assert buttons(message[-2]) == []  # it is forwarded as it is
    assert "Transférez ce message" in read(message[-1:])
    assert {data.split(":")[0] for data in buttons(message[-1])} == {"s_show"}
    payet = Phone(desk)
    payet.settles(role="teacher")
    seen = read(payet.commands("start", payload(message)))
    assert "Mme Diallo vous invite à enseigner avec Tremplin." in seen
    assert "Écrivez votre nom comme vos élèves le lisent" in seen
    assert "liront\u00a0:\nM. Payet" in read(payet.writes(" M.  Payet\n"))
    joined = read(payet.taps("s_join"))
    assert "Bienvenue, M. Payet\u202f! Vous êtes enseignant à «\u00a0Collège des Tilleuls\u00a0»" in joined
    assert "Espace enseignant" in joined
    assert membership(payet).role == "teacher"
    assert not any(data.startswith("s_show") for _, data in payet.shown)


def test_a_newcomer_follows_an_invitation_through_the_first_questions(desk: Desk, diallo: Phone) -> None:
    payet = Phone(desk)
    asked = payet.commands("start", invites(diallo))
    assert "Sur quoi pouvez-vous travailler" in read(asked)  # no question who they are
    assert "vous invite à enseigner" in read(payet.taps("device:phone"))
    payet.writes("M. Payet")
    payet.taps("s_join")
    assert membership(payet).name == "M. Payet"


def test_a_pupil_who_is_invited_reads_the_menus_of_teachers(desk: Desk, diallo: Phone, lea: Phone) -> None:
    calls = joins(lea, invites(diallo), "Mme Hoarau")
    (menu,) = [call for call in calls if call.method == "setMyCommands"]
    assert "enseignant" in {each["command"] for each in menu.params["commands"]}
    person = lea.person()
    assert person is not None
    assert person.role == "teacher"


def test_an_administrator_invites_another(desk: Desk, diallo: Phone) -> None:
    payet = Phone(desk)
    payet.settles(role="teacher")
    link = invites(diallo, "admin")
    assert "en tant qu'administrateur" in read(payet.commands("start", link))
    payet.writes("M. Payet")
    payet.taps("s_join")
    assert invites(payet)


def test_the_name_is_corrected_before_it_counts(desk: Desk, diallo: Phone) -> None:
    payet = Phone(desk)
    payet.settles(role="teacher")
    payet.commands("start", invites(diallo))
    assert "Il manque le nom" in read(payet.writes("\u2060"))
    assert "trop long" in read(payet.writes("M. " + "a" * 58))
    assert "deux lettres" in read(payet.writes("😀😀"))
    payet.writes("M. Paillet")
    assert "M. Payet" in read(payet.writes("M. Payet"))
    payet.taps("s_join")
    assert membership(payet).name == "M. Payet"


def test_a_hostile_name_stays_text(desk: Desk, diallo: Phone) -> None:
    eve = teacher(desk, invites(diallo), "<b>Ève</b> & \u202e{{ 7*7 }}")
    assert membership(eve).name == "<b>Ève</b> & {{ 7*7 }}"
    assert "<b>Ève</b> & {{ 7*7 }}" in read(eve.commands("enseignant"))


def test_an_invitation_works_once(desk: Desk, diallo: Phone) -> None:
    link = invites(diallo)
    teacher(desk, link, "M. Payet")
    second = Phone(desk)
    second.settles(role="teacher")
    assert "a déjà servi" in read(second.commands("start", link))


def test_of_two_who_follow_one_link_the_first_to_confirm_has_it(desk: Desk, diallo: Phone) -> None:
    link = invites(diallo)
    payet, hoarau = Phone(desk), Phone(desk)
    for phone, name in ((payet, "M. Payet"), (hoarau, "M. Hoarau")):
        phone.settles(role="teacher")
        phone.commands("start", link)
        phone.writes(name)
    hoarau.taps("s_join")
    assert "a déjà servi" in read(payet.taps("s_join"))
    assert memberships(payet) == []
    assert membership(hoarau).name == "M. Hoarau"


def test_confirming_twice_is_confirming_once(desk: Desk, diallo: Phone) -> None:
    payet = teacher(desk, invites(diallo), "M. Payet")
    again = payet.taps("s_join")
    assert "déjà noté" in toast(again)
    assert "Collège des Tilleuls" in read(again)


def test_an_invitation_expires_after_a_week(desk: Desk, diallo: Phone) -> None:
    link = invites(diallo)
    payet = Phone(desk)
    payet.settles(role="teacher")
    desk.clock.advance(timedelta(days=7) - timedelta(seconds=1))
    assert "vous invite" in read(payet.commands("start", link))
    desk.clock.advance(timedelta(seconds=1))
    assert "a expiré" in read(payet.writes("M. Payet"))
    assert "a expiré" in read(payet.commands("start", link))
    assert memberships(payet) == []


def test_an_invitation_is_withdrawn_from_the_list(desk: Desk, diallo: Phone) -> None:
    link, school = invites(diallo), membership(diallo).school_id
    invites(diallo, "admin")
    listed = diallo.taps(pack("s_links", school, 0))
    assert "Enseignant · par Mme Diallo" in read(listed)
    assert "Administrateur · par Mme Diallo" in read(listed)
    left = diallo.taps(pack("s_drop", school, link[2:10]))
    assert toast(left) == "C'est annulé."
    assert "Enseignant · par" not in read(left)
    payet = Phone(desk)
    payet.settles(role="teacher")
    assert "Je ne connais pas cette invitation" in read(payet.commands("start", link))
    assert "Je ne trouve pas" in toast(diallo.taps(pack("s_drop", school, link[2:10])))


def test_withdrawing_reaches_who_is_already_writing_a_name(desk: Desk, diallo: Phone) -> None:
    link, school = invites(diallo), membership(diallo).school_id
    payet, hoarau = Phone(desk), Phone(desk)
    for phone in (payet, hoarau):
        phone.settles(role="teacher")
        phone.commands("start", link)
    hoarau.writes("M. Hoarau")
    diallo.taps(pack("s_drop", school, link[2:10]))
    assert "Je ne connais pas cette invitation" in read(payet.writes("M. Payet"))
    assert "Je ne connais pas cette invitation" in read(hoarau.taps("s_join"))
    assert memberships(payet) == memberships(hoarau) == []


def test_the_list_of_invitations_has_pages(desk: Desk, diallo: Phone) -> None:
    school = membership(diallo).school_id
    for _ in range(9):
        invites(diallo)
    first = diallo.taps(pack("s_links", school, 0))
    assert pack("s_links", school, 1) in buttons(first[-1])
    assert "\n9. Enseignant" in read(diallo.taps(pack("s_links", school, 1)))


def test_who_teaches_there_already_spends_no_invitation(desk: Desk, diallo: Phone) -> None:
    link = invites(diallo)
    assert "Vous faites déjà partie de «\u00a0Collège des Tilleuls\u00a0»" in read(
        diallo.commands("start", link)
    )
    assert membership(teacher(desk, link, "M. Payet")).name == "M. Payet"


def test_declining_leaves_the_link_good(desk: Desk, diallo: Phone) -> None:
    link = invites(diallo)
    payet = Phone(desk)
    payet.settles(role="teacher")
    payet.commands("start", link)
    assert toast(payet.taps("s_decline")) == "C'est annulé."
    joins(payet, link, "M. Payet")
    assert membership(payet).name == "M. Payet"


def test_a_pupil_who_declines_a_forwarded_invitation_comes_home(
    desk: Desk, diallo: Phone, lea: Phone
) -> None:
    lea.commands("start", invites(diallo))
    home = lea.taps("s_decline")
    assert "Espace enseignant" not in read(home)
    assert lea.button("domains")


def test_who_teaches_is_led_to_their_own_home_by_words_nobody_awaits(diallo: Phone, lea: Phone) -> None:
    assert "t_home" in {data for call in diallo.writes("Bonjour") for data in buttons(call)}
    assert "t_home" not in {data for call in lea.writes("Bonjour") for data in buttons(call)}


def test_what_an_administrator_handed_out_goes_with_the_role(desk: Desk, diallo: Phone) -> None:
    payet = teacher(desk, invites(diallo, "admin"), "M. Payet")
    link, school = invites(payet, "admin"), membership(payet).school_id
    diallo.taps(pack("s_role", school, membership(payet).person_id, "teacher"))
    friend = Phone(desk)
    friend.settles(role="teacher")
    assert "Je ne connais pas" in read(friend.commands("start", link))


def test_what_an_operator_handed_out_goes_with_the_setting(desk: Desk) -> None:
    link = found(operator(desk))
    desk.rules = replace(desk.rules, operators=frozenset())
    friend = Phone(desk)
    friend.settles(role="teacher")
    assert "Je ne connais pas" in read(friend.commands("start", link))


@pytest.mark.parametrize("token", ["", "x", "i-", "é" * 30, "-" * 24, "abcdefgh" * 8])
def test_a_broken_link_leads_nowhere(lea: Phone, token: str) -> None:
    assert "Je ne connais pas cette invitation" in read(lea.commands("start", f"i-{token}"))


def test_a_link_with_another_end_leads_nowhere(desk: Desk, diallo: Phone, lea: Phone) -> None:
    link = invites(diallo)
    for wrong in (link[:-1], link + "A", link[:-1] + "é", link[:10] + "A" * 16):
        assert "Je ne connais pas cette invitation" in read(lea.commands("start", wrong))


def test_who_tries_many_links_waits(desk: Desk, diallo: Phone, lea: Phone) -> None:
    for number in range(10):
        lea.commands("start", f"i-{number:024}")
    link = invites(diallo)
    assert "attends 1 minute" in read(lea.commands("start", link))
    desk.clock.advance(timedelta(minutes=2))
    assert "vous invite" in read(lea.commands("start", link))


def test_a_button_tapped_twice_makes_one_link(desk: Desk, diallo: Phone) -> None:
    button = pack("s_invite", membership(diallo).school_id, "teacher")
    first, second = (payload(diallo.taps(button)) for _ in range(2))
    assert first == second
    desk.clock.advance(timedelta(seconds=4))
    assert payload(diallo.taps(button)) != first


def test_teachers_and_others_invite_nobody(desk: Desk, diallo: Phone, lea: Phone) -> None:
    school = membership(diallo).school_id
    payet = teacher(desk, invites(diallo), "M. Payet")
    other = teacher(desk, found(operator(desk), "Lycée Senghor"), "Mme Grondin")
    link = invites(diallo)
    for outsider in (payet, other, lea):
        for forged in (
            pack("s_invite", school, "admin"),
            pack("s_links", school, 0),
            pack("s_drop", school, link[2:10]),
        ):
            assert "pas accès" in toast(outsider.taps(forged))
    assert "ne marche plus" in toast(diallo.taps(pack("s_invite", school, "operator")))
    assert "Je ne trouve" in toast(other.taps(pack("s_drop", membership(other).school_id, link[2:10])))
    assert desk.sql("select count(*) from invitation where used_at is null") == [(1,)]
