"""The jury of a sitting: its list, its candidates, its decisions, the publication."""

from typing import cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases.certification import judging, jury, neutralising, papers, publishing, results_shown
from bot.usecases.certification.judging import About
from bot.usecases.certification.outcomes_jury import Change, Scope
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_ABOUT = ("cancelled", "rejected", "commented")


def _change(tap: Tap) -> tuple[int, int, Change, Scope]:
    change, scope = tap.word(2, ("out", "in")), tap.word(3, ("one", "all"))
    return tap.number(0), tap.small(1), cast(Change, change), cast(Scope, scope)


def _words(turn: Turn, tap: Tap) -> list[Outcome]:
    return judging.ask_words(turn, tap.number(0), cast(About, tap.word(1, _ABOUT)))


def _written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    about = dialog.about
    return judging.take_words(turn, about["candidate"], about["about"], event.text)


def _page(tap: Tap) -> int:
    return tap.small(1) if len(tap.args) > 1 else 0


SUBJECT = Subject(
    actions={
        "sj_show": lambda turn, tap: jury.shown(turn, tap.number(0), _page(tap)),
        "sj_one": lambda turn, tap: jury.candidate(turn, tap.number(0)),
        "sj_paper": lambda turn, tap: papers.shown(turn, tap.number(0), tap.small(1)),
        "sj_q": lambda turn, tap: papers.opened(turn, tap.number(0), tap.small(1)),
        "sj_ask": lambda turn, tap: neutralising.ask(turn, *_change(tap)),
        "sj_do": lambda turn, tap: neutralising.do(turn, *_change(tap)),
        "sj_ok": lambda turn, tap: judging.confirm(turn, tap.number(0)),
        "sj_hold": lambda turn, tap: judging.hold(turn, tap.number(0)),
        "sj_words": _words,
        "sj_clear": lambda turn, tap: judging.clear_comment(turn, tap.number(0)),
        "sj_all": lambda turn, tap: judging.ask_plain(turn, tap.number(0)),
        "sj_alldo": lambda turn, tap: judging.confirm_plain(turn, tap.number(0)),
        "sj_pub": lambda turn, tap: publishing.ask(turn, tap.number(0)),
        "sj_pubdo": lambda turn, tap: publishing.publish(turn, tap.number(0), tap.number(1)),
        "sj_results": lambda turn, tap: results_shown.shown(turn, tap.number(0), _page(tap)),
        "sj_xlsx": lambda turn, tap: results_shown.export(turn, tap.number(0)),
    },
    texts={jury.WORDS: _written},
)
