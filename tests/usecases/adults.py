"""Adults of tests who come to follow a pupil, and the links they come by."""

import re
from datetime import timedelta

from bot.store.classes import Pupil
from bot.transport.calls import Call
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone, read

WEEK = timedelta(days=7)
TIES = "select count(*) from guardian", "select count(*) from follower"


def adult(desk: Desk, role: str = "guardian") -> Phone:
    phone = Phone(desk)
    phone.settles(role=role)
    return phone


def link(line: Pupil) -> str:
    return f"p-{line.selector}{line.secret}"


def family_link(line: Pupil) -> str:
    return f"g-{line.guardian_selector}{line.guardian_secret}"


def invitation(pupil: Phone) -> str:
    """What a fresh invitation's link carries."""
    pupil.desk.clock.advance(timedelta(minutes=1))
    return link_in(pupil.taps("g_invite"))


def link_in(calls: list[Call]) -> str:
    (found,) = re.findall(r"start=(r-[\w-]+)", read(calls))
    return str(found)


def follows(phone: Phone, payload: str) -> str:
    """Somebody opens an invitation and accepts; what they read."""
    phone.commands("start", payload)
    return plain(phone.taps(phone.button("g_follow")))


def ties(desk: Desk) -> int:
    return sum(desk.sql(each)[0][0] for each in TIES)
