"""Schools: the operators', the administrators' and the teacher's home."""

from typing import cast

from bot.handlers.subject import Link, Subject
from bot.handlers.tap import Action
from bot.store.schools import MemberRole
from bot.usecases.schools import contact, creating, home, inviting, joining, managing, myself, writing

_ROLES = ("teacher", "admin")

_ACTIONS: dict[str, Action] = {
    "t_home": lambda turn, _: home.home(turn),
    "t_schools": lambda turn, _: home.choices(turn),
    "t_school": lambda turn, tap: home.choose(turn, tap.number(0)),
    "t_name": lambda turn, _: myself.ask(turn),
    "t_named": lambda turn, _: myself.confirmed(turn),
    "t_kept": lambda turn, _: myself.keep(turn),
    "s_list": lambda turn, tap: creating.listed(turn, tap.small(0)),
    "s_new": lambda turn, _: creating.begin(turn),
    "s_level": lambda turn, tap: creating.level(turn, tap.word(0, creating.LEVELS)),
    "s_zone": lambda turn, tap: creating.zone(turn, tap.word(0, creating.ZONES)),
    "s_change": lambda turn, tap: creating.change(turn, tap.word(0, ("name", "level", "zone"))),
    "s_create": lambda turn, _: creating.create(turn),
    "s_cancel": lambda turn, _: creating.cancel(turn),
    "s_show": lambda turn, tap: managing.show(turn, tap.number(0)),
    "s_rename": lambda turn, tap: managing.ask_name(turn, tap.number(0)),
    "s_renamed": lambda turn, tap: managing.renamed(turn, tap.number(0)),
    "s_hours": lambda turn, tap: writing.hours(turn, tap.number(0)),
    "s_opens": lambda turn, tap: writing.set_opening(turn, tap.number(0), tap.small(1)),
    "s_closes": lambda turn, tap: writing.set_closing(turn, tap.number(0), tap.small(1)),
    "s_weekend": lambda turn, tap: writing.set_weekend(turn, tap.number(0), tap.small(1) == 1),
    "s_daysoff": lambda turn, tap: writing.set_holidays(turn, tap.number(0), tap.small(1) == 1),
    "s_zones": lambda turn, tap: writing.calendar(turn, tap.number(0)),
    "s_zoned": lambda turn, tap: writing.set_calendar(turn, tap.number(0), tap.word(1)),
    "s_contact": lambda turn, tap: contact.ask(turn, tap.number(0)),
    "s_reached": lambda turn, tap: contact.confirmed(turn, tap.number(0)),
    "s_unreached": lambda turn, tap: contact.erase(turn, tap.number(0)),
    "s_members": lambda turn, tap: managing.members(turn, tap.number(0), tap.small(1)),
    "s_member": lambda turn, tap: managing.member(turn, tap.number(0), tap.number(1)),
    "s_role": lambda turn, tap: managing.set_role(
        turn, tap.number(0), tap.number(1), cast(MemberRole, tap.word(2, _ROLES))
    ),
    "s_out": lambda turn, tap: managing.withdraw(turn, tap.number(0), tap.number(1), tap.small(2) == 1),
    "s_invite": lambda turn, tap: inviting.invite(turn, tap.number(0), cast(MemberRole, tap.word(1, _ROLES))),
    "s_links": lambda turn, tap: inviting.listed(turn, tap.number(0), tap.small(1)),
    "s_drop": lambda turn, tap: inviting.withdraw(turn, tap.number(0), tap.word(1)),
    "s_join": lambda turn, _: joining.join(turn),
    "s_decline": lambda turn, _: joining.decline(turn),
}

SUBJECT = Subject(
    actions=_ACTIONS,
    commands={
        "enseignant": lambda turn, _: home.home(turn, edit=False),
        "operateur": lambda turn, _: creating.listed(turn, edit=False),
    },
    links={"i": Link(joining.follow, "teacher")},
    texts={
        creating.DRAFT: lambda turn, _, event: creating.name(turn, event.text),
        managing.RENAME: lambda turn, dialog, event: managing.rename(turn, dialog, event.text),
        managing.CONTACT: lambda turn, dialog, event: contact.written(turn, dialog, event.text),
        myself.NAME: lambda turn, dialog, event: myself.written(turn, dialog, event.text),
        joining.JOIN: lambda turn, dialog, event: joining.name(turn, dialog, event.text),
    },
)
