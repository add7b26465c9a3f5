"""A sitting before the day: made and corrected in a dialog, announced, its codes handed out."""

from typing import cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Action, Tap
from bot.store.dialogs import Dialog
from bot.store.sittings import RuleSet
from bot.transport.events import Event
from bot.usecases.certification import (
    announcing,
    candidates,
    codes_of,
    creating,
    editing,
    listing,
    moments,
    team,
)
from bot.usecases.certification.outcomes_prep import Field, Shared, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_RULES = ("profile", "adaptive")
_SHARED = ("invigilator", "results")


def _step(tap: Tap) -> Step:
    """Which sitting, and whether it is put together step by step: the first argument and the last."""
    return Step(tap.number(0), guided=tap.word(len(tap.args) - 1, ("0", "1")) == "1")


def _field(tap: Tap) -> Field:
    return Field(tap.word(1, tuple(Field)))


def _about(tap: Tap) -> Shared:
    return cast(Shared, tap.word(1, _SHARED))


def _sure(tap: Tap) -> bool:
    return tap.word(1, ("0", "1")) == "1"


def _rules(turn: Turn, tap: Tap) -> list[Outcome]:
    rules = cast(RuleSet, tap.word(1, _RULES))
    return editing.take(turn, Field.RULES, _step(tap), lambda each: editing.set_rules(turn, each, rules))


def _classes(turn: Turn, tap: Tap) -> list[Outcome]:
    step, page = _step(tap), tap.small(1)
    return editing.editing(turn, step, lambda each: editing.ask_classes(turn, each, step, page))


def _class(turn: Turn, tap: Tap) -> list[Outcome]:
    step, room, on, page = _step(tap), tap.number(1), tap.small(2) == 1, tap.small(3)
    return editing.editing(turn, step, lambda each: editing.set_class(turn, each, step, room, on, page))


def _day(turn: Turn, tap: Tap) -> list[Outcome]:
    step, ordinal = _step(tap), tap.number(1)
    return editing.editing(turn, step, lambda each: moments.ask_hour(turn, each, step, ordinal))


def _hour(turn: Turn, tap: Tap) -> list[Outcome]:
    step, ordinal, minutes = _step(tap), tap.number(1), tap.small(2)
    return editing.take(
        turn, Field.DATE, step, lambda each: moments.take_hour(turn, each, step, ordinal, minutes)
    )


def _date_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step, ordinal = _asked(dialog), dialog.about.get("ordinal")
    return editing.take(
        turn, Field.DATE, step, lambda each: moments.take(turn, each, step, event.text, ordinal)
    )


def _room_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step = _asked(dialog)
    return editing.take(turn, Field.ROOM, step, lambda each: editing.take_room(turn, each, step, event.text))


def _extra_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    return candidates.take_extra(turn, dialog.about["candidate"], event.text)


def _asked(dialog: Dialog) -> Step:
    return Step(dialog.about["sitting"], dialog.about["guided"])


def _give(turn: Turn, tap: Tap) -> list[Outcome]:
    about, person, on, page = _about(tap), tap.number(2), tap.small(3) == 1, tap.small(4)
    return team.give(turn, tap.number(0), about, person, page, on=on)


_ACTIONS: dict[str, Action] = {
    "sp_list": lambda turn, tap: listing.listed(turn, tap.small(0) if tap.args else 0),
    "sp_new": lambda turn, _tap: creating.new(turn),
    "sp_show": lambda turn, tap: editing.show(turn, tap.number(0)),
    "sp_edit": lambda turn, tap: editing.show(turn, tap.number(0), edit=True),
    "sp_field": lambda turn, tap: editing.ask(turn, _field(tap), _step(tap)),
    "sp_next": lambda turn, tap: editing.go_on(turn, _field(tap), _step(tap)),
    "sp_rules": _rules,
    "sp_classes": _classes,
    "sp_class": _class,
    "sp_day": _day,
    "sp_hour": _hour,
    "sp_people": lambda turn, tap: candidates.listed(turn, tap.number(0), tap.small(1)),
    "sp_one": lambda turn, tap: candidates.show(turn, tap.number(0)),
    "sp_extra": lambda turn, tap: candidates.give_extra(turn, tap.number(0), tap.small(1)),
    "sp_other": lambda turn, tap: candidates.ask_extra(turn, tap.number(0)),
    "sp_out": lambda turn, tap: candidates.leave_out(turn, tap.number(0)),
    "sp_outs": lambda turn, tap: candidates.left_out(turn, tap.number(0), tap.small(1)),
    "sp_back": lambda turn, tap: candidates.take_back(turn, tap.number(0), tap.number(1)),
    "sp_team": lambda turn, tap: team.ask(turn, tap.number(0), _about(tap), tap.small(2)),
    "sp_give": _give,
    "sp_announce": lambda turn, tap: announcing.announce(turn, tap.number(0)),
    "sp_cancel": lambda turn, tap: announcing.cancel(turn, tap.number(0), sure=_sure(tap)),
    "sp_delete": lambda turn, tap: announcing.delete(turn, tap.number(0), sure=_sure(tap)),
    "sp_codes": lambda turn, tap: codes_of.page(turn, tap.number(0)),
    "sp_qr": lambda turn, tap: codes_of.qr(turn, tap.number(0), staff=_sure(tap)),
    "sp_sheet": lambda turn, tap: codes_of.sheet(turn, tap.number(0)),
}

SUBJECT = Subject(
    actions=_ACTIONS,
    texts={moments.DATE: _date_written, editing.ROOM: _room_written, candidates.EXTRA: _extra_written},
)
