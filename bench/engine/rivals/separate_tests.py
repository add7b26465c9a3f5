"""A profile by one test a competence, one after the other: how profiles are made without a joint test."""

from collections.abc import Mapping, Sequence

from bench.engine.contender import Contender, Estimate, Session
from bench.engine.world import WorldAnswer, WorldBank


class SeparateTests:
    """Each competence to the end that the engine for one competence sets, before the next begins."""

    def __init__(self, each: Contender) -> None:
        self.name = f"{each.name}, one test a competence"
        self._each = each

    def sit(self, banks: Sequence[WorldBank], seed: int) -> "SeparateSession":
        """Begin the tests, in the order of the banks."""
        return SeparateSession(
            {bank.competence: self._each.sit(bank, seed + place) for place, bank in enumerate(banks)}
        )


class SeparateSession:
    """The tests of one pupil."""

    def __init__(self, tests: Mapping[str, Session]) -> None:
        self._tests = tests

    def next(self) -> tuple[str, str] | None:
        """The next item of the first test that has not ended; None when all have."""
        for competence, test in self._tests.items():
            item = None if test.ended() else test.next()
            if item is not None:
                return competence, item
        return None

    def take(self, competence: str, item: str, answer: WorldAnswer) -> None:
        """Hand the answer to its test."""
        self._tests[competence].take(item, answer)

    def levels(self) -> Mapping[str, Estimate]:
        """What each test says now."""
        return {competence: test.estimate() for competence, test in self._tests.items()}
