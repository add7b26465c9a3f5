"""Letters of several parts: those that fit in one message, and those that don't."""

from collections.abc import Iterator

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes import Letter, PupilLetter
from bot.usecases.reminders.outcomes_families import ChildTold, FamilyLetter
from bot.usecases.reminders.outcomes_staff import StaffLetter
from tests.views import samples_letters, samples_letters_families, samples_letters_staff

SMALL = (
    FamilyLetter((ChildTold("Léa", "6e B", finished=("Rentrée",)),), samples_letters_families.NOW),
    StaffLetter((), (samples_letters_staff.RUNS,), samples_letters_staff.NOW),
)
LARGE = (
    PupilLetter((samples_letters.LONGEST,) * 8, others=1),
    FamilyLetter((samples_letters_families.FULL,) * 4, samples_letters_families.NOW),
    StaffLetter((samples_letters_staff.COUNTS,) * 9, (), samples_letters_staff.NOW),
)


def outcomes() -> Iterator[Outcome]:
    yield Letter(SMALL)
    yield Letter((PupilLetter((samples_letters.NEW,)), *SMALL))
    yield Letter(LARGE)
