"""French typography, in one place: the spaces around : ; ! ? « » that must not break a line."""

import re

NBSP = "\u00a0"
NARROW = "\u202f"

_SIGNS = r"(?P<space>[ \u00a0\u202f]*)(?P<sign>[;!?:]+|»)|«[ \u00a0\u202f]*"
_KEPT = r"<(?P<kept>code|pre)\b.*?</(?P=kept)>|<[^>]*>|&#?\w+;"
_PLAIN = re.compile(_SIGNS)
_HTML = re.compile(f"{_KEPT}|{_SIGNS}", re.DOTALL)

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*°?\Z|.*[)»”’%€>]\Z")
_TOKEN = re.compile(r"[^\s«<>]*\Z")
_AFTER = re.compile(r"[\s)»”’<,.…]|\Z")


def typeset(text: str) -> str:
    """A plain text with its non-breaking spaces. Addresses, times, formulas and lone words are left alone."""
    return _PLAIN.sub(_spaced, text)


def typeset_html(text: str) -> str:
    """The same for Telegram's HTML: tags, entities and what is inside <code> and <pre> stay as they are."""
    return _HTML.sub(_spaced, text)


def _spaced(match: re.Match[str]) -> str:
    sign = match["sign"]
    if sign is None:
        return "«" + NBSP if match[0].startswith("«") else match[0]
    text, start, end = match.string, match.start(), match.end()
    if sign == "»":
        return NBSP + sign
    if not _AFTER.match(text, end) or not ((match["space"] and start) or _ends_a_word(text, start, sign)):
        return match[0]
    return (NBSP if sign == ":" else NARROW) + sign


def _ends_a_word(text: str, end: int, sign: str) -> bool:
    """Whether a sign put against what stands before it is punctuation, not a part of some data."""
    token = _TOKEN.search(text[max(0, end - 40) : end])
    before = token[0] if token else ""
    if before == "":
        return end > 0 and text[end - 1] == ">"
    drive = sign == ":" and len(before) == 1
    return not drive and " " in text and _WORD.match(before) is not None
