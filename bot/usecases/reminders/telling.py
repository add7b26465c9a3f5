"""What is told because somebody did something: a test finished, a result shared, a teacher's nudge."""

import logging
from datetime import datetime, timedelta

from bot.store import campaigns, notices, participation, recipients
from bot.store.base import Tx
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
    guardians = _Guardians(turn.tx, campaign)
    guardians.tell(turn.person.id, "finished", None, turn.now, _FINISHED_LASTS)
    if campaign.mode != "collection" and plans.load(turn.tx, campaign.id).results_shared:
        since = turn.now + AFTER_PUPIL
        guardians.tell(turn.person.id, "result", participation_id, since, _RESULT_LASTS)


def result_shared(turn: Turn, campaign_id: int, participation_id: int) -> None:
    """The person lets guardians know a result: they are told, 24 h after its pupil at the earliest."""
    campaign = campaigns.find(turn.tx, campaign_id)
    attempt = participation.find(turn.tx, turn.person.id, participation_id)
    if campaign is None or attempt is None or attempt.completed_at is None:
        return
    since = max(turn.now, from_ms(attempt.completed_at) + AFTER_PUPIL)
    _Guardians(turn.tx, campaign).tell(turn.person.id, "result", participation_id, since, _RESULT_LASTS)


def results(tx: Tx, campaign: Campaign, after: int, most: int, now: datetime) -> list[int]:
    """The teacher shows the results of who finished before: `most` persons after one are told of at home.

    Gives who they are; of several attempts the latest is told.
    """
    found = participation.finished(tx, campaign.id, after, most)
    guardians = _Guardians(tx, campaign)
    for each in found:
        since = max(now, from_ms(each.completed_at) + AFTER_PUPIL)
        guardians.tell(each.person_id, "result", each.id, since, _RESULT_LASTS)
    return [each.person_id for each in found]


class _Guardians:
    """The guardians of who takes part in a campaign, told at their hour."""

    def __init__(self, tx: Tx, campaign: Campaign) -> None:
        self._tx = tx
        self._campaign = campaign
        self._school = agendas.of_school(tx, campaign.school_id)

    def tell(
        self, child_id: int, kind: NoticeKind, participation_id: int | None, since: datetime, lasts: timedelta
    ) -> None:
        """Each is told once, whatever rosters of the campaign the child is on."""
        at = usual.first(self._school, usual.GUARDIANS, since)
        for to in {each.person_id: each for each in self._of(child_id)}.values():
            key = f"{kind}:{self._campaign.id}:{making.child_key(to)}"
            if participation_id is not None:
                key = _result_key(self._campaign.id, participation_id)
            self._tell(to, kind, key, at, to_ms(at + lasts))

    def _of(self, child_id: int) -> list[Recipient]:
        """The first line of each comes last, and counts."""
        return recipients.guardians_of(self._tx, child_id, self._campaign.id)[::-1]

    def _tell(self, to: Recipient, kind: NoticeKind, key: str, at: datetime, until: int) -> None:
        campaign, due = self._campaign, making.own_opening(self._school, to, at)
        why = making.unwanted(kind, to) or ("late" if to_ms(due) >= until else None)
        if why is not None:
            _log.info("%s of campaign %d: person %d is not told, %s", kind, campaign.id, to.person_id, why)
            return
        made = making.make(
            self._tx, to, kind, key, campaign.school_id, campaign.id, due=due, valid_until=until
        )
        if not made and kind == "result":  # the teacher, or a tie, had changed in between
            notices.revive(self._tx, to.person_id, key, to_ms(due), until)


def result_waits(turn: Turn, campaign_id: int, participation_id: int) -> bool:
    """Whether somebody is still to be told a result."""
    return notices.waits(turn.tx, campaign_id, _result_key(campaign_id, participation_id))


def _result_key(campaign_id: int, participation_id: int) -> str:
    return f"result:{campaign_id}:{participation_id}"


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
