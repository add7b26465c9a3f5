"""What must hold for the choices, items and pairs of a challenge."""

import re
from collections.abc import Iterator

from bot.content.answers import right_response
from bot.content.fault import Fault
from bot.content.schema import Kind
from bot.content.templates import Place
from bot.content.variant import Variant

LONGEST_CHOICE = 80

_CATCH_ALL = re.compile(r"\b(toutes|aucune) (de )?(les|ces|des) (réponses|propositions)", re.IGNORECASE)

_PLACES: dict[Kind, Place] = {
    Kind.SINGLE: ("wrong",),
    Kind.MULTIPLE: ("wrong",),
    Kind.ORDERING: ("order",),
    Kind.MATCHING: ("pairs",),
}

_SHOWN: dict[Kind, tuple[int, int]] = {
    Kind.SINGLE: (3, 6),
    Kind.MULTIPLE: (3, 7),
    Kind.ORDERING: (3, 6),
    Kind.MATCHING: (2, 7),
}


def choice_faults(variant: Variant) -> Iterator[Fault]:
    """What is wrong with how many choices are shown."""
    if variant.kind not in _PLACES:
        return
    place, shown = _PLACES[variant.kind], len(variant.choices)
    least, most = _SHOWN[variant.kind]
    if not least <= shown <= most:
        yield Fault(place, f"{shown} choices are shown", f"show {least} to {most}")
    right = len(right_response(variant.key))
    if variant.kind is Kind.MULTIPLE and right < 2:
        yield Fault(("right",), f"{right} right choices are shown", "have two, or make it `single`")
    if variant.kind is Kind.MULTIPLE and right == shown:
        yield Fault(place, "every choice is right", "add a wrong one")
    if variant.kind is Kind.MATCHING and not 3 <= len(variant.left) <= 5:
        yield Fault(place, f"{len(variant.left)} pairs are shown", "show 3 to 5")


def wording_faults(variant: Variant) -> Iterator[Fault]:
    """What is wrong with the words of choices; to be asked of a variant that shows them all."""
    if variant.kind not in _PLACES:
        return
    place = _PLACES[variant.kind]
    for texts in (variant.choices, variant.left):
        seen: set[str] = set()
        for text in texts:
            same = " ".join(text.split())
            if same in seen:
                yield Fault(place, f"«{text}» is shown twice", "change one of them, or the parameters")
            seen.add(same)
            yield from _one_choice(place, text)


def _one_choice(place: Place, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(place, "a choice is empty", "write it, or change the parameters")
    if len(text) > LONGEST_CHOICE:
        yield Fault(place, f"«{text}» has {len(text)} characters", f"keep it under {LONGEST_CHOICE}")
    if _CATCH_ALL.search(text):
        yield Fault(place, f"«{text}» says nothing", "write a plausible wrong choice")
