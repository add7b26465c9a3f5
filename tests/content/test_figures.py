"""What is worked out before a figure is drawn: ticks, nested blocks, the ways of arrows, cells in place."""

from itertools import pairwise
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.content.media import nesting, routing, scales, tables
from bot.content.media.drawing import draw_picture
from bot.content.pictures import PictureSpec

PICTURES: TypeAdapter[PictureSpec] = TypeAdapter(PictureSpec)


def rendered(kind: str, **data: Any) -> PictureSpec:
    """The picture as a variant has it, every template filled."""
    return PICTURES.validate_python({"kind": kind, "alt": "x", **data}, context={"rendered": True})


# Charts


def ticks(*values: float, start: float = 0, sort: str = "columns") -> list[str]:
    series = [{"name": "s", "values": list(values)}]
    shown = scales.chart({"type": sort, "series": series, "start": start})
    return [tick["text"] for tick in shown["axis"]["ticks"]]


@pytest.mark.parametrize(
    ("values", "start", "expected"),
    [
        ((3, 9.5), 0, ["0", "2", "4", "6", "8", "10"]),
        ((0.3, 0.1), 0, ["0", "0,05", "0,1", "0,15", "0,2", "0,25", "0,3"]),
        ((-8, 31), 0, ["-10", "0", "10", "20", "30", "40"]),
        ((96, 99), 95, ["95", "96", "97", "98", "99"]),
        (
            (48_000, 125_000),
            47,
            ["47", "25\u202f000", "50\u202f000", "75\u202f000", "100\u202f000", "125\u202f000"],
        ),
        ((0, 0), 0, ["0", "0,2", "0,4", "0,6", "0,8", "1"]),
    ],
)
def test_an_axis_has_round_ticks_from_its_start_to_above_its_values(
    values: tuple[float, ...], start: float, expected: list[str]
) -> None:
    assert ticks(*values, start=start) == expected


def test_an_axis_of_stacked_columns_covers_their_sums() -> None:
    series = [{"name": name, "values": [30, 45]} for name in "ab"]

    shown = scales.chart({"type": "stacked", "series": series, "start": 0})

    assert shown["axis"]["high"] == 100


@pytest.mark.parametrize(
    ("sort", "values", "said"),
    [
        ("line", [[1, 2]], "«a» has 2 values for 3 labels"),
        ("stacked", [[1, -2, 3]], "«a» has a negative value"),
        ("pie", [[1, 2, 3], [1, 2, 3]], "a pie has one series"),
        ("pie", [[0, 0, 0]], "not all zero"),
        ("cake", [[1, 2, 3]], "none of line, columns, stacked, pie"),
    ],
)
def test_charts_that_cannot_be_drawn_are_refused(sort: str, values: list[list[int]], said: str) -> None:
    series = [{"name": name, "values": each} for name, each in zip("abcd", values, strict=False)]

    with pytest.raises(ValidationError, match=said):
        rendered("chart", title="t", type=sort, labels=["x", "y", "z"], series=series)


