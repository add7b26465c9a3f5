"""What the questions of one candidate are drawn from: what opens on the device, with data never seen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.content import Challenge
from bot.content.schema import Needs
from bot.engine import AskIn
from bot.store import people, sittings
from bot.store.people import Device
from bot.store.sittings import Question
from bot.usecases.certification import opening, sheets, variants
from bot.usecases.certification.opening import Opening
from bot.usecases.certification.seats import Seat
from bot.usecases.certification.sheets import Line
from bot.usecases.kind import variant_seed
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Urn:
    """`seed`: of the whole test; `device`: of who sits; `lines`: what was drawn so far, by number."""

    turn: Turn
    opening: Opening
    seed: int
    device: Device | None
    lines: tuple[Line, ...] = ()

    def opens(self, challenge: Challenge) -> bool:
        """Whether it opens on this device, and may have data that the candidate never saw."""
        return self._on_device(challenge) and variants.may_have_more(
            challenge, self.opening.seen.get(challenge.id, ())
        )

    def _on_device(self, challenge: Challenge) -> bool:
        return self.device == "computer" or challenge.needs == Needs.NOTHING

    def variant(self, challenge_id: str) -> int | None:
        """The data with which a challenge is asked; None when the candidate has seen all there are."""
        challenge = self.turn.library.challenge(challenge_id)
        if challenge is None:
            return None
        seen = self.opening.seen.get(challenge_id, ())
        return variants.unseen(challenge, seen, variant_seed(self.seed, 0))

    def old(self, drawn: Iterable[str]) -> set[str]:
        """Those of these challenges that have no data left which the candidate never saw."""
        return {each for each in drawn if self.variant(each) is None}

    @property
    def next_number(self) -> int:
        """Of the question that is drawn next."""
        return len(self.lines) + 1

    @property
    def out(self) -> list[Question]:
        """Those that count for nothing: withdrawn, or not to be asked any more."""
        return [each.question for each in self.lines if self.is_out(each)]

    def is_out(self, line: Line) -> bool:
        """Whether a question counts for nothing."""
        return line.question.withdrawn_at is not None or (line.answer is None and self._is_gone(line))

    def _is_gone(self, line: Line) -> bool:
        """Whether a question can't be asked: it left the bank, or the phone it came to can't open it."""
        challenge = self.turn.library.challenge(line.question.challenge)
        return challenge is None or (line.question.step is None and not self._on_device(challenge))

    @property
    def counted(self) -> list[Line]:
        """The others."""
        return [each for each in self.lines if not self.is_out(each)]

    @property
    def shown(self) -> Question | None:
        """The question that was shown and waits for its answer."""
        return next((each.question for each in self.counted if each.question.step and not each.answer), None)

    def level(self, question: Question) -> int | None:
        """Of the skill that a question tests; None when it left the bank."""
        skill = self.turn.library.skill(question.skill)
        return None if skill is None else skill.level

    def leave_out_gone(self) -> None:
        """Write down which questions can't be asked any more: they count for nothing."""
        for each in self.out:
            if each.withdrawn_at is None:
                sittings.put_question(self.turn.tx, replace(each, withdrawn_at=self.turn.now_ms))

    def question(self, candidate_id: int, chosen: AskIn, number: int) -> Question:
        """The row of a question that was drawn, not shown yet."""
        variant = self.variant(chosen.item)
        if variant is None:  # who draws looks before
            raise LookupError(f"nothing new is left of {chosen.item}")
        return Question(candidate_id, number, chosen.competence, chosen.skill, chosen.item, variant)


def as_asked(question: Question) -> AskIn:
    """A question as the engine chooses them."""
    return AskIn(question.competence, question.challenge, question.skill)


def of_seat(turn: Turn, seat: Seat) -> Urn:
    """That of a candidate who has begun."""
    candidate = seat.candidate
    lines = sheets.of_candidate(turn.tx, candidate).lines
    sits = None if candidate.person_id is None else people.find(turn.tx, candidate.person_id)
    device = sits.device if sits is not None else None
    return Urn(turn, opening.read(candidate.opening or ""), candidate.assessment_id or 0, device, lines)
