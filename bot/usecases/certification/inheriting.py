"""What was done on a lent phone goes to the candidate's own account, as soon as the test is over."""

from dataclasses import replace

from bot.store import certificates, sittings
from bot.store import practice as rows
from bot.store.base import Tx
from bot.store.sittings import Candidate
from bot.usecases.certification import pulse
from bot.usecases.turn import Turn


def bring_home(tx: Tx, candidate: Candidate) -> Candidate:
    """The candidate with answers and certificate at who joined the class under this line, if anybody."""
    owner, phone = candidate.account, candidate.person_id
    if candidate.ended_at is None or owner is None or owner == phone:
        return candidate
    if phone is not None and candidate.assessment_id is not None:
        rows.move_answers(tx, phone, owner, candidate.assessment_id)
    certificates.move(tx, candidate.id, owner)
    home = replace(candidate, person_id=owner)
    sittings.save_candidate(tx, home)
    return home


def joined(tx: Tx, pupil_id: int) -> None:
    """Somebody joined a class under this line: what was done for it on other phones is theirs.

    What is still to be closed on such a phone comes when it is.
    """
    for candidate_id in sorted(set(sittings.of_line(tx, pupil_id)) - set(sittings.unsettled(tx))):
        candidate = sittings.locked_candidate(tx, candidate_id)
        if candidate is not None:
            bring_home(tx, candidate)


def erased(turn: Turn) -> None:
    """The person is about to be erased: their tests end, what they only lent a phone for stays another's."""
    for candidate_id in sittings.concerning(turn.tx, turn.person.id):
        candidate = sittings.locked_candidate(turn.tx, candidate_id)
        if candidate is not None:
            _leave(turn, _ended(turn, candidate))


def _ended(turn: Turn, candidate: Candidate) -> Candidate:
    if not candidate.running:
        return candidate
    ended = replace(candidate, ended_at=pulse.moment(turn), ended_for="candidate")
    sittings.save_candidate(turn.tx, ended)
    sittings.settled(turn.tx, candidate.id, turn.now_ms)
    return ended


def _leave(turn: Turn, candidate: Candidate) -> None:
    phone = candidate.person_id
    if phone == turn.person.id:
        bring_home(turn.tx, candidate)
    elif phone is not None and candidate.assessment_id is not None:  # theirs, on a phone somebody lent
        rows.drop_test(turn.tx, phone, candidate.assessment_id)
