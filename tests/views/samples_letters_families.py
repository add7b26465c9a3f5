"""Letters to guardians: one child and four, a day and a week, more than fits."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_families import ChildTold, FamilyLetter, Mood, SharedResult, Task, Week

LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
NOW = 1_795_000_000_000
DAY = 86_400_000
TASK = Task(LARGEST, HOSTILE, HOSTILE, NOW + 3 * DAY, "Indian/Reunion", begun=False)
RESULT = SharedResult(HOSTILE, "mercredi 30 septembre 2026", 100, HOSTILE, HOSTILE)
TASKS = tuple(
    replace(TASK, campaign_id=number, deadline_at=at, begun=bool(number % 2))
    for number, at in enumerate((NOW - DAY, NOW + 1, NOW + DAY, NOW + 9 * DAY, None))
)
WEEK = Week(3, 140, 16, TASKS, Mood.FINISHED, LARGEST)
FULL = ChildTold(HOSTILE, HOSTILE, TASKS, TASKS, (HOSTILE,) * 2, (RESULT,) * 2, WEEK)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    plain = ChildTold("Léa", "6e B")
    bare = SharedResult("Rentrée", "mardi 15 septembre", 0, "", "")
    for told in (
        replace(plain, due=(TASK,)),
        replace(plain, class_name="", opened=(replace(TASK, teacher="", deadline_at=None),)),
        replace(plain, finished=("Rentrée",), results=(RESULT, bare, replace(RESULT, stage_words=""))),
        FULL,
    ):
        yield FamilyLetter((told,), NOW)
    for mood in Mood:
        for chance in range(3):
            nothing = Week(0, 0, 0, (), mood, chance)
            yield FamilyLetter((replace(plain, week=nothing),), NOW)
    yield FamilyLetter((replace(plain, week=replace(WEEK, answers=1, competences=0)),), NOW)
    crowded = replace(FULL, due=TASKS * 12, finished=(HOSTILE,) * 30, week=replace(WEEK, left=TASKS * 12))
    yield FamilyLetter((crowded,) * 4, NOW)
    yield FamilyLetter((crowded,) * 30, NOW)
