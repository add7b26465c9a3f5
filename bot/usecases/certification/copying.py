"""Wrong responses that are right for somebody else: a sign that one candidate may have looked at another's.

Neighbours get other data in the same challenge, and choices in another order: whoever copies a letter or a
number gives what is right on the other phone, and wrong on their own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.content import Kind, Library, Variant
from bot.engine import (
    COPY_ALARM,
    POPULAR,
    Key,
    Match,
    Response,
    Verdict,
    coincidence,
    grade,
    typical_gap,
    wrong_chance,
)
from bot.store.practice import StoredAnswer
from bot.usecases.certification.sheets import Sheet, variant_of

Answers = tuple[StoredAnswer, ...]


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


def found(library: Library, sheets: Sequence[Sheet]) -> Mapping[int, Copy]:
    """The strongest sign for each candidate who has one, by id.

    An alarm: below COPY_ALARM for all the others together that a candidate can be compared with.
    """
    return _found(library, tuple((each.candidate.id, _answers(each)) for each in sheets))


def _answers(sheet: Sheet) -> Answers:
    """Those given; what is skipped says nothing."""
    return tuple(
        each.answer for each in sheet.counted if each.answer is not None and each.answer.response is not None
    )


@lru_cache(maxsize=8)
def _found(library: Library, sheets: tuple[tuple[int, Answers], ...]) -> Mapping[int, Copy]:
    """The answers of a sitting stay the same while a jury goes from screen to screen."""
    comparison = _Comparison(library)
    given = {who: {each.challenge: each for each in answers} for who, answers in sheets}
    signs = {who: list(_signs(comparison, given, who)) for who in given}
    strongest = {who: min(found, key=lambda each: each.chance) for who, found in signs.items() if found}
    return {who: sign for who, sign in strongest.items() if sign.chance < COPY_ALARM / len(signs[who])}


def _signs(
    comparison: "_Comparison", given: Mapping[int, Mapping[str, StoredAnswer]], who: int
) -> Iterator[Copy]:
    """What a candidate shares with each of the others who had a challenge that it got wrong."""
    wrong = [each for each in given[who].values() if each.verdict == Verdict.WRONG]
    for other, theirs in given.items():
        pairs = [(mine, theirs[mine.challenge]) for mine in wrong if mine.challenge in theirs]
        compared = [(pair, comparison.match(*pair)) for pair in pairs if other != who]
        matches = [(pair, match) for pair, match in compared if match is not None]
        if matches:
            gaps = [(a.answered_at - b.answered_at) / 1000 for (a, b), match in matches if match.same]
            chance = _chance(tuple(match for _, match in matches)) if gaps else 1.0
            yield Copy(other, len(gaps), len(matches), chance, typical_gap(gaps))


@lru_cache(maxsize=10_000)
def _chance(matches: tuple[Match, ...]) -> float:
    """Few chances there are: of four choices, of what is typed."""
    return coincidence(matches)


class _Comparison:
    """Two responses to one challenge, each to its own variant.

    Every variant is made once, and pairs that are alike are compared once: 150 candidates have 11,000 pairs.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[tuple[str, int], Variant | None] = {}
        self._graded: dict[tuple[Key, str], bool] = {}
        self._kinds: dict[tuple[str, Key, str, str], int] = {}
        self._kind_of: dict[tuple[str, int, str | None, str], int | None] = {}
        self._matches: dict[tuple[int | None, int | None], Match | None] = {}

    def match(self, mine: StoredAnswer, theirs: StoredAnswer) -> Match | None:
        """None where nothing can be told."""
        pair = (self._kind(mine), self._kind(theirs))
        if pair not in self._matches:
            self._matches[pair] = None if None in pair else self._match(mine, theirs)
        return self._matches[pair]

    def _kind(self, answer: StoredAnswer) -> int | None:
        """A number for the same response to the same question, whatever it was made from; None: unknown."""
        seen = (answer.challenge, answer.variant, answer.response, answer.verdict)
        if seen not in self._kind_of:
            made = self._variant(answer)
            alike = made and (answer.challenge, made.key, answer.response or "", answer.verdict)
            self._kind_of[seen] = self._kinds.setdefault(alike, len(self._kinds)) if alike else None
        return self._kind_of[seen]

    def _match(self, mine: StoredAnswer, theirs: StoredAnswer) -> Match | None:
        """None where nothing can be told.

        Where another response is right there, only that one tells anything: «je ne sais pas» comes to many,
        whatever is asked. Where the same is right, both are wrong alike, or not.
        """
        challenge = self._library.challenge(mine.challenge)
        own, other = self._variant(mine), self._variant(theirs)
        if challenge is None or own is None or other is None:
            return None
        chance = wrong_chance(challenge.guess)
        if own.key == other.key:
            same = _as_set(own, mine) == _as_set(own, theirs)
            return Match(same, max(POPULAR, chance)) if theirs.verdict == Verdict.WRONG else None
        if theirs.verdict != Verdict.RIGHT or self._grade(own, theirs):
            return None
        return Match(self._grade(other, mine), chance)

    def _grade(self, variant: Variant, answer: StoredAnswer) -> bool:
        """Whether what was answered to one variant is right for another."""
        key = (variant.key, answer.response or "")
        if key not in self._graded:
            self._graded[key] = grade(variant.key, _response(answer))
        return self._graded[key]

    def _variant(self, answer: StoredAnswer) -> Variant | None:
        key = (answer.challenge, answer.variant)
        if key not in self._made:
            self._made[key] = variant_of(self._library, *key)
        return self._made[key]


def _response(answer: StoredAnswer) -> Response:
    found: Response = json.loads(answer.response or '""')
    return found


def _as_set(own: Variant, answer: StoredAnswer) -> Response | frozenset[int | str]:
    """Ticks in whatever order they were made."""
    response = _response(answer)
    return frozenset(response) if own.kind is Kind.MULTIPLE and not isinstance(response, str) else response
