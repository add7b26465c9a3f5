"""The bot's pulse: what is missing between two beats is given back to the candidates whose clocks ran.

Clocks run by the wall clock, which others can set. A beat holds it against one that nobody sets; where the
two differ, or nobody was there to answer, clocks go on from where they were.
"""

from dataclasses import dataclass

from bot.store import pulse, sittings
from bot.store.base import Tx
from bot.store.pulse import Beat
from bot.store.sittings import Incident, Running
from bot.usecases.certification import clock
from bot.usecases.certification.pulse import SILENCE_MS

JUMP_MS = 2_000
"""The wall clock was set when it moved by more against the other one between two beats."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Time that does not count, in UTC milliseconds; `until` is the earlier when the clock was set back.

    `jump`: no time passed, the wall clock was set.
    """

    since: int
    until: int
    jump: bool = False

    @property
    def long(self) -> bool:
        """Whether no process can have been at work."""
        return abs(self.until - self.since) > SILENCE_MS


@dataclass(frozen=True, slots=True)
class Known:
    """What a process remembers of its latest beat: its moment, and a gap in which others may have worked."""

    at: int
    doubt: Gap | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process beats, in UTC milliseconds.

    `expected` is what its latest beat and the clock that nobody sets make of now; None when it can't answer
    for the time since: at its start, after a beat that failed or came late. `alone`: no other process was on
    this database at its start.
    """

    now: int
    expected: int | None
    alone: bool


def begun(tx: Tx, now_ms: int) -> None:
    """Somebody's clock runs from now on: whoever comes next knows since when the bot is to be at work."""
    if pulse.last(tx) is None and pulse.locked(tx).at is None:
        pulse.put(tx, Beat(now_ms, None))


def beat(tx: Tx, process: int, known: Known | None, moment: Moment) -> Known:
    """Write that a process is at work, once what nobody could use is given back.

    `known` is what the process's latest beat gave, None at its first. Of several processes one gives a gap
    back, and only when none of them was there.
    """
    last = pulse.locked(tx)
    running = sittings.running(tx)
    if not running:
        pulse.put(tx, Beat(None, None))
        return Known(moment.now)
    mine = last.process == process
    since = min(each.started_at for each in running) if last.at is None else last.at
    gap, doubt = _missing(Gap(since, moment.now), mine, known, moment)
    if gap is None and last.process is None:  # nobody has beaten since the first one began
        gap = _jump_since(since, moment)
    if gap is not None and gap.since != gap.until:  # another process may have given it back just now
        _give_back(tx, running, gap, moment.now)
    sure = mine or gap is not None  # others' clocks are not quite ours
    at = moment.now if sure else max(since, moment.now)
    pulse.put(tx, Beat(at, process))
    return Known(moment.now, doubt)


def _missing(silence: Gap, mine: bool, known: Known | None, moment: Moment) -> tuple[Gap | None, Gap | None]:
    """What is to be given back now, and what still may be; `mine`: nobody else has beaten meanwhile."""
    if known is None:
        return (silence, None) if moment.alone or silence.long else (None, silence)
    if moment.expected is None:
        return (silence if mine or silence.long else None), None
    if not mine:
        return None, None
    if (jump := _jump(moment)) is not None:
        return jump, known.doubt
    if known.doubt is not None and moment.now - known.doubt.until >= SILENCE_MS:
        return known.doubt, None  # who was there would have beaten by now
    return None, known.doubt


def _jump(moment: Moment) -> Gap | None:
    """How the wall clock was set since the process's latest beat."""
    if moment.expected is None or abs(moment.now - moment.expected) <= JUMP_MS:
        return None
    return Gap(moment.expected, moment.now, jump=True)


def _jump_since(began: int, moment: Moment) -> Gap | None:
    """The same since somebody began; who began on a clock that was set back already loses nothing."""
    jump = _jump(moment)
    return None if jump is not None and jump.until < jump.since and began <= jump.until else jump


def _give_back(tx: Tx, running: list[Running], gap: Gap, now_ms: int) -> None:
    """Sittings are held first, then candidates, each in the order of ids, as in everybody's turns."""
    for sitting_id in sorted({each.sitting_id for each in running}):
        sittings.locked(tx, sitting_id)
    for candidate_id in sorted(each.id for each in running):
        candidate = sittings.locked_candidate(tx, candidate_id)
        if candidate is not None:
            sittings.save_candidate(tx, clock.carried_over(candidate, gap.since, gap.until))
    for sitting_id in sorted({each.sitting_id for each in running}):
        sittings.add_incident(tx, _incident(tx.new_id(), sitting_id, gap, now_ms))


def _incident(id_: int, sitting_id: int, gap: Gap, now_ms: int) -> Incident:
    back = gap.until < gap.since
    length = _length(abs(gap.until - gap.since))
    if gap.jump or back:
        way = "reculé" if back else "avancé"
        words = f"L'horloge du serveur a {way} de {length} : le temps des candidats n'a pas changé."
        return Incident(sitting_id, id_, None, None, "technical", words, now_ms, now_ms, "noted")
    words = f"Le bot n'a pas répondu pendant {length} : ce temps est rendu aux candidats."
    return Incident(sitting_id, id_, None, None, "outage", words, gap.since, now_ms, "noted")


def _length(ms: int) -> str:
    """A length of time in words, rounded up to the second."""
    seconds = -(-ms // 1000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
