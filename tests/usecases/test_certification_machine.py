"""Anything that may happen to a candidate in the test, checked against a model of clock and answers."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pytest import approx

from bot.store.practice import StoredAnswer
from bot.transport.calls import Call
from bot.transport.events import EventKind
from tests.usecases.desk import Desk, read
from tests.usecases.seating import Chair, seated
from tests.views.acceptable import SENDS, refusals

ALLOWED, GRACE = 105 * 60, 60


@dataclass
class Clock:
    """The model: seconds used, and since when it stands still."""

    used: float = 0.0
    stopped: bool = False
    cleared_for: float | None = None  # seconds since the candidate may go on
    ended: bool = False

    @property
    def runs(self) -> bool:
        return not self.stopped or (self.cleared_for is not None and self.cleared_for >= GRACE)

    @property
    def over(self) -> bool:
        return self.ended or self.used >= ALLOWED

    def passes(self, seconds: float) -> None:
        if self.ended:
            return
        if not self.stopped:
            self.used += seconds
        elif self.cleared_for is not None:
            before = max(0.0, self.cleared_for - GRACE)
            self.cleared_for += seconds
            self.used += max(0.0, self.cleared_for - GRACE) - before

    def goes_on(self) -> None:
        self.stopped, self.cleared_for = False, None


@dataclass
class Model:
    """What must be stored, and when the question on screen was first shown, by the candidate's clock."""

    clock: Clock = field(default_factory=Clock)
    answers: list[StoredAnswer] = field(default_factory=list)
    question: int = 1
    shown_at: float | None = 0.0  # None: not known, its row was lost


