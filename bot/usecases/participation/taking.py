"""Taking a campaign's test: what the rest of a campaign calls. Its questions are those of any test."""

from bot.store.campaigns import Campaign
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def begin(turn: Turn, campaign: Campaign, pupil_id: int | None, name: str, after: int) -> list[Outcome]:
    """Open an attempt and ask its first question; `after` is the person's message (or the tapped one).

    The caller has made sure that the person may take part and, if there were attempts, may retry. An attempt
    that runs is resumed instead. Comes to `CampaignFinished` at once when everything is known already, and to
    `CampaignClosed` when the campaign is over or asks nothing that opens on the person's device.
    """
    raise NotImplementedError


def resume(turn: Turn, campaign: Campaign, after: int) -> list[Outcome]:
    """The question that waits, or the next one; `CampaignClosed` when the campaign is over."""
    raise NotImplementedError


def running(turn: Turn, campaign: Campaign) -> bool:
    """True when an attempt of the person is begun and not finished."""
    raise NotImplementedError


def progress(turn: Turn, campaign: Campaign) -> tuple[int, int]:
    """Of the attempt that runs: questions answered, and how many there are at most."""
    raise NotImplementedError


def review(turn: Turn, campaign: Campaign, assessment: int, *, edit: bool = True) -> list[Outcome]:
    """The answers of an attempt that has ended, first page; a Note while they cannot be looked at yet."""
    raise NotImplementedError
