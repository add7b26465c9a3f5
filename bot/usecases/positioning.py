"""Between a pupil's state and the engine: which evidence counts how much, which question comes next."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache, partial
from typing import TypeVar

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

Choice = TypeVar("Choice")


def engine_answers(practice: Practice, now_ms: int) -> list[engine.Answer]:
    """The evidence as the engine takes it: answers of other tests weigh less as they age."""
    return weighed(practice.evidence, practice.assessment, now_ms)


def weighed(evidence: Iterable[Evidence], running: int | None, now_ms: int) -> list[engine.Answer]:
    """Answers as they count in the test that runs."""
    return [
        engine.Answer(each.challenge, each.correct, each.seconds, _weight(each, running, now_ms))
        for each in evidence
    ]


def _weight(evidence: Evidence, running: int | None, now_ms: int) -> float:
    if evidence.assessment == running:
        return 1.0
    age = max(0, now_ms - evidence.at) // DAY_MS  # whole days: what answers say is then remembered for a day
    return float(EARLIER_WEIGHT * 0.5 ** (age / HALF_LIFE_DAYS))


def posterior(practice: Practice, bank: engine.Bank, now_ms: int) -> engine.Posterior:
    """What the evidence says of the pupil."""
    return engine.posterior(bank, engine_answers(practice, now_ms), engine.Prior(*practice.prior))


def assess(
    practice: Practice, bank: engine.Bank, now_ms: int, max_level: int
) -> tuple[Practice, engine.Posterior]:
    """The state with its estimate, validated skills, pix and level brought up to date, and what says so."""
    answers = _taking_nothing_away(practice, bank, engine_answers(practice, now_ms))
    known = posterior(practice, bank, now_ms)
    before = engine.Shown(practice.validated, practice.pix, practice.level) if practice.estimate else None
    shown = engine.shown(bank, answers, known, before, max_level=max_level)
    # A level is not celebrated on an answer that was not read: it will be with the next one that was.
    unread = bool(practice.evidence) and engine.hasty(practice.evidence[-1].seconds)
    assessed = replace(
        practice,
        estimate=(round(known.level, 6), round(known.error, 6)),
        validated=shown.validated,
        pix=round(shown.pix, 6),  # 63.999999999999 is 64
        level=shown.level,
        announced=practice.announced if unread else max(practice.announced, shown.level),
    )
    return assessed, known


def _taking_nothing_away(
    practice: Practice, bank: engine.Bank, answers: Sequence[engine.Answer]
) -> list[engine.Answer]:
    """The answers without those in which another test saw a skill missed that is shown as validated.

    What is shown falls by the answers of positionings only, one at a time.
    """
    return [
        answer
        for answer in answers
        if answer.correct or answer.weight == 1 or _skill_of(bank, answer.item) not in practice.validated
    ]


def _skill_of(bank: engine.Bank, item: str) -> str | None:
    number = bank.item_index.get(item)
    return None if number is None else bank.items[number].skill


def decide(
    practice: Practice,
    known: engine.Posterior,
    competence: Competence,
    person: Person,
    now_ms: int,
    elsewhere: frozenset[str] = frozenset(),
) -> engine.Ask | engine.Stop:
    """The next question of the running positioning, or why it ends; the same for the same state.

    `elsewhere`: skills that another test is asking now, asked last of all.

    The class of the pupil helps to choose the questions. It never changes what answers are worth: two pupils
    who answer alike are shown the same, whatever class they said. What another test has seen known is asked
    only when nothing else is left.
    """
    choose = partial(
        engine.decide,
        competence.bank,
        engine.given(known.likelihood, known.prior.narrowed(population_of(person))),
        engine_answers(practice, now_ms),
        RULES,
        seed=practice.assessment or 0,
        usable=usable(practice, competence, person.device),
    )
    others = [each for each in practice.evidence if each.assessment != practice.assessment]
    seen = seen_known(others, competence.bank)
    return sparing(choose, practice.settled, seen, elsewhere)


def sparing(choose: Callable[..., Choice], settled: frozenset[str], *spared: frozenset[str]) -> Choice:
    """The choice among the skills that are not settled; those spared come when nothing else is left.

    Of several sets, the first one is given up first.
    """
    choice = choose(settled=settled.union(*spared))
    if not spared or choice != engine.Stop(engine.StopReason.NOTHING_LEFT):
        return choice
    return sparing(choose, settled, *spared[1:])


def population_of(person: Person) -> engine.Prior:
    """What is believed of somebody before any answer, from the class alone."""
    return engine.population(person.grade if person.role == "pupil" else None)


def seen_known(evidence: Iterable[Evidence], bank: engine.Bank) -> frozenset[str]:
    """Skills of which the latest of these answers was right."""
    latest = {_skill_of(bank, each.challenge): each.correct for each in evidence}
    return frozenset(skill for skill, right in latest.items() if skill and right)


def usable(practice: Practice, competence: Competence, device: Device | None) -> Set[str]:
    """Challenges this device can open; one already met only where its skill has no other."""
    skill_of = _openable(competence, device)
    met = {e.challenge for e in practice.evidence} & skill_of.keys()
    if not met:
        return skill_of.keys()
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
    own = [each for each in practice.evidence if each.assessment == practice.assessment]
    return not practice.haste_said and in_haste(own)


def in_haste(evidence: Iterable[Evidence]) -> bool:
    """True when at least two of these answers came too fast to have been read."""
    return sum(engine.hasty(each.seconds) for each in evidence) >= HASTY_ANSWERS


def prior_from_others(
    library: Library, practices: Mapping[str, Practice], competence: str, now_ms: int
) -> engine.Prior:
    """What the pupil's answers in other competences say of this one."""
    known = {code: each for code, each in practices.items() if code in library.competences}
    banks = {code: library.competences[code].bank for code in {competence, *known}}
    answers = {code: engine_answers(each, now_ms) for code, each in known.items()}
    return engine.profile(banks, answers).posteriors[competence].prior
