"""What a campaign's test aims at: the skills of its target, in the competences that have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.content import Library, Skill
from bot.engine import Bank
from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.usecases.campaigns.targets import CampaignTarget, read_target, skills
from bot.usecases.keys import EXAM, TRAINING, campaign_code
from bot.usecases.turn import Turn


@dataclass(frozen=True, eq=False, slots=True)
class Aim:
    """A target as the engine sees it: `banks` by competence, each aimed at the target's skills of it."""

    target: CampaignTarget
    skills: tuple[Skill, ...]
    banks: Mapping[str, Bank]

    @property
    def questions(self) -> int:
        """At most: one a skill, and no more than the target says."""
        return min(self.target.questions, len(self.skills))


@lru_cache(maxsize=256)  # a bank is aimed once, and its tables shared by all pupils
def aim_at(library: Library, target: str) -> Aim | None:
    """The aim of a campaign's column `target`; None when the bank has none of its skills."""
    read = read_target(library, target)
    found = tuple(skills(library, read))
    if not found:
        return None
    codes = sorted({skill.competence for skill in found})
    aimed = {
        code: library.competences[code].bank.aimed_at({s.id for s in found if s.competence == code})
        for code in codes
    }
    return Aim(read, found, aimed)


def key_of(campaign: Campaign) -> str:
    """What stands where a competence does for this campaign's test."""
    return (EXAM if campaign.mode == "exam" else TRAINING) + campaign.code


def campaign_of(turn: Turn, key: str) -> Campaign | None:
    """The campaign whose test has this key; None when it was deleted, or is of another mode now."""
    found = campaigns.of_code(turn.tx, campaign_code(key))
    return found if found is not None and key_of(found) == key else None