class CertificationMachine(RuleBasedStateMachine):
    """One candidate, the invigilators, and the tick."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.model = Model()

    def teardown(self) -> None:
        self.desk.close()

    @initialize(rules=st.sampled_from(["profile", "adaptive"]))
    def begins(self, rules: Any) -> None:
        self.chair: Chair = seated(self.desk, rules, quickly=True)
        self.looks(self.chair.begins())

    # What comes of it

    def looks(self, calls: list[Call] | None, may_answer: bool = False) -> None:
        """What an event brought: at most one more answer, and only where the model allows one."""
        for call in calls or []:
            assert refusals(call) == []
        model, given = self.model, self.chair.given
        assert given[: len(model.answers)] == model.answers
        new = given[len(model.answers) :]
        assert len(new) <= (1 if may_answer else 0)
        for each in new:
            assert not model.clock.over
            assert not model.clock.stopped
            if model.shown_at is not None:
                assert each.seconds == approx(model.clock.used - model.shown_at, abs=0.11)
        model.answers = given
        model.clock.ended |= self.chair.candidate.ended_at is not None
        if self.asks and self.chair.on_screen.number != model.question:
            model.question, model.shown_at = self.chair.on_screen.number, model.clock.used

    def acted(self, calls: list[Call], may_answer: bool = True) -> None:
        """The candidate did something: whatever was due is seen to."""
        clock = self.model.clock
        was_over, came_back = clock.over, clock.stopped and clock.runs
        if came_back and not clock.ended:
            clock.goes_on()
        stopped_before = clock.stopped
        self.looks(calls, may_answer and not was_over and not stopped_before and not came_back)
        if was_over:
            assert self.chair.candidate.ended_at is not None
            assert self.chair.state.assessment is None
        if stopped_before and self.chair.candidate.ended_at is None:
            assert not any("Question" in read([call]) and call.method in SENDS for call in calls)

    # What the candidate does

    @property
    def asks(self) -> bool:
        return self.chair.state.question is not None

    @precondition(lambda self: self.asks)
    @rule(rights=st.lists(st.booleans(), min_size=1, max_size=4), seconds=st.sampled_from([0, 5, 40, 900]))
    def answers(self, rights: list[bool], seconds: int) -> None:
        for right in rights:
            if self.asks:
                self.time_passes(seconds)
                self._answers(right)

    def _answers(self, right: bool) -> None:
        before, clock = len(self.chair.given), self.model.clock
        may = not clock.over and not clock.stopped
        self.acted(self.chair.answers(right, seconds=0) if may else self.chair.taps("skip"))
        assert len(self.chair.given) == before + may

    @rule(place=st.integers(0, 10**6))
    def taps_any_button(self, place: int) -> None:
        shown = [
            each for each in self.chair.phone.shown if not each[1].startswith(("erase", "sc_sure", "sc_"))
        ]
        if shown:
            message_id, data = shown[-1 - place % min(len(shown), 60)]
            self.acted(self.chair.phone.taps(data, message_id))

    @rule(text=st.sampled_from(["12", "azerty", "<b>", "ABCDEF234", "stop", "\u200b"]))
    def writes(self, text: str) -> None:
        self.acted(self.chair.phone.writes(text))

    @rule(name=st.sampled_from(["start", "profil", "aide", "mesdonnees", "feed", "express"]))
    def commands(self, name: str) -> None:
        if name in {"aide", "mesdonnees"}:  # what stays open sees to nothing
            self.looks(self.chair.phone.commands(name))
        else:
            self.acted(self.chair.phone.commands(name))

    @precondition(lambda self: self.asks)
    @rule()
    def reports(self) -> None:
        calls = self.chair.taps("sc_report")
        self.acted(calls, may_answer=False)
        if self.asks:
            before = len(self.chair.incidents)
            calls = self.chair.taps("sc_problem", "unclear")
            self.acted(calls, may_answer=False)
            if len(self.chair.incidents) > before:
                assert not self.model.clock.over
                self.model.clock.stopped = True

    @rule()
    def goes_on(self) -> None:
        calls = self.chair.goes_on()
        clock = self.model.clock
        if clock.stopped and clock.cleared_for is not None and not clock.over:
            clock.goes_on()
        self.acted(calls, may_answer=False)

    @rule()
    def wants_to_stop_and_does_not(self) -> None:
        self.acted(self.chair.phone.taps("sc_stop"), may_answer=False)

    @precondition(lambda self: self.asks and len(self.model.answers) > 6)
    @rule()
    def gives_up(self) -> None:
        over_or_still = self.model.clock.over or (self.model.clock.stopped and not self.model.clock.runs)
        calls = self.chair.taps("sc_sure")
        came_back = self.model.clock.stopped and self.model.clock.runs
        self.acted(calls, may_answer=False)
        if not over_or_still and not came_back:
            assert self.chair.candidate.ended_for == "candidate"

    # What happens meanwhile

    @rule(seconds=st.sampled_from([1, 20, 59, 60, 61, 600, 3000, 6200]))
    def time_passes(self, seconds: int) -> None:
        self.desk.clock.advance(timedelta(seconds=seconds))
        self.model.clock.passes(seconds)

    @rule()
    def the_tick_looks(self) -> None:
        was_over, ended = self.model.clock.over, self.model.clock.ended
        self.looks(self.chair.is_looked_at())
        assert (self.chair.candidate.ended_at is not None) == was_over or ended

    @precondition(lambda self: not self.model.clock.ended and not self.model.clock.stopped)
    @rule()
    def the_invigilator_gives_a_break(self) -> None:
        if not self.model.clock.over:
            self.looks(self.chair.is_stopped())
            self.model.clock.stopped = True

    @precondition(lambda self: not self.model.clock.ended and self.model.clock.stopped)
    @rule(withdraws=st.booleans())
    def the_invigilator_decides(self, withdraws: bool) -> None:
        if self.model.clock.cleared_for is None:
            problem = self.chair.candidate.stopped_for == "incident"
            self.looks(self.chair.is_cleared(withdraws=withdraws and problem and self._undecided()))
            self.model.clock.cleared_for = 0.0

    def _undecided(self) -> bool:
        number = self.chair.incidents[-1].number
        return any(each.number == number and not each.withdrawn_at for each in self.chair.questions)

    @precondition(lambda self: len(self.model.answers) > 4)
    @rule(why=st.sampled_from(["invigilator", "technical"]))
    def the_invigilator_ends(self, why: str) -> None:
        if self.chair.candidate.ended_at is None and not self.model.clock.over:
            self.chair.is_ended(why)
            self.model.clock.ended = True

    @rule()
    def the_last_update_comes_again(self) -> None:
        event = self.chair.phone.last_event
        assert event is not None
        assert self.desk.deliver(event) is None
        self.looks([])

    @rule()
    def the_row_is_lost(self) -> None:
        self.desk.sql("delete from practice where substr(competence, 1, 1) = '#'")
        self.model.shown_at = None

    @rule()
    def a_file_comes(self) -> None:
        phone = self.chair.phone
        self.acted(phone.does(EventKind.OTHER, phone.next_message()))

    # What always holds

    @invariant()
    def the_clocks_agree(self) -> None:
        if hasattr(self, "chair") and self.chair.candidate.ended_at is None:
            assert self.chair.used == approx(self.model.clock.used, abs=0.01)

    @invariant()
    def steps_are_used_once(self) -> None:
        if hasattr(self, "chair"):
            steps = [each.step for each in self.chair.questions if each.step is not None]
            assert len(set(steps)) == len(steps)
            assert {each.step for each in self.chair.given} <= set(steps)
            answered, of = self.chair.progress
            assert answered <= of


CertificationMachine.TestCase.settings = settings(
    max_examples=30, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
TestCertification = CertificationMachine.TestCase
