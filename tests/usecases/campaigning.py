"""What stories of campaigns have in common: a school with the whole bank, its teacher, and what is read."""

from functools import cache

import pytest

from bot.content import Library, load
from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.transport.callback import pack
from bot.transport.calls import Call
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import Schooling

everything = cache(load)


@pytest.fixture
def library() -> Library:
    """The whole bank, with its targets."""
    return everything()


@pytest.fixture
def tilleuls(desk: Desk, library: Library) -> Schooling:
    desk.library = library
    return Schooling(desk)


@pytest.fixture
def diallo(tilleuls: Schooling) -> Phone:
    return tilleuls.teacher("Mme Diallo")


@pytest.fixture
def sixth(tilleuls: Schooling, diallo: Phone) -> Classroom:
    return tilleuls.classroom(diallo, "6e B")


def plain(calls: list[Call]) -> str:
    """What is read, with plain spaces."""
    return read(calls).replace("\u00a0", " ").replace("\u202f", " ")


def of(phone: Phone) -> Campaign:
    """The campaign made last."""
    ((id_,),) = phone.desk.sql("select id from campaign order by id desc limit 1")
    found = phone.desk.turn(lambda tx: campaigns.find(tx, id_))
    assert found is not None
    return found


def labels(calls: list[Call]) -> list[str]:
    """What stands on the buttons."""
    rows = [row for call in calls for row in call.params.get("reply_markup", {}).get("inline_keyboard", [])]
    return [button["text"] for row in rows for button in row]


def tap(phone: Phone, action: str, *args: int | str) -> str:
    """Tap a button about the campaign made last; what is read then."""
    return plain(phone.taps(pack(action, of(phone).id, *args)))
