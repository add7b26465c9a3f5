"""At the same moment at the door of a sitting, on PostgreSQL: nobody waits for ever, nothing is lost."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from bot.clock import FrozenClock
from bot.store import people, sittings
from bot.store import practice as rows
from bot.store.base import Store, Tx
from bot.store.sittings import Candidate, EntryRequest, Sitting
from bot.store.times import to_ms
from bot.usecases import answering, codes, practice, states
from bot.usecases.certification import attending, entering, moving, seats, starting, waiting
from bot.usecases.certification.outcomes_door import EntryAccepted
from bot.usecases.outcomes import Outcome, QuestionAsked
from bot.usecases.practice_state import Practice
from bot.usecases.turn import Rules, Turn
from tests.usecases.campaigning import everything
from tests.usecases.planning import Town
from tests.usecases.sittings import FIVE

SPARE, THIRD = 9_001, 9_002  # chats; the hall gives others theirs
PATIENCE = 10.0  # seconds after which something waits for ever
Act = Callable[[Turn], Sequence[Outcome]]


class Door:
    """A sitting that candidates enter, with two of them, on PostgreSQL."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store, self.clock = store, clock
        self.code, self.sitting_id = "", 0
        self.teacher = self.lea = self.tom = 0  # chats
        self.seats: tuple[int, int] = (0, 0)  # candidates

    def furnish(self, tx: Tx) -> None:
        town, id_, now = Town.found(tx), tx.new_id(), to_ms(self.clock.now())
        self.code, staff = (codes.new_code(tx, kind, id_) for kind in ("sitting", "invigilator"))
        made = Sitting(id_, town.school_id, self.code, staff, "adaptive", now, "204", 105, "Mme Diallo", 0)
        sittings.add(tx, replace(made, announced_at=1))
        sittings.put_staff(tx, town.teacher_id, id_, "organiser", 0)
        self.sitting_id, self.teacher = id_, _chat(tx, town.teacher_id)
        room = town.room(tx)
        self.lea, self.tom = (self._pupil(tx, chat, town.line, room) for chat in (9_003, 9_004))
        first, second = (self._seat(tx, chat) for chat in (self.lea, self.tom))
        self.seats = (first, second)

    def _pupil(self, tx: Tx, chat: int, line: Callable[..., int], room: int) -> int:
        """Somebody certifiable who has joined the class, and is summoned."""
        sittings.summon(tx, self.sitting_id, line(tx, room, people.meet(tx, chat, 0).id))
        for code in FIVE:
            states.save(self.turn(tx, chat), Practice(code, level=1, pix=8.0, last_at=1))
        return chat

    def _seat(self, tx: Tx, chat: int) -> int:
        account = people.meet(tx, chat, 0).id
        return next(each.id for each in sittings.candidates(tx, self.sitting_id) if each.account == account)

    def turn(self, tx: Tx, chat: int) -> Turn:
        now = self.clock.now()
        return Turn(tx, people.meet(tx, chat, 0), everything(), now, now, Rules())

    async def by(self, chat: int, act: Act) -> list[Outcome]:
        """One turn of a person."""
        return list(await self.store.turn(lambda tx: act(self.turn(tx, chat))))

    async def at_once(self, *turns: tuple[int, Act]) -> list[list[Outcome]]:
        return await asyncio.wait_for(asyncio.gather(*(self.by(*each) for each in turns)), PATIENCE)

    async def begins(self) -> None:
        """Léa is at her first question."""
        seat = self.seats[0]
        await self.by(self.lea, partial(entering.confirm, code=self.code, candidate_id=seat))
        await self.by(self.lea, partial(waiting.accept, candidate_id=seat))
        await self.by(self.teacher, partial(attending.see, candidate_id=seat, present=True))
        await self.by(self.teacher, partial(attending.allow, candidate_id=seat, allowed=True))
        await self.by(self.lea, partial(starting.start, candidate_id=seat, after=1))

    async def asks(self, chat: int, seat: int = 0) -> None:
        """Another phone says it is that candidate's."""
        asked = partial(entering.confirm, code=self.code, candidate_id=self.seats[seat])
        await self.by(chat, asked)

    async def lets_in(self, chat: int) -> None:
        await self.by(
            self.teacher, partial(moving.accept, sitting_id=self.sitting_id, person_id=await self.id(chat))
        )

    async def id(self, chat: int) -> int:
        return await self.store.turn(lambda tx: people.meet(tx, chat, 0).id)

    async def candidate(self) -> Candidate:
        found = await self.store.turn(sittings.candidate, self.seats[0])
        assert found is not None
        return found

    async def request(self, chat: int) -> EntryRequest | None:
        return await self.store.turn(sittings.entry_request, await self.id(chat), self.sitting_id)

    async def answered(self, chat: int) -> int:
        """Answers kept with this phone."""
        return len(await self.store.turn(rows.all_answers, await self.id(chat)))

    def go_on(self, chat: int) -> tuple[int, Act]:
        """«Continuer» on a phone that was let in."""
        return chat, partial(moving.go_on, sitting_id=self.sitting_id, after=1)

    def skips(self, chat: int) -> tuple[int, Act]:
        """«Je passe» under whatever question is on that phone."""

        def skipped(turn: Turn) -> list[Outcome]:
            seat = seats.held(turn)
            if seat is None:
                return []
            state = states.load(turn, seat.key)
            return answering.skip(turn, practice.ref(turn, state), 1) if state.question else []

        return chat, skipped


