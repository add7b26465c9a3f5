"""A challenge made ready to give variants: its templates compiled once, its parameters to be drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Any

from bot.content.answers import Shown, in_words, right_response
from bot.content.files import FileSpec
from bot.content.params import Below, Parameters
from bot.content.pictures import PictureSpec
from bot.content.pieces import Listing, Names, Raw, Words
from bot.content.schema import (
    ChallengeSpec,
    Fields,
    Kind,
    Matching,
    Multiple,
    Number,
    NumberField,
    Ordering,
    ShortText,
    Single,
    TextField,
)
from bot.content.templates import Place, TemplateBroken, context_of
from bot.content.trees import tree
from bot.content.typography import typeset
from bot.content.variant import File, Picture, Variant
from bot.engine.grading import ChoiceKey, FieldsKey, Key, MatchKey, NumberKey, OrderKey, TextKey


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is asked, in shown order, with its key."""

    key: Key
    shown: Shown


Arrange = Callable[[Names, Random], Arranged]


class Program:
    """Gives the variants of one challenge. Raises TemplateBroken for a template that cannot be read."""

    def __init__(self, spec: ChallengeSpec) -> None:
        self._id = spec.id
        self._kind = Kind(spec.kind)
        self._seconds = spec.seconds
        self.parameters = Parameters(spec.params)
        self._text = Words(spec.text, ("text",), html=True)
        self._explanation = Words(spec.explanation, ("explanation",), html=True)
        self._arrange = _arranging(spec)
        self._picture = _picture(spec.picture) if spec.picture else _nothing
        self._file = _file(spec.file) if spec.file else _nothing

    def variant(self, seed: int, below: Below, random: Random) -> Variant:
        """The variant whose parameters are drawn with `below`, its parts put in order with `random`.

        Raises TemplateBroken when something cannot be computed for these parameters.
        """
        names = self.parameters.draw(below)
        arranged = self._arrange(names, random)
        shown = arranged.shown
        return Variant(
            challenge_id=self._id,
            seed=seed,
            kind=self._kind,
            text=self._text(names),
            choices=shown.choices,
            left=shown.left,
            fields=shown.fields,
            key=arranged.key,
            solution=in_words(arranged.key, shown, right_response(arranged.key)),
            explanation=self._explanation(names),
            seconds=self._seconds,
            picture=self._picture(names),
            file=self._file(names),
        )


def _nothing(_: Names) -> None:
    return None


def _picture(spec: PictureSpec) -> Callable[[Names], Picture]:
    alt = Words(spec.alt, ("picture", "alt"))
    data = tree(_data(spec, {"kind", "alt"}), ("picture",), Raw)
    return lambda names: Picture(spec.kind, alt(names), data(names))


def still(spec: PictureSpec) -> Picture:
    """A picture that is the same for everybody. Raises TemplateBroken when something in it varies."""
    return _picture(spec)(context_of({}))


def _file(spec: FileSpec) -> Callable[[Names], File]:
    name = Raw(spec.name, ("file", "name"))
    page = ("file", "text") if spec.kind == "html" else ("file", "html")
    data = tree(_data(spec, {"kind", "name"}), ("file",), lambda source, at: Raw(source, at, html=at == page))
    return lambda names: File(spec.kind, name(names), data(names))


def _data(spec: PictureSpec | FileSpec, without: set[str]) -> Mapping[str, Any]:
    return spec.model_dump(by_alias=True, exclude_unset=True, exclude=without)


def _arranging(spec: ChallengeSpec) -> Arrange:
    match spec:
        case Single():
            return _single(spec)
        case Multiple():
            return _multiple(spec)
        case ShortText():
            return _one_answer(_text_key(spec, ()))
        case Number():
            return _one_answer(_number_key(spec, spec.answer, ("answer",)))
        case Fields():
            return _fields(spec)
        case Ordering():
            return _ordering(spec)
        case Matching():
            return _matching(spec)


def _single(spec: Single) -> Arrange:
    right = Words(spec.right, ("right",))
    wrong = Listing(spec.wrong, ("wrong",))

    def arrange(names: Names, random: Random) -> Arranged:
        others = wrong(names)
        if spec.show:
            others = _drawn(others, spec.show - 1, wrong.place, random)
        choices, position = _shuffled([right(names), *others], random)
        return Arranged(ChoiceKey(frozenset({position[0]})), Shown(choices))

    return arrange


