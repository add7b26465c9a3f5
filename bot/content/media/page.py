"""Printed pages (PDF)."""

from bot.content.files import PdfFile
from bot.content.media.settled import moment
from bot.content.media.typesetting import EPOCH, TEMPLATES, print_pages


def make(spec: PdfFile) -> bytes:
    """A PDF with its title, author and date in its properties."""
    data = spec.model_dump(exclude_none=True)
    day = moment(spec.date) if spec.date else EPOCH
    return print_pages(TEMPLATES / "page.typ", {**data, "day": [day.year, day.month, day.day]})
