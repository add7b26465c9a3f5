"""Between a pupil's state and the engine: which evidence counts how much, which question comes next."""

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import lru_cache

from bot import engine
from bot.content import Competence, Library
from bot.content.schema import Needs
from bot.store.people import Device, Person
from bot.usecases.practice_state import Evidence, Practice

DAY_MS = 86_400_000
# The next two are part of the model: raise engine.versions.MODEL_VERSION with them.
EARLIER_WEIGHT = 0.8  # of an answer from an earlier positioning (shared recipe: "0.8 recent")
HALF_LIFE_DAYS = 180
HASTY_ANSWERS = 2  # in one positioning: one may be luck, or a question known by heart
RULES = engine.Rules()


def engine_answers(practice: Practice, now_ms: int) -> list[engine.Answer]:
    """The evidence as the engine takes it: answers of earlier positionings weigh less as they age."""
    return [
        engine.Answer(e.challenge, e.correct, e.seconds, _weight(practice, e, now_ms))
        for e in practice.evidence
    ]


def _weight(practice: Practice, evidence: Evidence, now_ms: int) -> float:
    if evidence.assessment == practice.assessment:
        return 1.0
    age = max(0, now_ms - evidence.at) / DAY_MS
    return float(EARLIER_WEIGHT * 0.5 ** (age / HALF_LIFE_DAYS))


def posterior(practice: Practice, bank: engine.Bank, now_ms: int) -> engine.Posterior:
    """What the evidence says of the pupil."""
    return engine.posterior(bank, engine_answers(practice, now_ms), engine.Prior(*practice.prior))


def assess(
    practice: Practice, bank: engine.Bank, now_ms: int, max_level: int
) -> tuple[Practice, engine.Posterior]:
    """The state with its estimate, validated skills, pix and level brought up to date, and what says so."""
    answers = engine_answers(practice, now_ms)
    known = posterior(practice, bank, now_ms)
    before = engine.Shown(practice.validated, practice.pix, practice.level) if practice.estimate else None
    shown = engine.shown(bank, answers, known, before, max_level=max_level)
    assessed = replace(
        practice,
        estimate=(round(known.level, 6), round(known.error, 6)),
        validated=shown.validated,
        pix=round(shown.pix, 6),  # 63.999999999999 is 64
        level=shown.level,
        announced=max(practice.announced, shown.level),
    )
    return assessed, known


def decide(
    practice: Practice,
    known: engine.Posterior,
    competence: Competence,
    person: Person,
    now_ms: int,
) -> engine.Ask | engine.Stop:
    """The next question of the running positioning, or why it ends; the same for the same state.

    The class of the pupil helps to choose the questions. It never changes what answers are worth: two pupils
    who answer alike are shown the same, whatever class they said.
    """
    return engine.decide(
        competence.bank,
        engine.given(known.likelihood, _with_class(known.prior, person)),
        engine_answers(practice, now_ms),
        RULES,
        seed=practice.assessment or 0,
        usable=usable(practice, competence, person.device),
        settled=practice.settled,
    )


def _with_class(prior: engine.Prior, person: Person) -> engine.Prior:
    return prior.narrowed(engine.population(person.grade if person.role == "pupil" else None))


def usable(practice: Practice, competence: Competence, device: Device | None) -> Container[str]:
    """Challenges this device can open; one already met only where its skill has no other."""
    skill_of = _openable(competence, device)
    met = {e.challenge for e in practice.evidence} & skill_of.keys()
    if not met:
        return skill_of
    fresh = skill_of.keys() - met
    fresh_skills = {skill_of[key] for key in fresh}
    return fresh | {key for key in met if skill_of[key] not in fresh_skills}


@lru_cache(maxsize=64)
def _openable(competence: Competence, device: Device | None) -> Mapping[str, str]:
    """The challenges a device can open, each with its skill."""
    return {
        challenge.id: challenge.skill
        for challenge in competence.challenges
        if device == "computer" or challenge.needs == Needs.NOTHING
    }


def hurried(practice: Practice) -> bool:
    """True when the pupil should hear that nothing presses: two hasty answers, and it was not said yet."""
    if practice.haste_said:
        return False
    hasty_ones = sum(
        engine.hasty(e.seconds) for e in practice.evidence if e.assessment == practice.assessment
    )
    return hasty_ones >= HASTY_ANSWERS


def prior_from_others(
    library: Library, practices: Mapping[str, Practice], competence: str, now_ms: int
) -> engine.Prior:
    """What the pupil's answers in other competences say of this one."""
    known = {code: each for code, each in practices.items() if code in library.competences}
    banks = {code: library.competences[code].bank for code in {competence, *known}}
    answers = {code: engine_answers(each, now_ms) for code, each in known.items()}
    return engine.profile(banks, answers).posteriors[competence].prior
