"""Following a campaign: its board, its lists, its pupils, its exports."""

from dataclasses import replace
from typing import Literal, cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.usecases.following import analysis, exporting, nudging, screens
from bot.usecases.following.board import Standing
from bot.usecases.following.outcomes import CampaignFollowed
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def _list(turn: Turn, tap: Tap) -> list[Outcome]:
    standing = Standing(tap.word(1, tuple(Standing)))
    return screens.people(turn, tap.number(0), standing, tap.small(2))


def _export(turn: Turn, tap: Tap) -> list[Outcome]:
    form = cast(Literal["xlsx", "csv"], tap.word(1, ("xlsx", "csv")))
    return exporting.export(turn, tap.number(0), form)


def _beside(tap: Tap, outcomes: list[Outcome]) -> list[Outcome]:
    """The screen of a campaign; a letter, whose button says so, is left as it is."""
    if len(tap.args) < 2:  # the campaign, and nothing else
        return outcomes
    return [replace(each, edit=False) if isinstance(each, CampaignFollowed) else each for each in outcomes]


SUBJECT = Subject(
    actions={
        "c_show": lambda turn, tap: _beside(tap, screens.campaign(turn, tap.number(0))),
        "f_list": _list,
        "f_one": lambda turn, tap: screens.pupil(turn, tap.number(0), tap.number(1)),
        "f_lesson": lambda turn, tap: analysis.lesson(turn, tap.number(1), tap.word(0)),
        "f_nudge": lambda turn, tap: _beside(tap, nudging.nudge(turn, tap.number(0))),
        "f_calm": lambda turn, tap: nudging.call_off(turn, tap.number(0)),
        "f_class": lambda turn, tap: analysis.analysis(turn, tap.number(0), tap.small(1)),
        "f_heat": lambda turn, tap: analysis.heat(turn, tap.number(0)),
        "f_curve": lambda turn, tap: analysis.curve(turn, tap.number(0)),
        "f_export": _export,
    }
)
