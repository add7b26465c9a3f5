"""Pictures: each kind is a template of the same name beside this file."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.media import nesting, routing, scales, tables
from bot.content.media.typesetting import TEMPLATES, draw
from bot.content.pictures import PictureSpec
from bot.content.typography import typeset

_TYPED = frozenset({"url", "from_address", "to", "query", "name", "attachment", "handle", "formula"})


def draw_picture(spec: PictureSpec) -> bytes:
    """A PNG, 1080 pixels wide. Raises ContentError when the data cannot be drawn."""
    data = spec.model_dump(by_alias=True, exclude_none=True, exclude={"kind", "alt"})
    if spec.kind != "grid":  # its signs are data
        data = _printed(data)
    prepare = _PREPARED.get(spec.kind)
    return draw(TEMPLATES / f"{spec.kind}.typ", prepare(data) if prepare else data)


def _printed(data: Any) -> Any:
    """The data with French typography, except what is shown as it is typed or stored."""
    if isinstance(data, str):
        return typeset(data)
    if isinstance(data, Mapping):
        return {key: value if key in _TYPED else _printed(value) for key, value in data.items()}
    return [_printed(item) for item in data] if isinstance(data, list | tuple) else data


_PREPARED: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "table": tables.table,
    "bars": tables.bars,
    "diagram": routing.diagram,
    "chart": scales.chart,
    "sheet": tables.sheet,
    "blocks": nesting.blocks,
}
