"""The buttons of a candidate's test, besides those of any question."""

from typing import Any, cast, get_args

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.usecases.certification import copies, giving_up, going_on, incidents
from bot.usecases.certification.outcomes_test import Problem
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def _keep(turn: Turn, tap: Tap) -> list[Outcome]:
    return going_on.go_on(turn, tap.message_id)


def _problem(turn: Turn, tap: Tap) -> list[Outcome]:
    return incidents.report(turn, tap.step(), cast(Problem, tap.word(3, get_args(Problem))))


def _question_arrived(turn: Turn, note: tuple[Any, ...], message_id: int, certain: bool) -> list[Outcome]:
    _, key, assessment, step, of, place, media = note
    return copies.arrived(turn, StepRef(key, assessment, step, of, place), message_id, media, certain)


def _description_arrived(turn: Turn, note: tuple[Any, ...], message_id: int, _certain: bool) -> list[Outcome]:
    _, key, assessment, step = note
    return copies.described(turn, StepRef(key, assessment, step), message_id)


SUBJECT = Subject(
    actions={
        "sc_report": lambda turn, tap: incidents.ask(turn, tap.step()),
        "sc_problem": _problem,
        "sc_on": _keep,
        "sc_keep": _keep,
        "sc_stop": lambda turn, tap: giving_up.ask(turn, tap.message_id),
        "sc_sure": lambda turn, tap: giving_up.confirm(turn, tap.step(), tap.message_id),
    },
    sent={"sc_question": _question_arrived, "sc_described": _description_arrived},
)
