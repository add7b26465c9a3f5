"""What is printed before a sitting: the code for the board, the list of attendance."""

from pathlib import Path

from bot.content.media import print_pages
from bot.views.documents.attendance_shapes import Attendance
from bot.views.documents.qr import qr_svg
from bot.views.documents.words import printable, short_address, slug, spaced_code

_TEMPLATE = Path(__file__).with_name("attendance.typ")


def attendance(data: Attendance) -> tuple[str, bytes]:
    """The name and content of a PDF of A4 pages: one to hang up, then 30 candidates each."""
    rows = [
        {
            "name": printable(row["name"]),
            "class": printable(row["class"]),
            "time": printable(row["time"]),
            "extra": row["extra"],
        }
        for row in data["rows"]
    ]
    words = {key: printable(data[key]) for key in ("school", "when", "room", "organiser", "time")}
    shown = {
        **words,
        "code": spaced_code(data["code"]),
        "address": short_address(data["link"]),
        "qr": qr_svg(data["link"]),
        "rows": rows,
    }
    return f"certification-blanche-{slug(data['when'])}.pdf", print_pages(_TEMPLATE, shown, keep=False)
