"""Whom signals of guessing and copying point at, and how often wrongly: `python -m bench.engine.signals`."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import fmean

import numpy as np

from bench.engine.candidates import Answering, Candidate, adaptive_sitting, candidate, profile_sitting
from bench.engine.play import sitting_seed, told
from bench.engine.run import SEED
from bench.engine.scenarios import CERTIFICATION, scenario
from bench.engine.world import OPEN_GUESS, WorldAnswer
from bench.tables import Cell, percentile, table
from bot.engine import (
    COPY_ALARM,
    FIT_ALARM,
    GAP_ALARM,
    HASTY_ALARM,
    POPULAR,
    Asked,
    Match,
    coincidence,
    hasty_share,
    person_fit,
    predicted,
    typical_gap,
    wrong_chance,
)

_PUPILS = 240
_PROCESSES = 2
_FAST, _USUAL = 3.0, 25.0
_HALF = 0.5
_CANDIDATES, _OTHERS = 2_000, 29
"""Candidates who are each compared with so many others."""
_TRIES = 5_000
_COPIED = (3, 5, 8)
_QUESTIONS, _SECONDS, _SPREAD, _WITHIN = 48, 45.0, 0.6, 180.0
_FALSE = 0.015
_SITTINGS: Mapping[str, Callable[[Candidate, Answering, int], list[Asked]]] = {
    "adaptive": adaptive_sitting,
    "by profile": profile_sitting,
}


def main() -> None:
    """Print the tables."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")
    schools = range(len(scenario(CERTIFICATION, _PUPILS, SEED).schools))
    with get_context("spawn").Pool(_PROCESSES) as pool:
        signs = [sign for school in pool.map(_school, schools) for sign in school]
    head = ("", "hasty alarm", "fit alarm", "either", "hasty share", "fit", "1.5 % beyond", "1.5 % below")
    groups = {(sign.rules, sign.behaviour): None for sign in signs}
    table("Of one candidate", head, [_row(signs, *group) for group in groups])
    random = np.random.default_rng(SEED)
    table(
        f"Of a candidate and {_OTHERS} others: wrong responses compared with each, honest candidates with an "
        "alarm, and copies found where so many responses were copied",
        ("", "compared", "false", *map(str, _COPIED)),
        [_copying(name, kind, random) for name, kind in _KINDS.items()],
    )
    table(
        "Median gap of the matches of honest neighbours, seconds",
        ("matches", "1.5 % below", f"below {GAP_ALARM:.0f} s"),
        [_gaps(matches, random) for matches in (2, 3, 5)],
    )


@dataclass(frozen=True, slots=True)
class _Sign:
    """Both numbers of one sitting."""

    rules: str
    behaviour: str
    hasty: float
    fit: float


def _school(number: int) -> list[_Sign]:
    school = scenario(CERTIFICATION, _PUPILS, SEED).schools[number]
    banks = told(school)
    found = []
    for place, pupil in enumerate(school.pupils):
        seed = sitting_seed(CERTIFICATION, number, place, 1)
        who = candidate(banks, pupil, seed)
        if who.certifiable:
            found += list(_signs(who, seed))
    return found


def _signs(who: Candidate, seed: int) -> Iterator[_Sign]:
    for rules, sit in _SITTINGS.items():
        for behaviour, answering in _behaviours(who, seed).items():
            questions = sit(who, answering, seed)
            fit = person_fit(
                predicted(who.banks, questions, who.evidence), [each.right for each in questions]
            )
            yield _Sign(rules, behaviour, hasty_share([each.seconds for each in questions]), fit)


