"""`python -m tests.browser.install`: make sure that a Chromium is here for the browser tests.

Silent and quick when there is one. As root on Debian or Ubuntu it comes from apt, elsewhere from Playwright.
When neither works the browser tests are skipped, loudly; under CI=true that is a failure instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tests.browser.chromium import of_playwright, on_the_system

WARNING = """
****************************************************************************
  NO CHROMIUM ON THIS MACHINE, AND NONE COULD BE INSTALLED.
  The browser tests will be SKIPPED: the chat page is not tested here.
  Install Chromium (Debian: apt-get install chromium) and run this again.
****************************************************************************
"""


def main() -> int:
    """Exit status: 1 under CI=true when there is no Chromium and none could be installed, else 0."""
    if on_the_system() or of_playwright():
        return 0
    sys.stderr.write("Installing Chromium for the browser tests…\n")
    for command in _commands():
        if not _succeeds(command):
            break
    if on_the_system() or of_playwright():
        return 0
    sys.stderr.write(WARNING)
    return 1 if os.environ.get("CI") == "true" else 0


def _commands() -> list[Sequence[str]]:
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        return [
            ("apt-get", "update", "-qq"),
            (
                "apt-get",
                "install",
                "-qq",
                "--no-install-recommends",
                "--yes",
                "chromium",
                "fonts-noto-color-emoji",
            ),
        ]
    return [(sys.executable, "-m", "playwright", "install", "chromium")]


def _succeeds(command: Sequence[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # What an installer says matters only when it fails.
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(f"{' '.join(command)} failed:\n{done.stderr}\n")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
