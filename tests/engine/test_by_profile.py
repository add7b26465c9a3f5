"""The certification by profile: which questions come, and what the table makes of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import (
    Asked,
    BankError,
    Certified,
    Direct,
    Ended,
    Held,
    Reason,
    Status,
    another,
    chosen,
    score_by_profile,
)
from bot.engine.by_profile import TABLE, success_rate

TABLE_OF_THE_DOMAIN_PAGE = """
| asked | right | neutralised | rate ≥ 80 | 70–79 | 50–69 |
|---|---|---|---|---|---|
| 3 | 3 | 0 | V | V | V |
| 3 | 2 | 0 | V | D | D |
| 3 | 2 | 1 | V | V | V |
| 3 | 1 | 0 | I | I | I |
| 3 | 1 | 1 | V | D | I |
| 3 | 1 | 2 | V | V | D |
| 3 | 0 | any | I | I | I |
| 2 | 2 | 0 | V | V | V |
| 2 | 1 | 0 | V | D | I |
| 2 | 1 | 1 | V | V | D |
| 2 | 0 | any | I | I | I |
| 1 | 1 | 0 | V | V | D |
| 1 | 0 | any | I | I | I |
"""
RATES = (80, 75, 60)
OTHERS = "2.1"
"""A competence whose only part is to bring the rate of the sitting where a test wants it."""


def rows() -> list[tuple[int, int, int, int, str]]:
    """(asked, right, neutralised, rate, V D or I) of every cell, « any » written out."""
    found = []
    for line in TABLE_OF_THE_DOMAIN_PAGE.strip().splitlines()[2:]:
        asked, right, neutralised, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        outs = range(int(asked) + 1) if neutralised == "any" else [int(neutralised)]
        found += [
            (int(asked), int(right), out, rate, cell)
            for out in outs
            for rate, cell in zip(RATES, cells, strict=True)
        ]
    return found


def questions(competence: str, asked: int, right: int, out: int = 0) -> list[Asked]:
    """`right` ones first, `out` neutralised ones last."""
    return [
        Asked(competence, f"{competence}/{n}", right=n < right, neutralised=n >= asked - out)
        for n in range(asked)
    ]


def filling(rate: int, right: int, left: int) -> list[Asked]:
    """Questions of many other competences that bring the whole sitting to just this rate."""
    total = 400
    more = rate * total // 100 - right
    sitting = [Asked("", f"{n}", right=n < more) for n in range(total - left)]
    return [replace(each, competence=f"9.{n // 3}") for n, each in enumerate(sitting)]


@pytest.mark.parametrize(("asked", "right", "out", "rate", "cell"), rows())
def test_every_cell_of_the_table(asked: int, right: int, out: int, rate: int, cell: str) -> None:
    of_it = questions("1.1", asked, right, out)
    result = score_by_profile(
        [Held("1.1", 4, 35), Held("2.1", 1, 8)],
        [*of_it, *filling(rate, right + 3, asked - out + 3), *questions("2.1", 3, 3)],
        Ended.DONE,
    )
    assert result.rate == rate
    assert (result.levels["1.1"], result.pix["1.1"]) == {"V": (4, 35), "D": (3, 27), "I": (0, 0)}[cell]
    assert (result.levels["2.1"], result.pix["2.1"]) == (1, 8)
    assert result.total == sum(result.pix.values())


def test_the_table_knows_every_case() -> None:
    possible = {(a, r, n) for a, r, n in product((1, 2, 3), range(4), range(4)) if r + n <= a}
    assert set(TABLE) == possible


@pytest.mark.parametrize(
    ("right", "left", "rate"),
    [(1, 2, 50), (1, 3, 33), (2, 3, 67), (1, 8, 13), (99, 200, 50), (98, 200, 49), (0, 5, 0), (0, 0, 0)],
)
def test_a_rate_is_rounded_halves_up(right: int, left: int, rate: int) -> None:
    assert success_rate(right, left) == rate


@pytest.mark.parametrize(
    ("right", "status", "pix"),
    [
        (49, Status.REJECTED, 0),
        (50, Status.ISSUED, 27),
        (69, Status.ISSUED, 27),
        (70, Status.ISSUED, 27),
        (79, Status.ISSUED, 27),
        (80, Status.ISSUED, 35),
    ],
)
def test_two_right_of_three_at_the_bounds_of_the_rate(right: int, status: Status, pix: int) -> None:
    result = at_rate(right, asked=3, in_it=2)
    assert (result.rate, result.status, result.pix["1.1"]) == (right, status, pix)


@pytest.mark.parametrize(("right", "pix"), [(50, 0), (69, 0), (70, 27), (79, 27), (80, 35)])
def test_one_right_of_two_at_the_bounds_of_the_rate(right: int, pix: int) -> None:
    assert at_rate(right, asked=2, in_it=1).pix["1.1"] == pix


def at_rate(right: int, asked: int, in_it: int) -> Certified:
    """A hundred questions, so that the right ones are the rate; all of those of 2.1 are."""
    rest = [Asked(f"9.{n // 3}", f"{n}", right=n < right - in_it - 1) for n in range(100 - asked - 1)]
    sitting = [*questions("1.1", asked, in_it), *questions("2.1", 1, 1), *rest]
    return score_by_profile([Held("1.1", 4, 35), Held("2.1", 2, 16)], sitting, Ended.DONE)


HELD = [Held(f"{n}.1", level, 8 * level + 3) for n, level in enumerate((1, 2, 4, 5, 8), start=1)]


def sitting_of(right: Sequence[int]) -> list[Asked]:
    """Three questions in each of five competences."""
    return [each for held, n in zip(HELD, right, strict=True) for each in questions(held.competence, 3, n)]


def test_all_right_certifies_the_profile() -> None:
    result = score_by_profile(HELD, sitting_of([3] * 5), Ended.DONE)
    assert (result.status, result.rate, result.reason) == (Status.ISSUED, 100, None)
    assert result.levels == {each.competence: each.level for each in HELD}
    assert result.total == sum(each.pix for each in HELD)


def test_one_level_lower_than_level_1_is_level_0() -> None:
    result = score_by_profile(HELD, sitting_of([2, 3, 3, 1, 2]), Ended.DONE)
    assert result.rate == 73
    assert (result.levels["1.1"], result.pix["1.1"]) == (0, 3)
    assert (result.levels["5.1"], result.pix["5.1"]) == (7, 59)


def test_below_half_everything_is_rejected() -> None:
    result = score_by_profile(HELD, sitting_of([3, 3, 1, 0, 0]), Ended.DONE)
    assert (result.status, result.reason, result.rate) == (Status.REJECTED, Reason.LOW_RATE, 47)
    assert result.total == 0
    assert set(result.levels.values()) == {0}


def test_no_level_left_is_rejected_even_at_a_good_rate() -> None:
    result = score_by_profile(HELD[:1], questions("1.1", 3, 2), Ended.DONE)
    assert (result.status, result.reason, result.rate) == (Status.REJECTED, Reason.NO_LEVEL, 67)


def test_a_competence_without_any_question_is_not_certified() -> None:
    result = score_by_profile(HELD, questions("5.1", 3, 3), Ended.DONE)
    assert result.levels == {"1.1": 0, "2.1": 0, "3.1": 0, "4.1": 0, "5.1": 8}


def test_too_many_neutralised_cancel_the_sitting() -> None:
    sitting = sitting_of([3, 2, 2, 1, 1])
    wrong = [n for n, each in enumerate(sitting) if not each.right]
    assert score_by_profile(HELD, neutralising(sitting, wrong[:5]), Ended.DONE).status is Status.ISSUED
    result = score_by_profile(HELD, neutralising(sitting, wrong), Ended.DONE)
    assert (result.status, result.reason, result.total) == (Status.CANCELLED, Reason.NEUTRALISED, 0)


def neutralising(sitting: Sequence[Asked], which: Sequence[int]) -> list[Asked]:
    return [replace(each, neutralised=each.neutralised or n in which) for n, each in enumerate(sitting)]


def test_what_a_breakdown_left_unanswered_counts_for_nothing() -> None:
    """Two right in the last competence, then the power fails."""
    sitting = sitting_of([3, 3, 3, 3, 2])
    sitting[-1] = replace(sitting[-1], answered=False)
    assert score_by_profile(HELD, sitting, Ended.TECHNICAL).rate == 100
    sitting[-2] = replace(sitting[-2], right=False, answered=False)
    cut = score_by_profile(HELD, sitting, Ended.TECHNICAL)
    assert (cut.rate, cut.levels["5.1"]) == (100, 8)


@pytest.mark.parametrize("ended", [Ended.CANDIDATE, Ended.DONE])
def test_what_the_candidate_left_counts_as_skipped(ended: Ended) -> None:
    sitting = sitting_of([3, 3, 3, 2, 1])
    gone = [each if each.right else replace(each, answered=False) for each in sitting]
    assert score_by_profile(HELD, gone, ended) == score_by_profile(HELD, sitting, ended)


def test_a_breakdown_early_on_cancels_the_sitting() -> None:
    sitting = [replace(each, answered=n < 9) for n, each in enumerate(sitting_of([3] * 5))]
    assert score_by_profile(HELD, sitting, Ended.TECHNICAL).status is Status.CANCELLED
    assert score_by_profile(HELD, sitting, Ended.CANDIDATE).rate == 60


def test_nothing_asked_is_nothing_right() -> None:
    assert score_by_profile(HELD, [], Ended.DONE).status is Status.REJECTED


def test_the_table_ends_at_three_questions() -> None:
    with pytest.raises(BankError, match=r"4 questions in competence 1\.1"):
        score_by_profile(HELD, questions("1.1", 4, 4), Ended.DONE)


CASES = [(asked, right) for asked in (1, 2, 3) for right in range(asked + 1)]
ORDER = [Status.CANCELLED, Status.REJECTED, Status.ISSUED]


@st.composite
def sittings(draw: st.DrawFn) -> tuple[list[Held], list[Asked]]:
    """A profile, and answers that are right more often than not, some neutralised already."""
    held = [
        Held(f"{n}.1", level, 8 * level + draw(st.integers(0, 7)))
        for n, level in enumerate(draw(st.lists(st.integers(1, 8), min_size=1, max_size=16)))
    ]
    sitting = [
        Asked(
            each.competence,
            f"{each.competence}/{n}",
            right=draw(st.integers(0, 9)) > 2,
            answered=draw(st.integers(0, 9)) > 0,
            neutralised=draw(st.integers(0, 9)) == 0,
        )
        for each in held
        for n in range(draw(st.integers(1, 3)))
    ]
    return held, sitting


ended = st.sampled_from(list(Ended))


@given(sittings(), ended)
def test_nobody_gets_more_than_the_profile(case: tuple[list[Held], list[Asked]], ended: Ended) -> None:
    held, sitting = case
    result = score_by_profile(held, sitting, ended)
    for each in held:
        assert result.levels[each.competence] <= each.level
        assert result.pix[each.competence] <= each.pix


@settings(max_examples=300)
@given(sittings(), ended, st.data())
def test_neutralising_never_lowers_anything(
    case: tuple[list[Held], list[Asked]], ended: Ended, data: st.DataObject
) -> None:
    held, sitting = case
    which = data.draw(st.sets(st.integers(0, len(sitting) - 1)))
    before, after = (
        score_by_profile(held, each, ended) for each in (sitting, neutralising(sitting, sorted(which)))
    )
    if after.status is Status.CANCELLED:
        return
    assert ORDER.index(after.status) >= ORDER.index(before.status)
    assert all(after.levels[each.competence] >= before.levels[each.competence] for each in held)
    assert all(after.pix[each.competence] >= before.pix[each.competence] for each in held)


@settings(max_examples=300)
@given(sittings(), ended, st.data())
def test_one_more_right_answer_never_lowers_anything(
    case: tuple[list[Held], list[Asked]], ended: Ended, data: st.DataObject
) -> None:
    held, sitting = case
    place = data.draw(st.integers(0, len(sitting) - 1))
    better = [replace(e, right=True, answered=True) if n == place else e for n, e in enumerate(sitting)]
    before, after = (score_by_profile(held, each, ended) for each in (sitting, better))
    assert ORDER.index(after.status) >= ORDER.index(before.status)
    assert all(after.levels[each.competence] >= before.levels[each.competence] for each in held)
    assert all(after.pix[each.competence] >= before.pix[each.competence] for each in held)


@given(sittings(), ended, st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(case, ended, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis's own random
    held, sitting = case
    shuffled = random.sample(sitting, len(sitting))
    assert score_by_profile(held, shuffled, ended) == score_by_profile(held, sitting, ended)


def direct(*skills: str) -> list[Direct]:
    """« web3 »: a skill of level 3 in the topic web."""
    return [Direct(key, key[:-1], int(key[-1]), (f"{key}/a", f"{key}/b")) for key in skills]


def test_the_hardest_skills_of_distinct_topics_come_first() -> None:
    validated = direct("web5", "web4", "web3", "mail2", "news1")
    assert [skill for skill, _ in chosen(validated, seed=1)] == ["web5", "mail2", "news1"]


def test_then_the_hardest_of_topics_already_taken() -> None:
    validated = direct("web2", "web5", "mail2", "web4", "mail1")
    assert [skill for skill, _ in chosen(validated, seed=1)] == ["web5", "mail2", "web4"]
    assert [skill for skill, _ in chosen(direct("web1", "web2"), seed=1)] == ["web2", "web1"]


def test_a_skill_whose_challenges_were_all_seen_is_left_out() -> None:
    worn = replace(direct("web5")[0], challenges=())
    assert [skill for skill, _ in chosen([worn, *direct("web3")], seed=1)] == ["web3"]
    assert chosen([worn], seed=1) == []


def test_the_seed_settles_ties_and_the_order_of_skills_does_not() -> None:
    validated = direct("web3", "mail3", "news3", "map3", "map2")
    for seed in range(20):
        assert chosen(validated, seed) == chosen(validated[::-1], seed)
    assert len({tuple(chosen(validated, seed)) for seed in range(20)}) > 5


def test_no_skill_comes_twice() -> None:
    assert len(chosen(direct("web3", "web3", "web3"), seed=1)) == 1


def test_a_withdrawn_question_is_replaced_by_one_of_its_level_or_near() -> None:
    validated = direct("web5", "mail4", "news3", "map2")
    found = another(validated, 4, {"web5", "mail4"}, seed=1)
    assert found is not None
    assert found[0] == "news3"
    assert another(validated, 4, {"mail4"}, seed=1) in [("web5", "web5/a"), ("web5", "web5/b")]


def test_the_same_skill_may_be_asked_by_another_challenge() -> None:
    assert another(direct("web5"), 5, {"web5/a"}, seed=1) == ("web5", "web5/b")
    assert another(direct("web5"), 5, {"web5/a", "web5/b"}, seed=1) is None
    assert another([], 5, set(), seed=1) is None


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 8)), max_size=12, unique=True),
    st.integers(0, 100),
)
def test_questions_are_hard_and_spread(skills: list[tuple[str, int]], seed: int) -> None:
    validated = direct(*(f"{topic}{level}" for topic, level in skills))
    found = [skill for skill, _ in chosen(validated, seed)]
    assert len(found) == min(3, len(skills))
    hardest = {topic: max(level for t, level in skills if t == topic) for topic, _ in skills}
    topics = Counter(skill[0] for skill in found)
    assert len(topics) == min(3, len(hardest))
    assert all(f"{topic}{hardest[topic]}" in found for topic in topics)
