"""Letters: what they say when they are sent, and what their readers want of them."""

from collections.abc import Callable

from bot.errors import BadButton
from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.transport.parcel import Fate
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import landing, standing
from bot.usecases.reminders import letters, wishes
from bot.usecases.turn import Turn

_FATES = {
    Fate.SENT: "sent",
    Fate.GONE: "blocked",
    Fate.UNCERTAIN: "uncertain",
    Fate.EXPIRED: "expired",
}
_SWITCHES: dict[str, Callable[[Turn, bool], list[Outcome]]] = {
    "weekend": lambda turn, on: wishes.set_days(turn, weekend=on),
    "holidays": lambda turn, on: wishes.set_days(turn, holidays=on),
    "weekly": wishes.set_weekly,
    "stop": wishes.set_stopped,
}
_HOURS = (wishes.SCHOOL, *wishes.PRESETS)


def _open(turn: Turn, tap: Tap) -> list[Outcome]:
    """A campaign of a letter, which stays readable above it. Raises NotAllowed for who may not take part."""
    return landing.page(turn, standing.entitled(turn, tap.number(0), ""), "")


def _switch(turn: Turn, tap: Tap) -> list[Outcome]:
    on = tap.small(1)
    if on > 1:
        raise BadButton("neither on nor off")
    return _SWITCHES[tap.word(0, tuple(_SWITCHES))](turn, bool(on))


def fate(tx: Tx, row: OutboxRow, fate: Fate, now_ms: int) -> None:
    """What became of a letter, in the transaction that forgets it."""
    letters.ended(tx, row, _FATES.get(fate, "failed"), now_ms)


SUBJECT = Subject(
    actions={
        "l_open": _open,
        "l_monday": lambda turn, _: wishes.not_before_monday(turn),
        "l_mute": lambda turn, tap: wishes.mute(turn, tap.number(0)),
        "l_unmute": lambda turn, tap: wishes.unmute(turn, tap.number(0)),
        "l_stop": lambda turn, _: wishes.stop(turn),
        "l_resume": lambda turn, _: wishes.resume(turn),
        "l_which": lambda turn, _: wishes.ask_which(turn),
        "l_wishes": lambda turn, _: wishes.settings(turn),
        "l_hours": lambda turn, tap: wishes.set_hours(turn, tap.word(0, _HOURS)),
        "l_set": _switch,
        "l_again": lambda turn, tap: wishes.take_up(turn, tap.number(0)),
    },
    commands={"stop": lambda turn, _: wishes.stop_command(turn)},
    composed={letters.KIND: letters.compose},
    fates={letters.KIND: fate},
)
