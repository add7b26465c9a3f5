"""Ids grow, whatever the clock does, and fit in 63 bits."""

import threading
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.store.ids import LOW_BITS, Ids

START = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)


def test_a_later_id_is_larger_to_the_millisecond() -> None:
    clock = FrozenClock(START)
    early = Ids(clock, randbits=lambda bits: (1 << bits) - 1).new()
    clock.advance(timedelta(milliseconds=1))

    assert Ids(clock, randbits=lambda _: 0).new() > early
    assert early >> LOW_BITS == int(START.timestamp() * 1000)


def test_ids_fit_in_63_bits_until_2109() -> None:
    last = Ids(FrozenClock(datetime(2109, 1, 1, tzinfo=UTC)), randbits=lambda bits: (1 << bits) - 1).new()

    assert 0 < last < 1 << 63


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, (1 << LOW_BITS) - 1)), min_size=2))
def test_ids_only_grow_even_when_the_clock_stands_still_or_goes_back(steps: list[tuple[int, int]]) -> None:
    clock = FrozenClock(START)
    drawn = iter([low for _, low in steps])
    ids = Ids(clock, randbits=lambda _: next(drawn))
    made = []
    for milliseconds, _ in steps:
        clock.advance(timedelta(milliseconds=milliseconds))
        made.append(ids.new())

    assert made == sorted(set(made))


def test_threads_never_get_the_same_id() -> None:
    ids = Ids(FrozenClock(START), randbits=lambda _: 0)
    made: list[int] = []
    threads = [
        threading.Thread(target=lambda: made.extend([ids.new() for _ in range(500)])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 2000
