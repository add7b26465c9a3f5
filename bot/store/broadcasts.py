"""Messages from teachers to many, and what became of each."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

State = Literal["draft", "sending", "done", "stopped", "withdrawn"]
Outcome = Literal["sent", "blocked", "failed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message to many. Times are UTC milliseconds.

    `audience` is JSON (see `usecases.broadcasts.audience`); `words` are '' for the message that comes with
    the campaign, and None until they are chosen. Until `starts_at`, when it has one, nothing leaves.
    `stopped` by the teacher, `withdrawn` with their role; `ended_at` is set once nothing is on its way any
    more.
    """

    id: int
    school_id: int
    made_by: int | None
    campaign_id: int | None
    audience: str
    words: str | None
    state: State
    created_at: int
    started_at: int | None
    ended_at: int | None
    progress_message: int | None
    shown_at: int | None
    starts_at: int | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One chat of a broadcast; a group has no `person_id`."""

    chat_id: int
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recipients are in which state."""

    waiting: int
    queued: int
    sent: int
    blocked: int
    failed: int
    uncertain: int
    cancelled: int

    @property
    def total(self) -> int:
        return self.left + self.sent + self.missed + self.cancelled

    @property
    def untouched(self) -> bool:
        """Nothing has left, or was cancelled."""
        return self.waiting == self.total

    @property
    def left(self) -> int:
        """Still to be sent."""
        return self.waiting + self.queued

    @property
    def missed(self) -> int:
        """Who did not get it, or may not have."""
        return self.blocked + self.failed + self.uncertain


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody who did not get a broadcast, and why."""

    name: str
    state: Literal["blocked", "failed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Absent:
    """A pupil whom Telegram does not reach: who has not `joined`, or has blocked the bot."""

    name: str
    joined: int


def dedupe_key(broadcast_id: int, chat_id: int) -> str:
    """What keeps a broadcast from going twice to a chat."""
    return f"b:{broadcast_id}:{chat_id}"


def broadcast_of(key: str) -> int:
    """The broadcast of a key that `dedupe_key` made."""
    return int(key.split(":")[1])


def new(
    tx: Tx, school_id: int, made_by: int, campaign_id: int | None, audience: str, now_ms: int
) -> Broadcast:
    """A draft; another one of the same person is forgotten."""
    tx.run("drop_broadcast_drafts", made_by=made_by)
    made = Broadcast(
        id=tx.new_id(),
        school_id=school_id,
        made_by=made_by,
        campaign_id=campaign_id,
        audience=audience,
        words=None,
        state="draft",
        created_at=now_ms,
        started_at=None,
        ended_at=None,
        progress_message=None,
        shown_at=None,
        starts_at=None,
    )
    tx.run(
        "add_broadcast",
        id=made.id,
        school_id=school_id,
        made_by=made_by,
        campaign_id=campaign_id,
        audience=audience,
        created_at=now_ms,
    )
    return made


def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """A broadcast; on PostgreSQL the row stays locked until the turn ends."""
    return tx.one("broadcast", Broadcast, id=broadcast_id)


def drop(tx: Tx, broadcast_id: int) -> None:
    tx.run("drop_broadcast", id=broadcast_id)


def set_audience(tx: Tx, broadcast_id: int, audience: str) -> None:
    tx.run("set_broadcast_audience", id=broadcast_id, audience=audience)


def set_words(tx: Tx, broadcast_id: int, words: str) -> None:
    tx.run("set_broadcast_words", id=broadcast_id, words=words)


def start(
    tx: Tx, broadcast_id: int, progress_message: int, now_ms: int, starts_at: int | None = None
) -> bool:
    """Send a draft, from now on or from `starts_at` on; False when it is none any more."""
    changed = tx.run(
        "start_broadcast",
        id=broadcast_id,
        progress_message=progress_message,
        started_at=now_ms,
        starts_at=starts_at,
    )
    return changed == 1


def depart(tx: Tx, broadcast_id: int, now_ms: int) -> None:
    """What it waited for has come: it is sent from now on."""
    tx.run("depart_broadcast", id=broadcast_id, started_at=now_ms)


def put_off(tx: Tx, broadcast_id: int, starts_at: int) -> None:
    """No more of it leaves before that moment."""
    tx.run("put_off_broadcast", id=broadcast_id, starts_at=starts_at)


def running(tx: Tx, now_ms: int) -> list[int]:
    """The broadcasts of which something is to be done now, the first one first."""
    return tx.all("running_broadcasts", int, now=now_ms)


def running_of_campaign(tx: Tx, campaign_id: int) -> list[int]:
    """Those about a campaign of which something is still to be done, now or later."""
    return tx.all("running_broadcasts_of_campaign", int, campaign_id=campaign_id)


def forget_campaign(tx: Tx, broadcast_id: int) -> None:
    """It is about no campaign any more, so that it outlives its own."""
    tx.run("forget_campaign_of_broadcast", id=broadcast_id)


def forget_recipients(tx: Tx, broadcast_id: int) -> None:
    tx.run("forget_recipients", broadcast_id=broadcast_id)


def address_class(tx: Tx, broadcast_id: int, class_id: int, waiting_for: int | None = None) -> None:
    """Add the pupils of a class who can be reached; with `waiting_for`, who has not begun that campaign."""
    tx.run("address_class", broadcast_id=broadcast_id, class_id=class_id, waiting_for=waiting_for or 0)


def address_guests(tx: Tx, broadcast_id: int, campaign_id: int) -> None:
    """Add whoever takes part in a campaign and can be reached."""
    tx.run("address_guests", broadcast_id=broadcast_id, campaign_id=campaign_id)


def address_groups(tx: Tx, broadcast_id: int, class_id: int) -> None:
    """Add the Telegram groups of a class."""
    tx.run("address_groups", broadcast_id=broadcast_id, class_id=class_id)


def absent(tx: Tx, class_id: int, waiting_for: int | None = None) -> list[Absent]:
    """The pupils of a class whom Telegram does not reach, by name."""
    return tx.all("absent_of_class", Absent, class_id=class_id, waiting_for=waiting_for or 0)


def take(tx: Tx, broadcast_id: int, most: int) -> list[Recipient]:
    """Who is next: deliveries for them go to the outbox in this turn."""
    return tx.all("queue_recipients", Recipient, broadcast_id=broadcast_id, most=most)


def ended(tx: Tx, broadcast_id: int, chat_id: int, state: Outcome) -> None:
    """What became of the delivery to this chat."""
    tx.run("end_recipient", broadcast_id=broadcast_id, chat_id=chat_id, state=state)


def returned(tx: Tx, broadcast_id: int, chat_id: int) -> None:
    """The delivery to this chat was not sent in time: it waits again, unless no more is sent."""
    tx.run("return_recipient", broadcast_id=broadcast_id, chat_id=chat_id)


def counts(tx: Tx, broadcast_id: int) -> Counts:
    found = dict(tx.all("broadcast_counts", _count, broadcast_id=broadcast_id))
    return Counts(*(found.get(name, 0) for name in Counts.__slots__))


def _count(state: str, number: int) -> tuple[str, int]:
    return state, number


def stop(tx: Tx, broadcast_id: int, state: Literal["stopped", "withdrawn"]) -> bool:
    """Send no more of it: what is not on its way is taken back. False when it was not being sent."""
    if tx.run("stop_broadcast", id=broadcast_id, state=state) == 0:
        return False
    for statement in ("cancel_waiting", "cancel_queued", "withdraw_cancelled"):
        tx.run(statement, broadcast_id=broadcast_id)
    return True


def shown(tx: Tx, broadcast_id: int, now_ms: int) -> None:
    """How far it is was told at that moment."""
    tx.run("show_broadcast", id=broadcast_id, shown_at=now_ms)


def end(tx: Tx, broadcast_id: int, now_ms: int) -> None:
    """Nothing is on its way any more."""
    tx.run("end_broadcast", id=broadcast_id, ended_at=now_ms)


def forget_before(tx: Tx, before_ms: int) -> int:
    """Forget those that were begun before that moment and have ended, or were never sent; gives how many."""
    return tx.run("forget_broadcasts", before=before_ms)


def missed(tx: Tx, broadcast_id: int) -> list[Missed]:
    """Who did not get it, or may not have, by name."""
    return tx.all("missed_recipients", Missed, broadcast_id=broadcast_id)


@dataclass(frozen=True, slots=True)
class Behind:
    """A message about a campaign in a group that tells another count than `now`; who leads the campaign."""

    campaign_id: int
    chat_id: int
    words: str
    message_id: int
    leader: int
    now: int


def finished(tx: Tx, campaign_id: int, class_id: int) -> int:
    """How many pupils of a class have finished a campaign."""
    return tx.one("finished_in_class", int, campaign_id=campaign_id, class_id=class_id) or 0


def put_group_message(tx: Tx, campaign_id: int, chat_id: int, words: str, finished: int) -> None:
    """A message about a campaign goes to a group, with that count."""
    tx.run("put_campaign_group", campaign_id=campaign_id, chat_id=chat_id, words=words, finished=finished)


def group_message_shown(tx: Tx, campaign_id: int, chat_id: int, message_id: int) -> None:
    """It arrived as that message: from now on this one tells the count."""
    tx.run("campaign_group_shown", campaign_id=campaign_id, chat_id=chat_id, message_id=message_id)


def groups_behind(tx: Tx) -> list[Behind]:
    """The messages in groups whose count has changed."""
    return tx.all("campaign_groups_behind", Behind)


def group_message_counts(tx: Tx, campaign_id: int, chat_id: int, finished: int) -> None:
    """The message in a group tells that count."""
    tx.run("campaign_group_counted", campaign_id=campaign_id, chat_id=chat_id, finished=finished)


def groups_reached(tx: Tx, broadcast_id: int) -> int:
    """How many of those that got a broadcast are groups."""
    return tx.one("broadcast_groups_reached", int, broadcast_id=broadcast_id) or 0


def waiting_of(tx: Tx, made_by: int, now_ms: int) -> list[Broadcast]:
    """What somebody sent that is to leave after that moment, the first to leave first."""
    return tx.all("waiting_broadcasts", Broadcast, made_by=made_by, now=now_ms)
