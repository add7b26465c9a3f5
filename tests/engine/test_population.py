"""A simulated population: how well, and how pleasantly, it is measured."""

from dataclasses import replace
from math import sqrt
from statistics import fmean, pstdev

import pytest

from bot.engine import SHARPEST, Bank, Rules
from tests.engine.population import Pupil, Turn, positioning, pupils, usual_bank

COUNT = 300


class Study:
    """Positionings of 20 questions, which can be looked at after any question."""

    def __init__(self, bank: Bank, people: list[Pupil], rules: Rules) -> None:
        self.people = people
        self.rules = rules
        endless = replace(rules, least=20, error=0)
        self.turns = [list(positioning(bank, who, endless, seed)) for seed, who in enumerate(people)]

    def rmse(self, questions: int) -> float:
        return _rmse([turns[questions - 1] for turns in self.turns], self.people)

    @property
    def ends(self) -> list[Turn]:
        return [next(turn for turn in turns if self._ended(turn)) for turns in self.turns]

    def _ended(self, turn: Turn) -> bool:
        known = turn.posterior.error <= self.rules.error
        return len(turn.answers) >= self.rules.most or (known and len(turn.answers) >= self.rules.least)


def _rmse(turns: list[Turn], people: list[Pupil]) -> float:
    return sqrt(fmean((t.posterior.level - who.level) ** 2 for t, who in zip(turns, people, strict=True)))


@pytest.fixture(scope="module")
def study() -> Study:
    bank = usual_bank()
    return Study(bank, pupils(bank, COUNT), Rules())


def test_eight_comfortable_questions_say_what_others_learn_in_eighteen(study: Study) -> None:
    assert study.rmse(8) < 0.74
    assert study.rmse(15) < 0.60
    assert _rmse(study.ends, study.people) < 0.59
    assert fmean(len(turn.answers) for turn in study.ends) < 16.5


def test_half_of_the_answers_are_right(study: Study) -> None:
    answers = [answer.correct for turn in study.ends for answer in turn.answers]
    assert fmean(answers) > 0.48


def test_no_item_is_worn_out(study: Study) -> None:
    seen = [answer.item for turn in study.ends for answer in turn.answers]
    assert max(seen.count(item) for item in set(seen)) < 0.5 * COUNT


def test_the_interval_and_the_error_tell_the_truth(study: Study) -> None:
    ends = list(zip(study.ends, study.people, strict=True))
    held = [low <= who.level <= high for turn, who in ends for low, high in [turn.posterior.interval(0.9)]]
    assert 0.85 < fmean(held) < 0.95
    errors = [turn.posterior.level - who.level for turn, who in ends]
    assert abs(fmean(errors)) < 0.1
    assert pstdev(errors) == pytest.approx(fmean(turn.posterior.error for turn, _ in ends), abs=0.08)


def test_mastery_of_every_skill_is_known(study: Study) -> None:
    """Brier score over all skills, asked or not; a coin would have 0.25."""
    squares = [
        (probability - (skill in who.mastered)) ** 2
        for turn, who in zip(study.ends, study.people, strict=True)
        for skill, probability in turn.posterior.mastery.items()
    ]
    assert fmean(squares) < 0.07


def test_information_alone_learns_more_and_fails_more() -> None:
    bank = usual_bank()
    study = Study(bank, pupils(bank, 150), SHARPEST)
    assert study.rmse(8) < 0.66
    assert study.rmse(15) < 0.52
    assert fmean(answer.correct for turn in study.ends for answer in turn.answers) < 0.45


def test_a_very_weak_pupil_is_measured_too() -> None:
    bank = usual_bank()
    study = Study(bank, pupils(bank, 100, mean=0.8, sd=0.6), Rules())
    assert _rmse(study.ends, study.people) < 0.6
    assert min(len(turn.answers) for turn in study.ends) >= 8
