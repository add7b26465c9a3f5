"""Two colleagues act on one campaign at the same moment, on PostgreSQL: nothing that was done is undone."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.clock import FrozenClock
from bot.store import campaigns, people, schools
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.usecases.campaigns import drafts, publishing, steps, targets, writing
from bot.usecases.campaigns.outcomes import CodeShown, Field, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank

DIALLO, PAYET = 1, 2  # chats
PATIENCE = 10  # seconds before a test that hangs fails
Act = Callable[[Turn], list[Outcome]]


def turn(tx: Tx, chat: int, clock: FrozenClock) -> Turn:
    return Turn(tx, people.meet(tx, chat, 0), bank(), clock.now(), clock.now(), Rules())


@pytest.fixture
async def draft(postgres_store: Store, clock: FrozenClock) -> Campaign:
    """A draft of both, ready to be published."""

    def made(tx: Tx) -> Campaign:
        school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0)
        diallo, payet = (people.meet(tx, chat, 0).id for chat in (DIALLO, PAYET))
        for each in (diallo, payet):
            schools.put_member(tx, each, school.id, "teacher", "Mme Diallo", 0)
        begun = drafts.begin(turn(tx, DIALLO, clock), schools.memberships(tx, diallo)[0])
        ready = replace(
            begun, name="Rentrée", target=targets.write_topics({"motdepasse": 4}, 8), open_to_all=1
        )
        campaigns.save(tx, ready)
        campaigns.add_leader(tx, ready.id, payet, 0)
        return ready

    return await postgres_store.turn(made)


async def while_publishing(
    store: Store, clock: FrozenClock, id_: int, act: Act, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Outcome], list[Outcome]]:
    """Mme Diallo publishes; before she is done, M. Payet acts. What each of them sees."""
    halfway, tried, lacks = threading.Event(), threading.Event(), publishing.lacks

    def slowly(by: Turn, campaign: Campaign) -> object:
        if by.person.chat_id == DIALLO:
            halfway.set()
            assert tried.wait(PATIENCE)
        return lacks(by, campaign)

    def meanwhile(tx: Tx) -> list[Outcome]:
        by = turn(tx, PAYET, clock)
        assert halfway.wait(PATIENCE)
        tried.set()
        return act(by)

    monkeypatch.setattr(publishing, "lacks", slowly)
    return await asyncio.gather(
        store.turn(lambda tx: publishing.publish(turn(tx, DIALLO, clock), id_)), store.turn(meanwhile)
    )


async def test_a_campaign_is_published_once(
    postgres_store: Store, clock: FrozenClock, draft: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = await while_publishing(
        postgres_store, clock, draft.id, lambda by: publishing.publish(by, draft.id), monkeypatch
    )
    codes = {each.handed.code for shown in seen for each in shown if isinstance(each, CodeShown)}
    now = await postgres_store.read(campaigns.find, draft.id)
    assert now is not None
    assert codes == {now.code}


async def test_a_correction_made_meanwhile_leaves_it_published(
    postgres_store: Store, clock: FrozenClock, draft: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step(draft.id, guided=False)

    def renames(by: Turn) -> list[Outcome]:
        return steps.take(by, Field.NAME, step, lambda each: writing.take_name(by, each, step, "Automne"))

    await while_publishing(postgres_store, clock, draft.id, renames, monkeypatch)
    now = await postgres_store.read(campaigns.find, draft.id)
    assert now is not None
    assert (now.name, now.published_at is not None) == ("Automne", True)
