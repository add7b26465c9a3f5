"""The reminders of a campaign, as its teachers plan them."""

from bot.errors import BadButton
from bot.handlers.subject import Subject
from bot.handlers.tap import Action, Tap
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import editing, previewing, wording
from bot.usecases.reminders.outcomes_plans import Who
from bot.usecases.reminders.plans import FARTHEST
from bot.usecases.turn import Turn


def _who(tap: Tap) -> Who:
    return Who(tap.word(1, tuple(Who)))


def _days(tap: Tap) -> int:
    days = tap.small(2)
    if days > FARTHEST:
        raise BadButton("no delay of ours")
    return days


def _switch(turn: Turn, tap: Tap) -> list[Outcome]:
    return editing.switch(turn, tap.number(0), _who(tap), _days(tap), on=tap.small(3) == 1)


def _share(turn: Turn, tap: Tap) -> list[Outcome]:
    return editing.share_results(turn, tap.number(0), on=tap.small(1) == 1)


def _delay_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    return editing.take_delay(turn, dialog.about["campaign"], Who(dialog.about["who"]), event.text)


def _words_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    return wording.written(turn, dialog.about["campaign"], event.text)


_ACTIONS: dict[str, Action] = {
    "r_show": lambda turn, tap: editing.show(turn, tap.number(0)),
    "r_who": lambda turn, tap: editing.ask_offsets(turn, tap.number(0), _who(tap)),
    "r_day": _switch,
    "r_delay": lambda turn, tap: editing.ask_delay(turn, tap.number(0), _who(tap)),
    "r_off": lambda turn, tap: editing.silence(turn, tap.number(0), _who(tap)),
    "r_none": lambda turn, tap: editing.silence_all(turn, tap.number(0)),
    "r_usual": lambda turn, tap: editing.as_usual(turn, tap.number(0)),
    "r_words": lambda turn, tap: wording.ask(turn, tap.number(0)),
    "r_say": lambda turn, tap: wording.confirmed(turn, tap.number(0)),
    "r_no_words": lambda turn, tap: wording.drop(turn, tap.number(0)),
    "r_preview": lambda turn, tap: previewing.preview(turn, tap.number(0)),
    "r_results": lambda turn, tap: editing.ask_sharing(turn, tap.number(0)),
    "r_share": _share,
}

SUBJECT = Subject(
    actions=_ACTIONS,
    texts={editing.DELAY: _delay_written, wording.WORDS: _words_written},
)
