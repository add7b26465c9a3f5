"""The words of a date in French, read: days, months, hours, delays, however they are typed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz, process

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
          "novembre", "décembre")  # fmt: skip
LONGEST = 80  # characters that are read

MORNING, NOON, AFTERNOON, EVENING = 8, 12, 14, 18


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as it was written; 26 or 61 minutes are left to the reader to refuse."""

    hour: int
    minute: int = 0


MIDNIGHT = Hour(24)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """«15 novembre», «15/11/2026», «vendredi 15»: a month or a year that was not said is None."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None  # 0 for Monday
    months_ahead: int = 0  # 1 for «le 15 du mois prochain»


@dataclass(frozen=True, slots=True)
class Weekday:
    """«vendredi»; `weeks` more, 0 for the first one."""

    weekday: int  # 0 for Monday
    weeks: int = 0
    today_too: bool = True  # said on that very weekday, it may be today
    next_week: bool = False  # of the week after this one


@dataclass(frozen=True, slots=True)
class InDays:
    """«demain», «dans 10 jours», «dans 2 mois»; «hier» is one day less."""

    days: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class EndOfMonth:
    """«fin du mois»."""


@dataclass(frozen=True, slots=True)
class After:
    """«dans 3 heures»: a moment, not a day."""

    by: timedelta


Day = DayOfYear | Weekday | InDays | EndOfMonth


@dataclass(frozen=True, slots=True)
class Said:
    """What was written: a day, an hour, or both; never neither."""

    day: Day | None
    hour: Hour | None


def read_words(text: str) -> Said | After | None:
    """What a text says of a moment; None when it says nothing that can be read."""
    words = _canonical(text)
    delay = _delay(words)
    if isinstance(delay, After):
        return delay
    day_words, hour = _split_hour(words)
    rest, hour = _split_part(_without_fillers(day_words), hour)
    if not rest:
        return Said(None, hour) if hour else None
    day = _delayed_day(rest) or _day(rest)
    return Said(day, hour) if day else None


# From letters to words

_NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_PLAIN = {
    **dict.fromkeys(("heure", "heures", "hrs", "hr"), "h"),
    **dict.fromkeys(("minute", "minutes", "mn", "mins"), "min"),
    **dict.fromkeys(("jours", "j"), "jour"),
    **dict.fromkeys(("semaines", "sem"), "semaine"),
    **dict.fromkeys(("demi", "demie"), "demi"),
    **dict.fromkeys(("prochaine", "pro"), "prochain"),
    **dict.fromkeys(("un", "une", "premier", "premiere"), "1"),
    **{word: str(number) for number, word in enumerate(_NUMBERS.split(), 2)},
    **{word: word for word in ("hier", "avanthier")},  # known, and not what «hiver» was meant for
    "vingt": "20",
    "trente": "30",
}  # fmt: skip
_SHORT_MONTHS = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10,
                 "nov": 11, "dec": 12}  # fmt: skip
_SHORT_WEEKDAYS = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}


def _bare(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))


_NAMES = {_bare(name): f"W{number}" for number, name in enumerate(WEEKDAYS)}
_NAMES |= {_bare(name): f"M{number}" for number, name in enumerate(MONTHS, 1)}
_NAMES |= {name: f"M{number}" for name, number in _SHORT_MONTHS.items()}
_NAMES |= {name: f"W{number}" for name, number in _SHORT_WEEKDAYS.items()}
_KEYWORDS = ("demain", "apresdemain", "aujourdhui", "midi", "minuit", "matin", "soir", "apresmidi", "semaine",
             "mois", "jour", "prochain", "dans", "fin")  # fmt: skip
_KNOWN = {**_NAMES, **{word: word for word in _KEYWORDS}}
_MISSPELT = [name for name in _KNOWN if len(name) > 3]
_LIKE_ENOUGH = 80
_FILLERS = {"le", "la", "les", "l", "a", "au", "du", "de", "d", "ce", "cet", "cette", "avant", "jusqu",
            "jusqua", "pour", "vers", "date", "limite", "et", "t", "ici", "des", "partir"}  # fmt: skip
_GLUED = (
    (re.compile(r"aujourd\W?hui"), "aujourdhui"),
    (re.compile(r"apres\W?demain"), "apresdemain"),
    (re.compile(r"avant\W?hier"), "avanthier"),
    (re.compile(r"apres\W?midi"), "apresmidi"),
    (re.compile(r"\b(\d{1,2})(er|eme|e)\b"), r"\1"),
    (re.compile(r"\bcet? (matin|midi|apresmidi|soir)\b"), r"aujourdhui \1"),
)
_WORD = re.compile(r"\d+|[a-z]+|[/:.\-]")


def _canonical(text: str) -> str:
    """The words of a text, one space between, misspelt names of days and months put right."""
    plain = _bare(text[:LONGEST])
    for pattern, glued in _GLUED:
        plain = pattern.sub(glued, plain)
    return " ".join(_word(each) for each in _WORD.findall(plain))


def _word(word: str) -> str:
    if not word.isalpha():
        return word
    known = _NAMES.get(word) or _PLAIN.get(word)
    if known or word in _KNOWN or word in _FILLERS or len(word) < 4:
        return known or word
    near = process.extractOne(word, _MISSPELT, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return _KNOWN[near[0]] if near else word


def _without_fillers(words: str) -> str:
    kept = [word for word in words.split() if word not in _FILLERS]
    while kept and kept[-1] in {".", "-", ":"}:  # «15 nov.», «vendredi :»
        kept.pop()
    return " ".join(each for place, each in enumerate(kept) if each != "." or _is_digit(kept, place - 1))


def _is_digit(words: list[str], place: int) -> bool:
    return place >= 0 and words[place].isdigit()


# Hours

_PART = r"(?P<part>matin|soir|apresmidi)"
_MINUTE = r"(?: (?:(?P<minute>\d{1,2})(?: min)?|et (?P<half>demi)))?"
_CLOCK = rf"(?P<hour>\d{{1,2}}) h{_MINUTE}(?:(?: du| de l| le)? {_PART})?"
_COLON = r"(?P<hour>\d{1,2}) : (?P<minute>\d{2})(?: : \d{2})?"
_NAMED = r"(?P<named>midi|minuit)(?: et (?P<half>demi))?"
_HOURS = [
    *(
        re.compile(rf"(?:(?:a|vers|avant|de|le|ce|cet|l) )*(?:{each})")
        for each in (_CLOCK, _COLON, _NAMED, _PART)
    ),
    re.compile(r"(?:a|vers) (?P<hour>1?\d|2[0-4])$"),  # «vendredi à 18»
]
_PARTS = {"matin": MORNING, "apresmidi": AFTERNOON, "soir": EVENING}
_AFTER_NOON = {"apresmidi", "soir"}


def _split_hour(words: str) -> tuple[str, Hour | None]:
    """The words without their hour, and the hour; it stands at the end, or at the beginning."""
    for pattern in _HOURS:
        for found in pattern.finditer(words):
            before, after = words[: found.start()], words[found.end() :]
            whole = (not before or before.endswith(" ")) and (not after or after.startswith(" "))
            if whole and (not before.strip() or not after.strip(" .")):
                return (before + after).strip(), _hour(found.groupdict())
    return words, None


def _split_part(words: str, hour: Hour | None) -> tuple[str, Hour | None]:
    """«demain soir» before its hour: 8 h is in the evening then."""
    day, _, last = words.rpartition(" ")
    if hour is None or last not in _PARTS:
        return words, hour
    later = last in _AFTER_NOON and hour.hour < NOON
    return day, Hour(hour.hour + NOON, hour.minute) if later else hour


def _hour(parts: dict[str, str | None]) -> Hour:
    part, named = parts.get("part"), parts.get("named")
    minute = 30 if parts.get("half") else int(parts.get("minute") or 0)
    if named:
        return Hour(NOON, minute) if named == "midi" else MIDNIGHT if not minute else Hour(0, minute)
    if parts.get("hour") is None:
        return Hour(_PARTS[part or "matin"])
    hour = int(parts["hour"] or 0)
    return Hour(hour + NOON if part in _AFTER_NOON and hour < NOON else hour, minute)


# Delays

_IN = re.compile(
    r"(?P<dans>(?:dans|sous|d ici|ici) )?(?P<number>\d{1,9}) (?P<unit>jour|semaine|mois|h|min)(?P<rest>.*)"
)
_PAST_THE_HOUR = re.compile(r" (?:(?P<minutes>\d{1,2})(?: min)?|et demi)")
_MOST = 100_000  # of anything: «dans 99999999 jours» is too far, not an error


def _delay(words: str) -> After | None:
    """«dans 3 heures», «dans 1 h 30»; a bare «3 heures» is an hour of the day."""
    found = _IN.fullmatch(words)
    if found is None or not found["dans"] or found["unit"] not in {"h", "min"}:
        return None
    number, rest = min(int(found["number"]), _MOST), found["rest"]
    if not rest:
        return After(timedelta(hours=number) if found["unit"] == "h" else timedelta(minutes=number))
    more = _PAST_THE_HOUR.fullmatch(rest) if found["unit"] == "h" else None
    return After(timedelta(hours=number, minutes=int(more["minutes"] or 30))) if more else None


def _delayed_day(words: str) -> InDays | None:
    """«dans 10 jours», «2 semaines»."""
    found = _IN.fullmatch(words)
    if found is None or found["unit"] in {"h", "min"} or found["rest"]:
        return None
    number = min(int(found["number"]), _MOST)
    if found["unit"] == "mois":
        return InDays(0, number)
    return InDays(number * 7 if found["unit"] == "semaine" else number)


# Days

_W, _D, _Y = r"(?:W(?P<weekday>\d) )?", r"(?P<day>\d{1,2})", r"(?P<year>\d{4}|\d{2})"
_DATES = [
    re.compile(rf"{_W}{_D} M(?P<month>\d{{1,2}})(?: {_Y})?"),
    re.compile(rf"{_W}{_D} [/.\-] (?P<month>\d{{1,2}})(?: [/.\-] {_Y})?"),
    re.compile(r"(?P<year>\d{4}) - (?P<month>\d{1,2}) - (?P<day>\d{1,2})"),
    re.compile(rf"{_W}{_D}(?P<next> mois prochain)?"),
]
_WEEKDAY = re.compile(r"W(?P<weekday>\d)(?P<more> prochain| en 8| en 15| semaine prochain| 8| 15)?")
_WORDS: dict[str, Day] = {
    "aujourdhui": InDays(0),
    "demain": InDays(1),
    "apresdemain": InDays(2),
    "hier": InDays(-1),
    "avanthier": InDays(-2),
    "fin semaine": Weekday(4),
    "fin mois": EndOfMonth(),
}


def _day(words: str) -> Day | None:
    if words in _WORDS:
        return _WORDS[words]
    if found := _WEEKDAY.fullmatch(words):
        return _weekday(int(found["weekday"]), (found["more"] or "").strip())
    for pattern in _DATES:
        if found := pattern.fullmatch(words):
            return _date(found.groupdict())
    return None


def _weekday(number: int, more: str) -> Weekday | DayOfYear:
    if more in {"8", "15"}:
        return DayOfYear(int(more), weekday=number)
    if more == "semaine prochain":
        return Weekday(number, next_week=True)
    weeks = {"en 8": 1, "en 15": 2}.get(more, 0)
    return Weekday(number, weeks, today_too=not more)


def _date(parts: dict[str, str | None]) -> DayOfYear:
    year, weekday = parts.get("year"), parts.get("weekday")
    return DayOfYear(
        int(parts["day"] or 0),
        int(parts.get("month") or 0) if parts.get("month") is not None else None,
        None if year is None else int(year) + (2000 if len(year) == 2 else 0),
        None if weekday is None else int(weekday),
        1 if parts.get("next") else 0,
    )
