"""A campaign's test, from its first question to its end, in training."""

import json
from datetime import timedelta

import pytest

from bot.store import practice as rows
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.campaigns import targets
from bot.usecases.participation import taking
from bot.usecases.participation.aims import key_of
from bot.usecases.participation.results import CampaignResult
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of, rebuilt
from tests.usecases.desk import Desk, Phone, bank, read
from tests.usecases.expressing import same_bytes, settled, skill_asked, works
from tests.usecases.schooling import Schooling
from tests.usecases.taking import (
    TARGET,
    aimed,
    attempt,
    attempts,
    bank_with_targets,
    begins,
    campaign_of,
    changes,
    finishes,
    on_computers_only,
    result,
)


@pytest.fixture
def rentree(desk: Desk) -> Campaign:
    """Two topics of 1.1 and two of 4.1, up to level 4, in 12 questions."""
    return campaign_of(desk)


def test_a_campaign_is_taken_from_its_first_question_to_its_result(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    assert "Question 1 / 12 au plus" in read(begins(lea, rentree))
    calls = finishes(lea, rentree, right=2)

    kept = attempt(lea, rentree)
    came_to = result(lea, rentree)
    assert kept.completed_at is not None
    assert kept.sent_at == kept.completed_at
    assert not kept.late
    assert kept.mastery == came_to.mastery
    assert came_to.asked == 12
    assert f"Maîtrise\xa0: {kept.mastery}\u202f%" in read(calls)
    assert "envoyé à Mme Diallo" in read(calls)
    assert "recommencer dans 4 jours" in read(calls)
    assert [data for _, data in lea.shown if data.startswith("my_lesson:")]
    assert lea.state(key).assessment is None


def test_only_skills_of_the_target_are_asked_each_once(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    finishes(lea, rentree, right=3)
    asked = [answer.skill for answer in lea.answers()]
    assert len(set(asked)) == len(asked)
    assert set(asked) <= aimed(rentree)
    assert {answer.competence for answer in lea.answers()} == {"1.1", "4.1"}


def test_the_answers_are_evidence_of_their_competences(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    finishes(lea, rentree, right=3)
    for code in ("1.1", "4.1"):
        given = [answer for answer in lea.answers() if answer.competence == code]
        assert [evidence_of(answer) for answer in given] == list(lea.state(code).evidence)
        assert not lea.state(code).attempted
    lea.taps("begin:4.1")
    assert skill_asked(lea, "4.1") not in {a.skill for a in lea.answers() if a.verdict == "right"}


def test_what_is_known_already_counts_and_is_not_asked(lea: Phone, rentree: Campaign) -> None:
    works(lea, "4.1", right=4)
    known = lea.state("4.1").validated & aimed(rentree)
    assert known
    begins(lea, rentree)
    finishes(lea, rentree, right=0)
    (test,) = [a for a in lea.stored(rows.assessments) if a.competence == key_of(rentree)]
    asked = {answer.skill for answer in lea.answers() if answer.assessment_id == test.id}
    assert not asked & known
    assert result(lea, rentree).validated >= len(known)


def test_who_knows_everything_already_has_the_result_at_once(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    finishes(lea, rentree, right=4)
    twin = campaign_of(lea.desk, target=targets.write_topics({"motdepasse": 2}, 5))
    lea.desk.clock.advance(timedelta(hours=1))
    while not _all_known(lea, twin):
        works(lea, "4.1", right=4)
        lea.desk.clock.advance(timedelta(days=5))
    words = read(begins(lea, twin))
    assert "déjà tout ce qui est demandé" in words
    assert "Maîtrise\xa0: 100\u202f%" in words
    assert attempt(lea, twin).mastery == 100
    assert result(lea, twin).asked == 0


def _all_known(phone: Phone, campaign: Campaign) -> bool:
    state = phone.state("4.1")
    right = {bank().challenge(e.challenge).skill for e in state.evidence if e.correct}  # type: ignore[union-attr]  # in the bank
    return aimed(campaign) <= state.validated | right


def test_a_pause_comes_every_five_answers(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    begins(lea, rentree)
    for _ in range(4):
        lea.answers_one(key)
    words = read(lea.answers_one(key, right=False))
    assert "Étape" in words
    assert rentree.name in words
    lea.taps(lea.button("detail"))
    words = read(lea.taps(lea.button("tutorial")))
    assert words
    assert "Question 6 / 12 au plus" in read(lea.taps(lea.button("proceed")))


def test_a_question_put_aside_comes_back_the_same(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    begins(lea, rentree)
    before = lea.variant(key)
    assert "même question" in read(lea.taps(lea.about(key, "pause")))
    lea.desk.clock.advance(timedelta(days=1))
    lea.taps(lea.button("begin"))
    assert lea.variant(key) == before
    lea.taps(lea.about(key, "pause"))
    lea.desk.turn(lambda tx: taking.resume(lea.turn(tx), rentree, 0))
    assert lea.variant(key) == before


def test_a_lost_row_is_made_again_with_the_same_question(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    begins(lea, rentree)
    for given in range(8):
        lea.goes_on(key)
        kept = lea.state(key)
        lea.desk.sql("delete from practice")
        again = lea.state(key)
        assert (again.assessment, again.step, again.evidence) == (kept.assessment, given, ())
        lea.taps(f"begin:{key}")
        question = lea.state(key).question
        assert kept.question is not None
        assert question is not None
        assert (question.challenge, question.variant) == (kept.question.challenge, kept.question.variant)
        lea.answers_one(key, right=given % 3 > 0)


def test_progress_says_how_far_it_is(lea: Phone, rentree: Campaign) -> None:
    def progress() -> tuple[int, int]:
        return lea.desk.turn(lambda tx: taking.progress(lea.turn(tx), rentree))

    assert progress() == (0, 12)
    begins(lea, rentree)
    lea.answers_one(key_of(rentree))
    assert progress() == (1, 12)


def test_a_second_tap_begins_nothing_twice(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    assert "déjà noté" in read(begins(lea, rentree))
    assert len(lea.stored(rows.assessments)) == 1


def test_several_campaigns_run_at_a_time_beside_a_positioning(lea: Phone, rentree: Campaign) -> None:
    other = campaign_of(lea.desk, target=targets.write_topics({"motdepasse": 6, "hameconnage": 6}, 8))
    begins(lea, rentree)
    begins(lea, other)
    lea.taps("begin:4.1")
    for _ in range(3):
        asked = {skill_asked(lea, key) for key in (key_of(rentree), key_of(other), "4.1")}
        assert len(asked) == 3
        for key in (key_of(rentree), key_of(other), "4.1"):
            lea.answers_one(key)
    finishes(lea, other)
    finishes(lea, rentree)
    lea.finishes("4.1")
    assert all(same_bytes(lea))


def test_a_retry_asks_what_was_missed_and_keeps_the_best(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    finishes(lea, rentree, right=3)
    first = attempt(lea, rentree)
    known = {answer.skill for answer in lea.answers() if answer.verdict == "right"}
    lea.desk.clock.advance(timedelta(days=4))
    begins(lea, rentree)
    words = read(finishes(lea, rentree, right=0))
    second = attempt(lea, rentree)
    assert (first.attempt, second.attempt) == (1, 2)
    again = {answer.skill for answer in lea.answers() if answer.assessment_id == second.id}
    assert not again & known
    best = max(first.mastery or 0, second.mastery or 0)
    assert f"meilleur résultat\xa0: {best}\u202f%" in words
    assert len(attempts(lea, rentree)) == 2


def test_a_zero_is_never_shamed(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    words = read(finishes(lea, rentree, right=0))
    assert attempt(lea, rentree).mastery == 0
    assert "0\u202f%" not in words
    assert "point de départ" in words


def test_who_knows_everything_is_told_so(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    words = read(finishes(lea, rentree, right=4))
    assert (attempt(lea, rentree).mastery or 0) > 80
    assert "▰▰▰▰" in words


def test_badges_and_stages_are_those_of_a_ready_made_target(desk: Desk, lea: Phone) -> None:
    desk.library = bank_with_targets()
    protect = campaign_of(desk, target=targets.write_ready("se-proteger"))
    begins(lea, protect)
    words = read(finishes(lea, protect, right=4))
    came_to = result(lea, protect)
    assert came_to.badges
    assert came_to.badges[0].title in words
    assert came_to.stage in words
    assert CampaignResult.from_json(came_to.to_json()) == came_to


def test_a_test_begun_before_the_deadline_is_late_after_it(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    lea.desk.clock.advance(timedelta(days=8))
    words = read(finishes(lea, rentree))
    assert attempt(lea, rentree).late
    assert "en retard" in words


def test_after_the_deadline_nothing_goes_on_where_late_is_refused(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    strict = changes(lea.desk, rentree, late_allowed=0)
    begins(lea, strict)
    lea.answers_one(key)
    lea.desk.clock.advance(timedelta(days=8))
    words = read(lea.answers_one(key, right=False))
    assert "date limite est passée" in words
    assert "Rien n'est perdu" in words
    assert lea.state(key).step == 1
    assert len(lea.answers()) == 1
    assert "date limite" in read(lea.taps(f"begin:{key}"))
    changes(lea.desk, strict, deadline_at=to_ms(lea.desk.clock.now() + timedelta(days=1)))
    lea.taps(f"begin:{key}")
    finishes(lea, strict)
    assert attempt(lea, strict).completed_at is not None


def test_a_campaign_that_was_closed_says_so(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    begins(lea, rentree)
    closed = changes(lea.desk, rentree, closed_at=1)
    told = lea.taps(lea.about(key, "skip"))
    assert "est fermé" in read(told)
    assert lea.button("m_mine")
    emptied = [call for call in told if call.method == "editMessageReplyMarkup"]
    assert [call.params["reply_markup"] for call in emptied] == [{"inline_keyboard": []}]
    assert lea.answers() == []
    assert "est fermé" in read(begins(settled(lea.desk), closed))


def test_the_copy_of_ones_data_tells_a_campaign_by_its_code(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    lea.answers_one(key_of(rentree))
    (sent,) = lea.commands("mesdonnees")
    assert sent.file is not None
    (test,) = json.loads(sent.file.args[1])["positionnements"]
    assert test["parcours"] == rentree.code
    assert "compétence" not in test


def test_a_campaign_that_was_deleted_says_so(lea: Phone, rentree: Campaign) -> None:
    key = key_of(rentree)
    begins(lea, rentree)
    lea.answers_one(key)
    lea.desk.sql("delete from campaign")
    assert "n'existe plus" in read(lea.taps(lea.about(key, "skip")))
    lea.desk.clock.advance(timedelta(minutes=1))
    assert "n'existe plus" in read(lea.taps(f"begin:{key}"))
    assert len(lea.answers()) == 1
    lea.commands("start")
    lea.commands("profil")


def test_a_phone_is_told_when_a_computer_is_needed(desk: Desk, rentree: Campaign) -> None:
    desk.library = on_computers_only()
    tom = settled(desk, device="phone")
    words = read(begins(tom, rentree))
    assert "demande un ordinateur" in words
    assert attempts(tom, rentree) == []
    lea = settled(desk)
    begins(lea, rentree)
    assert finishes(lea, rentree)


def test_other_people_have_nothing_to_tap(lea: Phone, rentree: Campaign) -> None:
    begins(lea, rentree)
    key, tom = key_of(rentree), settled(lea.desk)
    for data in {data for _, data in lea.shown if key in data}:
        tom.taps(data)
    assert tom.answers() == []
    assert tom.state(key) == Practice(key)
    assert lea.state(key).step == 0


def test_the_result_comes_out_of_the_answers_again(lea: Phone, rentree: Campaign) -> None:
    works(lea, "1.1", most=6)
    begins(lea, rentree)
    finishes(lea, rentree, right=2)
    works(lea, "4.1", most=3)
    assert same_bytes(lea) == [True]
    lea.desk.clock.advance(timedelta(days=8))
    lea.finishes("4.1")
    lea.taps("reset:4.1:2")
    assert all(same_bytes(lea))
    assert lea.desk.turn(lambda tx: rebuilt(lea.turn(tx), key_of(rentree))).assessment is None


def test_the_target_of_these_stories_is_what_they_think() -> None:
    found = targets.skills_of(bank(), TARGET)
    assert len({skill.topic for skill in found}) == 4
    assert len(found) >= 12


def test_a_teacher_is_told_vous(desk: Desk, rentree: Campaign) -> None:
    teacher = Schooling(desk).teacher()
    begins(teacher, rentree)
    assert "Votre résultat" in read(finishes(teacher, rentree))


def test_a_pupil_of_a_class_goes_from_the_code_to_the_result_and_finds_it_again(desk: Desk) -> None:
    school = Schooling(desk)
    teacher = school.teacher()
    room = school.classroom(teacher)
    lea, made = school.pupil(room, "Léa Martin"), school.campaign(teacher, room)
    lea.writes(made.code)
    assert "Question 1 / 8 au plus" in read(lea.taps(lea.button("m_go")))
    lea.answers_one(key_of(made))
    lea.taps(lea.about(key_of(made), "pause"))
    lea.commands("parcours")
    lea.taps(lea.button("m_show"))
    assert "Question 2 / 8 au plus" in read(lea.taps(lea.button("m_go")))
    finishes(lea, made)
    kept = attempt(lea, made)
    assert (kept.name, kept.pupil_id is None) == ("Léa Martin", False)
    again = read(lea.taps(pack("m_result", kept.id)))
    assert f"Maîtrise\xa0: {kept.mastery}\u202f%" in again
    assert "est envoyé" not in again
    assert "Étape" not in read(lea.taps(lea.button("answers")))
