"""Times go to the database without losing a millisecond."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.times import to_ms

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def test_a_moment_is_the_same_in_any_zone() -> None:
    in_paris = datetime(2026, 9, 15, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))

    assert to_ms(in_paris) == to_ms(datetime(2026, 9, 15, 8, 0, tzinfo=UTC)) == 1_789_459_200_000


@given(st.integers(0, 4_000_000_000_000))
def test_no_millisecond_is_lost(ms: int) -> None:
    at = EPOCH + timedelta(milliseconds=ms)

    assert to_ms(at) == to_ms(at + timedelta(microseconds=999)) == ms


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 9, 15))  # noqa: DTZ001  # what is refused
