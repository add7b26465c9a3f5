"""The transaction both databases give: sqlite3's and psycopg's `execute` have the same shape."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.store.base import Tx, Value
from bot.store.ids import Ids
from bot.store.queries import Statements

Row = TypeVar("Row")
T = TypeVar("T")
P = ParamSpec("P")


class Transaction:
    """`bot.store.base.Tx` on a driver's `execute(sql, params)`; it keeps nothing, a connection reuses one."""

    def __init__(self, execute: Callable[..., Any], statements: Statements, ids: Ids) -> None:
        self._execute = execute
        self._statements = statements
        self._ids = ids

    def one(self, name: str, row: Callable[..., Row], /, **params: Value) -> Row | None:
        found = self._cursor(name, params).fetchone()
        return None if found is None else row(*found)

    def all(self, name: str, row: Callable[..., Row], /, **params: Value) -> list[Row]:
        return [row(*found) for found in self._cursor(name, params).fetchall()]

    def run(self, name: str, /, **params: Value) -> int:
        changed: int = self._cursor(name, params).rowcount
        return changed

    def new_id(self) -> int:
        return self._ids.new()

    def play(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn` returns or raises; a StopIteration, which no future can carry, becomes a RuntimeError."""
        try:
            return fn(self, *args, **kwargs)
        except StopIteration as error:
            raise RuntimeError("a turn raised StopIteration") from error

    def _cursor(self, name: str, params: dict[str, Value]) -> Any:
        clean = {key: storable(value) if type(value) is str else value for key, value in params.items()}
        return self._execute(self._statements[name], clean)


def storable(value: str) -> str:
    """The text as both databases can keep it.

    PostgreSQL refuses NUL in a text and neither takes half of a surrogate pair: a NUL is dropped, a lone
    half becomes U+FFFD.
    """
    if "\0" in value:
        value = value.replace("\0", "")
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
