"""The shape of a competence's YAML file; what each key means is told in docs/authoring.md."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, JsonValue, Tag, model_validator

from bot.content.files import FileSpec
from bot.content.pictures import PictureSpec
from bot.content.shapes import Many, Model, Text, between
from bot.engine.grading import Tolerance


class Kind(StrEnum):
    """What the pupil does."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    NUMBER = "number"
    FIELDS = "fields"
    ORDERING = "ordering"
    MATCHING = "matching"


class Needs(StrEnum):
    """What the pupil's device must have."""

    NOTHING = "nothing"
    COMPUTER = "computer"
    SPREADSHEET = "spreadsheet"
    DOCUMENTS = "documents"


class Span(Model):
    """A whole number, both ends included."""

    from_: Annotated[int, Field(alias="from")]
    to: int
    step: Annotated[int, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.to < self.from_:
            raise ValueError("`to` is below `from`")
        return self


class Rows(Model):
    """One row of a table."""

    rows: Annotated[tuple[dict[str, JsonValue], ...], Field(min_length=1)]


class Sample(Model):
    """Several different values, in any order."""

    sample: Annotated[tuple[JsonValue, ...], Field(min_length=1)]
    count: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.count > len(self.sample):
            raise ValueError("`count` is above the number of values in `sample`")
        return self


class Computed(Model):
    """The value of an expression."""

    value: Text


OneOf = Annotated[tuple[JsonValue, ...], Field(min_length=1)]


def _param(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return "(list)"
    for key in ("from", "rows", "sample", "value"):
        if isinstance(value, Mapping) and key in value:
            return f"({key})"
    return None


Param = Annotated[
    Annotated[OneOf, Tag("(list)")]
    | Annotated[Span, Tag("(from)")]
    | Annotated[Rows, Tag("(rows)")]
    | Annotated[Sample, Tag("(sample)")]
    | Annotated[Computed, Tag("(value)")],
    Discriminator(_param),
]

Tolerances = frozenset[Tolerance]
EVERY_TOLERANCE = frozenset(Tolerance)


class _Challenge(Model):
    id: Annotated[str, Field(pattern=r"^[a-z]+[1-8]-[a-z]$")]
    text: Text
    explanation: Text
    params: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Param] = Field(default_factory=dict)
    needs: Needs = Needs.NOTHING
    seconds: Annotated[int, Field(ge=20, le=300)] | None = None
    picture: PictureSpec | None = None
    file: FileSpec | None = None

    @model_validator(mode="after")
    def _one_attachment(self) -> Self:
        if self.picture and self.file:
            raise ValueError("a challenge has a picture or a file, not both")
        return self


class Single(_Challenge):
    """Exactly one right choice."""

    kind: Literal["single"]
    right: Text
    wrong: Many[Text]
    show: Annotated[int, Field(ge=3, le=6)] | None = None


class Multiple(_Challenge):
    """Two or more right choices."""

    kind: Literal["multiple"]
    right: Many[Text]
    wrong: Many[Text]


class ShortText(_Challenge):
    """A few words typed by the pupil."""

    kind: Literal["text"]
    answers: Annotated[Many[Text], Field(min_length=1)]
    tolerances: Tolerances = EVERY_TOLERANCE


class _Number(Model):
    within: Text = "0"
    unit: tuple[Text, ...] = ()
    unit_required: bool = False

    @model_validator(mode="after")
    def _has_unit(self) -> Self:
        if self.unit_required and not self.unit:
            raise ValueError("`unit_required` without any `unit`")
        return self


class Number(_Number, _Challenge):
    """A number typed by the pupil."""

    kind: Literal["number"]
    answer: Text


class TextField(Model):
    label: Text
    answers: Annotated[Many[Text], Field(min_length=1)]
    tolerances: Tolerances = EVERY_TOLERANCE


class NumberField(_Number):
    label: Text
    number: Text


def _field(value: Any) -> str:
    number = isinstance(value, NumberField) or (isinstance(value, Mapping) and "number" in value)
    return "(number)" if number else "(text)"


FieldSpec = Annotated[
    Annotated[TextField, Tag("(text)")] | Annotated[NumberField, Tag("(number)")], Discriminator(_field)
]


class Fields(_Challenge):
    """Several short answers."""

    kind: Literal["fields"]
    fields: Annotated[tuple[FieldSpec, ...], between(2, 4)]
    interchangeable: bool = False


class Ordering(_Challenge):
    """Items to put in order, written in the right one."""

    kind: Literal["ordering"]
    order: Annotated[Many[Text], between(3, 6)]


class Pair(Model):
    left: Text
    right: Text


class Matching(_Challenge):
    """Pairs to put together."""

    kind: Literal["matching"]
    pairs: Annotated[Many[Pair], between(3, 12)]
    show: Annotated[int, Field(ge=3, le=5)] | None = None
    decoys: Many[Text] = ()


ChallengeSpec = Annotated[
    Single | Multiple | ShortText | Number | Fields | Ordering | Matching, Field(discriminator="kind")
]


class TutorialSpec(Model):
    title: Text
    body: Text
    try_: Annotated[Text, Field(alias="try")]
    picture: PictureSpec | None = None


class SkillSpec(Model):
    level: Annotated[int, Field(ge=1, le=8)]
    can: Text
    tutorial: TutorialSpec
    challenges: tuple[ChallengeSpec, ...]


class TopicSpec(Model):
    id: Annotated[str, Field(pattern=r"^[a-z]+$", max_length=24)]  # it goes into buttons: 64 bytes in all
    title: Text
    skills: tuple[SkillSpec, ...]


class CompetenceSpec(Model):
    """A whole file."""

    competence: str
    topics: tuple[TopicSpec, ...]
