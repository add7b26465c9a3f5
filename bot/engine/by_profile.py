"""The certification by profile, the rule of the older documents: three questions a competence, a table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.engine.certification import (
    Asked,
    Certified,
    Ended,
    Held,
    Reason,
    Status,
    issued,
    least_left,
    nothing,
    taken_out,
)
from bot.engine.scoring import PIX_A_LEVEL
from bot.errors import BankError

MOST_A_COMPETENCE = 3
LEAST_RATE = 50
BANDS = (80, 70, LEAST_RATE)
"""Rates from which each column of TABLE holds."""
TABLE: Mapping[tuple[int, int, int], str] = {
    (3, 3, 0): "V V V",
    (3, 2, 0): "V D D",
    (3, 2, 1): "V V V",
    (3, 1, 0): "I I I",
    (3, 1, 1): "V D I",
    (3, 1, 2): "V V D",
    (2, 2, 0): "V V V",
    (2, 1, 0): "V D I",
    (2, 1, 1): "V V D",
    (1, 1, 0): "V V D",
    **{(asked, 0, out): "I I I" for asked in (1, 2, 3) for out in range(asked + 1)},
}
"""(asked, right, neutralised) to what is certified in each of BANDS: the profile's level (V), one level and 8
pix lower (D), nothing (I)."""


@dataclass(frozen=True, slots=True)
class Direct:
    """A skill validated directly, by a right answer to it.

    `challenges`: keys of those of its challenges that have a variant this candidate never saw.
    """

    skill: str
    topic: str
    level: int
    challenges: tuple[str, ...]


def chosen(direct: Iterable[Direct], seed: int, most: int = MOST_A_COMPETENCE) -> list[tuple[str, str]]:
    """The questions of one competence: (skill, challenge), at most `most`; the same for the same seed.

    The hardest skills of distinct topics first; then, hardest first again, other skills of these topics.
    Skills without an unseen challenge are left out. The seed settles ties, whatever order the skills come in.
    """
    topics, first, then = set[str](), list[Direct](), list[Direct]()
    for each in sorted(_open(direct), key=lambda each: (-each.level, _draw(each, seed).random())):
        (then if each.topic in topics else first).append(each)
        topics.add(each.topic)
    return [_question(each, seed) for each in (first + then)[:most]]


def another(
    direct: Iterable[Direct], level: int, taken: Collection[str], seed: int
) -> tuple[str, str] | None:
    """The (skill, challenge) that takes the place of a withdrawn question of this level; None without any.

    Of the nearest level, the harder of two as near; never a skill or a challenge in `taken` (keys).
    """
    left = [
        replace(each, challenges=tuple(key for key in each.challenges if key not in taken))
        for each in direct
        if each.skill not in taken
    ]
    ranked = sorted(
        _open(left),
        key=lambda each: (abs(each.level - level), -each.level, _draw(each, seed).random()),
    )
    return _question(ranked[0], seed) if ranked else None


def score_by_profile(held: Sequence[Held], questions: Sequence[Asked], ended: Ended) -> Certified:
    """The result by the table of the domain page, whatever order the questions come in.

    `held`: the certifiable competences of the profile; `questions`: all that were drawn, answered or not. A
    competence for which none could be drawn is not certified: nothing was asked. Raises BankError for more
    questions in one competence than the table knows.
    """
    counted = [_counted(each, ended) for each in questions]
    left = [each for each in counted if not taken_out(each)]
    codes = [each.competence for each in held]
    if len(left) < least_left(len(counted)):
        return nothing(codes, Status.CANCELLED, Reason.NEUTRALISED)
    rate = success_rate(sum(each.right for each in left), len(left))
    if rate < LEAST_RATE:
        return nothing(codes, Status.REJECTED, Reason.LOW_RATE, rate)
    verdicts = {code: _verdict([each for each in counted if each.competence == code], rate) for code in codes}
    return issued(
        {each.competence: _worth(verdicts[each.competence], each.level, 1) for each in held},
        {each.competence: _worth(verdicts[each.competence], each.pix, PIX_A_LEVEL) for each in held},
        rate,
    )


def success_rate(right: int, left: int) -> int:
    """100 × right / left, to the nearest whole, halves up (they are never below 0); 0 of nothing."""
    return (200 * right + left) // (2 * left) if left else 0


def _counted(question: Asked, ended: Ended) -> Asked:
    """An unanswered question as it counts: as skipped, or as neutralised when it was nobody's choice."""
    if question.answered:
        return question
    return replace(question, right=False, neutralised=question.neutralised or ended is Ended.TECHNICAL)


def _verdict(questions: Sequence[Asked], rate: int) -> str:
    """V, D or I: of one competence, at this rate of the whole sitting."""
    if not questions:
        return "I"
    key = (len(questions), sum(each.right for each in questions), sum(map(taken_out, questions)))
    if key not in TABLE:
        raise BankError(f"{key[0]} questions in competence {questions[0].competence}: at most 3 are asked")
    return TABLE[key].split()[next(place for place, least in enumerate(BANDS) if rate >= least)]


def _worth(verdict: str, held: int, lower: int) -> int:
    return {"V": held, "D": max(0, held - lower), "I": 0}[verdict]


def _open(direct: Iterable[Direct]) -> list[Direct]:
    """Those with an unseen challenge, one a skill."""
    return list({each.skill: each for each in direct if each.challenges}.values())


def _question(each: Direct, seed: int) -> tuple[str, str]:
    return each.skill, _draw(each, seed).choice(sorted(each.challenges))


def _draw(each: Direct, seed: int) -> Random:
    return Random(f"{seed}:{each.skill}")  # noqa: S311 - a reproducible drawing, nothing secret
