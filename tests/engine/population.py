"""Simulated pupils: what they master, and how they will answer, is drawn before any question is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from bot.engine import (
    Answer,
    Ask,
    Bank,
    Item,
    Posterior,
    Prior,
    Rules,
    Shown,
    Skill,
    decide,
    posterior,
    shown,
    skill_pix,
)

SLOPE, SLIP, CARELESS = 1.4, 0.03, 0.10


def usual_bank(
    topics: int = 6, items: int = 2, choices: float = 0.4, sparse: bool = False, seed: int = 1
) -> Bank:
    """Laid out as ours: topics of 8 levels (4 in a sparse bank), some items with choices and some open."""
    random = Random(seed)
    skills = [
        Skill(f"{topic}{level}", f"topic {topic}", level)
        for topic in range(topics)
        for level in range(1, 9)
        if not sparse or (topic + level) % 2
    ]
    return Bank.of(
        skills,
        [
            Item(
                f"{skill.key}{letter}",
                skill.key,
                random.choice([0.25, 0.2, 0.07]) if random.random() < choices else 0.02,
            )
            for skill in skills
            for letter in "abc"[:items]
        ],
    )


@dataclass(frozen=True)
class Pupil:
    """`level`: what the expected mastery of every skill is worth; `answers`: one ready for every item."""

    level: float
    mastered: frozenset[str]
    answers: dict[str, Answer]


def pupil(bank: Bank, ability: float, random: Random) -> Pupil:
    """A pupil of this ability, a little better or worse in each topic."""
    x = {skill.topic: ability + random.gauss(0, 0.7) for skill in bank.skills}
    chance = {s.key: 1 / (1 + exp(-SLOPE * (x[s.topic] - s.level))) for s in bank.skills}
    mastered = frozenset(key for key, p in chance.items() if random.random() < p)
    pix = skill_pix([skill.level for skill in bank.skills])
    return Pupil(
        sum(float(worth) * p for worth, p in zip(pix, chance.values(), strict=True)) / 8,
        mastered,
        {item.key: _answer(item, item.skill in mastered, random) for item in bank.items},
    )


def _answer(item: Item, mastered: bool, random: Random) -> Answer:
    luck, seconds = random.random(), random.lognormvariate(3.2, 0.6)
    if random.random() < CARELESS:
        hasty = random.lognormvariate(1.1, 0.5)
        right = luck < item.guess and item.guess > 0.05
        return Answer(item.key, right, hasty if random.random() < 0.6 else seconds)
    return Answer(item.key, luck < (1 - SLIP if mastered else item.guess), seconds)


def pupils(bank: Bank, count: int, mean: float = 3.0, sd: float = 1.5, seed: int = 2) -> list[Pupil]:
    """A population, always the same for a seed."""
    random = Random(seed)
    return [pupil(bank, random.gauss(mean, sd), random) for _ in range(count)]


@dataclass(frozen=True)
class Turn:
    """The state after one more answer."""

    answers: Sequence[Answer]
    posterior: Posterior
    shown: Shown


def positioning(
    bank: Bank, who: Pupil, rules: Rules | None = None, seed: int = 0, prior: Prior | None = None
) -> Iterator[Turn]:
    """Every turn of a whole positioning."""
    answers: list[Answer] = []
    now = posterior(bank, answers, prior)
    before: Shown | None = None
    while isinstance(choice := decide(bank, now, answers, rules or Rules(), seed), Ask):
        answers.append(who.answers[choice.item])
        now = posterior(bank, answers, prior)
        before = shown(bank, answers, now, before)
        yield Turn(tuple(answers), now, before)
