"""The cards of a class, to print, cut out and hand over."""

from pathlib import Path

from bot.content.media import print_pages
from bot.views.documents.qr import qr_svg
from bot.views.documents.shapes import ClassSheet
from bot.views.documents.words import printable, short_address, slug, spaced_code

_TEMPLATE = Path(__file__).with_name("class_sheet.typ")


def class_sheet(data: ClassSheet) -> tuple[str, bytes]:
    """The name and content of a PDF of A4 pages, 8 cards each."""
    cards = [
        {
            "name": printable(pupil["name"]),
            "qr": qr_svg(pupil["link"]),
            "address": short_address(pupil["link"]),
            "code": spaced_code(pupil["code"]),
        }
        for pupil in data["pupils"]
    ]
    place = {"school": printable(data["school"]), "class": printable(data["class"])}
    return f"cartes-{slug(data['class'])}.pdf", print_pages(_TEMPLATE, {**place, "cards": cards}, keep=False)
