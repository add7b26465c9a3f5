"""What one conversation brings to the bot: its buttons, commands, links, and the texts it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.handlers.tap import Action
from bot.store.base import Tx
from bot.store.dialogs import Dialog
from bot.store.outbox import OutboxRow
from bot.store.people import Grade, Role
from bot.transport.events import Event
from bot.transport.parcel import Fate
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

Command = Callable[[Turn, Event], list[Outcome]]
Follow = Callable[[Turn, str], list[Outcome]]
"""`follow(turn, token)`: somebody opened a link; `token` is what follows its prefix, and may be anything."""
Answer = Callable[[Turn, Dialog, Event], list[Outcome]]
"""`answer(turn, dialog, event)`: the text, or the document, that was asked for."""
Sent = Callable[[Turn, tuple[Any, ...], int, bool], list[Outcome]]
"""`sent(turn, note, message_id, certain)`: a message with a note of this subject arrived; `note[0]` names it.
What it gives is shown in the same chat."""
ReadFile = Callable[[str, bytes], dict[str, Any]]
"""`read_file(name, content)`: what a document says, JSON-ready; in a worker thread, without the database."""
Read = Callable[[Turn, tuple[Any, ...], dict[str, Any]], list[Outcome]]
"""`read(turn, note, result)`: a document was read; or `result["refused"]` says why not: too_large, fetch
(Telegram would not give it), broken (reading it failed).
"""

FateOf = Callable[[Tx, OutboxRow, Fate, int], None]
"""`fate(tx, row, fate, now_ms)`: how a delivery of one kind ended."""
Compose = Callable[[Turn, OutboxRow], list[Outcome]]
"""`compose(turn, row)`: what a delivery of one kind says, as its reader, at the moment it is sent; nothing
when it no longer is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A sort of personal link; who follows it is taken for this `role` when they said none yet.

    `grade(turn, token)`: the class a newcomer need not be asked for, None when the link does not tell it.
    `at_once`: it is for anybody, who is not asked, nor taken for anything.
    """

    follow: Follow
    role: Role
    grade: Callable[[Turn, str], Grade | None] = lambda _turn, _token: None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The buttons (`actions`) by their action, and so on; names are distinct among all subjects.

    `links` by their prefix, one letter; `texts` and `documents` by the kind of dialog that asked. `reads` and
    `read` by the first word of the note of a getFile call; `fates` and `composed` by the kind of delivery.
    """

    actions: Mapping[str, Action] = field(default_factory=dict)
    commands: Mapping[str, Command] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    texts: Mapping[str, Answer] = field(default_factory=dict)
    documents: Mapping[str, Answer] = field(default_factory=dict)
    sent: Mapping[str, Sent] = field(default_factory=dict)
    reads: Mapping[str, ReadFile] = field(default_factory=dict)
    read: Mapping[str, Read] = field(default_factory=dict)
    fates: Mapping[str, FateOf] = field(default_factory=dict)
    composed: Mapping[str, Compose] = field(default_factory=dict)


def merged(parts: "list[Mapping[str, Any]]") -> dict[str, Any]:
    """One table of several. Raises ValueError when two use one name, which is a mistake of ours."""
    table: dict[str, Any] = {}
    for part in parts:
        if twice := table.keys() & part.keys():
            raise ValueError(f"two subjects use {sorted(twice)}")
        table |= part
    return table
