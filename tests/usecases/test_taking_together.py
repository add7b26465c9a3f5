"""Campaigns that run at the same time as other tests on the same skills: none loses any of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import Challenge, Kind, Library
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.campaigns import targets
from bot.usecases.joint import asked_elsewhere
from bot.usecases.outcomes import EXPRESS
from bot.usecases.participation.aims import key_of
from tests.usecases.desk import Desk, Phone, bank, challenges, read
from tests.usecases.expressing import skill_asked, works
from tests.usecases.taking import attempt, begins, campaign_of, changes, finishes, result

ONE_SKILL = targets.write_topics({"motdepasse": 1}, 5)
SEVEN_SKILLS = targets.write_topics({"motdepasse": 8}, 20)


def of_one_skill() -> Library:
    """A bank that has nothing but the first skill of passwords."""
    one = bank().competences["4.1"]
    (topic,) = (topic for topic in one.topics if topic.id == "motdepasse")
    return Library([replace(one, topics=(replace(topic, skills=topic.skills[:1]),))])


def test_a_skill_on_screen_in_one_campaign_is_not_known_in_another(lea: Phone, desk: Desk) -> None:
    first, second = (campaign_of(desk, target=ONE_SKILL, name=name) for name in ("Lundi", "Mardi"))
    begins(lea, first)
    assert "Question 1 / 1 au plus" in read(begins(lea, second))
    finishes(lea, second, right=0)
    assert attempt(lea, second).mastery == 0


def test_a_skill_on_screen_elsewhere_comes_last_and_comes(lea: Phone, desk: Desk) -> None:
    first, second = (campaign_of(desk, target=SEVEN_SKILLS, name=name) for name in ("Lundi", "Mardi"))
    begins(lea, first)
    held = skill_asked(lea, key_of(first))
    begins(lea, second)
    finishes(lea, second, right=0)
    asked = [answer.skill for answer in lea.answers()]
    assert len(asked) == 7
    assert asked[-1] == held


def test_what_was_answered_meanwhile_in_the_other_campaign_is_known(lea: Phone, desk: Desk) -> None:
    first, second = (campaign_of(desk, target=SEVEN_SKILLS, name=name) for name in ("Lundi", "Mardi"))
    begins(lea, first)
    begins(lea, second)
    finishes(lea, second, right=4)
    finishes(lea, first, right=4)
    assert (result(lea, second).asked, result(lea, first).asked) == (7, 1)
    assert attempt(lea, first).mastery == 100


@pytest.mark.parametrize("test", ["4.1", EXPRESS])
def test_other_tests_ask_it_too_when_nothing_else_is_left(lea: Phone, desk: Desk, test: str) -> None:
    desk.library = of_one_skill()
    begins(lea, campaign_of(desk, target=ONE_SKILL))
    works(lea, test)
    assert [answer.skill for answer in lea.answers()] == ["motdepasse1"]


def test_a_campaign_that_cannot_go_on_keeps_nothing_to_itself(lea: Phone, desk: Desk) -> None:
    def held() -> frozenset[str]:
        return desk.turn(lambda tx: asked_elsewhere(lea.turn(tx)))

    campaign = campaign_of(desk, target=ONE_SKILL, deadline_at=None)
    begins(lea, campaign)
    assert held() == {"motdepasse1"}
    changes(desk, campaign, closed_at=1)
    assert not held()
    desk.sql("update campaign set closed_at = null, deadline_at = 1, late_allowed = 0")
    assert not held()
    desk.sql("update campaign set late_allowed = 1")
    assert held()
    desk.sql("delete from campaign")
    assert not held()


def on_screens(lea: Phone, first_kind: Kind, second_kind: Kind) -> tuple[Campaign, Campaign]:
    """Two campaigns, each with a question of a kind on screen, the second one below the first one."""
    first, second = (campaign_of(lea.desk, name=name) for name in ("Lundi", "Mardi"))
    for campaign, kind in ((first, first_kind), (second, second_kind)):
        begins(lea, campaign)
        lea.is_asked(of_kind(kind), key_of(campaign))
    lea.desk.clock.advance(timedelta(seconds=30))
    return first, second


def of_kind(kind: Kind) -> Challenge:
    return next(each for each in challenges() if each.kind is kind)


def given(phone: Phone, campaign: Campaign) -> int:
    """How many answers count in a campaign's attempt."""
    return sum(answer.assessment_id == attempt(phone, campaign).id for answer in phone.answers())


def test_a_reply_to_one_campaign_s_question_never_answers_another_s(lea: Phone) -> None:
    first, second = on_screens(lea, Kind.TEXT, Kind.TEXT)
    below = lea.state(key_of(second)).question
    lea.taps(pack("begin", key_of(first)))
    assert below is not None
    assert "avant la question" in read(lea.writes("14 jours", reply_to=below.message_id))
    assert lea.answers() == []
    lea.writes(lea.right_text(key_of(first)))
    assert (given(lea, first), given(lea, second)) == (1, 0)


def test_until_its_new_copy_arrives_a_text_answers_nothing(lea: Phone) -> None:
    first, _ = on_screens(lea, Kind.TEXT, Kind.TEXT)
    lea.marks_at_once = False
    lea.taps(pack("begin", key_of(first)))
    assert "avant la question" in read(lea.writes("14 jours"))
    assert lea.answers() == []
    lea.reads_all()
    lea.writes("14 jours")
    assert given(lea, first) == 1


def test_time_spent_before_another_test_came_between_counts(lea: Phone) -> None:
    first, _ = on_screens(lea, Kind.TEXT, Kind.TEXT)
    lea.taps(pack("begin", key_of(first)))
    lea.desk.clock.advance(timedelta(seconds=30))
    lea.writes(lea.right_text(key_of(first)))
    assert [answer.seconds for answer in lea.answers()] == [60.0]


def test_fields_begun_anew_are_filled_by_what_is_written_then(lea: Phone) -> None:
    first, second = on_screens(lea, Kind.FIELDS, Kind.TEXT)
    lea.taps(pack("begin", key_of(first)))
    lea.writes(lea.right_text(key_of(first)))
    lea.desk.clock.advance(timedelta(seconds=30))
    lea.taps(pack("begin", key_of(second)))
    lea.taps(lea.about(key_of(first), "clear"))
    lea.writes(lea.right_text(key_of(first)))
    question = lea.state(key_of(first)).question
    assert lea.answers() == []
    assert question is not None
    assert len(question.draft) == 1


def test_who_has_begun_goes_on_though_the_opening_was_moved(lea: Phone, desk: Desk) -> None:
    campaign = campaign_of(desk)
    begins(lea, campaign)
    changes(desk, campaign, opens_at=to_ms(desk.clock.now() + timedelta(days=1)))
    desk.clock.advance(timedelta(seconds=30))
    assert "Question 1" in read(lea.taps(pack("m_go", campaign.id)))
    assert "Rentrée" in read(lea.commands("parcours"))
