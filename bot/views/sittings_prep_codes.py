"""The codes of a sitting: on screen, as a picture, on paper."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call, FileRef
from bot.usecases.certification import outcomes_prep as o
from bot.usecases.outcomes import Outcome
from bot.views.campaigns_parts import spaced
from bot.views.documents.attendance_shapes import Attendance, AttendanceRow
from bot.views.keyboards import button, keyboard
from bot.views.showing import Showing
from bot.views.sittings_prep_words import hours


def codes(showing: Showing, outcome: o.SittingCodes) -> list[Call]:
    id_ = outcome.sitting
    text = showing.text(
        "sittings_prep/codes",
        outcome=outcome,
        code=spaced(outcome.code),
        staff_code=spaced(outcome.staff_code),
    )
    markup = keyboard(
        [button("🖨 Feuille à imprimer", "sp_sheet", id_)],
        [button("🔳 Candidats", "sp_qr", id_, 0), button("🔳 Surveillant", "sp_qr", id_, 1)],
        [button("⬅️ La session", "sp_show", id_)],
    )
    return [showing.screen(text, markup)]


def qr(showing: Showing, outcome: o.SittingQr) -> list[Call]:
    file = FileRef("photo", "qr", [showing.link(outcome.code), f"Code {spaced(outcome.code)}"])
    text = showing.text("sittings_prep/qr", outcome=outcome, code=spaced(outcome.code))
    back = keyboard([button("⬅️ Codes", "sp_codes", outcome.sitting)])
    return [showing.send_file(file, text, back)]


def sheet(showing: Showing, outcome: o.SittingSheet) -> list[Call]:
    rows: list[AttendanceRow] = [
        {
            "name": line.name,
            "class": line.class_name,
            "time": hours(line.minutes),
            "extra": line.extra,
        }
        for line in outcome.lines
    ]
    made: Attendance = {
        "school": outcome.school,
        "when": outcome.when,
        "room": outcome.room,
        "organiser": outcome.organiser,
        "code": outcome.code,
        "link": showing.link(outcome.code),
        "time": hours(outcome.minutes),
        "rows": rows,
    }
    file = FileRef("document", "attendance", [made])
    back = keyboard([button("⬅️ Codes", "sp_codes", outcome.sitting)])
    return [showing.send_file(file, showing.text("sittings_prep/sheet", outcome=outcome), back)]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.SittingCodes: codes,
    o.SittingQr: qr,
    o.SittingSheet: sheet,
}
