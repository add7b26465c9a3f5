"""The bot in the groups of classes: it explains itself, is linked by a teacher, and shows nobody's result."""

import asyncio
from typing import Any

import pytest

from bot.store import groups, participation, people
from bot.store.base import Tx
from bot.transport.callback import pack
from sandbox.server import Sandbox
from tests.e2e.cast import Message, Person, Stage, words
from tests.e2e.conftest import House
from tests.e2e.crowd import NOW, Crowd, campaign_of, gather, newcomers
from tests.e2e.test_broadcasts import opens


class Group:
    """A group chat with the bot, as its members see it."""

    def __init__(self, stage: Stage, chat_id: int) -> None:
        self._stage = stage
        self.chat_id = chat_id

    async def says(self, person: int, text: str) -> None:
        await self._stage.post("send", person=person, chat=self.chat_id, text=text)

    async def by_bot(self) -> list[Message]:
        """What the bot wrote there."""
        messages = await self._stage.get(f"chats/{self.chat_id}/messages")
        return [each for each in messages if each["from"]["is_bot"]]

    async def reads(self, text: str, times: int = 1) -> Message:
        """Wait until a message of the bot holds these words, so often."""
        async with asyncio.timeout(10):
            while len(found := [m for m in await self.by_bot() if text in words(m)]) < times:
                await asyncio.sleep(0.02)
        return found[-1]


async def create(stage: Stage, *members: int, title: str = "6e B · famille") -> Group:
    return Group(stage, (await stage.post("groups", title=title, members=list(members)))["id"])


@pytest.fixture
async def crowd(stage: Stage, house: House, sandbox: Sandbox) -> Crowd:
    return await gather(stage, house.store, newcomers(sandbox, 3))


async def linked(stage: Stage, crowd: Crowd) -> Group:
    """A group that its teacher has linked to the class."""
    teacher = crowd.teacher
    await teacher.from_now()
    group = await create(stage, teacher.id, crowd.chats[0])
    await teacher.sees("Relier ce groupe à une classe")
    await teacher.taps("6e B")
    await teacher.sees("est relié à la classe 6e B")
    return group


async def announces(crowd: Crowd, campaign: int) -> None:
    """The teacher writes to the campaign's people, and in the group."""
    teacher = crowd.teacher
    await opens(teacher, pack("b_new", campaign))
    await teacher.sees("À qui voulez-vous écrire")
    await teacher.taps("Tout le monde")
    await teacher.sees("Écrivez votre message")
    await teacher.taps("Message tout prêt")
    await teacher.sees("rien n'y sera écrit")
    await teacher.taps("Groupe Telegram")
    await teacher.sees("le message y sera aussi")
    await teacher.taps("Envoyer")
    await teacher.sees("Envoi terminé")


async def test_the_bot_explains_itself_once_and_a_teacher_links_the_group(
    stage: Stage, house: House, crowd: Crowd
) -> None:
    group = await linked(stage, crowd)
    explained = await group.reads("je ne réponds qu'aux commandes")
    assert explained["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/")
    await crowd.teacher.from_now()
    for inside in (False, True):
        await stage.post("groups/bot", person=crowd.teacher.id, chat=group.chat_id, inside=inside)
    await crowd.teacher.sees("relié à la classe 6e B")
    assert len(await group.by_bot()) == 1
    found = await house.store.read(groups.of_class, crowd.class_id)
    assert [each.chat_id for each in found] == [group.chat_id]


async def test_a_pupil_who_adds_the_bot_links_nothing(stage: Stage, house: House, crowd: Crowd) -> None:
    pupil = Person(stage, crowd.chats[0], "Élève")
    group = await create(stage, pupil.id, crowd.chats[1])
    await group.reads("je ne réponds qu'aux commandes")
    await group.says(pupil.id, "/classe")
    await group.reads("la commande /classe relie ce groupe", 2)
    await opens(crowd.teacher, pack("b_link", group.chat_id, crowd.class_id))  # who never asked there
    await crowd.teacher.sees_toast("")
    assert await house.store.read(groups.of_class, crowd.class_id) == []
    assert not any("Relier" in words(each) for each in await pupil.messages())


