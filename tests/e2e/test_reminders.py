"""Reminders over HTTP, seen by moving the clock: one letter a day, true when read, stopped in one tap."""

import asyncio
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.clock import MovableClock
from bot.store import campaigns, participation, people, plans
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.plans import PlanRow
from bot.store.times import to_ms
from bot.usecases import codes
from bot.usecases.campaigns import targets
from bot.usecases.reminders import planning
from bot.usecases.reminders.hours import Agenda
from sandbox.server import Sandbox
from tests.e2e.cast import PATIENCE, Person, Stage, words
from tests.e2e.conftest import House, later
from tests.e2e.crowd import Crowd, gather

PARIS = Agenda("Europe/Paris", "")
HOUR = 60  # minutes


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def tuesday(stage: Stage, clock: MovableClock) -> date:
    """A Tuesday, at noon, of a week without day off, and the Tuesday after it is none either."""
    first = PARIS.day_of(clock.now()) + timedelta(days=1)
    day = next(
        day
        for day in (first + timedelta(days=n) for n in range(366))
        if day.weekday() == 1 and all(PARIS.opens_on(day + timedelta(days=n)) for n in (0, 1, 2, 3, 6, 7))
    )
    await moves_to(stage, clock, PARIS.moment(day, 12 * HOUR))
    return day


async def moves_to(stage: Stage, clock: MovableClock, at: datetime) -> None:
    """The clock goes on to a moment, and a little past it."""
    await later(stage, at - clock.now() + timedelta(seconds=1))


@pytest.fixture
async def lea(stage: Stage, house: House) -> Person:
    return await arrived(stage, "Léa")


async def arrived(stage: Stage, name: str) -> Person:
    """Somebody who has pressed «Démarrer»; the class says the rest of them."""
    person = await stage.person(name)
    await person.starts()
    await person.sees("Élève, parent ou enseignant")
    return person


def until_next_tuesday(
    tx: Tx, now: datetime, crowd: Crowd, day: date, reminders: str = "7,4,1", name: str = "Rentrée"
) -> Campaign:
    """A campaign for the class, until Tuesday in a week at 18 h."""
    id_, now_ms = tx.new_id(), to_ms(now)
    deadline = to_ms(PARIS.moment(day + timedelta(days=7), 18 * HOUR))
    made = Campaign(
        id_, crowd.school, codes.new_code(tx, "campaign", id_), name,
        targets.write_topics({"motdepasse": 4}, 8), "training", 0, None, deadline, 1, 1, "", "",
        "Mme Diallo", now_ms, now_ms, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, crowd.teacher_id)
    campaigns.put_class(tx, id_, crowd.class_id)
    plans.put(tx, id_, PlanRow(reminders, "", "", 0))
    planning.sync(tx, id_, now)
    return made


def finishes(tx: Tx, chat_id: int, campaign: Campaign, now_ms: int) -> None:
    """A pupil has finished a campaign."""
    person, id_ = people.person_of_chat(tx, chat_id), tx.new_id()
    assert person is not None
    participation.begin(tx, person.id, id_, campaign.id, None, "", 1, now_ms)
    participation.complete(tx, person.id, id_, late=False, mastery=80, result="{}", now_ms=now_ms)


