"""Banks laid out as ours: topics × levels 1–8, 20–60 skills, two or three items a skill."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from bench.engine.world import OPEN_GUESS, USUAL_SLOPE, WorldBank, WorldItem, WorldSkill

_LEVELS = range(1, 9)
_SKILLS_A_LEVEL = 2  # fewer, and the 8 pix of the level could not be reached
_SLOPE_SPREAD = 0.2  # sd of the logarithm


@dataclass(frozen=True, slots=True)
class Mix:
    """What a scenario changes: shares of items, and standard deviations in levels.

    `deviation`: an item's own difficulty around its skill's level; `mistake`: of the told difficulty.
    """

    choices: float = 0.45
    deviation: float = 0.25
    mistake: float = 0.0
    computer: float = 0.0


def bank(competence: str, size: int, mix: Mix, random: np.random.Generator) -> WorldBank:
    """A bank of `size` skills. The same numbers are drawn whatever the mix: scenarios differ by what they
    change alone."""
    skills = _skills(competence, size, random)
    return WorldBank(competence, skills, _items(skills, mix, random))


def _skills(competence: str, size: int, random: np.random.Generator) -> tuple[WorldSkill, ...]:
    topics = int(random.integers(max(4, ceil(size / len(_LEVELS))), min(8, size // 4) + 1))
    cells = {(int(t), level) for level in _LEVELS for t in random.permutation(topics)[:_SKILLS_A_LEVEL]}
    free = [(t, level) for t in range(topics) for level in _LEVELS if (t, level) not in cells]
    cells |= {free[index] for index in random.permutation(len(free))[: size - len(cells)]}
    return tuple(
        WorldSkill(f"{competence}/{topic}/{level}", f"{competence}/{topic}", level)
        for topic, level in sorted(cells)
    )


def _items(skills: tuple[WorldSkill, ...], mix: Mix, random: np.random.Generator) -> tuple[WorldItem, ...]:
    counts = random.integers(2, 4, len(skills))
    total = int(counts.sum())
    is_choice = random.random(total) < mix.choices
    choices = random.integers(2, 6, total)
    slope = USUAL_SLOPE * np.exp(_SLOPE_SPREAD * random.standard_normal(total))
    deviation = mix.deviation * random.standard_normal(total)
    mistake = mix.mistake * random.standard_normal(total)
    computer = random.random(total) < mix.computer
    owners = [(skill, n) for skill, count in zip(skills, counts, strict=True) for n in range(count)]
    return tuple(
        WorldItem(
            key=f"{skill.key}/{'abc'[n]}",
            skill=skill.key,
            guess=1 / int(choices[i]) if is_choice[i] else OPEN_GUESS,
            slope=float(slope[i]),
            difficulty=skill.level + float(deviation[i]),
            told=skill.level + float(deviation[i] + mistake[i]),
            computer=bool(computer[i]),
        )
        for i, (skill, n) in enumerate(owners)
    )
