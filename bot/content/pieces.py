"""The parts of a challenge made ready: texts, lists and trees of data whose leaves are templates."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.content.shapes import Each
from bot.content.templates import Expression, Place, Template, TemplateBroken, is_template
from bot.content.typography import typeset, typeset_html

Names = dict[str, Any]

_WHOLE = re.compile(r"\s*\{\{((?:(?!\}\}|\{\{).)*)\}\}\s*\Z", re.DOTALL)


class Piece(Protocol):
    """Something that has a value for each variant."""

    def __call__(self, names: Names) -> Any: ...


class Words:
    """A text for the pupil, with its typography; `html` says that it is Telegram's HTML."""

    __slots__ = ("_constant", "_set", "_template")

    def __init__(self, source: str, place: Place, html: bool = False) -> None:
        self._set = typeset_html if html else typeset
        self._template = Template(source, place, html) if is_template(source) else None
        self._constant = "" if self._template else self._set(source.strip())

    def __call__(self, names: Names) -> str:
        return self._set(self._template.render(names).strip()) if self._template else self._constant


class Raw:
    """A text that must stay exactly as written: an accepted answer, a file's content, an address."""

    __slots__ = ("_constant", "_template")

    def __init__(self, source: str, place: Place) -> None:
        self._template = Template(source, place) if is_template(source) else None
        self._constant = source

    def __call__(self, names: Names) -> str:
        return self._template.render(names) if self._template else self._constant


class Listing:
    """A list of texts in which `{each: …}` adds every element of a computed list."""

    __slots__ = ("_parts", "place")

    def __init__(self, items: Sequence[str | Each], place: Place, words: bool = True) -> None:
        self.place = place
        self._parts = [_item(item, (*place, index), words) for index, item in enumerate(items)]

    def __call__(self, names: Names) -> list[str]:
        texts: list[str] = []
        for part in self._parts:
            value = part(names)
            if isinstance(value, str):
                texts.append(value)
            else:
                texts += value
        return texts


def _item(item: str | Each, place: Place, words: bool) -> Piece:
    if isinstance(item, Each):
        return _Computed(item.each, (*place, "each"), words)
    return Words(item, place) if words else Raw(item, place)


class _Computed:
    """Every element of a computed list, as text."""

    __slots__ = ("_expression", "_place", "_words")

    def __init__(self, source: str, place: Place, words: bool) -> None:
        self._expression = Expression(source, place)
        self._place = place
        self._words = words

    def __call__(self, names: Names) -> list[str]:
        texts = [str(value) for value in _elements(self._expression.value(names), self._place)]
        return [typeset(text) for text in texts] if self._words else texts


def _elements(value: Any, place: Place) -> list[Any]:
    if not isinstance(value, list):
        raise TemplateBroken("it gives no list", place)
    return value


def tree(data: Any, place: Place, raw: frozenset[str] | None = None) -> Piece:
    """Nested data whose texts are templates; one that is a lone `{{ expression }}` keeps its type.

    Texts get typography, except under the keys in `raw`; None: nowhere.
    """
    if isinstance(data, str):
        return _leaf(data, place, raw is not None)
    if isinstance(data, Mapping):
        return _Branches(data, place, raw)
    if isinstance(data, list | tuple):
        return _Sequence(data, place, raw)
    return lambda _: data


def _leaf(source: str, place: Place, words: bool) -> Piece:
    whole = _WHOLE.match(source)
    if whole is None:
        return Words(source, place) if words else Raw(source, place)
    expression = Expression(whole[1], place)
    return lambda names: _typeset(expression.value(names), words)


def _typeset(value: Any, words: bool) -> Any:
    return typeset(value) if words and isinstance(value, str) else value


class _Branches:
    def __init__(self, data: Mapping[str, Any], place: Place, raw: frozenset[str] | None) -> None:
        self._each = Expression(data["each"], (*place, "each")) if set(data) == {"each"} else None
        self._place = place
        self._parts = {
            key: tree(value, (*place, key), None if raw and key in raw else raw)
            for key, value in data.items()
            if self._each is None
        }

    def __call__(self, names: Names) -> Any:
        if self._each:
            return _elements(self._each.value(names), self._place)
        return {key: part(names) for key, part in self._parts.items()}


class _Sequence:
    def __init__(self, data: Sequence[Any], place: Place, raw: frozenset[str] | None) -> None:
        self._parts = [
            (tree(item, (*place, index), raw), isinstance(item, Mapping) and set(item) == {"each"})
            for index, item in enumerate(data)
        ]

    def __call__(self, names: Names) -> list[Any]:
        values: list[Any] = []
        for part, spread in self._parts:
            value = part(names)
            if spread:
                values += value
            else:
                values.append(value)
        return values
