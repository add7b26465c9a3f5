"""Anything two pupils may do, in any order: nothing is lost, nothing counts twice, nothing is refused."""

from collections import Counter
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pytest import approx

from bot.engine import skill_pix
from bot.store import campaigns
from bot.store import practice as rows
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.transport.events import Event, EventKind
from bot.usecases import asking
from bot.usecases.campaigns import targets
from bot.usecases.outcomes import EXPRESS
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of, rebuilt
from bot.usecases.replaying import replayed
from bot.usecases.states import HOUR_MS
from tests.usecases.desk import Desk, Phone, bank
from tests.usecases.taking import TARGET, begins, campaign_of
from tests.views.acceptable import refusals

CODES = sorted(bank().competences)
TRAINING, EXAM = "@ABCDEF234", "!ABCDEF567"
JOINT = [EXPRESS, TRAINING, EXAM]
TESTS = [*CODES, *JOINT]
COMMANDS = [
    "start", "express", "profil", "tutos", "reglages", "aide", "confidentialite", "mesdonnees", "supprimer",
    "signalements", "danser",
]  # fmt: skip
FORGED_PARTS = [
    "",
    "0",
    "1",
    "2",
    "-1",
    "zz",
    "zzzzzzzzzzz",
    "4.1",
    "express",
    TRAINING,
    EXAM,
    "@AAAAAA222",
    "9.9",
    "é",
    "~",
    "~2",
    "pupil",
    "01",
]
WAITS = [
    timedelta(seconds=2), timedelta(seconds=40), timedelta(minutes=10), timedelta(days=1),
    timedelta(days=4), timedelta(days=8), timedelta(days=400),
]  # fmt: skip

CHANGES = [("closed_at", None), ("closed_at", 0), ("deadline_at", 24), ("deadline_at", None)]

people = st.integers(0, 1)
codes = st.sampled_from(CODES)
tests = st.sampled_from(TESTS)
places = st.integers(0, 10**6)  # in a list of any length, counted from its newest
words = (
    st.text(max_size=30)
    | st.sampled_from(["12", "3,5", "oui", "<b>", "&amp;"])
    | st.just(4096).map(lambda length: "a" * length)
)


class Watched(Phone):
    """A phone whose every event is looked at: what came out, and what changed in the database."""

    everybody: "list[Watched]"

    def does(self, kind: EventKind, message_id: int | None, **details: Any) -> list[Call]:
        before = [(phone.answers(), phone.states()) for phone in self.everybody]
        calls = super().does(kind, message_id, **details)
        assert [(call, refusals(call)) for call in calls if refusals(call)] == []
        toasts = sum(call.method == "answerCallbackQuery" for call in calls)
        assert toasts == int(kind is EventKind.TAP)
        for phone, (answers, states) in zip(self.everybody, before, strict=True):
            now = phone.answers()
            if phone is self:
                _grew_by_one_at_most(answers, now, erased=phone.person() is None)
                _no_level_fell_at_once(states, phone.states())
                for new in [answer for answer in now if answer not in answers]:
                    (test,) = [code for code, each in states.items() if each.assessment == new.assessment_id]
                    assert _was_meant(self.last_event, states[test], new)
                    assert test in CODES or _only_learnt(test, states, phone.states(), new)
            else:
                assert (now, phone.states()) == (answers, states)
        return calls

    def states(self) -> dict[str, Practice]:
        return {} if self.person() is None else {code: self.state(code) for code in TESTS}


def _grew_by_one_at_most(before: list[rows.StoredAnswer], now: list[rows.StoredAnswer], erased: bool) -> None:
    assert erased or [answer for answer in now if answer in before] == before
    assert len(now) <= len(before) + 1


def _only_learnt(
    test: str, before: dict[str, Practice], now: dict[str, Practice], new: rows.StoredAnswer
) -> bool:
    """An answer of a test over several competences is evidence of its own, and changes nothing else.

    That of an exam changes nothing at all outside.
    """
    learnt = before[new.competence].learned(evidence_of(new))
    elsewhere = {} if test == EXAM else {new.competence: learnt}
    return {**now, test: before[test]} == {**before, **elsewhere}


def _was_meant(event: Event | None, before: Practice, new: rows.StoredAnswer) -> bool:
    """The button was of that very question; the text came after it."""
    assert event is not None
    if event.kind is EventKind.TAP:
        return (
            event.data.split(":")[1:4]
            == pack("x", before.competence, new.assessment_id, new.step).split(":")[1:]
        )
    floor = before.question.floor if before.question else None
    return floor is not None and (event.message_id or 0) >= floor


def _no_level_fell_at_once(before: dict[str, Practice], now: dict[str, Practice]) -> None:
    for code, state in now.items():
        if code in before and state.level < before[code].level and state.evidence:
            assert [each.correct for each in state.evidence[-2:]] == [False, False]


