"""To whom a broadcast goes, as the draft keeps it until it is sent."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from bot.errors import NotAllowed
from bot.store import broadcasts, campaigns
from bot.store.broadcasts import Absent, Broadcast
from bot.usecases import rights
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.turn import Turn

Part = Literal["", "all", "waiting", "class"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Which `part` of a campaign's people: all, who has not started (`waiting`), one class; '' until chosen.

    Without a campaign it is the one class. With `groups`, the Telegram groups of the classes too.
    """

    part: Part = ""
    class_id: int = 0
    groups: bool = False

    def dump(self) -> str:
        """As a broadcast keeps it."""
        return json.dumps(asdict(self), separators=(",", ":"))


def load(broadcast: Broadcast) -> Audience:
    """The audience of a broadcast."""
    return Audience(**json.loads(broadcast.audience))


def own(turn: Turn, broadcast_id: int) -> Broadcast:
    """A broadcast of this person, who may still send it. Raises NotAllowed."""
    found = broadcasts.find(turn.tx, broadcast_id)
    if found is None or found.made_by != turn.person.id:
        raise NotAllowed
    check(turn, found)
    return found


def check(turn: Turn, broadcast: Broadcast) -> None:
    """Raises NotAllowed for who may no longer write to these people."""
    rights.member_of(turn, broadcast.school_id)
    class_id = load(broadcast).class_id
    if broadcast.campaign_id is not None:
        rights.campaign(turn, broadcast.campaign_id)
        if class_id and class_id not in _classes_of(turn, broadcast):
            raise NotAllowed
    elif class_id:  # without either, its campaign was deleted: it is stopped, and still tells how it went
        rights.classroom(turn, class_id)


def can_be_begun(turn: Turn, campaign_id: int, at_ms: int | None = None) -> bool:
    """Whether pupils who are told of a campaign, now or at that moment, can begin it, then or when it opens.

    Raises NotAllowed.
    """
    campaign = rights.campaign(turn, campaign_id)
    phase = standing.phase(campaign, None, turn.now_ms if at_ms is None else at_ms)
    return campaign.published_at is not None and phase in {Phase.SOON, Phase.NEW}


def address(turn: Turn, broadcast: Broadcast) -> None:
    """Write down everybody it goes to, as they are now."""
    audience, waiting_for = load(broadcast), _waiting_for(broadcast)
    broadcasts.forget_recipients(turn.tx, broadcast.id)
    for class_id in classes(turn, broadcast):
        broadcasts.address_class(turn.tx, broadcast.id, class_id, waiting_for)
        if audience.groups:
            broadcasts.address_groups(turn.tx, broadcast.id, class_id)
    if audience.part == "all" and broadcast.campaign_id is not None:
        broadcasts.address_guests(turn.tx, broadcast.id, broadcast.campaign_id)


def absent(turn: Turn, broadcast: Broadcast) -> list[Absent]:
    """The pupils it is for whom Telegram does not reach."""
    waiting_for = _waiting_for(broadcast)
    return [
        each
        for class_id in classes(turn, broadcast)
        for each in broadcasts.absent(turn.tx, class_id, waiting_for)
    ]


def classes(turn: Turn, broadcast: Broadcast) -> list[int]:
    """The classes it is for."""
    audience = load(broadcast)
    return [audience.class_id] if audience.class_id else _classes_of(turn, broadcast)


def _classes_of(turn: Turn, broadcast: Broadcast) -> list[int]:
    if broadcast.campaign_id is None:
        return []
    return [each.id for each in campaigns.classes_of(turn.tx, broadcast.campaign_id)]


def _waiting_for(broadcast: Broadcast) -> int | None:
    return broadcast.campaign_id if load(broadcast).part == "waiting" else None
