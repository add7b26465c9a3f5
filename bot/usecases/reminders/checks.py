"""Why somebody is not told something any more: asked when a letter is opened, and again when it is sent."""

from functools import cached_property

from bot.store import campaigns, guardians, letters, notices
from bot.store.campaigns import Campaign
from bot.store.notices import Notice, Preference
from bot.store.people import Person
from bot.usecases.certification import letters as sittings
from bot.usecases.reminders import agendas, plans
from bot.usecases.reminders.hours import Agenda
from bot.usecases.reminders.making import NEWS, OFFICIAL
from bot.usecases.reminders.shelf import Shelf

HOUR_MS = 3_600_000
USEFUL_MS = 2 * HOUR_MS  # a reminder is put off only to where it leaves that much before the deadline
LEAST_MS = HOUR_MS  # one that comes later than meant still leaves that much
_TO_FINISH = {"reminder", "nudge", "opening"}  # about what is still to be done
_WEEKLY = {"week", "week_staff"}


class Reader:
    """One person to be told something, and whether each thing is still to be told."""

    def __init__(self, shelf: Shelf, person: Person, now_ms: int) -> None:
        self.shelf = shelf
        self.person = person
        self.now_ms = now_ms

    @cached_property
    def wanted(self) -> Preference:
        return notices.preference(self.shelf.tx, self.person.id)

    @cached_property
    def _children(self) -> tuple[set[int | None], set[int | None]]:
        """Whom they follow: by the account, and by the roster line."""
        bonds = guardians.bonds_of(self.shelf.tx, self.person.id)
        return {each.child_id for each in bonds}, {each.pupil_id for each in bonds}

    def agenda(self, notice: Notice) -> Agenda:
        """When they may be told this: in its school's zone, at their hours."""
        return agendas.of_person(self.shelf.agenda(notice.school_id), self.wanted)

    def why_not(self, notice: Notice) -> str | None:
        """The reason to drop a notice, as `notice.fate` keeps it; None while it is still to be told."""
        if not self.person.reachable:
            return "unreachable"
        if self.wanted.stopped_at is not None and not _is_official(notice):
            return "stopped"
        if notice.kind in _WEEKLY and not self.wanted.weekly:
            return "unwanted"
        campaign = self._campaign(notice)
        least = LEAST_MS if notice.kind == "reminder" else 0
        until = _until(notice, campaign)
        if until is not None and self.now_ms >= until - least:
            return "late"
        if campaign is not None and (why := _over(notice, campaign, self.now_ms)) is not None:
            return why
        if notice.occasion_id is not None and not self.shelf.planned(notice.occasion_id):
            return "moved"
        if notice.sitting_id is not None:
            return sittings.why_not(self.shelf.tx, notice, self._children)
        return self._of_the_week(notice) if campaign is None else self._of_campaign(notice, campaign)

    def is_useful(self, notice: Notice, at_ms: int) -> bool:
        """Whether it is worth telling at a later moment."""
        ahead, until = USEFUL_MS if notice.kind == "reminder" else 1, _until(notice, self._campaign(notice))
        return until is None or at_ms <= until - ahead

    def _campaign(self, notice: Notice) -> Campaign | None:
        told = self.shelf.told(notice.campaign_id) if notice.campaign_id is not None else None
        return told.campaign if told is not None else None

    def _of_the_week(self, notice: Notice) -> str | None:
        if notice.kind == "week":
            return None if any(self._children) else "unlinked"
        return None if self._teaches(notice.school_id) else "left"

    def _of_campaign(self, notice: Notice, campaign: Campaign) -> str | None:
        if notice.kind == "after":
            leads = campaigns.is_leader(self.shelf.tx, self.person.id, campaign.id)
            return self._unless_muted(campaign) if leads and self._teaches(campaign.school_id) else "left"
        if notice.child_id is None and notice.pupil_id is None:
            return self._of_pupil(self.person.id, campaign, notice)
        return self._of_child(notice, campaign)

    def _of_child(self, notice: Notice, campaign: Campaign) -> str | None:
        """What a guardian is told about one child."""
        accounts, lines = self._children
        child_id = notice.child_id
        followed = (child_id is not None and child_id in accounts) or notice.pupil_id in lines - {None}
        if notice.pupil_id is not None:
            line = letters.roster_line(self.shelf.tx, notice.pupil_id, campaign.id)
            joined = line.person_id if line is not None else None
            followed = followed or (joined is not None and joined in accounts)
            child_id = joined or child_id
            if followed and child_id is None:
                return self._of_absent(line is not None and line.enrolled, campaign)
        if not followed or child_id is None:
            return "unlinked"
        return self._of_pupil(child_id, campaign, notice)

    def _of_absent(self, enrolled: bool, campaign: Campaign) -> str | None:
        """About a pupil whose account nobody knows."""
        return self._unless_muted(campaign) if enrolled else "left"

    def _of_pupil(self, pupil: int, campaign: Campaign, notice: Notice) -> str | None:
        """About a pupil's own account, who may be the reader."""
        found = self.shelf.reading(self.person.id, campaign.id, pupil)
        if found.muted and notice.kind not in NEWS:
            return "muted"
        if notice.kind == "result":
            attempt_id = int(notice.key.rpartition(":")[2])
            return None if plans.goes_home(self.shelf.tx, campaign.id, pupil, attempt_id) else "empty"
        if notice.kind not in _TO_FINISH:
            return None
        if found.finished:
            return "finished"
        return None if found.enrolled else "left"

    def _unless_muted(self, campaign: Campaign) -> str | None:
        return "muted" if campaign.id in notices.muted(self.shelf.tx, self.person.id) else None

    def _teaches(self, school_id: int) -> bool:
        return campaigns.chat_of_member(self.shelf.tx, school_id, self.person.id) is not None


def _is_official(notice: Notice) -> bool:
    """What a candidate is told by the school, not the candidate's guardians."""
    return notice.kind in OFFICIAL and notice.child_id is None and notice.pupil_id is None


def _until(notice: Notice, campaign: Campaign | None) -> int | None:
    """When it is worth nothing any more: the deadline as it is now, of what is to be done before it."""
    deadline = campaign.deadline_at if campaign is not None else None
    if deadline is None or notice.kind not in _TO_FINISH:
        return notice.valid_until
    if notice.kind == "nudge" and int(notice.key.rpartition(":")[2]) >= deadline:  # it is for who is late
        return notice.valid_until
    return deadline


def _over(notice: Notice, campaign: Campaign, now_ms: int) -> str | None:
    """«closed» for what can't be done any more; what was done in a closed campaign is still news."""
    put_away = campaign.closed_at is not None or campaign.archived_at is not None
    too_late = not campaign.late_allowed and (campaign.deadline_at or now_ms + 1) <= now_ms
    to_do = notice.kind in _TO_FINISH and (put_away or too_late)
    return "closed" if campaign.published_at is None or to_do else None
