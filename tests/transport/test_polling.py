"""The poller alone: a Bot API and a dispatcher that do as told."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import Conflict, NetworkError, RetryAfter

from bot.transport.polling import Polling
from tests.transport.stand_ins import FakeTime, until


class Updates:
    """getUpdates with scripted answers; asks that find none wait for ever, as a long poll does."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answers: deque[Any] = deque()
        self.waiting = asyncio.Event()

    async def ask(self, method: str, *, wait: float = 0, **params: Any) -> Any:
        if method != "getUpdates":
            return True
        self.asked.append({"wait": wait, **params})
        await asyncio.sleep(0)
        if not self.answers:
            if params["timeout"] == 0:
                return []
            self.waiting.set()
            await asyncio.Event().wait()
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return [{"update_id": n} if isinstance(n, int) else n for n in answer]


class Desk:
    """A dispatcher whose turns end when told."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.turns: dict[int, asyncio.Future[None]] = {}
        self.slow: set[int] = set()

    def submit(self, raw: Any) -> asyncio.Future[None]:
        self.taken.append(raw.get("update_id"))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if raw.get("update_id") in self.slow:
            self.turns[raw["update_id"]] = done
        else:
            done.set_result(None)
        return done


@pytest.fixture
def updates() -> Updates:
    return Updates()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
async def polling(updates: Updates, desk: Desk, time: FakeTime) -> AsyncIterator[Polling]:
    poller = Polling(updates, desk, time.sleep)  # type: ignore[arg-type]  # both do all that the poller asks
    yield poller
    await poller.stop(0.1)


async def test_what_is_done_is_confirmed_by_the_next_ask(
    polling: Polling, updates: Updates, desk: Desk
) -> None:
    updates.answers.extend([[7, 8], [9]])
    polling.start()
    await updates.waiting.wait()
    assert desk.taken == [7, 8, 9]
    assert [ask.get("offset") for ask in updates.asked] == [None, 9, 10]
    assert updates.asked[0]["timeout"] == 25
    assert updates.asked[0]["allowed_updates"] == (
        "message", "edited_message", "callback_query", "my_chat_member",
    )  # fmt: skip


async def test_what_is_under_way_is_not_confirmed(polling: Polling, updates: Updates, desk: Desk) -> None:
    desk.slow = {7}
    updates.answers.extend([[7, 8], [7, 8, 9], [7, 8, 9]])
    polling.start()
    await until(lambda: len(updates.asked) == 3)
    assert {ask.get("offset") for ask in updates.asked[1:]} == {7}
    desk.turns[7].set_result(None)
    await updates.waiting.wait()
    assert desk.taken == [7, 8, 9]
    assert updates.asked[-1]["offset"] == 10


async def test_a_turn_without_end_does_not_make_it_ask_in_vain(
    polling: Polling, updates: Updates, desk: Desk
) -> None:
    desk.slow = {7}
    updates.answers.extend([[7]] * 1000)
    polling.start()
    await asyncio.sleep(0.3)
    assert len(updates.asked) <= 6
    desk.turns[7].set_result(None)


async def test_an_empty_answer_that_came_too_soon_is_not_asked_again_at_once(
    polling: Polling, updates: Updates, time: FakeTime
) -> None:
    updates.answers.extend([[], []])
    polling.start()
    await updates.waiting.wait()
    assert time.slept == [0.2, 0.2]


async def test_failures_are_outlived_ever_more_patiently(
    polling: Polling, updates: Updates, desk: Desk, time: FakeTime
) -> None:
    updates.answers.extend([NetworkError("x"), NetworkError("x"), Conflict("x"), RetryAfter(60), [7]])
    polling.start()
    await updates.waiting.wait()
    assert time.slept == [0.2, 1.0, 3.0, 60.0]
    assert desk.taken == [7]


async def test_an_update_without_id_is_taken_once_and_does_not_spin(
    polling: Polling, updates: Updates, desk: Desk, time: FakeTime
) -> None:
    odd = {"update_id": "x"}
    updates.answers.extend([[odd], [odd], [odd, 8]])
    polling.start()
    await updates.waiting.wait()
    assert desk.taken == ["x", 8]
    assert time.slept == [0.2]


async def test_a_stop_waits_for_the_turn_under_way_then_confirms_it(
    polling: Polling, updates: Updates, desk: Desk
) -> None:
    desk.slow = {7}
    updates.answers.extend([[7]])
    polling.start()
    await until(lambda: 7 in desk.turns)
    stopping = asyncio.create_task(polling.stop(5))
    await asyncio.sleep(0)
    desk.turns[7].set_result(None)
    await stopping
    assert updates.asked[-1] | {"allowed_updates": ()} == {
        "wait": 0, "limit": 1, "timeout": 0, "offset": 8, "allowed_updates": (),
    }  # fmt: skip


async def test_a_stop_leaves_unconfirmed_what_is_not_done(
    polling: Polling, updates: Updates, desk: Desk
) -> None:
    desk.slow = {8}
    updates.answers.extend([[7, 8, 9]])
    polling.start()
    await until(lambda: 8 in desk.turns)
    await polling.stop(0.01)
    assert updates.asked[-1]["offset"] == 8
