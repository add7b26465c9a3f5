"""Why a file is not read as a roster."""

import re
from enum import Enum
from pathlib import PurePath

from bot.errors import TremplinError

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
EXTENSIONS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
_EXTENSION = re.compile(r"\.[a-z0-9]{2,5}")  # not the end of «liste 3e.B» or «M. Dupont»


class Reason(Enum):
    """What is wrong with the file; what the teacher reads of it comes from a template."""

    TOO_LARGE = "too_large"  # over MAX_BYTES
    ZIP_BOMB = "zip_bomb"  # a workbook that unpacks to far more than a roster needs
    NOT_A_ROSTER = "not_a_roster"  # another kind of file: picture, PDF, old .xls, .ods, binary
    BAD_ENCODING = "bad_encoding"  # text in an encoding that we cannot tell
    NO_HEADINGS = "no_headings"  # no column of names found, and not a plain list of names either
    EMPTY = "empty"  # nobody in it
    TOO_MANY_ROWS = "too_many_rows"  # over MAX_ROWS lines under the headings
    ENCRYPTED = "encrypted"  # a workbook with a password


class RosterRefused(TremplinError):
    """The file cannot be read as a roster; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def check(name: str, size: int) -> None:
    """Refuse by its name and its size in bytes a file that needs not even be downloaded.

    Raises:
        RosterRefused: TOO_LARGE or NOT_A_ROSTER.
    """
    if size > MAX_BYTES:
        raise RosterRefused(Reason.TOO_LARGE)
    suffix = PurePath(name).suffix.lower()
    if _EXTENSION.fullmatch(suffix) and suffix not in EXTENSIONS:
        raise RosterRefused(Reason.NOT_A_ROSTER)
