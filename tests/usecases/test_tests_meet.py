"""What happens where two tests, or a test and a changed bank, meet."""

from dataclasses import replace

import pytest

from bot.content import Library
from bot.usecases.outcomes import EXPRESS
from tests.usecases.desk import Desk, bank
from tests.usecases.expressing import last, same_bytes, settled, skill_asked, works


def with_skill_in(code: str, skill_id: str) -> Library:
    """The bank after its authors moved a skill to another competence, with the topic it is in."""
    competences = dict(bank().competences)
    for other, one in competences.items():
        topics = [topic for topic in one.topics if all(s.id != skill_id for s in topic.skills)]
        competences[other] = replace(one, topics=tuple(topics))
    topic = next(
        topic
        for one in bank().competences.values()
        for topic in one.topics
        if any(skill.id == skill_id for skill in topic.skills)
    )
    moved = replace(topic, skills=tuple(replace(skill, competence=code) for skill in topic.skills))
    competences[code] = replace(competences[code], topics=(*competences[code].topics, moved))
    return Library(competences.values())


def test_a_skill_that_moves_while_it_is_asked_is_answered_where_it_was_asked(desk: Desk) -> None:
    lea = settled(desk)
    works(lea, "4.1", most=3)
    desk.library = with_skill_in("1.1", skill_asked(lea, "4.1"))
    lea.taps(lea.about("4.1", "skip"))
    assert {answer.competence for answer in lea.answers()} == {"4.1"}
    works(lea, "1.1", most=2)
    assert [answer.competence for answer in lea.answers()][-2:] == ["1.1", "1.1"]


@pytest.mark.parametrize("lost", [False, True])
def test_a_positioning_that_a_smaller_bank_ends_is_replayed_to_the_same_bytes(desk: Desk, lost: bool) -> None:
    lea = settled(desk)
    works(lea, "4.1", most=5)
    asked = {answer.skill for answer in lea.answers()}
    one = bank().competences["4.1"]
    topics = [
        replace(topic, skills=kept)
        for topic in one.topics
        if (kept := tuple(skill for skill in topic.skills if skill.id in asked))
    ]
    desk.library = Library([bank().competences["1.1"], replace(one, topics=tuple(topics))])
    if lost:
        desk.sql("delete from practice")
    lea.taps("begin:4.1")
    assert last(lea).result is not None
    assert same_bytes(lea) == [True]


def test_a_positioning_does_not_give_away_the_question_of_a_paused_express(desk: Desk) -> None:
    for _ in range(8):
        lea = settled(desk)
        works(lea, most=2)
        waiting = skill_asked(lea, EXPRESS)
        lea.taps(lea.button("pause"))
        skill = bank().skill(waiting)
        assert skill is not None
        works(lea, skill.competence)
        own = [answer for answer in lea.answers() if answer.assessment_id == last(lea).id]
        assert own
        assert waiting not in {answer.skill for answer in own}
