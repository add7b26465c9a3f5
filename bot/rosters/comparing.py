"""A roster read again, against the pupils a class already has."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.rosters.lines import Line
from bot.rosters.names import keys

ALIKE = 85.0  # of 100: rapidfuzz's similarity from which two spellings are probably one pupil


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil of the class; `set_aside` when a former import no longer had the pupil."""

    id: int
    key: str
    family_name: str
    given_name: str
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """A line nobody in the class answers to, and the key to keep it under."""

    line: Line
    key: str


@dataclass(frozen=True, slots=True)
class Match:
    """A line and the pupil of the class it is; `key` is the line's, new when the pupil is renamed."""

    line: Line
    key: str
    known: Known

    @property
    def respelled(self) -> bool:
        """True when the file writes the name otherwise: accents, capitals, or more."""
        ours = (self.known.family_name, self.known.given_name)
        return ours != (self.line.family_name, self.line.given_name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line is in one of new, same, renamed, back; every pupil not set aside in same, renamed or gone.

    `renamed` is a guess (another spelling of the same pupil) that the teacher must confirm: if it is
    not so, the line is new and the pupil is gone. Pupils set aside and still absent are nowhere.
    """

    new: tuple[Arrival, ...]
    same: tuple[Match, ...]
    renamed: tuple[Match, ...]
    back: tuple[Match, ...]
    gone: tuple[Known, ...]


def compare(lines: Sequence[Line], known: Sequence[Known]) -> Comparison:
    """What importing `lines` (those the teacher keeps) would change in a class that has `known`.

    Homonyms are told apart by their order in the file only.
    """
    by_key = {pupil.key: pupil for pupil in known}
    found: list[Match] = []
    unknown: list[Arrival] = []
    for line, key in zip(lines, keys(lines), strict=True):
        pupil = by_key.pop(key, None)
        if pupil is None:
            unknown.append(Arrival(line, key))
        else:
            found.append(Match(line, key, pupil))
    here = {match.known.id for match in found}
    missing = [pupil for pupil in known if not pupil.set_aside and pupil.id not in here]
    renamed = _renamed(unknown, missing)
    claimed = {match.key for match in renamed}
    explained = {match.known.id for match in renamed}
    return Comparison(
        new=tuple(arrival for arrival in unknown if arrival.key not in claimed),
        same=tuple(match for match in found if not match.known.set_aside),
        renamed=tuple(renamed),
        back=tuple(match for match in found if match.known.set_aside),
        gone=tuple(pupil for pupil in missing if pupil.id not in explained),
    )


def _renamed(unknown: Sequence[Arrival], missing: Sequence[Known]) -> list[Match]:
    """The most alike first, each line and each pupil once."""
    spellings = [_spelling(pupil.key) for pupil in missing]
    pairs = [
        (-score, place, index)
        for place, arrival in enumerate(unknown)
        for _, score, index in process.extract(
            _spelling(arrival.key), spellings, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5
        )
    ]
    matches: dict[int, Match] = {}
    taken: set[int] = set()
    for _, place, index in sorted(pairs):
        if place not in matches and index not in taken:
            taken.add(index)
            matches[place] = Match(unknown[place].line, unknown[place].key, missing[index])
    return [matches[place] for place in sorted(matches)]


def _spelling(key: str) -> str:
    """A key's words in one order, for columns that were swapped, without a homonym's number."""
    return " ".join(sorted(key.partition("#")[0].split()))
