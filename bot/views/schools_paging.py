"""What the screens of schools share: names on buttons, pages, ways back, complaints."""

from typing import Any

from bot.views.keyboards import Button, button
from bot.views.showing import Showing

OPERATOR_HOME = button("🛠 Établissements", "s_list", 0)
_NAME_ON_BUTTON = 24  # characters


def shortened(name: str) -> str:
    """A name as a button takes it."""
    return name if len(name) <= _NAME_ON_BUTTON else name[: _NAME_ON_BUTTON - 1] + "…"


def pager(page: int, pages: int, action: str, *about: int) -> list[Button]:
    """The buttons to the page before and the page after."""
    before = [button("⬅️", action, *about, page - 1)] if page else []
    after = [button("➡️", action, *about, page + 1)] if page + 1 < pages else []
    return [*before, *after]


def back_to_school(school_id: int) -> Button:
    return button("⬅️ L'établissement", "s_show", school_id)


def asking(showing: Showing, template: str, outcome: Any, **data: Any) -> str:
    """A text that asks for a name; why the one before could not be taken stands below."""
    words = showing.text(template, outcome=outcome, **data)
    if not outcome.complaint:
        return words
    return f"{words}\n\n{showing.text('schools/complaint', outcome=outcome)}"
