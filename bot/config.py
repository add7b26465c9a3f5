"""Settings from the environment (`TREMPLIN_*`), typed, with errors that say what to write instead."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

PREFIX = "TREMPLIN_"
_TAKEN = ("/healthz", "/metrics")  # paths that the operator asks, where `listen` is


class Settings(BaseSettings):
    """Everything an operator can set; each field is the variable `TREMPLIN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    token: str = Field(repr=False, description="the bot's token, from @BotFather")
    api_url: str = Field("https://api.telegram.org", description="root of the Bot API")
    database_url: str = Field(
        "sqlite:///data/tremplin.db", description="`sqlite:///path` or `postgresql://user@host/base`"
    )
    admins: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(),
        description="chat ids of the operators, comma separated: they create schools and see reported "
        "problems; empty: the start prints a link",
    )
    timezone: str = Field("Europe/Paris", description="zone of dates shown to people")
    mode: Literal["polling", "webhook"] = Field("polling", description="`polling` or `webhook`")
    webhook_url: str = Field("", description="public https address Telegram calls, in webhook mode")
    webhook_secret: str = Field(
        "",
        repr=False,
        description="secret Telegram repeats at each call, at least 16 letters, digits, _ or -",
    )
    listen: str = Field("", description="host:port of the webhook, `/healthz` and `/metrics`; empty: none")
    max_level: int = Field(8, ge=1, le=8, description="highest level a pupil can reach")
    certificate_years: int = Field(3, ge=1, le=10, description="years that a mock certificate is valid")
    rate: float = Field(25, gt=0, le=1000, description="reminders and broadcasts sent a second")

    @field_validator("token")
    @classmethod
    def _token(cls, value: str) -> str:
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{20,}", value):
            raise ValueError("write the token as @BotFather gave it: digits, a colon, letters")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value):
            raise ValueError("write plain letters, digits, _ or -, 256 at most")
        return value

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("write an address that starts with http:// or https://")
        if value and not _leads_somewhere(value):
            raise ValueError("write an address with a host, and a port up to 65535 if any")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _path_is_free(cls, value: str) -> str:
        if value and urlsplit(value).path in _TAKEN:
            raise ValueError(f"write another path than {' and '.join(_TAKEN)}, which are served already")
        return value

    @field_validator("admins", mode="before")
    @classmethod
    def _chat_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return frozenset(int(part) for part in value.split(",") if part.strip())
        except ValueError as error:
            raise ValueError("write chat ids separated by commas, for example 12345,67890") from error

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("write a zone name, for example Europe/Paris or Indian/Reunion") from error
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isdigit() and int(port) < 1 << 16):
            raise ValueError("write host:port, for example 127.0.0.1:8080")
        return value

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> "Settings":
        if self.mode == "webhook" and not (self.webhook_url and self.listen):
            raise ValueError(f"webhook mode needs {PREFIX}WEBHOOK_URL and {PREFIX}LISTEN")
        if self.mode == "webhook" and len(self.webhook_secret) < 16:  # shorter ones can be guessed
            raise ValueError(f"webhook mode needs a {PREFIX}WEBHOOK_SECRET of at least 16 characters")
        return self


def _leads_somewhere(address: str) -> bool:
    """True when the address has a host and a port that can be."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", address)
    except ValueError:  # what the port or the host's brackets raise
        return False


def load_settings() -> Settings:
    """The settings of the environment; SettingsError names each wrong variable and what to write."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(problem) for problem in error.errors())) from None


def _sentence(problem: object) -> str:
    assert isinstance(problem, dict)  # noqa: S101  # pydantic's ErrorDetails is a plain dict
    name = "".join(PREFIX + str(part).upper() for part in problem["loc"])
    if problem["type"] == "missing":
        return f"{name} is not set: {Settings.model_fields[str(problem['loc'][0])].description}."
    said = str(problem["msg"]).removeprefix("Value error, ")
    if name:
        said += f" ({Settings.model_fields[str(problem['loc'][0])].description})"
    return f"{name}: {said}." if name else f"{said}."
