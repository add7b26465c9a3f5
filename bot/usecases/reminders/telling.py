"""What is told because somebody did something: a test finished, a result shared, a teacher's nudge."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.store import campaigns, notices, participation, recipients
from bot.store.campaigns import Campaign
from bot.store.notices import NoticeKind
from bot.store.recipients import Recipient
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import agendas, making, plans, usual
from bot.usecases.turn import Turn

AFTER_PUPIL = timedelta(hours=24)  # the pupil knows a result that long before anybody at home
_FINISHED_LASTS, _RESULT_LASTS = timedelta(days=7), timedelta(days=14)
_NUDGE_LASTS = timedelta(days=7)
_log = logging.getLogger(__name__)


def completed(turn: Turn, campaign: Campaign, participation_id: int) -> None:
    """The person completed an attempt: guardians are told, with the result when the plan shares results.

    A profile that was sent has no result.
    """
    _tell_guardians(turn, campaign, "finished", None, turn.now, _FINISHED_LASTS)
    if campaign.mode != "collection" and plans.load(turn.tx, campaign.id).results_shared:
        _tell_guardians(turn, campaign, "result", participation_id, turn.now + AFTER_PUPIL, _RESULT_LASTS)


def result_shared(turn: Turn, campaign_id: int, participation_id: int) -> None:
    """The person lets guardians know a result: they are told, 24 h after its pupil at the earliest."""
    campaign = campaigns.find(turn.tx, campaign_id)
    attempt = participation.find(turn.tx, turn.person.id, participation_id)
    if campaign is None or attempt is None or attempt.completed_at is None:
        return
    since = max(turn.now, from_ms(attempt.completed_at) + AFTER_PUPIL)
    _tell_guardians(turn, campaign, "result", participation_id, since, _RESULT_LASTS)


def _tell_guardians(
    turn: Turn,
    campaign: Campaign,
    kind: NoticeKind,
    participation_id: int | None,
    since: datetime,
    lasts: timedelta,
) -> None:
    school = agendas.of_school(turn.tx, campaign.school_id)
    at = usual.first(school, usual.GUARDIANS, since)
    for to in _guardians(turn, campaign):
        key = f"{kind}:{campaign.id}:{making.child_key(to)}"
        if participation_id is not None:
            key = _result_key(campaign.id, participation_id)
        due, until = making.own_opening(school, to, at), to_ms(at + lasts)
        why = making.unwanted(kind, to) or ("late" if to_ms(due) >= until else None)
        if why is not None:
            _log.info("%s of campaign %d: person %d is not told, %s", kind, campaign.id, to.person_id, why)
        else:
            made = making.make(
                turn.tx, to, kind, key, campaign.school_id, campaign.id, due=due, valid_until=until
            )
            if not made and kind == "result":  # the teacher, or a tie, had changed in between
                notices.revive(turn.tx, to.person_id, key, to_ms(due), until)


def result_waits(turn: Turn, campaign_id: int, participation_id: int) -> bool:
    """Whether somebody is still to be told a result."""
    return notices.waits(turn.tx, campaign_id, _result_key(campaign_id, participation_id))


def _result_key(campaign_id: int, participation_id: int) -> str:
    return f"result:{campaign_id}:{participation_id}"


def _guardians(turn: Turn, campaign: Campaign) -> Iterator[Recipient]:
    """Each once, whatever rosters of the campaign the person is on."""
    seen = set()
    for to in recipients.guardians_of(turn.tx, turn.person.id, campaign.id):
        if to.person_id not in seen:
            seen.add(to.person_id)
            yield to


def nudge(turn: Turn, campaign: Campaign, person_id: int) -> bool:
    """A teacher reminds somebody, now or at the next opening; False for who does not want to be reminded.

    Neither is who opens again after the deadline only.
    """
    found = _to_nudge(turn, campaign, person_id)
    if found is None:
        return False
    to, due = found
    key, until = f"nudge:{campaign.id}:{turn.now_ms}", nudge_lasts_until(campaign, turn.now, due)
    return making.make(turn.tx, to, "nudge", key, campaign.school_id, campaign.id, due=due, valid_until=until)


def may_nudge(turn: Turn, campaign: Campaign, person_id: int) -> bool:
    """Whether `nudge` would reach somebody in time who does not mind."""
    return _to_nudge(turn, campaign, person_id) is not None


def _to_nudge(turn: Turn, campaign: Campaign, person_id: int) -> tuple[Recipient, datetime] | None:
    """Whom, and when."""
    to = recipients.one(turn.tx, person_id, campaign.id)
    if to is None or making.unwanted("nudge", to) is not None:
        return None
    due = making.own_opening(agendas.of_school(turn.tx, campaign.school_id), to, turn.now)
    return (to, due) if to_ms(due) < nudge_lasts_until(campaign, turn.now, due) else None


def nudge_lasts_until(campaign: Campaign, now: datetime, due: datetime) -> int:
    """Until when a nudge that leaves at `due` is worth being sent: the deadline, or a week without one."""
    deadline = campaign.deadline_at
    return deadline if deadline is not None and deadline > to_ms(now) else to_ms(due + _NUDGE_LASTS)
