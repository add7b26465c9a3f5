"""The example in the engine's documentation."""

import doctest

from bot import engine


def test_the_example_in_the_documentation_runs() -> None:
    results = doctest.testmod(engine)
    assert results.attempted > 5
    assert results.failed == 0
