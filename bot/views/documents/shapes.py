"""What the makers are given: JSON-ready, since it waits in the outbox until the file is made."""

from itertools import pairwise
from typing import Literal, NotRequired, TypedDict

PUPILS_A_PICTURE = 40
"""Rows of a heat map that can still be read on a phone once it is opened."""


class Poster(TypedDict):
    """A campaign, to hang on a wall."""

    title: str
    teacher: str
    school: str
    code: str  # «ABCDEF234»; it is printed in groups of three
    link: str  # what the QR code opens
    deadline_words: str  # «vendredi 15 novembre à 18 h»; empty without one
    questions_words: str  # «20 questions environ»; empty when not to be said
    steps: NotRequired[list[str]]  # the three usual ones when left out


class PupilCard(TypedDict):
    """A pupil's card; without a code of the class, the QR code alone leads in."""

    name: str
    link: str
    code: str


ClassSheet = TypedDict("ClassSheet", {"school": str, "class": str, "pupils": list[PupilCard]})
"""The cards of a class, in the order of printing."""


class Letter(TypedDict):
    """What changes from a family to another."""

    pupil: str
    pupil_link: str
    guardian_link: str


FamilyLetters = TypedDict(
    "FamilyLetters",
    {"school": str, "class": str, "teacher": str, "date_words": str, "letters": list[Letter]},
)
"""The letters of a class, one page each, in the order of printing."""


class Certificate(TypedDict):
    """What came out of a mock certification; `levels` by competence, out of `top`."""

    name: str
    school: str
    sat_words: str  # «12 mars 2027»
    until_words: str
    rules_words: str  # «règles par profil»
    total: int  # pix, out of `most`
    most: int
    levels: dict[str, int]
    top: int
    code: str  # «P-ACDE2345»
    link: str  # what the QR code opens


class Heatmap(TypedDict):
    """Pupils × subjects: `cells` has a row a pupil; a number in `unit`, None where nothing is known.

    A percent is 0 to 100, a level 0 to 8.
    """

    title: str
    topics: list[str]  # 16 at most, in 14 characters
    pupils: list[str]
    cells: list[list[int | None]]
    unit: NotRequired[Literal["percent", "level"]]  # percent when left out


class Curve(TypedDict):
    """How a campaign went on, day after day: pupils who had started and finished by each."""

    title: str
    days: list[str]  # «12/11»
    started: list[int]
    finished: list[int]
    enrolled: int
    deadline_index: int | None  # among `days`


class Column(TypedDict):
    """A column of an export.

    Cells are JSON scalars, None where empty. A number is a number in any kind of column. `percent`: 0 to 100.
    `date`: «2026-11-15». `moment`: «2026-11-15T18:00», the school's own time.
    """

    title: str
    kind: Literal["text", "number", "percent", "date", "moment"]


class Table(TypedDict):
    """Columns and rows of one sheet."""

    columns: list[Column]
    rows: list[list[str | int | float | bool | None]]


class Results(TypedDict):
    """The export of a campaign: one line a pupil; `topics` is the workbook's second sheet, if it has rows."""

    campaign: str
    school: str
    exported_words: str
    columns: list[Column]
    rows: list[list[str | int | float | bool | None]]
    topics: Table


class SittingResults(TypedDict):
    """Published results of a sitting, one line a candidate; `about`: what the last sheet tells, by label."""

    name: str
    about: dict[str, str]
    columns: list[Column]
    rows: list[list[str | int | float | bool | None]]


def heatmap_pages(data: Heatmap) -> list[Heatmap]:
    """The pictures of a heat map, of as many pupils each as far as it goes, PUPILS_A_PICTURE at most."""
    count = len(data["pupils"])
    pages = max(1, -(-count // PUPILS_A_PICTURE))
    cuts = [count * page // pages for page in range(pages + 1)]
    return [
        {**data, "pupils": data["pupils"][low:high], "cells": data["cells"][low:high]}
        for low, high in pairwise(cuts)
    ]
