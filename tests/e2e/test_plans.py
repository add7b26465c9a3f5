"""A teacher's reminders, over HTTP: the dates follow the deadline, and who may change them."""

import pytest

from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House
from tests.e2e.test_campaigns import prepares, teacher


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def published(person: Person) -> str:
    """A campaign until ten days from now; what its reminders say."""
    await prepares(person, "Tableur, 6e B", "dans 10 jours à 18h")
    await person.taps("Publier")
    assert "Rappels aux élèves : " in words(await person.sees("C'est publié"))
    await person.taps("Rappels")
    return words(await person.sees("Leurs responsables"))


def days(said: str) -> list[str]:
    """The reminders that are to come, a line each."""
    return [line for line in said.splitlines() if line.startswith("🔔")]


async def test_mme_diallo_moves_the_deadline_and_spares_the_guardians(stage: Stage, house: House) -> None:
    diallo = await teacher(stage, house, "Mme Diallo", "Collège des Tilleuls", "Europe/Paris")
    ferrand = await teacher(stage, house, "Mme Ferrand", "Lycée du Port", "Europe/Paris")
    before = await published(diallo)
    assert days(before)

    await diallo.taps("Résumé")
    await diallo.sees("Touchez ce que vous voulez changer")
    await diallo.taps("Date limite")
    await diallo.sees("Jusqu'à quand")
    await diallo.writes("dans 30 jours à 18h")
    await diallo.sees("Touchez ce que vous voulez changer")
    await diallo.taps("Rappels")
    moved = words(await diallo.sees("Leurs responsables"))
    assert days(moved)
    assert not set(days(before)) & set(days(moved))

    await diallo.taps("Responsables")
    await diallo.sees("Rappels aux responsables")
    await diallo.taps("Aucun rappel ici")
    await diallo.sees("Aucun rappel.")
    message, off = await diallo.button("7 jours")
    await ferrand.taps_data(message["message_id"], off, forged=True)
    await ferrand.sees_toast("Vous n'avez pas accès")
    await diallo.taps("⬅️ Rappels")
    pupils, guardians = words(await diallo.sees("Leurs responsables")).split("Leurs responsables")
    assert days(pupils) == days(moved)[: len(days(pupils))]
    assert "Aucun rappel." in guardians


async def test_a_delay_awaited_through_a_restart_is_read(stage: Stage, house: House) -> None:
    diallo = await teacher(stage, house, "Mme Diallo", "Collège des Tilleuls", "Europe/Paris")
    await published(diallo)
    await diallo.taps("Élèves")
    await diallo.sees("Rappels aux élèves")
    await diallo.taps("Écrire un autre délai")
    await diallo.sees("Combien de temps avant")
    await house.closes()
    await diallo.writes("un an")
    await house.opens()
    await diallo.sees("60 jours avant la date limite au plus")
    await diallo.writes("8 jours")
    await diallo.sees("On l'ajoute ?")
    await diallo.taps("Ajouter ce rappel")
    await diallo.sees("C'est ajouté : 8 jours avant")
