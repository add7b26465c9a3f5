"""The part of Telegram's HTML that content may use: is it well formed, how long is what is seen."""

import html
import re

TAGS = ("b", "i", "u", "s", "code", "pre", "blockquote")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]*)(?P<rest>[^<>]*)>?")


def faults(text: str) -> list[str]:
    """What Telegram would refuse in this HTML, a few words each."""
    found: list[str] = []
    open_tags: list[str] = []
    for match in _TAG.finditer(text):
        name = match["name"]
        if not match[0].endswith(">") or name not in TAGS or match["rest"]:
            found.append(f"{match[0][:20]!r} is not one of <{'> <'.join(TAGS)}>, or a < not written &lt;")
        elif not match["end"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            found.append(f"</{name}> closes nothing")
    found += [f"<{name}> is never closed" for name in open_tags]
    return found


def visible(text: str) -> str:
    """The text without its tags, entities replaced: what the pupil reads."""
    return html.unescape(_TAG.sub("", text))


def telegram_length(text: str) -> int:
    """The length Telegram counts: UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)
