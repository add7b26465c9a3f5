"""The candidates of a sitting: the pupils of its classes, but for those left out; and their time."""

from dataclasses import replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.store import classes, sittings
from bot.store.base import Tx
from bot.store.sittings import Candidate, Sitting
from bot.usecases import asking
from bot.usecases.certification import reading, summoning
from bot.usecases.certification.outcomes_prep import (
    MOST_EXTRA,
    CandidateLine,
    CandidateShown,
    CandidatesListed,
    Complaint,
    ExtraAsked,
    LeftOutListed,
    Notice,
)
from bot.usecases.certification.phases import phase
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

EXTRA = "sp_extra"  # the kind of dialog
CHOICES = (0, 25, 33, 50)  # percent of time more; a third more is 33


def refresh(tx: Tx, sitting_id: int, now: datetime) -> None:
    """Summon who came to the chosen classes, let go who left them; nobody who has entered is let go."""
    for pupil_id in sittings.to_summon(tx, sitting_id):
        sittings.summon(tx, sitting_id, pupil_id)
    for candidate_id in sittings.to_unsummon(tx, sitting_id):
        sittings.unsummon(tx, candidate_id)
    summoning.sync(tx, sitting_id, now)


def of_class_changed(tx: Tx, class_id: int, now: datetime) -> None:
    """Somebody came to a class, or left it: so do the candidates of its sittings that are not over."""
    for sitting_id in sittings.of_class(tx, class_id):
        sitting = sittings.locked(tx, sitting_id)
        if sitting is not None and sitting.closed_at is None and sitting.cancelled_at is None:
            refresh(tx, sitting_id, now)


# One page, one candidate


def listed(turn: Turn, sitting_id: int, page: int = 0, notice: Notice | None = None) -> list[Outcome]:
    """The candidates by class and name."""
    sitting = reading.to_lead(turn, sitting_id)
    asking.answered(turn)
    everybody = sittings.candidates(turn.tx, sitting.id)
    lines, page, pages = page_of([_line(each) for each in everybody], page)
    return [
        CandidatesListed(
            sitting.id,
            lines,
            len(everybody),
            sum(each.extra > 0 for each in everybody),
            len(sittings.left_out(turn.tx, sitting.id)),
            len({each.class_id for each in everybody}) > 1,
            page,
            pages,
            notice,
        )
    ]


def show(turn: Turn, candidate_id: int, notice: Notice | None = None) -> list[Outcome]:
    """One candidate, and the time they have."""
    sitting, found = _allowed(turn, candidate_id)
    asking.answered(turn)
    over = phase(sitting, turn.now_ms) in reading.OVER or found.ended_at is not None
    choices = () if over else CHOICES
    return [
        CandidateShown(
            sitting.id,
            _line(found),
            reading.minutes_for(sitting, found.extra),
            tuple((each, reading.minutes_for(sitting, each)) for each in choices),
            joined=found.account is not None,
            removable=not over and not reading.is_in(found),
            notice=notice,
        )
    ]


def _line(candidate: Candidate) -> CandidateLine:
    return CandidateLine(candidate.id, candidate.name, candidate.class_name, candidate.extra)


def _allowed(turn: Turn, candidate_id: int) -> tuple[Sitting, Candidate]:
    """A candidate of a sitting that the person organises. Raises NotAllowed, also when there is none."""
    found = sittings.candidate(turn.tx, candidate_id)
    if found is None:
        raise NotAllowed
    return reading.to_lead(turn, found.sitting_id), found


# Extra time


def ask_extra(turn: Turn, candidate_id: int, complaint: Complaint | None = None) -> list[Outcome]:
    """«Autre»: the next text is a number of percent."""
    sitting, found = _allowed(turn, candidate_id)
    asking.ask(turn, EXTRA, candidate=candidate_id)
    return [ExtraAsked(sitting.id, _line(found), complaint)]


def take_extra(turn: Turn, candidate_id: int, text: str) -> list[Outcome]:
    """It was written: «40», «40 %»."""
    digits = text.strip().removesuffix("%").strip()
    percent = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 3 else None
    if percent is None or percent > MOST_EXTRA:
        return ask_extra(turn, candidate_id, Complaint.NUMBER)
    return give_extra(turn, candidate_id, percent)


def give_extra(turn: Turn, candidate_id: int, percent: int) -> list[Outcome]:
    """Give a candidate this much more time, until the end of their test."""
    sitting, _ = _allowed(turn, candidate_id)
    found = sittings.locked_candidate(turn.tx, candidate_id)
    if found is None or not 0 <= percent <= MOST_EXTRA:
        raise NotAllowed
    if phase(sitting, turn.now_ms) in reading.OVER or found.ended_at is not None:
        return show(turn, candidate_id, Notice.BEGUN)
    sittings.save_candidate(turn.tx, replace(found, extra=percent))
    return show(turn, candidate_id)


# Left out, and back


def leave_out(turn: Turn, candidate_id: int) -> list[Outcome]:
    """This pupil is not to sit; not once they have entered."""
    sitting, found = _allowed(turn, candidate_id)
    sitting = reading.to_change(turn, sitting.id)
    locked = sittings.locked_candidate(turn.tx, candidate_id)
    if locked is None:
        return listed(turn, sitting.id)
    if reading.is_in(locked) or phase(sitting, turn.now_ms) in reading.OVER:
        return show(turn, candidate_id, Notice.NOT_OUT)
    if sitting.announced_at is not None and len(sittings.candidates(turn.tx, sitting.id)) == 1:
        return listed(turn, sitting.id, notice=Notice.NEEDS_CANDIDATE)
    sittings.leave_out(turn.tx, sitting.id, found.pupil_id)
    sittings.unsummon(turn.tx, candidate_id)
    summoning.sync(turn.tx, sitting.id, turn.now)
    return listed(turn, sitting.id)


def left_out(turn: Turn, sitting_id: int, page: int = 0) -> list[Outcome]:
    """Who is left out."""
    sitting = reading.to_lead(turn, sitting_id)
    asking.answered(turn)
    out = [
        (each.id, f"{each.family_name} {each.given_name}".strip())
        for each in sittings.left_out(turn.tx, sitting.id)
    ]
    if not out:
        return listed(turn, sitting_id)
    lines, page, pages = page_of(out, page)
    return [LeftOutListed(sitting.id, lines, page, pages)]


def take_back(turn: Turn, sitting_id: int, pupil_id: int) -> list[Outcome]:
    """They are to sit after all; only who is in one of its classes becomes a candidate again."""
    sitting = reading.to_change(turn, sitting_id)
    line = classes.pupil(turn.tx, pupil_id)
    if line is not None and phase(sitting, turn.now_ms) not in reading.OVER:
        sittings.take_back(turn.tx, sitting.id, pupil_id)
        refresh(turn.tx, sitting.id, turn.now)
    return left_out(turn, sitting_id)
