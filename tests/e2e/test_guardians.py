"""A pupil and the adults around her, over HTTP, on both databases."""

import re

import pytest

from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House, settle
from tests.e2e.staff import first_teacher
from tests.e2e.test_classes import link_of, makes_a_class


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def lea(stage: Stage, house: House) -> Person:
    """A pupil of Mme Diallo's new class."""
    diallo = await first_teacher(stage)
    await makes_a_class(diallo, "6e B")
    await diallo.taps("Importer une liste")
    await diallo.sees("Envoyez-moi un fichier")
    await diallo.writes("HOARAU Léa\nPAYET Tom")
    await diallo.sees("2 nouveaux élèves")
    await diallo.taps("Importer")
    await diallo.sees("2 élèves dans la classe")
    own = await link_of(diallo, "Léa Hoarau")
    lea = await stage.person("Léa")
    await settle(lea)
    await lea.starts(own)
    await lea.sees("Tu es Léa Hoarau")
    await lea.taps("Oui, c'est moi")
    await lea.sees("Bienvenue dans 6e B")
    return lea


async def invites(lea: Person) -> str:
    """From the settings to the message to forward; what its link carries."""
    await lea.writes("/reglages")
    await lea.sees("Réglages")
    await lea.taps("Inviter un parent")
    await lea.sees("Personne ne te suit")
    await lea.taps("Créer une invitation")
    found = re.search(r"start=(r-\S+)", words(await lea.sees("Invitation à suivre Léa, en 6e B")))
    assert found is not None
    return found[1]


async def test_lea_invites_her_father_sees_him_and_removes_him(stage: Stage, lea: Person) -> None:
    payload = await invites(lea)
    await lea.sees("scanner ce QR code")
    assert len(await stage.calls("sendPhoto")) == 1

    tom = await stage.person("Tom")
    await settle(tom)
    await tom.starts(payload)
    await tom.sees("Ce lien est pour un adulte")
    assert "Léa" not in await tom.transcript(1)

    hoarau, other = await stage.person("Jean"), await stage.person("Inconnu")
    for adult in (hoarau, other):
        await adult.starts(payload)
        await adult.sees("Suivre Léa, en 6e B")
    await lea.from_now()
    await hoarau.taps("Suivre Léa")
    await hoarau.sees("Vous suivez maintenant Léa")
    await lea.sees("te suit maintenant")
    await other.taps("Suivre Léa")
    await other.sees("Cette invitation a déjà servi")

    await hoarau.taps("Contacter l'établissement")
    await hoarau.sees("n'a pas indiqué de contact")
    await hoarau.writes("/enfants")
    await hoarau.sees("Léa, 6e B (Collège des Tilleuls)")

    await lea.taps("Voir")
    await lea.sees("Invité par toi le")
    await lea.taps("Retirer le n° 1")
    await lea.sees("Retirer l'adulte invité")
    await hoarau.from_now()
    await lea.taps("Oui, retirer")
    await lea.sees("C'est retiré")
    await hoarau.sees("Léa a repris son invitation")
    await hoarau.writes("/enfants")
    await hoarau.sees("Personne pour l'instant")
