"""Writing to classes and groups."""

from typing import cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.store import broadcasts
from bot.store.base import Tx
from bot.store.dialogs import Dialog
from bot.store.outbox import OutboxRow
from bot.transport.events import Event
from bot.transport.parcel import Fate
from bot.usecases.broadcasts import groups, sending, writing
from bot.usecases.broadcasts.audience import Part
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn

_STATES: dict[Fate, broadcasts.Outcome] = {
    Fate.SENT: "sent",
    Fate.GONE: "blocked",
    Fate.UNCERTAIN: "uncertain",
}


def _choose(turn: Turn, tap: Tap) -> list[Outcome]:
    part = cast(Part, tap.word(1, ("all", "waiting", "class")))
    return writing.choose(turn, tap.number(0), part, tap.number(2) if part == "class" else 0)


def _written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    return writing.take_words(turn, dialog.about["broadcast"], event.text)


def fate(tx: Tx, row: OutboxRow, fate: Fate, _now_ms: int) -> None:
    """What became of one delivery, in the transaction that forgets it."""
    if row.dedupe_key is None:
        return
    broadcast_id = broadcasts.broadcast_of(row.dedupe_key)
    if fate is Fate.EXPIRED:
        broadcasts.returned(tx, broadcast_id, row.chat_id)
    else:
        broadcasts.ended(tx, broadcast_id, row.chat_id, _STATES.get(fate, "failed"))


SUBJECT = Subject(
    actions={
        "b_new": lambda turn, tap: writing.to_campaign(turn, tap.number(0)),
        "b_class": lambda turn, tap: writing.to_class(turn, tap.number(0)),
        "b_to": lambda turn, tap: writing.show_audience(turn, tap.number(0), tap.small(1)),
        "b_pick": _choose,
        "b_ready": lambda turn, tap: writing.take_ready(turn, tap.number(0)),
        "b_words": lambda turn, tap: writing.correct(turn, tap.number(0)),
        "b_groups": lambda turn, tap: writing.set_groups(turn, tap.number(0), tap.small(1) == 1),
        "b_seen": lambda *_: [Said(Note.PREVIEW)],
        "b_drop": lambda turn, tap: writing.discard(turn, tap.number(0)),
        "b_send": lambda turn, tap: sending.send(turn, tap.number(0), tap.message_id),
        "b_stop": lambda turn, tap: sending.stop(turn, tap.number(0)),
        "b_show": lambda turn, tap: sending.show(turn, tap.number(0)),
        "b_missed": lambda turn, tap: sending.missed(turn, tap.number(0), tap.small(1)),
        "b_link": lambda turn, tap: groups.link(turn, tap.number(0), tap.number(1)),
        "b_links": lambda turn, tap: groups.show(turn, tap.number(0), tap.small(1)),
    },
    texts={writing.WORDS: _written},
    fates={sending.KIND: fate},
)
