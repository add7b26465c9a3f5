"""Pupils: abilities, what they master, and the answers they would give in their sittings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.engine.world import (
    COMPETENCES,
    PIX_A_LEVEL,
    Bools,
    Floats,
    Sitting,
    WorldBank,
    WorldPupil,
)

_ACROSS, _WITHIN_DOMAIN = 0.60, 0.75  # correlations of two competences of one pupil
_TOPIC_SD = 0.7
_SLIP = 0.03
_CARELESS = 0.10
_FAST = 0.60  # of careless answers
_USUAL_SECONDS, _USUAL_SPREAD = 25.0, 0.6  # median; sd of the logarithm
_FAST_SECONDS, _FAST_SPREAD = 3.0, 0.4


@dataclass(frozen=True, slots=True)
class Population:
    """Abilities in levels. `ordered`: who masters a level masters all the easier ones of the topic."""

    mean: float = 3.0
    sd: float = 1.5
    ordered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Lived:
    """One bank as every pupil lives it: level (P,), mastered (P, K), correct and seconds (S, P, I)."""

    level: Floats
    mastered: Bools
    correct: Bools
    seconds: Floats


def abilities(count: int, population: Population, random: np.random.Generator) -> Floats:
    """(count, 16): correlated 0.60 across domains, 0.75 within one."""
    domains = np.array([code.split(".")[0] for code in COMPETENCES])
    correlation = np.where(domains[:, None] == domains, _WITHIN_DOMAIN, _ACROSS)
    np.fill_diagonal(correlation, 1.0)
    drawn = random.standard_normal((count, len(COMPETENCES))) @ np.linalg.cholesky(correlation).T
    return population.mean + population.sd * drawn


def pupils(
    banks: Sequence[WorldBank],
    theta: Floats,
    population: Population,
    seed: Sequence[int],
    sittings: int = 2,
) -> list[WorldPupil]:
    """One pupil a row of `theta`. Every bank has its own stream, so other banks never change its draws."""
    lived = [
        _live(bank, theta[:, code], population, sittings, np.random.default_rng([*seed, code]))
        for bank in banks
        for code in [COMPETENCES.index(bank.competence)]
    ]
    correct = np.concatenate([one.correct for one in lived], axis=2)
    seconds = np.concatenate([one.seconds for one in lived], axis=2)
    mastered = np.concatenate([one.mastered for one in lived], axis=1)
    columns = {key: n for n, key in enumerate(item.key for bank in banks for item in bank.items)}
    skills = [skill.key for bank in banks for skill in bank.skills]
    return [
        WorldPupil(
            level={bank.competence: float(one.level[n]) for bank, one in zip(banks, lived, strict=True)},
            mastered=frozenset(skills[k] for k in np.flatnonzero(mastered[n])),
            sittings=tuple(Sitting(columns, correct[s, n], seconds[s, n]) for s in range(sittings)),
        )
        for n in range(len(theta))
    ]


def _live(
    bank: WorldBank, theta: Floats, population: Population, sittings: int, random: np.random.Generator
) -> _Lived:
    topics = list(dict.fromkeys(skill.topic for skill in bank.skills))
    place = {skill.key: n for n, skill in enumerate(bank.skills)}
    topic = np.array([topics.index(skill.topic) for skill in bank.skills])
    owner = np.array([place[item.skill] for item in bank.items])
    offsets = _TOPIC_SD * random.standard_normal((len(theta), len(topics)))
    x = (theta[:, None] + offsets)[:, topic]
    curves = _item_curves(bank, x[:, owner], population)
    of_skill = (owner[:, None] == np.arange(len(topic))) / np.bincount(owner)
    mean_curves = curves @ of_skill
    latent = random.random(mean_curves.shape)  # one a skill: its items bring less news than other skills
    correct, seconds = _answers(bank, latent[:, owner] < curves, sittings, random)
    return _Lived(mean_curves @ bank.pix() / PIX_A_LEVEL, latent < mean_curves, correct, seconds)


def _item_curves(bank: WorldBank, x: Floats, population: Population) -> Floats:
    """P(mastered | x) of each item. In the ordered world a skill is mastered above its difficulty and not
    below: the order is strict, and the truth counts mastered skills because their probability is 0 or 1."""
    difficulty = np.array([item.difficulty for item in bank.items])
    if population.ordered:
        return (x > difficulty).astype(float)
    slope = np.array([item.slope for item in bank.items])
    return np.asarray(1 / (1 + np.exp(-slope * (x - difficulty))), dtype=float)


def _answers(
    bank: WorldBank, masters: Bools, sittings: int, random: np.random.Generator
) -> tuple[Bools, Floats]:
    """Right or wrong, and seconds, in so many sittings S: (S, P, I)."""
    shape = (sittings, *masters.shape)
    guess = np.array([item.guess for item in bank.items])
    blind = np.array([item.blind for item in bank.items])
    careless = random.random(shape) < _CARELESS
    fast = careless & (random.random(shape) < _FAST)
    chance = np.where(careless, blind, np.where(masters, 1 - _SLIP, guess))
    correct = random.random(shape) < chance
    z = random.standard_normal(shape)
    usual = _USUAL_SECONDS * np.exp(_USUAL_SPREAD * z)
    return correct, np.where(fast, _FAST_SECONDS * np.exp(_FAST_SPREAD * z), usual)
