"""What one contender is worth in a scenario of one competence."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from bench.engine.contender import Contender
from bench.engine.play import LENGTH, Path, play, sitting_seed, told
from bench.engine.world import Bools, Floats, Scenario, School

COUNTS = (5, 8, 10, 15, 20)
"""Questions after which accuracy is reported."""
RETEST = 15
"""Questions after which two sittings are compared."""
OWN_END = 0
"""Stands for the contender's own end where a number of questions is expected."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One contender in one school of P pupils. The last column of `levels`, `low` and `high` (P, LENGTH + 1)
    is the contender's own end; nan for intervals it does not give. `mastery`: P(mastered) of every skill of
    every pupil after RETEST questions and at the own end, `mastered` the same skills' truth."""

    truth: Floats
    levels: Floats
    low: Floats
    high: Floats
    again: Floats
    lengths: Floats
    rights: Floats
    mastery: tuple[Floats, Floats] | None
    mastered: Bools
    most_used: float
    overlap: float
    microseconds: Floats


@dataclass(frozen=True, slots=True)
class Accuracy:
    """In levels; `half` and `one`: shares of pupils within ±0.5 and ±1; `coverage` of the 90 % interval."""

    rmse: float
    bias: float
    half: float
    one: float
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well mastered skills are told from the others (AUC), and the mean squared error (Brier)."""

    auc: float
    brier: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one contender in one scenario.

    `curve`: RMSE after 1, 2, … questions. `length`: mean questions at the own end, where `comfort` (share of
    right answers), `most_used` (the share of pupils who saw the most used item: mean of the schools, and the
    highest) and `overlap` (share of the items of a test that another pupil's test has) are taken too.
    `retest`: error of one of two sittings, their RMS difference / √2; `apart`: the RMS difference itself.
    """

    contender: str
    scenario: str
    after: dict[int, Accuracy]
    curve: tuple[float, ...]
    length: float
    mastery: dict[int, Mastery] | None
    comfort: float
    most_used: tuple[float, float]
    overlap: float
    retest: float
    apart: float
    median_us: float
    p99_us: float


def batch(make: Callable[[], Contender], scenario: Scenario, number: int) -> Batch:
    """Play a school. One contender meets all its pupils in their order, since it may limit exposure by what
    it asked before; the retest is met by a new one, as if on another day."""
    school = scenario.schools[number]
    banks = told(school)

    def sit(contender: Contender, sitting: int, most: int | None = None) -> list[Path]:
        return [
            play(
                contender,
                banks,
                pupil,
                sitting,
                sitting_seed(scenario.name, number, place, sitting),
                **({} if most is None else {"most": most}),
                keep=(RETEST,),
            )
            for place, pupil in enumerate(school.pupils)
        ]

    return _batch(school, sit(make(), 0), sit(make(), 1, RETEST))


def measures(contender: str, scenario: str, batches: Sequence[Batch]) -> Measures:
    """The schools together."""
    truth = _joined([one.truth for one in batches])
    levels, low, high = (
        np.concatenate([getattr(one, name) for one in batches]) for name in ("levels", "low", "high")
    )
    again = _joined([one.again for one in batches])
    apart = _rms(levels[:, RETEST - 1] - again)
    microseconds = _joined([one.microseconds for one in batches])
    used = [one.most_used for one in batches]
    return Measures(
        contender,
        scenario,
        after={
            count: _accuracy(truth, *(rows[:, count - 1] for rows in (levels, low, high)))
            for count in (*COUNTS, OWN_END)
        },
        curve=tuple(_rms(levels[:, n] - truth) for n in range(LENGTH)),
        length=_mean(_joined([one.lengths for one in batches])),
        mastery=_mastery(batches),
        comfort=_mean(_joined([one.rights for one in batches])),
        most_used=(float(np.mean(used)), max(used)),
        overlap=float(np.mean([one.overlap for one in batches])),
        retest=apart / sqrt(2),
        apart=apart,
        median_us=float(np.median(microseconds)),
        p99_us=float(np.quantile(microseconds, 0.99)),
    )


def auc(said: Floats, truth: Bools) -> float:
    """The share of pairs, one mastered and one not, that are told apart (a tie counts half): the rank sum of
    Mann and Whitney, 1947. nan when there is no such pair."""
    _, place, counts = np.unique(said, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    yes = int(truth.sum())
    no = len(truth) - yes
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else float("nan")


def exposure(tests: Sequence[Sequence[str]]) -> tuple[float, float]:
    """The share of tests with the most used item, and the mean share of common items of two tests."""
    seen = Counter(item for test in tests for item in test)
    pairs = list(combinations([frozenset(test) for test in tests], 2))
    common = [len(a & b) * 2 / (len(a) + len(b)) for a, b in pairs if a or b]
    return max(seen.values(), default=0) / len(tests), float(np.mean(common)) if common else float("nan")


def _batch(school: School, paths: Sequence[Path], again: Sequence[Path]) -> Batch:
    competence = school.banks[0].competence
    skills = [skill.key for skill in school.banks[0].skills]
    most_used, overlap = exposure([path.items[: path.end] for path in paths])
    bounds = np.array([[path.intervals[i] or (np.nan, np.nan) for i in _places(path)] for path in paths])
    return Batch(
        truth=np.array([pupil.level[competence] for pupil in school.pupils]),
        levels=np.array([[path.levels[i] for i in _places(path)] for path in paths]),
        low=bounds[:, :, 0],
        high=bounds[:, :, 1],
        again=np.array([path.levels[path.at(RETEST)] for path in again]),
        lengths=np.array([float(path.end) for path in paths]),
        rights=np.array([float(right) for path in paths for right in path.right[: path.end]]),
        mastery=_said_of_skills(paths, skills),
        mastered=np.array([key in pupil.mastered for pupil in school.pupils for key in skills]),
        most_used=most_used,
        overlap=overlap,
        microseconds=np.array([ns / 1000 for path in paths for ns in path.nanoseconds]),
    )


def _places(path: Path) -> list[int]:
    return [path.at(count) for count in (*range(1, LENGTH + 1), path.end)]


def _said_of_skills(paths: Sequence[Path], skills: Sequence[str]) -> tuple[Floats, Floats] | None:
    kept = [(path.mastery.get(RETEST, path.mastery[path.end]), path.mastery[path.end]) for path in paths]
    if not all(mastery for pair in kept for mastery in pair):
        return None
    at_retest, at_end = (np.array([pair[n][key] for pair in kept for key in skills]) for n in (0, 1))
    return at_retest, at_end


def _mastery(batches: Sequence[Batch]) -> dict[int, Mastery] | None:
    said = [one.mastery for one in batches if one.mastery is not None]
    if len(said) < len(batches):
        return None
    truth = np.concatenate([one.mastered for one in batches])
    both = {count: _joined([one[n] for one in said]) for n, count in enumerate((RETEST, OWN_END))}
    return {
        count: Mastery(auc(probability, truth), _mean((probability - truth) ** 2))
        for count, probability in both.items()
    }


def _accuracy(truth: Floats, levels: Floats, low: Floats, high: Floats) -> Accuracy:
    error = levels - truth
    covered = None if np.isnan(low).any() else _mean((low <= truth) & (truth <= high))
    return Accuracy(
        _rms(error), _mean(error), _mean(np.abs(error) <= 0.5), _mean(np.abs(error) <= 1.0), covered
    )


def _joined(rows: Sequence[Floats]) -> Floats:
    return np.concatenate(rows)


def _mean(values: Floats | Bools) -> float:
    return float(np.mean(values))


def _rms(values: Floats) -> float:
    return float(np.sqrt(np.mean(values**2)))
