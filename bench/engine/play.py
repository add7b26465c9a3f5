"""One pupil, one contender, one sitting: everything that was asked and said."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from bench.engine.contender import Contender, Estimate, JointContender
from bench.engine.world import School, WorldBank, WorldPupil

LENGTH = 20
"""Questions asked of everyone, even after a contender's own end."""
MOST = 40
"""A contender that has not ended by then is ended."""


@dataclass(slots=True)
class Path:
    """One sitting. `levels`, `intervals` and `nanoseconds`: after each question; `end`: questions until the
    contender's own end; `mastery`: kept after the counts asked for, and at the own end under that count.

    Nanoseconds are of the thread's processor time: what else runs on the machine does not count.
    """

    items: list[str] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    intervals: list[tuple[float, float] | None] = field(default_factory=list)
    mastery: dict[int, Mapping[str, float]] = field(default_factory=dict)
    nanoseconds: list[int] = field(default_factory=list)
    end: int = 0

    def at(self, count: int) -> int:
        """The index of what was known after `count` questions, or after the last when there are fewer."""
        return min(count, len(self.items)) - 1


@dataclass(slots=True)
class JointPath:
    """One joint sitting: levels of every competence after the counts asked for, and at its own end."""

    estimates: dict[int, Mapping[str, Estimate]] = field(default_factory=dict)
    right: list[bool] = field(default_factory=list)
    nanoseconds: list[int] = field(default_factory=list)

    def at(self, count: int) -> Mapping[str, Estimate]:
        """What was known after `count` questions, or after the last when there are fewer."""
        return self.estimates[max(kept for kept in self.estimates if kept <= count)]


class ContenderFault(Exception):
    """A contender asked what it must not: an item twice, or one that the device does not open."""


def play(
    contender: Contender,
    told: Sequence[WorldBank],
    pupil: WorldPupil,
    sitting: int,
    seed: int,
    length: int = LENGTH,
    most: int = MOST,
    keep: Sequence[int] = (),
) -> Path:
    """A test of the first bank. `told`: the banks as contenders know them. Raises ContenderFault."""
    earlier = (told[1:], pupil.earlier) if pupil.earlier is not None else None
    session = contender.sit(told[0], seed, pupil.usable, earlier)
    answers = pupil.sittings[sitting]
    path = Path()
    while len(path.items) < (length if path.end else most):
        start = time.thread_time_ns()
        item = session.next()
        if item is None:
            break
        _check(contender.name, item, path.items, pupil)
        session.take(item, answers[item])
        said = session.estimate()
        path.nanoseconds.append(time.thread_time_ns() - start)
        path.items.append(item)
        path.right.append(answers[item].correct)
        path.levels.append(said.level)
        path.intervals.append(interval(said))
        if not path.end and session.ended():
            path.end = len(path.items)
            path.mastery[path.end] = said.mastery
        if len(path.items) in keep:
            path.mastery[len(path.items)] = said.mastery
    if not path.end:
        path.end = len(path.items)
        path.mastery[path.end] = session.estimate().mastery
    return path


def play_joint(
    contender: JointContender,
    told: Sequence[WorldBank],
    pupil: WorldPupil,
    sitting: int,
    seed: int,
    most: int,
    keep: Sequence[int],
) -> JointPath:
    """A test of all banks, until the contender has nothing more to ask or `most` questions."""
    session = contender.sit(told, seed)
    answers = pupil.sittings[sitting]
    path, asked = JointPath(), list[str]()
    while len(asked) < most:
        start = time.thread_time_ns()
        chosen = session.next()
        if chosen is None:
            break
        competence, item = chosen
        _check(contender.name, item, asked, pupil)
        session.take(competence, item, answers[item])
        path.nanoseconds.append(time.thread_time_ns() - start)
        asked.append(item)
        path.right.append(answers[item].correct)
        if len(asked) in keep:
            path.estimates[len(asked)] = session.levels()
    path.estimates[len(asked)] = session.levels()
    return path


def sitting_seed(scenario: str, school: int, pupil: int, sitting: int) -> int:
    """The same for every contender and every run."""
    return crc32(f"{scenario}/{school}/{pupil}/{sitting}".encode())


def told(school: School) -> tuple[WorldBank, ...]:
    """The banks of a school as contenders know them; make it once a school, contenders keep tables of it."""
    return tuple(bank.as_told() for bank in school.banks)


def interval(said: Estimate) -> tuple[float, float] | None:
    """90 %: as said, or ± 1.645 errors; None when the contender says neither."""
    if said.interval is not None:
        return said.interval
    if said.error is None:
        return None
    return said.level - 1.645 * said.error, said.level + 1.645 * said.error


def _check(contender: str, item: str, asked: Sequence[str], pupil: WorldPupil) -> None:
    if item in asked:
        raise ContenderFault(f"{contender} asked {item} twice")
    if pupil.usable is not None and item not in pupil.usable:
        raise ContenderFault(f"{contender} asked {item}, which the device does not open")
