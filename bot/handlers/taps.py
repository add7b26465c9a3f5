"""Buttons: each action read without trust, and handed to its use case."""

from typing import cast, get_args

from bot.errors import BadButton, NotAllowed
from bot.handlers import registry
from bot.handlers.subject import merged
from bot.handlers.tap import Action, Tap
from bot.store.people import Device, Grade, Role
from bot.transport.callback import unpack
from bot.usecases import (
    answering,
    checkpoints,
    competences,
    express,
    practice,
    privacy,
    reports,
    states,
    tutorials,
    welcome,
)
from bot.usecases.keys import EXPRESS, block_size
from bot.usecases.outcomes import Note, Outcome, Page, Said, Welcome
from bot.usecases.turn import Turn


def _reason(turn: Turn, tap: Tap) -> list[Outcome]:
    outcomes = reports.take(turn, tap.step(), tap.word(3))
    return [*outcomes, Page("reported")] if outcomes == [Said(Note.THANKS)] else outcomes


def _page(turn: Turn, name: str) -> list[Outcome]:
    return welcome.help_page(turn) if name == "help" else [Page(name)]


def _checkpoint(turn: Turn, tap: Tap) -> list[Outcome]:
    code, assessment, block = tap.test(0), tap.number(1), tap.small(2)
    if code == EXPRESS:
        return express.review(turn, assessment, block, edit=True)
    state = states.load(turn, code)
    running = state.assessment == assessment
    left = running and (state.question is not None or state.step > (block + 1) * block_size(code))
    return checkpoints.reopen(turn, code, assessment, block, running=running, left=left)


def _answers(turn: Turn, tap: Tap) -> list[Outcome]:
    """The answers of a block of a test that has ended, in a message of their own."""
    return checkpoints.reopen(turn, tap.test(0), tap.number(1), tap.small(2), edit=False)


def _sitting(turn: Turn, tap: Tap) -> list[Outcome]:
    """The answers under a picture, in a message of their own."""
    return express.review(turn, tap.number(0), tap.small(1), edit=False)


_PRACTICE: dict[str, Action] = {
    "start": lambda turn, _: welcome.next_step(turn, edit=False),
    "home": lambda turn, _: welcome.next_step(turn),
    "role": lambda turn, tap: welcome.choose_role(
        turn, cast(Role, tap.word(0, ("pupil", "guardian", "teacher")))
    ),
    "age": lambda turn, tap: welcome.say_age(turn, tap.small(0) == 1),
    "device": lambda turn, tap: welcome.choose_device(turn, cast(Device, tap.word(0, ("phone", "computer")))),
    "grade": lambda turn, tap: welcome.choose_grade(turn, cast(Grade, tap.word(0, get_args(Grade)))),
    "class": lambda *_: [Welcome("grade", first_time=False)],
    "who": lambda *_: [Welcome("role", first_time=False)],
    "settings": lambda turn, _: welcome.settings(turn),
    "page": lambda turn, tap: _page(turn, tap.word(0, ("help", "privacy"))),
    "domains": lambda turn, _: competences.domains(turn),
    "domain": lambda turn, tap: competences.domain(turn, tap.word(0)),
    "competence": lambda turn, tap: competences.competence(turn, tap.word(0)),
    "express": lambda turn, _: express.page(turn),
    "express_again": lambda turn, _: express.again(turn),
    "express_words": lambda turn, _: express.again(turn, text=True),
    "sitting": _sitting,
    "answers": _answers,
    "begin": lambda turn, tap: practice.begin(turn, tap.word(0), tap.message_id),
    "proceed": lambda turn, tap: practice.proceed(turn, tap.step(), tap.message_id),
    "pause": lambda turn, tap: practice.pause(turn, tap.step()),
    "reset": lambda turn, tap: practice.reset(turn, tap.word(0), tap.small(1)),
    "choose": lambda turn, tap: answering.choose(turn, tap.step(), tap.small(3), tap.message_id),
    "validate": lambda turn, tap: answering.validate(turn, tap.step(), tap.message_id),
    "clear": lambda turn, tap: answering.clear(turn, tap.step(), tap.message_id),
    "skip": lambda turn, tap: answering.skip(turn, tap.step(), tap.message_id),
    "describe": lambda turn, tap: answering.describe(turn, tap.step(), tap.message_id),
    "detail": lambda turn, tap: checkpoints.detail(turn, tap.step()),
    "look": lambda turn, tap: checkpoints.picture(turn, tap.step()),
    "checkpoint": _checkpoint,
    "report": lambda turn, tap: reports.ask(turn, tap.step()),
    "reason": _reason,
    "close": lambda *_: [Page("closed")],
    "profile": lambda turn, _: competences.profile(turn),
    "my_profile": lambda turn, _: competences.profile(turn, edit=False),
    "picture": lambda turn, _: competences.profile(turn, picture=True),
    "tutorials": lambda turn, tap: tutorials.listed(turn, tap.small(0)),
    "my_tutorials": lambda turn, _: tutorials.listed(turn, edit=False),
    "tutorial": lambda turn, tap: tutorials.show(turn, tap.word(3), tap.step()),
    "my_lesson": lambda turn, tap: tutorials.show(turn, tap.word(0), None, edit=False),
    "lesson": lambda turn, tap: tutorials.show(turn, tap.word(0), None),
    "describe_lesson": lambda turn, tap: tutorials.describe(turn, tap.word(0)),
    "keep": lambda turn, tap: tutorials.keep(turn, tap.word(0), tap.small(1) == 1, tap.origin(2)),
    "useful": lambda turn, tap: tutorials.rate(turn, tap.word(0), tap.small(1) == 1, tap.origin(2)),
    "erase": lambda turn, tap: privacy.erase(turn, tap.small(0)),
}
ACTIONS: dict[str, Action] = merged([_PRACTICE, registry.ACTIONS])
BEFORE_SETTLED = {
    "role",
    "who",
    "age",
    "device",
    "grade",
    "home",
    "start",
    "page",
    "erase",
    "l_stop",
    "l_mute",
    "l_monday",
    "l_which",
    "l_resume",
    "l_unmute",
    "l_wishes",
    "l_set",
    "l_again",
    "l_hours",
    "sx_verify",
}  # what somebody who has not said who they are may tap


def tapped(turn: Turn, data: str, message_id: int) -> list[Outcome]:
    """The outcome of a tap; forged or outdated data says so and changes nothing."""
    try:
        action, args = unpack(data)
        if action not in ACTIONS:
            raise BadButton("no such action")
        if not turn.person.settled and action not in BEFORE_SETTLED:
            return welcome.next_step(turn, edit=False)
        return ACTIONS[action](turn, Tap(args, message_id))
    except BadButton:
        return [Said(Note.BAD_BUTTON)]
    except NotAllowed:
        return [Said(Note.NOT_ALLOWED)]
