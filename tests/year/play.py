"""Plays a world: whatever happens is done to the product and to the model, and every letter compared."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.year import events as e
from tests.year.days import DAY
from tests.year.events import Name
from tests.year.model import NEWS, Letter, Model, Told
from tests.year.stage import Sent, Stage

STAYS = timedelta(milliseconds=1)
DIGESTS = {"week", "week_staff"}
SCORE = re.compile(r"\d\s*%")


@dataclass
class Play:
    """What came of it: `stories` of what went wrong, and how much there was."""

    stories: list[str] = field(default_factory=list)
    letters: int = 0
    told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    zones: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    ticks: int = 0
    perhaps: int = 0  # told where the rules leave it open
    people: set[Name] = field(default_factory=set)


class Director:
    def __init__(self, world: e.World, begins: datetime, ends: datetime, extra: int = 0) -> None:
        self.world, self.ends = world, ends
        self.stage, self.model = Stage(world, begins), Model(world, begins)
        self.result = Play()
        self._diary: dict[Name, list[str]] = defaultdict(list)
        self._days: set[tuple[Name, date]] = set()  # who had a letter that no nudge made, and when
        span = (ends - begins).total_seconds()
        random = Random(1)
        self._whims = sorted(begins + timedelta(seconds=random.random() * span) for _ in range(extra))

    async def play(self) -> Play:
        """To the end."""
        events = iter(self.world.events)
        event = next(events, None)
        while (now := self._next(event)) < self.ends:
            self.stage.moves_to(now)
            while event is not None and event.at <= now:
                if self.model.register.accepts(event):
                    self._write_down(event)
                    self.stage.happens(event)
                    self.model.happens(event)
                event = next(events, None)
            if not any(a <= now < b for a, b in self.world.away):
                await self._tick(now)
        return self.result

    def _next(self, event: e.Event | None) -> datetime:
        """The next moment at which anything is to be expected; and some at which nothing is."""
        now = self.stage.clock.now()
        moments = [self.ends if event is None else event.at, self.model.next_due(), self.stage.next_due()]
        while self._whims and self._whims[0] <= now:
            self._whims.pop(0)
        moments += self._whims[:1]
        found = max(min(each for each in moments if each is not None), now + STAYS)
        back = next((b for a, b in self.world.away if a <= found < b), found)
        return back if event is None else min(back, max(event.at, found))

    async def _tick(self, now: datetime) -> None:
        self.result.ticks += 1
        wanted = {each.person: each for each in self.model.wake(now)}
        for sent in await self.stage.ticks():
            self._came(sent, wanted.pop(sent.person, Letter(sent.person)), now)
        for letter in wanted.values():
            if letter.must:
                self._tell("did not come", letter.person, letter.must, set(), now)

    def _came(self, sent: Sent, letter: Letter, now: datetime) -> None:
        """A letter, beside the one expected."""
        told = set(sent.told)
        self.result.letters += 1
        zone = self.stage_zone(sent)
        self.result.zones[zone] += 1
        for each in told:
            self.result.told[each.kind] += 1
        if missing := letter.must - told:
            self._tell("left something out", sent.person, letter.must, told, now, missing)
        silent = {
            each for each in told if each.kind in DIGESTS and len(told) > 1
        }  # it may have no words of its own
        if extra := told - letter.must - letter.may - silent:
            self._tell("told too much", sent.person, letter.must, told, now, extra)
        self.result.perhaps += len(told & letter.may)
        self.result.people.add(sent.person)
        self._check(sent, told, now)
        self._diary[sent.person].append(f"{self._at(now, sent.school)}  is told {_words(told)}")
        self.model.was_told(sent.person, told, now)

    def stage_zone(self, sent: Sent) -> str:
        return self.model.register.wall(sent.school).zone

    def _check(self, sent: Sent, told: set[Told], now: datetime) -> None:
        """What holds for every letter, whatever was expected."""
        register, person = self.model.register, sent.person
        wishes, wall = register.wishes[person], register.wall_of(person, sent.school)
        wrong = []
        if not wall.is_open(now):
            wrong.append("in quiet hours")
        if wishes.stopped or any(each.campaign in wishes.muted for each in told if each.kind not in NEWS):
            wrong.append("after opting out")
        if any(each.child and each.child not in register.children(person) for each in told):
            wrong.append("about somebody whom they do not follow")
        if any(
            each.kind in ("reminder", "nudge", "opening")
            and register.has_finished(each.child or person, each.campaign)
            for each in told
        ):
            wrong.append("though it was finished")
        wrong += self._scores(sent, now)
        if all(each.kind != "nudge" for each in told):
            today = (person, wall.day(now))
            wrong += ["a second time that day"] if today in self._days else []
            self._days.add(today)
        for each in wrong:
            self._tell(f"came {each}", person, set(), told, now, told)

    def _scores(self, sent: Sent, now: datetime) -> list[str]:
        results = [each for each in sent.told if each.kind == "result"]
        attempts = [self.model.register.attempts[each.child, each.campaign] for each in results]
        if any(each.done is None or now < each.done + DAY for each in attempts):
            return ["with a result on its first day"]
        guardian = sent.person.startswith("parent")
        return ["with a score nobody shared"] if guardian and not results and SCORE.search(sent.text) else []

    # Stories

    def _write_down(self, event: e.Event) -> None:
        names = {value for key, value in vars_of(event) if isinstance(value, str) and " " in value}
        names |= {event.campaign.name} if isinstance(event, e.Publishes) else set()
        if person := getattr(event, "person", None):
            names = {person}
        words = shown(event)
        for name in names:
            school = next(iter(self.model.register.schools))
            self._diary[name].append(f"{self._at(event.at, school)}  {words}")

    def _tell(
        self,
        what: str,
        person: Name,
        must: set[Told],
        told: set[Told],
        now: datetime,
        about: set[Told] | None = None,
    ) -> None:
        register = self.model.register
        about = must if about is None else about
        campaigns = {each.campaign for each in about if each.campaign in register.campaigns}
        school = register.school_of(min(campaigns)) if campaigns else min(register.schools)
        lines = [
            f"A letter {what}: {person}, {self._at(now, school)}",
            f"  expected: {_words(must)}",
            f"  came:     {_words(told)}",
        ]
        for name in [
            person,
            *sorted({each.child for each in about} - {""}),
            *sorted({t.campaign for t in about} - {""}),
        ]:
            lines += [f"  {name}:", *(f"    {each}" for each in self._diary[name][-8:])]
        self.result.stories.append("\n".join(lines))

    def _at(self, at: datetime, school: Name) -> str:
        zone = self.model.register.wall(school).zone
        return f"{at.astimezone(ZoneInfo(zone)):%a %d %b %Y %H:%M:%S} ({zone})"


def vars_of(event: e.Event) -> list[tuple[str, object]]:
    return [(key, getattr(event, key)) for key in event.__dataclass_fields__]


def shown(event: e.Event) -> str:
    """An event on one line."""
    words = ", ".join(f"{key}={_shown(value)}" for key, value in vars_of(event) if key != "at")
    return f"{type(event).__name__}: {words}"


def _words(told: set[Told]) -> str:
    shown = (" ".join(filter(None, (each.kind, each.campaign, each.child))) for each in sorted(told))
    return "; ".join(shown) or "nothing"


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%a %d %b %H:%M} UTC"
    if isinstance(value, e.Campaign):
        return ", ".join(f"{key}={_shown(getattr(value, key))}" for key in value.__dataclass_fields__)
    return str(value)


async def play(world: e.World, begins: datetime, ends: datetime, extra: int = 0) -> Play:
    """Play a world from a moment to another, with so many moments at which nothing is due."""
    return await Director(world, begins, ends, extra).play()
