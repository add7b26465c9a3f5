"""The names of people as files write them, into names as people write them."""

import re
import unicodedata

MAX_NAME = 60  # characters of a family name or of given names
KEPT = 300  # characters of a cell that are read; what is longer is no name anyway

# Words that belong to the family name after them; "d'" stands before its word instead.
PARTICLES = frozenset(
    {
        "de",
        "du",
        "des",
        "d'",
        "la",
        "le",
        "les",
        "von",
        "van",
        "der",
        "den",
        "da",
        "dos",
        "di",
        "el",
        "al",
        "ben",
    }
)
_APOSTROPHES = re.compile("[’‘ʼ´`′]")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a sign to Unicode, blank to the eye
_MOST_MARKS = 3  # in a row
_GARBLED = re.compile("[ÃÂÅâ]")
_WORD = re.compile(r"[^\W\d_]+")
_LOWER = frozenset({"de", "du", "des", "der", "den", "von", "zu", "af"})
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def tidy(text: str) -> str:
    """A visible line, with straight apostrophes."""
    return one_line(_APOSTROPHES.sub("'", text))


def one_line(text: str) -> str:
    """One line of visible characters and single spaces, with no more marks on a letter than names have.

    Signs that nobody sees (control, direction, private use, fillers) are dropped, or a name hides another.
    """
    shown = "".join(_visible(letter) for letter in unicodedata.normalize("NFC", text))
    return " ".join(_lightly_marked(shown).split())


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] == "Z" or letter in "\t\n\r\v\f\x85":
        return " "
    return "" if category[0] == "C" or letter in _FILLERS else letter


def _lightly_marked(text: str) -> str:
    """Letters under a heap of marks cover the lines around them."""
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter)[0] == "M" else 0
        if run <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def repaired(text: str) -> str:
    """«Léa» of «LÃ©a»: UTF-8 that some software took for Latin-1; otherwise the text itself."""
    if not _GARBLED.search(text):
        return text
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # the five bytes that cp1252 leaves undefined


def family_name(text: str) -> str:
    """«de La Tour» of «DE LA TOUR»: mixed case is left as its bearer writes it."""
    return _cased(text, particles=True)


def given_name(text: str) -> str:
    """«Jean-Baptiste» of «JEAN-BAPTISTE»."""
    return _cased(text, particles=False)


def _cased(text: str, particles: bool) -> str:
    words = text.split()
    bearing = "".join(word.removeprefix("d'") for word in words if word.casefold() not in PARTICLES) or text
    if not (bearing.isupper() or bearing.islower()):
        return text
    return " ".join(_word(word.lower(), particles) for word in words)


def _word(word: str, particles: bool) -> str:
    if particles and word in _LOWER:
        return word
    cased = _WORD.sub(lambda part: part[0][0].upper() + part[0][1:], word)
    return "d'" + cased[2:] if particles and word.startswith("d'") and len(word) > 2 else cased


def odd(text: str) -> bool:
    """True when a name has signs that names do not have."""
    return any(unicodedata.category(letter)[0] not in "LM" and letter not in " -'." for letter in text)


def key(family: str, given: str) -> str:
    """What stays of a name under any spelling: «martin lea»; accents, capitals, hyphens do not count."""
    return " ".join(f"{_bare(family)} {_bare(given)}".split())


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    letters = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", folded)).replace("'", "")
    kept = "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M")
    return "".join(letter if letter.isalnum() else " " for letter in kept)
