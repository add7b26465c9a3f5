"""YAML as authors write it: what is text stays text, and every complaint names its line."""

from pathlib import Path

import pytest

from bot.content.source import read_source
from bot.errors import ContentError


def read(text: str) -> object:
    return read_source(Path("4.1.yaml"), text.encode()).data


def test_values_of_json_are_values_and_the_rest_is_text() -> None:
    text = "[3, -2.5, true, ~, '3', 007, 12:30, no, Oui, on, 2025-03-12, 1e3, 0x1F]"

    assert read(text) == [
        *(3, -2.5, True, None, "3", "007", "12:30", "no", "Oui", "on", "2025-03-12", "1e3", "0x1F")
    ]


def test_every_part_knows_its_line() -> None:
    source = read_source(Path("4.1.yaml"), b"a: 1\nb:\n  - x\n  - c: 2\n")

    assert source.line(("a",)) == 1
    assert source.line(("b", 1, "c")) == 4
    assert source.line(("b", 1, "missing", 5)) == 4


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        ("a: 1\nb: [1, 2\n", 3, "this is not YAML", "between quotes"),
        ("a: 1\nb: {{ n }}\n", 2, "a key must be one word", "put a {{ template }} between quotes"),
        ("a: 1\nb: 2\na: 3\n", 3, "`a` is written twice", "keep one"),
        ("a: &x 1\nb: *x\n", 2, "an alias", "write the text out again"),
        ("a:\n  - !!python/object:os.system x\n", 2, "the tag", "remove it"),
        ("prix: 2.50\n", 1, "2.50 would be read as 2.5", "between quotes"),
        (
            "a: 1\nb: Un espace, puis # et le titre\n",
            2,
            "«# et le titre» is taken for a comment",
            "between quotes",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, what: str, remedy: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(text)

    message = str(caught.value)
    assert message.startswith(f"4.1.yaml:{line}: ")
    assert what in message
    assert remedy in message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_end_as_yaml_says(end: str) -> None:
    with pytest.raises(ContentError, match="«# z» is taken for a comment"):
        read(f"a: 'un'{end}b: y\t# z{end}")


def test_comments_that_cut_no_text_are_fine() -> None:
    text = "a: 3 # trois\nb: true # vrai\nc: # rien\n# tout\nd: 'x' # y\ne: |\n  un # deux\n"

    assert read(text) == {"a": 3, "b": True, "c": None, "d": "x", "e": "un # deux\n"}


def test_a_file_that_is_not_text_is_told() -> None:
    with pytest.raises(ContentError, match="save the file as UTF-8"):
        read_source(Path("4.1.yaml"), b"\xff\xfe\x00")
