"""Campaigns that run at the same time as other tests on the same skills: none loses any of them."""

from dataclasses import replace

import pytest

from bot.content import Library
from bot.usecases.campaigns import targets
from bot.usecases.joint import asked_elsewhere
from bot.usecases.outcomes import EXPRESS
from bot.usecases.participation.aims import key_of
from tests.usecases.desk import Desk, Phone, bank, read
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
