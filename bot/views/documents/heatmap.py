"""The heat map of a class: pupils × subjects."""

from pathlib import Path

from bot.content.media import draw
from bot.views.documents.shapes import Heatmap
from bot.views.documents.words import printable

_TEMPLATE = Path(__file__).with_name("heatmap.typ")


def heatmap(data: Heatmap) -> bytes:
    """A PNG with a number in each cell; PUPILS_A_PICTURE rows at most can be read."""
    pupils = zip(data["pupils"], data["cells"], strict=True)
    return draw(
        _TEMPLATE,
        {
            "title": printable(data["title"]),
            "topics": [printable(topic) for topic in data["topics"]],
            "most": 8 if data.get("unit") == "level" else 100,
            "pupils": [{"name": printable(name), "cells": cells} for name, cells in pupils],
        },
        keep=False,
    )
