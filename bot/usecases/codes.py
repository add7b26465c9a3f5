"""Codes and links: made, read as people type them, and hard to guess."""

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from itertools import islice, product

from bot.store import codes
from bot.store.base import Tx
from bot.store.codes import Code, CodeKind, WrongTries
from bot.usecases.turn import Turn

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # without I, L, O
DIGITS = "23456789"
FREE_TRIES = 10
FIRST_WAIT_MS, LONGEST_WAIT_MS = 60_000, 24 * 3_600_000
FORGOTTEN_AFTER_MS = 24 * 3_600_000

_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST = 64  # characters of a text that may be a code
_SHAPE = re.compile(r"[A-Z0-9]{9}")
# What a hand or an eye puts where a letter, or a digit, belongs.
_AS_LETTERS = {
    "0": "QD",
    "O": "QD",
    "1": "JT",
    "I": "JT",
    "L": "JT",
    "2": "Z",
    "5": "S",
    "6": "G",
    "7": "T",
    "8": "B",
}
_AS_DIGITS = {"1": "7", "I": "7", "L": "7", "Z": "2", "S": "5", "G": "6", "B": "8", "Q": "9", "T": "7"}
_MOST_READINGS = 16
_ADDRESS = re.compile(r"(?:\bt|\btelegram)\.me/\w{3,64}/?\?start=([\w-]{1,64})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """What a personal link carries: it is found by `selector`, and `secret` is compared in constant time."""

    selector: str
    secret: str

    @property
    def token(self) -> str:
        """As it is written after the link's prefix: 24 characters."""
        return self.selector + self.secret

    def opens(self, secret: str) -> bool:
        """True when the secret of a link that somebody followed is this one's."""
        return hmac.compare_digest(self.secret.encode(), secret.encode())


_SELECTOR = 8


def new_link() -> Link:
    """A link that nobody can guess: 144 random bits."""
    token = secrets.token_urlsafe(18)
    return Link(token[:_SELECTOR], token[_SELECTOR:])


def read_link(token: str) -> Link:
    """Selector and secret of a link as it was followed; both may be anything."""
    return Link(token[:_SELECTOR], token[_SELECTOR:])


def new_code(tx: Tx, kind: CodeKind, about: int) -> str:
    """Reserve a fresh code: 6 letters and 3 digits, 75 thousand million of them."""
    while True:
        code = "".join(
            [*(secrets.choice(LETTERS) for _ in range(6)), *(secrets.choice(DIGITS) for _ in range(3))]
        )
        if codes.take(tx, code, kind, about):
            return code


def looks_like_a_code(text: str) -> bool:
    """True for nine letters and digits that begin with a letter and end with a digit, however spaced."""
    return bool(readings(text))


def packed(text: str) -> str:
    """A short text without what does not count in a code: case, spaces, punctuation; '' for a long one."""
    if len(text) > _LONGEST:
        return ""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def readings(text: str) -> list[str]:
    """The codes that a text may mean, the likeliest first; none when it does not look like one.

    Spaces, hyphens and lower case do not count; a digit among the letters, or a letter among the digits, is
    read as what it looks like.
    """
    signs = packed(text)
    if not _SHAPE.fullmatch(signs) or not any(each.isdigit() for each in signs):
        return []
    letters = [c if c in LETTERS else _AS_LETTERS.get(c, "") for c in signs[:6]]
    digits = [c if c in DIGITS else _AS_DIGITS.get(c, "") for c in signs[6:]]
    return ["".join(each) for each in islice(product(*letters, *digits), _MOST_READINGS)]


def pasted(text: str) -> str | None:
    """What a link to a bot carries, when a text holds one: somebody pasted it rather than tapping it."""
    found = _ADDRESS.search(text)
    return found[1] if found else None


def find(turn: Turn, text: str) -> tuple[str, Code] | None:
    """The code that a text means, and what it is about. Ask `wait_ms` before: this does not."""
    for reading in readings(text):
        if found := codes.find(turn.tx, reading):
            return reading, found
    return None


def wait_ms(turn: Turn) -> int:
    """How long somebody must wait before another try, after ten that led nowhere; 0 when they need not."""
    tries = codes.wrong_tries(turn.tx, turn.person.chat_id)
    if tries is None or tries.tries < FREE_TRIES:
        return 0
    wait: int = min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(tries.tries - FREE_TRIES, 20))
    return max(0, tries.last_at + wait - turn.now_ms)


def led_nowhere(turn: Turn) -> None:
    """Count a wrong code or link; a day without any forgets them."""
    before = codes.wrong_tries(turn.tx, turn.person.chat_id)
    fresh = before is None or turn.now_ms - before.last_at > FORGOTTEN_AFTER_MS
    tries = 1 if before is None or fresh else before.tries + 1
    codes.put_wrong_tries(turn.tx, turn.person.chat_id, WrongTries(tries, turn.now_ms))
