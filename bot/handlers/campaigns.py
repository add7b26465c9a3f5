"""Campaigns: made and corrected in a dialog, managed, handed out."""

from typing import cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Action, Tap
from bot.store.campaigns import Mode
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases.campaigns import (
    audience,
    choosing,
    drafts,
    handing_out,
    leaving,
    listing,
    managing,
    moments,
    publishing,
    steps,
    team,
    topics,
    writing,
)
from bot.usecases.campaigns.outcomes import Field, Step
from bot.usecases.campaigns.phases import Phase
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_MODES = ("training", "exam", "collection")
_WRITTEN = (Field.START, Field.END)
_MOMENTS = (Field.DEADLINE, Field.OPENS)


def _step(tap: Tap) -> Step:
    """Which campaign, and whether it is put together step by step: the first argument and the last."""
    return Step(tap.number(0), guided=tap.word(len(tap.args) - 1, ("0", "1")) == "1")


def _field(tap: Tap, allowed: tuple[Field, ...] = tuple(Field)) -> Field:
    return Field(tap.word(1, allowed))


def _on(tap: Tap, index: int) -> bool:
    return tap.small(index) == 1


def _list(turn: Turn, tap: Tap) -> list[Outcome]:
    if not tap.args:
        return listing.listed(turn)
    return listing.listed(turn, Phase(tap.word(0, tuple(Phase))), tap.small(1))


def _target(turn: Turn, tap: Tap) -> list[Outcome]:
    step = _step(tap)
    slug, page = tap.word(1), tap.small(2)
    return steps.editing(turn, Field.TARGET, step, lambda _: choosing.show(turn, step, slug, page))


def _targets(turn: Turn, tap: Tap) -> list[Outcome]:
    step, page = _step(tap), tap.small(1)
    return steps.editing(turn, Field.TARGET, step, lambda each: choosing.ask(turn, each, step, page))


def _take_target(turn: Turn, tap: Tap) -> list[Outcome]:
    slug = tap.word(1)
    return steps.take(turn, Field.TARGET, _step(tap), lambda each: choosing.take(turn, each, slug))


def _collect(turn: Turn, tap: Tap) -> list[Outcome]:
    return steps.take(turn, Field.TARGET, _step(tap), lambda each: choosing.take_none(turn, each))


def _topics(turn: Turn, tap: Tap) -> list[Outcome]:
    step = _step(tap)
    return steps.editing(turn, Field.TARGET, step, lambda each: topics.show(turn, each, step))


def _competence(turn: Turn, tap: Tap) -> list[Outcome]:
    step, code = _step(tap), tap.word(1)
    return steps.editing(turn, Field.TARGET, step, lambda each: topics.in_competence(turn, each, step, code))


def _pick(turn: Turn, tap: Tap) -> list[Outcome]:
    step, topic, on, cap = _step(tap), tap.word(1), _on(tap, 2), tap.small(3)
    return steps.editing(turn, Field.TARGET, step, lambda each: topics.pick(turn, each, step, topic, on, cap))


def _pick_found(turn: Turn, tap: Tap) -> list[Outcome]:
    step, topic, on, cap = _step(tap), tap.word(1), _on(tap, 2), tap.small(3)
    return steps.editing(
        turn, Field.TARGET, step, lambda each: topics.pick_found(turn, each, step, topic, on, cap)
    )


def _pick_all(turn: Turn, tap: Tap) -> list[Outcome]:
    step, code, on, cap = _step(tap), tap.word(1), _on(tap, 2), tap.small(3)
    return steps.editing(
        turn, Field.TARGET, step, lambda each: topics.pick_all(turn, each, step, code, on, cap)
    )


def _cap(turn: Turn, tap: Tap) -> list[Outcome]:
    step, code, cap = _step(tap), tap.word(1), tap.small(2)
    return steps.editing(turn, Field.TARGET, step, lambda each: topics.set_cap(turn, each, step, code, cap))


def _questions(turn: Turn, tap: Tap) -> list[Outcome]:
    step, number = _step(tap), tap.small(1)
    return steps.editing(
        turn, Field.TARGET, step, lambda each: topics.set_questions(turn, each, step, number)
    )


def _class(turn: Turn, tap: Tap) -> list[Outcome]:
    step, room, on, page = _step(tap), tap.number(1), _on(tap, 2), tap.small(3)
    return steps.editing(
        turn, Field.CLASSES, step, lambda each: audience.set_class(turn, each, step, room, on, page)
    )


def _classes(turn: Turn, tap: Tap) -> list[Outcome]:
    step, page = _step(tap), tap.small(1)
    return steps.editing(turn, Field.CLASSES, step, lambda each: audience.ask(turn, each, step, page))


def _open(turn: Turn, tap: Tap) -> list[Outcome]:
    step, on, page = _step(tap), _on(tap, 1), tap.small(2)
    return steps.editing(
        turn, Field.CLASSES, step, lambda each: audience.set_open(turn, each, step, on, page)
    )