@pytest.mark.parametrize("values", [[0, 0, 5], [5, 0, 0], [0, 5, 5]])
def test_a_pie_is_drawn_with_slices_of_nothing(values: list[int]) -> None:
    series = [{"name": "s", "values": values}]

    picture = rendered("chart", title="t", type="pie", labels=["x", "y", "z"], series=series)

    assert draw_picture(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_charts_of_no_finite_numbers_are_refused(value: float) -> None:
    with pytest.raises(ValidationError):
        rendered("bars", title="t", bars=[{"label": "a", "value": value}, {"label": "b", "value": 1}])


# Block programs


def nested(*entries: tuple[str, int, str]) -> list[Any]:
    """The program as (text, what it holds…), arm by arm."""
    listed = [{"text": text, "depth": depth, "sort": sort} for text, depth, sort in entries]

    def told(blocks: list[Any]) -> list[Any]:
        return [[(arm["text"], *told(arm["kids"])) for arm in block["arms"]] for block in blocks]

    return told(nesting.blocks({"blocks": listed})["blocks"])


def test_what_is_deeper_is_inside_and_otherwise_goes_on_with_if() -> None:
    assert nested(
        ("si", 0, "control"), ("a", 1, "look"), ("sinon", 0, "control"), ("b", 1, "look"), ("fin", 0, "look")
    ) == [[("si", [("a",)]), ("sinon", [("b",)])], [("fin",)]]


def test_under_an_event_or_a_definition_blocks_hang_one_under_the_other() -> None:
    assert nested(("quand", 0, "event"), ("a", 1, "look"), ("définir", 0, "function"), ("b", 1, "look")) == [
        [("quand",)],
        [("a",)],
        [("définir",)],
        [("b",)],
    ]


@pytest.mark.parametrize("depth", [-1, 5])
def test_blocks_deeper_than_four_are_refused(depth: int) -> None:
    with pytest.raises(ValidationError, match="it is not between 0 and 4"):
        rendered("blocks", blocks=[{"text": "a", "depth": depth, "sort": "control"}])


# Diagrams


def node(name: str, column: int, row: int, shape: str = "box") -> dict[str, Any]:
    return {"id": name, "text": name, "column": column, "row": row, "shape": shape}


def ways(nodes: list[dict[str, Any]], *links: str) -> list[Any]:
    """The corners of each arrow; `ab` is one from a to b."""
    listed = [{"from": link[0], "to": link[1]} for link in links]
    return [link["path"] for link in routing.diagram({"nodes": nodes, "links": listed})["links"]]


def test_an_arrow_goes_straight_to_a_neighbour_and_turns_once_to_another_row_and_column() -> None:
    straight, turned = ways([node("a", 1, 1, "diamond"), node("b", 1, 2), node("c", 2, 2)], "ab", "ac")

    assert straight == [(1, 1), (1, 3)]
    assert turned == [(1, 1), (3, 1), (3, 3)]


def test_an_arrow_goes_around_boxes() -> None:
    nodes = [node("a", 1, 1), node("b", 1, 2), node("c", 1, 3)]

    (way,) = ways(nodes, "ac")

    assert len(way) == 4
    assert all(start[0] == end[0] or start[1] == end[1] for start, end in pairwise(way))
    assert {x for x, _ in way[1:-1]} in ({0}, {2})


def test_two_arrows_between_the_same_boxes_run_side_by_side() -> None:
    nodes = [node("a", 1, 1), node("b", 3, 1)]
    links = [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]

    drawn = routing.diagram({"nodes": nodes, "links": links})

    assert [link["path"] for link in drawn["links"]] == [[(1, 1), (3, 1)], [(3, 1), (1, 1)]]
    assert [link["side"] for link in drawn["links"]] == [-1, 1]
    assert drawn["size"] == (5, 3)


@pytest.mark.parametrize(
    ("nodes", "links", "said"),
    [
        ([node("a", 1, 1), node("b", 1, 1)], [], "two boxes are in one place"),
        ([node("a", 1, 1), node("a", 1, 2)], [], "two boxes have one id"),
        ([node("a", 1, 1), node("b", 4, 1)], [], "not between 1 and 3"),
        ([node("a", 1, 1), node("b", 1, 2)], [{"from": "a", "to": "c"}], "from 'a' to 'c'"),
    ],
)
def test_diagrams_that_cannot_be_drawn_are_refused(
    nodes: list[dict[str, Any]], links: list[dict[str, Any]], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        rendered("diagram", nodes=nodes, links=links)


# Boards, timelines, spreadsheets


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["..", "."], "not of one length"),
        (["." * 13], "longer than 12"),
        (["#."], "does not say what '#' is"),
    ],
)
def test_boards_that_cannot_be_read_are_refused(rows: list[str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        rendered("grid", rows=rows)


def test_ticks_of_a_timeline_may_be_computed() -> None:
    tracks = [{"name": "image", "pieces": [{"label": "a", "from": 0, "to": 9}]}]

    assert PICTURES.validate_python(
        {"kind": "timeline", "alt": "x", "title": "t", "ticks": {"each": "jours"}, "tracks": tracks}
    )


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (["Élève", "Note"], ["Zoé", 12]),
        (["Essai", "Autres sites, PC", "Ce site, tablette en Wi-Fi"], ["mardi soir", "oui", "non"]),
        (["Un intitulé bien long pour une colonne", "Un autre, encore plus long que lui"], ["a", "b"]),
    ],
)
def test_columns_of_a_table_share_the_page_and_keep_words_whole(columns: list[str], row: list[Any]) -> None:
    shares = tables.table({"columns": columns, "rows": [row]})["shares"]

    assert sum(shares) == pytest.approx(340)
    for share, title, value in zip(shares, columns, row, strict=True):
        assert share >= 7 * max(map(len, f"{title} {value}".split())) + 17


