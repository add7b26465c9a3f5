"""A school week as a family and a teacher live it, over HTTP: the clock is moved from evening to evening."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.store import outbox
from bot.store.classes import Pupil
from bot.usecases.reminders.hours import Agenda
from tests.e2e.cast import PATIENCE, Person, Stage, words
from tests.e2e.conftest import House, later
from tests.e2e.pupil import Knowing
from tests.e2e.test_classes import makes_a_class
from tests.e2e.test_story_of_a_class import (
    answers_to_the_end,
    joins_by_link,
    publishes_a_campaign_on_passwords,
    roster,
    two_schools_with_a_teacher_each,
)

ZONE = "Europe/Paris"
BREATH = 0.05  # seconds
AGENDA = Agenda(ZONE, "")
MONDAY, TUESDAY, WEDNESDAY, FRIDAY, NEXT_MONDAY = 0, 1, 2, 4, 7


class Week:
    """Days of a week without a public holiday, to be gone to in their order."""

    def __init__(self, stage: Stage, house: House, clock: MovableClock) -> None:
        self._stage, self._house, self._clock = stage, house, clock
        self._monday = monday_of_an_open_week(AGENDA.day_of(clock.now()))

    async def goes_on_to(self, day: int, hour: int, minute: int = 0) -> None:
        """Until then, and half a minute more; what was sent is written down before."""
        async with asyncio.timeout(PATIENCE):
            while await self._house.store.turn(outbox.waiting, 1):
                await asyncio.sleep(BREATH)
        to = AGENDA.moment(self._monday + timedelta(days=day), hour * 60 + minute) + timedelta(seconds=30)
        await later(self._stage, to - self._clock.now())


def monday_of_an_open_week(today: date) -> date:
    """A Monday to come; its days until Friday and the Monday after are all open."""
    monday = today + timedelta(days=7 - today.weekday())
    while not all(AGENDA.opens_on(monday + timedelta(days=each)) for each in (0, 1, 2, 3, 4, 7)):
        monday += timedelta(days=7)
    return monday


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_a_week_of_a_family_and_of_a_teacher(
    stage: Stage, house: House, clock: MovableClock, knows: Callable[[Person], Knowing]
) -> None:
    week = Week(stage, house, clock)
    await week.goes_on_to(MONDAY, 10)
    diallo, _ = await two_schools_with_a_teacher_each(stage)
    lea_line, tom_line = await a_class_of_two(house, diallo)
    lea, tom = await stage.person("Léa"), await stage.person("Tom")
    await joins_by_link(lea, lea_line)
    await joins_by_link(tom, tom_line)
    mother = await stage.person("Fatima")
    await follows(mother, lea_line)

    code = await publishes_a_campaign_on_passwords(diallo)
    await mother.from_now()
    await week.goes_on_to(MONDAY, 18)
    told = words(await mother.sees("Nouveau parcours"))
    assert "Mots de passe (Mme Diallo)" in told
    assert "à 18 h, encore 4 jours" in told

    await week.goes_on_to(TUESDAY, 10)
    await takes_the_test(lea, knows(lea), code)
    await lea.taps("Montrer à mes responsables")
    await lea.sees("Montrer ton résultat")
    await lea.taps("Oui, montrer")
    await lea.sees("demain au plus tôt")
    await mother.from_now()
    await week.goes_on_to(TUESDAY, 18)
    told = words(await mother.sees("Mots de passe : terminé"))
    assert "%" not in told

    await week.goes_on_to(WEDNESDAY, 18)
    told = words(await mother.sees("maîtrise"))
    assert "📊 Mots de passe : maîtrise" in told

    await mother.from_now()
    await week.goes_on_to(FRIDAY, 18, 1)
    told = words(await mother.sees("Ces 7 derniers jours"))
    assert "1 parcours terminé" in told
    assert "À lui dire" in told

    await diallo.from_now()
    await week.goes_on_to(NEXT_MONDAY, 7, 30)
    told = words(await diallo.sees("La date limite est passée"))
    assert "1 a terminé sur 2" in told
    assert "1 n'a pas commencé : Tom Petit" in told
    await tom.from_now()
    await diallo.taps("Relancer")
    await diallo.sees("1 élève relancé")
    await tom.sees("Mots de passe")


async def a_class_of_two(house: House, diallo: Person) -> tuple[Pupil, Pupil]:
    """Léa and Tom are on the roster of a new class."""
    code = await makes_a_class(diallo, "6e B")
    await diallo.taps("Importer une liste")
    await diallo.sees("Envoyez-moi un fichier")
    await diallo.writes("Léa Martin\nTom Petit")
    await diallo.sees("2 nouveaux élèves")
    await diallo.taps("Importer")
    await diallo.sees("2 élèves dans la classe")
    lines = {each.given_name: each for each in await house.store.turn(roster, code)}
    return lines["Léa"], lines["Tom"]


async def follows(adult: Person, line: Pupil) -> None:
    """By the link of the family's letter."""
    await adult.starts(f"g-{line.guardian_selector}{line.guardian_secret}")
    await adult.sees(f"Suivre {line.given_name}")
    await adult.taps("✅ Suivre")
    await adult.sees("Vous suivez maintenant")


async def takes_the_test(pupil: Person, knowing: Knowing, code: str) -> None:
    await pupil.writes(code)
    await pupil.sees("questions au plus")
    await pupil.taps("Commencer")
    await pupil.sees("Question 1")
    await answers_to_the_end(pupil, knowing, code, knows=True)
