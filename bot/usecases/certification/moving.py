"""Another phone in the middle of a sitting: the invigilator lets it in, its own tap brings the test there."""

from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def accept(turn: Turn, sitting_id: int, person_id: int) -> list[Elsewhere]:
    """The invigilator lets a phone in: who asked is told, with the button that brings the test there.

    Nothing when they ask no more, or were let in before. Raises NotAllowed.
    """
    raise NotImplementedError


def refuse(turn: Turn, sitting_id: int, person_id: int) -> list[Elsewhere]:
    """The invigilator does not: who asked is told. Nothing when they ask no more. Raises NotAllowed."""
    raise NotImplementedError


def go_on(turn: Turn, sitting_id: int, after: int) -> list[Outcome]:
    """«Continuer» on the phone that was let in. Raises NotAllowed for which was not."""
    raise NotImplementedError