def _chat(tx: Tx, person_id: int) -> int:
    found = people.find(tx, person_id)
    assert found is not None
    return found.chat_id


@pytest.fixture
async def door(postgres_store: Store, clock: FrozenClock) -> Door:
    made = Door(postgres_store, clock)
    await postgres_store.turn(made.furnish)
    return made


async def test_a_phone_that_acts_at_this_very_moment_is_not_waited_for(door: Door) -> None:
    await door.begins()
    await door.asks(SPARE)
    await door.lets_in(SPARE)
    acts, over = threading.Event(), threading.Event()

    def answers_slowly(_turn: Turn) -> list[Outcome]:
        acts.set()
        over.wait(PATIENCE)
        return []

    slow = asyncio.create_task(door.by(door.lea, answers_slowly))
    await asyncio.to_thread(acts.wait, PATIENCE)
    (said,) = await door.by(*door.go_on(SPARE))
    over.set()
    await slow
    assert isinstance(said, EntryAccepted)
    assert said.busy
    assert (await door.candidate()).person_id == await door.id(door.lea)
    said = (await door.by(*door.go_on(SPARE)))[0]
    assert isinstance(said, QuestionAsked)
    assert (await door.candidate()).person_id == await door.id(SPARE)


async def test_an_answer_given_while_the_test_moves_is_kept_once(door: Door) -> None:
    await door.begins()
    here, there = door.lea, SPARE
    for given in range(1, 7):
        await door.asks(there)
        await door.lets_in(there)
        (answered, _) = await door.at_once(door.skips(here), door.go_on(there))
        if (await door.candidate()).person_id != await door.id(there):
            await door.by(*door.go_on(there))
        if not answered:  # the test had left already
            await door.by(*door.skips(there))
        assert await door.answered(there) == given
        assert await door.answered(here) == 0
        here, there = there, here


async def test_who_is_let_in_is_who_was_asked_for(door: Door) -> None:
    for _ in range(4):
        await door.asks(SPARE)
        person = await door.id(SPARE)
        accepted = partial(moving.accept, sitting_id=door.sitting_id, person_id=person)
        other = partial(entering.confirm, code=door.code, candidate_id=door.seats[1])
        await door.at_once((door.teacher, accepted), (SPARE, other))
        request = await door.request(SPARE)
        assert request is not None
        assert request.candidate_id == door.seats[1]
        await door.by(door.teacher, partial(moving.refuse, sitting_id=door.sitting_id, person_id=person))


async def test_a_seat_that_two_phones_take_at_once_is_that_of_one(door: Door) -> None:
    await door.asks(SPARE)
    await door.lets_in(SPARE)
    own = partial(entering.confirm, code=door.code, candidate_id=door.seats[0])
    await door.at_once((door.lea, own), door.go_on(SPARE))
    candidate = await door.candidate()
    assert candidate.person_id in {await door.id(door.lea), await door.id(SPARE)}
    assert candidate.entered_at is not None


async def test_two_phones_let_in_for_one_candidate_do_not_wait_for_each_other(door: Door) -> None:
    await door.begins()
    for chat in (SPARE, THIRD):
        await door.asks(chat)
        await door.lets_in(chat)
    ended = await asyncio.wait_for(
        asyncio.gather(*(door.by(*door.go_on(chat)) for chat in (SPARE, THIRD)), return_exceptions=True),
        PATIENCE,
    )
    assert sum(isinstance(each, list) and isinstance(each[0], QuestionAsked) for each in ended) == 1
    assert (await door.candidate()).person_id in {await door.id(SPARE), await door.id(THIRD)}
