"""A candidate and an invigilator act at the same moment, on PostgreSQL: what came first holds."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.handlers.conversation import Conversation
from bot.store import people, sittings
from bot.store.base import Store, Tx
from bot.store.sittings import Candidate, Sitting
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.events import Event, EventKind
from bot.usecases import states
from bot.usecases.certification import beginning, finishing, stopping
from bot.usecases.certification import clock as clocks
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank
from tests.usecases.planning import Town
from tests.usecases.seating import states_by_hand
from tests.usecases.sitters import Hall

CODE = "ABCDEF234"
MOMENT = 0.3  # seconds that one waits for the other, who may be locked out meanwhile
Act = Callable[[Tx], Any]


@dataclass
class Place:
    """A candidate of an adaptive sitting with the first question on screen, and who organises it."""

    store: Store
    clock: FrozenClock
    hall: Hall
    candidate_id: int
    chat: int

    def turn(self, tx: Tx, person_id: int) -> Turn:
        person = people.find(tx, person_id)
        assert person is not None
        locked = people.meet(tx, person.chat_id, 0)
        return Turn(tx, locked, bank(), self.clock.now(), self.clock.now(), Rules())

    def passes(self, tx: Tx) -> object:
        """«Je passe» on the first question."""
        found = sittings.candidate(tx, self.candidate_id)
        assert found is not None
        data = pack("skip", "#" + CODE, found.assessment_id or 0, 1)
        event = Event(1, EventKind.TAP, self.chat, self.chat, True, 9, self.clock.now())
        conversation = Conversation(bank(), self.clock, Rules())
        return conversation.handle(tx, replace(event, data=data, callback_id="tap"))

    def is_ended(self, tx: Tx) -> object:
        return finishing.end(self.turn(tx, self.hall.town.teacher_id), self.candidate_id, "invigilator")

    def is_stopped(self, tx: Tx) -> object:
        return stopping.rest(self.turn(tx, self.hall.town.teacher_id), self.candidate_id)

    async def at_once(self, first: Act, second: Act) -> tuple[Candidate, int]:
        """The second begins while the first is not committed; the candidate then, and the answers."""
        acted = threading.Event()

        def holds(tx: Tx) -> None:
            first(tx)
            acted.set()
            threading.Event().wait(MOMENT)

        def follows(tx: Tx) -> None:
            assert acted.wait(10)
            second(tx)

        await asyncio.gather(self.store.turn(holds), self.store.turn(follows))
        return await self.store.turn(self._now)

    def _now(self, tx: Tx) -> tuple[Candidate, int]:
        found = sittings.candidate(tx, self.candidate_id)
        assert found is not None
        return found, len(sittings.answers(tx, self.candidate_id))


def hall_of(tx: Tx, now: int) -> Hall:
    """An announced adaptive sitting."""
    town, id_ = Town.found(tx), tx.new_id()
    about = (now, "204", clocks.MINUTES, "Mme Diallo", 0)
    sittings.add(tx, Sitting(id_, town.school_id, CODE, "staff", "adaptive", *about, announced_at=1))
    sittings.put_staff(tx, town.teacher_id, id_, "organiser", 0)
    return Hall(town, town.room(tx), id_)


@pytest.fixture
async def place(postgres_store: Store, clock: FrozenClock) -> Place:
    def furnished(tx: Tx) -> Place:
        now = to_ms(clock.now())
        hall = hall_of(tx, now)
        ready = {"entered_at": now, "accepted_at": now, "present_at": now, "authorised_at": now}
        id_ = hall.sits(tx, now, **{**ready, "started_at": None})
        candidate = sittings.candidate(tx, id_)
        assert candidate is not None
        person = people.find(tx, candidate.person_id or 0)
        assert person is not None
        people.set_role(tx, person, "pupil")
        people.set_under_15(tx, person, True)
        people.set_grade(tx, person, "6e")
        people.set_device(tx, person, "computer")
        made = Place(postgres_store, clock, hall, id_, person.chat_id)
        turn = made.turn(tx, person.id)
        for state in states_by_hand(bank()):
            states.save(turn, state)
        beginning.begin(turn, candidate, 1)
        return made

    return await postgres_store.turn(furnished)


async def test_an_answer_that_came_first_counts(place: Place) -> None:
    candidate, answers = await place.at_once(place.passes, place.is_ended)
    assert (candidate.ended_for, answers) == ("invigilator", 1)


async def test_an_answer_after_the_end_does_not(place: Place) -> None:
    candidate, answers = await place.at_once(place.is_ended, place.passes)
    assert (candidate.ended_for, answers) == ("invigilator", 0)


async def test_an_answer_after_the_stop_does_not_either(place: Place) -> None:
    candidate, answers = await place.at_once(place.is_stopped, place.passes)
    assert (candidate.stopped_for, answers) == ("break", 0)


async def test_a_stop_after_the_answer_is_kept(place: Place) -> None:
    candidate, answers = await place.at_once(place.passes, place.is_stopped)
    assert (candidate.stopped_for, answers) == ("break", 1)
