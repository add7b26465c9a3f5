"""Settings: each wrong one is named, with what to write instead."""

import pytest

from bot.config import load_settings
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
        ("TOKEN", "secret-but-wrong", "TREMPLIN_TOKEN"),
        ("API_URL", "ftp://x", "starts with http"),
        ("ADMINS", "1,léa", "chat ids separated by commas"),
        ("TIMEZONE", "Paris", "Europe/Paris"),
        ("MODE", "push", "TREMPLIN_MODE"),
        ("LISTEN", "8080", "host:port"),
        ("MAX_LEVEL", "9", "TREMPLIN_MAX_LEVEL"),
        ("RATE", "0", "TREMPLIN_RATE"),
        ("WEBHOOK_SECRET", "é", "TREMPLIN_WEBHOOK_SECRET"),
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
