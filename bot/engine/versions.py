"""What a result rests on besides the answers: the item parameters, and the model's constants and formulas.

Who stores both versions beside the answers, and the parameters themselves once per version, can compute any
result again, to the same bytes.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256

from bot.engine.bank import Bank, Item, Skill
from bot.errors import BankError

MODEL_VERSION = "1"
"""To be raised whenever a constant or a formula changes what the same answers are worth.

`tests/engine/test_versions.py` holds its fingerprint and fails when the two no longer go together.
"""
_DIGITS = 16  # of a SHA-256 in base 16: two banks of one school never share them


def parameters(skills: Sequence[Skill], items: Sequence[Item]) -> str:
    """The parameters as one canonical JSON text; numbers come back from it exactly as they were.

    The order of skills and items is part of it: it settles ties.
    """
    document = {"skills": [asdict(each) for each in skills], "items": [asdict(each) for each in items]}
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def bank_version(skills: Sequence[Skill], items: Sequence[Item]) -> str:
    """A short name of these parameters: the same for the same content, another for any other."""
    return sha256(parameters(skills, items).encode()).hexdigest()[:_DIGITS]


def bank_of(document: str) -> Bank:
    """The bank whose `parameters` these are. Raises BankError for what no bank of this model has."""
    read = json.loads(document)
    try:
        skills = [Skill(**each) for each in read["skills"]]
        return Bank.of(skills, [Item(**each) for each in read["items"]])
    except (KeyError, TypeError) as error:
        raise BankError(f"these are not the parameters of a bank of model {MODEL_VERSION}: {error}") from None
