"""«Commencer»: the clock starts, and what the result rests on is frozen."""

from dataclasses import replace

from bot import engine
from bot.engine import AskIn
from bot.errors import NotAllowed
from bot.store import practice as rows
from bot.store import sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases import practice
from bot.usecases.certification import beating, drawing_adaptive, drawing_profile, opening, pulse, seats
from bot.usecases.certification.opening import Opening
from bot.usecases.certification.urn import Urn
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.practice_state import Practice
from bot.usecases.states import load
from bot.usecases.turn import Turn

NOTHING_KNOWN = (3.0, 1.5)  # what is believed of anybody: mean and standard deviation, in levels


def begin(turn: Turn, candidate: Candidate, after: int) -> list[Outcome]:
    """Start the test of the candidate who sits with this phone; `after`: the message whose button was tapped.

    A test that runs is resumed; of two quick taps the second changes nothing. Raises NotAllowed for who may
    not begin: who may is also checked by the door, which says what is missing.
    """
    sitting = sittings.locked(turn.tx, candidate.sitting_id)  # nobody closes it meanwhile
    current = sittings.locked_candidate(turn.tx, candidate.id)
    if sitting is None or current is None or current.person_id != turn.person.id:
        raise NotAllowed
    if current.running:
        return practice.go_back_to(turn, load(turn, seats.key(sitting)), after)
    frozen = opening.opened(turn, current)
    if not _may(sitting, current, frozen) or seats.taken(turn) is not None:
        raise NotAllowed
    return _open(turn, sitting, current, frozen, after)


def _may(sitting: Sitting, candidate: Candidate, frozen: Opening) -> bool:
    """Everything that is needed, whatever the button said."""
    steps = (candidate.accepted_at, candidate.present_at, candidate.authorised_at, sitting.announced_at)
    over = (candidate.ended_at, sitting.closed_at, sitting.cancelled_at)
    return None not in steps and set(over) == {None} and engine.certifiable(frozen.levels)


def _open(turn: Turn, sitting: Sitting, candidate: Candidate, frozen: Opening, after: int) -> list[Outcome]:
    assessment = turn.tx.new_id()
    urn = Urn(turn, frozen, assessment, turn.person.device)
    drawn: list[AskIn] = drawing_profile.at_start(urn) if sitting.rules == "profile" else []
    most = len(drawn) or drawing_adaptive.most(urn)
    if not most or (sitting.rules == "profile" and not drawn):
        return [Said(Note.NOTHING_LEFT)]
    key = seats.key(sitting)
    rows.start_assessment(turn.tx, turn.person.id, assessment, key, NOTHING_KNOWN, turn.now_ms)
    begun = replace(
        candidate,
        started_at=pulse.moment(turn),
        assessment_id=assessment,
        opening=opening.write(replace(frozen, most=most)),
    )
    sittings.save_candidate(turn.tx, begun)
    beating.begun(turn.tx, turn.now_ms)
    for number, each in enumerate(drawn, start=1):
        sittings.put_question(turn.tx, urn.question(candidate.id, each, number))
    state = Practice(key).opened(assessment, NOTHING_KNOWN)
    return practice.ask_next(turn, state, after)