def test_a_row_of_a_table_has_no_more_cells_than_there_are_columns() -> None:
    with pytest.raises(ValidationError, match="row 2 has 3 cells for 2 columns"):
        rendered("table", columns=["a", "b"], rows=[[1, 2], [1, 2, 3]])


def test_a_short_row_of_a_table_is_filled() -> None:
    rows = tables.table({"columns": ["a", "b"], "rows": [["x"], ["y", 2]]})["rows"]

    assert [[each["text"] for each in row] for row in rows] == [["x", ""], ["y", "2"]]
    assert all(row[1]["numeric"] for row in rows)


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (None, [["a"], []], "row 2 is empty"),
        (None, [["a"] * 7], "row 1 has 7 cells where 1 to 6 are wanted"),
        (["C", "D"], [["a", "b", "c"]], "row 1 has 3 cells for 2 columns"),
    ],
)
def test_sheets_whose_rows_do_not_fit_are_refused(columns: Any, rows: list[list[str]], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        rendered("sheet", columns=columns, rows=rows)


def test_columns_may_be_computed_before_rows_are_held_against_them() -> None:
    columns = [{"each": "lettres"}]

    for kind in ("table", "sheet"):
        assert PICTURES.validate_python({"kind": kind, "alt": "x", "columns": columns, "rows": [["a", "b"]]})


def test_pieces_of_a_timeline_lie_between_its_ticks() -> None:
    tracks = [{"name": "t", "pieces": [{"label": "p", "from": 1, "to": 3}]}]

    with pytest.raises(ValidationError, match="«p» is not between 0 and 2"):
        rendered("timeline", title="t", ticks=["0", "1", "2"], tracks=tracks)


@pytest.mark.parametrize(
    ("value", "side", "text"),
    [
        (12.5, "right", "12,5"),
        ("12,50 €", "right", "12,50 €"),
        ("12/03/2025", "right", "12/03/2025"),
        ("075", "left", "075"),
        ("12.5", "left", "12.5"),
        ("Léa", "left", "Léa"),
        (True, "center", "VRAI"),
        ("#DIV/0!", "center", "#DIV/0!"),
    ],
)
def test_cells_stand_where_a_french_spreadsheet_puts_them(value: Any, side: str, text: str) -> None:
    ((cell,),) = tables.sheet({"rows": [[value]], "first": 1})["rows"]

    assert (cell["side"], cell["text"]) == (side, text)


@pytest.mark.parametrize(("cell", "framed"), [("D12", (1, 2)), ("$C$10", (0, 0)), ("A1", None)])
def test_the_cell_of_the_formula_is_framed_where_it_is_in_sight(cell: str, framed: Any) -> None:
    data = {"columns": ["C", "D"], "rows": [[1, 2], [3], [5, 6]], "first": 10}

    shown = tables.sheet({**data, "formula": {"cell": cell, "text": "=1"}})

    assert shown["framed"] == framed
    assert [len(row) for row in shown["rows"]] == [2, 2, 2]
