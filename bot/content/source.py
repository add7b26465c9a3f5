"""A YAML file read into plain data that remembers the line of every part of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.problem import Broken, Problem, shown_path
from bot.content.templates import Place

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "seq", "map")
}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "~": None, "null": None}


@dataclass(slots=True)
class Source:
    """The data of one file and where each part of it stands."""

    file: str
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest part above it that is written in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, what: str, remedy: str) -> Problem:
        return Problem(self.file, self.line(place), what, remedy)


def read_source(path: Path, text: bytes) -> Source:
    """Parse a file's bytes. Raises ContentError with every syntax problem.

    Only what JSON knows is a value, the rest is text: YAML 1.1 makes a number of 12:30 and a boolean of «no».
    """
    source = Source(shown_path(path))
    try:
        node = yaml.compose(text.decode(), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"this is not YAML: {error.problem}"
        raise Broken(
            [Problem(source.file, line, what, "put a text with : # {{ or quotes between quotes")]
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        what = f"this is not a YAML text: {error}".replace("\n", " ")
        raise Broken(
            [Problem(source.file, 1, what, "save the file as UTF-8, without control characters")]
        ) from error
    if node is not None:
        source.data = _Reader(source, _LINE_END.split(text.decode())).value(node, ())
    if source.problems:
        raise Broken(source.problems)
    return source


class _Reader:
    def __init__(self, source: Source, written: Sequence[str]) -> None:
        self._source = source
        self._written = written
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> Any:
        self._source.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self._seen:
            what = "an alias (*name) is not understood here"
            self._source.problems.append(self._source.problem(place, what, "write the text out again"))
            return None
        self._seen.add(id(node))
        if node.tag not in _TAGS:
            self._wrong(node, f"the tag {node.tag} is not understood here", "remove it")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, "a key must be one word", "put a {{ template }} between quotes")
                continue
            if key.value in values:
                self._wrong(key, f"`{key.value}` is written twice", "keep one of them")
            self._source.lines[(*place, key.value)] = key.start_mark.line + 1
            values[key.value] = self.value(value, (*place, key.value))
        return values

    def _scalar(self, node: yaml.Node) -> str | int | float | bool | None:
        text = str(node.value)
        if isinstance(node, yaml.ScalarNode) and node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return self._decimal(node, text)
        self._not_cut(node)
        return text

    def _not_cut(self, node: yaml.Node) -> None:
        rest = self._written[node.end_mark.line][node.end_mark.column :].lstrip(" \t")
        if rest.startswith("#"):
            self._wrong(node, f"«{rest}» is taken for a comment", "put the text between quotes, or remove it")

    def _decimal(self, node: yaml.Node, text: str) -> float:
        if repr(float(text)) != text:
            self._wrong(
                node,
                f"{text} would be read as {float(text)!r}",
                "write it so, or between quotes if it is a text",
            )
        return float(text)

    def _wrong(self, node: yaml.Node, what: str, remedy: str) -> None:
        self._source.problems.append(Problem(self._source.file, node.start_mark.line + 1, what, remedy))
