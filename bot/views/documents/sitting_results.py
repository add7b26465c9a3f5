"""The published results of a mock certification as a workbook, safe to open."""

from bot.views.documents.exports import workbook
from bot.views.documents.shapes import SittingResults, Table
from bot.views.documents.words import slug

TITLE = "Certification blanche"


def sitting_xlsx(data: SittingResults) -> tuple[str, bytes]:
    """The name and content of a workbook: «Candidats», and where the numbers come from."""
    name = f"certification-blanche-{slug(data['name'])}.xlsx"
    sheet: Table = {"columns": data["columns"], "rows": data["rows"]}
    return name, workbook(TITLE, {"Candidats": sheet}, data["about"])
