"""The certification by profile, the rule of the older documents: three questions a competence, a table."""

from collections.abc import Collection, Mapping, Sequence
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

MOST_A_COMPETENCE = 3
LEAST_RATE = 50
_BANDS = (80, 70, LEAST_RATE)


@dataclass(frozen=True, slots=True)
class Direct:
    """A skill validated directly, by a right answer to it.

    `challenges`: keys of those of its challenges that have a variant this candidate never saw.
    """

    skill: str
    topic: str
    level: int
    challenges: tuple[str, ...]


def chosen(direct: Sequence[Direct], seed: int, most: int = MOST_A_COMPETENCE) -> list[tuple[str, str]]:
    """The questions of one competence: (skill, challenge), at most `most`, the same for the same seed.

    The hardest skills first, of distinct topics; then, hardest first again, second skills of topics already
    taken. Skills without an unseen challenge are left out. The seed settles ties, in whatever order the
    skills come.
    """


def another(
    direct: Sequence[Direct], level: int, taken: Collection[str], seed: int
) -> tuple[str, str] | None:
    """The (skill, challenge) that replaces a withdrawn question of this level; None when there is none.

    Of the nearest level, the harder one of two as near; never a skill or a challenge in `taken` (keys).
    """


def score_by_profile(held: Sequence[Held], questions: Sequence[Asked], ended: Ended) -> Certified:
    """The result by the table of the domain page, in whatever order the questions come.

    `held`: the certifiable competences of the profile; `questions`: all that was drawn, answered or not. A
    competence that no question could be drawn for is not certified: nothing was asked.
    """
