"""Reading what an attempt came to, as a teacher's screens need it."""

import json
from functools import lru_cache

from bot.content import Library
from bot.content.framework import COMPETENCES
from bot.store import schools
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.usecases.following.outcomes import Share
from bot.usecases.participation.results import CampaignResult
from bot.usecases.turn import Turn


def zone_of(turn: Turn, campaign: Campaign) -> str:
    """The zone of the campaign's school: its dates are read in it."""
    school = schools.find(turn.tx, campaign.school_id)
    return school.zone if school else turn.rules.timezone


def result_of(attempt: Participation) -> CampaignResult:
    """The result of an attempt that was sent; the caller knows that it is a test's, not a profile."""
    return _parsed(attempt.result or "")


@lru_cache(maxsize=4096)  # a board of some hundred pupils is read at every tap of its screens
def _parsed(text: str) -> CampaignResult:
    return CampaignResult.from_json(text)


def competences_of(result: CampaignResult) -> tuple[Share, ...]:
    """How much of each competence is mastered, under its code, in the order of the framework."""
    return tuple(
        Share(code, each.validated, each.skills)
        for code, each in sorted(result.competences.items())
        if code in COMPETENCES
    )


def topics_of(library: Library, result: CampaignResult) -> list[Share]:
    """How much of each topic is mastered, under its title; those that left the bank are left out."""
    found = ((library.topic(topic_id), each) for topic_id, each in result.topics.items())
    return [Share(topic.title, each.validated, each.skills) for topic, each in found if topic]


def profile_of(attempt: Participation) -> tuple[tuple[tuple[str, int], ...], int]:
    """Of a profile that was sent: the levels of the competences that were tried, and the total of pix."""
    document = json.loads(attempt.result or "{}")
    levels = document.get("levels", {})
    return tuple((code, levels[code]) for code in COMPETENCES if code in levels), document.get("pix", 0)
