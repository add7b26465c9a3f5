"""Outcomes of the door of a sitting, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from itertools import product
from typing import get_args

from bot.store.sittings import RuleSet
from bot.usecases.certification.outcomes_door import (
    CandidateNameWanted,
    Choice,
    DoorShut,
    EntryAccepted,
    EntryRefused,
    EntryRequested,
    ForCandidates,
    IdentityAsked,
    MovedAway,
    NotCertifiable,
    NotStaff,
    NowInvigilator,
    PhoneTaken,
    RulesShown,
    ShutFor,
    WaitingShown,
    Where,
)
from bot.usecases.certification.outcomes_test import OnScreen
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
CODE = "WWWWWW999"
REF = StepRef(f"#{CODE}", LARGEST, 32)
NAME, ROOM_OF = "<" + "W" * 120, "&" + "é" * 29
PLACES = (
    Where("<" + "W" * 99, "mercredi 24 septembre 2026 à 13 h 30", "&" * 60),
    Where("Collège des Tilleuls", "mardi 24 novembre à 14 h", ""),
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    for place in PLACES:
        yield from _before(place)
        yield from _inside(place)
        yield from _staff(place)
    for running, busy, edit in product((True, False), repeat=3):
        yield EntryAccepted(LARGEST, NAME, ROOM_OF, running, busy, edit)
    yield EntryRefused(NAME)
    yield MovedAway(NAME)
    for media in (False, True):
        yield MovedAway(NAME, OnScreen(7, media, REF))
    yield MovedAway(NAME, OnScreen(None, media=True, ref=REF, also=(7, 8)))


def _before(place: Where) -> Iterator[Outcome]:
    for why, edit in product(get_args(ShutFor), (True, False)):
        yield DoorShut(why, place, place.moment if why == "early" else "", edit)
    one = Choice(LARGEST, NAME, ROOM_OF)
    for choices, certain in product(((one,), (one,) * 6), (True, False)):
        yield IdentityAsked(CODE, place, choices, certain)
    for refused in ("", "unreadable", "unknown"):
        yield CandidateNameWanted(place, refused)
    yield CandidateNameWanted(place, edit=True)


def _inside(place: Where) -> Iterator[Outcome]:
    for missing in (1, 5):
        yield NotCertifiable(LARGEST, NAME, place, 5 - missing, missing)
    for rules, extra in product(get_args(RuleSet), (0, 33)):
        yield RulesShown(LARGEST, NAME, ROOM_OF, place, rules, 105 + extra, extra)
    for present, authorised, edit in product((True, False), repeat=3):
        yield WaitingShown(LARGEST, NAME, ROOM_OF, place, present, authorised, 139, edit)
    yield WaitingShown(LARGEST, NAME, ROOM_OF, place, True, False, 139, False, news=True)
    for again in (True, False):
        yield EntryRequested(CODE, LARGEST, NAME, ROOM_OF, place, again)
    yield PhoneTaken(LARGEST, NAME, place)


def _staff(place: Where) -> Iterator[Outcome]:
    for role, sitting in (("guardian", None), ("teacher", None), ("teacher", LARGEST)):
        yield ForCandidates(role, place, sitting)
    for role in ("pupil", "guardian", "teacher"):
        yield NotStaff(role, place.school)
    for again in (True, False):
        yield NowInvigilator(LARGEST, place, again)
