"""Documents that people send: fetched, read, answered; and what is wrong with some."""

import asyncio
import logging

import pytest
from telegram.error import BadRequest, NetworkError

from bot.transport.calls import Call, Delivery
from bot.transport.reading import MOST
from tests.transport.conftest import Run
from tests.transport.post import LINA, Post
from tests.transport.stand_ins import EchoBot, People

ROSTER = ("roster", 3)


def asked() -> Delivery:
    return Delivery(LINA, (Call("getFile", {"file_id": "x"}, note=ROSTER),))


async def test_a_document_is_read_and_answered(run: Run, people: People, bot: EchoBot) -> None:
    await run()
    lina = await people.join()
    await people.sends_file(lina, "Élèves de 2de B.csv", b"Nom\nDiallo")
    await people.reads(lina, "lu : Nom + Diallo")
    assert bot.read == [(ROSTER, {"lines": ["Nom", "Diallo"], "suffix": "csv"})]
    (event,) = [event for event in bot.handled if event.file is not None]
    assert event.file is not None
    assert (event.file.name, event.file.size) == ("Élèves de 2de B.csv", 10)


async def test_one_over_two_mebibytes_is_not_downloaded(run: Run, people: People, bot: EchoBot) -> None:
    await run()
    lina = await people.join()
    await people.sends_file(lina, "a.csv", b"\n" * MOST)
    await people.sends_file(lina, "b.csv", b"\n" * (MOST + 1))
    await people.reads(lina, "lu : too_large")
    read = [len(result.get("lines", ())) for _, result in bot.read]
    assert sorted(read) == [0, MOST]


async def test_one_that_cannot_be_read_is_said_without_quoting_it(
    run: Run, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    await run()
    lina = await people.join()
    await people.sends_file(lina, "a.csv", b"broken")
    await people.reads(lina, "lu : broken")
    assert [r.message for r in caplog.records if r.levelno >= logging.ERROR] == [
        "a file could not be read: ValueError"
    ]


async def test_a_file_that_telegram_has_lost_is_said_at_once(post: Post) -> None:
    post.api.will("getFile", BadRequest("wrong file_id or the file is temporarily unavailable"))
    await post.send(asked())
    await post.finished()
    assert post.bot.read == [(ROSTER, {"refused": "fetch"})]
    assert await post.rows() == await post.failed() == []


async def test_telegram_that_stays_away_is_said_after_some_tries(post: Post) -> None:
    post.api.will("getFile", *[NetworkError("down")] * 4)
    await post.send(asked())
    await post.finished()
    assert post.bot.read == [(ROSTER, {"refused": "fetch"})]
    assert post.time.slept == pytest.approx([0.5, 1.0, 2.0])


async def test_a_file_too_big_for_telegram_itself_is_too_large(post: Post) -> None:
    post.api.will("getFile", BadRequest("Bad Request: file is too big"))
    await post.send(asked())
    await post.finished()
    assert post.bot.read == [(ROSTER, {"refused": "too_large"})]


async def test_a_download_that_fails_is_tried_again(run: Run, people: People) -> None:
    await run()
    lina = await people.join()
    await people.post("faults", kind="cut", method="getFile", times=1)
    await people.sends_file(lina, "a.csv", b"Nom")
    await people.reads(lina, "lu : Nom")


@pytest.mark.parametrize("promised", [{"file_size": 10}, ["nothing"]])
async def test_an_answer_without_a_path_is_no_file(post: Post, promised: object) -> None:
    post.api.will("getFile", promised)
    await post.send(asked())
    await post.finished()
    assert post.bot.read == [(ROSTER, {"refused": "fetch"})]
    assert await post.rows() == await post.failed() == []


async def test_a_file_of_unknown_size_is_read(post: Post) -> None:
    post.api.will("getFile", {"file_path": "a.csv", "file_size": None})
    await post.send(asked())
    await post.finished()
    assert post.bot.read == [(ROSTER, {"lines": ["Nom"], "suffix": "csv"})]


async def test_a_file_that_trickles_in_is_given_up(post: Post) -> None:
    post.api.gate = asyncio.Event()
    post.sender._courier.fetching = 0.02
    await post.send(asked())
    async with asyncio.timeout(5):
        while not post.bot.read:
            await asyncio.sleep(0.005)
    assert post.bot.read == [(ROSTER, {"refused": "fetch"})]
