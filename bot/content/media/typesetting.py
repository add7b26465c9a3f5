"""The typesetter (typst) behind pictures and printed pages: the same bytes for the same data."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

import bot
from bot.errors import ContentError

ROOT = Path(bot.__file__).parent
TEMPLATES = Path(__file__).parent
FONTS = Path(str(files("font_source_sans_pro"))) / "files"

SHARPNESS = 216
"""Pixels an inch: three for each point, so that 360 points fill a phone."""

EPOCH = datetime(2024, 9, 2, 8, tzinfo=UTC)
"""The date written in what would otherwise carry the moment it was made."""

Form = Literal["png", "pdf"]

_LOCKS: dict[Form, Lock] = {"png": Lock(), "pdf": Lock()}  # a compiler does one thing at a time


@cache
def _compiler(form: Form) -> typst.Compiler:  # noqa: ARG001 - one for each
    """Printed pages have their own: a question's picture must not wait for 200 letters."""
    return typst.Compiler(root=ROOT, font_paths=[FONTS], ignore_system_fonts=True)


def draw(template: Path, data: Mapping[str, Any], *, keep: bool = True) -> bytes:
    """A PNG of one page, remembered for the next time unless `keep` is false.

    The template (in the `bot` package) finds `data` as `json(bytes(sys.inputs.data))`.

    `#import "/content/media/common.typ": *` gives it that as `data`, with the house style. Any thread may
    call it. Raises ContentError when the template fails on these data.
    """
    return _compile(template, data, "png", keep)


def print_pages(template: Path, data: Mapping[str, Any], *, keep: bool = True) -> bytes:
    """A PDF, dated EPOCH; `keep` as for `draw`. Raises ContentError when the template fails on these data."""
    return _compile(template, data, "pdf", keep)


def _compile(template: Path, data: Mapping[str, Any], form: Form, keep: bool) -> bytes:
    made = _compiled if keep else _compiled.__wrapped__
    with _LOCKS[form]:
        return made(template, json.dumps(data, ensure_ascii=False), form)


@lru_cache(maxsize=128)  # some 10 MB; most pictures have a few dozen variants, and drawing takes 8 to 100 ms
def _compiled(template: Path, data: str, form: Form) -> bytes:
    try:
        made = _compiler(form).compile(
            template,
            format=form,
            ppi=SHARPNESS,
            sys_inputs={"data": data},
            timestamp=int(EPOCH.timestamp()),
        )
    except typst.TypstError as error:
        raise ContentError(f"{template.name} cannot be drawn: {error.message}") from error
    except BaseException as error:  # a panic in Rust is one, and its class cannot be imported
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise ContentError(f"{template.name} cannot be drawn: {error}") from error
    if not isinstance(made, bytes):
        raise ContentError(f"{template.name} does not fit on one page")
    return made
