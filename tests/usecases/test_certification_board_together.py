"""Two invigilators tap at once, and candidates act meanwhile, on PostgreSQL: each thing is done once."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from bot.clock import FrozenClock
from bot.store import people, schools, sittings
from bot.store.base import Store, Tx
from bot.store.sittings import Candidate, Incident, Question
from bot.store.times import to_ms
from bot.usecases.certification import attending, deciding, finishing, stopping, watching
from bot.usecases.certification.outcomes_board import BoardShown, Notice, ProblemShown
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank
from tests.usecases.sitters import Hall

PATIENCE = 10.0  # seconds after which something waits for ever
MOMENT = 0.3  # seconds that one waits for the other, who may be locked out meanwhile
SEATS = 6
Act = Callable[[Turn], list[Outcome]]


class Watch:
    """A sitting with candidates who sit, and two who watch over it."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store, self.clock = store, clock
        self.sitting_id = self.diallo = self.roy = 0
        self.seats: list[int] = []

    def furnish(self, tx: Tx) -> None:
        hall = Hall.opens(tx, to_ms(self.clock.now()))
        self.sitting_id, self.diallo = hall.sitting_id, hall.town.teacher_id
        self.roy = people.meet(tx, 9_000, 0).id
        schools.put_member(tx, self.roy, hall.town.school_id, "teacher", "M. Roy", 0)
        sittings.put_staff(tx, self.roy, self.sitting_id, "invigilator", 0)
        self.seats = [hall.sits(tx, to_ms(self.clock.now())) for _ in range(SEATS)]

    def turn(self, tx: Tx, person_id: int) -> Turn:
        known = people.find(tx, person_id)
        assert known is not None
        now = self.clock.now()
        return Turn(tx, people.meet(tx, known.chat_id, 0), bank(), now, now, Rules())

    async def by(self, person_id: int, act: Act) -> list[Outcome]:
        """One turn of a person."""
        outcomes: list[Outcome] = await self.store.turn(lambda tx: act(self.turn(tx, person_id)))
        return outcomes

    async def at_once(self, *turns: tuple[int, Act]) -> list[list[Outcome]]:
        return await asyncio.wait_for(asyncio.gather(*(self.by(*each) for each in turns)), PATIENCE)

    async def candidates(self) -> list[Candidate]:
        return await self.store.turn(sittings.candidates, self.sitting_id)

    async def incidents(self) -> list[Incident]:
        return await self.store.turn(sittings.incidents, self.sitting_id)

    def reports(self, turn: Turn) -> list[Outcome]:
        """A candidate reports a problem with the first question, in the order of locks of the test."""
        found = sittings.running_of(turn.tx, turn.person.id)
        assert found is not None
        found = sittings.locked_candidate(turn.tx, found.id)
        assert found is not None
        if found.stopped_at is None and found.ended_at is None:
            asked = Question(found.id, 1, "4.1", "motdepasse3", "gone", 0, step=1)
            sittings.put_question(turn.tx, asked)
            id_, now = turn.tx.new_id(), turn.now_ms
            problem = Incident(self.sitting_id, id_, found.id, 1, "question", "Autre chose", now)
            sittings.add_incident(turn.tx, problem)
            columns = {"stopped_at": turn.now_ms, "stopped_for": "incident"}
            sittings.save_candidate(turn.tx, _with(found, **columns))
        return []


def _with(found: Candidate, **columns: object) -> Candidate:
    return replace(found, **columns)  # type: ignore[arg-type]  # columns of a candidate


def _notices(seen: list[list[Outcome]]) -> list[Notice | None]:
    return [each.notice for shown in seen for each in shown if isinstance(each, BoardShown)]


@pytest.fixture
async def watch(postgres_store: Store, clock: FrozenClock) -> Watch:
    made = Watch(postgres_store, clock)
    await postgres_store.turn(made.furnish)
    return made


