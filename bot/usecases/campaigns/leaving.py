"""Leaving the dialog of a campaign: its draft waits on the teacher's home."""

from dataclasses import replace

from bot.usecases import asking, rights
from bot.usecases.campaigns import drafts
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import home
from bot.usecases.schools.outcomes import TeacherHome
from bot.usecases.turn import Turn


def leave(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Back home, where it is said that the draft is kept if there is anything in it."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    kept = campaign in drafts.begun(turn, rights.member(turn))
    return [replace(each, kept=kept) if isinstance(each, TeacherHome) else each for each in home.home(turn)]
