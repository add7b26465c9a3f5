"""No maker stumbles over a text, whatever a person wrote."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.documents.makers import MAKERS
from bot.views.documents.words import LONGEST_WORD, clean, printable, slug, spaced_code
from tests.documents.given import (
    attendance,
    certificate,
    class_sheet,
    curve,
    heatmap,
    letters,
    made,
    page_count,
    poster,
    results,
    sitting,
)

TYPST = [
    '#panic("x")',
    "$x$ *b* _i_ `c` <a> @b \\",
    "// /* ",
    '"',
    "\\u{0}",
    "= Titre",
    "#",
    "]",
    "]]#[",
    "~",
]
ANY_TEXT = (
    st.text(max_size=80)
    | st.sampled_from(TYPST)
    | st.text(st.sampled_from("W🙂é\u202e\u200b\u0300\t -"), max_size=80)
)


def arguments(text: str) -> dict[str, list[Any]]:
    """For each maker, arguments that have this text everywhere."""
    return {
        "qr": ["https://t.me/tremplin_bot?start=ABCDEF234", text],
        "poster": [poster(title=text, teacher=text, school=text, deadline_words=text, questions_words=text)],
        "class_sheet": [class_sheet([text] * 8, text, text)],
        "certificate": [certificate(name=text, school=text)],
        "attendance": [{**attendance([text], text), "room": text, "school": text}],
        "family_letters": [letters([text], text, text)],
        "heatmap": [{**heatmap(2, 2, text), "title": text, "topics": [text, text]}],
        "curve": [{**curve(2, text), "days": [text, text]}],
        "results_xlsx": [results(text, campaign=text)],
        "results_csv": [results(text, campaign=text)],
        "sitting_xlsx": [sitting(text, words=text)],
    }


def test_every_maker_is_tried_here() -> None:
    assert set(arguments("")) == set(MAKERS)


@pytest.mark.parametrize("maker", sorted(MAKERS))
@settings(max_examples=15, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_is_taken(maker: str, text: str) -> None:
    args = json.loads(json.dumps(arguments(text)[maker]))
    content = made(maker, *args)
    if maker in {"poster", "class_sheet", "family_letters"}:
        assert page_count(content) == 1
    if maker == "attendance":
        assert page_count(content) == 2


@given(text=ANY_TEXT)
def test_a_clean_text_is_one_readable_line(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text).splitlines()) <= 1
    assert clean(text).isprintable()


def test_what_is_printed_is_typeset_and_can_break() -> None:
    assert printable("L'été : 🙂 fini !") == "L’été\u00a0: fini\u202f!"
    assert len(printable("W" * 60).replace("\u200b", "")) == 60
    assert max(map(len, printable("W" * 60).split("\u200b"))) <= LONGEST_WORD


def test_a_code_is_read_in_threes() -> None:
    assert spaced_code("ABCDEF234") == "ABC DEF 234"


@given(text=st.text(max_size=80))
def test_a_slug_is_safe_anywhere(text: str) -> None:
    assert slug(text).isascii()
    assert slug(text).replace("-", "").isalnum()
    assert 0 < len(slug(text)) <= 60
