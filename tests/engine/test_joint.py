"""One test over many competences."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from bot.engine import (
    CERTIFICATION,
    Answer,
    AskIn,
    Bank,
    BankError,
    Item,
    JointRules,
    Skill,
    Stop,
    StopReason,
    decide_together,
    profile,
)
from tests.engine.population import usual_bank

CODES = [f"{d}.{n}" for d, count in enumerate((3, 4, 4, 3, 2), start=1) for n in range(1, count + 1)]


def bank_of(code: str, topics: int = 5) -> Bank:
    one = usual_bank(topics=topics, seed=int(code.replace(".", "")))
    return Bank.of(
        [Skill(f"{code}/{s.key}", s.topic, s.level) for s in one.skills],
        [Item(f"{code}/{i.key}", f"{code}/{i.skill}", i.guess) for i in one.items],
    )


BANKS = {code: bank_of(code) for code in CODES}


def sat(rules: JointRules, seed: int = 1, banks: dict[str, Bank] | None = None) -> tuple[list[AskIn], Stop]:
    """A whole test of somebody who is right as often as not."""
    banks, random = banks or BANKS, Random(seed)
    answers: dict[str, list[Answer]] = {code: [] for code in banks}
    asked = []
    while isinstance(choice := decide_together(profile(banks, answers), answers, rules, seed), AskIn):
        asked.append(choice)
        answers[choice.competence].append(Answer(choice.item, random.random() < 0.5, 20))
    return asked, choice


def test_a_certification_asks_32_questions_in_all_competences_and_one_a_topic() -> None:
    asked, end = sat(CERTIFICATION)
    assert end == Stop(StopReason.MOST)
    assert len(asked) == 32
    assert set(Counter(ask.competence for ask in asked)) == set(CODES)
    assert max(Counter(ask.competence for ask in asked).values()) <= 3
    topics = [(ask.competence, _topic(ask)) for ask in asked]
    assert len(set(topics)) == len(topics)


def _topic(ask: AskIn) -> str:
    return next(s.topic for s in BANKS[ask.competence].skills if s.key == ask.skill)


@pytest.mark.parametrize("most", [16, 17, 20])
def test_every_competence_is_visited_even_by_a_short_test(most: int) -> None:
    asked, _ = sat(JointRules(most=most))
    assert {ask.competence for ask in asked} == set(CODES)


def test_no_skill_is_asked_twice_and_no_competence_gets_more_than_its_share() -> None:
    asked, _ = sat(JointRules(most=64))
    assert len({ask.skill for ask in asked}) == 64
    assert max(Counter(ask.competence for ask in asked).values()) <= 5


def test_the_same_state_asks_the_same_and_neighbours_get_others() -> None:
    known = profile(BANKS, {})
    first = [decide_together(known, {}, JointRules(), seed) for seed in range(20)]
    assert first == [decide_together(known, {}, JointRules(), seed) for seed in range(20)]
    assert len(set(first)) > 5


def test_it_ends_when_nothing_is_left() -> None:
    small = {"1.1": bank_of("1.1", topics=1)}
    asked, end = sat(JointRules(most=64), banks=small)
    assert len(asked) == 8
    assert end == Stop(StopReason.NOTHING_LEFT)
    known = profile(BANKS, {})
    assert decide_together(known, {}, JointRules(), 1, usable=set()) == Stop(StopReason.NOTHING_LEFT)


def test_only_what_the_device_opens_and_what_is_not_settled() -> None:
    known = profile(BANKS, {})
    phone = {item.key for bank in BANKS.values() for item in bank.items if item.key.endswith("b")}
    settled = {skill.key for bank in BANKS.values() for skill in bank.skills if skill.level < 4}
    for seed in range(10):
        choice = decide_together(known, {}, JointRules(), seed, phone, settled)
        assert isinstance(choice, AskIn)
        assert choice.item in phone
        assert choice.skill not in settled


def test_earlier_answers_teach_but_are_not_questions_of_this_test() -> None:
    earlier = {"1.1": [replace(Answer(i.key, True, 20), weight=0.8) for i in BANKS["1.1"].items[::2]]}
    rules = JointRules(most=16)
    known = profile(BANKS, earlier)
    assert isinstance(decide_together(known, earlier, rules, 1), AskIn)
    assert known.posteriors["1.2"].prior.mean > 4


def test_competences_that_are_known_less_come_first() -> None:
    """After a whole test of one domain, the others are asked."""
    random = Random(2)
    done = {
        code: [replace(Answer(i.key, random.random() < 0.5, 20), weight=0.9) for i in BANKS[code].items[::3]]
        for code in ("1.1", "1.2", "1.3")
    }
    known = profile(BANKS, done)
    for seed in range(10):
        choice = decide_together(known, done, JointRules(comfort=0), seed)
        assert isinstance(choice, AskIn)
        assert choice.competence not in done


def test_competences_without_a_question_keep_nothing_from_the_others() -> None:
    banks = {**{code: BANKS[code] for code in CODES[:12]}, **{c: _closed(c) for c in CODES[12:]}}
    for most in (16, 32):
        asked, end = sat(JointRules(most=most), banks=banks)
        assert len(asked) == most
        assert end == Stop(StopReason.MOST)
        assert {ask.competence for ask in asked} == set(CODES[:12])


def _closed(code: str) -> Bank:
    return Bank.of(BANKS[code].skills, [])


def test_one_competence_may_be_asked_them_all() -> None:
    asked, _ = sat(JointRules(most=20), banks={"1.1": BANKS["1.1"]})
    assert len(asked) == 20


@pytest.mark.parametrize("wrong", [{"most": -1}, {"exposure": 0}, {"near": -1}])
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BankError):
        JointRules(**wrong)  # type: ignore[arg-type]  # wrong on purpose
