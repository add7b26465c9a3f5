"""What the recipients of a broadcast receive."""

from bot.store import broadcasts, campaigns, classes, schools
from bot.store.broadcasts import Behind, Broadcast
from bot.store.campaigns import Campaign
from bot.usecases.broadcasts import audience as audiences
from bot.usecases.broadcasts.outcomes import About, BroadcastMessage, GroupMessage
from bot.usecases.campaigns import handing_out, reading
from bot.usecases.campaigns.outcomes import HandedOut
from bot.usecases.turn import Turn

DELETED = "parcours supprimé"


def about(turn: Turn, broadcast: Broadcast) -> About:
    """What it is about."""
    campaign = _campaign(turn, broadcast)
    if campaign is not None:
        return About(reading.name_of(turn, campaign), campaign=campaign.id)
    class_id = audiences.load(broadcast).class_id
    if not class_id:
        return About(DELETED)
    classroom = classes.find(turn.tx, class_id)
    return About(classroom.name if classroom else "", classroom=class_id)


def received(turn: Turn, broadcast: Broadcast, at_ms: int | None = None) -> BroadcastMessage:
    """The message to a pupil, as it is now or when it leaves."""
    handed = _handed(turn, broadcast, at_ms)
    return BroadcastMessage(
        _teacher(turn, broadcast), _school(turn, broadcast), broadcast.words or "", handed
    )


def in_group(turn: Turn, broadcast: Broadcast, class_id: int) -> GroupMessage:
    """The message to the group of a class."""
    handed = _handed(turn, broadcast)
    if handed is None:
        return GroupMessage(
            _teacher(turn, broadcast), _school(turn, broadcast), broadcast.words or "", None, 0
        )
    finished = broadcasts.finished(turn.tx, handed.campaign, class_id)
    return GroupMessage(handed.teacher, handed.school, broadcast.words or "", handed, finished)


def recounted(turn: Turn, behind: Behind) -> GroupMessage | None:
    """The message in a group with the count of now; None when its campaign is gone."""
    campaign = campaigns.find(turn.tx, behind.campaign_id)
    if campaign is None:
        return None
    handed = handing_out.handed(turn, campaign)
    return GroupMessage(handed.teacher, handed.school, behind.words, handed, behind.now)


def _campaign(turn: Turn, broadcast: Broadcast) -> Campaign | None:
    return None if broadcast.campaign_id is None else campaigns.find(turn.tx, broadcast.campaign_id)


def _handed(turn: Turn, broadcast: Broadcast, at_ms: int | None = None) -> HandedOut | None:
    campaign = _campaign(turn, broadcast)
    return None if campaign is None else handing_out.handed(turn, campaign, at_ms)


def _school(turn: Turn, broadcast: Broadcast) -> str:
    school = schools.find(turn.tx, broadcast.school_id)
    return "" if school is None else school.name


def _teacher(turn: Turn, broadcast: Broadcast) -> str:
    """Who writes, as pupils know them."""
    found = schools.memberships(turn.tx, turn.person.id)
    return next((each.name for each in found if each.school_id == broadcast.school_id), "")
