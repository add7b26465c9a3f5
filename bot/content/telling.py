"""What pydantic found wrong with the shape of a file, said to its author."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails

from bot.content.problem import Problem
from bot.content.shapes import Model
from bot.content.source import Source
from bot.content.templates import Place

GUIDE = "see docs/authoring.md"


def told(source: Source, detail: ErrorDetails) -> Problem:
    """The problem that a pydantic error stands for."""
    place = _written(source, detail["loc"])
    last = detail["loc"][-1] if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            return source.problem(place, f"`{last}` is missing", f"add it, {GUIDE}")
        case "extra_forbidden":
            return source.problem(place, f"unknown key `{last}`", _meant(str(last)))
        case "union_tag_invalid":
            wanted = detail["ctx"]["expected_tags"]
            return source.problem(
                (*place, "kind"), f"unknown kind {detail['ctx']['tag']!r}", f"write one of {wanted}"
            )
        case "union_tag_not_found":
            return source.problem(
                place,
                "it cannot be told what this is",
                f"add `kind`, or write one of the forms allowed here, {GUIDE}",
            )
        case "value_error":
            return source.problem(place, str(detail["ctx"]["error"]), f"correct it, {GUIDE}")
        case _:
            name = f"`{last}`" if isinstance(last, str) else f"element {int(last) + 1}"
            return source.problem(
                place, f"{name}: {_shown(detail['input'])}: {_lower(detail['msg'])}", f"correct it, {GUIDE}"
            )


def _written(source: Source, loc: tuple[int | str, ...]) -> Place:
    """The place in the file of an error's location, which also names the shape that was chosen by `kind`."""
    place: Place = ()
    here, named = source.data, False
    for part in loc:
        if not named and isinstance(here, Mapping) and here.get("kind") == part:
            named = True
        elif (*place, part) in source.lines:
            place, here, named = (*place, part), here[part], False
    return place


def _meant(key: str) -> str:
    close = get_close_matches(key, _known_keys(), 1)
    return f"write `{close[0]}`, or remove it" if close else f"remove it, {GUIDE}"


@cache
def _known_keys(model: type[Model] = Model) -> frozenset[str]:
    own = {field.alias or name for name, field in model.model_fields.items()}
    return frozenset(own.union(*(_known_keys(child) for child in model.__subclasses__())))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
