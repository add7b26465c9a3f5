"""A pupil's state in one competence, packed in one row; rebuilt from the stored answers when it is lost."""

import json
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

from bot.store.practice import Basis
from bot.usecases.outcomes import BLOCK

VERSION = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer says to the engine; `at` in UTC milliseconds, `seconds` None when not known."""

    assessment: int
    challenge: str
    correct: bool
    seconds: float | None
    at: int


@dataclass(frozen=True, slots=True)
class Question:
    """The question on screen. A text answers it only when its message id is above `floor`."""

    step: int
    challenge: str
    variant: int
    shown_at: int  # UTC milliseconds, see `Kind.clock`; corrected when Telegram confirms the message
    after: int  # the person's message this question follows
    spent: float = 0.0  # seconds already spent before a pause
    message_id: int | None = None  # the newest copy; None until Telegram confirmed it
    floor: int | None = None  # message id of the first copy since it is on screen
    draft: tuple[Any, ...] = ()  # what is ticked, ordered, matched or typed so far
    of: int = BLOCK  # questions until the next pause, this one and those since the last pause included
    place: int = 0  # which one it is for the candidate of a certification, from 1
    also: tuple[int, ...] = ()  # in a certification: other messages that show what it shows

    def seconds(self, now_ms: int) -> float:
        """Seconds this question has been read, pauses left out."""
        return self.spent + max(0, now_ms - self.shown_at) / 1000


@dataclass(frozen=True, slots=True)
class Practice:
    """Everything a turn needs to know of one pupil in one competence.

    Or in the test over all of them, whose evidence is with each competence: see `express`.
    """

    competence: str
    assessment: int | None = None  # the one that runs
    step: int = 0  # answers given in it
    question: Question | None = (
        None  # None at a checkpoint, in a pause before a question, or when nothing runs
    )
    prior: tuple[float, float] = (3.0, 1.5)  # mean and sd, in levels, from the other competences
    settled: frozenset[str] = frozenset()  # skills validated before this positioning: not asked again
    evidence: tuple[Evidence, ...] = ()
    validated: frozenset[str] = frozenset()
    pix: float = 0.0
    level: int = 0
    announced: int = 0  # the highest level the pupil was told
    estimate: tuple[float, float] | None = None  # level and its standard error
    last_at: int | None = None
    paused: bool = field(default=False)
    haste_said: bool = False  # the kind word after hasty answers has come in this positioning
    basis: Basis | None = None  # what the running positioning rests on; None when not known

    def opened(self, assessment: int, prior: tuple[float, float], basis: Basis | None = None) -> "Practice":
        """The state at the start of a positioning: what is validated is kept, failures may be asked again."""
        return replace(
            self,
            assessment=assessment,
            step=0,
            question=None,
            prior=prior,
            settled=self.validated,
            paused=False,
            haste_said=False,
            basis=basis,
        )

    def closed(self) -> "Practice":
        """The state once its positioning has ended."""
        return replace(
            self,
            assessment=None,
            step=0,
            question=None,
            settled=frozenset(),
            paused=False,
            haste_said=False,
            basis=None,
            announced=max(self.announced, self.level),  # the result says it
        )

    def answered(self, evidence: Evidence) -> "Practice":
        """The state with one more answer and no question on screen."""
        return self.learned(evidence).stepped(evidence.at)

    def learned(self, evidence: Evidence) -> "Practice":
        """The state with an answer that another test was given: nothing that is shown changes."""
        return replace(self, evidence=(*self.evidence, evidence))

    def stepped(self, at: int) -> "Practice":
        """The state one step further, with no question on screen."""
        return replace(self, step=self.step + 1, question=None, last_at=at, paused=False)

    @property
    def attempted(self) -> bool:
        """True when at least one answer of a test of its own counts."""
        return self.last_at is not None


_QUESTION = tuple(each.name for each in fields(Question))


def pack(state: Practice) -> str:
    """JSON of a state; small, since it is written at every turn."""
    document: dict[str, Any] = {
        "v": VERSION,
        "a": state.assessment,
        "n": state.step,
        "p": state.prior,
        "e": [[e.assessment, e.challenge, int(e.correct), e.seconds, e.at] for e in state.evidence],
        "s": sorted(state.validated),
        "k": sorted(state.settled),
        "x": state.pix,
        "l": state.level,
        "b": state.announced,
        "m": state.estimate,
        "t": state.last_at,
        "z": int(state.paused),
        "h": int(state.haste_said),
        "i": state.basis,
    }
    if state.question:
        document["q"] = {name: getattr(state.question, name) for name in _QUESTION}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _question(document: dict[str, Any]) -> Question:
    """The question of a row; rows of earlier releases have less in it."""
    lists = {name: tuple(document.get(name, ())) for name in ("draft", "also")}
    return Question(**{**document, **lists})


@lru_cache(maxsize=256)  # a test over many competences reads their states several times a turn; few change
def unpack(competence: str, packed: str) -> Practice:
    """The state of a row; the inverse of `pack`, also for rows of earlier releases."""
    document = json.loads(packed)
    question = document.get("q")
    return Practice(
        competence=competence,
        assessment=document["a"],
        step=document["n"],
        question=_question(question) if question else None,
        prior=tuple(document["p"]),
        evidence=tuple(Evidence(a, c, bool(r), s, at) for a, c, r, s, at in document["e"]),
        validated=frozenset(document["s"]),
        settled=frozenset(document["k"]),
        pix=document["x"],
        level=document["l"],
        announced=document["b"],
        estimate=tuple(document["m"]) if document["m"] else None,
        last_at=document["t"],
        paused=bool(document["z"]),
        haste_said=bool(document.get("h")),
        basis=Basis(*document["i"]) if document.get("i") else None,
    )
