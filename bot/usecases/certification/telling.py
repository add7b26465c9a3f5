"""What is told because something happened: a result published, or shown at home."""

from datetime import timedelta

from bot.store import recipients
from bot.store.sittings import Candidate, Sitting
from bot.store.times import to_ms
from bot.usecases.certification.summoning import guardians_of
from bot.usecases.reminders import agendas, making, usual
from bot.usecases.turn import Turn

_LASTS, _AT_HOME_LASTS = timedelta(days=60), timedelta(days=14)


def published(turn: Turn, sitting: Sitting, candidate: Candidate) -> None:
    """A candidate's result is there, or there again: told in a letter, as soon as people are written to.

    `candidate` as it was saved, with `published_at`. Who has no account hears of it in class.
    """
    owner = candidate.account or candidate.person_id
    to = recipients.one(turn.tx, owner, 0) if owner is not None else None
    if to is not None:
        due = making.own_opening(agendas.of_school(turn.tx, sitting.school_id), to, turn.now)
        key = f"sitting_result:{candidate.id}:{candidate.published_at}"
        until = to_ms(turn.now + _LASTS)
        making.make(
            turn.tx, to, "sitting_result", key, sitting.school_id, None,
            due=due, valid_until=until, sitting_id=sitting.id,
        )  # fmt: skip


def shared(turn: Turn, sitting: Sitting, candidate: Candidate) -> None:
    """A candidate shows the result at home: guardians are told at their hour."""
    agenda = agendas.of_school(turn.tx, sitting.school_id)
    at = usual.first(agenda, usual.GUARDIANS, turn.now)
    for to in guardians_of(turn.tx, candidate):
        key = f"certified:{candidate.id}:{candidate.published_at}:0:{making.child_key(to)}"
        making.make(
            turn.tx, to, "certified", key, sitting.school_id, None,
            due=making.own_opening(agenda, to, at),
            valid_until=to_ms(at + _AT_HOME_LASTS), sitting_id=sitting.id,
        )  # fmt: skip
