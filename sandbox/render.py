"""Text and entities → HTML that is safe to put in a page, whatever the text says."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from sandbox.markup import Entity, checked_link

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "mention": ('<span class="mention">', "</span>"),
    "text_mention": ('<span class="mention">', "</span>"),
    "hashtag": ('<span class="hashtag">', "</span>"),
    "custom_emoji": ('<span class="custom-emoji">', "</span>"),
}


def render(text: str, entities: Sequence[Entity]) -> str:
    """HTML of a text; white space is kept as it is, so the page shows it with `white-space: pre-wrap`."""
    if not entities:
        return escape(text)
    places = _places(text)
    out: list[str] = []
    opened: list[Entity] = []
    borders = sorted({0, len(places) - 1, *_borders(entities, len(places) - 1)})
    for start, stop in pairwise(borders):
        wanted = [
            entity for entity in entities if entity["offset"] <= start < entity["offset"] + entity["length"]
        ]
        _switch(out, opened, wanted, text, places)
        out.append(escape(text[places[start] : places[stop]]))
    _switch(out, opened, [], text, places)
    return "".join(out)


def _places(text: str) -> list[int]:
    """For each UTF-16 offset, the index in the Python string."""
    places = []
    for index, character in enumerate(text):
        places += [index, index] if character > "\uffff" else [index]
    return [*places, len(text)]


def _borders(entities: Sequence[Entity], end: int) -> list[int]:
    ends = [entity["offset"] + entity["length"] for entity in entities]
    return [min(place, end) for place in [entity["offset"] for entity in entities] + ends]


def _switch(out: list[str], opened: list[Entity], wanted: list[Entity], text: str, places: list[int]) -> None:
    """Close and open tags so that exactly the wanted entities are open, properly nested."""
    common = 0
    while common < min(len(opened), len(wanted)) and opened[common] is wanted[common]:
        common += 1
    while len(opened) > common:
        out.append(_tags(opened.pop(), text, places)[1])
    for entity in wanted[common:]:
        opened.append(entity)
        out.append(_tags(entity, text, places)[0])


def _tags(entity: Entity, text: str, places: list[int]) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return _TAGS[kind]
    if kind == "pre":
        language = f' class="language-{escape(entity["language"])}"' if entity.get("language") else ""
        return f"<pre><code{language}>", "</code></pre>"
    end = min(entity["offset"] + entity["length"], len(places) - 1)
    return _link(kind, entity, text[places[entity["offset"]] : places[end]])


def _link(kind: str, entity: Entity, covered: str) -> tuple[str, str]:
    if kind == "bot_command":
        return f'<a href="#" class="bot-command" data-command="{escape(covered)}">', "</a>"
    target = f"mailto:{covered}" if kind == "email" else checked_link(entity.get("url", covered))
    if not target:
        return "", ""
    return f'<a href="{escape(target)}" target="_blank" rel="noopener noreferrer">', "</a>"
