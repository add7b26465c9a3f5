"""Fixtures for tests elsewhere that look at the page: `from tests.browser.fixtures import open_screen`.

They run on the test's own loop, like any fixture; the suite in this folder shares one Chromium instead
(conftest.py).
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, ViewportSize

from tests.browser.chromium import launched
from tests.browser.screen import PHONE, Scheme, Screen, screen

OpenScreen = Callable[..., Awaitable[Screen]]


@pytest.fixture
async def open_screen() -> AsyncIterator[OpenScreen]:
    """`await open_screen(sandbox.url)`: the chat page on a phone; more screens by more calls.

    Whatever the browser complains about meanwhile fails the test.
    """
    async with AsyncExitStack() as stack:
        browser = await chromium_or_skip(stack)
        yield opener(stack, browser)


async def chromium_or_skip(stack: AsyncExitStack) -> Browser:
    """A Chromium that lives as long as the stack; without one the test is skipped, or fails under CI=true."""
    try:
        return await stack.enter_async_context(launched())
    except LookupError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"NOT TESTED: {missing}")


def opener(stack: AsyncExitStack, browser: Browser) -> OpenScreen:
    """A function that opens screens, closed with the stack."""

    async def opened(url: str, size: ViewportSize = PHONE, scheme: Scheme = "light") -> Screen:
        return await stack.enter_async_context(screen(browser, url, size, scheme))

    return opened
