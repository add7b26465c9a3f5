"""What a candidate's result rests on besides the answers, frozen at the start as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.content.framework import COMPETENCES
from bot.engine import PIX_A_LEVEL, Answer
from bot.store import people, sittings
from bot.store import practice as rows
from bot.store.sittings import Candidate
from bot.usecases import results
from bot.usecases.positioning import DAY_MS, HALF_LIFE_DAYS
from bot.usecases.practice_state import Practice
from bot.usecases.states import load_all
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Opening:
    """The profile of a candidate at the start, by competence; nobody gets more than `levels` and `pix`.

    `evidence`: what positionings told, each answer with the weight that its age leaves it. `direct`: the
    skills validated by a right answer to them. `seen`: the variants met before, by challenge. `versions`: of
    the item parameters, which the store keeps. `most`: how many questions were planned.
    """

    levels: Mapping[str, int]
    pix: Mapping[str, int]
    evidence: Mapping[str, tuple[Answer, ...]]
    direct: Mapping[str, tuple[str, ...]]
    seen: Mapping[str, tuple[int, ...]]
    versions: Mapping[str, str]
    max_level: int
    most: int = 0


def read(text: str) -> Opening:
    """The opening of `candidate.opening`."""
    document = json.loads(text)
    evidence = {
        code: tuple(Answer(item, bool(right), seconds, weight) for item, right, seconds, weight in given)
        for code, given in document["evidence"].items()
    }
    lists = {part: _tuples(document[part]) for part in ("direct", "seen")}
    return Opening(**{**document, **lists, "evidence": evidence})


def _tuples(lists: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(each) for key, each in lists.items()}


def write(opening: Opening) -> str:
    """The inverse of `read`."""
    evidence = {
        code: [[each.item, int(each.correct), each.seconds, each.weight] for each in given]
        for code, given in opening.evidence.items()
    }
    return results.canonical(
        {
            "levels": opening.levels,
            "pix": opening.pix,
            "evidence": evidence,
            "direct": opening.direct,
            "seen": opening.seen,
            "versions": opening.versions,
            "max_level": opening.max_level,
            "most": opening.most,
        }
    )


def opened(turn: Turn, candidate: Candidate) -> Opening:
    """The opening of who begins now; the item parameters are kept.

    The profile is that of the account which joined the class under this line; without one, of who sits.
    """
    owner = _owner(turn, candidate)
    states = {code: state for code, state in load_all(owner).items() if code in COMPETENCES}
    most, codes = turn.rules.max_level, [code for code in COMPETENCES if code in states]
    return Opening(
        levels={code: min(states[code].level, most) for code in codes},
        pix={code: min(int(states[code].pix), most * PIX_A_LEVEL) for code in codes},
        evidence={code: _evidence(turn, states[code]) for code in codes if states[code].evidence},
        direct={code: _direct(turn, states[code]) for code in codes if states[code].validated},
        seen=_seen([turn, owner], sittings.shown(turn.tx, candidate.pupil_id)),
        versions={code: results.kept_version(turn, code) for code in sorted(turn.library.competences)},
        max_level=most,
    )


def _owner(turn: Turn, candidate: Candidate) -> Turn:
    """A turn of whose profile it is, to be read only."""
    account = None if candidate.account is None else people.find(turn.tx, candidate.account)
    return turn if account is None else replace(turn, person=account)


def _evidence(turn: Turn, state: Practice) -> tuple[Answer, ...]:
    def weight(at: int) -> float:
        return round(float(0.5 ** (max(0, turn.now_ms - at) // DAY_MS / HALF_LIFE_DAYS)), 6)

    return tuple(
        Answer(each.challenge, each.correct, each.seconds, weight(each.at)) for each in state.evidence
    )


def _direct(turn: Turn, state: Practice) -> tuple[str, ...]:
    """The validated skills to which an answer that counts was right."""
    right = {each.challenge for each in state.evidence if each.correct}
    answered = {challenge.skill for each in right if (challenge := turn.library.challenge(each))}
    return tuple(sorted(answered & state.validated))


def _seen(turns: Iterable[Turn], before: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Every variant that these people answered, or have on screen; and those shown in sittings `before`."""
    met = set(before)
    for turn in turns:
        met |= {(each.challenge, each.variant) for each in rows.all_answers(turn.tx, turn.person.id)}
        waiting = [state.question for state in load_all(turn).values() if state.question]
        met |= {(each.challenge, each.variant) for each in waiting}
    seen: dict[str, list[int]] = {}
    for challenge, variant in sorted(met):
        seen.setdefault(challenge, []).append(variant)
    return _tuples(seen)
