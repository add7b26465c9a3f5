"""Where the family name ends in «DE LA TOUR Jean-Baptiste»."""

from collections.abc import Iterable
from itertools import pairwise

from bot.rosters.names import PARTICLES


def split(text: str, given_first: bool | None) -> tuple[str, str, bool]:
    """Family name, given name, and whether they were cut by guess.

    A comma decides, else capitals («MARTIN Léa»), else the order: `given_first`, or None when unknown.
    """
    if "," in text:
        family, _, given = text.partition(",")
        return family.strip(), given.replace(",", " ").strip(), False
    words = text.split()
    if len(words) < 2:
        return text, "", False
    shouted = [_shouted(word) for word in words]
    if any(shouted) and not all(shouted):
        return _by_capitals(words, shouted)
    family, given = _by_order(words, bool(given_first))
    return family, given, given_first is None or len(words) > 2


def order(texts: Iterable[str]) -> bool | None:
    """True when most names that capitals make clear have the given name first; None when none is clear."""
    firsts = [not _shouted(words[0]) for text in texts if _clear(words := text.split()) and "," not in text]
    return sum(firsts) * 2 > len(firsts) if firsts else None


def _clear(words: list[str]) -> bool:
    return len({_shouted(word) for word in words if word.casefold() not in PARTICLES}) == 2


def _shouted(word: str) -> bool:
    """True of «MARTIN» and «d'ALMEIDA», not of an initial."""
    letters = "".join(letter for letter in word.removeprefix("d'") if letter.isalpha())
    return len(letters) > 1 and letters.isupper()


def _by_capitals(words: list[str], shouted: list[bool]) -> tuple[str, str, bool]:
    for place in range(len(words) - 2, -1, -1):
        shouted[place] = shouted[place] or (words[place].casefold() in PARTICLES and shouted[place + 1])
    if all(shouted) and words[0][0].isupper():
        shouted[0] = False  # «Ben HADDAD» has a given name
    family = [word for word, loud in zip(words, shouted, strict=True) if loud]
    given = [word for word, loud in zip(words, shouted, strict=True) if not loud]
    changes = sum(here != there for here, there in pairwise(shouted))
    return " ".join(family), " ".join(given), changes > 1 or not given


def _by_order(words: list[str], given_first: bool) -> tuple[str, str]:
    if given_first:
        return " ".join(words[1:]), words[0]
    size = 1
    while size < len(words) - 1 and words[size - 1].casefold() in PARTICLES:
        size += 1
    return " ".join(words[:size]), " ".join(words[size:])
