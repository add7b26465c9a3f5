"""The jury publishes: results become what candidates, teachers and certificates show."""

from bot.usecases import rights
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def publish(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Publish every result that is ready, and again those that changed since. Raises NotAllowed."""
    rights.sitting(turn, sitting_id, "organiser")
    return []
