"""A conversation without Telegram: events go in, calls come out, the database is SQLite, in memory or not."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from random import Random
from typing import Any, TypeVar

from bot.clock import FrozenClock
from bot.content import Challenge, Kind, Library, Variant, load, render, right_response
from bot.handlers.conversation import Conversation
from bot.store import inbox, people
from bot.store import practice as rows
from bot.store.base import Tx
from bot.store.ids import Ids
from bot.store.migrate import known_migrations, migrate
from bot.store.people import Person
from bot.store.queries import Dialect, Statements
from bot.store.times import to_ms
from bot.store.transaction import Transaction
from bot.transport.callback import pack
from bot.transport.calls import Call, Delivery
from bot.transport.events import Event, EventKind
from bot.usecases import states
from bot.usecases.practice_state import Practice
from bot.usecases.turn import Rules, Turn
from tests.views.acceptable import EDITS, SENDS, buttons, words

T = TypeVar("T")
Notes = list[tuple[tuple[Any, ...], int]]


@cache
def bank() -> Library:
    """Two competences of the bank that comes with the bot, loaded once."""
    competences = load().competences
    return Library([competences["1.1"], competences["4.1"]])


def challenges(competence: str = "4.1") -> list[Challenge]:
    """Those of one competence."""
    return list(bank().competences[competence].challenges)


class Desk:
    """What stands between Telegram and the conversation: one transaction a turn, known updates left out."""

    def __init__(self, rules: Rules | None = None, database: str = ":memory:") -> None:
        self.library = bank()
        self.clock = FrozenClock(datetime(2026, 9, 15, 8, 0, tzinfo=UTC))
        self.rules = rules or Rules()
        self._database = sqlite3.connect(database, isolation_level=None)
        self._database.execute("pragma foreign_keys = on")
        migrate(self._database.execute, ("begin immediate",), known_migrations(), to_ms(self.clock.now()))
        statements, ids = Statements(Dialect.SQLITE), Ids(self.clock, Random(0).getrandbits)
        self._tx = Transaction(self._database.execute, statements, ids)
        self.chats = count(1000)
        self.updates = count(1)
        self.works = True
        self.elsewhere: list[Delivery] = []  # what turns told other chats, oldest first

    def close(self) -> None:
        self._database.close()

    def turn(self, fn: Callable[[Tx], T]) -> T:
        """Run `fn` in a transaction; what it raises undoes it."""
        self._beats()
        self._database.execute("begin")
        try:
            result = fn(self._tx)
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")
        return result

    def _beats(self) -> None:
        """While no process beats here, the bot was at work all the time; unless a story says otherwise."""
        if self.works:
            beaten = "update pulse set at = ? where process is null and at is not null"
            self._database.execute(beaten, (to_ms(self.clock.now()),))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """What somebody does in the database by hand."""
        return self._database.execute(statement).fetchall()

    def deliver(self, event: Event) -> list[Call] | None:
        """The calls that answer an event; None when it was done already."""

        def handled(tx: Tx) -> list[Call] | None:
            if not inbox.claim(tx, event.chat_id, event.update_id, to_ms(self.clock.now())):
                return None
            deliveries = self._conversation().handle(tx, event)
            self.elsewhere += [each for each in deliveries if each.chat_id != event.chat_id]
            here = [each for each in deliveries if each.chat_id == event.chat_id]
            return [call for delivery in here for call in delivery.calls]

        return self.turn(handled)

    def sent(self, chat_id: int, note: tuple[Any, ...], message_id: int, certain: bool) -> list[Call]:
        """Tell the conversation that a message arrived; what it has shown next."""
        sent = self.turn(lambda tx: self._conversation().sent(tx, chat_id, note, message_id, certain))
        return [call for delivery in sent for call in delivery.calls]

    def _conversation(self) -> Conversation:
        return Conversation(self.library, self.clock, self.rules)


class Phone:
    """One person's chat: what is shown in it, and what the person does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.chat_id = next(desk.chats)
        self.shown: list[tuple[int, str]] = []  # every button ever seen: message id, data
        self.chat: dict[int, str] = {}  # the bot's messages as they stand now
        self.pictures: set[int] = set()  # messages that are a picture or a document
        self.unmarked: Notes = []  # messages that Telegram took, and nobody told the conversation yet
        self.marks_at_once = True
        self.last_event: Event | None = None
        self._message_ids = count(10)

    # What the person does

    def taps(self, data: str, message_id: int | None = None) -> list[Call]:
        if message_id is None:
            message_id = next((id_ for id_, known in reversed(self.shown) if known == data), 9)
        details = {"data": data, "callback_id": f"tap{message_id}"}
        return self.does(EventKind.TAP, message_id, **details, rewritable=message_id not in self.pictures)

    def writes(self, text: str, reply_to: int | None = None, message_id: int | None = None) -> list[Call]:
        id_ = self.next_message() if message_id is None else message_id
        return self.does(EventKind.TEXT, id_, text=text, reply_to=reply_to)

    def commands(self, name: str, args: str = "") -> list[Call]:
        return self.does(EventKind.COMMAND, self.next_message(), command=name, args=args, text=f"/{name}")

    def does(self, kind: EventKind, message_id: int | None, **details: Any) -> list[Call]:
        """An event of this person, and the calls that answer it."""
        now = self.desk.clock.now().replace(microsecond=0)
        private = Event(next(self.desk.updates), kind, self.chat_id, self.chat_id, True, message_id, now)
        event = replace(private, **details)
        self.last_event = event
        calls = self.desk.deliver(event)
        assert calls is not None
        self.sees(calls)
        return calls

    def settles(self, device: str = "computer", role: str = "pupil", grade: str = "unsaid") -> None:
        """Answer the first questions."""
        self.commands("start")
        self.taps(f"role:{role}")
        if role == "pupil":
            self.taps("age:1")
        self.taps(f"device:{device}")
        if role == "pupil":
            self.taps(f"grade:{grade}")

    def erases(self) -> list[Call]:
        """Wish everything erased, and confirm it twice."""
        self.commands("supprimer")
        self.taps("erase:1")
        return self.taps("erase:2")

    def next_message(self) -> int:
        return next(self._message_ids)

    # What the person sees

    def sees(self, calls: list[Call]) -> None:
        """Calls as Telegram carries them out: a new message gets the next id."""
        for call in calls:
            message_id = call.params.get("message_id", 0)
            if call.method in SENDS:
                message_id = self.next_message()
                self.pictures |= {message_id} if call.file else set()
                if call.note is not None:
                    self.unmarked.append((call.note, message_id))
            if call.method == "deleteMessage":
                self.chat.pop(message_id, None)
            if call.method in SENDS | EDITS:
                self.chat[message_id] = words(call) or self.chat.get(message_id, "")
                self.shown += [(message_id, data) for data in buttons(call)]
        if self.marks_at_once:
            self.reads_all()

    def reads_all(self) -> None:
        """Every message is confirmed."""
        while self.unmarked:
            self.marks(0)

    def marks(self, index: int, certain: bool = True) -> None:
        """The conversation learns that one of the messages arrived."""
        note, message_id = self.unmarked.pop(index)
        self.sees(self.desk.sent(self.chat_id, note, message_id, certain))

    def button(self, action: str) -> str:
        """The data of the newest button of an action."""
        return next(data for _, data in reversed(self.shown) if data.split(":")[0] == action)

    # What is stored

    def person(self) -> Person | None:
        return self.desk.turn(lambda tx: people.person_of_chat(tx, self.chat_id))

    def turn(self, tx: Tx) -> Turn:
        """A turn of the person now, for use cases called directly."""
        person, now = people.person_of_chat(tx, self.chat_id), self.desk.clock.now()
        assert person is not None
        return Turn(tx, person, self.desk.library, now, now, self.desk.rules)

    def state(self, competence: str) -> Practice:
        return self.desk.turn(lambda tx: states.load(self.turn(tx), competence))

    def stored(self, read: Callable[..., list[T]], *args: str) -> list[T]:
        """Rows of the person, read by a function of `bot.store.practice`."""
        person = self.person()
        return [] if person is None else self.desk.turn(lambda tx: read(tx, person.id, *args))

    def answers(self) -> list[rows.StoredAnswer]:
        """Every stored answer of the person, oldest first."""
        return self.stored(rows.all_answers)

    # What a pupil who knows the answers does

    def variant(self, competence: str) -> Variant:
        """The question on screen."""
        question = self.state(competence).question
        assert question is not None
        challenge = self.desk.library.challenge(question.challenge) or bank().challenge(question.challenge)
        assert challenge is not None
        return render(challenge, question.variant)

    def answers_one(self, competence: str, right: bool = True) -> list[Call]:
        """Answer the question on screen; wrong answers are «Je passe»."""
        if not right:
            return self.taps(self.about(competence, "skip"))
        variant = self.variant(competence)
        response = right_response(variant.key)
        if isinstance(response, str):
            return self.writes(response)
        if variant.kind is Kind.FIELDS:
            return [self._fills(str(part)) for part in response][-1]
        taps = [variant.tap(i, int(part)) if variant.left else int(part) for i, part in enumerate(response)]
        calls = [self.taps(self.about(competence, "choose", tap)) for tap in taps][-1]
        return calls if variant.kind is Kind.SINGLE else self.taps(self.about(competence, "validate"))

    def _fills(self, part: str) -> list[Call]:
        self.reads_all()  # the prompt of this field
        return self.writes(part)

    def right_text(self, competence: str) -> str:
        """What to write now to answer right; something else where buttons are asked for."""
        question, variant = self.state(competence).question, self.variant(competence)
        response = right_response(variant.key)
        assert question is not None
        if isinstance(response, list):
            return str(response[len(question.draft) % len(response)])
        return response

    def about(self, competence: str, action: str, *args: int | str) -> str:
        """The data of a button of the question on screen."""
        state = self.state(competence)
        assert state.assessment is not None
        assert state.question is not None
        return pack(action, competence, state.assessment, state.question.step, *args)

    def finishes(self, competence: str, right: bool = True) -> int:
        """Answer alike to the end of a positioning, not in haste; the number of answers given."""
        self.taps(f"begin:{competence}")
        given = 0
        while self.goes_on(competence):
            self.desk.clock.advance(timedelta(seconds=20))
            self.answers_one(competence, right)
            given += 1
        return given

    def is_asked(self, challenge: Challenge, competence: str, variant: int = 0) -> None:
        """Put a challenge of our choice on screen, in place of the one that was chosen."""
        state = self.state(competence)
        assert state.question is not None
        question = replace(state.question, challenge=challenge.id, variant=variant)
        asked = replace(state, question=question)
        self.desk.turn(lambda tx: states.save(self.turn(tx), asked))

    def goes_on(self, competence: str) -> bool:
        """Pass the checkpoint, if it is one; False when the positioning has ended."""
        state = self.state(competence)
        if state.assessment is not None and state.question is None:
            self.taps(pack("proceed", competence, state.assessment, state.step))
        return self.state(competence).question is not None


def read(calls: list[Call]) -> str:
    """All that the person reads in these calls."""
    return "\n".join(words(call) for call in calls)
