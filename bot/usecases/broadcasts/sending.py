"""Sending to many: started by a tap, carried on by a tick, stopped by a tap or by a right that is gone."""

from dataclasses import dataclass

from bot.errors import NotAllowed
from bot.store import broadcasts, groups
from bot.store.base import Tx
from bot.store.broadcasts import Broadcast, Counts, Recipient
from bot.usecases import asking
from bot.usecases.broadcasts import audience as audiences
from bot.usecases.broadcasts import departing, messages
from bot.usecases.broadcasts.outcomes import MissedShown, Progress
from bot.usecases.following import screens
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

KIND = "broadcast"  # of its deliveries
BATCH = 200  # deliveries made in one turn
SHOWN_EVERY_MS = 3000
PAGE = 15
GRACE_MS = 15 * 60_000  # what was begun in open hours is finished after they close


@dataclass(frozen=True, slots=True)
class Batch:
    """Who is next, with the messages they get, if they get them before `until`; `progress` when it is time to
    tell.
    """

    broadcast: Broadcast
    until: int
    people: tuple[Recipient, ...] = ()
    message: Outcome | None = None
    groups: tuple[tuple[Recipient, Outcome], ...] = ()
    progress: Progress | None = None

    @property
    def full(self) -> bool:
        """True when there may be more to take at once."""
        return len(self.people) + len(self.groups) == BATCH


def send(turn: Turn, broadcast_id: int, message_id: int) -> list[Outcome]:
    """«Envoyer»: once, however often it is tapped; where nobody can begin any more, the campaign's screen."""
    made = audiences.own(turn, broadcast_id)
    campaign_id = made.campaign_id
    starts_at = departing.starts_at(turn, made)
    if made.state == "draft" and campaign_id and not audiences.can_be_begun(turn, campaign_id, starts_at):
        asking.answered(turn)
        return screens.campaign(turn, campaign_id)
    if made.state == "draft" and made.words is not None:
        asking.answered(turn)
        audiences.address(turn, made)
        broadcasts.start(turn.tx, made.id, message_id, turn.now_ms, starts_at)
    return [progress(turn, audiences.own(turn, broadcast_id))]