class PracticeMachine(RuleBasedStateMachine):
    """Two pupils at one desk; the messages of the bot are confirmed when the rules say so."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.people = [Watched(self.desk), Watched(self.desk)]
        for phone in self.people:
            phone.everybody = self.people
            phone.marks_at_once = False
        columns = {"target": targets.write_topics(TARGET, 8)}
        self.campaigns = {
            TRAINING: campaign_of(self.desk, code=TRAINING[1:], **columns),
            EXAM: campaign_of(self.desk, code=EXAM[1:], mode="exam", late_allowed=0, **columns),
        }

    def teardown(self) -> None:
        self.desk.close()

    @initialize(device=st.sampled_from(["phone", "computer"]), known=st.integers(0, 3), code=tests)
    def most_have_begun(self, device: str, known: int, code: str) -> None:
        """Somebody who has not said anything yet is the rare case."""
        for phone in self.people if known else self.people[:1]:
            phone.settles(device)
            self._begins(phone, code)

    @rule(who=people, role=st.sampled_from(["pupil", "teacher", "guardian"]), device=st.booleans())
    def says_who_they_are(self, who: int, role: str, device: bool) -> None:
        self.people[who].settles("computer" if device else "phone", role)

    @rule(who=people, name=st.sampled_from(COMMANDS), args=st.sampled_from(["", "ABCDEF234", "1"]))
    def commands(self, who: int, name: str, args: str) -> None:
        self.people[who].commands(name, args)

    @rule(who=people, code=tests)
    def begins(self, who: int, code: str) -> None:
        self._begins(self.people[who], code)

    def _begins(self, phone: Phone, code: str) -> None:
        """By its button; a campaign that does not run, as its landing page does."""
        if code in self.campaigns and phone.person() is not None and phone.state(code).assessment is None:
            begins(phone, self.campaigns[code])
        else:
            phone.taps(f"begin:{code}")

    @rule(code=st.sampled_from([TRAINING, EXAM]), change=st.sampled_from(CHANGES))
    def the_teacher_changes_a_campaign(self, code: str, change: tuple[str, int | None]) -> None:
        column, hours = change
        now = to_ms(self.desk.clock.now())
        value = "null" if hours is None else str(now + hours * HOUR_MS)
        id_ = self.campaigns[code].id
        self.desk.sql(f"update campaign set {column} = {value} where id = {id_}")  # noqa: S608  # ours
        changed = self.desk.turn(lambda tx: campaigns.find(tx, id_))
        assert changed is not None
        self.campaigns[code] = changed

    @rule(who=people, code=tests, rights=st.lists(st.booleans(), min_size=1, max_size=7))
    def works(self, who: int, code: str, rights: list[bool]) -> None:
        """Several answers in a row, as most pupils give them."""
        self._works(who, code, rights)

    @rule(who=people, rights=st.lists(st.booleans(), min_size=8, max_size=16))
    def draws_the_profile(self, who: int, rights: list[bool]) -> None:
        """A sitting of the «Profil express», or all of it."""
        self._works(who, EXPRESS, rights)

    def _works(self, who: int, code: str, rights: list[bool]) -> None:
        phone = self.people[who]
        self._begins(phone, code)
        for right in rights:
            phone.reads_all()
            if phone.person() is None or not phone.goes_on(code):
                return
            phone.reads_all()
            self.desk.clock.advance(timedelta(seconds=20))
            phone.answers_one(code, right)

    @rule(who=people, place=st.integers(0, 12) | places)
    def taps_any_button(self, who: int, place: int) -> None:
        phone = self.people[who]
        if phone.shown:
            message_id, data = phone.shown[-1 - place % len(phone.shown)]
            phone.taps(data, message_id)

    @rule(who=people, place=places, part=places, other=st.sampled_from(FORGED_PARTS) | st.text(max_size=4))
    def taps_a_forged_button(self, who: int, place: int, part: int, other: str) -> None:
        """Somebody's real data with one part changed; the button of another person, when nothing changes."""
        shown = [data for phone in self.people for _, data in phone.shown]
        if shown:
            parts = shown[-1 - place % len(shown)].split(":")
            parts[part % len(parts)] = other
            self.people[who].taps(":".join(parts))

    @rule(who=people, place=places)
    def taps_the_button_of_another(self, who: int, place: int) -> None:
        shown = self.people[1 - who].shown
        if shown:
            self.people[who].taps(shown[-1 - place % len(shown)][1])

    @rule(who=people, data=st.text(max_size=64))
    def taps_nonsense(self, who: int, data: str) -> None:
        self.people[who].taps(data)

    @rule(who=people, text=words, ago=st.sampled_from([0, 0, 5, 3600]))
    def types(self, who: int, text: str, ago: int) -> None:
        at = self.desk.clock.now().replace(microsecond=0) - timedelta(seconds=ago)
        phone = self.people[who]
        phone.does(EventKind.TEXT, phone.next_message(), text=text, at=at)

    @rule(
        who=people,
        code=tests,
        back=st.integers(0, 4),
        reply=st.none() | st.integers(0, 6),
        seen=st.booleans(),
    )
    def types_the_right_answer(self, who: int, code: str, back: int, reply: int | None, seen: bool) -> None:
        """To a question, maybe before it was shown; maybe in reply to another message."""
        phone = self.people[who]
        if seen:
            phone.reads_all()
        if phone.person() is not None and phone.state(code).question is not None:
            id_ = phone.next_message()
            phone.writes(phone.right_text(code), None if reply is None else max(1, id_ - reply), id_ - back)

    @rule(who=people, kind=st.sampled_from(["document", "other", "edited", "ignored"]))
    def sends_something_else(self, who: int, kind: str) -> None:
        phone = self.people[who]
        phone.does(EventKind(kind), phone.next_message(), text="?")

    @rule(who=people, blocked=st.booleans(), private=st.booleans())
    def blocks_or_comes_back(self, who: int, blocked: bool, private: bool) -> None:
        chat = {} if private else {"private": False, "chat_id": -5}
        self.people[who].does(EventKind.MEMBERSHIP, None, blocked=blocked, **chat)

    @rule(who=people)
    def the_same_update_comes_again(self, who: int) -> None:
        event = self.people[who].last_event
        assert event is None or self.desk.deliver(event) is None

    @rule(who=people, place=places, certain=st.booleans())
    def a_message_is_confirmed(self, who: int, place: int, certain: bool) -> None:
        phone = self.people[who]
        if phone.unmarked:
            phone.marks(place % len(phone.unmarked), certain)

    @rule(who=people)
    def messages_are_never_confirmed(self, who: int) -> None:
        self.people[who].unmarked.clear()

    @rule(who=people, code=tests)
    def a_lost_row_would_be_made_again(self, who: int, code: str) -> None:
        phone = self.people[who]
        if phone.person() is not None:
            kept = phone.state(code)
            again = phone.desk.turn(lambda tx: rebuilt(phone.turn(tx), code))
            assert _known(again) == _known(kept)

    @rule(who=people)
    def every_result_is_the_same_bytes_again(self, who: int) -> None:
        for stored in self.people[who].stored(rows.assessments):
            if stored.result is not None:
                assert self.desk.turn(partial(replayed, assessment_id=stored.id)).same

    @rule(by=st.sampled_from(WAITS))
    def time_passes(self, by: timedelta) -> None:
        self.desk.clock.advance(by)

    @precondition(lambda self: any(phone.answers() for phone in self.people))
    @rule(who=people, code=codes)
    def resets(self, who: int, code: str) -> None:
        self.people[who].taps(f"reset:{code}:2")

    @invariant()
    def steps_follow_one_another(self) -> None:
        for phone in self.people:
            for _, answers in groupby(phone.answers(), key=lambda answer: answer.assessment_id):
                steps = [answer.step for answer in answers]
                assert steps == list(range(1, len(steps) + 1))

    @invariant()
    def what_is_packed_agrees_with_the_answers(self) -> None:
        for phone in self.people:
            given_in = Counter(answer.assessment_id for answer in phone.answers())
            open_ = {a.competence: a.id for a in phone.stored(rows.assessments) if a.ended_at is None}
            for code, state in phone.states().items():
                assert state.assessment == open_.get(code)
                assert state.step == (given_in[state.assessment] if state.assessment else 0)
                assert state.question is None or state.question.step == state.step + 1
                counting = [] if code in JOINT else phone.stored(rows.counting_answers, code)
                if code == EXAM:
                    counting = [a for a in phone.answers() if a.assessment_id == (state.assessment or 0)]
                assert [evidence_of(answer) for answer in counting] == list(state.evidence)

    @invariant()
    def levels_are_made_of_validated_skills(self) -> None:
        for phone in self.people:
            for code, state in phone.states().items():
                worth = {} if code in JOINT else _pix_of_skills(code)
                assert state.pix == approx(min(64, sum(worth[skill] for skill in state.validated)))
                assert state.level == min(8, int((state.pix + 1e-9) // 8))

    @invariant()
    def the_screen_shows_a_running_competence(self) -> None:
        for phone in self.people:
            person = phone.person()
            if person is not None and person.screen not in {None, asking.DIALOG}:
                assert phone.state(person.screen).assessment is not None


def _known(state: Practice) -> tuple[Any, ...]:
    running = (state.assessment, state.step) if state.step else None
    return state.evidence, state.validated, state.pix, state.level, state.estimate, state.last_at, running


def _pix_of_skills(code: str) -> dict[str, float]:
    skills = list(bank().competences[code].skills)
    worth = skill_pix([skill.level for skill in skills])
    return {skill.id: float(pix) for skill, pix in zip(skills, worth, strict=True)}


TestPracticeMachine = PracticeMachine.TestCase
TestPracticeMachine.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
