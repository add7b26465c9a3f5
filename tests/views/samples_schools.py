"""Outcomes of schools, one of each sort and more where a view has several forms."""

from collections.abc import Iterator

from bot.usecases.outcomes import Outcome


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from ()
