"""An exam: nothing known is used, nothing outside changes, and nothing is given away before its end."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.store import practice as rows
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.outcomes import EXPRESS
from bot.usecases.participation.aims import key_of
from bot.usecases.practice_state import Practice
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.expressing import same_bytes, settled, works
from tests.usecases.taking import aimed, attempt, attempts, begins, campaign_of, changes, finishes, result

OTHERS = ("1.1", "4.1", EXPRESS)


@pytest.fixture
def interro(desk: Desk) -> Campaign:
    """Two topics of 1.1 and two of 4.1, up to level 4, in 12 questions."""
    return campaign_of(desk, mode="exam")


def everything_else(phone: Phone) -> tuple[dict[str, Practice], list[rows.StoredTutorial], str]:
    """All that the rest of the bot knows and shows of somebody."""
    shown = read(phone.commands("profil")) + read(phone.commands("tutos"))
    return {code: phone.state(code) for code in OTHERS}, phone.stored(rows.all_tutorials), shown


def test_an_exam_changes_nothing_elsewhere(lea: Phone, interro: Campaign) -> None:
    works(lea, "4.1", most=7, right=2)
    works(lea, most=3)
    before = everything_else(lea)
    begins(lea, interro)
    finishes(lea, interro, right=1)
    assert attempt(lea, interro).sent_at is not None
    assert everything_else(lea) == before
    lea.desk.sql("delete from practice")
    again = everything_else(lea)
    for code in OTHERS:
        assert (again[0][code].evidence, again[0][code].validated) == (
            before[0][code].evidence,
            before[0][code].validated,
        )
    assert again[1:] == before[1:]


def test_what_is_known_beforehand_is_not_used(desk: Desk, interro: Campaign) -> None:
    """Who has answered a lot, and who has answered nothing, get the same questions and results."""
    asked = []
    for known in (0, 20):
        phone = settled(desk)
        works(phone, "4.1", most=known, right=4)
        state = phone.state("4.1")
        begins(phone, interro)
        test = phone.stored(rows.assessments)[-1]
        finishes(phone, interro, right=4)
        own = [answer for answer in phone.answers() if answer.assessment_id == test.id]
        assert (test.prior_mean, test.prior_sd) == (3.0, 1.5)
        assert phone.state("4.1") == state
        asked.append(len(own))
        if known:
            assert {answer.skill for answer in own} & state.validated
    assert asked == [12, 12]


def test_nothing_is_given_away_before_the_end(lea: Phone, interro: Campaign) -> None:
    key = key_of(interro)
    begins(lea, interro)
    said = ""
    for _ in range(11):
        lea.desk.clock.advance(timedelta(seconds=20))
        said += read(lea.answers_one(key, right=False))
    assert "Étape" not in said
    assert "✅" not in said
    assert "❌" not in said
    assert not [data for _, data in lea.shown if data.split(":")[0] in {"detail", "checkpoint", "answers"}]
    test = lea.state(key).assessment
    forged = lea.about(key, "detail").rsplit(":", 1)[0] + ":1"
    assert "finie pour tout le monde" in read(lea.taps(forged))
    assert "finie pour tout le monde" in read(lea.taps(forged.replace("detail", "checkpoint")))
    words = read(lea.answers_one(key, right=False))
    assert "C'est fini" in words
    assert "finie pour tout le monde" in words
    assert test == attempt(lea, interro).id


def test_answers_are_looked_at_once_it_is_over_for_everybody(lea: Phone, interro: Campaign) -> None:
    key = key_of(interro)
    begins(lea, interro)
    finishes(lea, interro, right=2)
    data = pack("answers", key, attempt(lea, interro).id, 0)
    assert "finie pour tout le monde" in read(lea.taps(data))
    changes(lea.desk, interro, closed_at=1)
    words = read(lea.taps(data))
    assert "10." in words
    assert "11." not in words
    assert "11." in read(lea.taps(lea.button("checkpoint")))
    assert "Question 1" in read(lea.taps(lea.button("detail")))


def test_nothing_is_given_away_while_somebody_may_still_take_it_late_or_again(lea: Phone, desk: Desk) -> None:
    deadline = to_ms(desk.clock.now() + timedelta(hours=1))
    exam = campaign_of(desk, mode="exam", deadline_at=deadline, late_allowed=1, retries=1)
    begins(lea, exam)
    finishes(lea, exam, right=2)
    desk.clock.advance(timedelta(hours=2))
    answers = pack("answers", key_of(exam), attempt(lea, exam).id, 0)
    first = pack("detail", key_of(exam), attempt(lea, exam).id, 1)
    for data in (answers, first):
        assert "finie pour tout le monde" in read(lea.taps(data))
    assert "Question 1" in read(begins(settled(desk), exam))
    changes(desk, exam, late_allowed=0)
    assert "10." in read(lea.taps(answers))
    changes(desk, exam, late_allowed=1, archived_at=1)
    assert "Question 1" in read(lea.taps(first))


def test_the_copy_of_one_s_data_gives_no_more_away(lea: Phone, interro: Campaign) -> None:
    def copy() -> dict[str, Any]:
        (call,) = lea.commands("mesdonnees")
        assert call.file is not None
        return dict(json.loads(call.file.args[1]))

    begins(lea, interro)
    lea.answers_one(key_of(interro))
    assert [answer["verdict"] for answer in copy()["réponses"]] == [None]
    finishes(lea, interro, right=2)
    told = copy()
    assert {answer["verdict"] for answer in told["réponses"]} == {None}
    assert [test["résultat"] for test in told["positionnements"]] == [None]
    assert [test["résultat"] for test in told["parcours"]] == [None]
    assert told["parcours"][0]["maîtrise"] == attempt(lea, interro).mastery
    changes(lea.desk, interro, closed_at=1)
    told = copy()
    assert {answer["verdict"] for answer in told["réponses"]} == {"right", "skipped"}
    assert None not in [told[part][0]["résultat"] for part in ("positionnements", "parcours")]


def test_buttons_made_up_do_not_tell_which_codes_exist(lea: Phone, interro: Campaign) -> None:
    said = []
    for key in (key_of(interro), "!ABCDEF222"):
        made_up = [pack("begin", key), pack("answers", key, 1, 0), pack("checkpoint", key, 1, 0)]
        made_up += [pack(action, key, 1, 1) for action in ("detail", "proceed", "pause", "skip")]
        said.append([read(lea.taps(data)) for data in made_up])
    assert said[0] == said[1]


def test_a_question_left_waits(lea: Phone, interro: Campaign) -> None:
    key = key_of(interro)
    begins(lea, interro)
    lea.answers_one(key)
    before = lea.variant(key)
    lea.taps(lea.about(key, "pause"))
    lea.desk.clock.advance(timedelta(days=1))
    lea.taps(lea.button("begin"))
    assert lea.variant(key) == before


def test_a_lost_row_is_made_again(lea: Phone, interro: Campaign) -> None:
    key = key_of(interro)
    begins(lea, interro)
    for given in range(10):
        kept = lea.state(key)
        lea.desk.sql("delete from practice")
        again = lea.state(key)
        assert (again.assessment, again.step, again.evidence) == (kept.assessment, given, kept.evidence)
        lea.taps(f"begin:{key}")
        question = lea.state(key).question
        assert kept.question is not None
        assert question is not None
        assert (question.challenge, question.variant) == (kept.question.challenge, kept.question.variant)
        lea.desk.clock.advance(timedelta(seconds=20))
        lea.answers_one(key, right=given % 3 > 0)


def test_a_retry_starts_from_nothing(lea: Phone, interro: Campaign) -> None:
    begins(lea, interro)
    finishes(lea, interro, right=4)
    lea.desk.clock.advance(timedelta(days=4))
    begins(lea, interro)
    assert lea.state(key_of(interro)).evidence == ()
    finishes(lea, interro, right=0)
    first, second = attempts(lea, interro)
    assert (first.mastery or 0) > 80
    assert second.mastery == 0
    assert result(lea, interro).asked == 12


def test_only_the_target_is_asked_and_the_result_comes_out_again(lea: Phone, interro: Campaign) -> None:
    works(lea, "4.1", most=8)
    begins(lea, interro)
    works(lea, "4.1", most=3)
    finishes(lea, interro, right=2)
    own = [answer for answer in lea.answers() if answer.assessment_id == attempt(lea, interro).id]
    assert {answer.skill for answer in own} <= aimed(interro)
    lea.finishes("4.1")
    assert same_bytes(lea) == [True, True]
