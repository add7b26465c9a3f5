"""The demo is furnished: everything can be tried at once."""

from dataclasses import replace

from bot.demo_school import PUPILS, furnish
from bot.store import classes
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import membership
from tests.views.acceptable import buttons


def furnished(desk: Desk) -> Phone:
    """Mme Diallo's phone, when the demo starts."""
    diallo = Phone(desk)
    desk.rules = replace(desk.rules, operators=frozenset({diallo.chat_id}))
    desk.turn(lambda tx: furnish(tx, diallo.chat_id, desk.clock.now()))
    return diallo


def test_the_teacher_of_the_demo_is_at_home(desk: Desk) -> None:
    diallo = furnished(desk)
    assert "t_home" in buttons(diallo.commands("start")[-1])
    home = read(diallo.taps("t_home")).replace("\u00a0", " ")
    assert "Collège des Tilleuls · Mme Diallo" in home
    assert "1 parcours en cours" in home
    assert f"{len(PUPILS)} élèves n'ont pas commencé" in home
    assert "Collège des Tilleuls" in read(diallo.commands("operateur"))


def test_the_personal_links_of_the_demo_open(desk: Desk) -> None:
    diallo = furnished(desk)
    school = membership(diallo).school_id
    (line,) = desk.turn(lambda tx: classes.of_school(tx, school))
    pupils = {each.given_name: each for each in desk.turn(lambda tx: classes.pupils(tx, line.id))}
    lea = Phone(desk)
    lea.settles()
    assert "6e B" in read(lea.commands("start", f"p-{pupils['Léa'].selector}{pupils['Léa'].secret}"))
