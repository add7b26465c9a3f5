"""Who the stories of these tests are about."""

from collections.abc import Iterator

import pytest

from bot.store.classes import Classroom, Pupil
from tests.usecases.adults import adult
from tests.usecases.desk import Desk, Phone
from tests.usecases.expressing import settled
from tests.usecases.posting import Postman
from tests.usecases.schooling import Schooling


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Where everything happens: a store, a clock, the bank."""
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture
def lea(desk: Desk) -> Phone:
    """A pupil who is at home."""
    return settled(desk)


@pytest.fixture
def tilleuls(desk: Desk) -> Schooling:
    """A school."""
    return Schooling(desk)


@pytest.fixture
def diallo(tilleuls: Schooling) -> Phone:
    """A teacher there."""
    return tilleuls.teacher("Mme Diallo")


@pytest.fixture
def sixth(tilleuls: Schooling, diallo: Phone) -> Classroom:
    """Her class."""
    return tilleuls.classroom(diallo, "6e B")


@pytest.fixture
def martin(tilleuls: Schooling, sixth: Classroom) -> Pupil:
    """Her line of the roster, which nobody has joined."""
    return tilleuls.enrols(sixth, "Léa Martin")


@pytest.fixture
def line(tilleuls: Schooling, sixth: Classroom, lea: Phone) -> Pupil:
    """Léa has joined the class."""
    return tilleuls.enrols(sixth, "Léa Martin", lea)


@pytest.fixture
def mother(desk: Desk) -> Phone:
    """A guardian at home."""
    return adult(desk)


@pytest.fixture
def postman(desk: Desk) -> Postman:
    """Who plans, opens and sends letters."""
    return Postman(desk)
