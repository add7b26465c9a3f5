"""Names of classes and pupils: as people write them, and as they are shown to those who are not yet in."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.rosters.names import MAX_NAME, family_name, given_name, tidy
from bot.rosters.splitting import split
from bot.store.classes import Pupil

_PARTICLES = re.compile(r"^(?:(?:de|du|des|la|le|van|von|der|den|da|di|dos)\s+|d['’])+(?=\S)")
_ARTICLE = re.compile(r"(?:La|Le|Les)\s+(?=\S)")


def read_name(text: str) -> str | None:
    """One line of at most 60 characters, a letter or a digit among them; None when it is not that."""
    name = tidy(text)
    if len(text) > 4 * MAX_NAME or len(name) > MAX_NAME or not any(each.isalnum() for each in name):
        return None
    return name


def read_pupil(text: str) -> tuple[str, str] | None:
    """Family and given name of «Prénom Nom», or of «NOM Prénom» when capitals tell which is which."""
    name = read_name(text)
    family, given, _ = split(name or "", given_first=True)
    if not all(any(each.isalpha() for each in part) for part in (family, given)):
        return None
    return family_name(family), given_name(given)


def short_names(pupils: Sequence[Pupil]) -> dict[int, str]:
    """«Léa M.» by pupil: no more letters of the family names than it takes to tell them apart."""
    short: dict[int, str] = {}
    left = list(pupils)
    length = 1
    while left:
        seen = Counter(_short(each, length).casefold() for each in left)
        alone = [each for each in left if seen[_short(each, length).casefold()] == 1]
        whole = [each for each in left if len(_family(each)[1]) <= length]
        short |= {each.id: each.name for each in whole} | {each.id: _short(each, length) for each in alone}
        left = [each for each in left if each.id not in short]
        length += 1
    return short


def _short(pupil: Pupil, length: int) -> str:
    article, family = _family(pupil)
    shown = family if len(family) <= length else f"{family[:length].rstrip()}."
    return f"{pupil.given_name} {article}{shown}".strip()


def _family(pupil: Pupil) -> tuple[str, str]:
    """What tells families apart: «de La Fontaine» without its particle, as «La » and «Fontaine»."""
    family = _PARTICLES.sub("", pupil.family_name).strip()
    article = _ARTICLE.match(family)
    return (article[0], family[article.end() :]) if article else ("", family)


def free_key(plain: str, taken: Sequence[str]) -> str:
    """The key of one more pupil of a name: the second «martin lucas» is «martin lucas#2»."""
    numbered = (plain if place == 1 else f"{plain}#{place}" for place in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)
