"""Settings: each wrong one is named, with what to write instead."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import tremplin
from bot.clock import MovableClock, SystemClock
from bot.config import load_settings
from bot.demo import run_demo
from bot.errors import SettingsError

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TREMPLIN_TOKEN", raising=False)


def test_defaults_need_only_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    settings = load_settings()
    assert settings.database_url == "sqlite:///data/tremplin.db"
    assert settings.max_level == 8


def test_a_missing_token_says_where_it_comes_from() -> None:
    with pytest.raises(SettingsError, match="TREMPLIN_TOKEN is not set: the bot's token, from @BotFather"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "TOKEN",
            "secret-but-wrong",
            "TREMPLIN_TOKEN: write the token as @BotFather gave it: digits, a colon",
        ),
        ("API_URL", "ftp://x", "starts with http"),
        ("API_URL", "http://", "with a host"),
        ("API_URL", "http://:8080", "with a host"),
        ("API_URL", "https://api.example:99999", "a port up to 65535"),
        ("API_URL", "https://api.example:http", "a port up to 65535"),
        ("WEBHOOK_URL", "https:///hook", "with a host"),
        ("WEBHOOK_URL", "https://[::1/hook", "with a host"),
        ("WEBHOOK_URL", "https://bot.example/healthz", "another path than /healthz"),
        ("WEBHOOK_URL", "https://bot.example/metrics/", "another path than /healthz and /metrics"),
        ("ADMINS", "1,léa", "chat ids separated by commas"),
        ("TIMEZONE", "Paris", "Europe/Paris"),
        ("MODE", "push", "TREMPLIN_MODE"),
        ("LISTEN", "8080", "host:port"),
        ("MAX_LEVEL", "9", "TREMPLIN_MAX_LEVEL"),
        ("RATE", "0", "TREMPLIN_RATE"),
        ("WEBHOOK_SECRET", "é", "TREMPLIN_WEBHOOK_SECRET: write plain letters, digits"),
        ("MODE", "webhook", "needs TREMPLIN_WEBHOOK_URL and TREMPLIN_LISTEN"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv(f"TREMPLIN_{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert said in str(raised.value)
    assert "secret-but-wrong" not in str(raised.value)


def test_a_short_webhook_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TOKEN": TOKEN,
        "MODE": "webhook",
        "WEBHOOK_URL": "https://bot.example/hook",
        "LISTEN": "127.0.0.1:8080",
        "WEBHOOK_SECRET": "short",
    }.items():
        monkeypatch.setenv(f"TREMPLIN_{name}", value)
    with pytest.raises(SettingsError, match="at least 16 characters"):
        load_settings()


def test_operators_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv("TREMPLIN_ADMINS", "12, 34,")
    assert load_settings().admins == {12, 34}


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "https://[::1]:8443", "https://api.example/proxy/"])
def test_an_address_may_have_a_port_and_a_path(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv("TREMPLIN_API_URL", url)
    assert load_settings().api_url == url.rstrip("/")


def test_the_demo_refuses_a_port_that_cannot_be() -> None:
    refused = CliRunner().invoke(tremplin, ["demo", "--port", "99999"])
    assert refused.exit_code == 2
    assert "0<=x<=65535" in refused.output


def test_the_demo_refuses_a_folder_as_its_database(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"write the path of a file, such as data/demo\.db"):
        asyncio.run(run_demo(MovableClock(SystemClock()), 0, str(tmp_path)))
    assert tmp_path.is_dir()
