"""The product on a stage: what happens is done to its database, its ticks run when the clock says so.

Between the planner and Telegram stands a postman, who does with a letter what the sender does: begin it,
have it written, tell how it ended.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import count
from random import Random
from typing import Any, TypeVar, cast

from bot.clock import FrozenClock
from bot.content import Library
from bot.handlers.conversation import Conversation
from bot.store import campaigns, classes, guardians, notices, outbox, participation, people, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.ids import Ids
from bot.store.migrate import known_migrations, migrate
from bot.store.notices import Notice
from bot.store.outbox import OutboxRow
from bot.store.people import Person
from bot.store.queries import Dialect, Statements
from bot.store.schools import WritingRules
from bot.store.times import from_ms, to_ms
from bot.store.transaction import Transaction
from bot.transport.calls import Call, Lane
from bot.transport.parcel import Fate
from bot.transport.sender import Sender
from bot.usecases.campaigns import targets
from bot.usecases.participation.results import CampaignResult
from bot.usecases.reminders import planning, plans, telling
from bot.usecases.reminders.hours import Hours
from bot.usecases.turn import Rules, Turn
from scheduler.letters import Letters
from scheduler.planner import Planner
from tests.usecases.desk import bank
from tests.views.acceptable import words
from tests.year import events as e
from tests.year.days import Week
from tests.year.events import Name
from tests.year.model import Told

T = TypeVar("T")
ROOM = {Lane.REMINDERS: 5_000}


@dataclass(frozen=True)
class Sent:
    """A letter as the postman carries it."""

    person: Name
    school: Name  # of the first thing it tells
    told: tuple[Told, ...]
    text: str


class Database:
    """A store in memory whose turns take no time: `bot.store.base.Store`, as far as ticks need it."""

    exclusive = True

    def __init__(self, clock: FrozenClock) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None, cached_statements=512)
        _template().backup(self._db)
        self._db.execute("pragma foreign_keys = on")
        self._tx = Transaction(
            self._db.execute, Statements(Dialect.SQLITE), Ids(clock, Random(0).getrandbits)
        )

    def do(self, fn: Callable[..., T], *args: Any) -> T:
        """Run `fn(tx, …)` in a transaction; what it raises undoes it."""
        self._db.execute("begin")
        try:
            result = fn(self._tx, *args)
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")
        return result

    def look(self, statement: str) -> int | None:
        """A number that a statement finds."""
        found = self._db.execute(statement).fetchone()
        return None if found is None else cast("int | None", found[0])

    async def turn(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        return self.do(lambda tx: fn(tx, *args, **kwargs))

    read = turn

    async def close(self) -> None:
        self._db.close()


@cache
def _template() -> sqlite3.Connection:
    """An empty database, migrated once."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    migrate(made.execute, ("begin immediate",), known_migrations(), 0)
    return made


class Postman:
    """Where letters go instead of the sender."""

    def __init__(self) -> None:
        self.bag: list[OutboxRow] = []

    def room(self) -> dict[Lane, int]:
        return ROOM

    def send(self, row: OutboxRow) -> None:
        self.bag.append(row)


