"""What can be asked in one competence: skills in topics, items that test them, tables made once for all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skill:
    """One level of one topic: what a pupil can do."""

    key: str
    topic: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """A question that tests one skill.

    `guess`: probability of a right answer without the skill. `slope`: discrimination per level.
    `difficulty_offset`: calibrated difficulty minus the skill's level, and `difficulty_error` its standard
    error, both in levels.
    """

    key: str
    skill: str
    guess: float
    slope: float = 1.4
    difficulty_offset: float = 0.0
    difficulty_error: float = 0.0
