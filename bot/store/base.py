"""What a use case sees of the database: a transaction that runs named statements and returns frozen rows."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

Value = int | float | str | None
Row = TypeVar("Row")
T = TypeVar("T")
P = ParamSpec("P")


class Tx(Protocol):
    """One transaction on one connection, used from one thread; statements are named in `queries/*.sql`."""

    def one(self, name: str, row: Callable[..., Row], /, **params: Value) -> Row | None:
        """The first row, its columns passed to `row` in order, or None when there is none."""
        ...

    def all(self, name: str, row: Callable[..., Row], /, **params: Value) -> list[Row]:
        """Every row, its columns passed to `row` in order."""
        ...

    def run(self, name: str, /, **params: Value) -> int:
        """Execute a statement that returns no row; gives the number of rows it changed."""
        ...

    def new_id(self) -> int:
        """A fresh id: positive, 63 bits, later ids are larger (to the millisecond)."""
        ...


class Store(Protocol):
    """Where the state lives. Raises StoreUnavailable when the database can't be reached or written now."""

    @property
    def exclusive(self) -> bool:
        """True when no other process can use this database: what it had leased is ours after a restart."""
        ...

    async def turn(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)` in one transaction, durable before this returns; its exception undoes it alone."""
        ...

    async def read(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)` on a read-only connection, beside the writers: for screens that list."""
        ...

    async def close(self) -> None:
        """Finish what runs and let go of the connections."""
        ...