async def test_in_a_group_only_commands_are_answered_and_no_result_is_shown(
    stage: Stage, house: House, crowd: Crowd
) -> None:
    group = await linked(stage, crowd)
    for text in ("/profil", "/express", "/tutos", "ABCDEF234", "bonjour @tremplin_bot", "/aide"):
        await group.says(crowd.chats[0], text)
    await group.reads("je ne réponds qu'aux commandes", 2)  # when it came, and to /aide
    assert len(await group.by_bot()) == 2
    message = (await group.by_bot())[0]
    await stage.post(
        "tap", person=crowd.chats[0], chat=group.chat_id, message_id=message["message_id"],
        data=pack("my_profile"), forged=True,
    )  # fmt: skip
    while not await stage.calls("answerCallbackQuery"):
        await stage.get("events.json", after=0, wait=0.1)
    assert len(await group.by_bot()) == 2


async def test_a_campaign_is_announced_with_a_way_in_and_the_count_of_those_who_finished(
    stage: Stage, house: House, crowd: Crowd
) -> None:
    group, campaign = await linked(stage, crowd), await campaign_of(house.store, crowd)
    await announces(crowd, campaign.id)
    message = await group.reads("Personne n'a encore terminé")
    [[button]] = message["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/tremplin_bot?start={campaign.code}"
    pupil = Person(stage, crowd.chats[0], "Élève")
    await pupil.starts(button["url"].partition("=")[2])
    await pupil.sees("Rentrée")
    await house.store.turn(_finishes, crowd.chats[0], campaign.id)
    await house.recounts()
    counted = await group.reads("1 élève a terminé")
    assert counted["message_id"] == message["message_id"]
    assert len([m for m in await group.by_bot() if "Rentrée" in words(m)]) == 1


async def test_a_group_that_becomes_a_supergroup_keeps_its_class(
    stage: Stage, house: House, crowd: Crowd
) -> None:
    group, campaign = await linked(stage, crowd), await campaign_of(house.store, crowd)
    moved = await stage.post("groups/upgrade", person=crowd.teacher.id, chat=group.chat_id)
    await announces(crowd, campaign.id)
    await Group(stage, moved["id"]).reads("Personne n'a encore terminé")
    found = await house.store.read(groups.of_class, crowd.class_id)
    assert [each.chat_id for each in found] == [moved["id"]]


async def test_a_move_that_nobody_told_is_learnt_from_telegrams_refusal(
    stage: Stage, house: House, crowd: Crowd, sandbox: Sandbox
) -> None:
    group, campaign = await linked(stage, crowd), await campaign_of(house.store, crowd)
    upgraded = sandbox._world.chats.upgrade(sandbox._world.chats.chats[group.chat_id])
    await announces(crowd, campaign.id)
    await Group(stage, upgraded.id).reads("Personne n'a encore terminé")
    assert "Reçus : 4 sur 4" in words(await crowd.teacher.last())


async def test_a_group_that_removed_the_bot_gets_nothing(stage: Stage, house: House, crowd: Crowd) -> None:
    group, campaign = await linked(stage, crowd), await campaign_of(house.store, crowd)
    await stage.post("groups/bot", person=crowd.teacher.id, chat=group.chat_id, inside=False)
    teacher = crowd.teacher
    await opens(teacher, pack("b_new", campaign.id))
    await teacher.sees("À qui voulez-vous écrire")
    await teacher.taps("Tout le monde")
    await teacher.sees("Écrivez votre message")
    await teacher.taps("Message tout prêt")
    assert "Groupe" not in words(await teacher.sees("élèves le recevront"))


def _finishes(tx: Tx, chat_id: int, campaign_id: int) -> Any:
    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    id_ = tx.new_id()
    participation.begin(tx, person.id, id_, campaign_id, None, "Léa", 1, NOW)
    participation.complete(tx, person.id, id_, late=False, mastery=50, result="{}", now_ms=NOW)
