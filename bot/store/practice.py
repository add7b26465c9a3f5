"""Practice: the packed state a competence, the answers it is rebuilt from, tutorials and reports."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.store.base import Tx


class Basis(NamedTuple):
    """What the worth of answers depends on: versions of model and item parameters, and the highest level."""

    model: str
    items: str
    max_level: int


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as given; `response` is JSON, None when the question was skipped."""

    assessment_id: int
    step: int
    competence: str
    skill: str
    challenge: str
    variant: int
    verdict: str
    response: str | None
    seconds: float
    answered_at: int


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """One positioning; `outcome` is None while it runs.

    From `model` to `opening`: what its result rests on besides the answers, see `results.set_basis`; None in
    one that ended before this was kept.
    """

    id: int
    competence: str
    started_at: int
    prior_mean: float
    prior_sd: float
    ended_at: int | None
    outcome: str | None
    model: str | None
    items: str | None
    max_level: int | None
    since: int | None
    opening: str | None
    result: str | None

    @property
    def basis(self) -> Basis | None:
        """What its answers are worth depends on."""
        if self.model is None or self.items is None or self.max_level is None:
            return None
        return Basis(self.model, self.items, self.max_level)


@dataclass(frozen=True, slots=True)
class StoredTutorial:
    """What one person has to do with one skill's tutorial."""

    skill: str
    competence: str
    missed_at: int | None
    saved: int
    useful: int | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A problem a person saw in a question."""

    challenge: str
    variant: int
    reason: str
    words: str | None
    created_at: int


def state(tx: Tx, person_id: int, competence: str) -> str | None:
    """The packed state of one competence, None before the first question."""
    return tx.one("practice_state", str, person_id=person_id, competence=competence)


def states(tx: Tx, person_id: int) -> dict[str, str]:
    """Every packed state of a person, by competence."""
    return dict(tx.all("practice_states", _pair, person_id=person_id))


def joint_states(tx: Tx, person_id: int) -> dict[str, str]:
    """The packed states of a person's tests over several competences, by key."""
    return dict(tx.all("joint_states", _pair, person_id=person_id))


def _pair(competence: str, packed: str) -> tuple[str, str]:
    return competence, packed


def save_state(tx: Tx, person_id: int, competence: str, packed: str, now_ms: int) -> None:
    tx.run("save_practice", person_id=person_id, competence=competence, state=packed, updated_at=now_ms)


def start_assessment(
    tx: Tx, person_id: int, id_: int, competence: str, prior: tuple[float, float], now_ms: int
) -> None:
    """Open a positioning with what is known beforehand: mean and standard deviation, in levels."""
    tx.run(
        "start_assessment",
        person_id=person_id,
        id=id_,
        competence=competence,
        started_at=now_ms,
        prior_mean=prior[0],
        prior_sd=prior[1],
    )


def end_assessment(tx: Tx, person_id: int, id_: int, outcome: str, now_ms: int) -> None:
    tx.run("end_assessment", person_id=person_id, id=id_, ended_at=now_ms, outcome=outcome)


def assessments(tx: Tx, person_id: int) -> list[StoredAssessment]:
    return tx.all("assessments", StoredAssessment, person_id=person_id)


def competence_of_assessment(tx: Tx, person_id: int, id_: int) -> str | None:
    """What a test of this person was about; None when there is no such test."""
    return tx.one("competence_of_assessment", str, person_id=person_id, id=id_)


def add_answer(tx: Tx, person_id: int, answer: StoredAnswer, *, counts: bool = True) -> None:
    """Keep an answer; one that does not count, as in an exam, is evidence of nothing outside its test."""
    tx.run(
        "add_answer",
        person_id=person_id,
        assessment_id=answer.assessment_id,
        step=answer.step,
        competence=answer.competence,
        skill=answer.skill,
        challenge=answer.challenge,
        variant=answer.variant,
        verdict=answer.verdict,
        response=answer.response,
        seconds=answer.seconds,
        answered_at=answer.answered_at,
        counts=int(counts),
    )


def answer_of_step(tx: Tx, person_id: int, assessment_id: int, step: int) -> StoredAnswer | None:
    return tx.one("answer_of_step", StoredAnswer, person_id=person_id, assessment_id=assessment_id, step=step)


