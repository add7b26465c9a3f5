"""The class a pupil wrote instead of tapping it."""

import re
import unicodedata

from bot.store.people import Grade

_WRITTEN: dict[str, Grade] = {
    r"6 ?(?:e|eme|ieme)|sixieme": "6e",
    r"5 ?(?:e|eme|ieme)|cinquieme": "5e",
    r"4 ?(?:e|eme|ieme)|quatrieme": "4e",
    r"3 ?(?:e|eme|ieme)|troisieme": "3e",
    r"2 ?(?:de|nde|nd|e|eme)|seconde": "2de",
    r"1 ?(?:re|ere|er)|premiere": "1re",
    r"tle|term|terminale": "tle",
}
_ALONE: dict[str, Grade] = {"6": "6e", "5": "5e", "4": "4e", "3": "3e", "2": "2de", "1": "1re"}


def written_grade(text: str) -> Grade | None:
    """The class that a text names, as in «je suis en 6e B» or «Terminale»; None for none or two."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text[:100].casefold()) if each.isascii())
    alone = _ALONE.get(plain.strip(" .!"))
    found = {grade for words, grade in _WRITTEN.items() if re.search(rf"\b(?:{words}) ?[a-h1-9]?\b", plain)}
    return alone or (found.pop() if len(found) == 1 else None)
