"""Signs of guessing and copying: plain numbers, and how often honest candidates raise an alarm."""

from math import isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import (
    COPY_ALARM,
    FIT_ALARM,
    HASTY_ALARM,
    Answer,
    Asked,
    Match,
    coincidence,
    hasty_share,
    person_fit,
    predicted,
    typical_gap,
    wrong_chance,
)
from tests.engine.population import pupil, usual_bank

BANK = usual_bank()
BANKS = {"1.1": BANK}


def test_the_share_of_answers_that_were_not_read() -> None:
    assert hasty_share([1.0, 2.0, 30.0, None]) == 0.5
    assert hasty_share([None, 40.0]) == 0.0
    assert hasty_share([]) == 0.0


def test_easy_ones_wrong_and_hard_ones_right_fit_nobody() -> None:
    likely = [0.9] * 10 + [0.2] * 10
    assert person_fit(likely, [True] * 10 + [False] * 10) > 1
    assert person_fit(likely, [False] * 10 + [True] * 10) < 10 * FIT_ALARM / 3


def test_answers_as_likely_as_not_say_nothing() -> None:
    assert person_fit([0.5, 0.5], [True, False]) == 0.0
    assert person_fit([], []) == 0.0


def test_the_fit_by_hand() -> None:
    """One answer that had 4 chances in 5: its log-odds are ln 4."""
    assert isclose(person_fit([0.8], [True]), 0.2 / 0.16**0.5)
    assert isclose(person_fit([0.8], [False]), -0.8 / 0.16**0.5)


def test_a_fit_needs_an_answer_for_every_prediction() -> None:
    with pytest.raises(ValueError, match="zip"):
        person_fit([0.5], [])


def test_what_is_predicted_follows_the_answers_before() -> None:
    keys = [item.key for item in BANK.items if item.key.endswith("a")][:16]
    right, wrong = (
        predicted(BANKS, [Asked("1.1", key, right, 20) for key in keys], {}) for right in (True, False)
    )
    assert right[0] == wrong[0]
    assert all(one > other for one, other in zip(right[1:], wrong[1:], strict=True))
    easy, hard = [Asked("1.1", "01a", True)], [Asked("1.1", "08a", True)]
    assert predicted(BANKS, easy, {})[0] > predicted(BANKS, hard, {})[0]


def test_positionings_help_to_predict() -> None:
    strong = {"1.1": [Answer(item.key, True, 20) for item in BANK.items[10:40:3]]}
    question = [Asked("1.1", BANK.items[5].key, True, 20)]
    assert predicted(BANKS, question, strong)[0] > predicted(BANKS, question, {})[0]


def test_what_left_the_bank_is_a_coin_and_changes_nothing() -> None:
    known = Asked("1.1", BANK.items[5].key, True, 20)
    gone, elsewhere = Asked("1.1", "gone", True, 20), Asked("9.9", "x", True, 20)
    alone = predicted(BANKS, [known], {})
    assert predicted(BANKS, [gone, elsewhere, known], {}) == [0.5, 0.5, *alone]


def test_honest_answers_raise_few_alarms_and_guesses_many() -> None:
    """Of pupils who know a good deal; who guesses as much as they know anyway can't be told apart."""
    random = Random(5)
    honest, guessing = [], []
    for number in range(40):
        who = pupil(BANK, random.gauss(5, 1), random)
        before = {"1.1": [who.answers[item.key] for item in BANK.items[number % 5 :: 5]]}
        items = [item for n, item in enumerate(BANK.items) if n % 5 != number % 5][:30]
        answers = [who.answers[item.key] for item in items]
        honest.append(_fit(before, [Asked("1.1", a.item, a.correct, a.seconds) for a in answers]))
        guessing.append(_fit(before, [Asked("1.1", i.key, random.random() < i.guess, 20) for i in items]))
    assert sum(fit < FIT_ALARM for fit in honest) <= 3
    assert sum(fit < FIT_ALARM for fit in guessing) >= 20


def _fit(before: dict[str, list[Answer]], questions: list[Asked]) -> float:
    return person_fit(predicted(BANKS, questions, before), [each.right for each in questions])


def test_matches_nobody_could_have_by_chance() -> None:
    typed = wrong_chance(0.02)
    assert coincidence([Match(True, typed)] * 3) < COPY_ALARM / 29
    assert isclose(coincidence([Match(False, typed)] * 3), 1.0)
    assert coincidence([]) == 1.0


def test_two_same_choices_are_no_wonder() -> None:
    assert isclose(wrong_chance(0.25), 1 / 3)
    assert wrong_chance(0.5) == wrong_chance(1.0) == 1.0
    assert isclose(coincidence([Match(True, 1 / 3), Match(True, 1 / 3)]), 1 / 9)
    assert isclose(coincidence([Match(True, 1 / 3), Match(False, 1 / 3)]), 5 / 9)


chances = st.lists(st.floats(0.01, 0.99), max_size=12)


@given(chances)
def test_a_coincidence_is_a_probability_that_falls_with_every_match(given_chances: list[float]) -> None:
    levels = [
        coincidence([Match(n < same, chance) for n, chance in enumerate(given_chances)])
        for same in range(len(given_chances) + 1)
    ]
    assert all(0 <= level <= 1 for level in levels)
    assert levels == sorted(levels, reverse=True)


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.99)), max_size=12), st.randoms())
def test_the_order_of_matches_hardly_matters(trials: list[tuple[bool, float]], random: Random) -> None:
    matches = [Match(*trial) for trial in trials]
    assert isclose(coincidence(matches), coincidence(random.sample(matches, len(matches))), abs_tol=1e-12)


def test_honest_pairs_are_alarmed_no_more_often_than_said() -> None:
    random = Random(7)
    alarms = sum(
        coincidence([Match(random.random() < 0.3, 0.3) for _ in range(8)]) < COPY_ALARM for _ in range(3000)
    )
    assert alarms <= COPY_ALARM * 3000


def test_how_close_in_time() -> None:
    assert typical_gap([-4.0, 10.0, 90.0]) == 10.0
    assert typical_gap([3.0]) is None
    assert typical_gap([]) is None


def test_alarms_are_where_honest_candidates_hardly_come() -> None:
    assert hasty_share([2.0] * 5 + [25.0] * 27) < HASTY_ALARM <= hasty_share([2.0] * 6 + [25.0] * 26)
