"""What a button carries: an action and its arguments in at most 64 bytes, read back without trust."""

import re
from functools import lru_cache

from bot.errors import BadButton

LIMIT = 64  # bytes of callback_data that Telegram takes
_MOST = 2**63 - 1  # what a bigint keeps: our ids fill it
_MOST_SMALL = 10**6
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ACTION = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"0|-?[1-9a-z][0-9a-z]{0,12}")
_ARGUMENT = re.compile(r"(?:[^~:]|~[01])*", re.DOTALL)


def pack(action: str, *args: int | str) -> str:
    """The data of a button; numbers are written in base 36.

    Raises ValueError when it does not fit, or when the action is not lower-case letters, digits and
    underscores: both are mistakes in our code.
    """
    if not _ACTION.fullmatch(action):
        raise ValueError(f"not an action: {action!r}")
    data = ":".join((action, *(_written(arg) for arg in args)))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"a button of {action!r} carries more than {LIMIT} bytes")
    return data


def unpack(data: str) -> tuple[str, tuple[str, ...]]:
    """The action and the arguments in a button's data; raises BadButton when `pack` can't have made it."""
    action, *args = data.split(":")
    fits = len(data.encode("utf-8", "replace")) <= LIMIT
    if not (fits and _ACTION.fullmatch(action) and all(_ARGUMENT.fullmatch(arg) for arg in args)):
        raise BadButton("not our data")
    return action, tuple(arg.replace("~1", ":").replace("~0", "~") for arg in args)


def number(arg: str) -> int:
    """The integer in an argument, one that a database keeps; raises BadButton when there is none."""
    if not _NUMBER.fullmatch(arg) or abs(value := int(arg, 36)) > _MOST:
        raise BadButton("not a number")
    return value


def small(arg: str) -> int:
    """The integer in an argument that counts or chooses, 0 to a million; raises BadButton otherwise."""
    value = number(arg)
    if not 0 <= value <= _MOST_SMALL:
        raise BadButton("not a small number")
    return value


def _written(arg: int | str) -> str:
    if isinstance(arg, int):
        return _base36(arg)
    return arg.replace("~", "~0").replace(":", "~1")


@lru_cache(maxsize=4096)  # a question says its positioning about ten times
def _base36(value: int) -> str:
    sign, rest, digits = ("-" if value < 0 else ""), abs(value), ""
    while rest:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return sign + (digits or "0")
