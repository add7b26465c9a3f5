"""The adaptive set: the next question after each answer, by the answers of this test alone."""

from collections.abc import Set

from bot import engine
from bot.engine import CERTIFICATION, Answer, AskIn, Stop, StopReason
from bot.usecases import positioning
from bot.usecases.certification.urn import Urn, as_asked


def most(urn: Urn) -> int:
    """How many questions there are: one a topic, as far as the device and the bank go."""
    skills = (urn.turn.library.skill(each) for each in _open_skills(urn))
    return min(CERTIFICATION.most, len({(each.competence, each.topic) for each in skills if each}))


def choice(urn: Urn) -> AskIn | Stop:
    """The question that waits, or the next one; after a withdrawn one, of its level where there is one.

    The class helps to choose, as in a positioning; the profile does not.
    """
    if urn.shown is not None:
        return as_asked(urn.shown)
    usable = _usable(urn)
    if level := _wanted_level(urn):
        found = _decide(urn, {each for each in usable if _level(urn, each) == level})
        if isinstance(found, AskIn):
            return found
    return _decide(urn, usable)


def _wanted_level(urn: Urn) -> int | None:
    latest = urn.lines[-1] if urn.lines else None
    return urn.level(latest.question) if latest is not None and urn.is_out(latest) else None


def _decide(urn: Urn, usable: Set[str]) -> AskIn | Stop:
    """The engine's choice, without challenges of which nothing new is left."""
    answers = _answers(urn)
    if sum(map(len, answers.values())) >= urn.opening.most:
        return Stop(StopReason.MOST)
    banks = {code: each.bank for code, each in urn.turn.library.competences.items()}
    known = engine.profile(banks, answers, positioning.population_of(urn.turn.person))
    while True:
        found = engine.decide_together(known, answers, CERTIFICATION, urn.seed, usable)
        old = urn.old([found.item]) if isinstance(found, AskIn) else None
        if not old:
            return found
        usable = usable - old


def _answers(urn: Urn) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for each in urn.counted:
        if each.answer is not None:
            answer = Answer(each.question.challenge, each.right, each.seconds)
            found.setdefault(each.question.competence, []).append(answer)
    return found


def _usable(urn: Urn) -> set[str]:
    """Challenges that may come: of skills that were not asked, withdrawn ones included."""
    asked = {each.question.skill for each in urn.lines}
    return {
        challenge.id
        for competence in urn.turn.library.competences.values()
        for challenge in competence.challenges
        if challenge.skill not in asked and urn.opens(challenge)
    }


def _open_skills(urn: Urn) -> set[str]:
    found = (urn.turn.library.challenge(each) for each in _usable(urn))
    return {each.skill for each in found if each}


def _level(urn: Urn, challenge_id: str) -> int | None:
    challenge = urn.turn.library.challenge(challenge_id)
    skill = urn.turn.library.skill(challenge.skill) if challenge else None
    return skill.level if skill else None
