"""«Profil express»: what it changes, what it leaves alone, what the competences learn, what it comes to."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import tremplin
from bot.content import Competence, Library
from bot.content.framework import COMPETENCES
from bot.content.schema import Needs
from bot.engine import Ask
from bot.engine.versions import MODEL_VERSION
from bot.store import practice as rows
from bot.usecases import positioning
from bot.usecases.outcomes import EXPRESS
from bot.usecases.practice_state import Evidence, Practice
from tests.usecases.desk import Desk, Phone, bank, read
from tests.usecases.expressing import (
    CODES,
    asked_level,
    last,
    picture,
    same_bytes,
    settled,
    sixteen,
    skill_asked,
    works,
)
from tests.views.acceptable import buttons

DAY = timedelta(days=1)


# What it changes, and what it leaves alone


def test_its_answers_belong_to_the_competence_of_their_skill(lea: Phone) -> None:
    works(lea)
    assert {answer.assessment_id for answer in lea.answers()} == {last(lea).id}
    assert [answer.step for answer in lea.answers()] == list(range(1, 17))
    assert Counter(answer.competence for answer in lea.answers()).keys() == set(CODES)
    for code in CODES:
        kept = {each.challenge for each in lea.state(code).evidence}
        assert kept == {answer.challenge for answer in lea.answers() if answer.competence == code}


def test_it_gives_no_pix_and_begins_no_competence(lea: Phone) -> None:
    works(lea)
    for code in CODES:
        state = lea.state(code)
        assert state == replace(Practice(code), evidence=state.evidence)
        assert "déjà estimée" in read(lea.taps(f"domain:{code[0]}"))
        page = lea.taps(f"competence:{code}")
        assert [data.split(":")[0] for data in buttons(page[-1])][:1] == ["begin"]
        assert "reset" not in "".join(buttons(page[-1]))
    assert "rien à remettre à zéro" in read(lea.taps("reset:4.1:2"))
    assert "Pas encore essayées" in read(lea.commands("profil"))


def test_wrong_answers_take_nothing_away_that_is_shown(lea: Phone) -> None:
    """What is shown of a competence changes with the answers of its own positionings only."""
    works(lea, "4.1", right=4)
    before = lea.state("4.1")
    works(lea, right=0)
    lea.desk.clock.advance(4 * DAY)
    assert replace(lea.state("4.1"), evidence=before.evidence) == before
    works(lea, "4.1", most=1, right=4)
    assert lea.state("4.1").level >= before.level
    assert lea.state("4.1").validated >= before.validated


def test_what_was_missed_has_its_tutorial_unless_it_is_validated(lea: Phone) -> None:
    works(lea, "4.1", right=4)
    validated = lea.state("4.1").validated
    works(lea, right=0)
    missed = {answer.skill for answer in lea.answers() if answer.assessment_id == last(lea).id}
    listed = {each.skill for each in lea.stored(rows.tutorials)}
    assert listed == missed - validated


def test_a_class_changes_the_questions_not_what_answers_are_worth(desk: Desk) -> None:
    asked, shown = {}, []
    for grade in ("6e", "tle"):
        pupils = [settled(desk, grade=grade) for _ in range(6)]
        for pupil in pupils:
            pupil.taps("begin:express")
        asked[grade] = fmean(asked_level(pupil, EXPRESS) for pupil in pupils)
        shown.append(picture(works(pupils[0], most=8)))
    assert asked["6e"] + 1 < asked["tle"]
    # before the first answer, nothing is known of either
    assert [line[-1] for line in shown[0].values()] == [line[-1] for line in shown[1].values()]


def test_a_phone_is_never_asked_what_needs_a_computer(desk: Desk) -> None:
    yanis = settled(desk, device="phone")
    works(yanis)
    challenges = [bank().challenge(answer.challenge) for answer in yanis.answers()]
    assert {each.needs for each in challenges if each} == {Needs.NOTHING}


def test_the_question_of_a_paused_positioning_is_not_given_away(lea: Phone) -> None:
    for code in CODES:
        works(lea, code, most=0)
        lea.taps(lea.button("pause"))
    waiting = {skill_asked(lea, code) for code in CODES}
    works(lea)
    assert not waiting & {answer.skill for answer in lea.answers()}


def test_earlier_answers_weigh_less_as_they_age(lea: Phone) -> None:
    widths = [fmean(line[2] - line[1] for line in picture(works(lea)).values())]
    for wait in (4 * DAY, 400 * DAY):
        lea.desk.clock.advance(wait)
        shown = picture(works(lea, most=8))
        widths.append(fmean(high - low for *_, (low, high) in shown.values()))
        works(lea)
    assert widths[0] < widths[1] < widths[2]


# What the competences learn


@pytest.mark.parametrize("code", CODES)
def test_a_positioning_begins_near_what_it_said(desk: Desk, code: str) -> None:
    levels = {}
    for right in (0, 4):
        pupils = [settled(desk) for _ in range(5)]
        for pupil in pupils:
            works(pupil, right=right)
            pupil.taps(f"begin:{code}")
        levels[right] = fmean(asked_level(pupil, code) for pupil in pupils)
    assert levels[0] + 2 < levels[4]


def test_a_positioning_asks_first_what_was_not_seen_known(lea: Phone) -> None:
    works(lea, right=4)
    known = {answer.skill for answer in lea.answers() if answer.competence == "4.1"}
    works(lea, "4.1")
    own = {answer.skill for answer in lea.answers() if answer.assessment_id == last(lea).id}
    assert own
    assert not known & own
    assert known <= lea.state("4.1").validated


def test_what_was_seen_known_is_asked_when_nothing_else_is_left(lea: Phone) -> None:
    competence = bank().competences["4.1"]
    seen = tuple(Evidence(1, next(iter(skill.challenges)).id, True, 20.0, 0) for skill in competence.skills)
    practice = Practice("4.1", assessment=2, evidence=seen)
    known = positioning.posterior(practice, competence.bank, 0)
    person = lea.person()
    assert person is not None
    choice = positioning.decide(practice, known, competence, person, 0)
    assert isinstance(choice, Ask)


def test_positionings_are_shorter_after_it(desk: Desk) -> None:
    given = {}
    for before in (False, True):
        pupils = [settled(desk) for _ in range(4)]
        for pupil in pupils:
            works(pupil, most=16 if before else 0)
            works(pupil, "4.1")
        given[before] = sum(
            each.assessment_id == last(pupil).id for pupil in pupils for each in pupil.answers()
        )
    assert given[True] < given[False]


def test_it_begins_from_what_positionings_know(lea: Phone) -> None:
    works(lea, "4.1", right=4)
    estimate = lea.state("4.1").estimate
    assert estimate is not None
    shown = picture(works(lea, most=8))
    low, high = shown["4.1"][-1]
    assert low < estimate[0] < high
    assert high - low < 4
    assert shown["1.1"][-1][1] - shown["1.1"][-1][0] > high - low


# Resets, lost rows, changes


def test_a_reset_sets_its_answers_aside_too(lea: Phone) -> None:
    works(lea, "4.1", most=2)
    works(lea, most=8, right=4)
    lea.desk.clock.advance(7 * DAY)
    lea.taps("reset:4.1:2")
    assert lea.state("4.1") == Practice("4.1")
    assert lea.stored(rows.counting_answers, "4.1") == []
    shown = picture(works(lea, right=4))
    assert lea.state(EXPRESS).assessment is None
    own = [answer for answer in lea.answers() if answer.assessment_id == last(lea).id]
    assert [answer.step for answer in own] == list(range(1, 17))
    after = {answer.challenge for answer in own[8:] if answer.competence == "4.1"}
    assert {each.challenge for each in lea.state("4.1").evidence} == after
    assert shown["4.1"][3] == bool(after)
    assert same_bytes(lea) == [True]


@pytest.mark.parametrize("answered", [1, 7, 8, 11])
def test_a_lost_row_is_made_again_from_the_answers(lea: Phone, answered: int) -> None:
    works(lea, "4.1", most=4)
    works(lea, most=answered)
    if answered != 8:
        assert lea.goes_on(EXPRESS)
    kept = {code: lea.state(code) for code in (EXPRESS, *CODES)}
    asked = kept[EXPRESS].question
    lea.desk.sql("delete from practice")
    for code, state in kept.items():
        assert replace(lea.state(code), question=None) == replace(state, question=None)
    lea.taps("begin:express")
    again = lea.state(EXPRESS).question
    assert again is not None
    if asked is not None:
        assert (again.challenge, again.variant) == (asked.challenge, asked.variant)
    assert "Profil express" in read(works(lea))
    lea.desk.sql("delete from practice")
    assert "Tu pourras recommencer dans 4 jours" in read(lea.commands("express"))


def without(topic: int, code: str = "4.1") -> Library:
    """The bank after its authors took a topic out of a competence."""
    changed = bank().competences[code]
    topics = changed.topics[:topic] + changed.topics[topic + 1 :]
    return Library(
        [*(bank().competences[each] for each in CODES if each != code), replace(changed, topics=topics)]
    )


def test_a_question_that_left_the_bank_gives_way_to_another(lea: Phone) -> None:
    works(lea, most=2)
    skill = bank().skill(skill_asked(lea, EXPRESS))
    assert skill is not None
    topics = [topic.id for topic in bank().competences[skill.competence].topics]
    lea.desk.library = without(topics.index(skill.topic), skill.competence)
    said = read(lea.taps(lea.about(EXPRESS, "skip")))
    assert "Cette question a été retirée" in said
    assert "Question 3 / 8" in said
    assert len(lea.answers()) == 2
    works(lea)
    assert same_bytes(lea) == [True]


def test_a_competence_that_left_the_bank_is_not_shown(lea: Phone) -> None:
    works(lea, most=9)
    lea.desk.library = Library([bank().competences["1.1"]])
    lea.commands("start")
    shown = picture(works(lea))
    assert list(shown) == ["1.1"]
    assert same_bytes(lea) == [True]
    assert lea.state(EXPRESS).assessment is None


def test_a_model_that_changes_in_the_middle_is_kept_with_the_result(
    lea: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    works(lea, most=9)
    monkeypatch.setattr("bot.usecases.results.MODEL_VERSION", "next")
    works(lea)
    assert last(lea).model == "next"


def test_a_device_that_opens_nothing_more_ends_it(lea: Phone) -> None:
    works(lea, most=9)
    computer_only = [
        replace(bank().competences[code], topics=only_files(bank().competences[code])) for code in CODES
    ]
    lea.desk.library = Library(computer_only)
    lea.taps("device:phone")
    said = read(lea.taps(lea.about(EXPRESS, "skip")))
    assert "C'est tout pour cette fois" in said
    assert same_bytes(lea) == [True]


def only_files(competence: Competence) -> Any:
    """Its topics with the challenges alone that need a computer."""
    return tuple(
        replace(
            topic,
            skills=tuple(
                replace(skill, challenges=tuple(c for c in skill.challenges if c.needs is not Needs.NOTHING))
                for skill in topic.skills
            ),
        )
        for topic in competence.topics
    )


# Results


def test_a_result_says_the_estimates_and_what_they_rest_on(lea: Phone) -> None:
    shown = picture(works(lea))
    kept = last(lea)
    assert (kept.competence, kept.outcome, kept.model) == (EXPRESS, "completed", MODEL_VERSION)
    assert kept.result is not None
    result, opening = json.loads(kept.result), json.loads(kept.opening or "")
    assert {code: round(each["level"], 1) for code, each in result.items()} == {
        code: line[0] for code, line in shown.items()
    }
    assert (min(opening["since"].values()), opening["until"]) == (1, 16)


def test_tests_that_take_turns_have_replays(lea: Phone) -> None:
    """A positioning paused, the express begun, the first improved later: each result comes out again."""
    works(lea, "4.1", most=3)
    works(lea, most=5)
    works(lea, "1.1", most=6)
    works(lea, "4.1", most=4)
    works(lea, most=6)
    works(lea, "4.1")
    works(lea, "1.1")
    works(lea)
    lea.desk.clock.advance(8 * DAY)
    works(lea, most=4)
    works(lea, "4.1")
    lea.desk.clock.advance(8 * DAY)
    lea.taps("reset:4.1:2")
    works(lea, "4.1", most=5)
    works(lea, most=12)
    works(lea, "4.1")
    finished = Counter(each.competence for each in lea.stored(rows.assessments) if each.result)
    assert finished == {"4.1": 3, "1.1": 1, EXPRESS: 2}
    assert same_bytes(lea) == [True] * 6
    lea.desk.sql("delete from practice")
    assert lea.state("4.1").evidence
    assert same_bytes(lea) == [True] * 6


def test_my_data_has_it_and_erasing_takes_it_away(lea: Phone) -> None:
    works(lea)
    (call,) = lea.commands("mesdonnees")
    assert call.file is not None
    assert '"compétence": "express"' in call.file.args[1]
    assert '"express": {' not in call.file.args[1]
    assert "16 réponses dans 2 compétences" in read([call])
    lea.erases()
    assert lea.person() is None
    for kept in ("select * from answer", "select * from assessment", "select * from practice"):
        assert lea.desk.sql(kept) == []


def test_an_old_button_keeps_nobody(lea: Phone) -> None:
    works(lea, most=8)
    lea.erases()
    for data in ("home", "role:pupil", lea.button("sitting")):
        assert "Ce bouton ne compte plus" in read(lea.taps(data))
    assert lea.person() is None
    lea.commands("start")
    assert lea.person() is not None


# All the competences


def test_sixteen_competences_take_64_questions_in_eight_sittings(desk: Desk) -> None:
    desk.library = sixteen()
    lea = settled(desk)
    sittings = []
    while (calls := works(lea, most=8)) and "C'est tout" not in read(calls):
        sittings.append(calls)
    assert len(sittings) == 7
    assert len(lea.answers()) == 64
    asked = Counter(answer.competence for answer in lea.answers())
    assert asked.keys() == COMPETENCES.keys()
    assert max(asked.values()) <= 6
    shown = [picture(each) for each in (sittings[0], sittings[3], calls)]
    widths = [fmean(line[2] - line[1] for line in each.values()) for each in shown]
    assert widths[0] > widths[1] > widths[2]
    guessed = [sum(not line[3] for line in each.values()) for each in shown]
    assert guessed[0] > 0 == guessed[2]
    assert "* Pas encore de question" in read(sittings[0])
    assert same_bytes(lea) == [True]


def test_the_command_replays_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tremplin.db"
    monkeypatch.setenv("TREMPLIN_TOKEN", "123456:abcdefghijklmnopqrstuvwxyz")
    monkeypatch.setenv("TREMPLIN_DATABASE_URL", f"sqlite:///{path}")
    desk = Desk(database=str(path))
    lea = settled(desk)
    works(lea)
    kept = last(lea)
    desk.close()
    done = CliRunner().invoke(tremplin, ["replay", str(kept.id)])
    assert done.exit_code == 0
    found = f"stored    {kept.result}\nreplayed  {kept.result}\nthe same bytes\n"
    assert done.output == f"SQLite, {path}\n{found}"
