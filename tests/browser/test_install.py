"""The installer of Chromium: silent when there is one, loud when there can be none, failing only under CI."""

import os
import shutil
import subprocess
from typing import Any

import pytest

from tests.browser import install


@pytest.fixture
def nothing_works(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """No Chromium anywhere, and every command fails; the commands that were tried."""
    tried: list[tuple[str, ...]] = []

    def fails(command: tuple[str, ...], **_: Any) -> subprocess.CompletedProcess[str]:
        tried.append(command)
        return subprocess.CompletedProcess(command, 1, "", "no network")

    monkeypatch.setattr(install, "on_the_system", lambda: None)
    monkeypatch.setattr(install, "of_playwright", lambda: None)
    monkeypatch.setattr(subprocess, "run", fails)
    monkeypatch.delenv("CI", raising=False)
    return tried


def test_it_is_silent_when_there_is_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "on_the_system", lambda: "/usr/bin/chromium")
    assert install.main() == 0
    assert capfd.readouterr() == ("", "")


def test_it_warns_loudly_when_nothing_works(
    nothing_works: list[tuple[str, ...]], capfd: pytest.CaptureFixture[str]
) -> None:
    assert install.main() == 0
    assert "NO CHROMIUM" in capfd.readouterr().err
    assert len(nothing_works) == 1


def test_it_fails_under_ci(nothing_works: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert install.main() == 1
    assert nothing_works


def test_it_comes_from_apt_for_root_and_from_playwright_elsewhere(
    nothing_works: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    install.main()
    assert nothing_works.pop()[0] == "apt-get"
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    install.main()
    assert nothing_works.pop()[1:] == ("-m", "playwright", "install", "chromium")
