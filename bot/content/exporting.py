"""The bank as data for a review outside: what the pupil sees of each challenge, apart from its key."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.content.answers import right_response
from bot.content.library import Challenge, Competence, Library, Skill, render
from bot.content.variant import Variant
from bot.engine.grading import FieldsKey, Key, NumberKey, TextKey


def exported(library: Library, seed: int) -> list[dict[str, Any]]:
    """Every challenge of the bank with the variant of this seed, ready for JSON.

    Texts are Telegram's HTML or plain, as in Variant; pictures and files are told by what they show.
    Raises ContentError when a variant cannot be made.
    """
    return [entry for competence in library.competences.values() for entry in _entries(competence, seed)]


def _entries(competence: Competence, seed: int) -> Iterator[dict[str, Any]]:
    for skill in competence.skills:
        for challenge in skill.challenges:
            yield _entry(competence, skill, challenge, render(challenge, seed))


def _entry(competence: Competence, skill: Skill, challenge: Challenge, variant: Variant) -> dict[str, Any]:
    return {
        "id": challenge.id,
        "competence": competence.code,
        "topic": skill.topic,
        "skill": skill.id,
        "level": skill.level,
        "can": skill.can,
        "kind": challenge.kind,
        "needs": challenge.needs,
        "variants": challenge.variants,
        "seed": variant.seed,
        "pupil": _seen(variant),
        "key": {"solution": variant.solution, **_key(variant.key)},
        "explanation": variant.explanation,
        "tutorial": asdict(skill.tutorial),
    }


def _seen(variant: Variant) -> dict[str, Any]:
    return {
        "text": variant.text,
        "choices": variant.choices,
        "left": variant.left,
        "fields": variant.fields,
        "seconds": variant.seconds,
        "picture": asdict(variant.picture) if variant.picture else None,
        "file": asdict(variant.file) if variant.file else None,
    }


def _key(key: Key) -> dict[str, Any]:
    """What is accepted; a response of indices points to choices."""
    match key:
        case TextKey():
            return {"accepted": key.accepted, "tolerances": sorted(key.tolerances)}
        case NumberKey():
            return {
                "value": str(key.value),
                "within": str(key.within),
                "units": key.units,
                "unit_required": key.unit_required,
            }
        case FieldsKey():
            return {"fields": [_key(field) for field in key.fields], "interchangeable": key.interchangeable}
        case _:
            return {"response": right_response(key)}
