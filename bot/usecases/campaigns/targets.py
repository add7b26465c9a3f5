"""What a campaign tests: a ready-made target of the bank, or topics that a teacher chose."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content import Library, Needs, Skill
from bot.content.targeting import Badge, Stage, Target, TopicId
from bot.content.typography import typeset

FEWEST, MOST = 5, 64  # questions
USUAL = 20
HIGHEST = 8  # level
OWN_TITLE = "Sujets choisis"
STAGES = (
    Stage(at=0, title="Premiers pas", words="Tu sais par quoi commencer : lis les leçons de la liste."),
    Stage(at=25, title="En chemin", words="Tu as de premières bases. Les leçons t'aident pour la suite."),
    Stage(at=50, title="Sur la bonne voie", words="Tu sais déjà faire la moitié de ce qui est demandé."),
    Stage(at=75, title="Presque tout", words="Tu maîtrises l'essentiel. Bravo !"),
)
"""Of a target that a teacher composed."""


class TargetState(StrEnum):
    """Whether a campaign's target can be tested."""

    READY = "ready"
    UNCHOSEN = "unchosen"
    GONE = "gone"  # the ready-made target, or every topic, left the bank


@dataclass(frozen=True, slots=True)
class CampaignTarget:
    """What a campaign tests, in at most so many `questions`.

    `topics` gives the highest level asked of each topic, and holds only what the bank has; it is empty unless
    `state` is READY. `slug` names a ready-made target, '' for topics a teacher chose.
    """

    title: str
    about: str
    questions: int
    topics: dict[TopicId, int]
    stages: tuple[Stage, ...]
    badges: tuple[Badge, ...]
    slug: str = ""
    state: TargetState = TargetState.READY


def read_target(library: Library, text: str) -> CampaignTarget:
    """The target of a campaign, from its column `target`; never raises for a target that left the bank."""
    if not text:
        return _nothing(TargetState.UNCHOSEN, "")
    kept = json.loads(text)
    if "ready" in kept:
        found = library.targets.get(kept["ready"])
        return ready_made(found) if found else _nothing(TargetState.GONE, kept["ready"])
    return _chosen(library, kept["topics"], kept["questions"])


def ready_made(target: Target) -> CampaignTarget:
    """A target of the bank, as a campaign uses it."""
    return CampaignTarget(
        target.title,
        target.about,
        target.questions,
        dict(target.topics),
        target.stages,
        target.badges,
        target.target,
    )


def write_ready(slug: str) -> str:
    """The column `target` for a ready-made one."""
    return json.dumps({"ready": slug}, separators=(",", ":"))


def write_topics(topics: Mapping[TopicId, int], questions: int) -> str:
    """The column `target` for topics with the highest level of each; '' when there is none."""
    if not topics:
        return ""
    return json.dumps({"topics": dict(topics), "questions": questions}, separators=(",", ":"))


def skills(library: Library, target: CampaignTarget) -> list[Skill]:
    """The skills that a target tests: those of its topics up to their levels."""
    return skills_of(library, target.topics)


def vanished(library: Library, text: str) -> bool:
    """True when a target was chosen, and the bank has nothing of it any more."""
    return bool(text) and not skills(library, read_target(library, text))


def skills_of(library: Library, topics: Mapping[TopicId, int]) -> list[Skill]:
    """The skills of topics up to a level each; topics that left the bank have none."""
    found = ((library.topic(topic_id), highest) for topic_id, highest in topics.items())
    return [skill for topic, highest in found if topic for skill in topic.skills if skill.level <= highest]


def phone_friendly(library: Library, topics: Mapping[TopicId, int]) -> float:
    """Share of the skills that a pupil can be tested on with nothing but a phone; 0 when there is none."""
    tested = skills_of(library, topics)
    return sum(map(on_a_phone, tested)) / len(tested) if tested else 0.0


def on_a_phone(skill: Skill) -> bool:
    """True when one of its challenges needs nothing but a phone."""
    return any(challenge.needs is Needs.NOTHING for challenge in skill.challenges)


def _chosen(library: Library, topics: Mapping[TopicId, int], questions: int) -> CampaignTarget:
    """Topics that a teacher chose; those without a skill at their level any more are left out."""
    kept = {topic: cap for topic, cap in topics.items() if skills_of(library, {topic: cap})}
    if not kept:
        return _nothing(TargetState.GONE, "")
    at_most = min(questions, len(skills_of(library, kept)))  # one a skill
    return CampaignTarget(typeset(OWN_TITLE), _listed(library, kept), at_most, kept, STAGES, ())


def _listed(library: Library, topics: Iterable[TopicId]) -> str:
    """The titles of the topics, in a row."""
    return ", ".join(topic.title for topic in map(library.topic, topics) if topic)


def _nothing(state: TargetState, slug: str) -> CampaignTarget:
    return CampaignTarget("", "", 0, {}, STAGES, (), slug, state)
