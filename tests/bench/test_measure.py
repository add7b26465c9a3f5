"""What is measured of a contender whose errors are known beforehand."""

from collections.abc import Collection, Mapping, Sequence

import pytest

from bench.engine.contender import Contender, Earlier, Estimate, Session
from bench.engine.joint import Joint, joint_batch, joint_measures
from bench.engine.measure import OWN_END, batch, measures
from bench.engine.play import ContenderFault, play, told
from bench.engine.report import joint_tables, tables_of
from bench.engine.scenarios import scenario
from bench.engine.world import WorldAnswer, WorldBank

BASE = scenario("base", 36, seed=1)


class Clairvoyant:
    """Asks the items in their order, ends after 12, and says the level it is given."""

    name = "clairvoyant"

    def __init__(self, level: float = 3.0, error: float | None = None, items: Sequence[str] = ()) -> None:
        self.said = Estimate(level, error)
        self.items = items

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,
    ) -> Session:
        self.left = list(self.items or [item.key for item in bank.items])
        self.asked = 0
        return self

    def next(self) -> str | None:
        return self.left[0] if self.left else None

    def take(self, item: str, answer: WorldAnswer) -> None:
        self.left.pop(0)
        self.asked += 1

    def ended(self) -> bool:
        return self.asked >= 12

    def estimate(self) -> Estimate:
        return self.said


def played(contender: Contender) -> dict[str, float]:
    found = measures(
        contender.name, "base", [batch(lambda: contender, BASE, n) for n in range(len(BASE.schools))]
    )
    after = found.after[OWN_END]
    return {
        "length": found.length,
        "most used": found.most_used[1],
        "overlap": found.overlap,
        "bias": after.bias,
        "rmse": after.rmse,
        "retest": found.retest,
        "coverage": -1 if after.coverage is None else after.coverage,
    }


def test_a_test_ends_where_the_contender_says_but_goes_on_for_the_comparison() -> None:
    school = BASE.schools[0]
    path = play(Clairvoyant(), told(school), school.pupils[0], 0, seed=1)
    assert path.end == 12
    assert len(path.items) == 20


def test_who_asks_everyone_the_same_is_exposed_and_agrees_with_itself() -> None:
    found = played(Clairvoyant())
    assert (found["length"], found["most used"], found["overlap"], found["retest"]) == (12, 1, 1, 0)


def test_bias_and_error_are_those_of_what_was_said() -> None:
    truth = [p.level[school.banks[0].competence] for school in BASE.schools for p in school.pupils]
    mean = sum(truth) / len(truth)
    found = played(Clairvoyant(level=4.0))
    assert found["bias"] == pytest.approx(4 - mean)
    assert found["rmse"] == pytest.approx((sum((4 - t) ** 2 for t in truth) / len(truth)) ** 0.5)


def test_intervals_hold_the_truth_when_they_are_wide_and_are_not_invented() -> None:
    assert played(Clairvoyant(error=10))["coverage"] == 1
    assert played(Clairvoyant(error=0))["coverage"] == 0
    assert played(Clairvoyant())["coverage"] == -1


def test_an_item_asked_twice_or_that_the_device_does_not_open_is_a_fault() -> None:
    school = scenario("phone", 6, seed=1).schools[0]
    closed = next(item.key for item in school.banks[0].items if item.computer)
    opened = next(item.key for item in school.banks[0].items if not item.computer)
    for items in ([closed], [opened, opened]):
        with pytest.raises(ContenderFault):
            play(Clairvoyant(items=items), told(school), school.pupils[0], 0, seed=1)


class SameEverywhere:
    """Says of every competence the level it is given, after one question."""

    name = "same everywhere"

    def sit(self, banks: Sequence[WorldBank], seed: int) -> "SameEverywhere":
        self.banks = banks
        self.left: list[tuple[str, str]] = [(one.competence, one.items[0].key) for one in banks]
        return self

    def next(self) -> tuple[str, str] | None:
        return self.left[0] if self.left else None

    def take(self, competence: str, item: str, answer: WorldAnswer) -> None:
        self.left.pop(0)

    def levels(self) -> Mapping[str, Estimate]:
        return {one.competence: Estimate(3.0) for one in self.banks}


def test_who_says_the_same_everywhere_has_a_total_and_no_profile() -> None:
    world = scenario("joint", 8, seed=1)
    joint = Joint(SameEverywhere, most=128)
    found = joint_measures("same everywhere", [joint_batch(joint, world, n) for n in range(2)])
    end = found.after[OWN_END]
    totals = [8 * sum(pupil.level.values()) for school in world.schools for pupil in school.pupils]
    assert found.length == 16
    assert end.profile == 0
    assert end.total == pytest.approx((sum((8 * 48 - t) ** 2 for t in totals) / 8) ** 0.5)
    assert found.certified is not None
    assert found.certified.apart == 0
    assert set(joint_tables([found])) == {"profile", "certification"}


def test_what_a_contender_does_not_say_is_a_dash_in_the_table() -> None:
    found = measures("clairvoyant", "base", [batch(Clairvoyant, BASE, n) for n in range(len(BASE.schools))])
    assert "–" in tables_of("base", [found])["base: in short"]
