"""The list of a sitting on invigilators' screens, kept up to date while they look at it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot import engine
from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.base import Tx
from bot.store.sittings import BoardRow, Candidate, Incident, Progress, Sitting
from bot.usecases import asking, rights
from bot.usecases.certification import clock, door, pulse, reading
from bot.usecases.certification.outcomes_board import BoardLine, BoardShown, Notice, Stage, Waiting
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

EVERY_MS = 5_000
KIND = "board"  # of the deliveries that rewrite it
SUBJECT = "sb_board"  # of the notes of new ones
PAGE = 8
OVER = {Phase.CLOSED, Phase.PUBLISHED, Phase.CANCELLED}
_STOPPED = {"break": Stage.BREAK, "incident": Stage.PROBLEM}


def due(tx: Tx, now_ms: int) -> list[tuple[int, int]]:
    """Who looks at which sitting (person, sitting), shown EVERY_MS ago or before."""
    return sittings.boards_due(tx, now_ms - EVERY_MS)


def refresh(turn: Turn, sitting_id: int) -> BoardShown | None:
    """The board of the turn's person as it is now, noted as shown; None when what it shows has not changed.

    It names the message to rewrite itself: present it in the person's chat as any outcome, as adult. The turn
    may be a tick's: it writes the row of the board alone, and holds nobody.
    """
    row = sittings.board(turn.tx, turn.person.id, sitting_id)
    if row is None:
        return None
    try:
        sitting = rights.sitting(turn, sitting_id, "organiser", "invigilator")
    except NotAllowed:  # the role was taken away: what is on screen grows old
        sittings.drop_board(turn.tx, turn.person.id, sitting_id)
        return None
    board = shown(turn, sitting, row.page)
    if board.phase in OVER:  # this time it is shown, and then no more
        sittings.drop_board(turn.tx, turn.person.id, sitting_id)
    elif board.digest != row.digest:
        sittings.put_board(turn.tx, replace(row, digest=board.digest, shown_at=turn.now_ms))
    else:
        return None
    return replace(board, live=row.message_id)


def show(turn: Turn, sitting_id: int, page: int = 0, notice: Notice | None = None) -> list[BoardShown]:
    """A page of the board. Raises NotAllowed."""
    sitting = rights.sitting(turn, sitting_id, "organiser", "invigilator")
    asking.answered(turn)
    return [shown(turn, sitting, page, notice)]


def in_message(turn: Turn, message_id: int, outcomes: Sequence[Outcome]) -> None:
    """What a message of this person shows from now on: a board is kept up to date there."""
    for each in outcomes:
        if isinstance(each, BoardShown) and each.phase not in OVER:
            placed(turn, each.sitting, each.page, each.digest, message_id)


def left(turn: Turn, message_id: int) -> None:
    """Something else may take the place of what a message of this person shows."""
    sittings.leave_board(turn.tx, turn.person.id, message_id)
    sittings.leave_alert(turn.tx, turn.person.id, message_id)


def placed(turn: Turn, sitting_id: int, page: int, digest: str, message_id: int) -> None:
    """A message of this person shows a board from now on; the one before grows old."""
    sitting = sittings.find(turn.tx, sitting_id)
    if sitting is not None and phase(sitting, turn.now_ms) not in OVER:
        row = BoardRow(turn.person.id, sitting_id, message_id, page, digest, turn.now_ms)
        sittings.put_board(turn.tx, row)


def shown(turn: Turn, sitting: Sitting, page: int, notice: Notice | None = None) -> BoardShown:
    """A page of a sitting that the person may see: the caller has checked it."""
    everybody = lines(turn, sitting)
    counts = Counter(each.stage for each in everybody)
    on_page, page, pages = page_of(everybody, page, PAGE)
    now = phase(sitting, turn.now_ms)
    names = {each.id: each.given_name for each in everybody}
    return BoardShown(
        sitting=sitting.id,
        phase=now,
        moment=reading.when(turn, sitting),
        room=sitting.room,
        code=sitting.code if now in {Phase.COMING, Phase.OPEN} else "",
        counts=tuple((stage, counts[stage]) for stage in Stage if counts[stage]),
        lines=on_page,
        first=page * PAGE + 1,
        page=page,
        pages=pages,
        problems=tuple(
            Waiting(each.id, names.get(each.candidate_id or 0, ""))
            for each in open_problems(turn, sitting.id)
        ),
        phones=_phones(turn, sitting, names),
        leads=reading.leads(turn, sitting),
        notice=notice,
    )


def open_problems(turn: Turn, sitting_id: int) -> list[Incident]:
    """Problems with questions that nobody decided yet, the oldest first."""
    every = sittings.incidents(turn.tx, sitting_id)
    return [each for each in every if each.kind == "question" and each.decided_at is None]


def _phones(turn: Turn, sitting: Sitting, names: dict[int, str]) -> tuple[Waiting, ...]:
    if phase(sitting, turn.now_ms) is not Phase.OPEN:
        return ()
    asked = sittings.entry_requests(turn.tx, sitting.id)
    return tuple(
        Waiting(each.person_id, names.get(each.candidate_id, ""))
        for each in asked
        if each.accepted_at is None
    )


def lines(turn: Turn, sitting: Sitting) -> list[BoardLine]:
    """Every candidate as they stand, by class and name."""
    progress = {each.candidate_id: each for each in sittings.progress(turn.tx, sitting.id)}
    now = pulse.moment(turn)
    everybody = sittings.candidates(turn.tx, sitting.id)
    return [_with_levels(turn, each, line(sitting, each, progress.get(each.id), now)) for each in everybody]


def line_of(turn: Turn, sitting: Sitting, candidate: Candidate) -> BoardLine:
    """One of them."""
    progress = {each.candidate_id: each for each in sittings.progress(turn.tx, sitting.id)}
    found = line(sitting, candidate, progress.get(candidate.id), pulse.moment(turn))
    return _with_levels(turn, candidate, found)


def _with_levels(turn: Turn, candidate: Candidate, found: BoardLine) -> BoardLine:
    """The rules are not shown to who can't sit for it: the invigilator must not wait for them."""
    short = found.stage is Stage.READING and door.missing(turn, candidate) > 0
    return replace(found, stage=Stage.SHORT) if short else found


