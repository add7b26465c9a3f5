from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport.meaning import Meaning, meaning_of, pause_of

NOT_MODIFIED = "Bad Request: message is not modified: new content and reply markup are exactly the same"


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (BadRequest(NOT_MODIFIED), Meaning.DONE),
        (BadRequest("Bad Request: message to edit not found"), Meaning.SKIP),
        (BadRequest("Bad Request: message can't be edited"), Meaning.SKIP),
        (BadRequest("Bad Request: chat not found"), Meaning.GONE),
        (BadRequest("Bad Request: can't parse entities: unsupported start tag"), Meaning.REFUSED),
        (Forbidden("Forbidden: bot was blocked by the user"), Meaning.GONE),
        (ChatMigrated(-100), Meaning.MOVED),
        (RetryAfter(3), Meaning.PAUSE),
        (TimedOut(), Meaning.AGAIN),
        (NetworkError("Bad Gateway (502)"), Meaning.AGAIN),
        (Conflict("terminated by other getUpdates request"), Meaning.AGAIN),
        (InvalidToken(), Meaning.AGAIN),
        (TelegramError("Invalid server response"), Meaning.AGAIN),
    ],
)
def test_what_a_refusal_means(error: TelegramError, meaning: Meaning) -> None:
    assert meaning_of(error) is meaning


def test_a_pause_is_in_seconds() -> None:
    assert pause_of(RetryAfter(3)) == 3.0
    assert pause_of(RetryAfter(timedelta(seconds=4))) == 4.0
