"""Delays before a deadline, read as teachers write them: «5 jours», «J-5», «une semaine»."""

import re
import unicodedata
from enum import StrEnum

from bot.usecases.reminders.plans import FARTHEST

_READ = 60  # characters


class DelayFault(StrEnum):
    """Why a text gives no delay."""

    UNREADABLE = "unreadable"
    SEVERAL = "several"  # «7 et 3 jours», «2 jours et demi», «2½»: one whole number is awaited
    ZERO = "zero"  # the last morning has its own button
    NEGATIVE = "negative"
    HOURS = "hours"  # «48 h»: reminders are counted in days
    TOO_LONG = "too_long"


def read_delay(text: str) -> int | DelayFault:
    """The days before a deadline that a text means, from 1 to FARTHEST; or why it means none."""
    if any(unicodedata.category(each) == "No" for each in text):  # «2²» would become 22
        return DelayFault.SEVERAL
    said = _canonical(text)
    if said in _NAMED:
        return _checked(_NAMED[said])
    if found := _DELAY.fullmatch(said):
        return _checked(int(found["number"][:_DIGITS]) * _UNITS[found["unit"] or "jour"])
    return next((fault for fault, sign in _SIGNS.items() if sign.search(said)), DelayFault.UNREADABLE)


def _checked(days: int) -> int | DelayFault:
    if not days:
        return DelayFault.ZERO
    return days if days <= FARTHEST else DelayFault.TOO_LONG


def _canonical(text: str) -> str:
    """The words of a text, one space between: small letters without accents, numbers in digits."""
    letters = unicodedata.normalize("NFKD", text[:_READ].casefold())
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    bare = _EVE.sub("avantveille", _DASHES.sub("-", bare))
    words = [_PLAIN.get(word, word) for word in _WORD.findall(bare)]
    said = _COMPOUND.sub(_sum, " ".join(word for word in words if word not in _FILLERS))
    return _COUNTDOWN.sub("", " ".join(str(_NUMBERS.get(word, word)) for word in said.split()))


def _sum(found: re.Match[str]) -> str:
    """«vingt et un», «vingt-et-un», «dix-huit»."""
    return str(_NUMBERS[found["tens"]] + _NUMBERS[found["more"]])


_DIGITS = 9  # of a number that are read: a longer one is too long anyway
_WORD = re.compile(r"[0-9]+|[a-z]+|[-,.]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_EVE = re.compile(r"\bavant *-? *veille\b")
_COUNTDOWN = re.compile(r"^jour (?:- )?(?=[0-9])")  # «J-5»; what else begins with a dash is negative
_FILLERS = {"avant", "la", "le", "l", "date", "limite", "de", "d", "a", "au", "environ", "."}
_PLAIN = {
    **dict.fromkeys(("jours", "j", "jr", "jrs"), "jour"),
    **dict.fromkeys(("semaines", "sem"), "semaine"),
    **dict.fromkeys(("annee", "annees", "ans"), "an"),
    **dict.fromkeys(("heures", "heure", "minutes", "minute", "min", "mn"), "h"),
    "une": "un",
}
_FIRST = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS = {"dix": 10, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_NUMBERS = {word: number for number, word in enumerate(_FIRST.split())} | _TENS
_AND = "(?: -)?(?: et)?(?: -)?"
_COMPOUND = re.compile(rf"\b(?P<tens>{'|'.join(_TENS)}){_AND} (?P<more>{'|'.join(_NUMBERS)})\b")
_UNITS = {"jour": 1, "semaine": 7, "quinzaine": 15, "mois": 30, "an": 365}
_NAMED = {
    "veille": 1,
    "avantveille": 2,
    **dict.fromkeys(("jour", "jour meme", "meme jour", "dernier jour", "matin", "matin meme"), 0),
    **dict.fromkeys(("dernier matin", "matin du dernier jour"), 0),
}
_DELAY = re.compile(r"(?P<number>[0-9]+)(?: (?P<unit>jour|semaine|quinzaine|mois|an))?")
_SIGNS = {
    DelayFault.NEGATIVE: re.compile(r"^(?:- |moins )"),
    DelayFault.HOURS: re.compile(r"\bh\b"),
    DelayFault.SEVERAL: re.compile(r"[0-9]|demi"),
}
