"""From a moment for many to what each is told, in batches."""

from datetime import datetime

from bot.store.base import Tx


def step(tx: Tx, now: datetime) -> bool:
    """Make the notices of one batch of the occasion longest due; False when nothing is due."""
    return False
