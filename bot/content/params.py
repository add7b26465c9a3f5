"""What changes from variant to variant: parameters drawn in the order they are written."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import perm, prod
from random import Random
from typing import Any

from bot.content.schema import Computed, Param, Rows, Sample, Span
from bot.content.templates import Expression, TemplateBroken, context_of

Below = Callable[[int], int]
"""A choice: gives a whole number from 0 to n - 1."""

Draw = Callable[[Below, dict[str, Any]], Any]

_SHUFFLED = 200
"""Above, a choice has more values than are ever tried."""


class Parameters:
    """A challenge's parameters, ready to be drawn. Raises TemplateBroken for an unreadable expression."""

    def __init__(self, specs: Mapping[str, Param]) -> None:
        self._draws: list[tuple[str, Draw]] = [(name, _drawing(name, spec)) for name, spec in specs.items()]
        self.size = prod(_size(spec) for spec in specs.values())

    def draw(self, below: Below) -> dict[str, Any]:
        """The names a template sees. Raises TemplateBroken when an expression fails on what was drawn."""
        names = context_of({})
        for name, draw in self._draws:
            names[name] = draw(below, names)
        return names

    def told(self, below: Below) -> str:
        """What is drawn, for a message: `a = 3, b = 0`; it ends where an expression fails."""
        names = context_of({})
        for name, draw in self._draws:
            try:
                names[name] = draw(below, names)
            except TemplateBroken:
                break
        return ", ".join(f"{name} = {names[name]!r:.60}" for name, _ in self._draws if name in names)


def nth(combination: int) -> Below:
    """The choices that make one of the `size` combinations, numbered from 0."""
    left = combination

    def below(size: int) -> int:
        nonlocal left
        left, choice = divmod(left, size)
        return choice

    return below


def spread(number: int) -> Below:
    """The choices of one of very many combinations: in n neighbours, each of n choices is made once.

    Each question is shuffled anew after n combinations, apart from the others: a Latin hypercube, by parts.
    """
    asked = 0

    def below(size: int) -> int:
        nonlocal asked
        asked += 1
        if size > _SHUFFLED:
            return Random(f"{asked}:{number}").randrange(size)  # noqa: S311 - a fixed sample, nothing secret
        turn, place = divmod(number, size)
        return _shuffle(asked, turn, size)[place]

    return below


@lru_cache(maxsize=4096)
def _shuffle(asked: int, turn: int, size: int) -> list[int]:
    return Random(f"{asked}:{turn}").sample(range(size), size)  # noqa: S311 - a fixed sample, nothing secret


def _size(spec: Param) -> int:
    match spec:
        case Span():
            return len(_numbers(spec))
        case Rows():
            return len(spec.rows)
        case Sample():
            return perm(len(spec.sample), spec.count)
        case Computed():
            return 1
        case _:
            return len(spec)


def _numbers(spec: Span) -> range:
    return range(spec.from_, spec.to + 1, spec.step)


def _drawing(name: str, spec: Param) -> Draw:
    match spec:
        case Span():
            return _choosing(_numbers(spec))
        case Rows():
            return _choosing(spec.rows)
        case Sample():
            return lambda below, _: _sampled(spec, below)
        case Computed():
            return _computing(name, spec.value)
        case _:
            return _choosing(spec)


def _choosing(values: Sequence[Any]) -> Draw:
    return lambda below, _: values[below(len(values))]


def _sampled(spec: Sample, below: Below) -> list[Any]:
    left = list(spec.sample)
    return [left.pop(below(len(left))) for _ in range(spec.count)]


def _computing(name: str, source: str) -> Draw:
    expression = Expression(source, ("params", name, "value"))
    return lambda _, names: expression.value(names)
