"""Whatever happens to the bot and its machine's clock, a candidate has used the time in which it worked."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import integers, sampled_from

from bot.heartbeat import Heartbeat
from bot.store import sittings
from bot.store.sittings import Candidate
from bot.store.times import to_ms
from bot.usecases.certification import clock, pulse
from tests.usecases.desk import Desk
from tests.usecases.sitters import MINUTE, Hall

BEAT = 5  # seconds


class Machine:
    """The desk's database as the store of the only process."""

    exclusive = True

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def turn(self, fn: Any, /, *args: Any) -> Any:
        return self.desk.turn(lambda tx: fn(tx, *args))

    read = turn


class Clocks(RuleBasedStateMachine):
    """One candidate, and what happens; `lived` is the time in which they could answer."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.lived = 0
        self.free = 0  # of the minute to tap «Continuer»
        self.starts()
        hall = self.desk.turn(lambda tx: Hall.opens(tx, self.now))
        self.beats()
        self.id = self.desk.turn(lambda tx: hall.sits(tx, self.now))
        self.beats()

    def teardown(self) -> None:
        self.desk.close()

    @property
    def now(self) -> int:
        return to_ms(self.desk.clock.now())

    @property
    def moment(self) -> int:
        return self.desk.turn(lambda tx: pulse.moment_at(tx, self.now))

    @property
    def candidate(self) -> Candidate:
        found = self.desk.turn(lambda tx: sittings.candidate(tx, self.id))
        assert found is not None
        return found

    def saves(self, **changes: Any) -> None:
        changed = replace(self.candidate, **changes)
        self.desk.turn(lambda tx: sittings.save_candidate(tx, changed))

    def starts(self) -> None:
        store = Machine(self.desk)
        self.heart = Heartbeat(store, self.desk.clock, real=self.desk.clock.monotonic)  # type: ignore[arg-type]

    def beats(self) -> None:
        asyncio.run(self.heart.beat())

    @rule(beats=integers(1, 30))
    def works(self, beats: int) -> None:
        for _ in range(beats):
            self.desk.clock.advance(timedelta(seconds=BEAT))
            self.beats()
            spent = min(self.free, BEAT * 1000)
            self.free -= spent
            still = self.candidate.stopped_at is not None and self.candidate.cleared_at is None
            self.lived += 0 if still else BEAT * 1000 - spent

    @rule(before=integers(0, 4), away=integers(0, 4000), set_by=sampled_from((0, 0, 3600, -7200)))
    def is_killed(self, before: int, away: int, set_by: int) -> None:
        """Some seconds after its latest beat; meanwhile somebody may set the clock."""
        self.desk.clock.advance(timedelta(seconds=before + away))
        self.desk.clock.jump(timedelta(seconds=set_by))
        self.starts()
        self.beats()

    @rule(seconds=sampled_from((30, 3600, 86_400)), way=sampled_from((1, -1)))
    def somebody_sets_the_clock(self, seconds: int, way: int) -> None:
        self.desk.clock.jump(timedelta(seconds=way * seconds))
        self.works(1)

    @precondition(lambda self: self.candidate.stopped_at is None)
    @rule()
    def has_a_break(self) -> None:
        self.saves(stopped_at=self.moment, stopped_for="break")

    @precondition(lambda self: self.candidate.stopped_at is not None and self.candidate.cleared_at is None)
    @rule()
    def may_go_on(self) -> None:
        self.saves(cleared_at=self.moment)
        self.free = MINUTE

    @precondition(lambda self: self.candidate.cleared_at is not None)
    @rule()
    def goes_on(self) -> None:
        lost = clock.resumed_lost_ms(self.candidate, self.moment)
        self.saves(lost_ms=lost, stopped_at=None, stopped_for=None, cleared_at=None)
        self.free = 0

    @invariant()
    def has_used_what_was_lived(self) -> None:
        assert clock.used_ms(self.candidate, self.moment) == self.lived


Clocks.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestClocks = Clocks.TestCase
