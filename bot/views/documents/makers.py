"""The makers of documents by name: each gives the name and content of a file."""

from collections.abc import Callable

from bot.views.documents.attendance import attendance
from bot.views.documents.certificate import certificate
from bot.views.documents.class_sheet import class_sheet
from bot.views.documents.curve import curve
from bot.views.documents.exports import results_csv, results_xlsx
from bot.views.documents.family_letters import family_letters
from bot.views.documents.heatmap import heatmap
from bot.views.documents.poster import poster
from bot.views.documents.qr import qr_picture
from bot.views.documents.sitting_results import sitting_xlsx

Maker = Callable[..., tuple[str, bytes]]

MAKERS: dict[str, Maker] = {
    "qr": lambda link, words: ("qr.png", qr_picture(link, words)),
    "poster": poster,
    "class_sheet": class_sheet,
    "certificate": certificate,
    "attendance": attendance,
    "family_letters": family_letters,
    "heatmap": lambda data: ("carte.png", heatmap(data)),
    "curve": lambda data: ("progression.png", curve(data)),
    "results_xlsx": results_xlsx,
    "results_csv": results_csv,
    "sitting_xlsx": sitting_xlsx,
}
