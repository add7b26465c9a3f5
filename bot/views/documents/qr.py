"""QR codes."""

from pathlib import Path

import segno

from bot.content.media import draw
from bot.views.documents.words import printable

_TEMPLATE = Path(__file__).with_name("qr.typ")
_OVERLAP = 0.04  # of a module: without it, some viewers show a hairline between two rows


def qr_svg(link: str) -> str:
    """The QR code of a link as SVG, without its quiet zone; a quarter of it may be damaged.

    Raises nothing on a link of ours; a text over 1,663 bytes does not fit (ValueError).
    """
    rows = [[bool(module) for module in row] for row in segno.make(link, error="q", micro=False).matrix]
    marks = "".join(
        f"M{start} {y}h{length}v{1 + _OVERLAP}h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    size = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{marks}"/></svg>'


def qr_picture(link: str, words: str) -> bytes:
    """A PNG to scan from a screen: the QR code, black on white, and `words` under it."""
    return draw(_TEMPLATE, {"qr": qr_svg(link), "words": printable(words)}, keep=False)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    starts = [x for x, dark in enumerate(row) if dark and not (x and row[x - 1])]
    ends = [x for x, dark in enumerate(row, 1) if dark and (x == len(row) or not row[x])]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]
