"""Letters about sittings: each thing that is told, and the longest words."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.certification.outcomes_letters import SittingLetter, SittingLine, Told
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_families import ChildTold, FamilyLetter

HOSTILE = "<b>Salle & \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
LINE = SittingLine(Told.SUMMONS, "jeudi 24 septembre à 14 h", "Salle 12", "Collège", "Mme Diallo", 105)
LONG = SittingLine(Told.SUMMONS, "mercredi 30 septembre 2026 à 14 h 30", HOSTILE, HOSTILE, HOSTILE, 210)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    for told in Told:
        if told is not Told.CERTIFIED:  # is told at home
            yield SittingLetter((replace(LINE, told=told), replace(LONG, told=told)))
        yield FamilyLetter((ChildTold("Léa", "6e B", sittings=(replace(LONG, told=told),)),), 0)
    yield SittingLetter((replace(LINE, told=Told.NEARER, days=1), replace(LONG, told=Told.NEARER, days=7)))
    yield SittingLetter((replace(LINE, room="", organiser="", minutes=30),))
    shown = replace(LINE, told=Told.CERTIFIED)
    for status, total in (("issued", 128), ("issued", 0), ("rejected", None), ("cancelled", None)):
        line = replace(shown, status=status, total=total)
        yield FamilyLetter((ChildTold("Léa", "6e B", sittings=(line,)),), 0)
