"""One Chromium for the whole folder, a sandbox with its class and a talking bot for each test."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.browser.echo import EchoBot, echo_bot
from tests.browser.fixtures import OpenScreen, chromium_or_skip, opener

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A shared browser belongs to one loop: all tests of this folder that drive it run on the session's."""
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await chromium_or_skip(stack)


@pytest_asyncio.fixture(loop_scope="session")
async def open_screen(chromium: Browser) -> AsyncIterator[OpenScreen]:
    async with AsyncExitStack() as stack:
        yield opener(stack, chromium)


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits.off()) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[EchoBot]:
    async with echo_bot(sandbox) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def control(sandbox: Sandbox) -> AsyncIterator["Control"]:
    async with aiohttp.ClientSession() as session:
        yield Control(f"{sandbox.url}/sandbox", session)


@pytest_asyncio.fixture(loop_scope="session")
async def class_of_lea(control: "Control", bot: EchoBot) -> dict[str, int]:
    """Léa, Noé, their teacher and a parent, and the class's group; ids by name."""
    del bot  # it is there before they come
    people = (("Léa", "pupil"), ("Noé", "pupil"), ("Mme Roche", "teacher"), ("Karim", "parent"))
    ids = {name: (await control.post("people", first_name=name, role=role))["id"] for name, role in people}
    members = [ids["Mme Roche"], ids["Léa"], ids["Noé"]]
    return ids | {"Classe": (await control.post("groups", title="Classe de 4e B", members=members))["id"]}


class Control:
    """The sandbox's control API, for what a test arranges behind the page."""

    def __init__(self, root: str, session: aiohttp.ClientSession) -> None:
        self._root = root
        self._session = session

    async def post(self, path: str, **body: object) -> dict[str, int]:
        """Post JSON; the answer."""
        async with self._session.post(f"{self._root}/{path}", json=body, raise_for_status=True) as response:
            answer: dict[str, int] = await response.json()
            return answer
