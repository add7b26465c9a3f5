"""Who the stories of these tests are about."""

from collections.abc import Iterator

import pytest

from tests.usecases.desk import Desk, Phone
from tests.usecases.expressing import settled


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
