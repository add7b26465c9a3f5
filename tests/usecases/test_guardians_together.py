"""Two people act on the adults of one pupil at the same moment, on PostgreSQL: what each was told holds."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.store import classes, guardians, people, schools
from bot.store.base import Store, Tx
from bot.store.classes import Classroom, Pupil
from bot.usecases import codes
from bot.usecases.guardians import following, inviting
from bot.usecases.guardians.outcomes import FollowClosed, InvitationMade, NotFollowed
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank

LEA, DIALLO = 1, 2  # chats
MOMENT = 0.3  # seconds that one waits for the other, who may be locked out meanwhile
Act = Callable[[Turn], list[Outcome]]


class Home:
    """A pupil of a class, and the adults around her, on PostgreSQL."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store = store
        self.clock = clock
        self.letter = ""

    def turn(self, tx: Tx, chat: int) -> Turn:
        return Turn(tx, people.meet(tx, chat, 0), bank(), self.clock.now(), self.clock.now(), Rules())

    async def by(self, chat: int, act: Act) -> list[Outcome]:
        """One turn of a person."""
        outcomes: list[Outcome] = await self.store.turn(lambda tx: act(self.turn(tx, chat)))
        return outcomes

    async def at_once(self, one: tuple[int, Act], other: tuple[int, Act]) -> list[Outcome]:
        """Two turns at the same moment, and all they came to."""
        first, second = await asyncio.gather(self.by(*one), self.by(*other))
        return [*first, *second]

    async def invitation(self) -> Act:
        """Léa makes a link; what an adult does who accepts it."""
        self.clock.advance(timedelta(milliseconds=inviting.TWICE_MS))
        (made,) = await self.by(LEA, inviting.invite)
        assert isinstance(made, InvitationMade)
        return partial(following.accept, sort=following.INVITATION, token=made.token)

    async def followers(self) -> set[int]:
        def found(tx: Tx) -> set[int]:
            lea = people.meet(tx, LEA, 0).id
            return {each.guardian_id for each in guardians.bonds_to_child(tx, lea)}

        return await self.store.turn(found)


@pytest.fixture
async def home(postgres_store: Store, clock: FrozenClock) -> Home:
    made = Home(postgres_store, clock)

    def furnished(tx: Tx) -> str:
        tilleuls = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0)
        id_, letter = tx.new_id(), codes.new_link()
        room = Classroom(id_, tilleuls.id, "6e B", "6e", codes.new_code(tx, "class", id_), 0, None)
        classes.add(tx, room, people.meet(tx, DIALLO, 0).id)
        line = tx.new_id()
        link = (*("x" * 8, "y" * 16), letter.selector, letter.secret)
        classes.add_pupil(tx, Pupil(id_, line, "Martin", "Léa", "lea martin", None, None, *link, 0, None))
        classes.link(tx, line, people.meet(tx, LEA, 0).id, 0)
        return letter.token

    made.letter = await postgres_store.turn(furnished)
    return made


@pytest.fixture
def both_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Nobody goes on from who follows before the other has read it too, unless the other is locked out."""

    def from_now_on() -> None:
        both = threading.Barrier(2)
        for name in ("bonds_to_child", "bonds_to_line"):
            monkeypatch.setattr(guardians, name, _waiting(getattr(guardians, name), both))

    return from_now_on


def _waiting(real: Callable[..., Any], both: threading.Barrier) -> Callable[..., Any]:
    def read(*args: Any) -> Any:
        result = real(*args)
        with suppress(threading.BrokenBarrierError):
            both.wait(MOMENT)
        return result

    return read


async def test_one_of_two_adults_who_accept_one_invitation_at_once_follows(
    home: Home, both_read: Callable[[], None]
) -> None:
    accept = await home.invitation()
    both_read()
    said = await home.at_once((11, accept), (12, accept))
    assert [each.why for each in said if isinstance(each, FollowClosed)] == [NotFollowed.USED]
    assert len(await home.followers()) == 1


async def test_four_adults_follow_though_two_come_last_at_once_by_two_links(
    home: Home, both_read: Callable[[], None]
) -> None:
    for chat in (11, 12, 13):
        await home.by(chat, await home.invitation())
    invited = await home.invitation()
    letter = partial(following.accept, sort=following.LETTER, token=home.letter)
    both_read()
    said = await home.at_once((21, invited), (22, letter))
    assert [each.why for each in said if isinstance(each, FollowClosed)] == [NotFollowed.FULL]
    assert len(await home.followers()) == 4
