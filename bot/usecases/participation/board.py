"""Where a pupil stands in a campaign's test: the answers that count in it, and what is known from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import engine
from bot.usecases import joint, positioning
from bot.usecases.keys import is_exam
from bot.usecases.participation.aims import Aim
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.states import load_some
from bot.usecases.turn import Turn


@dataclass(frozen=True, eq=False, slots=True)
class Board:
    """A campaign's test, and the states of the competences that it aims at.

    An exam sees states that know its own answers and nothing else.
    """

    aim: Aim
    test: Practice
    competences: Mapping[str, Practice]

    @property
    def own(self) -> list[Evidence]:
        """The answers of the running attempt that count."""
        given = (each for state in self.competences.values() for each in state.evidence)
        return sorted((e for e in given if e.assessment == self.test.assessment), key=lambda e: e.at)

    def answers(self, now_ms: int) -> dict[str, list[engine.Answer]]:
        """The evidence by competence, as the engine takes it: fully in this attempt, else by its age."""
        return {
            code: positioning.weighed(state.evidence, self.test.assessment, now_ms)
            for code, state in self.competences.items()
        }

    def known(
        self, answers: Mapping[str, Sequence[engine.Answer]], population: engine.Prior | None = None
    ) -> engine.Profile:
        """What its `answers` say of every competence of the target."""
        return engine.profile(self.aim.banks, answers, population)

    @property
    def shown(self) -> dict[str, list[str]]:
        """Skills of the target that are shown as validated in their competences."""
        return {
            code: sorted(state.validated & (self.aim.banks[code].target or frozenset()))
            for code, state in self.competences.items()
        }

    @property
    def settled(self) -> frozenset[str]:
        """Skills not to be asked: shown as validated, or right the last time another test asked."""
        found: set[str] = set()
        for code, state in self.competences.items():
            others = [each for each in state.evidence if each.assessment != self.test.assessment]
            found |= state.validated | positioning.seen_known(others, self.aim.banks[code])
        return frozenset(found)

    def usable(self, turn: Turn) -> set[str]:
        """Challenges that may be asked on the person's device."""
        library, device = turn.library, turn.person.device
        return {
            each
            for code, state in self.competences.items()
            for each in positioning.usable(state, library.competences[code], device)
        }

    def waiting(self, turn: Turn) -> frozenset[str]:
        """Skills that other tests are asking now, asked last here; an exam does not look at them."""
        if is_exam(self.test.competence):
            return frozenset()
        asked = [state.question.challenge for state in self.competences.values() if state.question]
        return joint.skills_of(turn, asked) | joint.asked_elsewhere(turn, but=self.test.competence)

    def left(self, turn: Turn) -> int:
        """How many questions the attempt may still have: one a skill."""
        aimed = {skill.id for skill in self.aim.skills}
        askable = joint.skills_of(turn, self.usable(turn)) & aimed
        asked = joint.skills_of(turn, (each.challenge for each in self.own))
        open_ = askable - asked - self.settled
        return max(0, min(len(open_), self.aim.questions - self.test.step))


def board(turn: Turn, aim: Aim, test: Practice) -> Board:
    """Where the person stands now."""
    if is_exam(test.competence):
        own = {code: Practice(code, evidence=_about(bank, test.evidence)) for code, bank in aim.banks.items()}
        return Board(aim, test, own)
    return Board(aim, test, load_some(turn, aim.banks))


def _about(bank: engine.Bank, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(each for each in evidence if each.challenge in bank.item_index)
