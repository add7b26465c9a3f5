"""How far a certification can be trusted: `python -m bench.engine.certification`.

Every pupil sits sixteen positionings, and then each certification twice, with the same mastery and new slips.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isnan, sqrt
from multiprocessing import get_context
from statistics import fmean
from time import monotonic

import numpy as np

from bench.engine.candidates import Candidate, adaptive_sitting, candidate, profile_sitting
from bench.engine.play import play_joint, sitting_seed, told
from bench.engine.rivals.one_ability import OneAbility
from bench.engine.run import SEED
from bench.engine.scenarios import CERTIFICATION, scenario
from bench.engine.world import COMPETENCES, PIX_A_LEVEL, Floats, WorldBank, WorldPupil
from bench.tables import Cell, table
from bot.engine import Asked, Certified, Ended, Held, Status, score_adaptive, score_by_profile
from bot.engine.adaptive import certified_profile

_PUPILS, _QUICK = 300, 60
_PROCESSES = 2
_SITTINGS = (1, 2)
_QUESTIONS = 32
_WEIGHTS = (0.0, 0.25, 0.5, 1.0)
_NOTHING = "–"
_EVERYTHING = [Held(code, 8, 64) for code in COMPETENCES]
"""A profile that caps nothing."""


@dataclass(frozen=True, slots=True)
class _Result:
    """One sitting: pix by competence; `error`: what it says of its total's standard error, nan if nothing;
    `right`: share of right answers; `issued`: whether there is a certificate."""

    pix: Mapping[str, float]
    error: float = float("nan")
    right: float = float("nan")
    issued: bool = True


@dataclass(frozen=True, slots=True)
class _Sat:
    """One pupil: the true pix, and the results of both sittings by way of certifying."""

    truth: Mapping[str, float]
    results: Mapping[str, Sequence[_Result]]


def main() -> None:
    """Print the table."""
    asked = _arguments()
    os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")
    start = monotonic()
    schools = range(len(scenario(CERTIFICATION, asked.pupils, SEED).schools))
    with get_context("spawn").Pool(_PROCESSES) as pool:
        everyone = [one for school in pool.map(partial(_school, asked.pupils), schools) for one in school]
    sat = [one for one in everyone if one is not None]
    head = (
        *("", "issued", "total error", "bias", "said", "retest error", "level error", "±1"),
        *("profile correlation", "right answers"),
    )
    rows = [_row(name, sat) for name in sat[0].results]
    table("Certification: totals in pix (of 1,024), a competence in levels", head, rows)
    print(f"\n{len(sat)} certifiable of {asked.pupils} pupils, {(monotonic() - start) / 60:.1f} minutes")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.engine.certification", description=__doc__)
    parser.add_argument("--pupils", type=int, default=_PUPILS, help="(%(default)s)")
    parser.add_argument(
        "--quick", action="store_const", dest="pupils", const=_QUICK, help=f"{_QUICK} pupils: rough figures"
    )
    return parser.parse_args()


def _school(pupils: int, number: int) -> list[_Sat | None]:
    school = scenario(CERTIFICATION, pupils, SEED).schools[number]
    banks = told(school)
    return [_sat(banks, pupil, number, place) for place, pupil in enumerate(school.pupils)]


def _sat(banks: Sequence[WorldBank], pupil: WorldPupil, number: int, place: int) -> _Sat | None:
    """None for who may not sit: the rules ask for level 1 in five competences."""
    who = candidate(banks, pupil, sitting_seed(CERTIFICATION, number, place, 0))
    if not who.certifiable:
        return None
    both = [
        _results(who, sitting, sitting_seed(CERTIFICATION, number, place, sitting)) for sitting in _SITTINGS
    ]
    truth = {code: PIX_A_LEVEL * pupil.level[code] for code in COMPETENCES}
    return _Sat(truth, {name: [one[name] for one in both] for name in both[0]})


def _results(who: Candidate, sitting: int, seed: int) -> dict[str, _Result]:
    answering = who.pupil.sittings[sitting].__getitem__
    questions = adaptive_sitting(who, answering, seed)
    ours = {
        f"adaptive, positionings at {weight}" if weight else "adaptive, 32 questions alone": _read(
            who, questions, weight
        )
        for weight in _WEIGHTS
    }
    return {
        "the profile itself": _Result({each.competence: float(each.pix) for each in who.held}),
        "one ability for all": _one_ability(who, sitting, seed),
        **ours,
        "adaptive, whole pix": _adaptive(who, questions, _EVERYTHING),
        "adaptive, as issued": _adaptive(who, questions, who.held),
        "by profile, as issued": _by_profile(who, profile_sitting(who, answering, seed)),
    }


def _read(who: Candidate, questions: Sequence[Asked], weight: float) -> _Result:
    """The expected pix, neither rounded nor capped, with positionings of this weight."""
    known = certified_profile(who.banks, questions, who.evidence, weight=weight)
    return _Result(
        {code: PIX_A_LEVEL * each.level for code, each in known.posteriors.items()},
        error=known.pix_error,
        right=_right(questions),
    )


def _adaptive(who: Candidate, questions: Sequence[Asked], held: Sequence[Held]) -> _Result:
    found = score_adaptive(who.banks, held, questions, Ended.DONE, who.evidence)
    return _certified(found, questions)


def _by_profile(who: Candidate, questions: Sequence[Asked]) -> _Result:
    found = score_by_profile([each for each in who.held if each.level], questions, Ended.DONE)
    return _certified(found, questions)


def _certified(found: Certified, questions: Sequence[Asked]) -> _Result:
    pix = {code: float(found.pix.get(code, 0)) for code in COMPETENCES}
    return _Result(pix, right=_right(questions), issued=found.status is Status.ISSUED)


def _one_ability(who: Candidate, sitting: int, seed: int) -> _Result:
    path = play_joint(OneAbility(), who.told, who.pupil, sitting, seed, _QUESTIONS, ())
    levels = path.at(_QUESTIONS)
    return _Result({code: PIX_A_LEVEL * each.level for code, each in levels.items()}, right=fmean(path.right))


def _right(questions: Sequence[Asked]) -> float:
    return fmean(each.right for each in questions)


def _row(name: str, sat: Sequence[_Sat]) -> list[Cell]:
    """Of both sittings; errors are root mean squares."""
    truth = np.array([[one.truth[code] for code in COMPETENCES] for one in sat])
    found = [one.results[name] for one in sat]
    pix = np.array([[[each.pix[code] for code in COMPETENCES] for each in both] for both in found])
    error = pix - truth[:, None]
    totals = error.sum(axis=2)
    said = [each.error for both in found for each in both]
    right = [each.right for both in found for each in both]
    return [
        name,
        _percent(fmean(each.issued for both in found for each in both)),
        _root(totals),
        f"{totals.mean():+.0f}",
        _NOTHING if isnan(said[0]) else sqrt(fmean(each**2 for each in said)),
        _root(totals[:, 0] - totals[:, 1]) / sqrt(2),
        f"{_root(error) / PIX_A_LEVEL:.2f}",
        _percent(float(np.mean(np.abs(error) <= PIX_A_LEVEL))),
        f"{_correlation(pix, truth[:, None]):.2f}",
        _NOTHING if isnan(right[0]) else _percent(fmean(right)),
    ]


def _root(errors: Floats) -> float:
    return float(np.sqrt(np.mean(errors**2)))


def _correlation(said: Floats, true: Floats) -> float:
    """Of what is said and what is true of the differences between a pupil's competences and their mean."""
    said, true = (rows - rows.mean(axis=2, keepdims=True) for rows in np.broadcast_arrays(said, true))
    varied = float((said**2).sum() * (true**2).sum())
    return float((said * true).sum()) / sqrt(varied) if varied else 0.0


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


if __name__ == "__main__":
    main()
