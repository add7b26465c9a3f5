"""A school year: 3 schools in 3 zones, 1,200 pupils, 800 guardians, 60 campaigns, and every letter of it.

What comes is compared, letter by letter and moment by moment, with a model that knows the rules and not the
planner (`model.py`). A difference is told as a story: who, when, what was expected, what came, what happened.
"""

from datetime import UTC, datetime

from tests.year import events as e
from tests.year.play import Play, play
from tests.year.world import make

BEGINS, ENDS = datetime(2025, 9, 1, 0, 0, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
IDLE = 200  # moments at which nothing is due
SHOWN = 8  # stories


async def test_every_message_of_a_year_comes_once_and_no_other_does() -> None:
    world = make()
    year = await play(world, BEGINS, ENDS, IDLE)
    assert not year.stories, _told(year)
    _has_everything(world, year)


def _has_everything(world: e.World, year: Play) -> None:
    """The year was no empty one."""
    assert len({each.wall.zone for each in world.schools}) == 3
    assert len(world.pupils) == 1200
    assert len(world.guardians) == 800
    assert sum(isinstance(each, e.Publishes) for each in world.events) == 60
    assert min(year.zones.values()) > 2000
    least = {"reminder": 3000, "opening": 1500, "finished": 700, "result": 200, "week": 3000, "nudge": 150,
             "after": 30, "week_staff": 100}  # fmt: skip
    assert all(year.told[kind] >= count for kind, count in least.items()), year.told
    assert year.perhaps < sum(year.told.values()) / 100  # what the rules leave open is little


def _told(year: Play) -> str:
    more = f"\n\n… and {len(year.stories) - SHOWN} more" if len(year.stories) > SHOWN else ""
    return f"{len(year.stories)} letters are not as expected.\n\n" + "\n\n".join(year.stories[:SHOWN]) + more
