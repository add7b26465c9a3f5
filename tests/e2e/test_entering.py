"""Pupils of two schools enter campaigns at once: by link, by typed code, by list; on both databases."""

from dataclasses import dataclass

import pytest

from bot.clock import MovableClock
from bot.content import Library
from bot.store import campaigns, classes, people, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign, Mode
from bot.store.classes import Classroom, Pupil
from bot.store.times import to_ms
from bot.usecases import codes
from bot.usecases.campaigns import targets
from bot.usecases.participation.aims import key_of
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import DAY, House, later, settle
from tests.e2e.pupil import Knowing

LANDING = "Jamais tes réponses mot à mot"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@dataclass
class Furnished:
    """A school with a class, and a campaign for it."""

    classroom: Classroom
    campaign: Campaign


@pytest.fixture
def now_ms(clock: MovableClock) -> int:
    return to_ms(clock.now())


async def furnished(house: House, name: str, teacher: str, now_ms: int, mode: Mode = "training") -> Furnished:
    """A school made by hand: how its people make it is told elsewhere."""
    return await house.store.turn(_furnish, name, teacher, now_ms, mode)


def _furnish(tx: Tx, name: str, teacher: str, now_ms: int, mode: Mode) -> Furnished:
    school = schools.add(tx, name, "Europe/Paris", "college", now_ms)
    owner = people.meet(tx, -school.id, now_ms)  # nobody's chat
    schools.put_member(tx, owner.id, school.id, "teacher", teacher, now_ms)
    id_ = tx.new_id()
    room = Classroom(id_, school.id, "6e B", "6e", codes.new_code(tx, "class", id_), now_ms, None)
    classes.add(tx, room, owner.id)
    id_ = tx.new_id()
    campaign = Campaign(
        id=id_,
        school_id=school.id,
        code=codes.new_code(tx, "campaign", id_),
        name=f"Parcours de {teacher}",
        target=targets.write_topics({"motdepasse": 4, "hameconnage": 4}, 8),
        mode=mode,
        open_to_all=0,
        opens_at=None,
        deadline_at=now_ms + 7 * 86_400_000,
        late_allowed=0,
        retries=1,
        start_words="",
        end_words="",
        teacher=teacher,
        created_at=now_ms,
        published_at=now_ms,
        closed_at=None,
        archived_at=None,
    )
    campaigns.add(tx, campaign, owner.id)
    campaigns.put_class(tx, campaign.id, room.id)
    return Furnished(room, campaign)


def _enrol(tx: Tx, chat_id: int, room: Classroom, given: str, family: str, now_ms: int) -> None:
    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    own, family_link, key = codes.new_link(), codes.new_link(), f"{family} {given}".casefold()
    links = (own.selector, own.secret, family_link.selector, family_link.secret)
    line = Pupil(room.id, tx.new_id(), family, given, key, None, None, *links, now_ms, None)
    classes.add_pupil(tx, line)
    classes.link(tx, line.id, person.id, now_ms)


async def pupil(stage: Stage, house: House, room: Classroom, name: str, now_ms: int) -> Person:
    """Somebody who has joined a class."""
    person = await stage.person(name)
    await settle(person)
    await house.store.turn(_enrol, person.id, room, name, "Martin", now_ms)
    return person


async def test_two_schools_at_once(stage: Stage, house: House, library: Library, now_ms: int) -> None:
    tilleuls = await furnished(house, "Collège des Tilleuls", "Mme Diallo", now_ms)
    jaures = await furnished(house, "Collège Jaurès", "M. Petit", now_ms)
    zoe = await pupil(stage, house, tilleuls.classroom, "Zoé", now_ms)
    ali = await pupil(stage, house, jaures.classroom, "Ali", now_ms)

    await zoe.starts(tilleuls.campaign.code)
    await zoe.sees(LANDING)
    await ali.writes(jaures.campaign.code.lower())
    landed = await ali.sees(LANDING)
    assert "M. Petit · Collège Jaurès" in words(landed)
    assert "Ali Martin" in words(landed)

    await zoe.writes(jaures.campaign.code)
    asked = await zoe.sees("C'est ta classe")
    assert "Petit" not in words(asked)

    await zoe.writes("/parcours")
    listed = await zoe.sees("Tes parcours")
    assert "Parcours de Mme Diallo" in words(listed)
    assert "Petit" not in words(listed)
    await zoe.taps("Parcours de Mme Diallo")
    await zoe.sees(LANDING)

    for person, school in ((zoe, tilleuls), (ali, jaures)):
        await person.taps("Commencer")
        await person.sees("Question 1")
        await Knowing(person, house.store, library).answers(key_of(school.campaign))
        await person.sees("Question 2")
    await zoe.writes(tilleuls.campaign.code)
    await zoe.sees("1 question faite")
    await later(stage, DAY)
    await zoe.taps("Reprendre")
    await zoe.sees("Question 2")


async def test_after_the_deadline_a_kind_sentence(stage: Stage, house: House, now_ms: int) -> None:
    tilleuls = await furnished(house, "Collège des Tilleuls", "Mme Diallo", now_ms)
    zoe = await pupil(stage, house, tilleuls.classroom, "Zoé", now_ms)
    await zoe.starts(tilleuls.campaign.code)
    await zoe.sees(LANDING)
    await later(stage, 8 * DAY)
    await zoe.taps("Commencer")  # a button of last week
    await zoe.sees("Ce n'est pas grave")


async def test_a_profile_is_sent_by_consent(stage: Stage, house: House, now_ms: int) -> None:
    tilleuls = await furnished(house, "Collège des Tilleuls", "Mme Diallo", now_ms, "collection")
    zoe = await pupil(stage, house, tilleuls.classroom, "Zoé", now_ms)
    await zoe.writes("/code")
    await zoe.sees("Quel est ton code")
    await zoe.writes(" ".join(tilleuls.campaign.code))
    await zoe.sees("tes 16 niveaux et ton total, rien d'autre")
    await zoe.taps("Envoyer mon profil")
    await zoe.sees("Sans ton accord, rien ne part")
    await zoe.taps("Oui, envoyer")
    await zoe.sees("Ton profil est envoyé")
    await zoe.writes(tilleuls.campaign.code)
    await zoe.sees("Ton profil a changé ? Tu peux l'envoyer de nouveau")


async def test_the_code_of_the_class_and_of_its_campaign_lead_to_its_names(
    stage: Stage, house: House, now_ms: int
) -> None:
    tilleuls = await furnished(house, "Collège des Tilleuls", "Mme Diallo", now_ms)
    nour = await stage.person("Nour")
    await settle(nour)
    await nour.writes(tilleuls.campaign.code)
    await nour.sees("C'est ta classe")
    await nour.taps("Oui, c'est ma classe")
    await nour.sees("prénom")
    await nour.writes(tilleuls.classroom.code)
    await nour.sees("6e B")
