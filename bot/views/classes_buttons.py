"""Buttons that the screens of classes share."""

from bot.views.keyboards import Button, button
from bot.views.menus import TEACHING

HOME = [TEACHING]


def pages(
    action: str, args: tuple[int | str, ...], page: int, of: int, after: tuple[int | str, ...] = ()
) -> list[Button]:
    """Buttons to the page before and the next one, where there are any; `after` follows the page's number."""
    before = [button("◀️", action, *args, page - 1, *after)] if page else []
    return [*before, *([button("▶️", action, *args, page + 1, *after)] if page + 1 < of else [])]


def to_class(class_id: int) -> Button:
    return button("🏫 La classe", "k_show", class_id)


def back_to_class(class_id: int) -> Button:
    return button("⬅️ La classe", "k_show", class_id)
