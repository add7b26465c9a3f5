"""What Telegram marks by itself in any text: commands, links, mentions, hashtags, e-mail addresses.

Close to Telegram's rules, not equal to them: bare domains are known by a few endings only.
"""

import re

from sandbox.markup import Entity

_ENDINGS = "com|org|net|fr|eu|be|ch|ca|io|me|info|edu|gouv|dev|app"
_PATTERNS = (
    (
        "url",
        re.compile(
            rf"(?<![\w@.])(?:(?:https?|tg)://[^\s<>\"«»]+|(?:[\w-]+\.)+(?:{_ENDINGS})\b(?:[/?#][^\s<>\"«»]*)?)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}\b")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}")),
)
_HINT = re.compile(r"[/@#.]")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def spread(text: str) -> str:
    """The text with two places for each character that takes two UTF-16 units: indexes are then offsets."""
    return text if text.isascii() else _WIDE.sub("\u25a0\u25a0", text)


def detect(text: str) -> list[Entity]:
    """Automatic entities, first found first served where they overlap."""
    if not _HINT.search(text):
        return []
    wide = spread(text)
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(wide):
            length = len(match[0].rstrip(".,;:!?)'\"…")) if kind == "url" else len(match[0])
            entity = {"type": kind, "offset": match.start(), "length": length}
            if not any(overlap(entity, other) for other in found):
                found.append(entity)
    return found


def overlap(one: Entity, other: Entity) -> bool:
    """Do the two share a place in the text?"""
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )
