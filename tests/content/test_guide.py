"""The guide names everything an author may write."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot.content.files import FileSpec
from bot.content.pictures import PictureSpec
from bot.content.schema import ChallengeSpec, Kind, Needs
from bot.content.shapes import Each, Model

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")


def shapes(model: type[Model] = Model) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from shapes(child)


def test_every_key_is_told() -> None:
    content = [each for each in shapes() if each.__module__.startswith("bot.content.") and each is not Each]
    keys = {
        field.alias or name
        for each in content
        if not each.__module__.endswith("loader")
        for name, field in each.model_fields.items()
    }

    assert {key for key in keys if not re.search(rf"\b{key}\b", GUIDE)} == set()


def test_every_kind_is_told() -> None:
    kinds = {
        kind
        for union in (PictureSpec, FileSpec, ChallengeSpec)
        for model in get_args(get_args(union)[0])
        for kind in get_args(model.model_fields["kind"].annotation)
    }

    assert {kind for kind in kinds | set(Kind) | set(Needs) if f"`{kind}`" not in GUIDE} == set()
