"""The parts of a challenge made ready: texts and lists of texts whose holes are filled for each variant."""

from collections.abc import Sequence
from typing import Any, Protocol

from bot.content.shapes import Each
from bot.content.templates import Expression, Place, Template, TemplateBroken, is_template
from bot.content.typography import typeset, typeset_html

Names = dict[str, Any]


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
    """A text that must stay exactly as written: an accepted answer, a file's content, an address.

    `html` says that it is the source of a web page: data are escaped.
    """

    __slots__ = ("_constant", "_template")

    def __init__(self, source: str, place: Place, html: bool = False) -> None:
        self._template = Template(source, place, html) if is_template(source) else None
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
        texts = [str(value) for value in elements(self._expression.value(names), self._place)]
        return [typeset(text) for text in texts] if self._words else texts


def elements(value: Any, place: Place) -> list[Any]:
    """The list that an expression gave. Raises TemplateBroken when it gave something else."""
    if not isinstance(value, list):
        raise TemplateBroken("it gives no list", place)
    return value
