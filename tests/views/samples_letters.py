"""Outcomes of pupils' letters and of what readers want of them, in every form a view has."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes import (
    PupilLetter,
    PutOff,
    Resumed,
    Stopped,
    StopWhat,
    ToFinish,
    Wishes,
)

LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
UNTIL = "vendredi 4 décembre 2026 à 18\u00a0h\u00a030"
NEW = ToFinish(
    campaign=LARGEST,
    title="Rentrée numérique",
    teacher="Mme Diallo",
    mode="training",
    days=3,
    deadline=UNTIL,
    late=False,
    running=False,
    answered=0,
    questions=20,
    words="",
    nudged=False,
)
BEGUN = replace(NEW, days=1, deadline="demain à 18\u00a0h", running=True, answered=3)
LONGEST = replace(
    NEW, title=HOSTILE, teacher=HOSTILE, words="&" * 200, running=True, answered=64, questions=64
)
NUDGED = replace(BEGUN, days=0, deadline="ce soir à 18\u00a0h", nudged=True)
USUAL = Wishes(
    preset="school",
    opens=7 * 60,
    closes=20 * 60,
    weekend=False,
    holidays=False,
    weekly=None,
    stopped=False,
    until="",
    muted=(),
)


def outcomes() -> Iterator[Outcome]:
    yield PupilLetter((NEW,))
    yield PupilLetter((BEGUN,))
    yield PupilLetter((replace(BEGUN, answered=1),))
    yield PupilLetter((replace(BEGUN, answered=0),))
    yield PupilLetter((replace(NEW, mode="exam", days=0, deadline="aujourd'hui à 11\u00a0h"),))
    yield PupilLetter((replace(NEW, mode="collection"),))
    yield PupilLetter((NUDGED,))
    yield PupilLetter((replace(NUDGED, days=None, deadline=""),))
    yield PupilLetter((replace(NUDGED, days=-1, late=True),))
    yield PupilLetter((NUDGED, replace(NEW, teacher=HOSTILE), replace(NEW, words="Courage, ça ira.")))
    yield PupilLetter((LONGEST,) * 8, others=1)
    yield PupilLetter((replace(LONGEST, title="😀" * 60, teacher="😀" * 60, words="😀" * 200),) * 8, others=1)
    yield PupilLetter((NEW,) * 8, others=900)
    yield from (PutOff(UNTIL), PutOff(UNTIL, ((HOSTILE, UNTIL),) * 8))
    yield Stopped(LARGEST, HOSTILE, (HOSTILE,) * 4)
    yield from (Stopped(), Stopped(LARGEST, HOSTILE), Resumed(), Resumed(LARGEST))
    yield from (StopWhat(()), StopWhat(((LARGEST, HOSTILE),) * 8))
    yield USUAL
    yield replace(USUAL, preset="evening", weekend=True, holidays=True, weekly=True, until=UNTIL)
    yield replace(USUAL, preset="own", opens=450, weekly=False, muted=((LARGEST, HOSTILE * 2),) * 8)
    yield replace(USUAL, stopped=True, until=UNTIL, weekly=True, edit=False)
