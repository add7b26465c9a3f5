"""The letters to the families of a class."""

from pathlib import Path

from bot.content.media import print_pages
from bot.views.documents.qr import qr_svg
from bot.views.documents.shapes import FamilyLetters
from bot.views.documents.words import printable, short_address, slug

_TEMPLATE = Path(__file__).with_name("family_letters.typ")


def family_letters(data: FamilyLetters) -> tuple[str, bytes]:
    """The name and content of a PDF, one A4 page a pupil."""
    letters = [
        {
            "pupil": printable(letter["pupil"]),
            "pupil_qr": qr_svg(letter["pupil_link"]),
            "guardian_qr": qr_svg(letter["guardian_link"]),
            "address": short_address(letter["pupil_link"]),
        }
        for letter in data["letters"]
    ]
    place = {key: printable(data[key]) for key in ("school", "class", "teacher", "date_words")}
    return f"lettres-{slug(data['class'])}.pdf", print_pages(
        _TEMPLATE, {**place, "letters": letters}, keep=False
    )
