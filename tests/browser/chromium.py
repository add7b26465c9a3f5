"""Where the browser tests find their Chromium, and how they start it."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

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


def find() -> str | None:
    """The path of a Chromium on this machine: the system's, else Playwright's own; None when there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwrights_own()


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium.

    Raises LookupError when no Chromium is on this machine.
    """
    path = find()
    if path is None:
        raise LookupError("no Chromium on this machine: run `python -m tests.browser.install`")
    return playwright.chromium.launch(executable_path=path, args=_arguments())


def _arguments() -> list[str]:
    # Chromium's own sandbox refuses to run as root.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, "--no-sandbox"] if as_root else list(ARGUMENTS)


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).is_file() else None
