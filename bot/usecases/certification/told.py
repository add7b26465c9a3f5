"""What an invigilator's turn tells a candidate whose test runs, in the candidate's own chat."""

from dataclasses import replace

from bot.store import sittings
from bot.store.sittings import Candidate
from bot.usecases.certification import seats
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.turn import Turn


def clock_changed(turn: Turn, candidate: Candidate, *, withdrawn: bool = False) -> list[Elsewhere]:
    """Their clock was stopped, or cleared: `candidate` as it was saved. `withdrawn`: with the question.

    Stopped, the question's text goes; cleared, a button lets them go on. Nothing when nobody sits there.
    """
    phone = seats.phone_of(turn, candidate)
    if phone is None or candidate.stopped_at is None or not candidate.running:
        return []
    seat = seats.of(phone, candidate)
    screen = seats.stopped(phone, seat, withdrawn=withdrawn)
    if candidate.cleared_at is None:
        screen = replace(screen, question=seats.on_screen(phone, seats.state_of(phone, seat)))
    return [Elsewhere(phone.person.chat_id, (screen,), adult=False, kind="sitting")]


def withdrawn(turn: Turn, candidate_id: int, number: int) -> bool:
    """Withdraw the question with this number; False when it was, or there is none.

    The candidate's next turn brings another one of the same level, which does not count as asked.
    """
    for each in sittings.questions(turn.tx, candidate_id):
        if each.number == number and each.withdrawn_at is None:
            sittings.put_question(turn.tx, replace(each, withdrawn_at=turn.now_ms))
            return True
    return False
