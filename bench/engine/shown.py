"""What pupils are shown beside what is estimated: `python -m bench.engine.shown`.

A pupil can add up the pix of the validated skills. How far is that from the estimate, how far from the truth,
and how often does a level that was shown fall again?
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from bench.engine.ours import as_bank
from bench.engine.play import sitting_seed
from bench.engine.scenarios import scenario
from bench.engine.world import WorldBank, WorldPupil
from bench.tables import Cell, table
from bot.engine import Answer, Ask, Posterior, Rules, Shown, decide, posterior, shown

_PUPILS = 600
_WORLDS = ("base", "strong", "weak")
_COUNTS = (5, 10, 15, None)


@dataclass(frozen=True, slots=True)
class _State:
    """After one more answer."""

    truth: float
    known: Posterior
    shown: Shown


def main() -> None:
    """Print the table."""
    rows = [row for name in _WORLDS for row in _rows(name)]
    head = (
        "world",
        "after",
        "|pix/8 − estimate|",
        "pix/8, error",
        "estimate, error",
        "below",
        "above",
        "fell",
    )
    table(
        "Shown and estimated, in levels; the shown level below or above the true one; falls a pupil",
        head,
        rows,
    )


def _rows(name: str) -> Iterator[list[Cell]]:
    paths = [
        list(_path(school.banks[0].as_told(), pupil, sitting_seed(name, number, place, 0)))
        for number, school in enumerate(scenario(name, _PUPILS, seed=1).schools)
        for place, pupil in enumerate(school.pupils)
    ]
    falls = fmean(sum(b.shown.level < a.shown.level for a, b in itertools.pairwise(path)) for path in paths)
    for count in _COUNTS:
        states = [path[min(count or len(path), len(path)) - 1] for path in paths]
        yield [
            name,
            count or "end",
            fmean(abs(s.shown.pix / 8 - s.known.level) for s in states),
            sqrt(fmean((s.shown.pix / 8 - s.truth) ** 2 for s in states)),
            sqrt(fmean((s.known.level - s.truth) ** 2 for s in states)),
            fmean(s.shown.level < int(s.truth) for s in states),
            fmean(s.shown.level > int(s.truth) for s in states),
            falls if count is None else "",
        ]


def _path(world: WorldBank, pupil: WorldPupil, seed: int) -> Iterator[_State]:
    bank, answers, before = as_bank(world), list[Answer](), None
    known = posterior(bank, answers)
    while isinstance(choice := decide(bank, known, answers, Rules(), seed), Ask):
        given = pupil.sittings[0][choice.item]
        answers.append(Answer(choice.item, given.correct, given.seconds))
        known = posterior(bank, answers)
        before = shown(bank, answers, known, before)
        yield _State(pupil.level[world.competence], known, before)


if __name__ == "__main__":
    main()
