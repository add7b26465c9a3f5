"""How long the engine thinks, beside the same sums in plain Python: `python -m bench.engine_speed`."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, prod
from random import Random

from bench.tables import Cell, middle, percentile, table
from bot.engine import Answer, Bank, Item, Posterior, Rules, Skill, decide, posterior, shown
from bot.engine.evidence import careless, success
from bot.engine.grid import DELTA, SPREAD, THETA

_SIZES = (24, 60, 100)
_ANSWERS = (5, 20)
_CALLS = 1000
_PLAIN_CALLS = 5
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
    rows = [_row(_bank(size), count) for size in _SIZES for count in _ANSWERS]
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
    fresh = [posterior(bank, answers) for _ in range(_CALLS)]
    timings = [
        _times(lambda _: posterior(bank, answers), fresh),
        _times(lambda known: decide(bank, known, answers, _RULES, seed=1), fresh),
        _times(lambda known: shown(bank, answers, known, before), fresh),
    ]
    plain = _Plain.of(bank)
    together = sum(middle(times) for times in timings)
    without_numpy = middle(_times(lambda _: plain.turn(answers), fresh[:_PLAIN_CALLS]))
    cells = [cell for times in timings for cell in (middle(times), percentile(times, 0.99))]
    return [len(bank.items), count, *cells, together, without_numpy, without_numpy / together]


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
    entropies: list[list[float]]
    topic_of_item: list[int]
    spread: list[float]

    @classmethod
    def of(cls, bank: Bank) -> "_Plain":
        items = len(bank.items)
        return cls(
            bank=bank,
            curves=bank.curves[:items].tolist(),
            rights=bank.answer_rows[:items].tolist(),
            entropies=bank.answer_rows[items:].tolist(),
            topic_of_item=[int(bank.topic_of_skill[skill]) for skill in bank.skill_of_item],
            spread=SPREAD[: len(DELTA), 0].tolist(),
        )

    def turn(self, answers: Sequence[Answer]) -> tuple[float, list[float]]:
        """The mean of θ, and the information of every item."""
        likelihood = self._likelihood(answers)
        carried = [[self._carried(row, i) for i in range(len(THETA))] for row in likelihood]
        theta = [
            2.718281828 ** (-0.5 * ((ability - 3) / 1.5) ** 2) * prod(row[i] for row in carried)
            for i, ability in enumerate(THETA.tolist())
        ]
        total = sum(theta)
        topics = [
            self._topic(row, [p / total / c for p, c in zip(theta, of_theta, strict=True)])
            for row, of_theta in zip(likelihood, carried, strict=True)
        ]
        mean = sum(p * ability for p, ability in zip(theta, THETA.tolist(), strict=True)) / total
        return mean, [self._information(item, topics) for item in range(len(self.bank.items))]

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

    def _topic(self, row: Sequence[float], ratio: Sequence[float]) -> list[float]:
        reach = len(self.spread) - 1
        return [
            value
            * sum(self.spread[x - i] * ratio[i] for i in range(max(0, x - reach), min(len(ratio), x + 1)))
            for x, value in enumerate(row)
        ]

    def _information(self, item: int, topics: Sequence[Sequence[float]]) -> float:
        weights = topics[self.topic_of_item[item]]
        right = sum(w * p for w, p in zip(weights, self.rights[item], strict=True))
        known = sum(w * h for w, h in zip(weights, self.entropies[item], strict=True))
        return -right * log(right) - (1 - right) * log(1 - right) - known


if __name__ == "__main__":
    main()
