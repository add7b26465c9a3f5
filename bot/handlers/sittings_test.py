"""The buttons of a candidate's test, besides those of any question."""

from typing import cast, get_args

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.usecases.certification import giving_up, going_on, incidents
from bot.usecases.certification.outcomes_test import Problem
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def _keep(turn: Turn, tap: Tap) -> list[Outcome]:
    return going_on.go_on(turn, tap.message_id)


def _problem(turn: Turn, tap: Tap) -> list[Outcome]:
    return incidents.report(turn, tap.step(), cast(Problem, tap.word(3, get_args(Problem))))


SUBJECT = Subject(
    actions={
        "sc_report": lambda turn, tap: incidents.ask(turn, tap.step()),
        "sc_problem": _problem,
        "sc_on": _keep,
        "sc_keep": _keep,
        "sc_stop": lambda turn, tap: giving_up.ask(turn, tap.message_id),
        "sc_sure": lambda turn, tap: giving_up.confirm(turn, tap.step(), tap.message_id),
    },
)
