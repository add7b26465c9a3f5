"""The sandbox's stream of events, when its reader goes away."""

from unittest.mock import Mock

import pytest
from aiohttp import ClientConnectionResetError, ClientSession, web

from sandbox.server import Sandbox
from tests.transport.stand_ins import People


async def test_a_page_that_goes_away_is_no_error(
    sandbox: Sandbox, people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Mock(side_effect=ClientConnectionResetError("Cannot write to closing transport"))
    async with ClientSession() as page:
        stream = await page.get(f"{sandbox.url}/sandbox/events?after=0")
        assert await stream.content.readline() == b": hello\n"
        monkeypatch.setattr(web.StreamResponse, "write", gone)
        await people.post("people", first_name="Lina")
        await stream.read()  # it ends
    assert gone.called
    assert caplog.records == []
