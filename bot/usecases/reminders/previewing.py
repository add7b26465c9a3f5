"""A reminder as its pupils get it, before it goes."""

from dataclasses import replace

from bot.store.campaigns import Campaign
from bot.store.notices import Notice
from bot.store.times import to_ms
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import editing, pupils, schedule
from bot.usecases.reminders.outcomes import PupilLetter
from bot.usecases.reminders.outcomes_plans import LetterPreviewed, Who
from bot.usecases.turn import Turn


def preview(turn: Turn, campaign_id: int) -> list[Outcome]:
    """The next reminder to pupils, with the teacher's words; as one of now where none comes."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    coming = schedule.of(turn, campaign).next_at(Who.PUPILS)
    then = turn if coming is None else replace(turn, now=coming)
    letters = [each for each in pupils.part(then, [_notice(turn, campaign)]) if isinstance(each, PupilLetter)]
    at = None if coming is None else to_ms(coming)
    about = editing.about(turn, campaign)
    return [LetterPreviewed(about, _unbegun(each, reading.name_of(turn, campaign)), at) for each in letters]


def _notice(turn: Turn, campaign: Campaign) -> Notice:
    return Notice(
        person_id=turn.person.id,
        id=0,
        kind="reminder",
        key="",
        school_id=campaign.school_id,
        campaign_id=campaign.id,
        pupil_id=None,
        child_id=None,
        occasion_id=None,
        due_at=turn.now_ms,
        valid_until=None,
    )


def _unbegun(letter: PupilLetter, name: str) -> PupilLetter:
    """To somebody who has not begun, whatever the teacher did in it; a draft may have no name of its own."""
    lines = [replace(each, title=name, running=False, answered=0) for each in letter.lines]
    return replace(letter, lines=tuple(lines))
