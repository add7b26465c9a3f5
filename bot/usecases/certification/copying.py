"""Wrong responses that are right for somebody else: a sign that one candidate may have looked at another's.

Neighbours get other data in the same challenge, and choices in another order: whoever copies a letter or a
number gives what is right on the other phone, and wrong on their own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content import Challenge, Kind, Library, Variant, render
from bot.engine import (
    COPY_ALARM,
    POPULAR,
    Match,
    Response,
    Verdict,
    coincidence,
    grade,
    typical_gap,
    wrong_chance,
)
from bot.errors import ContentError
from bot.store.practice import StoredAnswer
from bot.usecases.certification.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Copy:
    """What one candidate's wrong responses share with another's responses to the same challenges.

    `same` of `compared`; `chance`: how likely as many are between two who know nothing of each other; `gap`:
    the usual time between both, in seconds, None for fewer than two.
    """

    other: int
    same: int
    compared: int
    chance: float
    gap: float | None


def found(library: Library, sheets: Sequence[Sheet]) -> dict[int, Copy]:
    """The strongest sign for each candidate who has one, by id.

    An alarm: below COPY_ALARM for all the others together that a candidate can be compared with.
    """
    answers = {each.candidate.id: _answers(each) for each in sheets}
    signs = {one: _signs(library, answers, one) for one in answers}
    strongest = {one: min(found, key=lambda each: each.chance) for one, found in signs.items() if found}
    return {one: sign for one, sign in strongest.items() if sign.chance < COPY_ALARM / len(signs[one])}


def _signs(library: Library, answers: Mapping[int, Mapping[str, StoredAnswer]], one: int) -> list[Copy]:
    """What one candidate shares with each of the others who had a challenge that it got wrong."""
    matches = {
        other: list(_matches(library, answers[one], theirs))
        for other, theirs in answers.items()
        if other != one
    }
    return [_sign(other, each) for other, each in matches.items() if each]


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
    for key, answer in mine.items():
        challenge = library.challenge(key)
        if challenge is None or key not in theirs or answer.verdict != Verdict.WRONG:
            continue
        match = _match(challenge, answer, theirs[key])
        if match is not None:
            yield match, (answer.answered_at - theirs[key].answered_at) / 1000


def _match(challenge: Challenge, mine: StoredAnswer, theirs: StoredAnswer) -> Match | None:
    """None where nothing can be told: the other's response would have been right here."""
    try:
        own, other = render(challenge, mine.variant), render(challenge, theirs.variant)
    except ContentError:  # the bank changed since
        return None
    response, copied = _response(mine), _response(theirs)
    if grade(own.key, copied):
        return None
    same = _as_set(own, response) == _as_set(own, copied)
    if theirs.verdict == Verdict.RIGHT:
        same = same or grade(other.key, response)
    return Match(same, _chance(own, other, challenge.guess))


def _response(answer: StoredAnswer) -> Response:
    found: Response = json.loads(answer.response or '""')
    return found


def _as_set(own: Variant, response: Response) -> Response | frozenset[int | str]:
    """Ticks in whatever order they were made."""
    return frozenset(response) if own.kind is Kind.MULTIPLE and not isinstance(response, str) else response


def _chance(own: Variant, other: Variant, guess: float) -> float:
    """How likely a wrong response is the other's by chance alone."""
    same_data = (own.text, own.choices) == (other.text, other.choices)
    return max(POPULAR, wrong_chance(guess)) if same_data else wrong_chance(guess)


def _sign(other: int, matches: Sequence[tuple[Match, float]]) -> Copy:
    gaps = [seconds for match, seconds in matches if match.same]
    return Copy(
        other=other,
        same=len(gaps),
        compared=len(matches),
        chance=coincidence([match for match, _ in matches]),
        gap=typical_gap(gaps),
    )
