"""The sittings of a person: summoned to, waiting for, over; and the result once it is published."""

from bot.store import sittings
from bot.store.certificates import Certificate
from bot.store.sittings import Candidate, Sitting
from bot.usecases.certification import certificates, clock, door, reading, summoning
from bot.usecases.certification.certificates import Document, day_in_words
from bot.usecases.certification.outcomes_result import (
    CertificateLine,
    CertificateSent,
    MySitting,
    MySittingShown,
    MySittingsShown,
    State,
)
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.certification.scored import Scored
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn

_MOST = 12  # sittings in a list


def mine(turn: Turn) -> list[Candidate]:
    """As whom the person was summoned, or sat; the latest sitting first.

    Who joined a class under a line is told all of it; whose phone was used, only while nobody has.
    """
    joined = sittings.of_account(turn.tx, turn.person.id)
    sat = [each for each in sittings.of_phone(turn.tx, turn.person.id) if each.account is None]
    return sorted(joined + sat, key=lambda each: each.sitting_id, reverse=True)


def concerned(turn: Turn) -> bool:
    """Whether the person has a sitting to come, or a result that came or is awaited."""
    return any(line.state is not State.CALLED_OFF for line in lines(turn))


def lines(turn: Turn) -> tuple[MySitting, ...]:
    """Every sitting of the person, the latest first."""
    found = mine(turn)
    several = len({each.pupil_id for each in found}) > 1
    of = {each.sitting_id: sittings.find(turn.tx, each.sitting_id) for each in found}
    return tuple(
        line_of(turn, sitting, each, named=several)
        for each in found
        if (sitting := of[each.sitting_id]) is not None
    )


def line_of(turn: Turn, sitting: Sitting, candidate: Candidate, *, named: bool = False) -> MySitting:
    """One of them; `named` where brothers and sisters share an account."""
    return MySitting(
        candidate=candidate.id,
        when=reading.when(turn, sitting),
        state=state_of(turn, sitting, candidate),
        result=published(candidate),
        name=candidate.given_name if named else "",
    )


def state_of(turn: Turn, sitting: Sitting, candidate: Candidate) -> State:
    """Where a candidate is with a sitting; nothing of a result before it is published."""
    if candidate.published_at is not None:
        return State.PUBLISHED
    if sitting.cancelled_at is not None:
        return State.CALLED_OFF
    if candidate.ended_at is not None or sitting.closed_at is not None:
        return State.PENDING
    if candidate.started_at is not None:
        return State.RUNNING
    if candidate.entered_at is not None:
        return State.ENTERED
    return State.OPEN if phase(sitting, turn.now_ms) is Phase.OPEN else State.SUMMONED


def published(candidate: Candidate) -> Scored | None:
    """The result as the jury published it; None before."""
    if candidate.published_at is None or candidate.result is None:
        return None
    return Scored.from_json(candidate.result)


def at_home(turn: Turn, candidate: Candidate) -> Shown:
    """Whether guardians know the result of a candidate, or may be told; one that changed since is another."""
    if candidate.published_at is None or not summoning.guardians_of(turn.tx, candidate):
        return Shown.NOBODY
    return Shown.SHOWN if (candidate.shared_at or 0) >= candidate.published_at else Shown.OFFERED


def listed(turn: Turn) -> list[Outcome]:
    """The list; a single sitting is shown at once."""
    found = lines(turn)[:_MOST]
    return one(turn, found[0].candidate) if len(found) == 1 else [MySittingsShown(found)]


def one(turn: Turn, candidate_id: int, *, edit: bool = True) -> list[Outcome]:
    """The page of one sitting: when and where, or what it came to and what to do next."""
    found = own(turn, candidate_id)
    if found is None:
        return [Said(Note.NOT_YOURS)]
    sitting, candidate = found
    issued = certificates.of(turn, candidate)
    return [
        MySittingShown(
            sitting=line_of(turn, sitting, candidate, named=True),
            school=reading.school_of(turn, sitting).name,
            room=sitting.room,
            organiser=sitting.organiser,
            rules=sitting.rules,
            minutes=clock.allowed_ms(sitting, candidate) // clock.MINUTE_MS,
            missing=door.missing(turn, candidate) if candidate.started_at is None else 0,
            most=certificates.highest(turn, candidate),
            certificate=certificate_line(turn, issued) if issued else None,
            shown=at_home(turn, candidate),
            edit=edit,
        )
    ]


def certificate(turn: Turn, candidate_id: int) -> list[Outcome]:
    """The certificate of one sitting, as a file."""
    found = own(turn, candidate_id)
    issued = certificates.of(turn, found[1]) if found else None
    if issued is None:
        return [Said(Note.NOT_YOURS)]
    return [CertificateSent(Document.from_json(issued.document), certificate_line(turn, issued))]


def certificate_line(turn: Turn, issued: Certificate) -> CertificateLine:
    """A certificate in force, in words."""
    document = Document.from_json(issued.document)
    return CertificateLine(
        issued.code, day_in_words(document.valid_until), expired=issued.valid_until < turn.now_ms
    )


def own(turn: Turn, candidate_id: int) -> tuple[Sitting, Candidate] | None:
    """One of the person's sittings; None for anybody else's."""
    candidate = next((each for each in mine(turn) if each.id == candidate_id), None)
    sitting = sittings.find(turn.tx, candidate.sitting_id) if candidate else None
    return None if sitting is None or candidate is None else (sitting, candidate)
