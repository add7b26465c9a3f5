"""Class rosters: a teacher's file into names of pupils, and those against what a class already has."""

from bot.rosters.comparing import Arrival, Comparison, Known, Match, Unsure, compare
from bot.rosters.lines import Doubt, Line, Roster
from bot.rosters.names import key
from bot.rosters.reading import read
from bot.rosters.refusals import MAX_BYTES, Reason, RosterRefused, check

__all__ = [
    "MAX_BYTES",
    "Arrival",
    "Comparison",
    "Doubt",
    "Known",
    "Line",
    "Match",
    "Reason",
    "Roster",
    "RosterRefused",
    "Unsure",
    "check",
    "compare",
    "key",
    "read",
]
