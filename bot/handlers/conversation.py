"""The door of the conversation: one event in, the deliveries that answer it out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.clock import Clock
from bot.content import Library
from bot.errors import NotAllowed
from bot.handlers import gate, groups, links, messages
from bot.handlers.registry import COMPOSED, FATES, READ, READS, SENT
from bot.handlers.taps import tapped
from bot.store import groups as group_rows
from bot.store import people
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.calls import Call, Delivery, Lane
from bot.transport.events import Event, EventKind
from bot.transport.parcel import Fate
from bot.usecases import practice
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Note, Outcome, Page, RoleChosen, Said, StepRef
from bot.usecases.turn import Rules, Turn
from bot.views.present import present
from bot.views.showing import Showing

MESSAGES = {
    EventKind.COMMAND: messages.commanded,
    EventKind.TEXT: messages.wrote,
    EventKind.DOCUMENT: messages.sent_file,
    EventKind.OTHER: messages.sent_something,
    EventKind.EDITED: messages.edited,
}
ADULTS = {"teacher", "guardian"}


class Conversation:
    """What the dispatcher calls for every event, and the sender for every message that arrived."""

    def __init__(self, library: Library, clock: Clock, rules: Rules) -> None:
        self._library = library
        self._clock = clock
        self._rules = rules
        self._username = ""  # the bot's, once Telegram has told it

    def introduced(self, username: str) -> None:
        """The bot's name, for the links it gives."""
        self._username = username

    def handle(self, tx: Tx, event: Event) -> Sequence[Delivery]:
        """One turn: meet the person, find the use case, show its outcome."""
        if event.kind is EventKind.IGNORED:
            return ()
        if event.private and event.kind is EventKind.MEMBERSHIP:
            people.set_reachable(tx, event.chat_id, not event.blocked)
            return ()
        turn = self._turn(tx, event) if event.private else self._known(tx, event.user_id)
        if not event.private:
            outcomes = groups.in_group(tx, turn, event, to_ms(self._clock.now()))
        else:
            outcomes = _outcomes(turn, event) if turn else [Said(Note.NOT_YOURS)]
        is_tap = event.kind is EventKind.TAP
        showing = Showing(
            event.chat_id,
            self._library,
            tapped=event.message_id if is_tap else None,
            callback_id=event.callback_id if is_tap else None,
            adult=turn is not None and _is_adult(turn, outcomes),
            rewritable=event.rewritable,
            username=self._username,
        )
        return self._shown(showing, outcomes)

    def _shown(self, showing: Showing, outcomes: Sequence[Outcome]) -> Sequence[Delivery]:
        """What this chat is told, and others."""
        calls = present(showing, [each for each in outcomes if not isinstance(each, Elsewhere)])
        here = (Delivery(showing.chat_id, calls),) if calls else ()
        return (*here, *(self._elsewhere(each) for each in outcomes if isinstance(each, Elsewhere)))

    def _elsewhere(self, outcome: Elsewhere) -> Delivery:
        """What another chat is told."""
        showing = Showing(outcome.chat_id, self._library, adult=outcome.adult, username=self._username)
        return Delivery(
            outcome.chat_id,
            present(showing, outcome.outcomes),
            Lane(outcome.lane),
            outcome.kind,
            outcome.dedupe_key,
            once=outcome.lane != "conversation",  # a reminder that came twice would be a nuisance
        )

    def _turn(self, tx: Tx, event: Event) -> Turn | None:
        """The turn of who acted; None when an old button is all we share: nobody is kept for tapping it."""
        now = self._clock.now()
        if event.kind is EventKind.TAP and people.person_of_chat(tx, event.chat_id) is None:
            return None
        person = people.meet(tx, event.chat_id, to_ms(now))
        if not person.reachable:  # whoever writes can be written to
            people.set_reachable(tx, event.chat_id, True)
        typed = event.kind in {EventKind.TEXT, EventKind.COMMAND}
        return Turn(tx, person, self._library, now, event.at if typed else now, self._rules)

    def _known(self, tx: Tx, chat_id: int) -> Turn | None:
        """A turn of somebody the bot knows; None for who never wrote to it."""
        person = people.person_of_chat(tx, chat_id)
        now = self._clock.now()
        return None if person is None else Turn(tx, person, self._library, now, now, self._rules)

    def sent(
        self, tx: Tx, chat_id: int, note: tuple[Any, ...], message_id: int, certain: bool
    ) -> Sequence[Delivery]:
        """A message with a note arrived: whoever noted it learns its id, and may change what is shown."""
        if chat_id < 0:
            groups.sent(tx, chat_id, note, message_id)
            return ()
        turn = self._known(tx, chat_id)
        if turn is None:  # erased meanwhile
            return ()
        if note[0] in SENT:
            return self._told(turn, SENT[note[0]](turn, note, message_id, certain))
        what, competence, assessment, step = note
        about = StepRef(competence, assessment, step)
        practice.message_shown(turn, about, message_id, certain, prompt=what == "field")
        return ()

    def _told(self, turn: Turn, outcomes: Sequence[Outcome]) -> Sequence[Delivery]:
        """What somebody is told who did nothing just now."""
        adult = turn.person.role in ADULTS
        chat_id = turn.person.chat_id
        return self._shown(Showing(chat_id, self._library, adult=adult, username=self._username), outcomes)

    def read_file(self, note: tuple[Any, ...], path: str, content: bytes) -> dict[str, Any]:
        """What a document says; in a worker thread."""
        return READS[note[0]](path.rpartition("/")[2], content)

    def read(self, tx: Tx, chat_id: int, note: tuple[Any, ...], result: dict[str, Any]) -> Sequence[Delivery]:
        """A document was read, or could not be: whoever asked for it goes on."""
        turn = self._known(tx, chat_id)
        if turn is None:  # erased meanwhile
            return ()
        try:
            outcomes = READ[note[0]](turn, note, result)
        except NotAllowed:  # the right was withdrawn since it was sent
            outcomes = [Said(Note.NOT_ALLOWED)]
        return self._told(turn, outcomes)

    def unreachable(self, tx: Tx, chat_id: int) -> None:
        """Somebody has blocked the bot or is gone, or a group has removed it."""
        if chat_id < 0:
            group_rows.leave(tx, chat_id, to_ms(self._clock.now()))
        else:
            people.set_reachable(tx, chat_id, False)

    def fate(self, tx: Tx, row: OutboxRow, fate: Fate) -> None:
        """A delivery ended: whoever counts its kind knows."""
        if row.kind in FATES:
            FATES[row.kind](tx, row, fate, to_ms(self._clock.now()))

    def compose(self, tx: Tx, row: OutboxRow) -> tuple[Call, ...]:
        """What a delivery says now; nothing when its reader is gone, or it is no longer wanted."""
        turn = self._known(tx, row.chat_id)
        if turn is None:
            return ()
        adult = turn.person.role in ADULTS
        showing = Showing(row.chat_id, self._library, adult=adult, username=self._username)
        return present(showing, COMPOSED[row.kind](turn, row))

    def apology(self, chat_id: int) -> Delivery:
        """What a person reads when handling their message failed."""
        showing = Showing(chat_id, self._library)
        return Delivery(chat_id, present(showing, [Page("apology")]), kind="apology")


def _outcomes(turn: Turn, event: Event) -> list[Outcome]:
    held_back = gate.held_back(turn, event)
    if held_back is not None:
        return held_back
    if event.kind is EventKind.TAP:
        outcomes = tapped(turn, event.data, event.message_id or 0)
    else:
        outcomes = MESSAGES[event.kind](turn, event)
    if turn.person.settled:
        return outcomes
    now = people.person_of_chat(turn.tx, turn.person.chat_id)
    if now is None or not now.settled:
        return outcomes
    return [*outcomes, *links.after_first_steps(replace(turn, person=now))]


def _is_adult(turn: Turn, outcomes: Sequence[Outcome]) -> bool:
    """Whether the person is told «vous»; a role that came in this very turn counts."""
    chosen = next((each.role for each in outcomes if isinstance(each, RoleChosen)), turn.person.role)
    return chosen in ADULTS