def _multiple(spec: Multiple) -> Arrange:
    right = Listing(spec.right, ("right",))
    wrong = Listing(spec.wrong, ("wrong",))

    def arrange(names: Names, random: Random) -> Arranged:
        good = right(names)
        choices, position = _shuffled(good + wrong(names), random)
        return Arranged(ChoiceKey(frozenset(position[: len(good)])), Shown(choices))

    return arrange


def _ordering(spec: Ordering) -> Arrange:
    items = Listing(spec.order, ("order",))

    def arrange(names: Names, random: Random) -> Arranged:
        choices, position = _shuffled(items(names), random)
        if position == sorted(position):  # never shown already in order
            choices, position = (*choices[1:], choices[0]), [*position[-1:], *position[:-1]]
        return Arranged(OrderKey(tuple(position)), Shown(choices))

    return arrange


def _matching(spec: Matching) -> Arrange:
    pairs = tree([pair.model_dump() for pair in spec.pairs], ("pairs",), Words)
    decoys = Listing(spec.decoys, ("decoys",))

    def arrange(names: Names, random: Random) -> Arranged:
        drawn = _drawn(pairs(names), spec.show, ("pairs",), random)
        left = tuple(_side(pair, "left") for pair in drawn)
        right = [_side(pair, "right") for pair in drawn]
        texts = list(dict.fromkeys(right + decoys(names)))
        choices, position = _shuffled(texts, random)
        return Arranged(MatchKey(tuple(position[texts.index(text)] for text in right)), Shown(choices, left))

    return arrange


def _side(pair: Any, name: str) -> str:
    """One side of a pair, which may come from the data."""
    if not isinstance(pair, Mapping) or set(pair) != {"left", "right"}:
        raise TemplateBroken(f"{pair!r} is no pair of `left` and `right`", ("pairs",))
    return typeset(str(pair[name]))


def _one_answer(key_of: Callable[[Names], TextKey | NumberKey]) -> Arrange:
    return lambda names, _: Arranged(key_of(names), Shown())


def _fields(spec: Fields) -> Arrange:
    labels = [Words(field.label, ("fields", index, "label")) for index, field in enumerate(spec.fields)]
    keys = [_field_key(field, ("fields", index)) for index, field in enumerate(spec.fields)]

    def arrange(names: Names, _: Random) -> Arranged:
        key = FieldsKey(tuple(key_of(names) for key_of in keys), spec.interchangeable)
        return Arranged(key, Shown(fields=tuple(label(names) for label in labels)))

    return arrange


def _field_key(spec: TextField | NumberField, place: Place) -> Callable[[Names], TextKey | NumberKey]:
    if isinstance(spec, TextField):
        return _text_key(spec, place)
    return _number_key(spec, spec.number, (*place, "number"))


def _text_key(spec: ShortText | TextField, place: Place) -> Callable[[Names], TextKey]:
    answers = Listing(spec.answers, (*place, "answers"), words=False)
    return lambda names: TextKey(tuple(answers(names)), spec.tolerances)


def _number_key(spec: Number | NumberField, answer: str, place: Place) -> Callable[[Names], NumberKey]:
    value = Raw(answer, place)
    within = Raw(spec.within, (*place[:-1], "within"))
    units = Listing(spec.unit, (*place[:-1], "unit"), words=False)

    def key_of(names: Names) -> NumberKey:
        return NumberKey(
            value=_decimal(value(names), place),
            within=_decimal(within(names), (*place[:-1], "within")),
            units=tuple(units(names)),
            unit_required=spec.unit_required,
        )

    return key_of


def _decimal(text: str, place: Place) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise TemplateBroken(f"{text!r} is not a number", place)
    return number


def _drawn(items: list[Any], count: int | None, place: Place, random: Random) -> list[Any]:
    if count is not None and len(items) < count:
        raise TemplateBroken(f"{len(items)} are there where {count} are to be shown", place)
    return random.sample(items, len(items) if count is None else count)


def _shuffled(texts: list[str], random: Random) -> tuple[tuple[str, ...], list[int]]:
    """The texts in another order, and where each of them went."""
    order = list(range(len(texts)))
    random.shuffle(order)
    position = [0] * len(order)
    for shown, index in enumerate(order):
        position[index] = shown
    return tuple(texts[index] for index in order), position
