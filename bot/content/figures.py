"""The shapes of pictures of figures, one class a kind; they hold before and after rendering."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.content.shapes import (
    Amount,
    Cell,
    Drawn,
    Flag,
    Listed,
    Many,
    Model,
    Table,
    Text,
    Whole,
    between,
    no_wider,
    one_of,
    within,
)


class TablePicture(Drawn):
    """A table."""

    kind: Literal["table"]
    caption: Text | None = None
    columns: Annotated[Many[Cell], between(1, 6)]
    rows: Table

    @field_validator("rows")
    @classmethod
    def _under_columns(cls, rows: Any, info: ValidationInfo) -> Any:
        no_wider(rows, info.data.get("columns"))
        return rows


class Bar(Model):
    label: Text
    value: Amount


class Bars(Drawn):
    """A bar chart."""

    kind: Literal["bars"]
    title: Text
    bars: Annotated[Many[Bar], between(2, 10)]
    unit: Text | None = None


class Series(Model):
    name: Text
    values: Annotated[Listed[Amount], between(2, 12)]


class Chart(Drawn):
    """A chart with axes, or a pie; `start` is where the axis of values begins."""

    kind: Literal["chart"]
    title: Text
    type: Annotated[Text, one_of("line", "columns", "stacked", "pie")]
    labels: Annotated[Listed[Text], between(2, 12)]
    series: Annotated[Listed[Series], between(1, 4)]
    unit: Text | None = None
    start: Amount = 0

    @field_validator("series")
    @classmethod
    def _drawable(cls, series: Any, info: ValidationInfo) -> Any:
        if not info.context or not {"type", "labels"} <= info.data.keys():
            return series
        for each in series:
            if len(each.values) != len(info.data["labels"]):
                raise ValueError(
                    f"«{each.name}» has {len(each.values)} values for {len(info.data['labels'])} labels"
                )
            if info.data["type"] in ("pie", "stacked") and min(each.values) < 0:
                raise ValueError(f"«{each.name}» has a negative value")
        if info.data["type"] == "pie" and (len(series) > 1 or not sum(series[0].values)):
            raise ValueError("a pie has one series, not all zero")
        return series


class ProgramBlock(Model):
    text: Text
    depth: Annotated[Whole, within(0, 4)] = 0
    sort: Annotated[Text, one_of("event", "motion", "look", "control", "variable", "sense", "function")]


class Blocks(Drawn):
    """A program made of blocks; a control block is drawn around the deeper ones that follow."""

    kind: Literal["blocks"]
    title: Text | None = None
    blocks: Annotated[Listed[ProgramBlock], between(1, 16)]


class Sign(Model):
    color: Annotated[
        Text, one_of("black", "red", "blue", "green", "yellow", "orange", "purple", "grey", "white")
    ]
    label: Text


class Grid(Drawn):
    """A board of squares; the legend says what each sign is."""

    kind: Literal["grid"]
    legend: dict[Annotated[str, Field(min_length=1, max_length=1)], Sign] = Field(default_factory=dict)
    rows: Annotated[Listed[Text], between(1, 12)]
    numbered: Flag = False

    @field_validator("rows")
    @classmethod
    def _readable(cls, rows: Any, info: ValidationInfo) -> Any:
        if not info.context:
            return rows
        if len({len(row) for row in rows}) > 1 or len(rows[0]) > 12:
            raise ValueError("its rows are not of one length, or longer than 12")
        for sign in sorted(set("".join(rows))):
            if not sign.isalnum() and sign not in ".^>v<" and sign not in info.data.get("legend", {}):
                raise ValueError(f"the legend does not say what {sign!r} is")
        return rows


class Segment(Model):
    label: Text
    from_: Annotated[Amount, Field(alias="from")]
    to: Amount


class Track(Model):
    name: Text
    pieces: Annotated[Listed[Segment], between(0, 12)]


class Timeline(Drawn):
    """Tracks with pieces; `from` and `to` count from the first tick, which is 0."""

    kind: Literal["timeline"]
    title: Text
    ticks: Annotated[Listed[Text], between(2, 13)]
    tracks: Annotated[Listed[Track], between(1, 6)]

    @field_validator("tracks")
    @classmethod
    def _between_ticks(cls, tracks: Any, info: ValidationInfo) -> Any:
        if not info.context:  # nothing is computed yet
            return tracks
        last = len(info.data.get("ticks", ())) - 1
        for piece in (piece for track in tracks for piece in track.pieces):
            if not 0 <= piece.from_ <= piece.to <= last:
                raise ValueError(f"«{piece.label}» is not between 0 and {last}, the last tick")
        return tracks


class DiagramNode(Model):
    id: Text
    text: Text
    column: Annotated[Whole, within(1, 3)]
    row: Annotated[Whole, within(1, 7)]
    shape: Annotated[Text, one_of("box", "round", "diamond")] = "box"


class Link(Model):
    from_: Annotated[Text, Field(alias="from")]
    to: Text
    text: Text | None = None
    arrow: Flag = True


class Diagram(Drawn):
    """Boxes with arrows between them."""

    kind: Literal["diagram"]
    nodes: Annotated[Listed[DiagramNode], between(2, 10)]
    links: Annotated[Listed[Link], between(0, 16)] = ()

    @field_validator("nodes")
    @classmethod
    def _apart(cls, nodes: Any, info: ValidationInfo) -> Any:
        if info.context and len({(node.column, node.row) for node in nodes}) < len(nodes):
            raise ValueError("two boxes are in one place")
        if info.context and len({node.id for node in nodes}) < len(nodes):
            raise ValueError("two boxes have one id")
        return nodes

    @field_validator("links")
    @classmethod
    def _between_boxes(cls, links: Any, info: ValidationInfo) -> Any:
        known = {node.id for node in info.data.get("nodes", ())} if info.context else set()
        for link in links if known else ():
            if not {link.from_, link.to} <= known or link.from_ == link.to:
                raise ValueError(f"no arrow can go from {link.from_!r} to {link.to!r}")
        return links
