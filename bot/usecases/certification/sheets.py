"""What a candidate was asked and answered, as the jury reads it and as it is scored."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content import Library, Variant, render
from bot.engine import Asked, Verdict
from bot.errors import ContentError
from bot.store import sittings
from bot.store.base import Tx
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, Question


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer, None while there is none."""

    question: Question
    answer: StoredAnswer | None

    @property
    def right(self) -> bool:
        return self.answer is not None and self.answer.verdict == Verdict.RIGHT

    @property
    def seconds(self) -> float | None:
        """Time taken; None where there is no answer, or it was skipped: that says nothing."""
        if self.answer is None or self.answer.verdict == Verdict.SKIPPED:
            return None
        return self.answer.seconds

    @property
    def asked(self) -> Asked:
        """The same as the engine takes it."""
        return Asked(
            competence=self.question.competence,
            item=self.question.challenge,
            right=self.right,
            seconds=self.seconds,
            answered=self.answer is not None,
            neutralised=self.question.neutralised_at is not None,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One candidate's; questions by number, those the invigilator withdrew too."""

    candidate: Candidate
    lines: tuple[Line, ...]

    @property
    def counted(self) -> tuple[Line, ...]:
        """Without those withdrawn, whose place another one took."""
        return tuple(each for each in self.lines if each.question.withdrawn_at is None)

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(each.asked for each in self.counted)

    def line(self, number: int) -> Line | None:
        """The question with this number."""
        return next((each for each in self.lines if each.question.number == number), None)


def of_candidate(tx: Tx, candidate: Candidate) -> Sheet:
    """The sheet of one candidate."""
    return _sheet(candidate, sittings.questions(tx, candidate.id), sittings.answers(tx, candidate.id))


def of_sitting(tx: Tx, sitting_id: int) -> list[Sheet]:
    """The sheets of all the candidates, by class and name."""
    answers = sittings.answers_of_sitting(tx, sitting_id)
    questions: dict[int, list[Question]] = {}
    for each in sittings.questions_of_sitting(tx, sitting_id):
        questions.setdefault(each.candidate_id, []).append(each)
    return [
        _sheet(each, questions.get(each.id, ()), answers.get(each.id, ()))
        for each in sittings.candidates(tx, sitting_id)
    ]


def variant_of(library: Library, challenge: str, variant: int) -> Variant | None:
    """A challenge with its data; None when it left the bank, or another release makes no such variant."""
    found = library.challenge(challenge)
    try:
        return None if found is None else render(found, variant)
    except ContentError:
        return None


def _sheet(candidate: Candidate, questions: Iterable[Question], answers: Iterable[StoredAnswer]) -> Sheet:
    by_step = {each.step: each for each in answers}
    lines = (Line(each, None if each.step is None else by_step.get(each.step)) for each in questions)
    return Sheet(candidate, tuple(lines))
