"""The small shapes that challenges, pictures and files are written with."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo

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

Cell = bool | int | float | str
"""What stands in a cell of a table; a text may be a template, and may be empty."""


class Model(BaseModel):
    """A mapping of the file: unknown keys are refused, numbers are taken as text where a text is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


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


T = TypeVar("T")
Or = Annotated[Annotated[T, Tag("(plain)")] | Annotated[Each, Tag("(each)")], Discriminator(_shape)]
"""The shape itself, or `{each: …}` in its place."""

Many = tuple[Or[T], ...]
"""A list in which `{each: …}` may stand for several elements."""

Listed = Or[Many[T]]
"""The same, where `{each: …}` may also stand for the whole list."""

Table = Or[tuple[Or[tuple[Cell, ...]], ...]]
"""Lines of cells."""


def between(least: int, most: int) -> AfterValidator:
    """A bound on a list's length, told when no part of it is computed."""

    def check(items: tuple[Any, ...] | Each) -> tuple[Any, ...] | Each:
        if isinstance(items, Each) or any(isinstance(item, Each) for item in items):
            return items
        if not least <= len(items) <= most:
            raise ValueError(f"it has {len(items)} elements where {least} to {most} are wanted")
        return items

    return AfterValidator(check)


def one_of(*words: str) -> AfterValidator:
    """A choice of words; a template may give one of them."""

    def check(word: str, info: ValidationInfo) -> str:
        if word not in words and (info.context or "{{" not in word):
            raise ValueError(f"it is none of {', '.join(words)}")
        return word

    return AfterValidator(check)
