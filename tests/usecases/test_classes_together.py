"""Two people act on one class at the same moment, on PostgreSQL: what each was told holds."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.errors import NotAllowed
from bot.store import classes, people, schools
from bot.store.base import Store, Tx
from bot.store.classes import Classroom, Pupil
from bot.store.dialogs import Dialog
from bot.usecases import codes
from bot.usecases.classes import importing, listing, pupils
from bot.usecases.classes.outcomes import Preview
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank

DIALLO, PAYET = 1, 2  # chats
MOMENT = 0.3  # seconds that one waits for the other, who may be locked out meanwhile
Act = Callable[[Turn], Any]


class School:
    """A class of two teachers on PostgreSQL."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store = store
        self.clock = clock

    def turn(self, tx: Tx, chat: int) -> Turn:
        return Turn(tx, people.meet(tx, chat, 0), bank(), self.clock.now(), self.clock.now(), Rules())

    async def by(self, chat: int, act: Act) -> Any:
        """One turn of a person."""
        return await self.store.turn(lambda tx: act(self.turn(tx, chat)))

    async def at_once(self, one: tuple[int, Act], other: tuple[int, Act]) -> None:
        """Two turns at the same moment; who lost a right by the other's is refused."""
        for result in await asyncio.gather(self.by(*one), self.by(*other), return_exceptions=True):
            if isinstance(result, BaseException) and not isinstance(result, NotAllowed):
                raise result


@pytest.fixture
def school(postgres_store: Store, clock: FrozenClock) -> School:
    return School(postgres_store, clock)


@pytest.fixture
async def sixth(school: School) -> Classroom:
    """A class of Mme Diallo and M. Payet."""

    def made(tx: Tx) -> Classroom:
        tilleuls = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0)
        diallo, payet = (people.meet(tx, chat, 0).id for chat in (DIALLO, PAYET))
        for each in (diallo, payet):
            schools.put_member(tx, each, tilleuls.id, "teacher", "Mme Diallo", 0)
        id_ = tx.new_id()
        room = Classroom(id_, tilleuls.id, "6e B", "6e", codes.new_code(tx, "class", id_), 0, None)
        classes.add(tx, room, diallo)
        classes.add_teacher(tx, id_, payet, 0)
        return room

    return await school.store.turn(made)


@pytest.fixture
def both_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Nobody goes on from such a reading before the other has read too, unless the other is locked out."""

    def wait_after(name: str) -> None:
        real, both = getattr(classes, name), threading.Barrier(2)

        def read(*args: Any) -> Any:
            result = real(*args)
            with suppress(threading.BrokenBarrierError):
                both.wait(MOMENT)
            return result

        monkeypatch.setattr(classes, name, read)

    return wait_after


async def test_two_colleagues_who_remove_each_other_leave_a_teacher(
    school: School, sixth: Classroom, both_read: Callable[[str], None]
) -> None:
    diallo, payet = [each.person_id for each in await school.store.read(classes.teachers, sixth.id)]
    both_read("teachers")
    await school.at_once(
        (DIALLO, lambda by: listing.unshare(by, sixth.id, payet)),
        (PAYET, lambda by: listing.unshare(by, sixth.id, diallo)),
    )
    assert len(await school.store.read(classes.teachers, sixth.id)) == 1


async def test_two_pupils_who_get_one_name_at_once_are_told_apart(
    school: School, sixth: Classroom, both_read: Callable[[str], None]
) -> None:
    first = await school.by(DIALLO, lambda by: pupils.add(by, sixth.id, "Martin", "Léo"))
    second = await school.by(DIALLO, lambda by: pupils.add(by, sixth.id, "Petit", "Léo"))
    both_read("pupils")

    def renames(pupil: Pupil) -> Act:
        return lambda by: pupils.renamed(by, Dialog("k_repupil", {"pupil_id": pupil.id}), "Léo Bon")

    await school.at_once((DIALLO, renames(first)), (PAYET, renames(second)))
    now = await school.store.read(classes.pupils, sixth.id)
    assert {each.key for each in now} == {"bon leo", "bon leo#2"}


def sees(by: Turn, class_id: int, text: str) -> int:
    """The preview of a file; its token."""
    importing.ask(by, class_id)
    (shown,) = importing.read(by, class_id, importing.read_file("eleves.csv", text.encode()))
    assert isinstance(shown, Preview)
    return shown.token


async def test_two_imports_that_give_two_pupils_one_name_do_it_once(
    school: School, sixth: Classroom, both_read: Callable[[str], None]
) -> None:
    await school.by(DIALLO, lambda by: pupils.add(by, sixth.id, "Dupond", "Léo"))
    await school.by(DIALLO, lambda by: pupils.add(by, sixth.id, "Dupons", "Léo"))
    first = await school.by(DIALLO, lambda by: sees(by, sixth.id, "DUPONT Léo\nDUPONS Léo"))
    second = await school.by(PAYET, lambda by: sees(by, sixth.id, "DUPOND Léo\nDUPONT Léo"))
    both_read("pupils")
    await school.at_once(
        (DIALLO, lambda by: importing.store(by, sixth.id, first)),
        (PAYET, lambda by: importing.store(by, sixth.id, second)),
    )
    here = [each.key for each in await school.store.read(classes.pupils, sixth.id)]
    assert (len(here), here.count("dupont leo")) == (2, 1)
