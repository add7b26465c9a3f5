"""Outcomes of broadcasts, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.store.broadcasts import Counts, Missed
from bot.usecases.broadcasts import outcomes as o
from bot.usecases.campaigns.outcomes import HandedOut
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
NAME = "<É&" + "è" * 57  # as long as names may be
WORDS = "<b>&" * 250  # as long as a message may be
LINES = "Bonjour à tous.\n\nÀ lundi !"

ABOUT = o.About(NAME, campaign=LARGEST)
CLASS = o.About(NAME, classroom=LARGEST)
HANDED = HandedOut(
    campaign=LARGEST,
    name=NAME,
    code="ABCDEF234",
    teacher=NAME,
    school=NAME,
    opens="lundi 4 janvier 2027 à 8\u00a0h",
    deadline="vendredi 15 janvier 2027 à 18\u00a0h",
    questions=40,
    classes=True,
)
COMING = (o.Coming(LARGEST, "mercredi à 7\u00a0h"),) * 5
LATER = o.Departure("mercredi 23 septembre à 7\u00a0h", "mercredi à 7\u00a0h")
GROUP = -1_009_999_999_999


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _writing()
    yield from _sending()
    yield from _groups()


def _writing() -> Iterator[Outcome]:
    rooms = tuple(o.Part(NAME, 30, LARGEST) for _ in range(8))
    yield o.AudienceAsked(LARGEST, ABOUT, 2000, 1999, rooms, 1, 3)
    yield o.AudienceAsked(LARGEST, ABOUT, 0, 0, (), 0, 1)
    yield o.AudienceAsked(LARGEST, ABOUT, 30, 0, rooms, 0, 1, COMING)
    yield o.WordsAsked(LARGEST, CLASS, coming=COMING)
    for about in (ABOUT, CLASS):
        yield o.WordsAsked(LARGEST, about)
        yield o.WordsAsked(LARGEST, about, o.Fault.EMPTY)
        yield o.WordsAsked(LARGEST, about, o.Fault.TOO_LONG, 4096)
    for words in ("", LINES, WORDS):
        for campaign in (HANDED, replace(HANDED, deadline="", questions=0, collection=True), None):
            yield o.BroadcastMessage(NAME, NAME, words or ("" if campaign else LINES), campaign)
    yield o.BroadcastMessage(NAME, NAME, "", replace(HANDED, late=True))
    names = tuple(NAME for _ in range(40))
    yield o.Previewed(LARGEST, ABOUT, 2000, names, names, names[:3], with_groups=True)
    yield o.Previewed(LARGEST, CLASS, 1, names[:1], names[:1], names[:1], with_groups=False, first=False)
    yield o.Previewed(LARGEST, CLASS, 0, (), (), (), with_groups=False)
    for later in (LATER, replace(LATER, too_late=True)):
        yield o.Previewed(LARGEST, ABOUT, 2000, (), (), names[:3], with_groups=True, later=later)
    yield o.Discarded(ABOUT)
    yield o.Discarded(CLASS)


def _sending() -> Iterator[Outcome]:
    going = Counts(1000, 200, 700, 60, 5, 3, 0)
    yield o.Progress(LARGEST, ABOUT, going, 3_700, "sending", ended=False)
    yield o.Progress(LARGEST, ABOUT, going, 0, "sending", ended=False)
    yield o.Progress(LARGEST, ABOUT, Counts(1, 0, 0, 0, 0, 0, 0), 0, "sending", ended=False, later=LATER)
    yield o.Progress(LARGEST, CLASS, Counts(0, 3, 700, 0, 0, 0, 40), 2, "stopped", ended=False)
    for state in ("done", "stopped", "withdrawn"):
        yield o.Progress(LARGEST, CLASS, Counts(0, 0, 700, 1, 1, 1, 40), 0, state, ended=True)
    yield o.Progress(LARGEST, ABOUT, Counts(0, 0, 1, 0, 0, 0, 0), 0, "done", ended=True)
    yield o.Progress(LARGEST, ABOUT, Counts(0, 0, 3, 0, 0, 0, 0), 0, "done", ended=True, groups=1)
    lines = tuple(Missed(NAME, state) for state in ("blocked", "failed", "uncertain") * 5)
    yield o.Progress(LARGEST, ABOUT, Counts(0, 0, 700, 60, 5, 3, 40), 0, "done", ended=True, missed=lines)
    yield o.Progress(LARGEST, o.About(NAME), Counts(0, 0, 1, 0, 0, 0, 9), 0, "stopped", ended=True)
    yield o.ProgressOver(ABOUT)
    yield o.MissedShown(LARGEST, lines, 1, 3)
    yield o.MissedShown(LARGEST, (), 0, 1)


def _groups() -> Iterator[Outcome]:
    for finished in (0, 1, 29):
        yield o.GroupMessage(NAME, NAME, LINES, HANDED, finished)
    yield o.GroupMessage(NAME, NAME, WORDS, HANDED, 0)
    yield o.GroupMessage(NAME, NAME, "", HANDED, 0)
    yield o.GroupMessage(NAME, NAME, "", replace(HANDED, late=True), 12)
    yield o.GroupMessage(NAME, NAME, WORDS, None, 0)
    yield o.GroupExplained()
    yield o.GroupExplained(asked=True)
    rooms = tuple(o.Part(NAME, 30, LARGEST) for _ in range(8))
    yield o.GroupLinkAsked(GROUP, NAME, rooms, NAME, 1, 3)
    yield o.GroupLinkAsked(GROUP, NAME, rooms, "", 0, 1)
    yield o.GroupLinkAsked(GROUP, NAME, (), "", 0, 1)
    yield o.GroupLinked(NAME, NAME)
    yield o.GroupLinked(NAME, "")
