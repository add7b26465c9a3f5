"""The test of a candidate, from «Commencer» to the last answer: both rule sets."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.content import Challenge, Library, load, render
from bot.content.schema import Needs
from bot.content.variant import what_is_seen
from bot.engine import Verdict
from bot.errors import NotAllowed
from bot.store import practice as rows
from bot.store.sittings import Question, RuleSet
from bot.transport.callback import pack
from bot.usecases import states
from bot.usecases.certification import opening
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import person_id
from tests.usecases.seating import TWO, Chair, seated, sitting_of, takes_place

BOTH = pytest.mark.parametrize("rules", ["profile", "adaptive"])


def seen_before(chair: Chair) -> set[str]:
    """What the candidate has met in positionings, as it was shown."""
    given = [each for each in chair.phone.answers() if each.assessment_id != chair.candidate.assessment_id]
    return {shown(chair, each.challenge, each.variant) for each in given}


def shown(chair: Chair, challenge_id: str, variant: int) -> str:
    challenge = chair.desk.library.challenge(challenge_id)
    assert challenge is not None
    return what_is_seen(render(challenge, variant))


def level(chair: Chair, question: Question) -> int:
    skill = chair.desk.library.skill(question.skill)
    assert skill is not None
    return skill.level


@BOTH
def test_a_test_from_the_first_question_to_the_last(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    first = read(chair.begins())
    of = chair.state.question.of if chair.state.question else 0
    assert f"Question 1 / {of} " in first
    assert "Temps restant : 1 h 45" in first.replace("\u00a0", " ")
    said = "".join(read(chair.answers(number % 3 > 0)) for number in range(of - 1))
    for number in range(2, of + 1):
        assert f"Question {number} / {of}" in said
    assert not any(word in said for word in ("✅ ", "❌", "Étape", "Bravo", "Niveau", "📘"))
    over = read(chair.answers())
    assert "C'est fini" in over
    assert "session d'entraînement" in over
    assert (chair.candidate.ended_for, len(chair.given)) == ("finished", of)
    assert [each.step for each in chair.questions] == [each.step for each in chair.given]
    assert chair.progress == (of, of)


@BOTH
def test_data_is_never_what_the_candidate_saw(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    before = seen_before(chair)
    chair.begins()
    chair.answers_all()
    asked = [shown(chair, each.challenge, each.variant) for each in chair.questions]
    assert len(set(asked)) == len(asked)
    assert not set(asked) & before


@BOTH
def test_nothing_changes_outside(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    phone = chair.phone
    before = {code: phone.state(code) for code in TWO}, phone.stored(rows.all_tutorials)
    profile = read(phone.commands("profil"))
    chair.begins()
    chair.answers_all(right=0)
    assert ({code: phone.state(code) for code in TWO}, phone.stored(rows.all_tutorials)) == before
    assert read(phone.commands("profil")) == profile
    desk.sql("delete from practice where competence in ('1.1', '4.1')")
    assert {code: phone.state(code).evidence for code in TWO} == {
        code: state.evidence for code, state in before[0].items()
    }


def test_by_profile_asks_three_questions_of_the_hardest_skills_answered_right(desk: Desk) -> None:
    chair = seated(desk, "profile")
    chair.begins()
    asked = chair.questions
    assert Counter(each.competence for each in asked) == {"1.1": 3, "4.1": 3}
    assert [each.competence for each in asked] == ["1.1", "4.1"] * 3
    frozen = opening.read(chair.candidate.opening or "")
    for each in asked:
        assert each.skill in frozen.direct[each.competence]
    for code in TWO:
        skills = [desk.library.skill(each) for each in frozen.direct[code]]
        hardest = max(skill.level for skill in skills if skill)
        assert level(chair, next(each for each in asked if each.competence == code)) == hardest


def test_by_profile_asks_less_where_less_was_answered_right(desk: Desk) -> None:
    chair = seated(desk, "profile")
    state = chair.phone.state("4.1")
    right = next(each for each in reversed(state.evidence) if each.correct)
    few = replace(state, evidence=(right,))
    desk.turn(lambda tx: states.save(chair.phone.turn(tx), few))
    chair.begins()
    assert Counter(each.competence for each in chair.questions) == {"1.1": 3, "4.1": 1}
    assert chair.answers_all() == 4


def test_the_adaptive_set_asks_one_question_a_topic_in_every_competence(desk: Desk) -> None:
    desk.library = load()
    chair = seated(desk, "adaptive")
    chair.begins()
    assert chair.answers_all(right=3) == 32
    skills = [desk.library.skill(each.skill) for each in chair.questions]
    topics = [each.topic for each in skills if each]
    assert len(set(topics)) == len(topics) == 32
    assert {each.competence for each in chair.questions} == set(desk.library.competences)


def test_by_profile_with_the_whole_bank(desk: Desk) -> None:
    desk.library = load()
    chair = seated(desk, "profile")
    chair.begins()
    assert chair.answers_all() == 6
    assert {each.competence for each in chair.questions} == set(TWO)


def on_computers(library: Library, which: str) -> Library:
    """The same bank where this competence needs a computer."""

    def moved(challenge: Challenge) -> Challenge:
        return replace(challenge, needs=Needs.COMPUTER)

    def of(code: str) -> object:
        one = library.competences[code]
        if code != which:
            return one
        topics = tuple(
            replace(
                topic,
                skills=tuple(replace(s, challenges=tuple(map(moved, s.challenges))) for s in topic.skills),
            )
            for topic in one.topics
        )
        return replace(one, topics=topics)

    return Library([of(code) for code in library.competences])  # type: ignore[misc]  # competences


@BOTH
def test_what_does_not_open_on_the_device_is_not_asked(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    desk.library = on_computers(desk.library, "4.1")
    desk.sql(f"update person set device = 'phone' where id = {person_id(chair.phone)}")  # noqa: S608  # a number
    chair.begins()
    chair.answers_all()
    assert {each.competence for each in chair.questions} == {"1.1"}


@BOTH
def test_a_question_that_left_the_bank_is_replaced(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    chair.begins()
    chair.answers()
    old, of = chair.on_screen, chair.of
    stale = chair.phone.about(chair.key, "skip")
    desk.library = without(desk.library, old.challenge)
    again = chair.phone.commands("start")
    assert "Question 2 / " in read(again)
    assert chair.on_screen.challenge != old.challenge
    chair.phone.taps(stale)
    assert len(chair.given) == 1
    answered = 1 + chair.answers_all()
    gone = next(each for each in chair.questions if each.challenge == old.challenge)
    assert gone.withdrawn_at is not None
    assert answered == of or rules == "adaptive"


def without(library: Library, challenge_id: str) -> Library:
    """The same bank without a challenge."""
    return Library(
        replace(
            one,
            topics=tuple(
                replace(
                    topic,
                    skills=tuple(
                        replace(s, challenges=tuple(c for c in s.challenges if c.id != challenge_id))
                        for s in topic.skills
                    ),
                )
                for topic in one.topics
            ),
        )
        for one in library.competences.values()
    )


@BOTH
def test_a_lost_row_is_made_again(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    chair.begins()
    for given in range(5):
        asked = chair.on_screen
        desk.sql("delete from practice where substr(competence, 1, 1) = '#'")
        assert (chair.state.step, chair.state.assessment) == (given, chair.candidate.assessment_id)
        chair.phone.writes("perdu ?")
        assert chair.on_screen == asked
        chair.answers()
    assert len(chair.given) == 5


def test_two_quick_taps_begin_once(desk: Desk) -> None:
    chair = seated(desk)
    chair.begins()
    begun = chair.candidate
    assert "déjà noté" in read(chair.begins())
    assert chair.candidate == begun
    assert len(chair.questions) == 1


def test_a_forged_start_is_refused(desk: Desk) -> None:
    for column in ("accepted_at", "present_at", "authorised_at"):
        columns: dict[str, Any] = {column: None}
        chair = seated(desk, **columns)
        with pytest.raises(NotAllowed):
            chair.begins()
        assert chair.candidate.started_at is None
    other = seated(desk)
    thief = replace(other, phone=seated(desk).phone)
    with pytest.raises(NotAllowed):
        thief.begins()


def test_nobody_begins_once_the_sitting_is_over_or_who_is_not_certifiable(desk: Desk) -> None:
    for column in ("closed_at", "cancelled_at"):
        chair = seated(desk)
        desk.sql(f"update sitting set {column} = 1 where id = {chair.candidate.sitting_id}")  # noqa: S608  # ours
        with pytest.raises(NotAllowed):
            chair.begins()
    chair = seated(desk)
    desk.sql("delete from practice where competence = '5.1'")
    with pytest.raises(NotAllowed):
        chair.begins()


def test_a_test_made_up_by_a_button_is_none(desk: Desk) -> None:
    chair = seated(desk)
    for data in (pack("begin", chair.key), pack("begin", "#AAAAAA222"), pack("skip", chair.key, 1, 1)):
        chair.phone.taps(data)
    assert chair.candidate.started_at is None
    assert chair.given == []


def test_another_account_s_phone_sits_with_the_profile_of_who_joined(desk: Desk) -> None:
    chair = seated(desk, "profile")
    friend = Phone(desk)
    friend.settles()
    chair.changed(person_id=person_id(friend))
    sits = replace(chair, phone=friend)
    sits.begins()
    assert sits.answers_all() == 6
    assert opening.read(sits.candidate.opening or "").levels["4.1"] == chair.phone.state("4.1").level


def test_the_same_update_twice_counts_once(desk: Desk) -> None:
    chair = seated(desk)
    chair.begins()
    chair.taps("skip")
    event = chair.phone.last_event
    assert event is not None
    assert desk.deliver(event) is None
    assert len(chair.given) == 1


def test_an_old_tap_never_hits_the_next_question(desk: Desk) -> None:
    chair = seated(desk)
    chair.begins()
    old = chair.phone.about(chair.key, "skip")
    chair.answers()
    assert "déjà noté" in read(chair.phone.taps(old))
    chair.answers()
    assert "Cette question est finie" in read(chair.phone.taps(old))
    assert len(chair.given) == 2


def test_a_text_written_before_its_question_was_read_is_no_answer(desk: Desk) -> None:
    chair = seated(desk)
    chair.phone.marks_at_once = False
    chair.begins()
    assert "avant la question" in read(chair.phone.writes("12"))
    assert chair.given == []


@BOTH
def test_what_the_result_rests_on_is_frozen_at_the_start(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    levels = {code: chair.phone.state(code).level for code in TWO}
    chair.begins()
    frozen = opening.read(chair.candidate.opening or "")
    assert {code: frozen.levels[code] for code in TWO} == levels
    assert opening.write(frozen) == chair.candidate.opening
    assert all(0 < each.weight <= 1 for given in frozen.evidence.values() for each in given)
    kept = {version for (version,) in desk.sql("select version from item_parameters")}
    assert set(frozen.versions.values()) <= kept


def test_the_copy_of_one_s_data_tells_no_verdict_before_the_jury_does(desk: Desk) -> None:
    chair = seated(desk)
    chair.begins()
    chair.answers_all()

    def verdicts() -> set[str | None]:
        (call,) = chair.phone.commands("mesdonnees")
        assert call.file is not None
        told = json.loads(call.file.args[1])
        skills = {each.skill for each in chair.given}
        own = [each for each in told["réponses"] if each["acquis"] in skills]
        return {each["verdict"] for each in own[-len(chair.given) :]}

    assert verdicts() == {None}
    chair.changed(published_at=chair.now)
    assert verdicts() <= set(Verdict)


def test_a_pupil_sits_twice_and_is_never_asked_the_same(desk: Desk) -> None:
    first = seated(desk, "profile")
    first.begins()
    first.answers_all()
    desk.clock.advance(timedelta(days=30))
    second = takes_place(first.school, sitting_of(first.school, "profile"), first.room, first.phone)
    second.begins()
    before = {shown(first, each.challenge, each.variant) for each in first.questions}
    assert not before & {shown(second, each.challenge, each.variant) for each in second.questions}
