"""A campaign from its first word to the poster, over HTTP, in two schools at once."""

import asyncio
import re

import pytest

from bot.store import people, schools
from bot.store.base import Tx
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House, settle

CODE = re.compile(r"Code : ([A-Z]{3} [A-Z]{3} [2-9]{3})")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def teacher(stage: Stage, house: House, name: str, school: str, zone: str) -> Person:
    """Somebody who teaches in a new school."""
    person = await stage.person(name)
    await person.starts()
    await person.sees("Élève, parent ou enseignant")
    await person.taps("J'enseigne")
    await person.sees("Sur quoi pouvez-vous travailler")
    await person.taps("Seulement un téléphone")
    await person.sees("C'est prêt")
    await house.store.turn(_employ, person.id, name, school, zone)
    return person


def _employ(tx: Tx, chat_id: int, name: str, school: str, zone: str) -> None:
    found = people.person_of_chat(tx, chat_id)
    assert found is not None
    made = schools.add(tx, school, zone, "college", 0)
    schools.put_member(tx, found.id, made.id, "teacher", name, 0)


async def prepares(person: Person, name: str, date: str) -> str:
    """A campaign over «Se protéger en ligne», open to all; the summary before it is published."""
    await person.writes("/enseignant")
    await person.sees("Espace enseignant")
    await person.taps("Nouveau parcours")
    await person.sees("Comment s'appelle ce parcours")
    await person.writes(name)
    await person.sees("Que teste ce parcours")
    await person.taps("▶️")
    await person.sees("Page 2 / 3")
    await person.taps("▶️")
    await person.sees("Page 3 / 3")
    await person.taps("Tableur")
    await person.sees("parmi")
    await person.taps("Prendre")
    await person.sees("Pour qui ?")
    await person.taps("Tous ceux qui ont le code")
    await person.sees("Pour qui ?")
    await person.taps("Continuer")
    await person.sees("Jusqu'à quand")
    await person.writes("30 février")
    await person.sees("Ce jour n'existe pas")
    await person.writes(date)
    await person.sees("Quel mode")
    await person.taps("Entraînement")
    return words(await person.sees("brouillon"))


async def publishes(person: Person) -> str:
    """The code of the campaign on screen."""
    await person.taps("Publier")
    found = CODE.search(words(await person.sees("C'est publié")))
    assert found
    return found[1]


async def test_two_schools_prepare_a_campaign_each(stage: Stage, house: House) -> None:
    diallo = await teacher(stage, house, "Mme Diallo", "Collège des Tilleuls", "Europe/Paris")
    hoarau = await teacher(stage, house, "M. Hoarau", "Collège du Lagon", "Indian/Reunion")
    paris, reunion = await asyncio.gather(
        prepares(diallo, "Tableur, 6e B", "dans 10 jours à 18h"),
        prepares(hoarau, "Tableur, 5e A", "dans 10 jours à 18h"),
    )
    for summary, teacher_name in ((paris, "Mme Diallo"), (reunion, "M. Hoarau")):
        assert "Tableur · 20 questions au plus" in summary
        assert "à 18 h" in summary
        assert f"Signé {teacher_name}" in summary

    code = await publishes(diallo)
    other = await publishes(hoarau)
    assert code != other
    await diallo.taps("QR code")
    assert (await diallo.sees(code))["photo"]
    await diallo.taps("Le code")
    await diallo.sees("Lien")
    await diallo.taps("Affiche")
    assert (await diallo.sees("L'affiche de"))["document"]["file_name"].endswith(".pdf")
    await diallo.taps("Le code")
    await diallo.sees("Lien")
    await diallo.taps("Message à transférer")
    await diallo.sees("Transférez ce message")

    lea = await stage.person("Léa")
    await settle(lea)
    await lea.writes(code.lower())
    await lea.sees("Tableur, 6e B")

    await diallo.taps("Le code")
    await diallo.sees("Lien")
    await diallo.taps("Le parcours")
    await diallo.sees("Tableur, 6e B")
    await diallo.taps("Modifier")
    await diallo.sees("Touchez ce que vous voulez changer")
    message, edit = await diallo.button("Nom")
    await hoarau.taps_data(message["message_id"], edit, forged=True)
    await hoarau.sees_toast("Vous n'avez pas accès")
    await diallo.taps("Gérer")
    await diallo.sees("Personne n'a encore commencé")
    await diallo.taps("Fermer maintenant")
    await diallo.sees("C'est fermé")
    await lea.writes(code)
    await lea.sees("fermé")


async def test_a_restart_in_the_middle_of_the_dialog_loses_nothing(stage: Stage, house: House) -> None:
    diallo = await teacher(stage, house, "Mme Diallo", "Collège des Tilleuls", "Europe/Paris")
    await diallo.writes("/enseignant")
    await diallo.sees("Espace enseignant")
    await diallo.taps("Nouveau parcours")
    await diallo.sees("Comment s'appelle ce parcours")
    await house.closes()
    await diallo.writes("Rentrée")
    await house.opens()
    await diallo.sees("Que teste ce parcours")
    await diallo.writes("/enseignant")
    await diallo.sees("Espace enseignant")
    await diallo.taps("Nouveau parcours")
    await diallo.sees("Vous avez 1 brouillon")
    await diallo.taps("Rentrée")
    await diallo.sees("Rentrée · brouillon")
