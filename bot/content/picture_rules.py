"""What must hold of a picture, drawn for a variant or for a tutorial."""

import json
from collections.abc import Iterator

from bot.content.fault import Fault
from bot.content.variant import Picture

SHORTEST_ALT = 20
LONGEST_ALT = 1000
_LAST_DRAWN = "\uffff"  # emoji come after


def picture_faults(picture: Picture) -> Iterator[Fault]:
    """What is wrong with what it says in words, and with its letters."""
    if not SHORTEST_ALT <= len(picture.alt) <= LONGEST_ALT:
        what = f"the alt has {len(picture.alt)} characters"
        remedy = f"say what can be read in the picture, in {SHORTEST_ALT} to {LONGEST_ALT}"
        yield Fault(("picture", "alt"), what, remedy)
    for char in sorted(set(json.dumps(picture.data, ensure_ascii=False))):
        if char > _LAST_DRAWN:
            yield Fault(("picture",), f"no font draws {char}", "say it in words")
