"""What must hold of typed answers over all the variants of a challenge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.content.fault import Fault
from bot.content.templates import Place
from bot.content.variant import Variant
from bot.engine.grading import FieldsKey, Key, TextKey, Tolerance, grade


def mistaken_faults(variants: Sequence[Variant]) -> Iterator[Fault]:
    """The answer of one variant that passes for that of another, as a slip of spelling."""
    for place, keys in _text_keys(variants).items():
        answers = {answer for key in keys for answer in key.accepted}
        for key in keys:
            for answer in sorted(answers):
                if _slips_in(key, answer):
                    what = f"«{answer}», right in another variant, passes for «{key.accepted[0]}» as a slip"
                    yield Fault((*place, "answers"), what, "turn t3 off: `tolerances: [t1, t2]`")


def _slips_in(key: TextKey, answer: str) -> bool:
    exact = replace(key, tolerances=key.tolerances - {Tolerance.T3})
    return key != exact and grade(key, answer) and not grade(exact, answer)


def _text_keys(variants: Sequence[Variant]) -> dict[Place, set[TextKey]]:
    found: dict[Place, set[TextKey]] = {}
    for variant in variants:
        for place, key in _placed(variant.key):
            if isinstance(key, TextKey):
                found.setdefault(place, set()).add(key)
    return found


def _placed(key: Key) -> Iterator[tuple[Place, Key]]:
    if isinstance(key, FieldsKey):
        yield from ((("fields", index), field) for index, field in enumerate(key.fields))
    else:
        yield (), key
