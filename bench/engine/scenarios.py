"""The worlds that contenders are tried in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bench.engine.banks import Mix, bank
from bench.engine.pupils import Population, abilities, pupils
from bench.engine.world import COMPETENCES, Earlier, Floats, Scenario, School, Sitting, WorldBank, WorldPupil

_FEWEST_SKILLS, _MOST_SKILLS = 20, 60
_EARLIER_COMPETENCES = 5
_EARLIER_ANSWERS = (10, 15)
_EARLIER_REACH = 1.2  # sd in levels of the difficulties of earlier questions around the pupil's ability


@dataclass(frozen=True, slots=True)
class _World:
    """A scenario before it is drawn; `banks`: how many competences each pupil answers in; `sittings`: how
    often.

    Small banks leave twice the squared error that large ones do, so the schools' sizes are spread evenly over
    what banks may have, lest the luck of a few draws decide every figure.
    """

    title: str
    mix: Mix = field(default_factory=Mix)
    population: Population = field(default_factory=Population)
    schools: int = 8
    banks: int = 1
    sittings: int = 2


_WORLDS = {
    "base": _World("Base"),
    "wrong": _World("Wrong difficulties", mix=Mix(mistake=0.5)),
    "choices": _World("85 % choices", mix=Mix(choices=0.85)),
    "returning": _World("Returning pupils", banks=1 + _EARLIER_COMPETENCES),
    "ordered": _World("Strictly ordered levels", mix=Mix(deviation=0), population=Population(ordered=True)),
    "strong": _World("Strong pupils", population=Population(5.5, 1.2)),
    "weak": _World("Very weak pupils", population=Population(0.8, 0.6)),
    "phone": _World("Phone only", mix=Mix(computer=1 / 3)),
    "joint": _World("Sixteen competences", schools=2, banks=len(COMPETENCES)),
    "certification": _World("Positionings, then a certification", schools=6, banks=16, sittings=3),
}
JOINT = "joint"
"""The scenario of the whole profile."""
CERTIFICATION = "certification"
"""The scenario of who sat all the positionings, and may sit a certification twice."""
SINGLES = tuple(name for name in _WORLDS if name not in {JOINT, CERTIFICATION})
"""Scenarios of one competence."""


def scenario(name: str, count: int, seed: int) -> Scenario:
    """The scenario of that name with `count` pupils, always the same for a seed.

    Scenarios share their random numbers: « wrong » and « phone » have the very pupils and answers of
    « base », so that a difference between two scenarios is not the luck of the draw.
    """
    world = _WORLDS[name]
    sizes = [len(part) for part in np.array_split(range(count), world.schools)]
    schools = tuple(_school(world, size, (seed, number)) for number, size in enumerate(sizes))
    return Scenario(name, world.title, schools)


def _school(world: _World, size: int, seed: tuple[int, int]) -> School:
    shuffled = np.random.default_rng([*seed, 1]).permutation(len(COMPETENCES))
    codes = [int(code) for code in shuffled[: world.banks]]
    sizes = _sizes(world, seed[1])
    banks = tuple(
        bank(COMPETENCES[code], skills, world.mix, np.random.default_rng([*seed, 2, code]))
        for code, skills in zip(codes, sizes, strict=True)
    )
    theta = abilities(size, world.population, np.random.default_rng([*seed, 3]))
    everyone: Sequence[WorldPupil] = pupils(banks, theta, world.population, (*seed, 4), world.sittings)
    if world.mix.computer:
        usable = frozenset(item.key for item in banks[0].items if not item.computer)
        everyone = [replace(pupil, usable=usable) for pupil in everyone]
    if world.banks == 1 + _EARLIER_COMPETENCES:
        everyone = _returning(banks[1:], theta[:, codes[1:]], everyone, np.random.default_rng([*seed, 5]))
    return School(banks, tuple(everyone))


def _sizes(world: _World, number: int) -> list[int]:
    """Skills of each bank of a school; the first banks of the schools are spread evenly, and so are the banks
    of one school."""
    span = _MOST_SKILLS - _FEWEST_SKILLS
    shares = ((number + 0.5) / world.schools + np.arange(world.banks) / world.banks) % 1
    return [_FEWEST_SKILLS + round(span * float(share)) for share in shares]


def _returning(
    banks: Sequence[WorldBank], theta: Floats, everyone: Sequence[WorldPupil], random: np.random.Generator
) -> list[WorldPupil]:
    return [
        replace(pupil, earlier=_earlier(banks, abilities_of_pupil, pupil.sittings[0], random))
        for pupil, abilities_of_pupil in zip(everyone, theta, strict=True)
    ]


def _earlier(
    banks: Sequence[WorldBank], theta: Floats, sitting: Sitting, random: np.random.Generator
) -> Earlier:
    """Ten to fifteen answers a competence, to questions near the pupil's ability, one a skill."""
    answers = {}
    for one, ability in zip(banks, theta, strict=True):
        asked = _near(one, float(ability), random)
        answers[one.competence] = [(key, sitting[key]) for key in asked]
    return answers


def _near(one: WorldBank, ability: float, random: np.random.Generator) -> list[str]:
    """Items drawn with a weight that falls with their distance (Gumbel numbers sort them by weight)."""
    distance = (np.array([item.difficulty for item in one.items]) - ability) / _EARLIER_REACH
    order = np.argsort(distance**2 / 2 - random.gumbel(size=len(distance)))
    by_skill: dict[str, str] = {}
    for index in order:
        by_skill.setdefault(one.items[index].skill, one.items[index].key)
    return list(by_skill.values())[: random.integers(_EARLIER_ANSWERS[0], _EARLIER_ANSWERS[1] + 1)]
