"""A file into a roster."""

from collections.abc import Iterable, Sequence

from bot.rosters import decoding, headings, workbooks
from bot.rosters.decoding import Row
from bot.rosters.drafting import draft
from bot.rosters.lines import Doubt, Line, Roster
from bot.rosters.plain import whole_names
from bot.rosters.refusals import MAX_ROWS, Reason, RosterRefused, check

_ONE_COLUMN = headings.columns_of(["élève"])


def read(name: str, content: bytes) -> Roster:
    """The lines of a CSV, text or XLSX roster, cleaned and with their doubts.

    Only what a class needs is kept: of the birth date, the national number and the rest, nothing.

    Raises:
        RosterRefused: for anything else, with its reason.
    """
    check(name, len(content))
    workbooks.refuse_old_office(content)
    if content.startswith(workbooks.SIGNATURE):
        return _of_workbook(content)
    return _of_text(decoding.decode(content))


def _of_workbook(content: bytes) -> Roster:
    """The first sheet that has headings, else the first that is a list of names."""
    filled = []
    for rows in workbooks.sheets(content):
        found = headings.find(rows)
        if found:
            return _under(found, rows)
        if rows:
            filled.append(rows)
    return _plain(filled)


def _of_text(text: str) -> Roster:
    """Cut at the delimiter whose headings tell most."""
    cuts = [decoding.rows(text, delimiter) for delimiter in decoding.DELIMITERS]
    found = [(place, rows) for rows in cuts if (place := headings.find(rows))]
    if found:
        return _under(*max(found, key=lambda one: one[0][1].worth))
    return _plain([rows for rows in cuts if rows])


def _under(found: tuple[int, headings.Columns], rows: Sequence[Row]) -> Roster:
    place, columns = found
    titles = rows[place][1]
    return _roster([row for row in rows[place + 1 :] if row[1] != titles], columns)


def _plain(tables: Iterable[Sequence[Row]]) -> Roster:
    tables = list(tables)
    if not tables:
        raise RosterRefused(Reason.EMPTY)
    for rows in tables:
        names = whole_names(rows)
        if names:
            return _roster(names, _ONE_COLUMN)
    raise RosterRefused(Reason.NO_HEADINGS)


def _roster(rows: Sequence[Row], columns: headings.Columns) -> Roster:
    if not rows:
        raise RosterRefused(Reason.EMPTY)
    if len(rows) > MAX_ROWS:
        raise RosterRefused(Reason.TOO_MANY_ROWS)
    lines = draft(rows, columns)
    if columns.full is not None and all(_half_named(line) for line in lines):
        raise RosterRefused(
            Reason.NO_HEADINGS
        )  # family names, and given names under a heading we do not know
    return Roster(lines)


def _half_named(line: Line) -> bool:
    return not {Doubt.NO_GIVEN_NAME, Doubt.TOTAL_LINE}.isdisjoint(line.doubts)
