"""What is told because somebody did something: a test finished, a result shared, a teacher's nudge."""

from bot.store.campaigns import Campaign
from bot.usecases.turn import Turn


def completed(turn: Turn, campaign: Campaign, participation_id: int) -> None:
    """The person completed an attempt: guardians are told, with the result when the plan shares results."""


def result_shared(turn: Turn, campaign_id: int, participation_id: int) -> None:
    """The person lets guardians know a result: they are told, 24 h after its pupil at the earliest."""


def nudge(turn: Turn, campaign: Campaign, person_id: int) -> bool:
    """A teacher reminds somebody, now or at the next opening; False for who does not want to be reminded."""
    return False
