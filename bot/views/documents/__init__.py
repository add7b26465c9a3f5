"""Files made for people: QR codes, printed sheets, charts and exports.

Nothing here is called by a view: a view names the maker and its arguments (JSON-ready, `shapes.py`), and
the file is made when it is sent:

    FileRef("photo", "qr", [link, "Code ABC DEF 234"])     a PNG; the words stand under the QR code
    FileRef("document", "poster", [Poster])                a PDF, one A4 page
    FileRef("document", "class_sheet", [ClassSheet])       a PDF, 8 cards a page to cut out
    FileRef("document", "certificate", [Certificate])      a PDF, one A4 page
    FileRef("document", "family_letters", [FamilyLetters]) a PDF, one A4 page a pupil
    FileRef("photo", "heatmap", [Heatmap])                 a PNG; first split with `heatmap_pages`
    FileRef("photo", "curve", [Curve])                     a PNG
    FileRef("document", "results_xlsx", [Results])         a workbook: pupils, topics
    FileRef("document", "results_csv", [Results])          the pupils' table
    FileRef("document", "sitting_xlsx", [SittingResults])  a workbook: candidates of a mock certification

Words arrive as people wrote them: unreadable characters are removed, French spaces put, and what is long
wraps or shrinks. No maker raises on any text.
"""

from bot.views.documents.shapes import (
    Certificate,
    ClassSheet,
    Column,
    Curve,
    FamilyLetters,
    Heatmap,
    Letter,
    Poster,
    PupilCard,
    Results,
    SittingResults,
    Table,
    heatmap_pages,
)

__all__ = [
    "Certificate",
    "ClassSheet",
    "Column",
    "Curve",
    "FamilyLetters",
    "Heatmap",
    "Letter",
    "Poster",
    "PupilCard",
    "Results",
    "SittingResults",
    "Table",
    "heatmap_pages",
]
