"""Letters of several parts: who teaches and has a child there reads one message."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.outcomes_letters import SittingLetter
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes import Letter, PupilLetter
from bot.usecases.reminders.outcomes_families import FamilyLetter
from bot.usecases.reminders.outcomes_staff import StaffLetter
from bot.views import letters, letters_families, letters_staff, sittings_letters
from bot.views.showing import Showing

PARTS: dict[type[Outcome], Callable[[Showing, Any], letters.Part]] = {
    SittingLetter: sittings_letters.part,
    PupilLetter: letters.pupil_part,
    FamilyLetter: letters_families.part,
    StaffLetter: letters_staff.part,
}


def letter(showing: Showing, outcome: Letter) -> list[Call]:
    """One message where Telegram takes it."""
    return letters.sent(showing, [PARTS[type(each)](showing, each) for each in outcome.parts])


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {Letter: letter}
