"""Lists by pages."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
PAGE = 8  # buttons of a list


def page_of(items: Sequence[T], page: int, size: int = PAGE) -> tuple[tuple[T, ...], int, int]:
    """The items of a page, its number (the nearest there is), and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = max(0, min(page, pages - 1))
    return tuple(items[page * size : (page + 1) * size]), page, pages
