"""The ways of a diagram's arrows: along rows, columns and the gaps between them, never through a box."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any

Point = tuple[int, int]
"""Even numbers are the gaps around columns and rows; odd ones, their middles: column 1, row 2 is (1, 3)."""

_STEPS: tuple[Point, ...] = ((0, 1), (1, 0), (0, -1), (-1, 0))
_STEP, _TURN, _SHARED, _CROSSED = 2, 8, 30, 6


def diagram(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a diagram; each link has its `path`, and a `side` when two join the same boxes.

    Columns and rows that hold nothing are left out.
    """
    columns, rows = (sorted({node[key] for node in data["nodes"]}) for key in ("column", "row"))
    nodes = [
        {**node, "at": (2 * columns.index(node["column"]) + 1, 2 * rows.index(node["row"]) + 1)}
        for node in data["nodes"]
    ]
    size = (2 * len(columns) + 1, 2 * len(rows) + 1)
    return {"nodes": nodes, "links": _linked(data["links"], nodes, size), "size": size}


def _linked(
    links: Sequence[Mapping[str, Any]], nodes: Sequence[Mapping[str, Any]], size: Point
) -> list[dict[str, Any]]:
    found = {node["id"]: node for node in nodes}
    ways = _Ways({node["at"] for node in nodes}, size)
    paths: dict[frozenset[str], list[Point]] = {}
    for link in sorted(links, key=lambda link: _distance(found[link["from"]]["at"], found[link["to"]]["at"])):
        start, end = found[link["from"]], found[link["to"]]
        if _pair(link) not in paths:
            paths[_pair(link)] = ways.between(start["at"], end["at"], start["shape"] == "diamond")
    pairs = Counter(map(_pair, links))
    seen: set[frozenset[str]] = set()
    drawn: list[dict[str, Any]] = []
    for link in links:
        path = paths[_pair(link)]
        side = 0 if pairs[_pair(link)] == 1 else 1 if _pair(link) in seen else -1
        seen.add(_pair(link))
        drawn.append(
            {**link, "path": path if path[0] == found[link["from"]]["at"] else path[::-1], "side": side}
        )
    return drawn


def _pair(link: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((link["from"], link["to"]))


def _distance(start: Point, end: Point) -> int:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


class _Ways:
    """Finds short ways with few corners that keep off boxes and, where they can, off each other."""

    def __init__(self, boxes: set[Point], size: Point) -> None:
        self._boxes = boxes
        self._size = size
        self._used: Counter[frozenset[Point]] = Counter()
        self._passed: Counter[Point] = Counter()

    def between(self, start: Point, end: Point, sideways: bool) -> list[Point]:
        """The corners of the way, both ends included; it leaves `sideways` rather, or up or down rather."""
        way = self._cheapest(start, end, sideways)
        self._used.update(map(frozenset, pairwise(way)))
        self._passed.update(way[1:-1])
        return _corners(way)

    def _cheapest(self, start: Point, end: Point, sideways: bool) -> list[Point]:
        heap: list[tuple[int, list[Point]]] = [(0, [start])]
        known: set[tuple[Point, Point | None]] = set()
        while heap:
            cost, way = heappop(heap)
            if way[-1] == end:
                return way
            heading = _heading(way)
            if (way[-1], heading) in known:
                continue
            known.add((way[-1], heading))
            for point in self._around(way[-1], end):
                wrong = len(way) == 1 and sideways != (point[1] == start[1])
                heappush(heap, (cost + wrong + self._price(way, point), [*way, point]))
        return [start, end]

    def _around(self, point: Point, end: Point) -> Iterator[Point]:
        for across, down in _STEPS:
            x, y = point[0] + across, point[1] + down
            inside = 0 <= x < self._size[0] and 0 <= y < self._size[1]
            if inside and ((x, y) == end or (x, y) not in self._boxes):
                yield (x, y)

    def _price(self, way: list[Point], point: Point) -> int:
        turned = len(way) > 1 and _heading([*way, point]) != _heading(way)
        shared = self._used[frozenset((way[-1], point))]
        return _STEP + _TURN * turned + _SHARED * shared + _CROSSED * self._passed[point]


def _heading(way: Sequence[Point]) -> Point | None:
    if len(way) < 2:
        return None
    (x, y), (to_x, to_y) = way[-2], way[-1]
    return (to_x - x, to_y - y)


def _corners(way: list[Point]) -> list[Point]:
    inner = [
        point
        for index, point in enumerate(way[1:-1], start=1)
        if _heading(way[: index + 1]) != _heading(way[: index + 2])
    ]
    return [way[0], *inner, way[-1]]
