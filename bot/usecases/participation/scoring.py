"""From the answers of an attempt to its result: mastery, stage, badges, topics, what was missed."""

from collections.abc import Collection, Mapping, Sequence

from bot import engine
from bot.content import Skill
from bot.content.framework import COMPETENCES
from bot.content.targeting import Badge
from bot.engine import Verdict
from bot.store.practice import StoredAnswer
from bot.usecases.campaigns.targets import CampaignTarget
from bot.usecases.participation.results import (
    CampaignResult,
    CompetenceMastery,
    EarnedBadge,
    TopicMastery,
    percent,
)
from bot.usecases.results import canonical


def validated(
    known: engine.Profile,
    answers: Mapping[str, Sequence[engine.Answer]],
    shown: Mapping[str, Collection[str]],
) -> frozenset[str]:
    """Skills of the target that count as validated; `shown`: those that already are in their competences."""
    return engine.mastered(known, answers, {skill for some in shown.values() for skill in some})


def text_of(known: engine.Profile, mastered: frozenset[str]) -> str:
    """What is kept of an attempt to be computed again: the same bytes for the same answers."""
    return canonical(
        {
            code: {
                "share": round(each.share, 6),
                "validated": sorted(mastered & (each.bank.target or frozenset())),
            }
            for code, each in known.posteriors.items()
        }
    )


def result_of(
    target: CampaignTarget,
    skills: Sequence[Skill],
    mastered: frozenset[str],
    answers: Sequence[StoredAnswer],
) -> CampaignResult:
    """The result of an attempt; `answers` are its own, in order."""
    mastery = percent(sum(skill.id in mastered for skill in skills), len(skills))
    stage = next((each for each in reversed(target.stages) if each.at <= mastery), None)
    return CampaignResult(
        mastery=mastery,
        skills=len(skills),
        validated=sum(skill.id in mastered for skill in skills),
        asked=len(answers),
        right=sum(map(_right, answers)),
        stage=stage.title if stage else "",
        stage_words=stage.words if stage else "",
        badges=tuple(
            EarnedBadge(badge.id, badge.title, badge.words)
            for badge in target.badges
            if _earned(badge, skills, mastered)
        ),
        competences=_by_competence(skills, mastered),
        topics=_by_topic(skills, mastered, answers),
        missed=_missed(skills, mastered, answers),
    )


def _earned(badge: Badge, skills: Sequence[Skill], mastered: frozenset[str]) -> bool:
    """True when every criterion holds; one whose topics have left the bank does not."""
    for criterion in badge.criteria:
        tested = [skill for skill in skills if not criterion.topics or skill.topic in criterion.topics]
        if percent(sum(skill.id in mastered for skill in tested), len(tested)) < criterion.at:
            return False
    return True


def _by_competence(skills: Sequence[Skill], mastered: frozenset[str]) -> dict[str, CompetenceMastery]:
    found = {}
    for code in COMPETENCES:
        own = [skill for skill in skills if skill.competence == code]
        if own:
            found[code] = CompetenceMastery(len(own), sum(skill.id in mastered for skill in own))
    return found


def _by_topic(
    skills: Sequence[Skill], mastered: frozenset[str], answers: Sequence[StoredAnswer]
) -> dict[str, TopicMastery]:
    found = {}
    for topic in dict.fromkeys(skill.topic for skill in skills):
        own = {skill.id: skill for skill in skills if skill.topic == topic}
        given = [answer for answer in answers if answer.skill in own]
        found[topic] = TopicMastery(
            competence=next(iter(own.values())).competence,
            skills=len(own),
            validated=sum(skill in mastered for skill in own),
            asked=len(given),
            right=sum(map(_right, given)),
        )
    return found


def _missed(
    skills: Sequence[Skill], mastered: frozenset[str], answers: Sequence[StoredAnswer]
) -> tuple[str, ...]:
    """The easiest skill failed of each topic, the easiest of all first."""
    failed = {answer.skill for answer in answers if not _right(answer)} - mastered
    easiest: dict[str, Skill] = {}
    for skill in sorted((each for each in skills if each.id in failed), key=lambda each: each.level):
        easiest.setdefault(skill.topic, skill)
    return tuple(skill.id for skill in easiest.values())


def _right(answer: StoredAnswer) -> bool:
    return answer.verdict == Verdict.RIGHT
