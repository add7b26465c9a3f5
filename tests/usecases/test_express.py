"""«Profil express»: what a pupil sees of it, and how it is paused, resumed and begun again."""

from datetime import timedelta
from statistics import fmean

import pytest

from bot.content.framework import COMPETENCES
from bot.store import practice as rows
from bot.transport.callback import pack
from bot.usecases import express
from bot.usecases.outcomes import EXPRESS, CompetenceState
from tests.usecases.desk import Desk, Phone, bank, read
from tests.usecases.expressing import CODES, last, picture, settled, skill_asked, works
from tests.views.acceptable import buttons

MOMENT = timedelta(milliseconds=1)
DAY = timedelta(days=1)


# What is seen


def test_the_home_menu_the_profile_and_a_command_lead_to_it(lea: Phone) -> None:
    for calls in (lea.commands("start"), lea.commands("profil")):
        assert "express" in buttons(calls[-1])
    for calls in (lea.taps("express"), lea.commands("express")):
        assert "par séries de 8" in read(calls)
        assert "begin:express" in buttons(calls[-1])


def test_a_question_is_numbered_in_its_sitting_and_says_its_competence(lea: Phone) -> None:
    said = read(lea.taps("begin:express"))
    for number in range(1, 9):
        competence = bank().skill(skill_asked(lea, EXPRESS)).competence  # type: ignore[union-attr]  # in the bank
        assert f"Question {number} / 8 · {COMPETENCES[competence]}" in said
        said = read(lea.answers_one(EXPRESS, right=False))


def test_after_a_sitting_come_the_picture_and_three_buttons(lea: Phone) -> None:
    calls = works(lea, most=8)
    said = read(calls)
    assert "✅ ✅ ✅ ⏭ ✅ ✅ ✅ ⏭ · 6 sur 8" in said
    assert list(picture(calls)) == CODES
    for code in CODES:
        assert f"\n{code} {COMPETENCES[code]}\u00a0: autour de" in said.replace("’", "'")
    assert [data.split(":")[0] for data in buttons(calls[-1])] == ["proceed", "pause", "sitting"]
    assert "pix" not in said


def test_the_answers_of_a_sitting_open_as_in_a_checkpoint(lea: Phone) -> None:
    works(lea, most=11)
    first = next(data for _, data in lea.shown if data.startswith("sitting:"))
    listed = lea.taps(first)
    details = [data for data in buttons(listed[-1]) if data.startswith("detail:")]
    assert [data.split(":")[-1] for data in details] == list("12345678")
    assert listed[-1].method == "sendMessage"  # the picture stays
    opened = lea.taps(details[3])
    assert "Question passée" in read(opened)
    assert "Réponse attendue" in read(opened)
    assert lea.taps(lea.button("tutorial"))[-1].method == "editMessageText"
    assert "Question passée" in read(lea.taps(lea.button("detail")))
    back = lea.taps(lea.button("checkpoint"))
    assert [data for data in buttons(back[-1]) if data.startswith("detail:")] == details


def test_the_picture_sharpens_after_each_sitting(lea: Phone) -> None:
    widths: list[float] = []
    for _ in range(2):
        shown = picture(works(lea, most=8))
        widths += [fmean(high - low for *_, (low, high) in shown.values())] if widths else []
        widths += [fmean(line[2] - line[1] for line in shown.values())]
    assert widths[0] == widths[1] > widths[2]


def test_the_first_picture_shows_no_before(lea: Phone) -> None:
    assert {line[-1] for line in picture(works(lea, most=8)).values()} == {None}
    other = settled(lea.desk)
    other.finishes("4.1")
    assert None not in {tuple(line[-1]) for line in picture(works(other, most=8)).values()}


def test_the_next_sitting_leaves_the_picture_its_answers_only(lea: Phone) -> None:
    works(lea, most=8)
    calls = lea.taps(lea.button("proceed"))
    assert [call.method for call in calls[:2]] == ["answerCallbackQuery", "editMessageReplyMarkup"]
    assert [data.split(":")[0] for data in buttons(calls[1])] == ["sitting"]
    assert "Série 2 · question 1 / 8" in read(calls)
    assert "C'est déjà noté" in read(lea.taps(lea.button("proceed")))


def test_it_ends_kindly_and_waits_four_days(lea: Phone) -> None:
    said = read(works(lea))
    assert len(lea.answers()) == express.FEWEST == 16
    assert "C'est tout pour cette fois, bravo" in said
    assert "Tu pourras recommencer dans 4 jours." in said
    person = lea.person()
    assert person is not None
    assert person.screen is None
    for way in ("express", "begin:express"):
        waits = lea.taps(way)
        assert "Tu pourras recommencer dans 4 jours." in read(waits)
        assert "begin:express" not in buttons(waits[-1])


