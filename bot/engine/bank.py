"""What can be asked in one competence: skills in topics, items that test them, tables made once for all."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.engine.evidence import success
from bot.engine.grid import Floats, Ints, X, mastery_curves
from bot.engine.scoring import HIGHEST_LEVEL, PIX_A_LEVEL, skill_pix
from bot.errors import BankError

USUAL_SLOPE = 1.4
_STEEPEST = 100.0
_MOST_VARIANTS = 1_000_000
_FARTHEST = 8.0  # levels: a calibration beyond is a mistake


@dataclass(frozen=True, slots=True)
class Skill:
    """One level (1–8) of one topic: what a pupil can do."""

    key: str
    topic: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """A question that tests one skill.

    `guess`: probability of a right answer without the skill. `slope`: discrimination per level.
    `difficulty_offset`: calibrated difficulty minus the skill's level, and `difficulty_error` its standard
    error, both in levels; by default that of an author's judgement. `variants`: with how many different data
    it can be asked.
    """

    key: str
    skill: str
    guess: float
    slope: float = USUAL_SLOPE
    difficulty_offset: float = 0.0
    difficulty_error: float = 0.25
    variants: int = 1


@dataclass(frozen=True, eq=False, repr=False)
class Bank:
    """The items of one competence; make it with `Bank.of`, once, and share it among all pupils.

    The tables are over the grid of x (see `grid`), for N items, K skills and T topics: 0.3 MB for 150 items.
    """

    skills: tuple[Skill, ...]
    items: tuple[Item, ...]
    item_index: Mapping[str, int]
    levels: Ints
    """(K,)"""
    topic_of_skill: Ints
    """(K,)"""
    skill_of_item: tuple[int, ...]
    skill_rows: Ints
    """The same as an array: (N,)."""
    item_places: Floats
    """Among the items of its skill, from 0 to less than 1, evenly: (N,)."""
    variants: Ints
    """(N,)"""
    curves: Floats
    """P(mastered | x) of each item, then of each skill: (N + K, X)."""
    topic_rows: Floats
    """Which topic a skill belongs to, as ones and zeros: (K, T)."""
    topic_of_item: Ints
    """(N,)"""
    right: Floats
    """P(right | x) of each item: (N, X)."""
    success_rows: Floats
    """P(right | mastered), P(right | not mastered) of each item: (2, N)."""
    pix: tuple[float, ...]
    """(K,)"""
    worth: Floats
    """1, then the level a topic is worth at x, then its square: (3, T, X)."""
    target: frozenset[str] | None = None
    """Keys of the skills that count, None for all of them by their pix; see `aimed_at`."""

    def __repr__(self) -> str:
        return f"Bank({len(self.skills)} skills, {len(self.items)} items)"

    @classmethod
    def of(cls, skills: Sequence[Skill], items: Sequence[Item]) -> "Bank":
        """A bank with its tables. Raises BankError, naming the culprit, for what makes no sense."""
        _check(skills, items)
        topics = list(dict.fromkeys(skill.topic for skill in skills))
        skill_index = {skill.key: index for index, skill in enumerate(skills)}
        skill_of_item = tuple(skill_index[item.skill] for item in items)
        topic_of_skill = np.array([topics.index(skill.topic) for skill in skills])
        topic_of_item = topic_of_skill[np.array(skill_of_item, dtype=np.int64)]
        item_curves = _item_curves(skills, items, skill_of_item)
        skill_curves = _skill_curves(skills, item_curves, skill_of_item)
        pix = np.array(skill_pix([skill.level for skill in skills]), dtype=float)
        success_rows = np.array([success(item.guess) for item in items]).reshape(-1, 2).T
        return cls(
            skills=tuple(skills),
            items=tuple(items),
            item_index={item.key: index for index, item in enumerate(items)},
            levels=np.array([skill.level for skill in skills]),
            topic_of_skill=topic_of_skill,
            skill_of_item=skill_of_item,
            skill_rows=np.array(skill_of_item, dtype=np.int64),
            item_places=_places(skill_of_item),
            variants=np.array([item.variants for item in items], dtype=np.int64),
            curves=np.concatenate([item_curves, skill_curves]),
            topic_rows=np.eye(len(topics))[topic_of_skill],
            topic_of_item=topic_of_item,
            right=_right(item_curves, success_rows),
            success_rows=success_rows,
            pix=tuple(pix.tolist()),
            worth=_worth(skill_curves, pix, topic_of_skill, len(topics)),
        )

    def aimed_at(self, skills: Collection[str]) -> "Bank":
        """The same bank for a test of some of its skills only, such as a campaign's topics capped at a level.

        Answers to other items still teach what they teach, but only these skills are asked, and the level is
        theirs: 8 times the expected share of them that is mastered, each counting as much (`Posterior.share`
        is that share itself). Raises BankError when the bank has none of these skills.
        """
        target = frozenset(skills) & {skill.key for skill in self.skills}
        if not target:
            raise BankError("a target needs at least one skill of the bank")
        each = HIGHEST_LEVEL * PIX_A_LEVEL / len(target)
        pix = np.array([each * (skill.key in target) for skill in self.skills])
        curves = self.curves[len(self.items) :]
        worth = _worth(curves, pix, self.topic_of_skill, self.worth.shape[1])
        return replace(self, pix=tuple(pix.tolist()), worth=worth, target=target)


def _check(skills: Sequence[Skill], items: Sequence[Item]) -> None:
    if not skills:
        raise BankError("a bank needs at least one skill")
    _check_distinct("skill", [skill.key for skill in skills])
    _check_distinct("item", [item.key for item in items])
    for skill in skills:
        if not 1 <= skill.level <= HIGHEST_LEVEL:
            raise BankError(f"skill {skill.key} has level {skill.level}, not 1 to {HIGHEST_LEVEL}")
    keys = {skill.key for skill in skills}
    for item in items:
        _check_item(item, keys)


def _check_distinct(what: str, keys: Sequence[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise BankError(f"two {what}s are called {key}")


def _check_item(item: Item, skills: Collection[str]) -> None:
    if item.skill not in skills:
        raise BankError(f"item {item.key} tests skill {item.skill}, which the bank does not have")
    if not 0 <= item.guess < 1:
        raise BankError(f"item {item.key} has a guess of {item.guess}, not from 0 to less than 1")
    if not 0 < item.slope <= _STEEPEST:
        raise BankError(f"item {item.key} has a slope of {item.slope}, not above 0 and at most {_STEEPEST:g}")
    if not -_FARTHEST <= item.difficulty_offset <= _FARTHEST:
        raise BankError(f"item {item.key} is {item.difficulty_offset} levels off, not at most {_FARTHEST:g}")
    if item.variants not in range(1, _MOST_VARIANTS + 1):
        raise BankError(f"item {item.key} has {item.variants} variants, not 1 to {_MOST_VARIANTS}")
    if not 0 <= item.difficulty_error <= _FARTHEST:
        raise BankError(f"item {item.key} has a difficulty error of {item.difficulty_error}, not 0 or more")


def _places(skill_of_item: Sequence[int]) -> Floats:
    counts, met = Counter(skill_of_item), Counter[int]()
    places = []
    for skill in skill_of_item:
        places.append(met[skill] / counts[skill])
        met[skill] += 1
    return np.array(places)


def _item_curves(skills: Sequence[Skill], items: Sequence[Item], skill_of_item: Sequence[int]) -> Floats:
    difficulties = [
        skills[skill].level + item.difficulty_offset for item, skill in zip(items, skill_of_item, strict=True)
    ]
    return mastery_curves(
        np.array([item.slope for item in items]),
        np.array(difficulties),
        np.array([item.difficulty_error for item in items]),
    )


def _skill_curves(skills: Sequence[Skill], item_curves: Floats, skill_of_item: Sequence[int]) -> Floats:
    """The mean curve of a skill's items; of a skill without any, the usual curve of its level."""
    owner = np.array(skill_of_item)
    levels = np.array([float(skill.level) for skill in skills])
    curves = mastery_curves(np.full(len(skills), USUAL_SLOPE), levels, np.zeros(len(skills)))
    for skill in set(skill_of_item):
        curves[skill] = item_curves[owner == skill].mean(axis=0)
    return curves


def _right(item_curves: Floats, success_rows: Floats) -> Floats:
    with_skill, without = success_rows[:, :, None]
    return np.asarray(without + (with_skill - without) * item_curves)


def _worth(skill_curves: Floats, pix: Floats, topic_of_skill: Ints, topics: int) -> Floats:
    levels = np.zeros((topics, len(X)))
    np.add.at(levels, topic_of_skill, skill_curves * pix[:, None] / PIX_A_LEVEL)
    return np.stack([np.ones_like(levels), levels, levels**2])
