"""A tutorial with a picture: read under it, described in words, kept and rated in place."""

from pathlib import Path

import pytest

from bot.bootstrap import Files
from bot.content import load
from bot.errors import ContentError
from tests.content.samples import KINDS
from tests.content.writing import bank_text, with_lesson_picture, write_bank
from tests.usecases.desk import Phone, read
from tests.views.acceptable import refusals


@pytest.fixture
def reader(lea: Phone, tmp_path: Path) -> Phone:
    """A pupil, and a bank whose only tutorial has a picture."""
    write_bank(tmp_path, with_lesson_picture(bank_text(*KINDS.values())))
    lea.desk.library = load(tmp_path)
    return lea


def test_it_is_read_under_its_picture(reader: Phone) -> None:
    _, shown = reader.taps("lesson:essai3")

    assert (shown.method, refusals(shown)) == ("sendPhoto", [])
    assert "Il suffit d'essayer." in read([shown])
    assert shown.file is not None
    name, content = Files(reader.desk.library)(shown.file.maker, shown.file.args)
    assert name == "image.png"
    assert content.startswith(b"\x89PNG")


def test_it_is_described_in_words(reader: Phone) -> None:
    reader.taps("lesson:essai3")

    _, told = reader.taps(reader.button("describe_lesson"))

    assert told.method == "sendMessage"
    assert "Deux barres, a et b." in read([told])


def test_it_is_kept_and_rated_in_place_and_left_for_the_list(reader: Phone) -> None:
    reader.taps("lesson:essai3")

    _, kept = reader.taps(reader.button("keep"))
    _, rated = reader.taps(reader.button("useful"))
    _, listed = reader.taps(reader.button("tutorials"))

    assert [call.method for call in (kept, rated, listed)] == [
        "editMessageCaption",
        "editMessageCaption",
        "sendMessage",
    ]
    assert kept.params["message_id"] == rated.params["message_id"]
    assert "pas trouvé utile" in read([rated])


def test_it_is_kept_in_place_where_its_picture_could_not_be_drawn(reader: Phone) -> None:
    reader.taps("lesson:essai3")
    reader.pictures.clear()  # it came as a text

    assert reader.taps(reader.button("keep"))[-1].method == "editMessageText"


@pytest.mark.parametrize("skill", ["essai3", "inconnu1"])
def test_a_picture_that_left_the_bank_is_not_there(lea: Phone, tmp_path: Path, skill: str) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    lea.desk.library = load(tmp_path)

    (toast,) = lea.taps(f"describe_lesson:{skill}")

    assert toast.method == "answerCallbackQuery"
    with pytest.raises(LookupError):
        Files(lea.desk.library)("lesson", [skill])


def test_a_picture_that_varies_keeps_the_bot_from_starting(tmp_path: Path) -> None:
    write_bank(tmp_path, with_lesson_picture(bank_text(KINDS["number"]), title="{{ n }}"))

    with pytest.raises(ContentError, match="a tutorial has no parameters"):
        load(tmp_path)
