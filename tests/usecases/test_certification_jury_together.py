"""Two members of the jury at the same moment, on PostgreSQL: nothing is done twice, nothing is lost."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.store import people, practice, schools, sittings
from bot.store.base import Store, Tx
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, Question
from bot.store.times import to_ms
from bot.usecases.certification import judging, neutralising, opening, publishing
from bot.usecases.certification.opening import Opening
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank
from tests.usecases.planning import person
from tests.usecases.sitters import MINUTE, Hall

Act = Callable[[Turn], Any]
CHALLENGE = next(iter(bank().competences["1.1"].challenges))


@dataclass(frozen=True)
class Jury:
    """A closed sitting of two candidates, and the chats of two who may judge it."""

    store: Store
    clock: FrozenClock
    hall: Hall
    chats: tuple[int, int]

    async def by(self, place: int, act: Act) -> Any:
        """One turn of one of both."""

        def turn(tx: Tx) -> Any:
            who = people.meet(tx, self.chats[place], 0)
            return act(Turn(tx, who, bank(), self.clock.now(), self.clock.now(), Rules()))

        return await self.store.turn(turn)

    async def at_once(self, one: Act, other: Act) -> None:
        """Both act at the same moment."""
        await asyncio.gather(self.by(0, one), self.by(1, other))

    async def candidates(self) -> list[Candidate]:
        return sorted(
            await self.store.turn(sittings.candidates, self.hall.sitting_id), key=lambda each: each.id
        )

    async def rulings(self) -> list[str]:
        return sorted(each.kind for each in await self.store.turn(sittings.rulings, self.hall.sitting_id))


@pytest.fixture
async def both(postgres_store: Store, clock: FrozenClock) -> Jury:
    def made(tx: Tx) -> tuple[Hall, tuple[int, int]]:
        began = to_ms(clock.now()) - 200 * MINUTE
        hall = Hall.opens(tx, began)
        admin = person(tx)
        schools.put_member(tx, admin, hall.town.school_id, "admin", "M. Chef", 0)
        for _ in range(2):
            _sat(tx, hall, began)
        sitting = sittings.find(tx, hall.sitting_id)
        assert sitting is not None
        sittings.save(tx, replace(sitting, closed_at=began + 110 * MINUTE))
        judges = [people.find(tx, each) for each in (hall.town.teacher_id, admin)]
        one, other = (each.chat_id for each in judges if each)
        return hall, (one, other)

    hall, chats = await postgres_store.turn(made)
    return Jury(postgres_store, clock, hall, chats)


def _sat(tx: Tx, hall: Hall, began: int) -> None:
    """A candidate answered one question, right."""
    known = Opening({"1.1": 3}, {"1.1": 24}, {}, {}, {}, {}, 8, 1)
    assessment = tx.new_id()
    id_ = hall.sits(
        tx,
        began,
        ended_at=began + MINUTE,
        ended_for="finished",
        assessment_id=assessment,
        opening=opening.write(known),
    )
    who = sittings.candidate(tx, id_)
    assert who is not None
    assert who.person_id is not None
    practice.start_assessment(tx, who.person_id, assessment, "#ABCDEF234", (3, 1.5), began)
    answer = StoredAnswer(
        assessment, 1, "1.1", CHALLENGE.skill, CHALLENGE.id, 1, "right", '"x"', 30.0, began + MINUTE
    )
    practice.add_answer(tx, who.person_id, answer, counts=False)
    sittings.put_question(tx, Question(id_, 1, "1.1", CHALLENGE.skill, CHALLENGE.id, 1, 1))


async def test_two_who_publish_at_once_publish_once(both: Jury) -> None:
    sitting = both.hall.sitting_id
    for each in await both.candidates():
        await both.by(0, partial(judging.confirm, candidate_id=each.id))
    (asked,) = await both.by(0, lambda by: publishing.ask(by, sitting))
    yes = partial(publishing.publish, sitting_id=sitting, shown=asked.stamp)
    await both.at_once(yes, yes)
    assert await both.rulings() == ["confirmed"] * 2 + ["published"] * 2
    assert all(each.result for each in await both.candidates())
    told = await both.store.turn(lambda tx: tx.all("due_readers", int, now=2**60, most=9))
    assert len(told) == 2


async def test_two_who_neutralise_a_challenge_for_all_do_it_once(both: Jury) -> None:
    one, other = await both.candidates()
    await both.at_once(
        lambda by: neutralising.do(by, one.id, 1, "out", "all"),
        lambda by: neutralising.do(by, other.id, 1, "out", "all"),
    )
    assert await both.rulings() == ["neutralised"] * 2


async def test_one_cancels_while_the_other_comments_and_both_stay(both: Jury) -> None:
    one, _ = await both.candidates()
    await both.at_once(
        lambda by: judging.take_words(by, one.id, "cancelled", "Alarme."),
        lambda by: judging.hold(by, one.id),
    )
    found = (await both.candidates())[0]
    assert found.ruling in {"cancelled", "held"}
    assert await both.rulings() == ["cancelled", "held"]


async def test_who_publishes_while_another_holds_back_publishes_what_was_read_or_nothing(both: Jury) -> None:
    sitting = both.hall.sitting_id
    one, other = await both.candidates()
    for each in (one, other):
        await both.by(0, partial(judging.confirm, candidate_id=each.id))
    (asked,) = await both.by(0, lambda by: publishing.ask(by, sitting))
    yes = partial(publishing.publish, sitting_id=sitting, shown=asked.stamp)
    await both.at_once(yes, lambda by: judging.hold(by, one.id))
    found = await both.candidates()
    assert found[0].ruling == "held"
    assert (await both.rulings()).count("published") in {0, 2}
    assert (found[0].result is None) == (found[1].result is None)
