"""The small shapes that challenges, pictures and files are written with."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
)

Text = Annotated[str, Field(min_length=1)]
"""A jinja2 template, or a text without any."""


def _settled(value: Any, info: ValidationInfo) -> Any:
    """Refuse a text where a template should have given a number or a boolean (`context`: rendered)."""
    if info.context and isinstance(value, str):
        raise ValueError(f"{value!r} is not what `{{{{ … }}}}` should give here")
    return value


Flag = Annotated[bool | Text, AfterValidator(_settled)]
"""True, false, or a template that gives one of them."""

Whole = Annotated[int | Text, AfterValidator(_settled)]
"""A whole number, or a template that gives one."""

Amount = Annotated[int | float | Text, AfterValidator(_settled)]
"""A number, or a template that gives one."""


def _finite(value: Any) -> Any:
    """Refuse what would otherwise be taken as the text «nan» or «inf»."""
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("it is no finite number")
    return value


Cell = Annotated[bool | int | float | str, BeforeValidator(_finite)]
"""What stands in a cell of a table; a text may be a template, and may be empty."""


class Model(BaseModel):
    """A mapping of the file: unknown keys are refused, numbers are taken as text where a text is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, allow_inf_nan=False)


class Drawn(Model):
    """A picture; `alt` says in words what can be read in it."""

    alt: Text


class Each(Model):
    """Every element of a computed list."""

    each: Text


def is_each(value: Any) -> bool:
    """Whether this is, or is written as, a computed list."""
    return isinstance(value, Each) or (isinstance(value, Mapping) and set(value) == {"each"})


def _shape(value: Any) -> str:
    return "(each)" if is_each(value) else "(plain)"


def _computable(each: Each, info: ValidationInfo) -> Each:
    """Refuse `{each: …}` among what was computed (`context`: rendered)."""
    if info.context:
        raise ValueError("a computed list gives elements, not another `{each: …}`")
    return each


T = TypeVar("T")
Or = Annotated[
    Annotated[T, Tag("(plain)")] | Annotated[Each, AfterValidator(_computable), Tag("(each)")],
    Discriminator(_shape),
]
"""The shape itself, or `{each: …}` in its place."""

Many = tuple[Or[T], ...]
"""A list in which `{each: …}` may stand for several elements."""

Listed = Or[Many[T]]
"""The same, where `{each: …}` may also stand for the whole list."""

Table = Or[tuple[Or[tuple[Cell, ...]], ...]]
"""Lines of cells."""


def _count(items: tuple[Any, ...] | Each) -> int | None:
    """How many elements a list has; None when a part of it is computed."""
    if isinstance(items, Each) or any(isinstance(item, Each) for item in items):
        return None
    return len(items)


def between(least: int, most: int) -> AfterValidator:
    """A bound on a list's length, told when no part of it is computed."""

    def check(items: tuple[Any, ...] | Each) -> tuple[Any, ...] | Each:
        count = _count(items)
        if count is not None and not least <= count <= most:
            raise ValueError(f"it has {count} elements where {least} to {most} are wanted")
        return items

    return AfterValidator(check)


def within(least: int, most: int) -> AfterValidator:
    """A bound on a number, told when it is not computed."""

    def check(number: int | str) -> int | str:
        if isinstance(number, int) and not least <= number <= most:
            raise ValueError(f"it is not between {least} and {most}")
        return number

    return AfterValidator(check)


def plain_rows(table: Table) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The lines of a table that are not computed, numbered from 1 as they are written."""
    for number, row in enumerate(() if isinstance(table, Each) else table, start=1):
        if not isinstance(row, Each):
            yield number, row


def no_wider(table: Table, columns: tuple[Any, ...] | Each | None) -> None:
    """Refuse a line with more cells than there are columns, when these are given and not computed."""
    most = None if columns is None else _count(columns)
    for number, row in plain_rows(table):
        if most is not None and len(row) > most:
            raise ValueError(f"row {number} has {len(row)} cells for {most} columns")


def one_of(*words: str) -> AfterValidator:
    """A choice of words; a template may give one of them."""

    def check(word: str, info: ValidationInfo) -> str:
        if word not in words and (info.context or "{{" not in word):
            raise ValueError(f"it is none of {', '.join(words)}")
        return word

    return AfterValidator(check)
