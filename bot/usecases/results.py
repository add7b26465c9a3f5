"""What a positioning came to, as one text, and what this rests on besides the answers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from bot.content import Library
from bot.engine import Bank, Profile
from bot.engine.versions import MODEL_VERSION, bank_version, parameters
from bot.store import results as rows
from bot.store.practice import Basis
from bot.usecases.outcomes import EXPRESS
from bot.usecases.practice_state import Practice
from bot.usecases.turn import Turn

_DIGITS = 16  # of a SHA-256 in base 16, as in `bank_version`


def basis_of(library: Library, competence: str, max_level: int) -> Basis:
    """What the worth of answers depends on now."""
    version, _ = _parameters(library.competences[competence].bank)
    return Basis(MODEL_VERSION, version, max_level)


@lru_cache(maxsize=64)
def _parameters(bank: Bank) -> tuple[str, str]:
    """The item parameters of a bank: their version, and themselves."""
    return bank_version(bank.skills, bank.items), parameters(bank.skills, bank.items)


def keep_basis(turn: Turn, opening: Practice, assessment: int, basis: Basis) -> None:
    """Write what a positioning rests on, with the parameters themselves when they are new."""
    version, document = _parameters(turn.library.competences[opening.competence].bank)
    rows.keep_parameters(turn.tx, version, opening.competence, document)
    since = rows.first_counting(turn.tx, turn.person.id, opening.competence)
    rows.set_basis(turn.tx, turn.person.id, assessment, basis, since, text_of(opening))


def kept_version(turn: Turn, competence: str) -> str:
    """The version of a competence's item parameters, which are kept."""
    version, document = _parameters(turn.library.competences[competence].bank)
    rows.keep_parameters(turn.tx, version, competence, document)
    return version


def keep_express(turn: Turn, assessment: int, profile: Profile) -> None:
    """Write what a test over all the competences came to, and what this rests on."""
    keep_joint(turn, assessment, counting(turn, profile.posteriors), text_of_profile(profile))


def counting(turn: Turn, codes: Iterable[str]) -> dict[str, Any]:
    """Which answers count now: in each competence from which number on, and up to which number."""
    since = {code: rows.first_counting(turn.tx, turn.person.id, code) for code in codes}
    return {"since": since, "until": rows.latest_number(turn.tx, turn.person.id)}


def keep_joint(turn: Turn, assessment: int, opening: Mapping[str, Any], result: str) -> None:
    """Write what a test over several competences came to, and what this rests on.

    Its item parameters are those of all of them: the version is that of a list of versions. Its `opening`
    says which answers count, in the competences under `since`.
    """
    versions = {}
    for code in opening["since"]:
        versions[code], document = _parameters(turn.library.competences[code].bank)
        rows.keep_parameters(turn.tx, versions[code], code, document)
    document = canonical(versions)
    version = sha256(document.encode()).hexdigest()[:_DIGITS]
    rows.keep_parameters(turn.tx, version, EXPRESS, document)
    basis = Basis(MODEL_VERSION, version, turn.rules.max_level)
    first = min(opening["since"].values(), default=1)
    rows.set_basis(turn.tx, turn.person.id, assessment, basis, first, canonical(opening))
    rows.set_result(turn.tx, turn.person.id, assessment, result)


def text_of_profile(profile: Profile) -> str:
    """The estimates in every competence, with their standard errors: the same bytes for the same profile."""
    return canonical(
        {
            code: {"level": round(known.level, 6), "error": round(known.error, 6)}
            for code, known in profile.posteriors.items()
        }
    )


def text_of(state: Practice) -> str | None:
    """The result of a state: the same bytes for the same result. None when no answer ever counted.

    The estimate and its standard error, in levels, to 6 decimals; the pix, level and skills that are shown.
    """
    if state.estimate is None:
        return None
    level, error = state.estimate
    result = {
        "level": level,
        "error": error,
        "pix": state.pix,
        "shown": state.level,
        "validated": sorted(state.validated),
    }
    return canonical(result)


def canonical(document: Mapping[str, Any]) -> str:
    """JSON, always the same bytes for the same document."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def with_result(state: Practice, text: str | None) -> Practice:
    """The state with what a text of `text_of` says; with None, as it is."""
    if text is None:
        return state
    result = json.loads(text)
    return replace(
        state,
        estimate=(result["level"], result["error"]),
        pix=result["pix"],
        level=result["shown"],
        announced=max(state.announced, result["shown"]),
        validated=frozenset(result["validated"]),
    )
