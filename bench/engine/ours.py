"""Our engine, as a certification leads it and as pupils get it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bench.engine.contender import Earlier, Estimate
from bench.engine.world import WorldAnswer, WorldBank
from bot.engine import (
    SHARPEST,
    Answer,
    Ask,
    AskIn,
    Bank,
    Item,
    JointRules,
    Posterior,
    Prior,
    Rules,
    Skill,
    decide,
    decide_together,
    posterior,
    profile,
)

_ENDLESS = 10_000


@lru_cache(maxsize=64)
def as_bank(bank: WorldBank) -> Bank:
    """The bank as our engine is told it."""
    levels = {skill.key: skill.level for skill in bank.skills}
    return Bank.of(
        [Skill(skill.key, skill.topic, skill.level) for skill in bank.skills],
        [
            Item(i.key, i.skill, guess=i.guess, slope=i.slope, difficulty_offset=i.told - levels[i.skill])
            for i in bank.items
        ],
    )


class Ours:
    """Our engine in one competence. `population`: what it is told of the pupils."""

    def __init__(self, name: str, rules: Rules, population: Prior | None = None) -> None:
        self.name = name
        self._rules = rules
        self._population = population

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,
    ) -> "OurSession":
        """Begin a test; answers in other competences make the prior."""
        prior = self._population
        if earlier is not None:
            banks = {each.competence: as_bank(each) for each in (bank, *earlier[0])}
            answers = {
                code: [Answer(item, a.correct, a.seconds) for item, a in given]
                for code, given in earlier[1].items()
            }
            prior = profile(banks, answers, self._population).posteriors[bank.competence].prior
        return OurSession(as_bank(bank), self._rules, seed, usable, prior)


class OurSession:
    """One test, which goes on after its own end when it is asked to."""

    def __init__(
        self, bank: Bank, rules: Rules, seed: int, usable: Collection[str] | None, prior: Prior | None
    ) -> None:
        self._bank = bank
        self._rules = rules
        self._seed = seed
        self._usable = usable
        self._prior = prior
        self._answers: list[Answer] = []
        self._known = posterior(bank, [], prior)

    def next(self) -> str | None:
        """What `decide` wants, were the test to go on."""
        endless = replace(self._rules, most=_ENDLESS, least=_ENDLESS)
        choice = self._decide(endless)
        return choice.item if isinstance(choice, Ask) else None

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Bring the posterior up to date."""
        self._answers.append(Answer(item, answer.correct, answer.seconds))
        self._known = posterior(self._bank, self._answers, self._prior)

    def ended(self) -> bool:
        """True when the rules say stop."""
        return not isinstance(self._decide(self._rules), Ask)

    def estimate(self) -> Estimate:
        """The posterior's level, error, interval and mastery."""
        return _said(self._known)

    def _decide(self, rules: Rules) -> object:
        return decide(self._bank, self._known, self._answers, rules, self._seed, self._usable)


class OursTogether:
    """Our engine over a whole profile."""

    def __init__(self, name: str, rules: JointRules) -> None:
        self.name = name
        self._rules = rules

    def sit(self, banks: Sequence[WorldBank], seed: int) -> "OurJointSession":
        """Begin a test."""
        return OurJointSession({bank.competence: as_bank(bank) for bank in banks}, self._rules, seed)


class OurJointSession:
    """One joint test."""

    def __init__(self, banks: Mapping[str, Bank], rules: JointRules, seed: int) -> None:
        self._banks = banks
        self._rules = rules
        self._seed = seed
        self._answers: dict[str, list[Answer]] = {code: [] for code in banks}
        self._known = profile(banks, self._answers)

    def next(self) -> tuple[str, str] | None:
        """What `decide_together` wants."""
        choice = decide_together(self._known, self._answers, self._rules, self._seed)
        return (choice.competence, choice.item) if isinstance(choice, AskIn) else None

    def take(self, competence: str, item: str, answer: WorldAnswer) -> None:
        """Bring the profile up to date."""
        self._answers[competence].append(Answer(item, answer.correct, answer.seconds))
        self._known = profile(self._banks, self._answers)

    def levels(self) -> Mapping[str, Estimate]:
        """What is said of every competence."""
        return {code: _said(known) for code, known in self._known.posteriors.items()}


def _said(known: Posterior) -> Estimate:
    return Estimate(known.level, known.error, known.interval(), known.mastery)


def sharpest() -> Ours:
    """Information alone."""
    return Ours("Tremplin, sharpest", SHARPEST)


def for_pupils() -> Ours:
    """As pupils get it."""
    return Ours("Tremplin, for pupils", Rules())
