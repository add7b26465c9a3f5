"""Files of a campaign: the heat map, the curve, the exports."""

from typing import Any

from bot.content.framework import short_name
from bot.transport.calls import Call, FileRef
from bot.usecases.campaigns.dates import in_full
from bot.usecases.following.outcomes import Cell, Column, CurveShown, HeatShown, ResultsExported
from bot.views.documents import Heatmap, heatmap_pages
from bot.views.keyboards import button, keyboard
from bot.views.showing import Showing


def _way_back(campaign_id: int) -> dict[str, Any]:
    return keyboard([button("⬅️ Le parcours", "c_show", campaign_id)])


def heat(showing: Showing, outcome: HeatShown) -> list[Call]:
    """Pictures of so many pupils each as can be read; the last one has the way back."""
    data: Heatmap = {
        "title": outcome.campaign,
        "topics": [_column(each) for each in outcome.competences],
        "pupils": list(outcome.pupils),
        "cells": [list(row) for row in outcome.cells],
        "unit": "level" if outcome.levels else "percent",
    }
    pages = heatmap_pages(data)
    caption = showing.text("following/heat", outcome=outcome)
    back = _way_back(outcome.campaign_id)
    return [
        showing.send_file(
            FileRef("photo", "heatmap", [page]),
            caption if number == len(pages) else "",
            back if number == len(pages) else None,
        )
        for number, page in enumerate(pages, 1)
    ]


def _column(competence: str) -> str:
    """«4.3 Santé»: a heading has room for 14 characters."""
    return short_name(competence).partition(",")[0]


def curve(showing: Showing, outcome: CurveShown) -> list[Call]:
    """How many had started and finished, day after day."""
    data = {
        "title": outcome.campaign,
        "days": [f"{day:%d/%m}" for day in outcome.days],
        "started": list(outcome.started),
        "finished": list(outcome.finished),
        "enrolled": outcome.enrolled,
        "deadline_index": outcome.days.index(outcome.deadline) if outcome.deadline in outcome.days else None,
    }
    caption = showing.text("following/curve", outcome=outcome)
    return [showing.send_file(FileRef("photo", "curve", [data]), caption, _way_back(outcome.campaign_id))]


def export(showing: Showing, outcome: ResultsExported) -> list[Call]:
    """A workbook, or a table for any spreadsheet."""
    data = {
        "campaign": outcome.campaign,
        "school": outcome.school,
        "exported_words": in_full(outcome.now_ms, outcome.zone, outcome.now_ms),
        "columns": _columns(outcome.columns),
        "rows": _rows(outcome.rows),
        "topics": {"columns": _columns(outcome.topic_columns), "rows": _rows(outcome.topic_rows)},
    }
    caption = showing.text("following/export", outcome=outcome)
    file = FileRef("document", f"results_{outcome.form}", [data])
    return [showing.send_file(file, caption, _way_back(outcome.campaign_id))]


def _columns(columns: tuple[Column, ...]) -> list[dict[str, str]]:
    return [{"title": each.title, "kind": each.kind} for each in columns]


def _rows(rows: tuple[tuple[Cell, ...], ...]) -> list[list[Cell]]:
    return [list(row) for row in rows]