def stop(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """«Arrêter»: what has not left yet is not sent."""
    made = audiences.own(turn, broadcast_id)
    broadcasts.stop(turn.tx, made.id, "stopped")
    return [progress(turn, audiences.own(turn, broadcast_id))]


def let_go(turn: Turn, campaign_id: int) -> None:
    """A campaign is about to be deleted: nothing more is sent of it; how far it came is still told."""
    for broadcast_id in broadcasts.running_of_campaign(turn.tx, campaign_id):
        broadcasts.stop(turn.tx, broadcast_id, "stopped")
        broadcasts.forget_campaign(turn.tx, broadcast_id)


def show(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """How far it is."""
    return [progress(turn, audiences.own(turn, broadcast_id))]


def missed(turn: Turn, broadcast_id: int, page: int) -> list[Outcome]:
    """Who did not get it."""
    made = audiences.own(turn, broadcast_id)
    lines, page, pages = page_of(broadcasts.missed(turn.tx, made.id), page, PAGE)
    return [MissedShown(made.id, lines, page, pages)]


def carry_on(turn: Turn, broadcast_id: int, backlog: int) -> Batch | None:
    """One step of a broadcast, as the person who made it: a batch more, and what to tell.

    No more than `backlog` are under way at once. None when nothing is to be done.
    """
    made = broadcasts.find(turn.tx, broadcast_id)
    if made is None or made.ended_at is not None or _waits(turn, made):
        return None
    try:
        audiences.check(turn, made)
        if made.state == "sending":
            made = _in_open_hours(turn, made)
    except NotAllowed:
        return _withdraw(turn, made)
    return _batch(turn, made, _next(turn, made, backlog))


def _waits(turn: Turn, made: Broadcast) -> bool:
    """Whether its school is still quiet; nothing waits that was stopped."""
    return made.state == "sending" and made.starts_at is not None and turn.now_ms < made.starts_at


def _in_open_hours(turn: Turn, made: Broadcast) -> Broadcast:
    """It goes on, leaves, or is put off until its school opens: after a long halt it may be night."""
    later = departing.starts_at(turn, made)
    going = made.starts_at is None and turn.now_ms < (made.started_at or 0) + GRACE_MS
    if later is not None and not going and broadcasts.counts(turn.tx, made.id).waiting:
        broadcasts.put_off(turn.tx, made.id, later)
    elif made.starts_at is not None:
        _depart(turn, made)
    else:
        return made
    return broadcasts.find(turn.tx, made.id) or made


def _depart(turn: Turn, made: Broadcast) -> None:
    """What waited leaves to whom it is for now: classes change, pupils begin, campaigns are closed."""
    broadcasts.depart(turn.tx, made.id, turn.now_ms)
    if made.campaign_id is not None and not audiences.can_be_begun(turn, made.campaign_id):
        broadcasts.stop(turn.tx, made.id, "stopped")
    elif broadcasts.counts(turn.tx, made.id).untouched:
        audiences.address(turn, made)


def _next(turn: Turn, made: Broadcast, backlog: int) -> list[Recipient]:
    room = min(BATCH, backlog - broadcasts.counts(turn.tx, made.id).queued)
    if made.state != "sending" or room <= 0 or _waits(turn, made):
        return []
    return broadcasts.take(turn.tx, made.id, room)


def withdraw(tx: Tx, broadcast_id: int, now_ms: int) -> None:
    """Who made it is gone: nothing more is sent, and nobody is told."""
    broadcasts.stop(tx, broadcast_id, "withdrawn")
    if not broadcasts.counts(tx, broadcast_id).left:
        broadcasts.end(tx, broadcast_id, now_ms)


def _withdraw(turn: Turn, made: Broadcast) -> Batch:
    broadcasts.stop(turn.tx, made.id, "withdrawn")
    return _batch(turn, broadcasts.find(turn.tx, made.id) or made, [])


def _batch(turn: Turn, made: Broadcast, chosen: list[Recipient]) -> Batch:
    people = tuple(each for each in chosen if each.chat_id > 0)
    return Batch(
        made,
        departing.closes_at(turn, made) + GRACE_MS,
        people,
        messages.received(turn, made) if people else None,
        tuple(_to_group(turn, made, each) for each in chosen if each.chat_id < 0),
        _told(turn, made),
    )


def _to_group(turn: Turn, made: Broadcast, recipient: Recipient) -> tuple[Recipient, Outcome]:
    group = groups.find(turn.tx, recipient.chat_id)
    message = messages.in_group(turn, made, (group.class_id if group else None) or 0)
    if made.campaign_id is not None:
        broadcasts.put_group_message(
            turn.tx, made.campaign_id, recipient.chat_id, message.words, message.finished
        )
    return recipient, message


def _told(turn: Turn, made: Broadcast) -> Progress | None:
    """What the teacher is told now: at the end, and every few seconds."""
    counts = broadcasts.counts(turn.tx, made.id)
    if not counts.left:
        broadcasts.end(turn.tx, made.id, turn.now_ms)
        return _progress(turn, broadcasts.find(turn.tx, made.id) or made, counts)
    if turn.now_ms - (made.shown_at or 0) < SHOWN_EVERY_MS:
        return None
    broadcasts.shown(turn.tx, made.id, turn.now_ms)
    return _progress(turn, made, counts)


def progress(turn: Turn, made: Broadcast) -> Progress:
    """How far a broadcast is."""
    return _progress(turn, made, broadcasts.counts(turn.tx, made.id))


def _progress(turn: Turn, made: Broadcast, counts: Counts) -> Progress:
    ended = made.ended_at is not None
    return Progress(
        broadcast=made.id,
        about=messages.about(turn, made),
        counts=counts,
        seconds=_seconds(made, counts, turn.now_ms),
        state=made.state,
        ended=ended,
        missed=tuple(broadcasts.missed(turn.tx, made.id)[:PAGE]) if ended else (),
        groups=broadcasts.groups_reached(turn.tx, made.id),
        later=departing.departure(turn, made, made.starts_at) if _waits(turn, made) else None,
    )


def _seconds(made: Broadcast, counts: Counts, now_ms: int) -> int:
    """How long it still takes at the pace so far; 0 when that is not known."""
    gone = counts.total - counts.left - counts.cancelled
    if made.started_at is None or not gone:
        return 0
    return round((now_ms - made.started_at) / gone * counts.left / 1000)
