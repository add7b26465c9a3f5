"""Telegram groups the bot is in, and the class each one is of."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat. `class_id` is None until a teacher has linked it; times are UTC milliseconds.

    `asked_by` is the person who may link it: who added the bot, or asked last with /classe.
    """

    chat_id: int
    title: str
    school_id: int | None
    class_id: int | None
    asked_by: int | None
    added_at: int
    explained_at: int | None
    left_at: int | None


def find(tx: Tx, chat_id: int) -> Group | None:
    return tx.one("group", Group, chat_id=chat_id)


def enter(tx: Tx, chat_id: int, title: str, asked_by: int | None, now_ms: int) -> None:
    """The bot is there, and that person may link the group; a link made before still holds."""
    tx.run("enter_group", chat_id=chat_id, title=title, asked_by=asked_by, added_at=now_ms)


def explained(tx: Tx, chat_id: int, now_ms: int) -> None:
    """The bot said there what it is."""
    tx.run("explain_group", chat_id=chat_id, explained_at=now_ms)


def leave(tx: Tx, chat_id: int, now_ms: int) -> None:
    """The bot was removed, or the group is gone."""
    tx.run("leave_group", chat_id=chat_id, left_at=now_ms)


def link(tx: Tx, chat_id: int, school_id: int | None, class_id: int | None) -> None:
    """From now on this is the group of that class, or of none."""
    tx.run("link_group", chat_id=chat_id, school_id=school_id, class_id=class_id)


def of_class(tx: Tx, class_id: int) -> list[Group]:
    """The groups of a class that the bot is in."""
    return tx.all("groups_of_class", Group, class_id=class_id)


def move(tx: Tx, chat_id: int, new_chat_id: int) -> None:
    """The group has another id: whatever refers to it follows, unless the new id has the same already."""
    moves = "move_group", "move_campaign_groups", "move_recipients", "forget_recipients_twice", "forget_group"
    for statement in moves:
        tx.run(statement, chat_id=chat_id, new_chat_id=new_chat_id)
