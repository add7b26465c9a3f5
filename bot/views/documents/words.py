"""Words of people, made safe to print: nothing unreadable, French spaces, breaks where a word is endless."""

import re
import unicodedata

from bot.content.typography import typeset

LONGEST_WORD = 20
"""Characters; a longer word may break anywhere."""

_BREAK = "\u200b"  # zero width space
_ENDLESS = re.compile(rf"[^\s–—-]{{{LONGEST_WORD + 1},}}")
_UNREADABLE = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Cn"}
)  # controls, invisible and reversing marks, half characters
_PICTURES = frozenset({"So", "Sk", "Me"})  # emoji and what tints them: no font of ours has them


def clean(text: str) -> str:
    """The text on one line, without control characters nor marks that hide or reverse what follows."""
    seen = (" " if char.isspace() else char for char in text)
    kept = (char for char in seen if unicodedata.category(char) not in _UNREADABLE)
    return " ".join("".join(kept).split())


def printable(text: str) -> str:
    """The same without emoji, with French spaces and apostrophes, and somewhere to break in endless words."""
    drawn = (char for char in clean(text) if char < "\u2190" or not _is_picture(char))
    return _ENDLESS.sub(_breakable, typeset(" ".join("".join(drawn).split()).replace("'", "’")))


def spaced_code(code: str) -> str:
    """A code as it is read aloud: «ABC DEF 234»."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def short_address(link: str) -> str:
    """What can be typed of a link: «t.me/tremplin_bot»."""
    return link.removeprefix("https://").split("?")[0]


def slug(text: str, fallback: str = "tremplin") -> str:
    """A part of a file's name: letters without accents, digits and hyphens, 60 characters at most."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words)[:60].strip("-") or fallback


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in _PICTURES or "\ufe00" <= char <= "\ufe0f"


def _breakable(match: re.Match[str]) -> str:
    return _BREAK.join(match[0])
