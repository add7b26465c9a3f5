"""The rules of practice, each at its edges: waits, checkpoints, weights, devices, priors, tutorials, time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import Challenge, Kind, Skill
from bot.content.schema import Needs
from bot.store import practice as rows
from bot.store.base import Tx
from bot.transport.events import EventKind
from bot.usecases import positioning, tutorials
from bot.usecases.outcomes import TutorialsShown
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.turn import Rules
from tests.usecases.desk import Desk, Phone, bank, challenges, read
from tests.views.acceptable import buttons

MOMENT = timedelta(milliseconds=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


# Waits


@pytest.mark.parametrize(
    ("wait", "opens"),
    [(4 * DAY - MOMENT, False), (4 * DAY, True), (4 * DAY + MOMENT, True), (0 * DAY, False)],
)
def test_improving_opens_four_days_after_the_last_answer(lea: Phone, wait: timedelta, opens: bool) -> None:
    lea.finishes("4.1")
    lea.desk.clock.advance(wait)
    said = read(lea.taps("begin:4.1"))
    assert ("Question 1 / 5" in said) == opens
    assert ("Encore un peu de patience" in said) != opens


@pytest.mark.parametrize(
    ("wait", "opens"),
    [(7 * DAY - MOMENT, False), (7 * DAY, True), (7 * DAY + MOMENT, True), (0 * DAY, False)],
)
def test_a_reset_opens_seven_days_after_the_last_answer(lea: Phone, wait: timedelta, opens: bool) -> None:
    lea.finishes("4.1")
    lea.desk.clock.advance(wait)
    said = read(lea.taps("reset:4.1:2"))
    assert ("remis à zéro" in said) == opens
    assert (lea.state("4.1") == Practice("4.1")) == opens
    counting = lea.stored(rows.counting_answers, "4.1")
    assert (counting == []) == opens
    assert lea.answers() != []


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(), "4 jours"),
        (2 * DAY, "2 jours"),
        (2 * DAY + MOMENT, "2 jours"),
        (2 * DAY + timedelta(hours=1), "47 heures"),
        (4 * DAY - timedelta(hours=1), "1 heure"),
        (4 * DAY - MOMENT, "1 heure"),
    ],
)
def test_a_wait_is_said_rounded_up(lea: Phone, wait: timedelta, words: str) -> None:
    lea.finishes("4.1", right=False)
    lea.desk.clock.advance(wait)
    assert f"dans {words}." in read(lea.taps("begin:4.1"))


def test_a_reset_asks_twice_and_says_what_is_lost(lea: Phone) -> None:
    lea.finishes("4.1")
    lea.desk.clock.advance(7 * DAY)
    level = lea.state("4.1").level
    assert f"ton niveau {level}" in read(lea.taps("reset:4.1:0"))
    assert "Vraiment sûr" in read(lea.taps(lea.button("reset")))
    assert lea.state("4.1").level == level
    assert "remis à zéro" in read(lea.taps(lea.button("reset")))


def test_a_running_positioning_does_not_wait(lea: Phone) -> None:
    lea.taps("begin:4.1")
    lea.answers_one("4.1")
    assert "C'est déjà noté" in read(lea.taps("begin:4.1"))  # the second of two quick taps
    lea.desk.clock.advance(timedelta(seconds=3))
    assert "Question 2 / 5" in read(lea.taps("begin:4.1"))


# Checkpoints


def test_a_checkpoint_comes_every_five_answers_with_these_five(lea: Phone) -> None:
    lea.taps("begin:4.1")
    for step in range(1, 8):
        shown = lea.answers_one("4.1", right=False)
        opened = [d for call in shown for d in buttons(call) if d.startswith("detail:")]
        if step == 5:
            assert "Étape" in read(shown)
            assert [data.split(":")[-1] for data in opened] == ["1", "2", "3", "4", "5"]
            assert lea.goes_on("4.1")
        else:
            assert opened == []


def test_the_end_shows_the_answers_since_the_last_checkpoint(lea: Phone) -> None:
    given = lea.finishes("4.1")
    listed = [data for _, data in lea.shown if data.startswith("detail:")][-((given - 1) % 5 + 1) :]
    last = range((given - 1) // 5 * 5 + 1, given + 1)
    assert [int(data.split(":")[-1], 36) for data in listed] == list(last)
    assert lea.person().screen is None  # type: ignore[union-attr]  # settled above


def test_a_checkpoint_comes_back_after_one_of_its_answers(lea: Phone) -> None:
    lea.taps("begin:4.1")
    for _ in range(6):
        lea.answers_one("4.1", right=False)
        lea.goes_on("4.1")
    first = next(data for _, data in lea.shown if data.startswith("detail:"))
    assert "Réponse attendue" in read(lea.taps(first))
    back = lea.taps(lea.button("checkpoint"))
    assert sum(data.startswith("detail:") for data in buttons(back[-1])) == 5


# Evidence


@pytest.mark.parametrize(
    ("assessment", "age", "weight"),
    [
        (2, 0 * DAY, 1.0),
        (2, 900 * DAY, 1.0),  # a positioning that runs for long
        (1, 0 * DAY, 0.8),
        (1, 180 * DAY, 0.4),
        (1, 360 * DAY, 0.2),
        (1, -1 * DAY, 0.8),  # a clock that went back
    ],
)
def test_earlier_answers_weigh_less_as_they_age(assessment: int, age: timedelta, weight: float) -> None:
    now = 1_789_000_000_000
    evidence = Evidence(assessment, "x", True, 20.0, now - age // MOMENT)
    practice = Practice("4.1", assessment=2, evidence=(evidence,))
    assert positioning.engine_answers(practice, now)[0].weight == pytest.approx(weight)


# Challenges a device can open, and those met before


def usable(met: list[Challenge], device: str | None = "computer", competence: str = "4.1") -> set[str]:
    evidence = tuple(Evidence(1, each.id, True, 20.0, 0) for each in met)
    practice = Practice(competence, assessment=2, evidence=evidence)
    found = positioning.usable(practice, bank().competences[competence], device)  # type: ignore[arg-type]  # a word of Device
    return {each.id for each in challenges(competence) if each.id in found}


@pytest.mark.parametrize("competence", sorted(bank().competences))
def test_a_phone_is_never_asked_what_needs_a_computer(competence: str) -> None:
    everything = {each.id for each in challenges(competence)}
    openable = {each.id for each in challenges(competence) if each.needs is Needs.NOTHING}
    assert openable < everything
    assert usable([], "computer", competence) == everything
    assert usable([], "phone", competence) == openable
    assert usable([], None, competence) == openable


def of_skill(skill: Skill, *needs: Needs) -> list[Challenge]:
    return [each for each in skill.challenges if each.needs in needs]


def test_a_challenge_met_before_gives_way_to_another_of_its_skill() -> None:
    skill = next(each for each in bank().competences["4.1"].skills if len(each.challenges) > 1)
    met, *others = skill.challenges
    assert met.id not in usable([met])
    assert {each.id for each in others} <= usable([met])


def test_a_skill_of_which_all_was_met_is_asked_again() -> None:
    skill = next(iter(bank().competences["4.1"].skills))
    assert {each.id for each in skill.challenges} <= usable(list(skill.challenges))


def test_what_cannot_be_opened_is_no_other_challenge() -> None:
    skill = next(
        each
        for competence in bank().competences.values()
        for each in competence.skills
        if of_skill(each, Needs.NOTHING) and of_skill(each, Needs.COMPUTER, Needs.DOCUMENTS)
    )
    met = of_skill(skill, Needs.NOTHING)
    offered = usable(met, "phone", skill.competence)
    assert {each.id for each in met} <= offered
    assert not {each.id for each in met} & usable(met, "computer", skill.competence)


def test_an_improvement_asks_nothing_that_is_validated(lea: Phone) -> None:
    lea.finishes("4.1")
    lea.desk.clock.advance(4 * DAY)
    before = lea.state("4.1").validated
    lea.taps("begin:4.1")
    while lea.goes_on("4.1"):
        challenge = bank().challenge(lea.variant("4.1").challenge_id)
        assert challenge is not None
        assert challenge.skill not in before
        lea.answers_one("4.1", right=False)


# Tutorials


def missed(lea: Phone, *skills: Skill) -> None:
    def miss(tx: Tx) -> None:
        for skill in skills:
            rows.miss_skill(tx, lea.turn(tx).person.id, skill.competence, skill.id, 0)

    lea.desk.turn(miss)


def listed(lea: Phone, page: int = 0) -> TutorialsShown:
    (shown,) = lea.desk.turn(lambda tx: tutorials.listed(lea.turn(tx), page))
    assert isinstance(shown, TutorialsShown)
    return shown


def test_the_easiest_missed_of_each_topic_comes_first_and_saved_ones_last(lea: Phone) -> None:
    first, second = bank().competences["4.1"].topics[:2]
    easy, hard = first.skills[0], first.skills[-1]
    other, saved = second.skills[1], second.skills[0]
    missed(lea, hard, other, easy)
    lea.taps(f"keep:{saved.id}:1")
    lea.taps(f"keep:{hard.id}:1")
    shown = listed(lea)
    expected = sorted([easy, other], key=lambda skill: (skill.level, skill.id))
    assert [line.skill for line in shown.missed] == [each.id for each in [*expected, hard]]
    assert [line.skill for line in shown.saved] == [saved.id]


@pytest.mark.parametrize(("page", "shown"), [(-3, 0), (0, 0), (1, 1), (2, 2), (99, 2)])
def test_tutorials_come_six_a_page(lea: Phone, page: int, shown: int) -> None:
    missed(lea, *list(bank().competences["4.1"].skills)[:13])
    found = listed(lea, page)
    assert (found.page, found.pages) == (shown, 3)
    assert len(found.missed) == (6, 6, 1)[shown]


def test_a_missed_skill_is_listed_until_it_is_mastered(lea: Phone) -> None:
    lea.taps("begin:4.1")
    lea.answers_one("4.1", right=False)
    (answer,) = lea.answers()
    assert [line.skill for line in listed(lea).missed] == [answer.skill]
    for _ in range(40):
        if not lea.goes_on("4.1"):
            lea.desk.clock.advance(4 * DAY)
            lea.taps("begin:4.1")
        lea.answers_one("4.1")
        if answer.skill in lea.state("4.1").validated:
            break
    assert answer.skill in lea.state("4.1").validated
    assert listed(lea).missed == ()


# Time


@pytest.fixture
def timed() -> Challenge:
    """A question with a time limit, of 4.1."""
    return next(each for each in challenges() if each.seconds is not None)


@pytest.mark.parametrize(("late", "verdict"), [(-1, "right"), (0, "right"), (1, "late")])
def test_a_right_answer_after_the_limit_is_late(
    lea: Phone, timed: Challenge, late: int, verdict: str
) -> None:
    lea.taps("begin:4.1")
    lea.is_asked(timed, "4.1")
    lea.desk.clock.advance(SECOND * ((timed.seconds or 0) + late))
    lea.answers_one("4.1")
    assert lea.answers()[-1].verdict == verdict


@pytest.mark.parametrize(("after_pause", "verdict"), [(0, "right"), (1, "late")])
def test_time_in_a_pause_does_not_count(lea: Phone, timed: Challenge, after_pause: int, verdict: str) -> None:
    lea.taps("begin:4.1")
    lea.is_asked(timed, "4.1")
    lea.desk.clock.advance(SECOND * 15)
    lea.taps(lea.button("pause"))
    lea.desk.clock.advance(DAY)
    lea.taps("begin:4.1")
    lea.desk.clock.advance(SECOND * ((timed.seconds or 0) - 15 + after_pause))
    lea.answers_one("4.1")
    assert lea.answers()[-1].verdict == verdict
    assert lea.answers()[-1].seconds == (timed.seconds or 0) + after_pause


def test_time_starts_when_telegram_has_the_question(lea: Phone) -> None:
    lea.marks_at_once = False
    lea.taps("begin:4.1")
    lea.desk.clock.advance(SECOND * 90)
    lea.reads_all()
    lea.desk.clock.advance(SECOND * 10)
    lea.answers_one("4.1")
    assert lea.answers()[-1].seconds == 10


def test_a_text_sent_in_time_is_in_time_when_it_comes_late(lea: Phone) -> None:
    text = next(each for each in challenges() if each.kind is Kind.TEXT)
    lea.taps("begin:4.1")
    lea.is_asked(text, "4.1")
    lea.desk.clock.advance(SECOND * 30)
    sent_at = lea.desk.clock.now()
    lea.desk.clock.advance(SECOND * 3600)
    lea.does(EventKind.TEXT, lea.next_message(), text=lea.right_text("4.1"), at=sent_at)
    assert (lea.answers()[-1].seconds, lea.answers()[-1].verdict) == (30, "right")


# Settings


@pytest.mark.parametrize("most", [2, 5])
def test_levels_and_pix_stop_at_the_setting(most: int) -> None:
    lea = Phone(Desk(Rules(max_level=most)))
    lea.settles()
    lea.finishes("4.1")
    assert (lea.state("4.1").level, lea.state("4.1").pix) == (most, 8 * most)
    assert f"{8 * most} / {16 * 8 * most} pix" in read(lea.commands("profil"))
    lea.desk.close()


def test_a_lower_setting_hides_the_levels_above(lea: Phone) -> None:
    lea.finishes("4.1")
    assert lea.state("4.1").level > 2
    lea.desk.rules = replace(lea.desk.rules, max_level=2)
    assert "Niveau 2" in read(lea.taps("competence:4.1"))
