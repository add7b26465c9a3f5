"""Formatted text: parse mode or explicit entities in; trimmed text and sorted entities out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from sandbox.detection import detect, overlap, spread
from sandbox.errors import STRICT, ApiError, bad_request
from sandbox.markup import Entity, checked_link, parse_html, units

# Telegram's own order for entities of the same span: the first of two that cannot be combined stays.
PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
AUTOMATIC = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
HIDDEN = frozenset({"text_link", "text_mention", "custom_emoji"})  # carry data even around white space

_ARGUMENTS: dict[str, tuple[str, type]] = {
    "text_link": ("url", str),
    "text_mention": ("user", dict),
    "custom_emoji": ("custom_emoji_id", str),
}
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_EMPTY = re.compile(
    "[ \n\u00a0\u1680\u180e\u2000-\u200f\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*"
)


def formatted(
    text: str, parse_mode: str | None, explicit: Sequence[Any] | None = None, *, limit: int = 4096
) -> tuple[str, list[Entity]]:
    """Text and entities of a message; ApiError 400 when empty, too long (UTF-16 units) or broken."""
    if not text:
        raise bad_request("Message text is empty")
    text, entities = _parsed(text, parse_mode, explicit)
    if not text:
        raise bad_request("Text must be non-empty")
    if units(text) > limit:
        raise bad_request("Message is too long")
    return text, entities


def caption(
    text: str, parse_mode: str | None, explicit: Sequence[Any] | None = None, *, limit: int = 1024
) -> tuple[str, list[Entity]]:
    """The same for a caption, which may be empty."""
    text, entities = _parsed(text, parse_mode, explicit)
    if units(text) > limit:
        raise bad_request("Message caption is too long")
    return text, entities


def _parsed(text: str, parse_mode: str | None, explicit: Sequence[Any] | None) -> tuple[str, list[Entity]]:
    mode = (parse_mode or "").lower()
    if mode in ("markdown", "markdownv2"):
        raise bad_request(f"parse_mode {parse_mode} is not offered here, use HTML {STRICT}")
    if mode not in ("", "none", "html"):
        raise bad_request("Unsupported parse_mode")
    text, entities = parse_html(text) if mode == "html" else (text, _explicit(explicit or ()))
    text, entities = _clean(text, entities)
    text, entities = _trimmed(text, _combined(entities))
    if _EMPTY.fullmatch(text):
        return "", []
    return text, _merged(entities, detect(text))


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Some characters are dropped (direction overrides…), control characters become spaces."""
    if _DROPPED.search(text):
        holes = [match.start() for match in _DROPPED.finditer(spread(text))]
        for entity in entities:
            end = entity["offset"] + entity["length"]
            entity["offset"] -= bisect_left(holes, entity["offset"])
            entity["length"] = end - bisect_left(holes, end) - entity["offset"]
        text = _DROPPED.sub("", text)
    return _CONTROL.sub(" ", text), [entity for entity in entities if entity["length"] > 0]


def _explicit(given: Sequence[Any]) -> list[Entity]:
    read = [_read(entity) for entity in given]
    return [entity for entity in read if entity["length"] > 0 and entity["type"] not in AUTOMATIC]


def _read(entity: Any) -> Entity:
    """One entity as it was given, checked."""
    if not isinstance(entity, dict):
        raise _unreadable("expected an Object")
    kind, offset, length = str(entity.get("type")), entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or not 0 <= offset < 1_000_000:
        raise _unreadable(f'fields "offset" and "length" must be Numbers {STRICT}')
    if kind not in PRIORITY and kind not in AUTOMATIC:
        raise _unreadable("Unsupported type specified")
    argument, form = _ARGUMENTS.get(kind, ("", object))
    if argument and not isinstance(entity.get(argument), form):
        raise _unreadable(f'Can\'t find field "{argument}"')
    if kind == "text_link" and not checked_link(entity["url"]):
        raise _unreadable(f"URL '{entity['url']}' is invalid {STRICT}")
    return dict(entity)


def _unreadable(words: str) -> ApiError:
    return bad_request(f"Can't parse MessageEntity: {words}")


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], PRIORITY.get(entity["type"], 50)


def _combined(entities: list[Entity]) -> list[Entity]:
    """Drop what Telegram cannot combine: styles in code, links in links, a style inside the same style."""
    if len(entities) < 2:
        return entities
    kept: list[Entity] = []
    for entity in sorted(entities, key=_order):
        if not any(_hides(other, entity) for other in kept):
            kept.append(entity)
    return kept


def _hides(outer: Entity, inner: Entity) -> bool:
    kinds: set[str] = {outer["type"], inner["type"]}
    if not overlap(outer, inner):
        return False
    if len(kinds) == 1:
        return True
    if kinds & STYLES:
        return not kinds.isdisjoint({"pre", "code"})
    return kinds.isdisjoint(QUOTES) or kinds <= QUOTES


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """White space goes from both ends and from the start of entities; blank entities go altogether."""
    if not entities:
        return text.strip(" \n"), []
    wide = spread(text)
    end = len(wide.rstrip(" \n"))
    kept = [entity for entity in entities if _narrow(entity, wide, end)]
    start = min(len(wide) - len(wide.lstrip(" \n")), *(entity["offset"] for entity in kept), len(wide))
    if start:
        for entity in kept:
            entity["offset"] -= start
    return text[start:].rstrip(" \n"), sorted(kept, key=_order)


def _narrow(entity: Entity, wide: str, end: int) -> bool:
    """Shrink an entity to its visible part; False when nothing is left of it."""
    start, stop = entity["offset"], min(entity["offset"] + entity["length"], end)
    if entity["type"] not in HIDDEN:
        inside = wide[start:stop]
        start += len(inside) - len(inside.lstrip(" \n"))
    entity["offset"], entity["length"] = start, stop - start
    return bool(stop > start)


def _merged(entities: list[Entity], automatic: list[Entity]) -> list[Entity]:
    """Automatic entities join where no link, code or mention already is."""
    if not automatic:
        return entities
    solid = [entity for entity in entities if entity["type"] not in STYLES | QUOTES]
    free = [entity for entity in automatic if not any(overlap(entity, other) for other in solid)]
    return sorted(entities + free, key=_order)
