"""One test over many competences: which competence, and which of its questions, comes next."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.engine.bank import Bank
from bot.engine.evidence import Answer
from bot.engine.exposure import drawn
from bot.engine.grid import Floats
from bot.engine.profile import Profile
from bot.engine.selection import (
    Stop,
    StopReason,
    asked_skills,
    check_taste,
    expected,
    near_best,
    open_items,
    pick,
)
from bot.errors import BankError


@dataclass(frozen=True, slots=True)
class JointRules:
    """How a test over many competences is led; by default as pupils get it.

    `most`: questions in all. `one_a_topic`: never two in one topic. `comfort`, `near` and `exposure` as in
    `Rules`. Raises BankError for what makes no sense.
    """

    most: int = 64
    one_a_topic: bool = False
    comfort: float = 1.05
    near: float = 0.06
    exposure: float = 0.36

    def __post_init__(self) -> None:
        check_taste(self.comfort, self.near, self.exposure)
        if self.most < 0:
            raise BankError(f"{self} asks for less than nothing")


CERTIFICATION = JointRules(most=32, one_a_topic=True, comfort=0, near=0.02, exposure=1)
"""Today's rule of the official certification (domain page, section 3), the profile left aside."""


@dataclass(frozen=True, slots=True)
class AskIn:
    """The next question: its competence's code, the keys of its item and of the skill it tests."""

    competence: str
    item: str
    skill: str


def decide_together(
    known: Profile,
    answers: Mapping[str, Sequence[Answer]],
    rules: JointRules,
    seed: int,
    usable: Container[str] | None = None,
    settled: Container[str] = (),
) -> AskIn | Stop:
    """The next question of a joint test, or its end; the same for the same arguments.

    Answers of weight 1 are those of this test; `answers`, `usable` and `settled` as in `decide`, with keys of
    items and skills that differ between competences. Every competence that has a question is visited, in a
    test with questions enough.
    """
    given = {code: [a.item for a in answers.get(code, ()) if a.weight == 1] for code in known.posteriors}
    count = sum(map(len, given.values()))
    if count >= rules.most:
        return Stop(StopReason.MOST)
    left = {
        code: _open_items(each.bank, given[code], rules, seed, usable, settled)
        for code, each in known.posteriors.items()
    }
    offers = [
        _offer(known, code, left[code])
        for code in _turns(
            {code: len(given[code]) for code, items in left.items() if items}, rules.most, count
        )
    ]
    if not offers:
        return Stop(StopReason.NOTHING_LEFT)
    near = _near_best(offers, rules)
    code, number = near[pick(seed, count, len(near))]
    item = known.posteriors[code].bank.items[number]
    return AskIn(code, item.key, item.skill)


def _turns(asked: Mapping[str, int], most: int, count: int) -> list[str]:
    """The competences that may be asked now; `asked`: questions so far of each that has any left.

    None gets more than its share and one, while others have questions left. When as many questions are left
    as competences not visited, those come.
    """
    unseen = [code for code, number in asked.items() if not number]
    if unseen and len(unseen) >= most - count:
        return unseen
    share = -(-most // max(1, len(asked))) + 1
    return [code for code, number in asked.items() if number < share] or list(asked)


def _open_items(
    bank: Bank,
    given: Sequence[str],
    rules: JointRules,
    seed: int,
    usable: Container[str] | None,
    settled: Container[str],
) -> list[int]:
    own = drawn(bank, seed, rules.exposure)
    if rules.one_a_topic:
        asked = asked_skills(bank, given)
        done = {skill.topic for skill in bank.skills if skill.key in asked}
        settled = {skill.key for skill in bank.skills if skill.topic in done or skill.key in settled}
    return open_items(bank, given, usable, settled, own)


@dataclass(frozen=True, eq=False, slots=True)
class _Offer:
    """The questions open in one competence, and what each would bring to all of them: (n,)."""

    code: str
    items: Sequence[int]
    success: Floats
    drop: Floats
    """Expected drop of the sum of the variances of the levels."""


def _offer(known: Profile, code: str, items: Sequence[int]) -> _Offer:
    ahead = expected(known.posteriors[code], items)
    others = known.rise[:, list(known.posteriors).index(code)]
    squares = ahead.with_level**2 + float(others @ others) * ahead.with_ability**2
    return _Offer(code, items, ahead.success, squares / (ahead.success * (1 - ahead.success)))


def _near_best(offers: Sequence[_Offer], rules: JointRules) -> list[tuple[str, int]]:
    drop = np.concatenate([offer.drop for offer in offers])
    success = np.concatenate([offer.success for offer in offers])
    keys = [(offer.code, item) for offer in offers for item in offer.items]
    return [keys[place] for place in near_best(drop, success, rules.comfort, rules.near)]
