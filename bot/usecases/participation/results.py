"""What an attempt came to, as `participation.result` keeps it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class CompetenceMastery:
    """Of one competence of the target: its skills there, and how many of them are validated."""

    skills: int
    validated: int

    @property
    def mastery(self) -> int:
        """Percent, rounded down."""
        return percent(self.validated, self.skills)


@dataclass(frozen=True, slots=True)
class TopicMastery:
    """Of one topic of the target; `asked` and `right` are questions of this attempt."""

    competence: str
    skills: int
    validated: int
    asked: int
    right: int

    @property
    def mastery(self) -> int:
        """Percent, rounded down."""
        return percent(self.validated, self.skills)


@dataclass(frozen=True, slots=True)
class EarnedBadge:
    """A badge as it was called when it was earned."""

    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """An attempt's result; `mastery` in percent, rounded down.

    `competences` by code and `topics` by id, in the order of the framework and of the target. `missed`: the
    easiest skill failed of each topic, whose tutorials come first. `stage` is '' where the target has none.
    """

    mastery: int
    skills: int
    validated: int
    asked: int
    right: int
    stage: str
    stage_words: str
    badges: tuple[EarnedBadge, ...]
    competences: Mapping[str, CompetenceMastery]
    topics: Mapping[str, TopicMastery]
    missed: tuple[str, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "CampaignResult":
        """The inverse of `to_json`."""
        document = json.loads(text)
        badges = tuple(EarnedBadge(**each) for each in document["badges"])
        competences = {code: CompetenceMastery(**each) for code, each in document["competences"].items()}
        topics = {topic: TopicMastery(**each) for topic, each in document["topics"].items()}
        missed = tuple(document["missed"])
        parts = {"badges": badges, "competences": competences, "topics": topics, "missed": missed}
        return cls(**{**document, **parts})


def percent(part: int, whole: int) -> int:
    """Rounded down, so that a threshold is reached only when it really is."""
    return 100 * part // whole if whole else 0
