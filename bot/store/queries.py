"""Named SQL statements, read from `queries/*.sql` and put in the dialect of one database."""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from bot.errors import TremplinError

FOLDER = Path(__file__).with_name("queries")

_NAME = re.compile(r"--\s*name:\s*(\S+)\s*")
_TOKEN = re.compile(
    r"(?P<kept>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|::)"  # a literal, a quoted name, a cast
    r"|(?P<comment>--[^\n]*|/\*.*?\*/)"
    r"|:(?P<parameter>[A-Za-z_]\w*)"
    r"|\{(?P<lock>\w+)\}"
    r"|(?P<percent>%)",
    re.DOTALL,
)
_LOCKS = {  # rows that only refer to a locked one, as notices do to a person, are written meanwhile
    "for_update": "FOR NO KEY UPDATE",
    "skip_locked": "FOR NO KEY UPDATE SKIP LOCKED",
}


class Dialect(Enum):
    """The databases we speak to."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


class UnknownStatement(TremplinError, LookupError):
    """No statement has that name; the message says where to look."""


class BrokenStatements(TremplinError):
    """A file of statements cannot be read as one; the message says which and why."""


class Statements:
    """The statements of every file, by name, in one dialect."""

    def __init__(self, dialect: Dialect, folder: Path = FOLDER) -> None:
        """Raises BrokenStatements when a name comes twice or a `{token}` is unknown."""
        self._folder = folder
        self._by_name: dict[str, str] = {}
        for file in sorted(folder.glob("*.sql")):
            for name, sql in _blocks(file):
                if name in self._by_name:
                    raise BrokenStatements(f"{file.name}: the statement {name!r} is there twice, rename one")
                self._by_name[name] = translate(sql, dialect)

    def __getitem__(self, name: str) -> str:
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownStatement(f"no statement {name!r} in {self._folder}/*.sql") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)


def _blocks(file: Path) -> Iterator[tuple[str, str]]:
    head, *parts = _split(file.read_text(encoding="utf-8"))
    if translate(head[1], Dialect.SQLITE).strip():
        raise BrokenStatements(f"{file.name}: starts without `-- name: …`")
    for name, sql in parts:
        if not sql.strip():
            raise BrokenStatements(f"{file.name}: the statement {name!r} is empty")
        yield name, sql.strip()


def _split(text: str) -> list[tuple[str, str]]:
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        named = _NAME.fullmatch(line)
        if named:
            blocks.append((named[1], []))
        else:
            blocks[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in blocks]


def translate(sql: str, dialect: Dialect) -> str:
    """One statement in a dialect: `:name` placeholders, `{for_update}`, `{skip_locked}`; comments go away.

    What is inside quotes stays as it is, but for `%`, which psycopg wants doubled everywhere.
    """
    postgres = dialect is Dialect.POSTGRES

    def replace(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "kept":
                return found[0].replace("%", "%%") if postgres else found[0]
            case "comment":
                return " "
            case "parameter":
                return f"%({found['parameter']})s" if postgres else found[0]
            case "lock":
                return _lock(found["lock"], postgres)
            case _:
                return "%%" if postgres else "%"

    return _TOKEN.sub(replace, sql)


def _lock(token: str, postgres: bool) -> str:
    if token not in _LOCKS:
        raise BrokenStatements(f"unknown {{{token}}}: use one of {', '.join(_LOCKS)}")
    return _LOCKS[token] if postgres else ""
