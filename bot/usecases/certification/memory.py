"""What is computed once while the process lives: the same for the same key, whoever asks."""

from collections.abc import Callable, Hashable
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """The latest `most` values; they depend on their keys alone, so nothing ever has to be forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, V] = {}
        self._lock = Lock()  # turns and reads have threads of their own

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made when it is asked for the first time."""
        if key not in self._kept:
            self._kept[key] = make()
            self._trim()
        return self._kept[key]

    def _trim(self) -> None:
        with self._lock:
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]


def digest(text: str) -> bytes:
    """A text as part of a key: an opening has ten thousand characters."""
    return sha256(text.encode()).digest()
