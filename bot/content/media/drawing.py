"""Pictures: each kind is a template of the same name beside this file."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from bot.content.answers import number_in_words
from bot.content.media.typesetting import TEMPLATES, draw
from bot.content.pictures import PictureSpec
from bot.content.typography import typeset

_TYPED = frozenset({"url", "from_address", "to", "query", "name", "attachment"})


def draw_picture(spec: PictureSpec) -> bytes:
    """A PNG, 1080 pixels wide. Raises ContentError when the data cannot be drawn."""
    data = _printed(spec.model_dump(by_alias=True, exclude_none=True, exclude={"kind", "alt"}))
    prepare = _PREPARED.get(spec.kind)
    return draw(TEMPLATES / f"{spec.kind}.typ", prepare(data) if prepare else data)


def _printed(data: Any) -> Any:
    """The data with French typography, except what is shown as it is typed or stored."""
    if isinstance(data, str):
        return typeset(data)
    if isinstance(data, Mapping):
        return {key: value if key in _TYPED else _printed(value) for key, value in data.items()}
    return [_printed(item) for item in data] if isinstance(data, list | tuple) else data


def _table(data: Mapping[str, Any]) -> dict[str, Any]:
    columns = [_cell(column)["text"] for column in data["columns"]]
    return {**data, "columns": columns, "rows": [[_cell(cell) for cell in row] for row in data["rows"]]}


def _cell(value: Any) -> dict[str, Any]:
    """A cell as the French write it."""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, bool):
        value = "VRAI" if value else "FAUX"
    return {"numeric": numeric, "text": number_in_words(Decimal(str(value))) if numeric else value}


def _bars(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "bars": [{**bar, "text": _cell(bar["value"])["text"]} for bar in data["bars"]]}


_PREPARED: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {"table": _table, "bars": _bars}
