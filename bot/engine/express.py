"""One test over many competences: which competence, and which of its questions, comes next."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.engine.estimation import Posterior
from bot.engine.evidence import Answer
from bot.engine.exposure import drawn
from bot.engine.grid import Floats
from bot.engine.profile import Profile
from bot.engine.selection import Stop, StopReason, asked_skills, candidates, expected, pick

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class JointRules:
    """How a test over many competences is led; by default as pupils get it.

    `most`: questions in all. `a_competence`: at most so many of them in one. `one_a_topic`: never two in one
    topic. `total`: learn the sum of the levels rather than each of them. `comfort`, `near` and `exposure` as
    in `Rules`.
    """

    most: int = 64
    a_competence: int = 5
    one_a_topic: bool = False
    total: bool = False
    comfort: float = 1.05
    near: float = 0.06
    exposure: float = 0.36


CERTIFICATION = JointRules(most=32, a_competence=3, one_a_topic=True, comfort=0, near=0.05, exposure=1)
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
    items and skills that differ between competences. Every competence is visited before the test ends.
    """
    given = {code: [a.item for a in answers.get(code, ()) if a.weight == 1] for code in known.posteriors}
    count = sum(map(len, given.values()))
    if count >= rules.most:
        return Stop(StopReason.MOST)
    offers = [
        _offer(known, code, open_items)
        for code in _open_competences(given, rules.most - count, rules.a_competence)
        if (open_items := _open_items(known.posteriors[code], given[code], rules, seed, usable, settled))
    ]
    if not offers:
        return Stop(StopReason.NOTHING_LEFT)
    near = _near_best(offers, rules)
    code, number = near[pick(seed, count, len(near))]
    item = known.posteriors[code].bank.items[number]
    return AskIn(code, item.key, item.skill)


def _open_competences(given: Mapping[str, Sequence[str]], left: int, most: int) -> list[str]:
    """Those not asked their share yet; towards the end, those not visited first."""
    unseen = [code for code, items in given.items() if not items]
    if unseen and len(unseen) >= left:
        return unseen
    return [code for code, items in given.items() if len(items) < most]


def _open_items(
    known: Posterior,
    given: Sequence[str],
    rules: JointRules,
    seed: int,
    usable: Container[str] | None,
    settled: Container[str],
) -> list[int]:
    bank = known.bank
    open_items = candidates(bank, given, usable, settled)
    if rules.one_a_topic:
        skills = [
            number for number, skill in enumerate(bank.skills) if skill.key in asked_skills(bank, given)
        ]
        done = set(bank.topic_of_skill[skills].tolist())
        open_items = [i for i in open_items if int(bank.topic_of_item[i]) not in done]
    own = drawn(bank, seed, rules.exposure)
    return [i for i in open_items if own[i]] or open_items


@dataclass(frozen=True, eq=False, slots=True)
class _Offer:
    """The questions open in one competence, and what each would bring to all of them: (n,)."""

    code: str
    items: Sequence[int]
    success: Floats
    each: Floats
    """Expected drop of the sum of the variances of the levels."""
    total: Floats
    """Expected drop of the variance of their sum."""


def _offer(known: Profile, code: str, items: Sequence[int]) -> _Offer:
    ahead = expected(known.posteriors[code])
    success = ahead.success[items]
    others = known.rise[:, list(known.posteriors).index(code)]
    here, ability = ahead.with_level[items], ahead.with_ability[items]
    noise = success * (1 - success)
    each = (here**2 + float(others @ others) * ability**2) / noise
    return _Offer(code, items, success, each, (here + float(others.sum()) * ability) ** 2 / noise)


def _near_best(offers: Sequence[_Offer], rules: JointRules) -> list[tuple[str, int]]:
    drop = np.concatenate([offer.total if rules.total else offer.each for offer in offers])
    success = np.concatenate([offer.success for offer in offers])
    keys = [(offer.code, item) for offer in offers for item in offer.items]
    worth = drop / max(float(drop.max()), _TINY) + rules.comfort * success
    return [keys[i] for i in np.flatnonzero(worth >= worth.max() - rules.near).tolist()]
