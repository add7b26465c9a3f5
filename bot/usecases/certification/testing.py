"""The test of a mock certification: its questions are rows of the candidate, its clock is the server's.

Its answers count in it alone, and change nothing that is known elsewhere; nothing is told of them.
"""

from dataclasses import replace

from bot import engine
from bot.engine import AskIn, Posterior
from bot.store import practice as rows
from bot.store import sittings
from bot.store.practice import StoredAnswer
from bot.usecases.certification import (
    clock,
    drawing_adaptive,
    drawing_profile,
    ending,
    halting,
    pulse,
    seats,
)
from bot.usecases.certification.seats import Seat
from bot.usecases.certification.urn import of_seat
from bot.usecases.keys import StepRef
from bot.usecases.kind import Kind, Place, Taken
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.practice_state import Practice
from bot.usecases.turn import Turn

key = seats.key


class CertificationTest(Kind):
    """The test of a sitting; its key is the access code after `#`. It is begun by `beginning.begin` alone."""

    def available(self, turn: Turn, key: str) -> bool:
        seat = seats.taken(turn)
        return seat is not None and seat.key == key

    def unready(self, turn: Turn, state: Practice) -> list[Outcome]:  # noqa: ARG002  # the door opens it
        return [Said(Note.NOT_FOUND)]

    def halted(self, turn: Turn, state: Practice) -> list[Outcome]:
        seat = _seat(turn, state)
        return [Said(Note.FINISHED)] if seat is None else halting.halted(turn, seat)

    def choice(
        self,
        turn: Turn,
        state: Practice,
        known: Posterior | None = None,  # noqa: ARG002  # it is of one competence
    ) -> AskIn | engine.Stop:
        seat = _seat(turn, state)
        return engine.Stop(engine.StopReason.NOTHING_LEFT) if seat is None else _choice(turn, seat)

    def placed(self, turn: Turn, state: Practice, chosen: engine.Ask | AskIn) -> Place:
        """Where it comes; its row is written, and those that left the bank count for nothing from now on."""
        seat = _seat(turn, state)
        if seat is None or not isinstance(chosen, AskIn):
            raise LookupError(f"no candidate sits for {state.competence}")
        urn = of_seat(turn, seat)
        urn.leave_out_gone()
        waiting = (each.question for each in urn.counted if each.answer is None)
        drawn = next((each for each in waiting if each.challenge == chosen.item), None)
        question = drawn or urn.question(seat.candidate.id, chosen, urn.next_number)
        step = question.step or 1 + max((each.question.step or 0 for each in urn.lines), default=0)
        sittings.put_question(turn.tx, replace(question, step=step))
        answered = sum(each.answer is not None for each in urn.counted)
        of = urn.opening.most if seat.adaptive else len(urn.counted) + (drawn is None)
        return Place(step, question.variant, of, answered + 1)

    def clock(self, turn: Turn, state: Practice, at_ms: int) -> int:
        """By the candidate's own clock, which leaves out stops and the times when the bot was away."""
        seat = _seat(turn, state)
        if seat is None:
            return at_ms
        at = pulse.acted_at(turn, at_ms)
        return (seat.candidate.started_at or 0) + clock.used_ms(seat.candidate, at)

    def shown(self, turn: Turn, state: Practice, about: StepRef) -> StepRef:
        seat = _seat(turn, state)
        if seat is None:
            return about
        minutes = seat.minutes(pulse.moment(turn))
        return StepRef(about.competence, about.assessment, about.step, about.of, about.place, minutes)

    def size(self, turn: Turn, state: Practice) -> int:
        seat = _seat(turn, state)
        return 0 if seat is None else len(of_seat(turn, seat).counted)

    def hurried(self, turn: Turn, state: Practice) -> bool:  # noqa: ARG002  # nothing is said of answers
        return False

    def take(self, turn: Turn, state: Practice, answer: StoredAnswer) -> Taken:
        rows.add_answer(turn.tx, turn.person.id, answer, counts=False)
        return Taken(state.stepped(answer.answered_at))

    def pauses(self, state: Practice) -> bool:  # noqa: ARG002  # it has none
        return False

    def between(self, turn: Turn, state: Practice) -> list[Outcome]:  # noqa: ARG002  # it has no pause
        return []

    def left(self, turn: Turn, about: StepRef) -> list[Outcome]:  # noqa: ARG002  # it has no pause
        return []

    def finish(self, turn: Turn, state: Practice) -> list[Outcome]:
        seat = _seat(turn, state)
        return [] if seat is None else ending.end(turn, seat.candidate, "finished")


def _seat(turn: Turn, state: Practice) -> Seat | None:
    """The seat of a test that runs, or was ended and is not closed yet."""
    seat = seats.taken(turn)
    mine = (
        seat is not None and seat.key == state.competence and seat.candidate.assessment_id == state.assessment
    )
    return seat if mine else None


def _choice(turn: Turn, seat: Seat) -> AskIn | engine.Stop:
    urn = of_seat(turn, seat)
    return drawing_adaptive.choice(urn) if seat.adaptive else drawing_profile.choice(urn)
