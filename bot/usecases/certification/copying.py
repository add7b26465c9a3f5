"""Wrong responses that are right for somebody else: a sign that one candidate may have looked at another's.

Neighbours get other data in the same challenge, and choices in another order: whoever copies a letter or a
number gives what is right on the other phone, and wrong on their own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from bot.content import Kind, Library, Variant, render
from bot.engine import COPY_ALARM, Match, Response, Verdict, coincidence, grade, typical_gap
from bot.errors import ContentError
from bot.store.practice import StoredAnswer
from bot.usecases.certification.sheets import Sheet

_SAME_DATA = 0.5
"""Chance of a match where both had the same data: the usual mistake comes to two minds."""
_TYPED = 0.05
"""The same where something is typed: a slip of the kind that many make."""
_TWO = 2  # choices: who is wrong has taken the other one
_TYPED_KINDS = {Kind.TEXT, Kind.NUMBER, Kind.FIELDS}


@dataclass(frozen=True, slots=True)
class Copy:
    """What one candidate's wrong responses share with another's responses to the same challenges.

    `same` of `compared`; `chance`: how likely as many are between two who know nothing of each other; `gap`:
    the usual time between both, in seconds.
    """

    other: int
    same: int
    compared: int
    chance: float
    gap: float


def found(library: Library, sheets: Sequence[Sheet]) -> dict[int, Copy]:
    """The strongest sign for each candidate who has one, by id.

    An alarm: below COPY_ALARM for all the pairs of the sitting that were looked at, together.
    """
    answers = {each.candidate.id: _answers(each) for each in sheets}
    pairs = {
        (one, other): matches
        for one, other in permutations(answers, 2)
        if (matches := list(_matches(library, answers[one], answers[other])))
    }
    signs: dict[int, Copy] = {}
    for (one, other), matches in pairs.items():
        sign = _sign(other, matches)
        if sign.chance < COPY_ALARM / len(pairs) and (one not in signs or sign.chance < signs[one].chance):
            signs[one] = sign
    return signs


def _answers(sheet: Sheet) -> dict[str, StoredAnswer]:
    """By challenge; those skipped say nothing."""
    return {
        each.answer.challenge: each.answer
        for each in sheet.counted
        if each.answer is not None and each.answer.response is not None
    }


def _matches(
    library: Library, mine: Mapping[str, StoredAnswer], theirs: Mapping[str, StoredAnswer]
) -> Iterator[tuple[Match, float]]:
    """Each wrong response that may be the other's, with the seconds between both responses."""
    for challenge, answer in mine.items():
        if answer.verdict != Verdict.WRONG or challenge not in theirs:
            continue
        other = theirs[challenge]
        match = _match(_variant(library, answer), _variant(library, other), answer, other)
        if match is not None:
            yield match, (answer.answered_at - other.answered_at) / 1000


def _variant(library: Library, answer: StoredAnswer) -> Variant | None:
    challenge = library.challenge(answer.challenge)
    if challenge is None:
        return None
    try:
        return render(challenge, answer.variant)
    except ContentError:  # the bank changed since
        return None


def _match(
    own: Variant | None, other: Variant | None, mine: StoredAnswer, theirs: StoredAnswer
) -> Match | None:
    """None where nothing can be told: the other's response would have been right here."""
    if own is None or other is None:
        return None
    response, copied = _response(mine), _response(theirs)
    if grade(own.key, copied):
        return None
    same = _as_set(own, response) == _as_set(own, copied)
    if theirs.verdict == Verdict.RIGHT:
        same = same or grade(other.key, response)
    return Match(same, _chance(own, other))


def _response(answer: StoredAnswer) -> Response:
    found: Response = json.loads(answer.response or '""')
    return found


def _as_set(own: Variant, response: Response) -> Response | frozenset[int | str]:
    """Ticks in whatever order they were made."""
    return frozenset(response) if own.kind is Kind.MULTIPLE and not isinstance(response, str) else response


def _chance(own: Variant, other: Variant) -> float:
    """How likely a wrong response is the other's by chance alone."""
    if (own.text, own.choices) == (other.text, other.choices):
        return 1.0 if len(own.choices) == _TWO else _SAME_DATA
    if own.kind in _TYPED_KINDS:
        return _TYPED
    return 1 / max(1, len(own.choices) - 1)


def _sign(other: int, matches: Sequence[tuple[Match, float]]) -> Copy:
    gaps = [seconds for match, seconds in matches if match.same]
    return Copy(
        other=other,
        same=len(gaps),
        compared=len(matches),
        chance=coincidence([match for match, _ in matches]),
        gap=typical_gap(gaps) or 0.0,
    )
