"""What the tests over several competences have in common: their answers are evidence of their competences."""

from collections.abc import Iterable

from bot.engine import Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases.keys import is_campaign
from bot.usecases.participation.closing import goes_on
from bot.usecases.practice_state import Practice, unpack
from bot.usecases.rebuilding import evidence_of
from bot.usecases.states import load, save
from bot.usecases.turn import Turn


def teach(turn: Turn, answer: StoredAnswer) -> Practice:
    """Record an answer: its competence, as it was before, learns from it and shows what it showed."""
    competence = load(turn, answer.competence)  # before the answer is stored: it may be rebuilt from them
    rows.add_answer(turn.tx, turn.person.id, answer)
    save(turn, competence.learned(evidence_of(answer)))
    if answer.verdict != Verdict.RIGHT and answer.skill not in competence.validated:
        rows.miss_skill(turn.tx, turn.person.id, answer.competence, answer.skill, turn.now_ms)
    return competence


def asked_elsewhere(turn: Turn, but: str = "") -> frozenset[str]:
    """The skills that other tests over several competences are asking now: these are not given away.

    A campaign's test that cannot go on asks nothing any more.
    """
    packed = rows.joint_states(turn.tx, turn.person.id)
    states = [unpack(key, state) for key, state in packed.items() if key != but]
    asking = [
        state.question.challenge
        for state in states
        if state.question and (not is_campaign(state.competence) or goes_on(turn, state.competence))
    ]
    return skills_of(turn, asking)


def skills_of(turn: Turn, challenges: Iterable[str]) -> frozenset[str]:
    """The skills of these challenges; those that left the bank have none."""
    found = (turn.library.challenge(each) for each in challenges)
    return frozenset(challenge.skill for challenge in found if challenge)


def tests_behind(turn: Turn, competence: Practice) -> set[str]:
    """The keys of the tests whose answers count in a competence."""
    numbers = {each.assessment for each in competence.evidence}
    keys = (rows.competence_of_assessment(turn.tx, turn.person.id, each) for each in numbers)
    return {key for key in keys if key is not None}
