"""Entering by a code: typed, scanned or followed, it leads to a campaign, a class or a sitting."""

from typing import cast

from rapidfuzz.distance import Levenshtein

from bot import engine
from bot.content import Variant
from bot.engine import FieldsKey
from bot.store import campaigns, classes, participation, sittings
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.codes import Code
from bot.store.people import Grade, Role
from bot.usecases import answering, asking, codes
from bot.usecases.certification import door, invigilating
from bot.usecases.certification import entering as candidates
from bot.usecases.classes import joining
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import landing, standing
from bot.usecases.participation.outcomes import (
    CodeAsked,
    CodesWait,
    CodeUnknown,
    ForPupils,
    Near,
    OtherClass,
    WhichClass,
)
from bot.usecases.turn import Turn

MOST_SLIPS = 2
ASKED = "m_code"  # the kind of dialog


def ask(turn: Turn) -> list[Outcome]:
    """«J'ai un code»: the next text is one."""
    asking.ask(turn, ASKED)
    return [CodeAsked()]


def by_code(turn: Turn, text: str) -> list[Outcome]:
    """What a code leads to: the page of its campaign, joining its class, a sitting, or what is wrong with it.

    During the wait that follows ten wrong ones nothing is looked up, so that it tells nothing.
    """
    if wait := codes.wait_ms(turn):
        return [CodesWait(wait)]
    if not codes.looks_like_a_code(text):
        return [CodeUnknown(readable=False, near=_near(turn, text))]
    found = codes.find(turn, text)
    if found is None:
        return _unknown(turn, text)
    code, what = found
    if what.kind == "class":
        return joining.by_class(turn, what.about)
    if what.kind in {"sitting", "invigilator"}:
        return _to_sitting(turn, what, text)
    campaign = campaigns.find(turn.tx, what.about)
    return _unknown(turn, text) if campaign is None else _enter(turn, campaign, code, text)


def _to_sitting(turn: Turn, what: Code, text: str) -> list[Outcome]:
    """A mock certification: the code of its candidates, or of its invigilators."""
    sitting = sittings.find(turn.tx, what.about)
    if sitting is None:
        return _unknown(turn, text)
    if what.kind == "invigilator":
        return invigilating.by_staff_code(turn, sitting)
    if sitting.announced_at is None and not door.runs(turn, sitting):  # a draft is nobody's business
        return _unknown(turn, text)
    return candidates.by_access_code(turn, sitting)


def _enter(turn: Turn, campaign: Campaign, code: str, text: str) -> list[Outcome]:
    if standing.leads(turn, campaign.id):
        return landing.preview(turn, campaign)
    if campaign.published_at is None:  # a draft is nobody's business
        return _unknown(turn, text)
    mine = standing.of(turn, campaign)
    if not standing.welcome(mine, code):
        return _not_in(turn, campaign, code)
    return landing.page(turn, mine, code)


def _not_in(turn: Turn, campaign: Campaign, code: str) -> list[Outcome]:
    """For who is in none of its classes: a way in, unless another class of the school is theirs."""
    if turn.person.role in {"guardian", "teacher"}:
        return [ForPupils(turn.person.role)]
    lines = classes.pupils_of_person(turn.tx, turn.person.id)
    schools = {room.school_id for line in lines if (room := classes.find(turn.tx, line.class_id))}
    rooms = joining.rooms_of(turn, Code("campaign", campaign.id))
    if campaign.school_id in schools or not rooms:
        return [OtherClass()]
    return [WhichClass(code, tuple((each.id, each.name) for each in rooms))]


def not_mine(_turn: Turn) -> list[Outcome]:
    """«Non» under the classes of a campaign."""
    return [OtherClass(edit=True)]


def meant_for(turn: Turn, text: str) -> tuple[Role, Grade | None] | None:
    """Who a code is for, and the class that newcomers need not be asked for, when it tells.

    None when it leads nowhere, or somebody must wait to know. It counts no wrong try: who looks here follows
    the code next.
    """
    found = None if codes.wait_ms(turn) else codes.find(turn, text)
    if found is None:
        return None
    what = found[1]
    if what.kind == "invigilator":
        return "teacher", None
    if what.kind == "sitting":
        return candidates.meant_for(turn, what.about)
    rooms = joining.rooms_of(turn, what)
    return None if rooms is None else ("pupil", _only_grade(rooms))


def _only_grade(rooms: list[Classroom]) -> Grade | None:
    """The level of the classes of a code, when all have the same."""
    levels = {each.level for each in rooms}
    return cast(Grade, levels.pop()) if len(levels) == 1 else None


def _unknown(turn: Turn, text: str) -> list[Outcome]:
    codes.led_nowhere(turn)
    return [CodeUnknown(near=_near(turn, text))]


def _near(turn: Turn, text: str) -> Near | None:
    """The campaign of the pupil's own classes whose code is nearest, if it is a slip away."""
    typed = codes.packed(text)
    mine = participation.campaigns_of(turn.tx, turn.person.id)
    open_ones = [each for each in mine if standing.phase(each, None, turn.now_ms) is standing.Phase.NEW]
    slips = {each.id: Levenshtein.distance(typed, each.code) for each in open_ones}
    nearest = min(open_ones, key=lambda each: slips[each.id], default=None)
    if nearest is None or slips[nearest.id] > MOST_SLIPS:
        return None
    return Near(nearest.id, nearest.name, nearest.code)


def means_a_code(turn: Turn, text: str) -> bool:
    """Whether a text that nobody asked for is meant as a code.

    What a question on screen takes for right is its answer, whatever it looks like. Something else is a code
    when it exists; else it counts among the wrong codes, or questions would be a way to guess at will.
    """
    if not codes.looks_like_a_code(text):
        return False
    variant = answering.awaited(turn)
    if variant is None:
        return True
    if takes(variant, text) or codes.wait_ms(turn):
        return False
    if codes.find(turn, text) is None:
        codes.led_nowhere(turn)
        return False
    return True


def takes(variant: Variant, text: str) -> bool:
    """True when a question answered by typing takes the text, for itself or for one of its fields."""
    keys = variant.key.fields if isinstance(variant.key, FieldsKey) else (variant.key,)
    return any(engine.grade(key, text) for key in keys)
