"""The end of a candidate's test: nothing is lost before, nothing is accepted afterwards."""

from datetime import timedelta
from typing import get_args

import pytest

from bot.store import practice as rows
from bot.store.sittings import Candidate, EndReason
from bot.transport.callback import pack
from bot.transport.events import EventKind
from bot.usecases.certification import ending
from bot.usecases.outcomes import Outcome
from tests.usecases.desk import Desk, read
from tests.usecases.seating import Chair, seated


@pytest.fixture
def chair(desk: Desk) -> Chair:
    """A candidate who has answered one question."""
    chair = seated(desk)
    chair.begins()
    chair.answers()
    return chair


def ends(chair: Chair, candidate: Candidate, why: EndReason) -> list[Outcome]:
    """As whoever ends a test does, in the candidate's own turn."""
    return chair.desk.turn(lambda tx: ending.end(chair.phone.turn(tx), candidate, why))


def nothing_is_accepted(chair: Chair, *old: str) -> None:
    """Whatever is tapped or written now."""
    before = chair.given
    for data in old:
        chair.phone.taps(data)
    chair.phone.writes("12")
    chair.phone.commands("start")
    assert chair.given == before
    assert chair.state.assessment is None
    person = chair.phone.person()
    assert person is not None
    assert person.screen is None


def test_who_has_the_time_answers_until_it_is_over(chair: Chair) -> None:
    chair.desk.clock.advance(timedelta(minutes=104, seconds=39))
    chair.taps("skip")
    assert len(chair.given) == 2
    last = chair.phone.about(chair.key, "skip")
    chair.desk.clock.advance(timedelta(seconds=1))
    said = read(chair.phone.taps(last))
    assert "Le temps est écoulé" in said
    assert "pas de réponse" in said
    assert (chair.candidate.ended_for, len(chair.given)) == ("time", 2)
    nothing_is_accepted(chair, last)


def test_a_third_more_time(desk: Desk) -> None:
    chair = seated(desk, "adaptive", extra=33)
    assert "2 h 20" in read(chair.begins()).replace("\u00a0", " ")
    chair.desk.clock.advance(timedelta(minutes=139))
    chair.taps("skip")
    chair.desk.clock.advance(timedelta(minutes=1))
    assert "Le temps est écoulé" in read(chair.taps("skip"))
    assert len(chair.given) == 1


def test_leaving_and_coming_back_stops_nothing(chair: Chair) -> None:
    chair.desk.clock.advance(timedelta(hours=1))
    again = read(chair.phone.commands("start")).replace("\u00a0", " ")
    assert "Question 2 / " in again
    assert "Temps restant : 45 min" in again
    assert chair.used == 3620


def test_a_text_sent_in_time_counts_though_it_comes_late(chair: Chair) -> None:
    typed = next(
        each for each in chair.desk.library.competences["4.1"].challenges if each.kind.value == "text"
    )
    chair.phone.is_asked(typed, chair.key)
    sent = chair.desk.clock.now() + timedelta(minutes=104, seconds=38)
    chair.desk.clock.advance(timedelta(minutes=104, seconds=42))
    message = chair.phone.next_message()
    said = read(chair.phone.does(EventKind.TEXT, message, text="azerty", at=sent))
    assert len(chair.given) == 2
    assert "C'est fini" in said or "Question 3" in said
    chair.phone.writes("azerty")
    assert chair.candidate.ended_for == "time"
    assert len(chair.given) == 2


def test_the_tick_ends_what_is_over_and_tells_once(chair: Chair) -> None:
    old = chair.phone.about(chair.key, "skip")
    assert "Le temps est écoulé" in read(chair.time_passes(minutes=105))
    assert chair.is_looked_at() == []
    nothing_is_accepted(chair, old)


def test_an_invigilator_s_end_holds_at_once_and_is_told_at_the_next_turn(chair: Chair) -> None:
    old = chair.phone.about(chair.key, "skip")
    chair.is_ended()
    said = read(chair.phone.taps(old))
    assert "Le surveillant a mis fin" in said
    assert "1 sur 10" in said
    nothing_is_accepted(chair, old)


def test_or_by_the_tick(chair: Chair) -> None:
    chair.is_stopped()
    chair.is_ended("technical")
    assert "problème technique" in read(chair.is_looked_at())
    assert chair.is_looked_at() == []
    nothing_is_accepted(chair)


def test_giving_up_takes_two_taps(chair: Chair) -> None:
    chair.phone.taps("sc_stop")
    assert chair.candidate.ended_at is None
    sure = chair.phone.about(chair.key, "sc_sure")
    assert "Arrêter l'épreuve" in read(chair.phone.taps("sc_stop"))
    assert "choisi de t'arrêter" in read(chair.phone.taps(sure))
    assert chair.candidate.ended_for == "candidate"
    chair.phone.taps(sure)
    nothing_is_accepted(chair, sure)


def test_an_old_wish_to_stop_is_asked_again(chair: Chair) -> None:
    sure = chair.phone.about(chair.key, "sc_sure")
    chair.answers()
    assert "Arrêter l'épreuve" in read(chair.phone.taps(sure))
    assert chair.candidate.ended_at is None


@pytest.mark.parametrize("first", get_args(EndReason))
def test_the_first_end_stays(chair: Chair, first: EndReason) -> None:
    candidate = chair.candidate
    said = ends(chair, candidate, first)
    ended = chair.candidate
    assert (ended.ended_for, len(said)) == (first, 1)
    chair.desk.clock.advance(timedelta(minutes=1))
    for why in get_args(EndReason):
        assert ends(chair, candidate, why) == []
    assert chair.candidate == ended
    (test,) = [each for each in chair.phone.stored(rows.assessments) if each.competence == chair.key]
    assert test.outcome == ("completed" if first == "finished" else "stopped")


def test_nothing_ends_before_it_began(desk: Desk) -> None:
    chair = seated(desk)
    candidate = chair.candidate
    assert ends(chair, candidate, "time") == []
    assert chair.candidate.ended_at is None


def test_nobody_begins_again(chair: Chair) -> None:
    chair.answers_all()
    ended = chair.candidate
    chair.phone.taps(pack("begin", chair.key))
    assert chair.candidate == ended


def test_answers_stay_the_jury_s(chair: Chair) -> None:
    chair.answers_all()
    test = chair.candidate.assessment_id
    assert test is not None
    for published in (None, chair.now):
        chair.changed(published_at=published)
        for action in ("detail", "look", "report"):
            said = read(chair.phone.taps(pack(action, chair.key, test, 1)))
            assert "✅" not in said
            assert "❌" not in said
        for action in ("checkpoint", "answers"):
            assert "ne compte plus" in read(chair.phone.taps(pack(action, chair.key, test, 0)))
