"""The planner, the letters and the sender of a desk: what is due happens when it is told to."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.handlers.conversation import Conversation
from bot.store import outbox, plans
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.outbox import OutboxRow
from bot.store.plans import PlanRow
from bot.store.times import to_ms
from bot.transport.calls import Call
from bot.transport.parcel import Fate
from bot.usecases.reminders import expanding, letters, planning
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import person_id

Letter = tuple[int, list[Call]]


@dataclass
class Postman:
    """Carries letters; `carried` has every one that arrived, with its chat."""

    desk: Desk
    carried: list[Letter] = field(default_factory=list)

    def plans(self, *campaigns: Campaign) -> None:
        """Their teacher published, or changed, these campaigns."""
        for each in campaigns:
            self.desk.turn(partial(planning.sync, campaign_id=each.id, now=self.desk.clock.now()))

    def reminds(self, campaign: Campaign, pupils: str = "3,1,0", words: str = "") -> None:
        """Its teacher wants other reminders, for pupils alone."""
        row = PlanRow(pupils, "", words, 0)
        self.desk.turn(partial(plans.put, campaign_id=campaign.id, plan=row))
        self.plans(campaign)

    def until(self, at: datetime) -> None:
        """The clock moves on to that moment, and what is due then is done."""
        self.desk.clock.advance(at - self.desk.clock.now())
        self.works()

    def works(self, fate: Fate = Fate.SENT) -> None:
        """Everything that is due now is planned, opened and sent."""
        self.makes_notices()
        for row in self.opens():
            self.carries(row, fate)

    def makes_notices(self) -> None:
        while self.desk.turn(partial(expanding.step, now=self.desk.clock.now())):
            pass

    def opens(self) -> list[OutboxRow]:
        """Letters that nobody wrote yet."""
        return self.desk.turn(partial(letters.open_due, now=self.desk.clock.now(), most=100))

    def carries(self, row: OutboxRow, fate: Fate = Fate.SENT) -> list[Call]:
        """A letter is written and sent, with this fate; no calls when there was nothing to say any more."""
        calls = self.begins(row)
        if calls:
            self.ends(row, fate)
            if fate is Fate.SENT:
                self.carried.append((row.chat_id, calls))
        return calls

    def begins(self, row: OutboxRow) -> list[Call]:
        """A letter is written, as the sender has it written."""

        def begun(tx: Tx) -> list[Call]:
            assert outbox.begin(tx, row, to_ms(self.desk.clock.now()))
            calls = list(self._conversation().compose(tx, row))
            if not calls:
                outbox.done(tx, row)
            return calls

        return self.desk.turn(begun)

    def ends(self, letter: OutboxRow, fate: Fate) -> None:
        def ended(tx: Tx) -> None:
            if fate is Fate.UNCERTAIN:  # found by who looks for what a crash left
                (row,) = [each for each in outbox.waiting(tx, 1000) if each.id == letter.id]
            else:
                row = letter
            if fate is Fate.GONE:
                self._conversation().unreachable(tx, row.chat_id)
            self._conversation().fate(tx, row, fate)
            outbox.done(tx, row)

        self.desk.turn(ended)

    def reaches(self, phone: Phone) -> str:
        """All that arrived for somebody since the last time: they see it, and can tap it."""
        found = [calls for chat_id, calls in self.carried if chat_id == phone.chat_id]
        self.carried = [each for each in self.carried if each[0] != phone.chat_id]
        for calls in found:
            phone.sees(calls)
        return "\n".join(read(calls) for calls in found)

    def fates(self, phone: Phone) -> list[str | None]:
        """How what somebody was to be told ended, in the order of their notices."""
        rows = self.desk.sql(f"select fate from notice where person_id = {person_id(phone)} order by id")  # noqa: S608  # a number
        return [row[0] for row in rows]

    def _conversation(self) -> Conversation:
        return Conversation(self.desk.library, self.desk.clock, self.desk.rules)
