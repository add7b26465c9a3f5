"""A roster read again, against the pupils a class already has."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from rapidfuzz import fuzz, process

from bot.rosters.lines import Line
from bot.rosters.names import key

ALIKE = 85.0  # of 100: rapidfuzz's similarity from which two spellings are probably one pupil
MOST_PAIRS = 1_000_000  # lines × pupils whose spellings are held against each other: a tenth of a second


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
    """A line and the pupil of the class it is; `key` is another one when the pupil is renamed."""

    line: Line
    key: str
    known: Known

    @property
    def respelled(self) -> bool:
        """True when the file writes the name otherwise: accents, capitals, or more."""
        ours = (self.known.family_name, self.known.given_name)
        return ours != (self.line.family_name, self.line.given_name)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Pupils of one name, `here` of them, of whom the file has only so many `lines`: who left is not known.

    `known` are those that no line was left for.
    """

    known: tuple[Known, ...]
    here: int
    lines: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line is in one of new, same, renamed, back; every pupil here in same, renamed, gone, unsure.

    `renamed` is a guess (another spelling of the same pupil) that the teacher must confirm: if it is
    not so, the line is new and the pupil is gone. Pupils set aside and still absent are nowhere.
    """

    new: tuple[Arrival, ...]
    same: tuple[Match, ...]
    renamed: tuple[Match, ...]
    back: tuple[Match, ...]
    gone: tuple[Known, ...]
    unsure: tuple[Unsure, ...] = ()


def compare(lines: Sequence[Line], known: Sequence[Known]) -> Comparison:
    """What importing `lines` (those the teacher keeps) would change in a class that has `known`.

    Homonyms are told apart by their order in the file only, those who are here before those set aside.
    """
    found, unknown = _found(lines, known)
    here = {match.known.id for match in found}
    missing = [pupil for pupil in known if not pupil.set_aside and pupil.id not in here]
    unsure = _unsure(found, missing)
    nobody_knows = {pupil.id for each in unsure for pupil in each.known}
    left = [pupil for pupil in missing if pupil.id not in nobody_knows]
    renamed = _renamed(unknown, left)
    claimed = {match.key for match in renamed}
    explained = {match.known.id for match in renamed}
    return Comparison(
        new=tuple(arrival for arrival in unknown if arrival.key not in claimed),
        same=tuple(match for match in found if not match.known.set_aside),
        renamed=tuple(renamed),
        back=tuple(match for match in found if match.known.set_aside),
        gone=tuple(pupil for pupil in left if pupil.id not in explained),
        unsure=unsure,
    )


def _found(lines: Sequence[Line], known: Sequence[Known]) -> tuple[list[Match], list[Arrival]]:
    """Whom the lines name, be it with the two columns swapped; and the lines that name nobody."""
    named, others = _answered(lines, known, _name_of, _name)
    answered = {match.known.id for match in named}
    unnamed = [pupil for pupil in known if pupil.id not in answered]
    swapped, strangers = _answered(others, unnamed, _spelling_of, _spelling)
    return [*named, *map(_as_known, swapped)], _arrivals(strangers, known)


def _answered(
    lines: Iterable[Line], known: Iterable[Known], said: Callable[[Line], str], kept: Callable[[str], str]
) -> tuple[list[Match], list[Line]]:
    """The lines whose name somebody in the class has, each with one pupil, and the other lines."""
    bearers: defaultdict[str, list[Known]] = defaultdict(list)
    for pupil in sorted(known, key=lambda each: (each.set_aside, len(each.key), each.key)):
        bearers[kept(pupil.key)].append(pupil)
    matches, others = [], []
    for line in lines:
        if waiting := bearers[said(line)]:
            pupil = waiting.pop(0)
            matches.append(Match(line, pupil.key, pupil))
        else:
            others.append(line)
    return matches, others


def _as_known(match: Match) -> Match:
    """A file whose columns were swapped does not turn the names of a class round."""
    family, given = match.known.family_name, match.known.given_name
    return replace(match, line=replace(match.line, family_name=family, given_name=given))


def _unsure(found: Sequence[Match], missing: Sequence[Known]) -> tuple[Unsure, ...]:
    """The pupils that no line names, while another line names somebody called the same."""
    lines = Counter(_name(match.known.key) for match in found)
    absent: defaultdict[str, list[Known]] = defaultdict(list)
    for pupil in missing:
        absent[_name(pupil.key)].append(pupil)
    return tuple(
        Unsure(tuple(pupils), lines[name] + len(pupils), lines[name])
        for name, pupils in absent.items()
        if lines[name]
    )


def _arrivals(lines: Iterable[Line], known: Iterable[Known]) -> list[Arrival]:
    """Each under a key that is free: «martin lucas#2» for the second of a name."""
    taken = {pupil.key for pupil in known}
    arrivals = []
    for line in lines:
        name = _name_of(line)
        numbered = chain([name], (f"{name}#{place}" for place in count(2)))
        free = next(each for each in numbered if each not in taken)
        taken.add(free)
        arrivals.append(Arrival(line, free))
    return arrivals


def _renamed(unknown: Sequence[Arrival], missing: Sequence[Known]) -> list[Match]:
    """The most alike first, each line and each pupil once; none among too many to compare."""
    if len(unknown) * len(missing) > MOST_PAIRS:
        return []
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


def _name_of(line: Line) -> str:
    return key(line.family_name, line.given_name)


def _name(key: str) -> str:
    """A key without a homonym's number."""
    return key.partition("#")[0]


def _spelling_of(line: Line) -> str:
    return _spelling(_name_of(line))


def _spelling(key: str) -> str:
    """A key's words in one order, for columns that were swapped, without a homonym's number."""
    return " ".join(sorted(_name(key).split()))
