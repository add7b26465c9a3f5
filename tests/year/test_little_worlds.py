"""Little worlds: one school, 3 pupils, 2 guardians, 3 campaigns, a month in which anything may happen.

Hypothesis looks for one that the model and the product tell apart, and makes it as little as it can.
"""

import asyncio
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.year import events as e
from tests.year.days import DAY, Wall, Week
from tests.year.events import Name, World
from tests.year.play import play, shown

MONTHS = [date(2025, 9, 29), date(2025, 10, 13), date(2025, 12, 8), date(2026, 3, 16), date(2026, 5, 4)]
WALLS = [Wall("Europe/Paris", "A"), Wall("Indian/Reunion", "reunion"), Wall("America/Martinique", ""),
         Wall("Europe/Paris", "A", Week(8 * 60, 17 * 60))]  # fmt: skip
DAYS = 28
PUPILS, GUARDIANS = ["élève 1", "élève 2", "élève 3"], ["parent 1", "parent 2"]
LINES = ["ligne 1", "ligne 2", "ligne 3"]
CAMPAIGNS = ["parcours 1", "parcours 2", "parcours 3"]
PLANS = [((7, 3, 1, 0), (3, 1)), ((1, 0), (0,)), ((), ()), ((14, 2), (7, 2, 1)), ((3, 2, 1, 0), (3, 2, 1, 0))]
OWN = [Week(17 * 60, 19 * 60), Week(9 * 60, 21 * 60, weekend=True), Week(7 * 60, 20 * 60, True, True)]

steps = st.integers(0, DAYS * 48 - 1)  # half hours
people = st.sampled_from([*PUPILS, *GUARDIANS])
campaigns = st.sampled_from(CAMPAIGNS)
lines, pupils, guardians = st.sampled_from(LINES), st.sampled_from(PUPILS), st.sampled_from(GUARDIANS)
plans = st.sampled_from(PLANS)


@st.composite
def deadlines(draw: st.DrawFn, wall: Wall, first: date) -> datetime | None:
    if draw(st.integers(0, 7)) == 7:
        return None
    day = first + draw(st.integers(1, DAYS + 3)) * DAY
    return wall.at(day, draw(st.sampled_from([18 * 60, 8 * 60, 23 * 60 + 59, 12 * 60, 60])))


@st.composite
def happenings(draw: st.DrawFn, wall: Wall, first: date, at: datetime) -> e.Event:  # noqa: PLR0912  # so many sorts
    """One thing that somebody does."""
    which = draw(st.integers(0, 17))
    match which:
        case 0 | 1:
            return e.Changes(at, draw(campaigns), "deadline", draw(deadlines(wall, first)))
        case 2:
            what = draw(st.sampled_from(["closes", "reopens", "archives", "deletes"]))
            return e.Changes(at, draw(campaigns), what)  # type: ignore[arg-type]  # one of those
        case 3:
            return e.Plans(at, draw(campaigns), *draw(plans))
        case 4 | 5:
            n = draw(st.integers(0, 2))
            return e.Begins(at, PUPILS[n], draw(campaigns), LINES[n] if draw(st.booleans()) else None)
        case 6 | 7:
            return e.Finishes(at, draw(pupils), draw(campaigns), 61)
        case 8:
            return e.Shares(at, draw(pupils), draw(campaigns))
        case 9:
            return e.Nudges(at, draw(campaigns), draw(pupils))
        case 10:
            n = draw(st.integers(0, 2))
            return e.Joins(at, LINES[n], PUPILS[n])
        case 11:
            return e.Leaves(at, draw(lines), draw(st.booleans()))
        case 12:
            return (
                e.Erases(at, draw(people))
                if draw(st.integers(0, 3)) == 3
                else e.Mutes(at, draw(people), draw(campaigns))
            )
        case 13:
            return e.Blocks(at, draw(people), draw(st.booleans()), draw(st.booleans()))
        case 14:
            line, pupil = draw(st.sampled_from([("ligne 1", None), ("ligne 2", None), (None, "élève 3")]))
            tie = (draw(guardians), line, pupil)
            return e.Follows(at, *tie) if draw(st.booleans()) else e.Unlinks(at, *tie)
        case 15:
            return e.Stops(at, draw(people), draw(st.booleans()))
        case 16:
            monday = first + (draw(st.integers(1, 4)) * 7 - first.weekday()) * DAY
            return e.Pauses(at, draw(people), wall.at(monday, 7 * 60))
    return e.Weekly(at, draw(guardians), draw(st.booleans()))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, datetime]:
    wall, first = draw(st.sampled_from(WALLS)), draw(st.sampled_from(MONTHS))
    begins = wall.at(first, 0) + timedelta(seconds=1)
    world = World(
        schools=[e.School("école", wall)],
        rooms={"classe 1": "école", "classe 2": "école"},
        lines=[e.Line("ligne 1", "classe 1", "élève 1"), e.Line("ligne 2", "classe 1", "élève 2"),
               e.Line("ligne 3", "classe 2", None)],
        pupils=list(PUPILS),
        guardians=list(GUARDIANS),
        teachers={"prof 1": "école"},
        hours=draw(st.dictionaries(people, st.sampled_from(OWN), max_size=1)),
        by_letter=[("parent 1", "ligne 1"), ("parent 2", "ligne 3")],
        by_pupil=[("parent 1", "élève 2"), ("parent 1", "élève 1")],
    )  # fmt: skip
    for n, name in enumerate(CAMPAIGNS):
        at = begins + timedelta(minutes=30 * draw(st.integers(0, 10 * 48)), seconds=n)
        world.events.append(e.Publishes(at, draw(_campaigns(wall, first, name, at))))
    for n, step in enumerate(draw(st.lists(steps, max_size=14))):
        world.events.append(
            draw(happenings(wall, first, begins + timedelta(minutes=30 * step, seconds=10 + n)))
        )
    world.events.sort(key=lambda each: each.at)
    return world, begins


@st.composite
def _campaigns(draw: st.DrawFn, wall: Wall, first: date, name: Name, at: datetime) -> e.Campaign:
    deadline = draw(deadlines(wall, first))
    late = deadline is not None and deadline <= at
    opens = draw(st.sampled_from([None, None, at.replace(minute=0, second=0) + timedelta(hours=20)]))
    soon = deadline is not None and opens is not None and deadline <= opens
    rooms = draw(st.sampled_from([("classe 1",), ("classe 2",), ("classe 1", "classe 2")]))
    mine, families = draw(plans)
    return e.Campaign(name, "école", rooms, ("prof 1",), None if soon else opens,
                      at.replace(second=0) + timedelta(hours=1) if late else deadline,
                      mine, families, draw(st.booleans()))  # fmt: skip


@given(worlds())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_whatever_happens_everybody_is_told_what_the_rules_say(drawn: tuple[World, datetime]) -> None:
    world, begins = drawn
    month = asyncio.run(play(world, begins - DAY, begins + timedelta(days=DAYS + 7)))
    assert not month.stories, "\n\n".join(month.stories) + "\n\n" + _happened(world)


def _happened(world: World) -> str:
    hours = f"Own hours: {world.hours}\n" if world.hours else ""
    return f"{hours}What happened:\n" + "\n".join(
        f"  {each.at:%a %d %b %H:%M:%S} UTC  {shown(each)}" for each in world.events
    )
