"""How long the engine thinks, beside the same sums in plain Python: `python -m bench.engine_speed`."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import prod
from random import Random

from bench.tables import Cell, middle, percentile, table
from bot.engine import Answer, Bank, Item, Posterior, Rules, Skill, decide, posterior, shown
from bot.engine.evidence import careless, success
from bot.engine.grid import DELTA, SPREAD, THETA

_SIZES = (24, 60, 100)
_ANSWERS = (5, 20)
_CALLS = 1000
_PLAIN_CALLS = 5
_MOMENTS = count()
_RULES = Rules(most=21, error=0)
_HEAD = (
    "items",
    "answers",
    "posterior",
    "p99",
    "decide",
    "p99",
    "shown",
    "p99",
    "together",
    "plain",
    "ratio",
)


def main() -> None:
    """Print the table."""
    rows = [_row(_bank(size), given) for size in _SIZES for given in _ANSWERS]
    table("The engine: µs a call, median and p99; plain: the same sums without numpy", _HEAD, rows)


def _bank(size: int) -> Bank:
    """Six topics of 4 to 8 levels, two items a skill where there is room."""
    random = Random(size)
    skills = [
        Skill(f"{topic}{level}", f"topic {topic}", level) for level in range(1, 9) for topic in range(6)
    ]
    skills = skills[: max(24, size // 2)]
    items = [Item(f"{s.key}{letter}", s.key, random.choice([0.02, 0.25])) for letter in "abc" for s in skills]
    return Bank.of(skills, items[:size])


def _answers(bank: Bank, count: int) -> list[Answer]:
    random = Random(count)
    items = random.sample(bank.items[: len(bank.skills)], count)
    return [Answer(item.key, random.random() < 0.5, random.uniform(2, 60)) for item in items]


def _row(bank: Bank, count: int) -> list[Cell]:
    answers = _answers(bank, count)
    before = shown(bank, answers[:-1], posterior(bank, answers[:-1]))
    fresh = [_new_posterior(bank, answers) for _ in range(_CALLS)]
    timings = [
        _times(lambda _: _new_posterior(bank, answers), fresh),
        _times(lambda known: decide(bank, known, answers, _RULES, seed=1), fresh),
        _times(lambda known: shown(bank, answers, known, before), fresh),
    ]
    plain = _Plain.of(bank)
    together = sum(middle(times) for times in timings)
    without_numpy = middle(_times(lambda _: plain.turn(answers), fresh[:_PLAIN_CALLS]))
    cells = [cell for times in timings for cell in (middle(times), percentile(times, 0.99))]
    return [len(bank.items), count, *cells, together, without_numpy, without_numpy / together]


def _new_posterior(bank: Bank, answers: Sequence[Answer]) -> Posterior:
    """As after an answer just given: nothing is remembered of answers that differ by a moment."""
    seconds = 30 + next(_MOMENTS) / 1000
    return posterior(bank, [*answers[:-1], replace(answers[-1], seconds=seconds)])


def _times(call: Callable[[Posterior], object], inputs: Sequence[Posterior]) -> list[float]:
    """µs of each call."""
    times = []
    for known in inputs:
        start = time.perf_counter_ns()
        call(known)
        times.append((time.perf_counter_ns() - start) / 1000)
    return times


@dataclass
class _Plain:
    """What `posterior` and `decide` compute, without numpy; its tables are made beforehand too."""

    bank: Bank
    curves: list[list[float]]
    rights: list[list[float]]
    worths: list[list[float]]
    topic_of_item: list[int]
    spread: list[float]

    @classmethod
    def of(cls, bank: Bank) -> "_Plain":
        items = len(bank.items)
        return cls(
            bank=bank,
            curves=bank.curves[:items].tolist(),
            rights=bank.right.tolist(),
            worths=bank.worth[1].tolist(),
            topic_of_item=[int(bank.topic_of_skill[skill]) for skill in bank.skill_of_item],
            spread=SPREAD[: len(DELTA), 0].tolist(),
        )

    def turn(self, answers: Sequence[Answer]) -> tuple[float, list[float]]:
        """The level, and by how much each item is expected to lower its variance."""
        likelihood = self._likelihood(answers)
        carried = [[self._carried(row, i) for i in range(len(THETA))] for row in likelihood]
        theta = [
            2.718281828 ** (-0.5 * ((ability - 3) / 1.5) ** 2) * prod(row[i] for row in carried)
            for i, ability in enumerate(THETA.tolist())
        ]
        total = sum(theta)
        chances = [p / total for p in theta]
        worth = [
            [self._carried([w * v for w, v in zip(row, values, strict=True)], i) for i in range(len(THETA))]
            for row, values in zip(likelihood, self.worths, strict=True)
        ]
        means = [[w / c for w, c in zip(*rows, strict=True)] for rows in zip(worth, carried, strict=True)]
        level_at = [sum(column) for column in zip(*means, strict=True)]
        level = sum(p * at for p, at in zip(chances, level_at, strict=True))
        drops = [
            self._drop(item, likelihood, carried, means, level_at, chances, level)
            for item in range(len(self.bank.items))
        ]
        return level, drops

    def _likelihood(self, answers: Sequence[Answer]) -> list[list[float]]:
        rows = [[1.0] * len(self.curves[0]) for _ in range(max(self.topic_of_item) + 1)]
        for answer in answers:
            item = self.bank.item_index[answer.item]
            with_skill, without = success(self.bank.items[item].guess, careless(answer.seconds))
            row = rows[self.topic_of_item[item]]
            for x, mastered in enumerate(self.curves[item]):
                right = without + (with_skill - without) * mastered
                row[x] *= right if answer.correct else 1 - right
        return rows

    def _carried(self, row: Sequence[float], theta: int) -> float:
        return sum(weight * row[theta + d] for d, weight in enumerate(self.spread))

    def _drop(
        self,
        item: int,
        likelihood: Sequence[Sequence[float]],
        carried: Sequence[Sequence[float]],
        means: Sequence[Sequence[float]],
        level_at: Sequence[float],
        chances: Sequence[float],
        level: float,
    ) -> float:
        topic = self.topic_of_item[item]
        right = [w * r for w, r in zip(likelihood[topic], self.rights[item], strict=True)]
        worth = [w * v for w, v in zip(right, self.worths[topic], strict=True)]
        success = both = 0.0
        for i, chance in enumerate(chances):
            scale = chance / carried[topic][i]
            at = self._carried(right, i) * scale
            success += at
            both += self._carried(worth, i) * scale + at * (level_at[i] - means[topic][i])
        return (both - success * level) ** 2 / (success * (1 - success))


if __name__ == "__main__":
    main()