def _when(turn: Turn, tap: Tap) -> list[Outcome]:
    step, field = _step(tap), _field(tap, _MOMENTS)
    preset = tap.word(2, (moments.NONE, *moments.PRESETS[field]))
    return steps.take(turn, field, step, lambda each: moments.take_preset(turn, each, step, field, preset))


def _mode(turn: Turn, tap: Tap) -> list[Outcome]:
    step, mode = _step(tap), cast(Mode, tap.word(1, _MODES))
    return steps.take(turn, Field.MODE, step, lambda each: steps.set_mode(turn, each, step, mode))


def _no_words(turn: Turn, tap: Tap) -> list[Outcome]:
    field = _field(tap, _WRITTEN)
    return steps.take(turn, field, _step(tap), lambda each: writing.set_words(turn, each, field, ""))


def _name_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step = _asked(dialog)
    return steps.take(turn, Field.NAME, step, lambda each: writing.take_name(turn, each, step, event.text))


def _first_name_written(turn: Turn, _dialog: Dialog, event: Event) -> list[Outcome]:
    """Instead of taking up a draft, the name of a new one is typed."""
    draft = drafts.fresh(turn)
    if draft is None:
        return drafts.new(turn, sure=True)
    step = Step(draft.id, guided=True)
    return steps.take(turn, Field.NAME, step, lambda each: writing.take_name(turn, each, step, event.text))


def _words_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step, field = _asked(dialog), Field(dialog.about["field"])
    return steps.take(turn, field, step, lambda each: writing.take_words(turn, each, step, field, event.text))


def _date_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step, field = _asked(dialog), Field(dialog.about["field"])
    return steps.take(turn, field, step, lambda each: moments.take(turn, each, step, field, event.text))


def _search_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    step = _asked(dialog)
    return steps.editing(turn, Field.TARGET, step, lambda each: topics.search(turn, each, step, event.text))


def _asked(dialog: Dialog) -> Step:
    return Step(dialog.about["campaign"], dialog.about["guided"])


_ACTIONS: dict[str, Action] = {
    "c_list": _list,
    "c_new": lambda turn, tap: drafts.new(turn, sure=bool(tap.args)),
    "c_for": lambda turn, tap: drafts.for_class(turn, tap.number(0)),
    "c_quit": lambda turn, tap: leaving.leave(turn, tap.number(0)),
    "c_edit": lambda turn, tap: steps.summary(turn, tap.number(0)),
    "c_field": lambda turn, tap: steps.ask(turn, _field(tap), _step(tap)),
    "c_next": lambda turn, tap: steps.leave(turn, _field(tap), _step(tap)),
    "c_pass": lambda turn, tap: steps.go_on(turn, _field(tap), _step(tap)),
    "c_targets": _targets,
    "c_target": _target,
    "c_take": _take_target,
    "c_collect": _collect,
    "c_topics": _topics,
    "c_comp": _competence,
    "c_pick": _pick,
    "c_found": _pick_found,
    "c_all": _pick_all,
    "c_cap": _cap,
    "c_number": _questions,
    "c_class": _class,
    "c_classes": _classes,
    "c_open": _open,
    "c_when": _when,
    "c_mode": _mode,
    "c_empty": _no_words,
    "c_rule": lambda turn, tap: steps.set_rule(
        turn, tap.number(0), tap.word(1, ("late", "retries")), _on(tap, 2)
    ),
    "c_stages": lambda turn, tap: steps.stages(turn, tap.number(0)),
    "c_publish": lambda turn, tap: publishing.publish(turn, tap.number(0)),
    "c_manage": lambda turn, tap: managing.show(turn, tap.number(0)),
    "c_copy": lambda turn, tap: managing.copy(turn, tap.number(0)),
    "c_close": lambda turn, tap: managing.set_closed(turn, tap.number(0), _on(tap, 1)),
    "c_archive": lambda turn, tap: managing.set_archived(turn, tap.number(0), _on(tap, 1)),
    "c_delete": lambda turn, tap: managing.delete(turn, tap.number(0), tap.small(1)),
    "c_team": lambda turn, tap: team.show(turn, tap.number(0), tap.small(1)),
    "c_share": lambda turn, tap: team.share(turn, tap.number(0), tap.number(1)),
    "c_unshare": lambda turn, tap: team.unshare(turn, tap.number(0), tap.number(1)),
    "c_code": lambda turn, tap: handing_out.page(turn, tap.number(0)),
    "c_qr": lambda turn, tap: handing_out.qr(turn, tap.number(0)),
    "c_poster": lambda turn, tap: handing_out.poster(turn, tap.number(0)),
    "c_message": lambda turn, tap: handing_out.message(turn, tap.number(0)),
}

SUBJECT = Subject(
    actions=_ACTIONS,
    texts={
        drafts.FIRST_NAME: _first_name_written,
        writing.NAME: _name_written,
        writing.WORDS: _words_written,
        moments.DATE: _date_written,
        topics.SEARCH: _search_written,
    },
)