class Stage:
    """One world, played."""

    def __init__(self, world: e.World, begins: datetime, library: Library | None = None) -> None:
        self.clock = FrozenClock(begins)
        self.database = Database(self.clock)
        self._library = library or bank()
        self._talk = Conversation(self._library, self.clock, Rules())
        self._postman = Postman()
        sender = cast("Sender", self._postman)
        self._planner = Planner(self.database, self.clock, _no_time)
        self._letters = Letters(self.database, sender, self.clock, _no_time)
        self._chats = count(1)
        self._ids: dict[Name, int] = {}
        self._names: dict[int, Name] = {}
        self._lines: dict[Name, Pupil] = {}
        self._blocking: set[Name] = set()
        self.database.do(self._furnish, world)

    # What there is on the first day

    def _furnish(self, tx: Tx, world: e.World) -> None:
        for school in world.schools:
            made = schools.add(tx, school.name, school.wall.zone, "college", self._now)
            self._named(school.name, made.id)
            rules = WritingRules(school.wall.calendar, _hours(school.wall.week))
            schools.put_writing_rules(tx, made.id, rules)
        for role, names in (
            ("pupil", world.pupils),
            ("guardian", world.guardians),
            ("teacher", world.teachers),
        ):
            for name in names:
                self._settle(tx, name, role, world.hours.get(name))
        for name, school_name in world.teachers.items():
            schools.put_member(tx, self._ids[name], self._ids[school_name], "teacher", name, self._now)
        leader = self._ids[next(iter(world.teachers))]
        for room, school_name in world.rooms.items():
            code = f"C{len(self._ids)}"
            made_room = Classroom(tx.new_id(), self._ids[school_name], room, "6e", code, self._now, None)
            classes.add(tx, made_room, leader)
            self._named(room, made_room.id)
        for line in world.lines:
            self._enrol(tx, line)
        for guardian, line_name in world.by_letter:
            classes.add_guardian(tx, self._ids[line_name], self._ids[guardian], self._now)
        for guardian, pupil in world.by_pupil:
            guardians.follow(tx, self._ids[guardian], self._ids[pupil], self._now)

    def _settle(self, tx: Tx, name: Name, role: str, own: Week | None) -> None:
        person = people.meet(tx, next(self._chats), self._now)
        people.set_role(tx, person, role)  # type: ignore[arg-type]  # one of three
        people.set_device(tx, person, "phone")
        self._named(name, person.id)
        if own is not None:
            notices.prefer(tx, person.id, notices.Preference(hours=_hours(own)))

    def _enrol(self, tx: Tx, line: e.Line) -> None:
        id_ = tx.new_id()
        selectors = (f"{line.name}.{each}" for each in ("s", "x", "g", "y"))
        kept = Pupil(self._ids[line.room], id_, line.name, "Prénom", line.name, None, None, *selectors,
                     self._now, None)  # fmt: skip
        classes.add_pupil(tx, kept)
        self._named(line.name, id_)
        self._lines[line.name] = kept
        if line.pupil is not None:
            classes.link(tx, id_, self._ids[line.pupil], self._now)

    def _named(self, name: Name, id_: int) -> None:
        self._ids[name], self._names[id_] = id_, name

    @property
    def _now(self) -> int:
        return to_ms(self.clock.now())

    # What happens

    def moves_to(self, at: datetime) -> None:
        """The clock."""
        self.clock.advance(at - self.clock.now())

    def happens(self, event: e.Event) -> None:
        """Do it to the database, as the use cases do."""
        self.database.do(self._do, event)

    def _do(self, tx: Tx, event: e.Event) -> None:  # noqa: PLR0912, PLR0915  # one case for each sort of event
        now, ids = self.clock.now(), self._ids
        match event:
            case e.Publishes(_, made):
                self._publish(tx, made)
            case e.Changes():
                self._change(tx, event)
            case e.Plans(_, campaign, pupils, families):
                before = plans.load(tx, ids[campaign])
                plans.save(tx, ids[campaign], replace(before, pupils=pupils, guardians=families))
                planning.sync(tx, ids[campaign], now)
            case e.Adds(_, campaign, room):
                campaigns.put_class(tx, ids[campaign], ids[room])
                planning.sync(tx, ids[campaign], now)
                planning.given(tx, ids[campaign], now)
            case e.Begins(_, person, campaign, line):
                self._begin(tx, event)
            case e.Finishes(_, person, campaign, mastery):
                self._finish(tx, person, campaign, mastery)
            case e.Shares(_, person, campaign):
                attempt = participation.attempts(tx, ids[person], ids[campaign])[0].id
                guardians.share_result(tx, ids[person], attempt, self._now)
                telling.result_shared(self._turn(tx, person), ids[campaign], attempt)
            case e.Nudges(_, campaign, person):
                found = _found(campaigns.find(tx, ids[campaign]))
                telling.nudge(self._turn(tx, _found(campaigns.leaders(tx, found.id))), found, ids[person])
            case e.Joins(_, line, person):
                kept = self._lines[line]
                classes.link(tx, kept.id, ids[person], self._now)
                participation.keep(tx, ids[person], kept.class_id, kept.id, kept.name)
                planning.joined(tx, kept, ids[person], now)
            case e.Leaves(_, line, back):
                classes.set_aside(tx, ids[line], None if back else self._now)
                if back:
                    kept = _found(classes.pupil(tx, ids[line]))
                    planning.joined(tx, kept, kept.person_id, now)
            case e.Follows(_, guardian, line, pupil):
                self._follow(tx, guardian, line, pupil)
            case e.Unlinks(_, guardian, line, pupil):
                if line is not None:
                    classes.remove_guardian(tx, ids[line], ids[guardian])
                else:
                    guardians.unfollow(tx, ids[guardian], ids[str(pupil)])
            case e.Erases(_, person):
                people.erase(tx, self._person(tx, person))
            case e.Blocks(_, person, on, silently):
                self._blocking = self._blocking - {person} | ({person} if on and silently else set())
                people.set_reachable(tx, self._person(tx, person).chat_id, not on or silently)
            case e.Mutes(_, person, campaign):
                notices.mute(tx, ids[person], ids[campaign], self._now)
            case e.Stops(_, person, on):
                self._prefer(tx, person, stopped_at=self._now if on else None)
            case e.Pauses(_, person, until):
                self._prefer(tx, person, paused_until=to_ms(until))
            case e.Weekly(_, person, on):
                self._prefer(tx, person, weekly=int(on))

    def _publish(self, tx: Tx, made: e.Campaign) -> None:
        id_ = tx.new_id()
        kept = Campaign(
            id=id_,
            school_id=self._ids[made.school],
            code=f"P{len(self._ids)}",
            name=made.name,
            target=targets.write_topics({"motdepasse": 4, "hameconnage": 4}, 8),
            mode="training",
            open_to_all=1,
            opens_at=None if made.opens is None else to_ms(made.opens),
            deadline_at=None if made.deadline is None else to_ms(made.deadline),
            late_allowed=1,
            retries=1,
            start_words="",
            end_words="",
            teacher=made.leaders[0],
            created_at=self._now,
            published_at=self._now,
            closed_at=None,
            archived_at=None,
        )
        campaigns.add(tx, kept, self._ids[made.leaders[0]])
        for leader in made.leaders[1:]:
            campaigns.add_leader(tx, id_, self._ids[leader], self._now)
        for room in made.rooms:
            campaigns.put_class(tx, id_, self._ids[room])
        self._named(made.name, id_)
        plans.save(tx, id_, plans.Plan(made.pupils, made.guardians, "", made.results))
        planning.sync(tx, id_, self.clock.now())

    def _change(self, tx: Tx, event: e.Changes) -> None:
        kept = _found(campaigns.find(tx, self._ids[event.campaign]))
        closed = self._now if kept.closed_at is None else kept.closed_at
        match event.what:
            case "deletes":
                campaigns.delete(tx, kept.id)
                return
            case "deadline":
                kept = replace(kept, deadline_at=None if event.deadline is None else to_ms(event.deadline))
            case "closes":
                kept = replace(kept, closed_at=closed)
            case "reopens":
                kept = replace(kept, closed_at=None)
            case "archives":
                kept = replace(kept, closed_at=closed, archived_at=self._now)
        campaigns.save(tx, kept)
        planning.sync(tx, kept.id, self.clock.now())

    def _begin(self, tx: Tx, event: e.Begins) -> None:
        person, campaign = self._ids[event.person], self._ids[event.campaign]
        line = None if event.line is None else self._ids[event.line]
        participation.begin(tx, person, tx.new_id(), campaign, line, event.person, 1, self._now)
        if line is None:
            planning.began(tx, campaign, person, self.clock.now())

    def _finish(self, tx: Tx, person: Name, campaign: Name, mastery: int) -> None:
        found = _found(campaigns.find(tx, self._ids[campaign]))
        attempt = participation.attempts(tx, self._ids[person], found.id)[0].id
        late = found.deadline_at is not None and found.deadline_at < self._now
        participation.complete(
            tx,
            self._ids[person],
            attempt,
            late=late,
            mastery=mastery,
            result=_result(mastery),
            now_ms=self._now,
        )
        participation.send(tx, self._ids[person], attempt, self._now)
        telling.completed(self._turn(tx, person), found, attempt)

    def _follow(self, tx: Tx, guardian: Name, line: Name | None, pupil: Name | None) -> None:
        if line is not None:
            classes.add_guardian(tx, self._ids[line], self._ids[guardian], self._now)
            kept = _found(classes.pupil(tx, self._ids[line]))
            planning.followed(tx, self._ids[guardian], kept.person_id, kept, self.clock.now())
        else:
            child = self._ids[str(pupil)]
            guardians.follow(tx, self._ids[guardian], child, self._now)
            planning.followed(tx, self._ids[guardian], child, None, self.clock.now())

    def _prefer(self, tx: Tx, person: Name, **columns: int | None) -> None:
        before = notices.preference(tx, self._ids[person])
        notices.prefer(tx, self._ids[person], replace(before, **columns))  # type: ignore[arg-type]  # its columns

    def _person(self, tx: Tx, name: Name) -> Person:
        return _found(people.find(tx, self._ids[name]))

    def _turn(self, tx: Tx, who: Name | campaigns.Colleague) -> Turn:
        id_ = self._ids[who] if isinstance(who, str) else who.person_id
        now = self.clock.now()
        return Turn(tx, _found(people.find(tx, id_)), self._library, now, now, Rules())

    # Time goes by

    def next_due(self) -> datetime | None:
        """When the product itself would look next."""
        found = self.database.look(
            "select min(at) from (select min(due_at) as at from occasion where done_at is null "
            "union all select min(due_at) from notice where letter_id is null and ended_at is null)"
        )
        return None if found is None else from_ms(found)

    async def ticks(self) -> list[Sent]:
        """The scheduler's ticks of this moment, and every letter that leaves."""
        sent: list[Sent] = []
        for _ in range(50):
            await self._planner.tick()
            await self._letters.tick()
            bag, self._postman.bag = self._postman.bag, []
            for row in bag:
                sent += self.database.do(self._carried, row)
            due = self.next_due()
            if not bag and (due is None or due > self.clock.now()):
                return sent
        raise AssertionError(f"at {self.clock.now()} the planner finds no end")

    def _carried(self, tx: Tx, row: OutboxRow) -> list[Sent]:
        assert outbox.begin(tx, row, self._now)
        calls = self._talk.compose(tx, row)
        if not calls:
            outbox.done(tx, row)
            return []
        carried = notices.of_letter(tx, row.id)
        person = _found(people.person_of_chat(tx, row.chat_id))
        name = self._names[person.id]
        gone = name in self._blocking
        if gone:
            self._talk.unreachable(tx, row.chat_id)
        self._talk.fate(tx, row, Fate.GONE if gone else Fate.SENT)
        outbox.done(tx, row)
        told = tuple(self._told(tx, each) for each in carried)
        return [Sent(name, self._names[carried[0].school_id], told, _text(calls))]

    def _told(self, tx: Tx, notice: Notice) -> Told:
        child = ""
        if notice.pupil_id is not None:
            line = _found(classes.pupil(tx, notice.pupil_id))
            child = self._names[line.person_id or line.id]
        elif notice.child_id is not None:
            child = self._names[notice.child_id]
        return Told(notice.kind, self._names.get(notice.campaign_id or 0, ""), child)


async def _no_time(_seconds: float) -> None:
    return None


def _hours(week: Week) -> str:
    return Hours(week.opens, week.closes, week.weekend, week.holidays).dump()


def _text(calls: tuple[Call, ...]) -> str:
    return "\n".join(words(call) for call in calls)


def _found(found: Any) -> Any:
    """What must be there."""
    if isinstance(found, list):
        return found[0]
    assert found is not None
    return found


@cache
def _result(mastery: int) -> str:
    return CampaignResult(mastery, 8, 4, 8, 4, "", "", (), {}, {}, ()).to_json()