def line(sitting: Sitting, candidate: Candidate, progress: Progress | None, at_ms: int) -> BoardLine:
    """How a candidate stands at a moment of the clocks."""
    drawn, question = (progress.drawn, progress.shown) if progress else (0, 0)
    return BoardLine(
        candidate.id,
        full_name(candidate),
        candidate.given_name or candidate.family_name,
        stage(candidate),
        question,
        engine.CERTIFICATION.most if sitting.rules == "adaptive" else drawn,
        clock.minutes_left(sitting, candidate, at_ms) if candidate.running else 0,
        candidate.ended_for,
        candidate.extra,
    )


def full_name(candidate: Candidate) -> str:
    """As staff read it: «MARTIN Léa»."""
    return f"{candidate.family_name.upper()} {candidate.given_name}".strip()


def stage(candidate: Candidate) -> Stage:
    """How far a candidate is."""
    if candidate.ended_at is not None:
        return Stage.ENDED
    if candidate.started_at is not None:
        if candidate.stopped_for is None:
            return Stage.RUNNING
        return Stage.BACK if candidate.cleared_at is not None else _STOPPED[candidate.stopped_for]
    steps = (
        (candidate.authorised_at, Stage.READY),
        (candidate.present_at, Stage.PRESENT),
        (candidate.accepted_at, Stage.WAITING),
        (candidate.entered_at, Stage.READING),
    )
    return next((stage for at, stage in steps if at is not None), Stage.AWAY)
