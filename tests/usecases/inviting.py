"""Schools as their people make them: operators create, administrators invite, teachers join."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.store import schools
from bot.store.schools import Member
from bot.transport.callback import pack
from bot.transport.calls import Call
from tests.usecases.desk import Desk, Phone, read


def operator(desk: Desk) -> Phone:
    """Somebody whom the settings name."""
    phone = Phone(desk)
    desk.rules = replace(desk.rules, operators=desk.rules.operators | {phone.chat_id})
    phone.settles(role="teacher")
    return phone


def found(by: Phone, name: str = "Collège des Tilleuls", zone: str = "Europe/Paris") -> str:
    """An operator creates a school; the link of its first administrator, as `/start` gets it."""
    by.commands("operateur")
    by.taps("s_new")
    by.writes(name)
    by.taps("s_level:college")
    by.taps(f"s_zone:{zone}")
    return payload(by.taps("s_create"))


def payload(calls: list[Call]) -> str:
    """What the link in a message brings along."""
    links = re.findall(r"\?start=(i-[\w-]{24})", read(calls))
    assert len(links) == 1, read(calls)
    return str(links[0])


def invites(by: Phone, role: str = "teacher") -> str:
    """An administrator takes the time to make a link in the school they work in."""
    by.desk.clock.advance(timedelta(seconds=10))
    return payload(by.taps(pack("s_invite", membership(by).school_id, role)))


def joins(phone: Phone, link: str, name: str) -> list[Call]:
    """Somebody follows an invitation to its end."""
    phone.commands("start", link)
    phone.writes(name)
    return phone.taps("s_join")


def teacher(desk: Desk, link: str, name: str) -> Phone:
    """Somebody new who joins by an invitation."""
    phone = Phone(desk)
    phone.settles(role="teacher")
    joins(phone, link, name)
    return phone


def membership(phone: Phone) -> Member:
    """That of the school somebody works in now."""
    return memberships(phone)[0]


def memberships(phone: Phone) -> list[Member]:
    person = phone.person()
    assert person is not None
    return phone.desk.turn(lambda tx: schools.memberships(tx, person.id))


def toast(calls: list[Call]) -> str:
    """What is said above the chat."""
    assert calls[0].method == "answerCallbackQuery"
    return str(calls[0].params.get("text", ""))
