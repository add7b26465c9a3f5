"""Before and after a mock certification: readiness, sittings and results; certificates, and their checks."""

from typing import cast, get_args

from bot.handlers.subject import Link, Subject
from bot.usecases.certification import candidacies, readiness, sharing, verifying
from bot.usecases.certification.outcomes_result import Advice

SUBJECT = Subject(
    actions={
        "sx_ready": lambda turn, tap: readiness.shown(turn, edit=not tap.args),
        "sx_advice": lambda turn, tap: readiness.advice(turn, cast(Advice, tap.word(0, get_args(Advice)))),
        "sx_mine": lambda turn, _: candidacies.listed(turn),
        "sx_one": lambda turn, tap: candidacies.one(turn, tap.number(0), edit=len(tap.args) < 2),
        "sx_pdf": lambda turn, tap: candidacies.certificate(turn, tap.number(0)),
        "sx_show": lambda turn, tap: sharing.show(turn, tap.number(0), tap.number(1)),
        "sx_verify": lambda turn, _: verifying.verify(turn, ""),
    },
    commands={
        "certification": lambda turn, _: readiness.shown(turn, edit=False),
        "verifier": lambda turn, event: verifying.verify(turn, event.args),
    },
    texts={
        verifying.CODE: lambda turn, _, event: verifying.verify(turn, event.text),
        verifying.NAME: lambda turn, dialog, event: verifying.named(turn, dialog, event.text),
    },
    links={"v": Link(verifying.verify, "guardian", at_once=True)},
)
