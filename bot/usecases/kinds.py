"""Which kind of test a key stands for."""

from bot.usecases.certification.testing import CertificationTest
from bot.usecases.express import Express
from bot.usecases.keys import EXPRESS, is_campaign, is_certification
from bot.usecases.kind import Kind
from bot.usecases.one_competence import Positioning
from bot.usecases.participation.testing import CampaignTest
from bot.usecases.turn import Turn

_POSITIONING, _EXPRESS, _CAMPAIGN, _CERTIFICATION = (
    Positioning(),
    Express(),
    CampaignTest(),
    CertificationTest(),
)


def kind_of(key: str) -> Kind:
    """The kind of the test of this key; an unknown key is that of a competence that is not there."""
    if key == EXPRESS:
        return _EXPRESS
    if is_certification(key):
        return _CERTIFICATION
    return _CAMPAIGN if is_campaign(key) else _POSITIONING


def available(turn: Turn, key: str) -> bool:
    """True when there is something to ask in the test of this key."""
    return kind_of(key).available(turn, key)