async def ended(house: House, chat_id: int, *fates: str) -> None:
    """Wait until everything that somebody was to be told ended like this."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    found: list[str | None] = []
    while asyncio.get_running_loop().time() < deadline:
        found = await house.store.turn(fates_of, chat_id)
        if found == list(fates):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(found)


def fates_of(tx: Tx, chat_id: int) -> list[str | None]:
    person = people.person_of_chat(tx, chat_id)
    kept = [] if person is None else tx.all("kept_notices", lambda *row: row, person_id=person.id)
    return [row[-1] for row in kept]


async def letters_of(person: Person) -> list[str]:
    """The letters in a chat: what has «Tout arrêter» under it."""
    return [
        words(message)
        for message in await person.messages()
        if "l_stop" in str(message.get("reply_markup", {}))
    ]


async def test_a_pupil_is_told_in_time_and_puts_it_off(
    stage: Stage, house: House, clock: MovableClock, tuesday: date, lea: Person
) -> None:
    crowd = await gather(stage, house.store, (lea.id,))
    for name in ("Rentrée", "Réseaux"):
        await house.store.turn(
            partial(until_next_tuesday, now=clock.now(), crowd=crowd, day=tuesday, name=name)
        )
    await lea.from_now()
    await moves_to(stage, clock, PARIS.moment(tuesday, 17 * HOUR))
    letter = words(await lea.sees("Il te reste 7 jours"))
    assert "Rentrée" in letter
    assert "Réseaux" in letter

    await lea.taps("Pas avant lundi")
    await lea.sees("plus de rappel avant lundi")
    friday, monday = tuesday + timedelta(days=3), tuesday + timedelta(days=6)
    await moves_to(stage, clock, PARIS.moment(friday, 17 * HOUR))
    await house.reminds()
    assert len(await letters_of(lea)) == 1

    await lea.from_now()
    await moves_to(stage, clock, PARIS.moment(monday, 7 * HOUR))
    await lea.sees("À finir demain à 18 h")
    await moves_to(stage, clock, PARIS.moment(monday, 17 * HOUR))
    await house.reminds()
    assert len(await letters_of(lea)) == 2

    await lea.taps("Rentrée")
    await lea.sees("Tu as jusqu'à")


async def test_one_tap_stops_it_and_one_takes_it_up(
    stage: Stage, house: House, clock: MovableClock, tuesday: date, lea: Person
) -> None:
    crowd = await gather(stage, house.store, (lea.id,))
    await house.store.turn(partial(until_next_tuesday, now=clock.now(), crowd=crowd, day=tuesday))
    await lea.from_now()
    await moves_to(stage, clock, PARIS.moment(tuesday, 17 * HOUR))
    await lea.sees("Il te reste 7 jours")
    await lea.taps("Tout arrêter")
    await lea.sees("C'est arrêté")
    await moves_to(stage, clock, PARIS.moment(tuesday + timedelta(days=3), 17 * HOUR))
    await lea.taps("Remettre les rappels")
    await lea.sees("Les rappels reprennent")
    await lea.writes("/stop")
    await lea.sees("C'est arrêté")
    await lea.taps("Remettre les rappels")
    await lea.sees("Un message par jour au plus")
    await moves_to(stage, clock, PARIS.moment(tuesday + timedelta(days=6), 17 * HOUR))
    await lea.sees("À finir demain à 18 h")


async def test_who_finished_blocked_or_left_gets_none(
    stage: Stage, house: House, sandbox: Sandbox, clock: MovableClock, tuesday: date, lea: Person
) -> None:
    tom, zoe = [await arrived(stage, name) for name in ("Tom", "Zoé")]
    crowd = await gather(stage, house.store, (lea.id, tom.id, zoe.id))
    rentree = await house.store.turn(
        partial(until_next_tuesday, now=clock.now(), crowd=crowd, day=tuesday, reminders="7")
    )
    await house.reminds()  # notices are made at noon
    await house.store.turn(finishes, lea.id, rentree, to_ms(clock.now()))
    sandbox._world.chats.people[tom.id].blocked = True
    await zoe.writes("/supprimer")
    await zoe.sees("Tout effacer")
    await zoe.taps("Oui, continuer")
    await zoe.sees("Vraiment sûr")
    await zoe.taps("Oui, tout effacer")
    await zoe.sees("C'est effacé")
    await moves_to(stage, clock, PARIS.moment(tuesday, 17 * HOUR))
    await ended(house, tom.id, "blocked")
    await ended(house, lea.id, "finished")
    assert await letters_of(lea) == await letters_of(tom) == await letters_of(zoe) == []
