"""The demo is furnished: everything can be tried at once."""

from dataclasses import replace

from bot.content import load
from bot.demo_candidate import candidate
from bot.demo_school import PUPILS, furnish
from bot.engine import certifiable
from bot.store import classes
from bot.usecases import competences
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import membership
from tests.usecases.posting import Postman
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


def test_somebody_can_sit_the_certification_of_the_demo(desk: Desk) -> None:
    desk.library = load()
    diallo, ines = Phone(desk), Phone(desk)
    now = desk.clock.now()
    desk.turn(lambda tx: candidate(tx, desk.library, ines.chat_id, furnish(tx, diallo.chat_id, now), now))
    levels = desk.turn(lambda tx: {each.code: each.level for each in competences.lines(ines.turn(tx))})
    assert certifiable(levels)
    postman = Postman(desk)
    postman.works()
    told = postman.reaches(ines).replace("\u00a0", " ")
    assert "Ta convocation : certification blanche" in told
    assert "mercredi 16 septembre à 14 h" in told
