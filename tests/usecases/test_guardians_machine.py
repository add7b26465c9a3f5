"""Whatever a pupil and the adults around her do: one invitation is for one person, and four follow."""

import re
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.transport.callback import pack
from bot.transport.calls import Call
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.rostering import told
from tests.usecases.schooling import Schooling, person_id
from tests.views.acceptable import refusals

ADULTS = 7
some_adult = st.integers(0, ADULTS - 1)
some_link = st.integers(0, 99)
WEEK = timedelta(days=7)


class Invitations(RuleBasedStateMachine):
    """A pupil, a classmate and seven adults; beside them, a plain model of who follows."""

    @initialize()
    def begins(self) -> None:
        self.desk = Desk()
        school = Schooling(self.desk)
        room = school.classroom(school.teacher())
        self.lea, self.hugo = Phone(self.desk), Phone(self.desk)
        self.lea.settles()
        self.hugo.settles()
        self.letter = school.enrols(room, "Léa Martin", self.lea)
        school.enrols(room, "Hugo Petit", self.hugo)
        self.adults = [Phone(self.desk) for _ in range(ADULTS)]
        for each in self.adults:
            each.settles(role="guardian")
        self.made: list[str] = []  # every link ever given, the first one first
        self.open: dict[str, float] = {}  # those that can be used, and until when
        self.users: dict[str, Phone] = {}
        self.invited: set[Phone] = set()
        self.by_letter: set[Phone] = set()

    def _now(self) -> float:
        return self.desk.clock.now().timestamp()

    def _followers(self) -> set[Phone]:
        return self.invited | self.by_letter

    def _sees(self, calls: list[Call]) -> str:
        self.desk.sql("delete from wrong_code")  # who tries dead links too often waits: another story
        assert [refusals(call) for call in calls if refusals(call)] == []
        return read(calls)

    @rule()
    def she_makes_a_link(self) -> None:
        self.desk.clock.advance(timedelta(seconds=10))
        found = re.findall(r"start=r-([\w-]+)", self._sees(self.lea.taps("g_invite")))
        if len(self._followers()) >= 4:
            assert found == []
            return
        (token,) = found
        if len(self.open) == 4:
            del self.open[next(iter(self.open))]
        self.made.append(token)
        self.open[token] = self._now() + WEEK.total_seconds()

    @rule()
    def she_cancels(self) -> None:
        self._sees(self.lea.taps("g_cancel"))
        self.open.clear()

    @precondition(lambda self: self.made)
    @rule(who=some_adult, which=some_link)
    def an_adult_accepts(self, who: int, which: int) -> None:
        adult, token = self.adults[who], self.made[which % len(self.made)]
        before = self._followers()
        said = self._sees(adult.taps(pack("g_follow", token)))
        came = "Vous suivez maintenant Léa" in said
        assert came == (adult not in before and token in self.open and len(before) < 4)
        if came:
            assert token not in self.users
            self.users[token] = adult
            del self.open[token]
            self.invited.add(adult)
        assert len(told(self.lea)) == came

    @rule(who=some_adult)
    def an_adult_accepts_by_the_letter(self, who: int) -> None:
        adult, before = self.adults[who], self._followers()
        token = self.letter.guardian_selector + self.letter.guardian_secret
        came = "Vous suivez maintenant Léa" in self._sees(adult.taps(pack("k_follow", token)))
        assert came == (adult not in self.by_letter and len(before - {adult}) < 4)
        if came:
            self.by_letter.add(adult)
        told(self.lea)

    @precondition(lambda self: self.made)
    @rule(which=some_link)
    def a_classmate_or_she_tries(self, which: int) -> None:
        token = self.made[which % len(self.made)]
        for phone in (self.hugo, self.lea):
            assert "maintenant" not in self._sees(phone.taps(pack("g_follow", token)))

    @rule(who=some_adult)
    def she_removes(self, who: int) -> None:
        adult = self.adults[who]
        self._sees(self.lea.taps(pack("g_remove", person_id(adult), 1)))
        removed = adult in self.invited and adult not in self.by_letter
        self.invited -= {adult} if removed else set()
        assert len(told(adult)) == removed

    @rule(who=some_adult)
    def an_adult_stops(self, who: int) -> None:
        adult = self.adults[who]
        self._sees(adult.taps(pack("g_stop", f"c{person_id(self.lea)}", 1)))
        self.invited.discard(adult)
        self.by_letter.discard(adult)

    @rule(who=some_adult)
    def an_adult_erases_everything(self, who: int) -> None:
        adult = self.adults[who]
        adult.erases()
        adult.settles(role="guardian")
        self.invited.discard(adult)
        self.by_letter.discard(adult)

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.desk.clock.advance(timedelta(hours=hours))
        self.open = {token: until for token, until in self.open.items() if until > self._now()}

    @invariant()
    def the_model_holds(self) -> None:
        if not hasattr(self, "desk"):
            return
        stored = self.desk.sql("select person_id from guardian union select person_id from follower")
        assert {id_ for (id_,) in stored} == {person_id(each) for each in self._followers()}
        assert len(stored) <= 4
        now = int(self._now() * 1000)
        waiting = self.desk.sql("select selector, expires_at from guardian_invitation where used_at is null")
        still = {selector for selector, until in waiting if until > now}
        assert still == {token[:8] for token in self.open}
        assert len(still) <= 4

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()


Invitations.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestInvitations = Invitations.TestCase
