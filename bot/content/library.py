"""The bank in memory: competences, topics, skills and their challenges."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from random import Random

from bot import engine
from bot.content.framework import COMPETENCES
from bot.content.guessing import Odds
from bot.content.program import Program, still
from bot.content.schema import ChallengeSpec, CompetenceSpec, Kind, Needs, SkillSpec, TopicSpec, TutorialSpec
from bot.content.targeting import Target
from bot.content.typography import typeset, typeset_html
from bot.content.variant import Picture, Variant


@dataclass(frozen=True, slots=True)
class Tutorial:
    """A short lesson: `title` is plain, `body` and `try_` (one thing to do at once) are Telegram's HTML."""

    title: str
    body: str
    try_: str
    picture: Picture | None = None


@dataclass(frozen=True, eq=False)
class Challenge:
    """A question with holes; `render` fills them.

    `guess`: the chance of a right answer by chance alone. `variants`: how many different ones it has.
    """

    id: str
    skill: str
    kind: Kind
    needs: Needs
    seconds: int | None
    guess: float
    variants: int
    spec: ChallengeSpec = field(repr=False)

    @cached_property
    def program(self) -> Program:
        """Its templates, compiled when they are first needed. Raises ContentError when one cannot be read."""
        return Program(self.spec)


@dataclass(frozen=True, eq=False)
class Skill:
    """What a pupil can do at one level of a topic."""

    id: str
    competence: str
    topic: str
    level: int
    can: str
    tutorial: Tutorial
    challenges: tuple[Challenge, ...]


@dataclass(frozen=True, eq=False)
class Topic:
    """A chain of skills from easy to hard."""

    id: str
    title: str
    skills: tuple[Skill, ...]


@dataclass(frozen=True, eq=False)
class Competence:
    """One of the 16, with what the bank has for it."""

    code: str
    title: str
    topics: tuple[Topic, ...]

    @property
    def skills(self) -> Iterator[Skill]:
        return (skill for topic in self.topics for skill in topic.skills)

    @property
    def challenges(self) -> Iterator[Challenge]:
        return (challenge for skill in self.skills for challenge in skill.challenges)

    @cached_property
    def bank(self) -> engine.Bank:
        """The same as the engine sees it."""
        skills = [engine.Skill(skill.id, skill.topic, skill.level) for skill in self.skills]
        items = [
            engine.Item(each.id, each.skill, each.guess, variants=each.variants) for each in self.challenges
        ]
        return engine.Bank.of(skills, items)


class Library:
    """Every competence that has content, by code; topics, skills, challenges and targets by id."""

    def __init__(self, competences: Iterable[Competence], targets: Iterable[Target] = ()) -> None:
        self.competences: Mapping[str, Competence] = {each.code: each for each in competences}
        self.targets: Mapping[str, Target] = {each.target: each for each in targets}
        self._topics = {topic.id: topic for each in self.competences.values() for topic in each.topics}
        self._skills = {skill.id: skill for each in self.competences.values() for skill in each.skills}
        self._challenges = {
            challenge.id: challenge for skill in self._skills.values() for challenge in skill.challenges
        }

    def skill(self, skill_id: str) -> Skill | None:
        """None when the bank no longer has it."""
        return self._skills.get(skill_id)

    def challenge(self, challenge_id: str) -> Challenge | None:
        """None when the bank no longer has it."""
        return self._challenges.get(challenge_id)

    def topic(self, topic_id: str) -> Topic | None:
        """None when the bank no longer has it."""
        return self._topics.get(topic_id)

    def aimed_at(self, target: Target) -> list[Skill]:
        """The skills that a target tests: those of its topics up to their levels."""
        return [
            skill
            for topic_id, highest in target.topics.items()
            for skill in self._topics[topic_id].skills
            if skill.level <= highest
        ]


@lru_cache(maxsize=2048)
def render(challenge: Challenge, seed: int) -> Variant:
    """The variant of a challenge for a seed, always the same. Raises ContentError when there is none."""
    random = Random(f"{challenge.id}:{seed}")  # noqa: S311 - a reproducible drawing, nothing secret
    return challenge.program.variant(seed, random.randrange, random)


def competence_of(spec: CompetenceSpec, odds: Mapping[str, Odds]) -> Competence:
    """The competence that a file describes; `odds` are those of each challenge."""

    def topic(part: TopicSpec) -> Topic:
        return Topic(part.id, typeset(part.title), tuple(skill(part, each) for each in part.skills))

    def skill(topic: TopicSpec, part: SkillSpec) -> Skill:
        skill_id = f"{topic.id}{part.level}"
        challenges = tuple(challenge(skill_id, each) for each in part.challenges)
        can, tutorial = typeset(part.can), _tutorial(part.tutorial)
        return Skill(skill_id, spec.competence, topic.id, part.level, can, tutorial, challenges)

    def challenge(skill_id: str, part: ChallengeSpec) -> Challenge:
        known = odds[part.id]
        return Challenge(
            part.id, skill_id, Kind(part.kind), part.needs, part.seconds, known.guess, known.variants, part
        )

    topics = tuple(topic(part) for part in spec.topics)
    return Competence(spec.competence, COMPETENCES[spec.competence], topics)


def _tutorial(spec: TutorialSpec) -> Tutorial:
    picture = still(spec.picture) if spec.picture else None
    body, try_ = typeset_html(spec.body.strip()), typeset_html(spec.try_.strip())
    return Tutorial(typeset(spec.title), body, try_, picture)
