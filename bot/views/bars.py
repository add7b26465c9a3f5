"""A share as a bar of five, beside its number: read at a glance, and not by colour."""

FULL, EMPTY = "▰", "▱"
SEGMENTS = 5


def bar(percent: int) -> str:
    """«▰▰▰▱▱» for 60: rounded to the nearest segment, empty only at 0 and full only at 100."""
    filled = round(percent * SEGMENTS / 100)
    if 0 < percent < 100:
        filled = min(max(filled, 1), SEGMENTS - 1)
    return FULL * filled + EMPTY * (SEGMENTS - filled)
