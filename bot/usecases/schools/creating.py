"""Operators: the list of schools, and a new one in a guided dialog."""

from typing import Any

from bot.content.days_off import usual_calendar
from bot.store import dialogs, schools
from bot.store.schools import WritingRules
from bot.usecases import asking, rights
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.schools import inviting, managing
from bot.usecases.schools.naming import cleaned, complaint_about
from bot.usecases.schools.outcomes import PAGE, SchoolDrafted, SchoolsShown
from bot.usecases.turn import Turn

DRAFT = "s_draft"  # the kind of dialog that holds a school until it is created
LEVELS = ("college", "lycee", "both")
ZONES = (
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
    "America/Miquelon",
)


def listed(turn: Turn, page: int = 0, *, edit: bool = True) -> list[Outcome]:
    """Every school of this Tremplin, for an operator."""
    rights.operator(turn)
    shown, page, pages = page_of(schools.counts(turn.tx), page, PAGE)
    return [SchoolsShown(shown, page, pages, edit)]


def begin(turn: Turn) -> list[Outcome]:
    """Ask the name of a new school; one that was being created is forgotten."""
    rights.operator(turn)
    return _next(turn, {})


def name(turn: Turn, text: str) -> list[Outcome]:
    """The name was written: at its turn, or later to correct it."""
    rights.operator(turn)
    draft, written = _draft(turn) or {}, cleaned(text)
    if complaint := complaint_about(written):
        return [SchoolDrafted("name", complaint=complaint)]
    return _next(turn, {**draft, "name": written})


def level(turn: Turn, chosen: str) -> list[Outcome]:
    return _decide(turn, "level", chosen)


def zone(turn: Turn, chosen: str) -> list[Outcome]:
    return _decide(turn, "zone", chosen)


def change(turn: Turn, what: str) -> list[Outcome]:
    """Ask one of the three again; the two others stay."""
    rights.operator(turn)
    draft = _draft(turn)
    if draft is None:
        return [Said(Note.BAD_BUTTON)]
    return _next(turn, draft, what)


def create(turn: Turn) -> list[Outcome]:
    """The school as it was summed up, and the invitation of its first administrator."""
    rights.operator(turn)
    draft = _draft(turn)
    if draft is None or not draft.keys() >= {"name", "level", "zone"}:
        return [Said(Note.RECORDED)]
    asking.answered(turn)
    school = schools.add(turn.tx, draft["name"], draft["zone"], draft["level"], turn.now_ms)
    if known := usual_calendar(school.zone):
        schools.put_writing_rules(turn.tx, school.id, WritingRules(holidays=known))
    invitation = inviting.invite(turn, school.id, "admin")
    return [*managing.show(turn, school.id, created=True), *invitation]


def cancel(turn: Turn) -> list[Outcome]:
    """No school after all."""
    rights.operator(turn)
    asking.answered(turn)
    return [Said(Note.CANCELLED), *listed(turn)]


def _decide(turn: Turn, what: str, chosen: str) -> list[Outcome]:
    rights.operator(turn)
    draft = _draft(turn)
    if draft is None:
        return [Said(Note.BAD_BUTTON)]
    return _next(turn, {**draft, what: chosen})


def _next(turn: Turn, draft: dict[str, Any], what: str = "") -> list[Outcome]:
    """Ask `what`, or else what is still missing, or the summary; a text is a name at any step."""
    asking.ask(turn, DRAFT, **draft)
    missing = next((each for each in ("name", "level", "zone") if each not in draft), "summary")
    return [SchoolDrafted(what or missing, **draft)]


def _draft(turn: Turn) -> dict[str, Any] | None:
    dialog = dialogs.find(turn.tx, turn.person.id)
    return dialog.about if dialog is not None and dialog.kind == DRAFT else None