def _behaviours(who: Candidate, seed: int) -> dict[str, Answering]:
    honest = who.pupil.sittings[1].__getitem__
    blind = {item.key: item.blind for bank in who.told for item in bank.items}

    def guessing(share: float, seconds: float) -> Answering:
        random = np.random.default_rng(seed)

        def answer(item: str) -> WorldAnswer:
            lazy, luck = random.random(2)
            return WorldAnswer(bool(luck < blind[item]), seconds) if lazy < share else honest(item)

        return answer

    return {
        "honest": honest,
        "guesses everything, fast": guessing(1.0, _FAST),
        "guesses half, fast": guessing(_HALF, _FAST),
        "guesses everything, slowly": guessing(1.0, _USUAL),
        "guesses half, slowly": guessing(_HALF, _USUAL),
    }


def _row(signs: Sequence[_Sign], rules: str, behaviour: str) -> list[Cell]:
    group = [sign for sign in signs if (sign.rules, sign.behaviour) == (rules, behaviour)]
    hasty, fit = [sign.hasty for sign in group], [sign.fit for sign in group]
    return [
        f"{rules}: {behaviour}",
        _percent([each >= HASTY_ALARM for each in hasty]),
        _percent([each < FIT_ALARM for each in fit]),
        _percent([s.hasty >= HASTY_ALARM or s.fit < FIT_ALARM for s in group]),
        f"{fmean(hasty):.2f}",
        f"{fmean(fit):+.2f}",
        f"{percentile(hasty, 1 - _FALSE):.2f}",
        f"{percentile(fit, _FALSE):+.2f}",
    ]


_CHOICE = wrong_chance(0.25)
_TYPED = wrong_chance(OPEN_GUESS)
_DISTRACTORS = (0.6, 0.25, 0.15)
"""How popular the wrong choices of a question are."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Wrong responses that are compared: how often honest people match, and what chance we reckon with."""

    compared: int
    true: Sequence[float]
    told: Sequence[float]


_SAME = sum(each**2 for each in _DISTRACTORS)
_KINDS = {
    "half choices of four, half typed; other variants": _Kind(8, (_CHOICE, _TYPED), (_CHOICE, _TYPED)),
    "choices of four only; other variants": _Kind(8, (_CHOICE,), (_CHOICE,)),
    "choices of four, other variants, the favourite mistake": _Kind(8, (_DISTRACTORS[0],), (_CHOICE,)),
    "choices of four, the same variant": _Kind(8, (_SAME,), (POPULAR,)),
}


def _copying(name: str, kind: _Kind, random: np.random.Generator) -> list[Cell]:
    def alarms(copied: int, times: int) -> float:
        alarm = COPY_ALARM / _OTHERS
        return fmean(coincidence(_matches(kind, copied, random)) < alarm for _ in range(times))

    false = 1 - (1 - alarms(0, _CANDIDATES * _OTHERS)) ** _OTHERS
    return [name, kind.compared, _percent([false]), *(_percent([alarms(n, _TRIES)]) for n in _COPIED)]


def _matches(kind: _Kind, copied: int, random: np.random.Generator) -> list[Match]:
    luck = random.random(max(kind.compared, copied)).tolist()
    return [
        Match(n < copied or each < kind.true[n % len(kind.true)], kind.told[n % len(kind.told)])
        for n, each in enumerate(luck)
    ]


def _gaps(matches: int, random: np.random.Generator) -> list[Cell]:
    """Two who begin within three minutes of each other and are asked the same in the same order."""
    gaps = []
    for _ in range(_TRIES):
        ends = np.cumsum(_SECONDS * np.exp(_SPREAD * random.standard_normal((2, _QUESTIONS))), axis=1)
        ends += random.uniform(0, _WITHIN, (2, 1))
        common = random.choice(_QUESTIONS, matches, replace=False)
        gaps.append(typical_gap((ends[0] - ends[1])[common].tolist()) or 0.0)
    return [str(matches), percentile(gaps, _FALSE), _percent([each < GAP_ALARM for each in gaps])]


def _percent(share: Sequence[float]) -> str:
    return f"{100 * fmean(share):.1f} %"


if __name__ == "__main__":
    main()
