"""The poster of a campaign."""

from pathlib import Path

from bot.content.media import print_pages
from bot.views.documents.qr import qr_svg
from bot.views.documents.shapes import Poster
from bot.views.documents.words import printable, short_address, slug, spaced_code

_TEMPLATE = Path(__file__).with_name("poster.typ")
_STEPS = (
    "Ouvre l'appareil photo et vise le QR code.",
    "Touche le lien, puis « Démarrer » dans Telegram.",
    "Réponds à ton rythme : tu peux t'arrêter et reprendre.",
)


def poster(data: Poster) -> tuple[str, bytes]:
    """The name and content of a PDF of one A4 page, to be read across a room."""
    drawn = print_pages(
        _TEMPLATE,
        {
            "title": printable(data["title"]),
            "teacher": printable(data["teacher"]),
            "school": printable(data["school"]),
            "code": spaced_code(data["code"]),
            "address": short_address(data["link"]),
            "qr": qr_svg(data["link"]),
            "deadline": printable(data["deadline_words"]),
            "questions": printable(data["questions_words"]),
            "steps": [printable(step) for step in data.get("steps", _STEPS)],
        },
        keep=False,
    )
    return f"affiche-{slug(data['title'])}.pdf", drawn
