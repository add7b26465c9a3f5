"""Outcomes about adults responsible for pupils, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.guardians import outcomes as g
from bot.usecases.guardians.children import Child
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
BAD_NAME = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb"
LONG_NAME = "W<&" * 20
LINK = "r-" + "a-_Z" * 6
SINCE = "mercredi 30 septembre 2026 à 18\u00a0h\u00a004"

CHILD = Child(LONG_NAME, LONG_NAME, LONG_NAME, LARGEST, LARGEST, (LARGEST,), True, f"c{LARGEST}")
ALONE = Child("Léa", "", "", None, LARGEST, (), False, f"c{LARGEST}")
INVITED = g.Guardian(LARGEST, SINCE)
BY_SCHOOL = g.Guardian(LARGEST, SINCE, "college")
NEWS = tuple(
    replace(g.News(BAD_NAME, each, by, not by), mastery=mastery, stage=BAD_NAME if mastery else "")
    for each in g.Progress
    for by, mastery in ((SINCE, None), ("", 0), ("", 100))
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_adults()
    yield from _of_pupils()


def _of_adults() -> Iterator[Outcome]:
    yield g.FollowAsked(BAD_NAME, LONG_NAME, BAD_NAME, LINK)
    yield g.FollowAsked("Léa", "", "", LINK)
    yield g.FollowAsked("Léa", "", "", LINK, stopped=True)
    yield g.FollowAsked(BAD_NAME, LONG_NAME, BAD_NAME, "g" + LINK[1:], NEWS[:6])
    for why in g.NotFollowed:
        yield g.FollowClosed(why, BAD_NAME)
        yield g.FollowClosed(why, BAD_NAME, letter=True, followers=4)
    yield g.ChildrenShown(())
    yield g.ChildrenShown((), left=LONG_NAME)
    yield g.ChildrenShown(((CHILD, ()),) * 8, added=LONG_NAME, page=1, pages=4)
    yield g.ChildrenShown(
        tuple((replace(CHILD, school_id=n), NEWS[:1]) for n in range(1, 9)), added=LONG_NAME
    )
    yield g.ChildrenShown(((CHILD, NEWS[:6]), (ALONE, NEWS[6:])), added=BAD_NAME, again=True, edit=False)
    yield g.ChildrenShown(((CHILD, ()),), added=BAD_NAME, stopped=True)
    yield from (g.StopAsked(CHILD), g.StopAsked(ALONE))
    yield from (g.ContactShown(BAD_NAME, ""), g.ContactShown(BAD_NAME, LONG_NAME * 10))
    yield from (g.NobodyReads(None), g.NobodyReads(LARGEST), g.FamilyHelp())
    yield from (g.Removed(BAD_NAME), g.LinkRenewed(BAD_NAME))


def _of_pupils() -> Iterator[Outcome]:
    yield g.GuardiansShown(())
    yield g.GuardiansShown((INVITED, BY_SCHOOL), 4, SINCE)
    yield g.GuardiansShown((INVITED,) * 4, 1, SINCE, full=True, removed=True)
    yield g.GuardiansShown((INVITED, *(BY_SCHOOL,) * 7), 1, SINCE, full=True)
    yield g.BelongFirst()
    yield g.InvitationMade(BAD_NAME, LONG_NAME, LINK[2:], SINCE)
    yield g.InvitationMade("Léa", "", LINK[2:], SINCE, replaced=True)
    yield g.GuardianCame(INVITED)
    yield from (g.GuardianCame(replace(BY_SCHOOL, level=level)) for level in ("college", "lycee", "both"))
    yield from (g.RemoveAsked(INVITED), g.GuardianLeft(INVITED))
    yield g.ShowAsked(LARGEST, LONG_NAME, 100)
    yield g.ResultShown(LONG_NAME, tomorrow=True)
    yield g.ResultShown(BAD_NAME, tomorrow=False, again=True)
    yield g.ResultShown(BAD_NAME, tomorrow=False, again=True, waits=False)
