"""The progress curve of a campaign."""

from pathlib import Path

from bot.content.media import draw
from bot.views.documents.shapes import Curve
from bot.views.documents.words import printable

_TEMPLATE = Path(__file__).with_name("curve.typ")


def curve(data: Curve) -> bytes:
    """A PNG, 1080 pixels wide: how many had started (dashed) and finished (solid) day after day."""
    words = {"title": printable(data["title"]), "days": [printable(day) for day in data["days"]]}
    return draw(_TEMPLATE, {**data, **words}, keep=False)
