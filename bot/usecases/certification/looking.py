"""One candidate on an invigilator's screen."""

from bot.errors import NotAllowed
from bot.store import people, sittings
from bot.store.sittings import Candidate, Incident, Sitting
from bot.usecases import asking, rights
from bot.usecases.campaigns.dates import in_words
from bot.usecases.certification import holding, reading, watching
from bot.usecases.certification.outcomes_board import CandidateShown, Happened, Notice
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

LATEST = 6


def candidate(turn: Turn, candidate_id: int, notice: Notice | None = None) -> list[Outcome]:
    """The page of a candidate. Raises NotAllowed."""
    found = sittings.candidate(turn.tx, candidate_id)
    if found is None:
        raise NotAllowed
    sitting = rights.sitting(turn, found.sitting_id, "organiser", "invigilator")
    asking.answered(turn)
    return [page(turn, sitting, found, notice)]


def page(turn: Turn, sitting: Sitting, found: Candidate, notice: Notice | None = None) -> CandidateShown:
    """The same, of who was read before; the caller has checked the right."""
    return CandidateShown(
        sitting=sitting.id,
        line=watching.line_of(turn, sitting, found),
        class_name=found.class_name,
        minutes=reading.minutes_for(sitting, found.extra),
        began=in_zone(turn, sitting, found.started_at),
        incidents=tuple(happened(turn, sitting, each) for each in _latest(turn, found)),
        page=_page(turn, found),
        open=holding.closed(turn, sitting) is None,
        notice=notice,
    )


def _latest(turn: Turn, found: Candidate) -> list[Incident]:
    """What happened to them last; the journal has all of it."""
    every = sittings.incidents(turn.tx, found.sitting_id)
    return [each for each in every if each.candidate_id == found.id][-LATEST:]


def _page(turn: Turn, found: Candidate) -> int:
    """Where they are in the list."""
    ids = [each.id for each in sittings.candidates(turn.tx, found.sitting_id)]
    return ids.index(found.id) // watching.PAGE


def happened(turn: Turn, sitting: Sitting, incident: Incident) -> Happened:
    """An incident in words."""
    about = sittings.candidate(turn.tx, incident.candidate_id) if incident.candidate_id is not None else None
    return Happened(
        id=incident.id,
        at=in_zone(turn, sitting, incident.at),
        name=watching.full_name(about) if about else "",
        number=_place(turn, incident),
        kind=incident.kind,
        words=incident.words,
        decision=incident.decision,
        by=colleague(turn, sitting, incident.decided_by),
    )


def _place(turn: Turn, incident: Incident) -> int | None:
    """The number of the question as the candidate sees it: those withdrawn before do not count."""
    asked = sittings.questions(turn.tx, incident.candidate_id or 0) if incident.number else []
    step = next((each.step for each in asked if each.number == incident.number), None)
    if step is None:
        return incident.number
    before = (each for each in asked if each.step is not None and each.step < step)
    return 1 + sum(each.withdrawn_at is None for each in before)


def in_zone(turn: Turn, sitting: Sitting, ms: int | None) -> str:
    """A moment as it is read in the school of a sitting; '' for none."""
    return in_words(ms, reading.school_of(turn, sitting).zone, turn.now_ms) if ms is not None else ""


def colleague(turn: Turn, sitting: Sitting, person_id: int | None) -> str:
    """A member of the school as colleagues read the name; '' for who is not there any more."""
    if person_id is None or people.find(turn.tx, person_id) is None:
        return ""
    from_staff = {each.person_id: each.name for each in sittings.staff(turn.tx, sitting.id)}
    return from_staff.get(person_id, "")