def answers_of_steps(tx: Tx, person_id: int, assessment_id: int, first: int, last: int) -> list[StoredAnswer]:
    """The answers of steps `first` to `last`, both included, in order."""
    return tx.all(
        "answers_of_steps",
        StoredAnswer,
        person_id=person_id,
        assessment_id=assessment_id,
        first=first,
        last=last,
    )


def counting_answers(tx: Tx, person_id: int, competence: str) -> list[StoredAnswer]:
    """The answers since the last reset, in the order they were given: what a state is rebuilt from."""
    return tx.all("counting_answers", StoredAnswer, person_id=person_id, competence=competence)


def tests_begun(tx: Tx, person_id: int) -> list[str]:
    """Competences with answers that count, and tests over several competences that were begun."""
    return tx.all("tests_begun", str, person_id=person_id)


def all_answers(tx: Tx, person_id: int) -> list[StoredAnswer]:
    return tx.all("all_answers", StoredAnswer, person_id=person_id)


def set_answers_aside(tx: Tx, person_id: int, competence: str) -> None:
    """Keep the answers as history, without counting them any more."""
    tx.run("set_answers_aside", person_id=person_id, competence=competence)


def miss_skill(tx: Tx, person_id: int, competence: str, skill: str, now_ms: int) -> None:
    """Put the skill's tutorial on the person's list."""
    tx.run("miss_skill", person_id=person_id, competence=competence, skill=skill, missed_at=now_ms)


def master_skill(tx: Tx, person_id: int, skill: str) -> None:
    """Take the skill's tutorial off the list; one the person saved stays saved."""
    tx.run("master_skill", person_id=person_id, skill=skill)


def tutorials(tx: Tx, person_id: int) -> list[StoredTutorial]:
    """Tutorials of missed skills, and saved ones."""
    return tx.all("tutorials", StoredTutorial, person_id=person_id)


def all_tutorials(tx: Tx, person_id: int) -> list[StoredTutorial]:
    """Everything kept about tutorials, those only rated included."""
    return tx.all("all_tutorials", StoredTutorial, person_id=person_id)


def tutorial_of_skill(tx: Tx, person_id: int, skill: str) -> StoredTutorial | None:
    return tx.one("tutorial_of_skill", StoredTutorial, person_id=person_id, skill=skill)


def save_tutorial(tx: Tx, person_id: int, competence: str, skill: str, saved: bool) -> None:
    tx.run("save_tutorial", person_id=person_id, competence=competence, skill=skill, saved=int(saved))


def rate_tutorial(tx: Tx, person_id: int, competence: str, skill: str, useful: bool) -> None:
    tx.run("rate_tutorial", person_id=person_id, competence=competence, skill=skill, useful=int(useful))


def add_report(tx: Tx, person_id: int, report: StoredReport) -> None:
    tx.run(
        "add_report",
        person_id=person_id,
        id=tx.new_id(),
        challenge=report.challenge,
        variant=report.variant,
        reason=report.reason,
        words=report.words,
        created_at=report.created_at,
    )


def reports_of_person(tx: Tx, person_id: int) -> list[StoredReport]:
    return tx.all("reports_of_person", StoredReport, person_id=person_id)


def latest_reports(tx: Tx, most: int) -> list[StoredReport]:
    return tx.all("latest_reports", StoredReport, most=most)


def move_test(tx: Tx, person_id: int, other_id: int, competence: str, assessment_id: int) -> None:
    """A test that runs, with its answers, is another person's from now on; both are to be locked."""
    tx.run("move_practice", person_id=person_id, other_id=other_id, competence=competence)
    tx.run("move_assessment", person_id=person_id, other_id=other_id, id=assessment_id)
    tx.run("move_answers", person_id=person_id, other_id=other_id, id=assessment_id)


def move_answers(tx: Tx, person_id: int, other_id: int, assessment_id: int) -> None:
    """A test that is over, with its answers, is another person's from now on."""
    tx.run("move_assessment", person_id=person_id, other_id=other_id, id=assessment_id)
    tx.run("move_answers", person_id=person_id, other_id=other_id, id=assessment_id)


def drop_test(tx: Tx, person_id: int, assessment_id: int) -> None:
    """Forget a test with its answers and its state, if it is one over several competences."""
    tx.run("drop_test_state", person_id=person_id, id=assessment_id)
    tx.run("drop_test_answers", person_id=person_id, id=assessment_id)
    tx.run("drop_assessment", person_id=person_id, id=assessment_id)
