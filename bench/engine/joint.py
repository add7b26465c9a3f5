"""What one contender is worth over a whole profile, and as a certification."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bench.engine.contender import Estimate, JointContender
from bench.engine.measure import OWN_END
from bench.engine.play import JointPath, interval, play_joint, sitting_seed, told
from bench.engine.world import PIX_A_LEVEL, Floats, Scenario, School

JOINT_COUNTS = (32, 64, 96, 128)
"""Questions after which a profile is reported."""
CERTIFICATION = 32
"""Questions of a certification."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A contender for a whole profile. `most`: questions of its longest test. `certifies`: 32 questions of it
    touch every competence often enough to say a total, so that two certifications can be compared."""

    make: Callable[[], JointContender]
    most: int
    certifies: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class JointBatch:
    """One contender in one school: `truth` (P, 16); `levels`, `low`, `high` (P, 16) after a number of
    questions, nan for intervals it does not give; `again`: the second sitting, after CERTIFICATION."""

    truth: Floats
    levels: dict[int, Floats]
    low: dict[int, Floats]
    high: dict[int, Floats]
    again: Floats | None
    lengths: Floats
    rights: Floats
    microseconds: Floats


@dataclass(frozen=True, slots=True)
class ProfileAccuracy:
    """Per competence, in levels: `rmse`, `bias`, `one` (share within one level), `coverage` of the 90 %
    interval. Of the sum of the 16, in pix: `total` (RMSE) and `total_bias`. `profile`: correlation, within
    pupils and all pupils together, of what is said and what is true of the differences between a pupil's
    competences and their mean: 0 for who says the same level everywhere."""

    rmse: float
    bias: float
    one: float
    coverage: float | None
    total: float
    total_bias: float
    profile: float


@dataclass(frozen=True, slots=True)
class Certified:
    """Two certifications of the same pupils, totals in pix: `apart` is their RMS difference, `retest` the
    error of one of them, apart / √2."""

    retest: float
    apart: float


@dataclass(frozen=True, slots=True)
class JointMeasures:
    """Of one contender; `length`: mean questions at its own end; `comfort`: share of right answers."""

    contender: str
    after: dict[int, ProfileAccuracy]
    certified: Certified | None
    length: float
    comfort: float
    median_us: float
    p99_us: float


def joint_batch(joint: Joint, scenario: Scenario, number: int) -> JointBatch:
    """Play a school, twice where certifications are compared."""
    school = scenario.schools[number]
    banks = told(school)

    def sit(sitting: int, most: int) -> list[JointPath]:
        contender = joint.make()
        return [
            play_joint(
                contender,
                banks,
                pupil,
                sitting,
                sitting_seed(scenario.name, number, place, sitting),
                most,
                JOINT_COUNTS,
            )
            for place, pupil in enumerate(school.pupils)
        ]

    return _batch(school, sit(0, joint.most), sit(1, CERTIFICATION) if joint.certifies else None, joint.most)


def joint_measures(contender: str, batches: Sequence[JointBatch]) -> JointMeasures:
    """The schools together."""
    truth = np.concatenate([one.truth for one in batches])
    microseconds = np.concatenate([one.microseconds for one in batches])
    return JointMeasures(
        contender,
        after={
            count: _accuracy(
                truth,
                *(np.concatenate([getattr(one, name)[count] for one in batches]) for name in _ROWS),
            )
            for count in batches[0].levels
        },
        certified=_certified(batches),
        length=float(np.mean(np.concatenate([one.lengths for one in batches]))),
        comfort=float(np.mean(np.concatenate([one.rights for one in batches]))),
        median_us=float(np.median(microseconds)),
        p99_us=float(np.quantile(microseconds, 0.99)),
    )


_ROWS = ("levels", "low", "high")


def _batch(
    school: School, paths: Sequence[JointPath], again: Sequence[JointPath] | None, most: int
) -> JointBatch:
    codes = [bank.competence for bank in school.banks]
    counts = (*(count for count in JOINT_COUNTS if count <= most), OWN_END)
    levels, low, high = (
        {
            count: np.array([[row[n] for row in _rows(path, count, codes)] for path in paths])
            for count in counts
        }
        for n in range(len(_ROWS))
    )
    return JointBatch(
        truth=np.array([[pupil.level[code] for code in codes] for pupil in school.pupils]),
        levels=levels,
        low=low,
        high=high,
        again=None if again is None else np.array([_levels(path.at(CERTIFICATION), codes) for path in again]),
        lengths=np.array([float(len(path.right)) for path in paths]),
        rights=np.array([float(right) for path in paths for right in path.right]),
        microseconds=np.array([ns / 1000 for path in paths for ns in path.nanoseconds]),
    )


def _rows(path: JointPath, count: int, codes: Sequence[str]) -> list[tuple[float, float, float]]:
    said = path.at(count or len(path.right))
    bounds = [interval(said[code]) or (np.nan, np.nan) for code in codes]
    return [(said[code].level, low, high) for code, (low, high) in zip(codes, bounds, strict=True)]


def _levels(said: Mapping[str, Estimate], codes: Sequence[str]) -> list[float]:
    return [said[code].level for code in codes]


def _accuracy(truth: Floats, levels: Floats, low: Floats, high: Floats) -> ProfileAccuracy:
    error = levels - truth
    total = PIX_A_LEVEL * error.sum(axis=1)
    said, true = (rows - rows.mean(axis=1, keepdims=True) for rows in (levels, truth))
    varied = float((said**2).sum() * (true**2).sum())
    return ProfileAccuracy(
        rmse=float(np.sqrt(np.mean(error**2))),
        bias=float(error.mean()),
        one=float(np.mean(np.abs(error) <= 1.0)),
        coverage=None if np.isnan(low).any() else float(np.mean((low <= truth) & (truth <= high))),
        total=float(np.sqrt(np.mean(total**2))),
        total_bias=float(total.mean()),
        profile=float((said * true).sum()) / sqrt(varied) if varied else 0.0,
    )


def _certified(batches: Sequence[JointBatch]) -> Certified | None:
    again = [one.again for one in batches if one.again is not None]
    if len(again) < len(batches):
        return None
    first = np.concatenate([one.levels[CERTIFICATION] for one in batches])
    difference = PIX_A_LEVEL * (first - np.concatenate(again)).sum(axis=1)
    apart = float(np.sqrt(np.mean(difference**2)))
    return Certified(retest=apart / sqrt(2), apart=apart)
