"""Becoming a teacher, over HTTP: two schools at once, and the first operator's link."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.bootstrap import App
from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library
from bot.store import people, schools
from bot.store.base import Tx
from bot.store.open import open_store
from bot.transport.callback import pack
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import FAST, OPERATOR, House


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def as_adult(person: Person) -> None:
    """The first questions, answered."""
    await person.starts()
    await person.sees("Élève, parent ou enseignant")
    await person.taps("J'enseigne")
    await person.sees("Sur quoi pouvez-vous travailler")
    await person.taps("Seulement un téléphone")
    await person.sees("C'est prêt")


async def founds(operator: Person, name: str, zone: str) -> str:
    """A school, from /operateur to the link of its first administrator."""
    await operator.writes("/operateur")
    await operator.sees("Établissements")
    await operator.taps("Créer un établissement")
    await operator.sees("Écrivez son nom")
    await operator.writes(name)
    await operator.sees("Quel est son niveau")
    await operator.taps("Collège")
    await operator.sees("Où est-il")
    await operator.taps(zone)
    await operator.sees("Tout est juste")
    await operator.taps("Créer l'établissement")
    return link(words(await operator.sees("Invitation à enseigner")))


def link(text: str) -> str:
    """The payload of the link in a message."""
    found = re.search(r"https://t\.me/tremplin_bot\?start=(\S+)", text)
    assert found, text
    return found[1]


async def joins(person: Person, payload: str, name: str) -> None:
    await person.starts(payload)
    await person.sees("invite à enseigner")
    await person.writes(name)
    await person.sees("liront")
    await person.taps("C'est bien moi")
    await person.sees("Espace enseignant")


async def test_two_schools_get_their_teachers_and_never_mix(stage: Stage, house: House) -> None:
    made = await stage.post("people", id=OPERATOR, first_name="Awa")
    awa = Person(stage, made["id"], "Awa")
    await as_adult(awa)
    tilleuls = await founds(awa, "Collège des Tilleuls", "Métropole (Paris)")
    senghor = await founds(awa, "Collège Senghor", "La Réunion")

    diallo, grondin = await stage.person("Awa Diallo"), await stage.person("Marie")
    await as_adult(diallo)
    await joins(diallo, tilleuls, "Mme Diallo")
    await as_adult(grondin)
    await joins(grondin, senghor, "Mme Grondin")
    await grondin.starts(tilleuls)
    await grondin.sees("a déjà servi")

    await diallo.writes("/enseignant")
    await diallo.sees("Collège des Tilleuls · Mme Diallo")
    await diallo.taps("L'établissement")
    await diallo.sees("1 membre, dont 1 administrateur")
    await diallo.taps("Inviter un enseignant")
    invitation = link(words(await diallo.sees("Invitation à enseigner")))
    payet = await stage.person("Jean")
    await payet.starts(invitation)  # he has never met the bot
    await payet.sees("Sur quoi pouvez-vous travailler")
    await payet.taps("Seulement un téléphone")
    await payet.sees("Mme Diallo vous invite")
    await payet.writes("M. Payet")
    await payet.sees("liront")
    await payet.taps("C'est bien moi")
    await payet.sees("Collège des Tilleuls · M. Payet")

    await diallo.taps("Membres")
    await diallo.sees("Membres · Collège des Tilleuls")
    message, about_payet = await diallo.button("M. Payet")
    await grondin.taps_data(message["message_id"], about_payet, forged=True)
    await grondin.sees_toast("Vous n'avez pas accès")
    await diallo.taps("M. Payet")
    await diallo.sees("Enseignant · Collège des Tilleuls")
    await diallo.taps("Retirer de l'établissement")
    await diallo.sees("ne verra plus")
    await diallo.taps("Oui, retirer")
    await diallo.sees("M. Payet ne fait plus partie")
    await payet.taps("Mes classes")
    await payet.sees_toast("Vous n'avez pas accès")
    await payet.writes("/enseignant")
    await payet.sees("a été retiré")


async def test_of_five_who_confirm_one_link_at_once_one_joins(stage: Stage, house: House) -> None:
    made = await stage.post("people", id=OPERATOR, first_name="Awa")
    awa = Person(stage, made["id"], "Awa")
    await as_adult(awa)
    payload = await founds(awa, "Collège des Tilleuls", "Métropole (Paris)")
    people = [await stage.person(f"P{number}") for number in range(5)]
    for person in people:
        await as_adult(person)
        await person.starts(payload)
        await person.sees("invite à enseigner")
        await person.writes(f"Mme {person.name}")
        await person.sees("liront")
    await asyncio.gather(*(person.taps("C'est bien moi") for person in people))
    said = [await one_of(person, "Bienvenue", "a déjà servi") for person in people]
    assert sorted(said) == ["Bienvenue", *["a déjà servi"] * 4]


async def test_of_two_administrators_who_withdraw_each_other_at_once_one_remains(
    stage: Stage, house: House
) -> None:
    diallo, payet = await stage.person("Awa"), await stage.person("Jean")
    for person in (diallo, payet):
        await as_adult(person)
    school, ids = await house.store.turn(_school_of, (diallo.id, payet.id))
    taps = [pack("s_out", school, other, 1) for other in reversed(ids)]
    about = [(await person.last())["message_id"] for person in (diallo, payet)]
    await asyncio.gather(diallo.taps_data(about[0], taps[0], forged=True),
                         payet.taps_data(about[1], taps[1], forged=True))  # fmt: skip
    for person in (diallo, payet):
        await person.sees_event(lambda e: e["type"] == "toast", "an answer")
    members = await house.store.turn(schools.members, school)
    assert [member.role for member in members] == ["admin"]


def _school_of(tx: Tx, chats: tuple[int, ...]) -> tuple[int, list[int]]:
    """A school with these administrators; its id and theirs."""
    school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0)
    ids = [people.meet(tx, chat, 0).id for chat in chats]
    for id_ in ids:
        schools.put_member(tx, id_, school.id, "admin", "Mme Diallo", 0)
    return school.id, ids


async def one_of(person: Person, *texts: str) -> str:
    """Which of these words the person sees first."""
    seen = await person.sees_event(
        lambda e: "message" in e and any(text in words(e["message"]) for text in texts), str(texts)
    )
    return next(text for text in texts if text in words(seen))


async def test_the_first_start_makes_the_first_operator(
    sandbox: Sandbox, stage: Stage, settings: Settings, clock: MovableClock, library: Library
) -> None:
    nobodys = settings.model_copy(update={"admins": frozenset()})
    app = App(nobodys, await open_store(settings.database_url, clock), clock, library, FAST)
    await app.start()
    try:
        address = await app.operator_address()
        assert address is not None
        awa = await stage.person("Awa")
        await as_adult(awa)
        await awa.starts(link(address))
        await awa.sees("Vous faites maintenant tourner ce Tremplin")
        await awa.taps("Créer un établissement")
        await awa.sees("Écrivez son nom")
        assert await app.operator_address() is None
    finally:
        await app.stop()


async def test_the_link_is_printed_on_the_console_not_in_the_log(sandbox: Sandbox, tmp_path: Path) -> None:
    environment = os.environ | {
        "TREMPLIN_TOKEN": sandbox.token,
        "TREMPLIN_API_URL": sandbox.url,
        "TREMPLIN_DATABASE_URL": f"sqlite:///{tmp_path / 'first.db'}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    printed = ""
    async with asyncio.timeout(20):
        while "?start=i-" not in printed:
            printed = (await process.stdout.readline()).decode()
    process.terminate()
    _, log = await process.communicate()
    assert link(printed) not in log.decode()