async def test_a_problem_is_decided_once(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    lea = (await watch.candidates())[0]
    await watch.by(lea.person_id or 0, watch.reports)
    (problem,) = await watch.incidents()
    both, real = threading.Barrier(2), sittings.decide

    def decide(tx: Tx, incident_id: int, *rest: object) -> bool:
        with suppress(threading.BrokenBarrierError):  # the other one is locked out
            both.wait(MOMENT)
        return real(tx, incident_id, *rest)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(sittings, "decide", decide)
    seen = await watch.at_once(
        (watch.diallo, partial(deciding.withdraw, incident_id=problem.id)),
        (watch.roy, partial(deciding.refuse, incident_id=problem.id)),
    )
    (decided,) = await watch.incidents()
    (question,) = await watch.store.turn(sittings.questions, lea.id)
    assert (question.withdrawn_at is not None) == (decided.decision == "withdrawn")
    shown = [each for outcomes in seen for each in outcomes if isinstance(each, ProblemShown)]
    assert [each.incident.decision for each in shown] == [decided.decision] * 2
    assert sorted(each.before for each in shown) == [False, True]


async def test_all_are_ended_for_one_reason(watch: Watch) -> None:
    seen = await watch.at_once(
        (watch.diallo, partial(finishing.end_all, sitting_id=watch.sitting_id, why="technical")),
        (watch.roy, partial(finishing.end_all, sitting_id=watch.sitting_id, why="invigilator")),
    )
    assert sorted(str(each) for each in _notices(seen)) == ["ended", "nobody"]
    assert len({each.ended_for for each in await watch.candidates()}) == 1


async def test_a_break_of_all_and_problems_of_some_are_both_kept(watch: Watch) -> None:
    seats = await watch.candidates()
    await watch.at_once(
        (watch.diallo, partial(stopping.rest_all, sitting_id=watch.sitting_id, page=0)),
        *((each.person_id or 0, watch.reports) for each in seats),
        (watch.roy, partial(stopping.rest_all, sitting_id=watch.sitting_id, page=0)),
    )
    kept = await watch.incidents()
    for seat in await watch.candidates():
        mine = sorted(each.kind for each in kept if each.candidate_id == seat.id)
        assert seat.stopped_for == "break"
        assert mine in (["break"], ["break", "question"])


async def test_ended_and_given_a_break_at_once_a_test_has_ended(watch: Watch) -> None:
    first = watch.seats[0]
    for _ in range(5):
        await watch.at_once(
            (watch.diallo, partial(stopping.rest_all, sitting_id=watch.sitting_id, page=0)),
            (watch.roy, partial(finishing.end, candidate_id=first, why="technical")),
        )
    found = await watch.store.turn(sittings.candidate, first)
    assert found is not None
    assert (found.ended_for, found.ended_at is not None) == ("technical", True)


async def test_one_marks_while_the_other_takes_back(watch: Watch) -> None:
    def comes(tx: Tx) -> None:
        for id_ in watch.seats:
            found = sittings.locked_candidate(tx, id_)
            assert found is not None
            sittings.save_candidate(tx, _with(found, started_at=None, entered_at=1, accepted_at=1))

    await watch.store.turn(comes)
    await watch.at_once(
        (watch.diallo, partial(attending.see_all, sitting_id=watch.sitting_id, page=0)),
        (watch.roy, partial(attending.allow_all, sitting_id=watch.sitting_id)),
        (watch.diallo, partial(attending.see, candidate_id=watch.seats[0], present=False)),
    )
    for each in await watch.candidates():
        assert each.authorised_at is None or each.present_at is not None


async def test_lists_are_rewritten_while_everybody_acts(watch: Watch) -> None:
    def looks(turn: Turn) -> list[Outcome]:
        shown = watching.show(turn, watch.sitting_id)
        watching.in_message(turn, 1, shown)
        return [*shown]

    def rewritten(turn: Turn) -> list[Outcome]:
        board = watching.refresh(turn, watch.sitting_id)
        return [board] if board else []

    await watch.at_once((watch.diallo, looks), (watch.roy, looks))
    await watch.at_once(
        (watch.diallo, partial(stopping.rest_all, sitting_id=watch.sitting_id, page=0)),
        (watch.diallo, rewritten),
        (watch.roy, rewritten),
        (watch.roy, looks),
        *((each.person_id or 0, watch.reports) for each in await watch.candidates()),
    )
    await watch.at_once((watch.diallo, rewritten), (watch.roy, rewritten))
    assert await watch.at_once((watch.diallo, rewritten), (watch.roy, rewritten)) == [[], []]
