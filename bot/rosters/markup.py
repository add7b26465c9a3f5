"""Walking through XML that may have been made to harm."""

import re
from collections.abc import Callable
from xml.parsers import expat

from bot.rosters.names import KEPT
from bot.rosters.refusals import Reason, RosterRefused

MAX_ELEMENTS = 600_000  # of all parts: 5,000 rows of 60 columns, twice what a whole school's export has
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

Attributes = dict[str, str]


class Markup:
    """Walks through the parts of one workbook; tags come without their namespace's prefix.

    Document types, from which XML attacks start, are refused, and so is more than MAX_ELEMENTS.
    """

    def __init__(self) -> None:
        self._left = MAX_ELEMENTS

    def walk(
        self,
        part: bytes,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] = lambda _: None,
        text: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Tell each beginning and end of an element and each text.

        Raises:
            RosterRefused: NOT_A_ROSTER for what is no plain XML, TOO_MANY_ROWS.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda tag, attributes: self._begin(start, tag, attributes)
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.CharacterDataHandler = text
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise RosterRefused(Reason.NOT_A_ROSTER) from None

    def _begin(self, start: Callable[[str, Attributes], None], tag: str, attributes: Attributes) -> None:
        self._left -= 1
        if self._left < 0:
            raise RosterRefused(Reason.TOO_MANY_ROWS)
        start(tag.rpartition(":")[2], attributes)


def _refuse(*_: object) -> None:
    raise RosterRefused(Reason.NOT_A_ROSTER)


class Text:
    """Gathers what is written in the elements of one string, without how it is pronounced."""

    def __init__(self, tags: set[str]) -> None:
        self._tags = tags
        self._chunks: list[str] = []
        self._listening = False
        self._spoken = False

    def start(self, tag: str) -> None:
        self._spoken = self._spoken or tag == "rPh"
        self._listening = tag in self._tags and not self._spoken

    def end(self, tag: str) -> None:
        self._listening = False
        self._spoken = self._spoken and tag != "rPh"

    def hear(self, text: str) -> None:
        if self._listening:
            self._chunks.append(text)

    def take(self) -> str:
        """The string, of at most KEPT characters; the next one begins empty."""
        text = "".join(self._chunks)[:KEPT]
        self._chunks.clear()
        return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)
