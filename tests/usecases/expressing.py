"""What tests of the «Profil express» have in common: pupils at work, and what they see and leave behind."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.content import Competence, Library
from bot.content.framework import COMPETENCES
from bot.store import practice as rows
from bot.store.practice import StoredAssessment
from bot.transport.calls import Call
from bot.usecases.outcomes import EXPRESS
from bot.usecases.replaying import replayed
from tests.usecases.desk import Desk, Phone, bank

CODES = sorted(bank().competences)


def settled(desk: Desk, **details: str) -> Phone:
    phone = Phone(desk)
    phone.settles(**details)
    return phone


def works(
    phone: Phone, test: str = EXPRESS, most: int = 99, seconds: float = 20, right: int = 3
) -> list[Call]:
    """Answers until the end, or so many; `right` of four in a row are right. What the last one brought."""
    phone.taps(f"begin:{test}")
    calls: list[Call] = []
    for step in range(most):
        if not phone.goes_on(test):
            break
        phone.desk.clock.advance(timedelta(seconds=seconds))
        calls = phone.answers_one(test, right=step % 4 < right)
    return calls


def picture(calls: list[Call]) -> dict[str, list[Any]]:
    """What the picture in these calls shows of each competence: level, low, high, asked, bounds before."""
    (lines,) = [call.file.args[0] for call in calls if call.file and call.file.maker == "express"]
    return {line[0]: line[1:] for line in lines}


def last(phone: Phone) -> StoredAssessment:
    return phone.stored(rows.assessments)[-1]


def same_bytes(phone: Phone) -> list[bool]:
    """Of every result, whether it comes out again."""
    kept = [each for each in phone.stored(rows.assessments) if each.result is not None]
    return [phone.desk.turn(lambda tx, id_=each.id: replayed(tx, id_)).same for each in kept]  # type: ignore[misc]  # bound now


def asked_level(phone: Phone, test: str) -> int:
    """The level of the question on screen."""
    return bank().skill(skill_asked(phone, test)).level  # type: ignore[union-attr]  # it is in the bank


def skill_asked(phone: Phone, test: str) -> str:
    challenge = phone.desk.library.challenge(phone.variant(test).challenge_id)
    assert challenge is not None
    return challenge.skill


def sixteen() -> Library:
    """A bank of 16 competences, each as 4.1 is."""

    def moved(code: str) -> Competence:
        one = bank().competences["4.1"]
        topics = []
        for topic in one.topics:
            skills = tuple(
                replace(
                    skill,
                    id=f"{skill.id}-{code}",
                    competence=code,
                    topic=f"{topic.id}-{code}",
                    challenges=tuple(
                        replace(each, id=f"{each.id}-{code}", skill=f"{skill.id}-{code}")
                        for each in skill.challenges
                    ),
                )
                for skill in topic.skills
            )
            topics.append(replace(topic, id=f"{topic.id}-{code}", skills=skills))
        return replace(one, code=code, topics=tuple(topics))

    return Library(moved(code) for code in COMPETENCES)
