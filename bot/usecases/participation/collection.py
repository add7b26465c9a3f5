"""Sending one's profile to a teacher: by consent, after a confirmation, 16 levels and a total."""

import json

from bot.store import campaigns, participation
from bot.store.campaigns import Campaign
from bot.usecases import competences
from bot.usecases.outcomes import CompetenceLine, CompetenceState, Outcome
from bot.usecases.participation import standing
from bot.usecases.participation.outcomes import ProfileAsked, ProfileSent
from bot.usecases.participation.standing import Phase, Standing
from bot.usecases.reminders import telling
from bot.usecases.turn import Turn


def known(turn: Turn) -> int:
    """Competences in which the person has a level."""
    return _known(competences.lines(turn))


def can_send_again(campaign: Campaign, now_ms: int) -> bool:
    """Until the deadline, another sending takes the place of the one before."""
    open_now = standing.phase(campaign, None, now_ms) is Phase.NEW
    return campaign.mode == "collection" and open_now and not standing.is_late(campaign, now_ms)


def ask(turn: Turn, mine: Standing, code: str) -> list[Outcome]:
    """Say what goes to whom, before anything does."""
    lines = competences.lines(turn)
    campaign = mine.campaign
    return [
        ProfileAsked(
            campaign=campaign.id,
            code=code,
            title=campaign.name,
            teacher=campaign.teacher,
            name=mine.name,
            known=_known(lines),
            pix=_total(lines),
            shared=campaigns.is_shared(turn.tx, campaign.id),
        )
    ]


def send(turn: Turn, mine: Standing) -> list[Outcome]:
    """The profile as it is now goes to the teacher, in place of the one sent before."""
    campaign, now_ms, lines = mine.campaign, turn.now_ms, competences.lines(turn)
    again = mine.last is not None and mine.last.sent_at is not None
    late = standing.is_late(campaign, now_ms)
    row = _row(turn, mine)
    participation.put_profile(turn.tx, turn.person.id, row, late, _snapshot(lines), now_ms)
    telling.completed(turn, campaign, row)
    shared = campaigns.is_shared(turn.tx, campaign.id)
    return [ProfileSent(campaign.id, campaign.teacher, _known(lines), _total(lines), late, again, shared)]


def _row(turn: Turn, mine: Standing) -> int:
    """The id of the one participation, opened when it has to be."""
    if mine.last is not None:
        return mine.last.id
    id_, pupil_id = turn.tx.new_id(), mine.line.id if mine.line else None
    participation.begin(turn.tx, turn.person.id, id_, mine.campaign.id, pupil_id, mine.name, 1, turn.now_ms)
    return id_


def _snapshot(lines: tuple[CompetenceLine, ...]) -> str:
    """The levels of the competences that were tried: 0 is a level, what was never tried is left out."""
    levels = {line.code: line.level for line in lines if _tried(line)}
    return json.dumps({"levels": levels, "pix": _total(lines)}, separators=(",", ":"))


def _tried(line: CompetenceLine) -> bool:
    return line.state is not CompetenceState.NEW or line.level > 0


def _known(lines: tuple[CompetenceLine, ...]) -> int:
    return sum(line.level > 0 for line in lines)


def _total(lines: tuple[CompetenceLine, ...]) -> int:
    return sum(line.pix for line in lines)
