"""Pictures: one a kind, drawn from the variant's data, the same each time, readable on a phone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image

from bot.content import Challenge, Variant, render
from bot.content.media import draw, make_picture, typesetting
from bot.content.media.drawing import _printed
from bot.content.typography import NARROW, NBSP
from bot.errors import ContentError
from tests.content.samples import KINDS, PICTURES
from tests.content.writing import about_a_word, picture, written

WORDS = ["lagon", "volcan"]
EACH = "          - {each: \"[{'each': mot}]\"}\n"
HOSTILE = [
    '#panic("x")',
    "$x$ *gras* _i_",
    "\\ ] } [ { @a <b>",
    "\u202eà l'envers",
    "😀",
    "é" * 300,
    "{{ 7 * 7 }}",
]


def with_picture(folder: Path, kind: str, data: str, words: Sequence[str] = WORDS) -> Challenge:
    return written(folder, about_a_word(words, picture(kind, data)))


def variant_with(challenge: Challenge, word: str) -> Variant:
    return next(
        variant for variant in (render(challenge, seed) for seed in range(50)) if variant.solution == word
    )


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_each_kind_is_drawn_for_its_variant(tmp_path: Path, kind: str) -> None:
    challenge = with_picture(tmp_path, kind, PICTURES[kind])
    lagon, volcan = (variant_with(challenge, word) for word in WORDS)

    drawn = make_picture(lagon)

    size = Image.open(BytesIO(drawn)).size
    assert size[0] == 1080
    assert 200 < size[1] < 3000
    assert make_picture(lagon) == drawn
    assert make_picture(volcan) != drawn
    assert lagon.picture is not None
    assert lagon.picture.alt == f"On y lit ce mot{NBSP}: lagon{NARROW}!"


def test_hostile_words_are_drawn_as_they_are(tmp_path: Path) -> None:
    for kind, data in PICTURES.items():
        folder = tmp_path / kind
        folder.mkdir()
        challenge = with_picture(folder, kind, data.replace("mot | length", "3"), HOSTILE)
        for seed in range(8):
            assert make_picture(render(challenge, seed)).startswith(b"\x89PNG")


def test_addresses_keep_their_signs_and_sentences_get_their_spaces() -> None:
    shown = _printed({"url": "a ; b", "rows": [{"name": "x ; y", "text": "Oui ; non"}]})

    assert shown == {"url": "a ; b", "rows": [{"name": "x ; y", "text": f"Oui{NARROW}; non"}]}


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("bars", "value: 7.5", "value: '{{ mot }}'", "bars.1.value"),
        ("folders", "depth: 1", "depth: '{{ mot }}'", "tree.1.depth"),
        ("settings", "toggle: \"{{ mot == 'lagon' }}\"", "toggle: '{{ mot }}'", "rows.0.toggle"),
        ("inbox", "date: hier", "date: '{{ none }}'", "messages.1.date"),
    ],
)
def test_data_of_the_wrong_sort_are_refused_with_their_place(
    tmp_path: Path, kind: str, before: str, after: str, said: str
) -> None:
    challenge = with_picture(tmp_path, kind, PICTURES[kind].replace(before, after))

    with pytest.raises(ContentError, match=f"`{said}"):
        make_picture(render(challenge, 1))


@pytest.mark.parametrize("kind", ["bars", "blocks", "chart", "diagram", "table", "timeline"])
def test_a_computed_list_of_computed_lists_is_refused(tmp_path: Path, kind: str) -> None:
    lists = {"chart": "series", "diagram": "nodes", "table": "rows", "timeline": "tracks"}
    data = f"{PICTURES[kind]}\n".replace(f"{lists.get(kind, kind)}:\n", f"{lists.get(kind, kind)}:\n{EACH}")
    challenge = with_picture(tmp_path, kind, data)

    with pytest.raises(ContentError, match=rf"`{lists.get(kind, kind)}\.0`.* another"):
        make_picture(render(challenge, 1))


@pytest.mark.parametrize("depth", [-1, 7])
def test_folders_deeper_than_six_are_refused(tmp_path: Path, depth: int) -> None:
    data = PICTURES["folders"].replace("{{ 1 + 1 }}", f"{{{{ {depth} }}}}")
    challenge = with_picture(tmp_path, "folders", data)

    with pytest.raises(ContentError, match=r"`tree\.2\.depth`.*it is not between 0 and 6"):
        make_picture(render(challenge, 1))


def test_a_variant_without_picture_has_none_to_draw(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="essai3-a has no picture"):
        make_picture(render(written(tmp_path, KINDS["number"]), 1))


def test_any_template_of_the_bot_may_be_drawn_from_any_thread() -> None:
    template = Path("bot/content/media/bars.typ").resolve()

    def bars(value: int) -> bytes:
        return draw(template, {"title": "T", "bars": [{"label": "a", "value": value, "text": str(value)}]})

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(bars, [1, 2, 3, 1, 2, 3]))

    assert drawn[:3] == drawn[3:]
    assert len(set(drawn)) == 3


def test_a_template_that_fails_says_so() -> None:
    with pytest.raises(ContentError, match="cannot be drawn"):
        draw(Path("bot/content/media/bars.typ").resolve(), {})


class PanicException(BaseException):
    """As pyo3 raises it, from a module that cannot be imported."""

    __module__ = "pyo3_runtime"


@pytest.mark.parametrize(("raised", "seen"), [(PanicException, ContentError), (KeyboardInterrupt,) * 2])
def test_a_panic_of_the_typesetter_is_told_as_any_failure(
    monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], seen: type[BaseException]
) -> None:
    compiler = Mock()
    compiler.compile.side_effect = raised("no size")
    monkeypatch.setattr(typesetting, "_compiler", lambda _form: compiler)

    with pytest.raises(seen, match="no size"):
        draw(Path("bot/content/media/bars.typ").resolve(), {"nowhere": raised.__name__})
