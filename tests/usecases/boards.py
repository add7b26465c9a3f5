"""The day of a sitting: candidates come, an invigilator watches over them; and what a tick rewrites."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.store import people
from bot.store.base import Tx
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases.certification import timing, watching
from bot.usecases.keys import SITTING_TEST
from bot.usecases.turn import Turn
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.rostering import told
from tests.usecases.sittings import Room, announced, becomes_certifiable

SURE = {"sb_allowall", "sb_end", "sb_endall", "sb_close"}  # what can't be undone
MINUTE, TICK = timedelta(minutes=1), timedelta(seconds=5)


@dataclass
class Day:
    """A sitting whose hour comes in ten minutes, and Mme Diallo, who organises it."""

    desk: Desk
    room: Room

    @property
    def diallo(self) -> Phone:
        return self.room.teacher

    def id_of(self, phone: Phone) -> int:
        return self.room.candidate(phone).id

    def opens(self, by: Phone | None = None) -> list[Call]:
        """An invigilator opens the list, in a message of its own."""
        phone = by or self.diallo
        return phone.taps(pack("sb_show", self.room.sitting_id), message_id=phone.next_message())

    def does(self, action: str, phone: Phone, *args: int | str, by: Phone | None = None) -> str:
        """An invigilator taps a button about the candidate of this phone; what is read then."""
        return plain((by or self.diallo).taps(pack(action, self.id_of(phone), *self._sure(action), *args)))

    def does_to_all(self, action: str, *args: int | str, by: Phone | None = None) -> str:
        """The same, about the whole sitting."""
        about = (self.room.sitting_id, *self._sure(action))
        return plain((by or self.diallo).taps(pack(action, *about, *args)))

    def _sure(self, action: str) -> tuple[int, ...]:
        """A yes carries when it was asked for: just now."""
        return (to_ms(self.desk.clock.now()),) if action in SURE else ()

    def enters(self, *phones: Phone) -> None:
        """These pupils give the code, say who they are, accept the rules."""
        for phone in phones:
            phone.writes(self.room.sitting.code)
            phone.taps(phone.button("sd_me"))
            phone.taps(phone.button("sd_accept"))

    def begins(self, *phones: Phone) -> None:
        """These pupils enter, are seen, let begin, and begin."""
        self.enters(*phones)
        for phone in phones:
            self.does("sb_see", phone, 1)
            self.does("sb_allow", phone, 1)
            told(phone)
            phone.taps(phone.button("sd_start"))

    def reports(self, phone: Phone) -> str:
        """A pupil reports a problem with the question on screen; what is read then."""
        phone.taps(phone.button("sc_report"))
        return plain(phone.taps(phone.button("sc_problem")))

    def answers(self, phone: Phone, *, right: bool = True) -> list[Call]:
        return phone.answers_one(self.test, right)

    @property
    def test(self) -> str:
        return SITTING_TEST + self.room.sitting.code

    def reads(self, phone: Phone) -> str:
        """What the turns of others told somebody since the last time."""
        return plain(told(phone))

    def waits(self, time: timedelta) -> None:
        self.desk.clock.advance(time)

    def ticks(self) -> dict[int, list[Call]]:
        """Five seconds later: the lists that are rewritten, by chat; ended tests are closed."""
        self.waits(TICK)
        now = self.diallo.desk.turn(lambda tx: self.diallo.turn(tx).now_ms)
        for due in self.desk.turn(partial(timing.due, now_ms=now)):
            self.desk.turn(partial(self._passes, person_id=due.person_id or 0, candidate_id=due.candidate_id))
        found = {}
        for who, sitting in self.desk.turn(partial(watching.due, now_ms=now)):
            chat_id, calls = self.desk.turn(partial(self._rewritten, person_id=who, sitting_id=sitting))
            if calls:
                found[chat_id] = calls
        return found

    def _passes(self, tx: Tx, person_id: int, candidate_id: int) -> None:
        timing.pass_by(self._turn(tx, person_id), candidate_id)

    def _rewritten(self, tx: Tx, person_id: int, sitting_id: int) -> tuple[int, list[Call]]:
        turn = self._turn(tx, person_id)
        board = watching.refresh(turn, sitting_id)
        showing = Showing(turn.person.chat_id, self.desk.library, adult=True)
        return turn.person.chat_id, list(present(showing, [board] if board else []))

    def _turn(self, tx: Tx, person_id: int) -> Turn:
        person, now = people.find(tx, person_id), self.desk.clock.now()
        assert person is not None
        return Turn(tx, person, self.desk.library, now, now, self.desk.rules)


def day(desk: Desk, pupils: int = 2, *, certifiable: int = 0) -> Day:
    """So many are summoned, and the first of them could be certified; everybody is at the door."""
    room = announced(desk, pupils)
    for phone in room.pupils[:certifiable]:
        becomes_certifiable(phone)
    room.comes_to_the_hour()
    desk.elsewhere.clear()
    return Day(desk, room)


def lines(calls: list[Call]) -> list[str]:
    """The candidates of a list, as they stand."""
    return [each for each in plain(calls).splitlines() if each.split(".")[0].isdigit()]


def newest(phone: Phone) -> int:
    """The id of the message whose buttons this person saw last."""
    return phone.shown[-1][0]
