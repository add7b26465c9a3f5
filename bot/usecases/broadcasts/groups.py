"""Telegram groups of classes: which class a group is of, and what is said there."""

from bot.errors import NotAllowed
from bot.store import classes, groups, schools
from bot.store.base import Tx
from bot.store.groups import Group
from bot.usecases import rights
from bot.usecases.broadcasts.outcomes import GroupExplained, GroupLinkAsked, GroupLinked, Part
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

KIND = "group"  # of what is told about groups
PAGE = 8
EXPLAINED_EVERY_MS = 86_400_000


def entered(tx: Tx, turn: Turn | None, chat_id: int, title: str, now_ms: int) -> list[Outcome]:
    """The bot was added: it says what it is, once a day at most; a teacher is asked which class it is.

    `turn` is of who added it, None when the bot does not know them.
    """
    group = groups.find(tx, chat_id)
    teacher = turn if turn is not None and _teaches(turn) else None
    groups.enter(tx, chat_id, title, teacher.person.id if teacher else None, now_ms)
    asked: list[Outcome] = [_ask_in_private(teacher, chat_id)] if teacher else []
    if group is not None and now_ms - (group.explained_at or 0) < EXPLAINED_EVERY_MS:
        return asked
    groups.explained(tx, chat_id, now_ms)
    return [GroupExplained(asked=bool(asked)), *asked]


def asked(tx: Tx, turn: Turn | None, chat_id: int, title: str, now_ms: int) -> list[Outcome]:
    """/classe in a group: a teacher is asked in private; anybody else is told what the bot is."""
    if turn is None or not _teaches(turn):
        return [GroupExplained()]
    groups.enter(tx, chat_id, title, turn.person.id, now_ms)
    return [GroupExplained(asked=True), _ask_in_private(turn, chat_id)]


def show(turn: Turn, chat_id: int, page: int) -> list[Outcome]:
    """The classes a group can be linked to."""
    return [_link_asked(turn, _linkable(turn, chat_id), page)]


def link(turn: Turn, chat_id: int, class_id: int) -> list[Outcome]:
    """The group is of this class from now on; of none with 0. Raises NotAllowed."""
    group = _linkable(turn, chat_id)
    if not class_id:
        groups.link(turn.tx, chat_id, None, None)
        return [GroupLinked(group.title, "")]
    classroom = rights.classroom(turn, class_id)
    groups.link(turn.tx, chat_id, classroom.school_id, class_id)
    return [GroupLinked(group.title, classroom.name)]


def _linkable(turn: Turn, chat_id: int) -> Group:
    """A group that this person brought the bot to, or asked about in it. Raises NotAllowed."""
    rights.member(turn)
    group = groups.find(turn.tx, chat_id)
    if group is None or group.left_at is not None or group.asked_by != turn.person.id:
        raise NotAllowed
    return group


def _teaches(turn: Turn) -> bool:
    return bool(schools.memberships(turn.tx, turn.person.id))


def _ask_in_private(turn: Turn, chat_id: int) -> Elsewhere:
    group = groups.find(turn.tx, chat_id)
    if group is None:  # it was just entered
        raise LookupError("the group vanished")
    return Elsewhere(turn.person.chat_id, (_link_asked(turn, group, 0),), adult=True, kind=KIND)


def _link_asked(turn: Turn, group: Group, page: int) -> GroupLinkAsked:
    member = rights.member(turn)
    if member.role == "admin":
        rooms = classes.of_school(turn.tx, member.school_id)
    else:
        rooms = classes.of_teacher(turn.tx, member.school_id, turn.person.id)
    lines, page, pages = page_of([Part(each.name, each.joined, each.id) for each in rooms], page, PAGE)
    linked = classes.find(turn.tx, group.class_id) if group.class_id else None
    return GroupLinkAsked(group.chat_id, group.title, lines, linked.name if linked else "", page, pages)
