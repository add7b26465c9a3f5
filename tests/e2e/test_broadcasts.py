"""A teacher writes to many: everybody once, whatever Telegram and the machine do."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library
from bot.store import broadcasts, outbox, schools
from bot.store.base import Tx
from bot.transport.callback import pack
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import FAST, House
from tests.e2e.crowd import Crowd, campaign_of, gather, newcomers

WORDS = "Bonjour. On commence lundi."
EVER = 2**62  # a moment after all


@pytest.fixture
async def slow_house(settings: Settings, clock: MovableClock, library: Library) -> AsyncIterator[House]:
    """A bot that takes seconds for a crowd."""
    house = House(settings, clock, library, replace(FAST, rate=100))
    await house.opens()
    yield house
    await house.closes()


def received(sandbox: Sandbox, chats: tuple[int, ...], text: str = WORDS) -> Counter[int]:
    """How often each chat holds the message."""
    return Counter(
        chat_id
        for chat_id in chats
        for message in sandbox._world.chats.chats[chat_id].messages.values()
        if message.from_bot and text in words(message.body)
    )


async def writes(crowd: Crowd, text: str = WORDS) -> None:
    """The teacher writes to the class and looks at the preview."""
    teacher = crowd.teacher
    await opens(teacher, pack("b_class", crowd.class_id))
    await teacher.sees("Écrivez votre message")
    await teacher.writes(text)
    await teacher.sees("Voici ce que reçoit chaque élève")


async def opens(teacher: Person, data: str) -> None:
    """Tap a button that stands somewhere under the last message."""
    await teacher.taps_data((await teacher.last())["message_id"], data, forged=True)


async def orders(stage: Stage, kind: str, **more: Any) -> None:
    await stage.post("faults", kind=kind, method="sendMessage", **more)


async def test_everybody_gets_it_once_though_telegram_stumbles(
    stage: Stage, house: House, sandbox: Sandbox
) -> None:
    chats = newcomers(sandbox, 200)
    crowd = await gather(stage, house.store, chats)
    for chat_id in chats[5:10]:
        sandbox._world.chats.people[chat_id].blocked = True
    await writes(crowd)
    for chat_id in chats[20:60:4]:
        await orders(stage, "5xx", chat=chat_id)
    for chat_id in chats[60:63]:
        await orders(stage, "429", chat=chat_id, seconds=1)
    await orders(stage, "cut", chat=chats[100])

    await crowd.teacher.taps("Envoyer")

    end = words(await crowd.teacher.sees("Envoi terminé"))
    got = received(sandbox, chats)
    assert set(got.values()) == {1}
    assert set(chats) - set(got) <= {*chats[5:10], chats[100]}
    assert "Reçus : 194 sur 200" in end
    assert "Non reçus : 6" in end
    assert end.count("a bloqué le bot") == 5
    assert f"{chats[100]} · peut-être reçu" in end
    over = words((await crowd.teacher.messages())[-2])
    assert "Envoi fini" in over
    assert not (await crowd.teacher.messages())[-2].get("reply_markup", {}).get("inline_keyboard")


async def test_the_teacher_sees_it_as_pupils_do_and_may_correct_it(
    stage: Stage, house: House, sandbox: Sandbox
) -> None:
    crowd = await gather(stage, house.store, newcomers(sandbox, 2))
    campaign = await campaign_of(house.store, crowd)
    teacher, pupil = crowd.teacher, Person(stage, crowd.chats[0], "Élève")
    await opens(teacher, pack("b_new", campaign.id))
    await teacher.sees("À qui voulez-vous écrire")
    await teacher.taps("Pas commencé (2)")
    await teacher.sees("Écrivez votre message")
    await teacher.writes("  Bonjur <b>à tous</b> \n\n\n\n à lundi ")
    await teacher.sees("2 élèves le recevront")
    await teacher.taps("Corriger le texte")
    await teacher.sees("Écrivez votre message")
    await teacher.writes("x" * 1001)
    await teacher.sees("c'est trop long")
    await teacher.writes("Bonjour <b>à tous</b> !")
    await teacher.sees("2 élèves le recevront")
    previewed = (await teacher.messages())[-2]
    await teacher.taps("Envoyer")
    await teacher.sees("Envoi terminé")
    [message] = [m for m in await pupil.messages() if "à tous" in words(m)]
    assert words(message) == words(previewed)
    [[sent]], [[seen]] = (m["reply_markup"]["inline_keyboard"] for m in (message, previewed))
    assert (sent["text"], seen["callback_data"]) == (seen["text"], "b_seen")  # only the pupil's leads on
    assert "Mme Diallo · Collège des Tilleuls" in words(message)
    assert "Bonjour <b>à tous</b> !" in words(message)
    assert campaign.code in words(message)
    await pupil.taps("Voir le parcours")
    await pupil.sees("Rentrée")


async def test_sending_is_tapped_twice_and_done_once(stage: Stage, house: House, sandbox: Sandbox) -> None:
    crowd = await gather(stage, house.store, newcomers(sandbox, 20))
    await writes(crowd)
    message, data = await crowd.teacher.button("Envoyer")
    for _ in range(3):
        await crowd.teacher.taps_data(message["message_id"], data, forged=True)
    await crowd.teacher.sees("Envoi terminé")
    await until_ended(house)
    assert set(received(sandbox, crowd.chats).values()) == {1}
    assert len(received(sandbox, crowd.chats)) == 20


async def test_nothing_is_sent_when_it_is_cancelled(stage: Stage, house: House, sandbox: Sandbox) -> None:
    crowd = await gather(stage, house.store, newcomers(sandbox, 3))
    await writes(crowd)
    message, data = await crowd.teacher.button("Envoyer")
    await crowd.teacher.taps("Annuler")
    await crowd.teacher.sees("Rien n'a été envoyé")
    await crowd.teacher.taps_data(message["message_id"], data, forged=True)
    await crowd.teacher.sees_toast("")
    assert not await house.store.read(broadcasts.running, EVER)  # so no tick finds any
    assert not received(sandbox, crowd.chats)


async def test_a_teacher_stops_in_the_middle(stage: Stage, slow_house: House, sandbox: Sandbox) -> None:
    chats = newcomers(sandbox, 400)
    crowd = await gather(stage, slow_house.store, chats)
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    await until(lambda: len(received(sandbox, chats)) > 20)
    await crowd.teacher.taps("Arrêter")
    await crowd.teacher.sees("Envoi arrêté")
    await until_ended(slow_house)
    got = received(sandbox, chats)
    assert 20 < len(got) < 300
    assert set(got.values()) == {1}
    end = words(await crowd.teacher.last())
    assert f"Reçus : {len(got)} sur 400" in end
    assert f"Annulés : {400 - len(got)}" in end


async def test_a_teacher_who_loses_the_role_in_the_middle_sends_no_more(
    stage: Stage, slow_house: House, sandbox: Sandbox
) -> None:
    chats = newcomers(sandbox, 400)
    crowd = await gather(stage, slow_house.store, chats)
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    await until(lambda: len(received(sandbox, chats)) > 20)
    await slow_house.store.turn(schools.withdraw, crowd.teacher_id, crowd.school, 1)
    await crowd.teacher.sees("votre rôle a changé")
    await until_ended(slow_house)
    assert len(received(sandbox, chats)) < 390


async def test_two_schools_write_at_once_and_each_reaches_its_own(
    stage: Stage, house: House, sandbox: Sandbox
) -> None:
    here = await gather(stage, house.store, newcomers(sandbox, 60))
    there = await gather(stage, house.store, newcomers(sandbox, 60, 990_000), "Lycée du Port", "2de 1")
    await writes(here, "Ceux des Tilleuls")
    await writes(there, "Ceux du Port")
    await asyncio.gather(here.teacher.taps("Envoyer"), there.teacher.taps("Envoyer"))
    await here.teacher.sees("Envoi terminé")
    await until_ended(house)
    for crowd, own, other in ((here, "Tilleuls", "Port"), (there, "Port", "Tilleuls")):
        assert received(sandbox, crowd.chats, "Ceux d") == Counter(crowd.chats)
        assert len(received(sandbox, crowd.chats, own)) == 60
        assert not received(sandbox, crowd.chats, f"Ceux du {other}")
    foreign = pack("b_class", there.class_id)
    await opens(here.teacher, foreign)
    await here.teacher.sees_toast("")
    assert "Écrivez votre message" not in words(await here.teacher.last())


async def test_after_a_restart_the_rest_is_sent(stage: Stage, slow_house: House, sandbox: Sandbox) -> None:
    chats = newcomers(sandbox, 300)
    crowd = await gather(stage, slow_house.store, chats)
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    await until(lambda: len(received(sandbox, chats)) > 50)
    await slow_house.closes()
    assert len(received(sandbox, chats)) < 250
    await slow_house.opens()
    await crowd.teacher.sees("Envoi terminé")
    assert received(sandbox, chats) == Counter(chats)


async def until(true: Any) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


async def until_ended(house: House) -> None:
    """Wait until no broadcast is under way, and the teachers know."""
    async with asyncio.timeout(20):
        while await house.store.read(_under_way):
            await asyncio.sleep(0.05)


def _under_way(tx: Tx) -> int:
    return len(broadcasts.running(tx, EVER)) + len(outbox.waiting(tx, 10))
