"""A child's last seven days, for the family: totals, what is left, and which word to pass on.

Never a level: those of private practice are a result that nobody shared.
"""

from collections.abc import Iterable
from zlib import crc32

from bot.content.framework import COMPETENCES
from bot.store import campaigns, classes, digests, notices, participation
from bot.store.campaigns import Campaign
from bot.store.digests import Progress
from bot.store.times import to_ms
from bot.usecases.guardians.children import Child
from bot.usecases.reminders import agendas, weekly
from bot.usecases.reminders.outcomes_families import Mood, Task, Week
from bot.usecases.reminders.tasks import Tasks
from bot.usecases.turn import Turn

DAY_MS = 86_400_000
SPAN_MS = 7 * DAY_MS
_PRESSING_MS = 3 * DAY_MS


def of_child(
    turn: Turn, tasks: Tasks, child: Child, progress: dict[int, Progress], told: frozenset[int]
) -> Week | None:
    """The week of a child; None when nothing was done and nothing is left.

    What is left is told without the campaigns that this letter tells of anyway (`told`), and those of which
    the guardian wants to hear no more. What is late is told once, after its deadline.
    """
    since = turn.now_ms - SPAN_MS
    finished = sum(1 for each in progress.values() if (each.completed_at or 0) >= since)
    answers, competences = _practice(turn, child, since)
    unwanted = notices.muted(turn.tx, turn.person.id)
    wanted = (each for each in _campaigns(turn, child) if each.id not in unwanted)
    late_since = _late_since(turn, child)
    left = tuple(
        each
        for each in tasks.to_do(wanted, progress)
        if each.deadline_at is None or each.deadline_at > late_since
    )
    if not (finished or answers or left):
        return None
    return Week(
        finished=finished,
        answers=answers,
        competences=competences,
        left=tuple(each for each in left if each.campaign_id not in told),
        mood=_mood(turn, finished, answers, left),
        chance=crc32(f"{child.key}:{turn.now_ms // SPAN_MS}".encode()),
    )


def _late_since(turn: Turn, child: Child) -> int:
    """What was due then, or before, was told of as late in another digest."""
    since = turn.now_ms - SPAN_MS
    if child.school_id is None:
        return since
    last = weekly.before_latest(agendas.of_school(turn.tx, child.school_id), turn.now)
    return since if last is None else max(since, to_ms(last))


def _practice(turn: Turn, child: Child, since_ms: int) -> tuple[int, int]:
    """Questions answered, and competences they were of."""
    if child.child_id is None:
        return 0, 0
    practised = digests.practised_since(turn.tx, child.child_id, since_ms)
    of_competences = sum(1 for each in practised if each.competence in COMPETENCES)
    return sum(each.answers for each in practised), of_competences


def _campaigns(turn: Turn, child: Child) -> Iterable[Campaign]:
    """Those of the child's classes, and those they began."""
    if child.child_id is not None:
        return participation.campaigns_of(turn.tx, child.child_id)
    lines = (classes.pupil(turn.tx, each) for each in child.pupil_ids)
    return [each for line in lines if line for each in campaigns.of_class(turn.tx, line.class_id)]


def _mood(turn: Turn, finished: int, answers: int, left: tuple[Task, ...]) -> Mood:
    if finished:
        return Mood.FINISHED if left else Mood.ALL_DONE
    if answers:
        return Mood.PRACTISED
    soon = turn.now_ms + _PRESSING_MS
    pressing = any(each.deadline_at is not None and each.deadline_at <= soon for each in left)
    return Mood.PRESSING if pressing else Mood.RESTED
