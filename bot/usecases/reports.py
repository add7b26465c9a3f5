"""Problems reported in a question: stored for the operators, who read them in the chat."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store import practice as rows
from bot.usecases.outcomes import Note, Outcome, ReportAsked, ReportLine, ReportsShown, Said, StepRef
from bot.usecases.schools.standing import is_operator
from bot.usecases.states import load
from bot.usecases.turn import Turn

REASONS = {
    "unclear": "La question n'est pas claire",
    "wrong": "La réponse attendue me semble fausse",
    "file": "L'image ou le fichier ne s'ouvre pas",
    "other": "Autre chose",
}
MOST_SHOWN = 20


def ask(_turn: Turn, about: StepRef) -> list[Outcome]:
    """Which problem is it?"""
    return [ReportAsked(about)]


def take(turn: Turn, about: StepRef, reason: str) -> list[Outcome]:
    """Store the report; it is about a question on screen, or one already answered by this person."""
    which = _question(turn, about)
    if which is None or reason not in REASONS:
        return [Said(Note.NOT_YOURS)]
    known = {(r.challenge, r.variant, r.reason) for r in rows.reports_of_person(turn.tx, turn.person.id)}
    if (*which, reason) not in known:
        rows.add_report(turn.tx, turn.person.id, rows.StoredReport(*which, reason, None, turn.now_ms))
    return [Said(Note.THANKS)]


def _question(turn: Turn, about: StepRef) -> tuple[str, int] | None:
    state = load(turn, about.competence)
    if state.assessment == about.assessment and state.question and state.question.step == about.step:
        return state.question.challenge, state.question.variant
    answer = rows.answer_of_step(turn.tx, turn.person.id, about.assessment, about.step)
    return (answer.challenge, answer.variant) if answer else None


def latest(turn: Turn) -> list[Outcome]:
    """The newest reports, for operators only; for anybody else the command does not exist."""
    if not is_operator(turn):
        return [Said(Note.NOT_FOUND)]
    stored = rows.latest_reports(turn.tx, MOST_SHOWN)
    return [
        ReportsShown(
            tuple(
                ReportLine(
                    r.challenge,
                    r.variant,
                    REASONS.get(r.reason, r.reason),
                    r.words,
                    _day(r.created_at, ZoneInfo(turn.rules.timezone)),
                )
                for r in stored
            )
        )
    ]


def _day(ms: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(ms / 1000, zone).strftime("%d/%m/%Y")
