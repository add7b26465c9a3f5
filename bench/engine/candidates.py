"""Candidates of a certification: what their positionings left, and what they answer in a sitting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.engine.ours import as_bank
from bench.engine.world import WorldAnswer, WorldBank, WorldPupil
from bot.engine import (
    CERTIFICATION,
    Answer,
    Ask,
    Asked,
    AskIn,
    Bank,
    Direct,
    Held,
    Rules,
    Shown,
    certifiable,
    chosen,
    decide,
    decide_together,
    posterior,
    profile,
    shown,
)

Answering = Callable[[str], WorldAnswer]
"""How a candidate answers an item, by its key."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil after the positionings of all the competences."""

    banks: Mapping[str, Bank]
    told: Sequence[WorldBank]
    pupil: WorldPupil
    evidence: Mapping[str, Sequence[Answer]]
    held: Sequence[Held]

    @property
    def certifiable(self) -> bool:
        """Level 1 or more in at least five competences."""
        return certifiable({each.competence: each.level for each in self.held})


def candidate(told: Sequence[WorldBank], pupil: WorldPupil, seed: int) -> Candidate:
    """The pupil after as many positionings as there are banks, led as pupils get them (first sitting)."""
    banks = {each.competence: as_bank(each) for each in told}
    evidence: dict[str, list[Answer]] = {}
    held = []
    for code in banks:
        evidence[code], seen = _positioning(banks, evidence, code, pupil, seed)
        held.append(Held(code, seen.level, int(seen.pix + 1e-9)))
    return Candidate(banks, told, pupil, evidence, held)


def _positioning(
    banks: Mapping[str, Bank], before: Mapping[str, Sequence[Answer]], code: str, pupil: WorldPupil, seed: int
) -> tuple[list[Answer], Shown]:
    bank, answers, seen = banks[code], list[Answer](), None
    prior = profile(banks, before).posteriors[code].prior
    known = posterior(bank, answers, prior)
    while isinstance(choice := decide(bank, known, answers, Rules(), seed), Ask):
        given = pupil.sittings[0][choice.item]
        answers.append(Answer(choice.item, given.correct, given.seconds))
        known = posterior(bank, answers, prior)
        seen = shown(bank, answers, known, seen)
    return answers, seen or Shown()


def adaptive_sitting(who: Candidate, answering: Answering, seed: int) -> list[Asked]:
    """32 questions, chosen by the answers of the sitting alone."""
    answers: dict[str, list[Answer]] = {code: [] for code in who.banks}
    asked = []
    while isinstance(
        choice := decide_together(profile(who.banks, answers), answers, CERTIFICATION, seed), AskIn
    ):
        given = answering(choice.item)
        answers[choice.competence].append(Answer(choice.item, given.correct, given.seconds))
        asked.append(Asked(choice.competence, choice.item, given.correct, given.seconds))
    return asked


def profile_sitting(who: Candidate, answering: Answering, seed: int) -> list[Asked]:
    """Three questions in each certifiable competence, about skills validated directly."""
    asked = []
    for held in who.held:
        if held.level:
            for _, item in chosen(_direct(who, held.competence), seed):
                given = answering(item)
                asked.append(Asked(held.competence, item, given.correct, given.seconds))
    return asked


def _direct(who: Candidate, code: str) -> list[Direct]:
    """Every item has variants enough: an unseen one is always left."""
    bank = who.banks[code]
    right = {answer.item for answer in who.evidence[code] if answer.correct}
    skills = {item.skill for item in bank.items if item.key in right}
    return [
        Direct(skill.key, skill.topic, skill.level, tuple(i.key for i in bank.items if i.skill == skill.key))
        for skill in bank.skills
        if skill.key in skills
    ]