@pytest.mark.parametrize(("wait", "opens"), [(4 * DAY - MOMENT, False), (4 * DAY, True), (0 * DAY, False)])
def test_it_may_be_begun_again_four_days_after_its_last_answer(
    lea: Phone, wait: timedelta, opens: bool
) -> None:
    works(lea)
    met = {answer.challenge for answer in lea.answers()}
    lea.desk.clock.advance(wait)
    assert ("begin:express" in buttons(lea.taps("express")[-1])) == opens
    assert ("Question 1 / 8" in read(lea.taps("begin:express"))) == opens
    if opens:
        works(lea)
        assert len(lea.answers()) == 32
        others = {challenge.skill for code in CODES for challenge in bank().competences[code].challenges}
        assert len(met & {answer.challenge for answer in lea.answers()[16:]}) < len(others) / 4


@pytest.mark.parametrize("right", [0, 4])
def test_nobody_is_shamed(lea: Phone, right: int) -> None:
    said = read(works(lea, right=right))
    assert "niveau 0" not in said
    assert "bravo" in said


def test_adults_are_told_vous(desk: Desk) -> None:
    adult = settled(desk, role="teacher")
    assert "Vous pouvez vous arrêter" in read(adult.taps("express"))
    said = read(works(adult, most=8))
    assert "Votre niveau, d'après vos réponses" in said


def test_the_second_hasty_answer_brings_a_kind_word_once(lea: Phone) -> None:
    lea.taps("begin:express")
    said = [read(works(lea, most=1, seconds=seconds, right=4)) for seconds in (20, 2, 20, 2, 2, 2)]
    assert ["Prends ton temps" in each for each in said] == [False, False, False, True, False, False]


# Pausing, coming back, and what is tapped twice


def test_a_pause_brings_the_same_question_back(lea: Phone) -> None:
    works(lea, most=3)
    before = lea.variant(EXPRESS)
    assert "C'est en pause" in read(lea.taps(lea.button("pause")))
    assert "En cours : ⚡ Profil express" in read(lea.commands("start")).replace("\u00a0", " ")
    lea.desk.clock.advance(30 * DAY)
    assert "Question 4 / 8" in read(lea.taps("begin:express"))
    assert lea.variant(EXPRESS) == before


def test_start_brings_the_question_back(lea: Phone) -> None:
    works(lea, most=9)
    before = lea.variant(EXPRESS)
    assert "Série 2 · question 2 / 8" in read(lea.commands("start"))
    assert lea.variant(EXPRESS) == before


def test_who_stops_after_a_sitting_goes_on_later(lea: Phone) -> None:
    works(lea, most=8)
    stopped = read(lea.taps(lea.button("pause")))
    assert "Ton profil est gardé. Tu pourras le préciser avec 8 autres questions." in stopped
    resumed = read(lea.taps("express"))
    assert "8 questions faites" in resumed
    assert "reprend où on en était" in resumed
    lea.desk.clock.advance(9 * DAY)
    assert "Série 2 · question 1 / 8" in read(lea.taps("begin:express"))
    assert len(lea.answers()) == 8


def test_an_answer_is_taken_once(lea: Phone) -> None:
    works(lea, most=2)
    first = lea.about(EXPRESS, "skip")
    lea.taps(first)
    assert "C'est déjà noté" in read(lea.taps(first))
    lea.answers_one(EXPRESS)
    assert "Cette question est finie" in read(lea.taps(first))
    assert [answer.step for answer in lea.answers()] == [1, 2, 3, 4]


@pytest.mark.parametrize("test", [EXPRESS, "4.1"])
def test_one_test_does_not_open_the_answers_of_another(lea: Phone, test: str) -> None:
    works(lea, most=8)
    works(lea, "4.1", most=2)
    mine = {each.competence: each.id for each in lea.stored(rows.assessments)}
    other = EXPRESS if test == "4.1" else "4.1"
    for data in (pack("detail", test, mine[other], 1), pack("checkpoint", test, mine[other], 0)):
        assert "Ce bouton ne compte plus" in read(lea.taps(data))
    assert "Ce bouton ne compte plus" in read(lea.taps(pack("sitting", mine["4.1"], 0)))


def test_a_problem_is_reported_during_and_after(lea: Phone) -> None:
    works(lea, most=1)
    lea.taps(pack("reason", EXPRESS, last(lea).id, 1, "wrong"))
    lea.taps(pack("reason", EXPRESS, last(lea).id, 2, "wrong"))
    reported = [each.challenge for each in lea.stored(rows.reports_of_person)]
    assert reported == [lea.answers()[0].challenge, lea.variant(EXPRESS).challenge_id]


def test_a_page_knows_where_the_pupil_is(lea: Phone) -> None:
    def state() -> CompetenceState:
        (shown,) = lea.desk.turn(lambda tx: express.page(lea.turn(tx)))
        found: CompetenceState = shown.state  # type: ignore[attr-defined]  # an ExpressShown
        return found

    seen = [state()]
    works(lea, most=3)
    seen.append(state())
    works(lea)
    seen.append(state())
    lea.desk.clock.advance(4 * DAY)
    seen.append(state())
    assert seen == ["new", "running", "waiting", "open"]
