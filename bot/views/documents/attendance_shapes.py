"""What the maker of a sitting's sheet is given, JSON-ready as in `shapes.py`."""

from typing import TypedDict

AttendanceRow = TypedDict("AttendanceRow", {"name": str, "class": str, "time": str, "extra": int})
"""A candidate on the list; `time` in words, `extra` in percent."""


class Attendance(TypedDict):
    """A sitting to print: the code for the board, then the list of its candidates."""

    school: str
    when: str
    room: str  # empty when not said
    organiser: str
    code: str  # «ABCDEF234»; it is printed in groups of three
    link: str  # what the QR code opens
    time: str  # the usual one, in words
    rows: list[AttendanceRow]
