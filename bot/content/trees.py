"""Nested data whose texts are templates: what a picture shows, what a file holds."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.content.pieces import Names, Piece, elements
from bot.content.shapes import is_each
from bot.content.templates import Expression, Place

Leaf = Callable[[str, Place], Piece]
"""Makes ready a text that stands somewhere in the data."""

_WHOLE = re.compile(r"\s*\{\{((?:(?!\}\}|\{\{).)*)\}\}\s*\Z", re.DOTALL)


def tree(data: Any, place: Place, leaf: Leaf) -> Piece:
    """The data, made ready. A text that is a lone `{{ expression }}` keeps the type of its value."""
    if isinstance(data, str):
        whole = _WHOLE.match(data)
        return Expression(whole[1], place).value if whole else leaf(data, place)
    if is_each(data):
        return _each(data["each"], (*place, "each"))
    if isinstance(data, Mapping):
        return _branches(data, place, leaf)
    if isinstance(data, list | tuple):
        return _sequence(data, place, leaf)
    return lambda _: data


def _each(source: str, place: Place) -> Piece:
    expression = Expression(source, place)
    return lambda names: elements(expression.value(names), place)


def _branches(data: Mapping[str, Any], place: Place, leaf: Leaf) -> Piece:
    parts = {key: tree(value, (*place, key), leaf) for key, value in data.items()}
    return lambda names: {key: part(names) for key, part in parts.items()}


def _sequence(data: Sequence[Any], place: Place, leaf: Leaf) -> Piece:
    parts = [(tree(item, (*place, index), leaf), is_each(item)) for index, item in enumerate(data)]

    def values(names: Names) -> list[Any]:
        found: list[Any] = []
        for part, several in parts:
            value = part(names)
            found += value if several else [value]
        return found

    return values
