"""Codes, campaigns as pupils meet them, and «Mes parcours»."""

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases import asking, codes
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import entering, landing, mine
from bot.usecases.participation.outcomes import CodeUnknown
from bot.usecases.turn import Turn


def _code_command(turn: Turn, event: Event) -> list[Outcome]:
    return entering.by_code(turn, event.args) if event.args else entering.ask(turn)


def _code_written(turn: Turn, _dialog: Dialog, event: Event) -> list[Outcome]:
    """What was typed after «J'ai un code»; one that leads nowhere can be typed again."""
    asking.answered(turn)
    outcomes = entering.by_code(turn, event.text)
    if any(isinstance(each, CodeUnknown) for each in outcomes):
        entering.ask(turn)
    return outcomes


def _name_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    """A name; or another code, which no name looks like."""
    if codes.looks_like_a_code(event.text):
        return _code_written(turn, dialog, event)
    campaign, code = dialog.about["campaign"], dialog.about["code"]
    return landing.take_name(turn, campaign, code, event.text, event.message_id or 0)


def _code(tap: Tap) -> str:
    """The code in a button of who has the right to take part by it alone."""
    return tap.word(1) if len(tap.args) > 1 else ""


SUBJECT = Subject(
    actions={
        "m_code": lambda turn, _: entering.ask(turn),
        "m_not_mine": lambda turn, _: entering.not_mine(turn),
        "m_list": lambda turn, tap: mine.listed(turn, tap.small(0) if tap.args else 0),
        "m_mine": lambda turn, _: mine.listed(turn, edit=False),
        "m_show": lambda turn, tap: landing.show(turn, tap.number(0), _code(tap)),
        "m_go": lambda turn, tap: landing.go(turn, tap.number(0), _code(tap), tap.message_id),
        "m_name": lambda turn, tap: landing.take_last_name(turn, tap.number(0), _code(tap), tap.message_id),
        "m_send": lambda turn, tap: landing.send_profile(turn, tap.number(0), _code(tap)),
        "m_result": lambda turn, tap: mine.result(turn, tap.number(0)),
    },
    commands={"code": _code_command, "parcours": lambda turn, _: mine.listed(turn, edit=False)},
    texts={entering.ASKED: _code_written, landing.NAME: _name_written},
)
