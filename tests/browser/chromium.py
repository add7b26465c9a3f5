"""Where the browser tests find their Chromium, and how they start it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

# Quiet: a test browser neither calls home nor updates itself.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def on_the_system() -> str | None:
    """The path of the Chromium that the system offers, if it offers one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def of_playwright() -> str | None:
    """The path of the Chromium that Playwright downloaded, if it did. Not to be called while a loop runs."""
    with sync_playwright() as playwright:
        return _existing(playwright.chromium.executable_path)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A headless Chromium on the running loop, closed when the block ends.

    Raises LookupError when there is none on this machine.
    """
    async with async_playwright() as playwright:
        path = on_the_system() or _existing(playwright.chromium.executable_path)
        if path is None:
            raise LookupError("no Chromium on this machine: run `python -m tests.browser.install`")
        browser = await playwright.chromium.launch(executable_path=path, args=_arguments())
        try:
            yield browser
        finally:
            await browser.close()


def _existing(path: str) -> str | None:
    return path if Path(path).is_file() else None


def _arguments() -> list[str]:
    # Chromium's own sandbox refuses to run as root.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, "--no-sandbox"] if as_root else list(ARGUMENTS)
