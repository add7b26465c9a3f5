"""Which test: a competence's positioning, the «Profil express», a campaign's, a sitting's; its questions."""

import re
from dataclasses import dataclass, field

from bot.content.framework import COMPETENCES

BLOCK = 5  # questions between two checkpoints
SITTING = 8  # questions of a «Profil express» between two pictures
REVIEWED = 10  # questions of an exam that are listed together once it is over
EXPRESS = "express"  # stands where a competence does, for the test over all of them
TRAINING, EXAM = "@", "!"  # before the code of a campaign, stand where a competence does, for its test
SITTING_TEST = "#"  # before the access code of a sitting, stands where a competence does, for its test
_CAMPAIGN = re.compile(r"[@!][A-Z]{6}[2-9]{3}")
_CERTIFICATION = re.compile(r"#[A-Z]{6}[2-9]{3}")


def is_positioning(key: str) -> bool:
    """True for the test of one competence, which alone changes what is shown of it."""
    return key in COMPETENCES


def is_campaign(key: str) -> bool:
    """True for a campaign's test."""
    return _CAMPAIGN.fullmatch(key) is not None


def is_certification(key: str) -> bool:
    """True for the test of a mock certification."""
    return _CERTIFICATION.fullmatch(key) is not None


def sitting_code(key: str) -> str:
    """The access code of the sitting whose test this is."""
    return key[1:]


def is_exam(key: str) -> bool:
    """True for a campaign's exam: its answers count in it alone."""
    return key.startswith(EXAM)


def campaign_code(key: str) -> str:
    """The code of the campaign whose test this is."""
    return key[1:]


def is_test(key: str) -> bool:
    """True for whatever can stand where a competence does in a button."""
    return is_positioning(key) or key == EXPRESS or is_campaign(key) or is_certification(key)


def block_size(key: str) -> int:
    """Questions between two pauses; of an exam, which has none, questions listed together."""
    if key == EXPRESS:
        return SITTING
    return REVIEWED if is_exam(key) else BLOCK


@dataclass(frozen=True, slots=True)
class StepRef:
    """Which question a button is about; `of`, `place` and `minutes` say how it is shown, 0 and None not."""

    competence: str
    assessment: int
    step: int
    of: int = field(default=0, compare=False)  # out of how many it is counted
    place: int = field(default=0, compare=False)  # which one it is for the candidate of a certification
    minutes: int | None = field(default=None, compare=False)  # that a candidate has left, rounded up

    @property
    def number(self) -> int:
        """Place in its block, from 1; in the whole test of a campaign or sitting, whose length is known."""
        if self.place:
            return self.place
        return (
            self.step if is_campaign(self.competence) else (self.step - 1) % block_size(self.competence) + 1
        )

    @property
    def size(self) -> int:
        """Out of how many it is counted: those of its block, or of a campaign's test at most."""
        return self.of or block_size(self.competence)

    @property
    def block(self) -> int:
        """Which block it is in, from 0."""
        return (self.step - 1) // block_size(self.competence)
