"""What a refusal by Telegram means for the delivery it belongs to."""

from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.transport.request import NotSent


class Meaning(StrEnum):
    """What to do next."""

    DONE = "done"  # it is as we wanted already
    SKIP = "skipped"  # the message is gone or closed: the calls that follow still make sense
    GONE = "gone"  # the person can't be reached any more
    MOVED = "moved"  # the group has another id now
    PAUSE = "pause"  # too fast: wait, then the same call again
    AGAIN = "again"  # Telegram or the network failed: the same call again
    REFUSED = "refused"  # the call itself is wrong: sending it again won't help
    UNCERTAIN = "uncertain"  # it may have been done, and must not be done twice


_WORDS = {
    "message is not modified": Meaning.DONE,
    "message to edit not found": Meaning.SKIP,
    "message can't be edited": Meaning.SKIP,
    "there is no caption in the message to edit": Meaning.SKIP,  # it was sent without its file
    "message to delete not found": Meaning.SKIP,
    "message can't be deleted": Meaning.SKIP,
    "message_id_invalid": Meaning.SKIP,
    "chat not found": Meaning.GONE,
    "user not found": Meaning.GONE,
    "peer_id_invalid": Meaning.GONE,
    "group chat was deactivated": Meaning.GONE,
    "query is too old": Meaning.SKIP,
}


def meaning_of(error: TelegramError) -> Meaning:
    """The meaning of an error raised by `BotApi`."""
    if isinstance(error, RetryAfter):
        return Meaning.PAUSE
    if isinstance(error, ChatMigrated):
        return Meaning.MOVED
    if isinstance(error, Forbidden):
        return Meaning.GONE
    if isinstance(error, BadRequest):
        said = error.message.lower()
        return next((meaning for words, meaning in _WORDS.items() if words in said), Meaning.REFUSED)
    return Meaning.AGAIN


def may_have_been_done(error: TelegramError) -> bool:
    """True when the request may have arrived and its answer was lost; not when an answer came."""
    return not isinstance(error, NotSent) and type(error) is not NetworkError


def pause_of(error: RetryAfter) -> float:
    """The seconds Telegram wants us to be silent."""
    wanted = error.retry_after  # a timedelta or a number: the library lets the environment choose
    return float(wanted) if isinstance(wanted, int | float) else wanted.total_seconds()
