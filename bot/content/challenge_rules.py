"""What must hold over all the variants of a challenge."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from bot.content.answer_rules import mistaken_faults
from bot.content.bankfile import first_errors
from bot.content.choice_rules import wording_faults
from bot.content.enumeration import variants
from bot.content.fault import Fault
from bot.content.media import file_of, make_file, make_picture, picture_of
from bot.content.picture_rules import picture_faults
from bot.content.schema import ChallengeSpec, Kind, Needs
from bot.content.variant import Variant, what_is_seen
from bot.content.variant_rules import variant_faults
from bot.engine.grading import ChoiceKey
from bot.errors import ContentError

LEAST_VARIANTS = 3
_FILE_NAME = re.compile(r"[\w-][\w .()-]*\.[a-z0-9]{2,4}")


class Review:
    """A challenge with all its variants, and everything wrong with them."""

    def __init__(self, spec: ChallengeSpec) -> None:
        results = list(variants(spec))
        self.spec = spec
        self.errors = first_errors(results)
        self.variants = [each for each in results if isinstance(each, Variant)]
        self.distinct = len({what_is_seen(variant) for variant in self.variants})

    def faults(self) -> list[Fault]:
        """The first fault of each sort at each place."""
        found: dict[tuple[object, str], Fault] = {}
        for fault in self._every_fault():
            found.setdefault((fault.place, fault.remedy), fault)
        return list(found.values())

    def _every_fault(self) -> Iterator[Fault]:
        for variant in self.variants:
            yield from variant_faults(variant)
        if not self.variants:
            return
        whole = self._with_every_choice()
        for variant in whole:
            yield from wording_faults(variant)
        yield from _giveaway(whole)
        if self.distinct < LEAST_VARIANTS:
            what = f"it has {self.distinct} different variants"
            yield Fault((), what, f"let parameters change the data: {LEAST_VARIANTS} at least")
        yield from mistaken_faults(self.variants)
        yield from _unused(self.spec)
        yield from _media(self.spec, self.variants)

    def _with_every_choice(self) -> list[Variant]:
        """The variants as if all choices were shown, where `show` leaves some out."""
        if getattr(self.spec, "show", None) is None:
            return self.variants
        whole = self.spec.model_copy(update={"show": None})
        return [each for each in variants(whole) if isinstance(each, Variant)]


def _unused(spec: ChallengeSpec) -> Iterator[Fault]:
    written = spec.model_dump_json(by_alias=True, exclude={"params"})
    values = [param.value for param in spec.params.values() if hasattr(param, "value")]
    for name in spec.params:
        if not re.search(rf"\b{name}\b", " ".join((written, *values))):
            yield Fault(("params", name), f"the parameter {name} changes nothing", "use it, or remove it")


def _giveaway(shown: Sequence[Variant]) -> Iterator[Fault]:
    longest = sum(map(_right_is_longest, shown))
    if longest * 2 > len(shown):
        what = f"the right choice is the longest in {longest} of {len(shown)} variants"
        yield Fault(("right",), what, "shorten it, or lengthen a wrong one")


def _right_is_longest(variant: Variant) -> bool:
    """By so much that it shows: three characters and a tenth."""
    if variant.kind is not Kind.SINGLE or not isinstance(variant.key, ChoiceKey):
        return False
    lengths = {index: len(choice) for index, choice in enumerate(variant.choices)}
    right = sum(lengths.pop(index) for index in variant.key.right)
    return right >= max(lengths.values(), default=right) * 1.1 + 3


def _media(spec: ChallengeSpec, shown: Sequence[Variant]) -> Iterator[Fault]:
    if spec.picture:
        yield from chain.from_iterable(picture_faults(each.picture) for each in shown if each.picture)
        yield from _made("picture", shown, picture_of, make_picture)
    if spec.file:
        yield from _misnamed(shown)
        yield from _made("file", shown, file_of, make_file)
        if len({variant.solution for variant in shown}) == 1:
            yield Fault(("file",), "every variant has the same answer", "let it depend on the parameters")
        if spec.file.kind in ("xlsx", "ods", "docx", "odt") and spec.needs is Needs.NOTHING:
            yield Fault(("file",), f"a phone may not open {spec.file.kind}", "say what the challenge `needs`")


def _misnamed(shown: Sequence[Variant]) -> Iterator[Fault]:
    for variant in shown:
        if variant.file and not _FILE_NAME.fullmatch(variant.file.name):
            what = f"{variant.file.name!r} is no name for a file"
            yield Fault(("file", "name"), what, "write letters, digits and hyphens, then the extension")


def _made(
    key: str, shown: Sequence[Variant], fits: Callable[[Variant], object], make: Callable[[Variant], object]
) -> Iterator[Fault]:
    """Hold the data of every variant against its shape; make those with the most and the least data."""
    try:
        for variant in shown:
            fits(variant)
        for extreme in (max, min):
            make(extreme(shown, key=_fullness))
    except ContentError as error:
        yield Fault((key,), str(error), "correct the data")


def _fullness(variant: Variant) -> int:
    return len(repr(variant.picture or variant.file))
