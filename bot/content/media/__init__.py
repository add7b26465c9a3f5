"""The pictures and files of variants: what they show, held against its shape, then drawn or written."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.content.files import FileSpec
from bot.content.media.drawing import draw_picture
from bot.content.media.typesetting import draw, print_pages
from bot.content.media.writing import write_file
from bot.content.pictures import PictureSpec
from bot.content.variant import Picture, Variant
from bot.errors import ContentError

__all__ = ["draw", "draw_still", "file_of", "make_file", "make_picture", "picture_of", "print_pages"]

Spec = TypeVar("Spec")

_PICTURES: TypeAdapter[PictureSpec] = TypeAdapter(PictureSpec)
_FILES: TypeAdapter[FileSpec] = TypeAdapter(FileSpec)


def make_picture(variant: Variant) -> bytes:
    """The picture of a variant, a PNG. Raises ContentError when there is none or its data do not fit."""
    return draw_picture(picture_of(variant))


def draw_still(picture: Picture) -> bytes:
    """A picture that is no variant's, a PNG. Raises ContentError when its data do not fit."""
    return draw_picture(_shown(picture))


def make_file(variant: Variant) -> tuple[str, bytes]:
    """The name and content of a variant's file. Raises ContentError when there is none to be made."""
    spec = file_of(variant)
    return spec.name, write_file(spec)


def picture_of(variant: Variant) -> PictureSpec:
    """What the picture of a variant shows. Raises ContentError when there is none or its data do not fit."""
    if variant.picture is None:
        raise ContentError(f"{variant.challenge_id} has no picture")
    return _shown(variant.picture)


def _shown(picture: Picture) -> PictureSpec:
    return _fitted(_PICTURES, {"kind": picture.kind, "alt": picture.alt, **picture.data})


def file_of(variant: Variant) -> FileSpec:
    """What the file of a variant holds. Raises ContentError when there is none or its data do not fit."""
    if variant.file is None:
        raise ContentError(f"{variant.challenge_id} has no file")
    return _fitted(_FILES, {"kind": variant.file.kind, "name": variant.file.name, **variant.file.data})


def _fitted(adapter: TypeAdapter[Spec], data: Mapping[str, Any]) -> Spec:
    try:
        return adapter.validate_python(data, context={"rendered": True})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][1:] if part not in ("(plain)", "(each)"))
        raise ContentError(f"`{where}`: {first['msg']}, not {first['input']!r}") from error
