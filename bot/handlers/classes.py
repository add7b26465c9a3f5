"""Classes: a teacher's, and the ways into them."""

from dataclasses import replace
from typing import Any

from bot.handlers.subject import Link, Subject
from bot.handlers.tap import Action, Tap
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases import asking, codes
from bot.usecases.classes import families, importing, joining, listing, printing, pupils, requests
from bot.usecases.classes.previews import KIND
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import entering
from bot.usecases.turn import Turn


def _document(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    if event.file is None:  # a DOCUMENT always has one
        return []
    return importing.sent_file(turn, dialog, event.file.file_id, event.file.name, event.file.size)


def _read(turn: Turn, note: tuple[Any, ...], result: dict[str, Any]) -> list[Outcome]:
    return importing.read(turn, int(note[1]), result)


def _own_name(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    """A name, unless somebody types the next code instead."""
    if not codes.looks_like_a_code(event.text):
        return requests.asked(turn, dialog, event.text)
    asking.answered(turn)
    return entering.by_code(replace(turn, person=replace(turn.person, screen=None)), event.text)


def _code(tap: Tap) -> str:
    """A class code in a button: it may be anything."""
    return tap.word(0)[:9]


def _class(tap: Tap, place: int) -> int | None:
    """Which class of a campaign's code; a class code needs none."""
    return tap.number(place) if len(tap.args) > place else None


def _old_link(tap: Tap) -> str:
    """The link to replace, once that is confirmed: a second tap replaces nothing more."""
    return tap.word(1) if len(tap.args) > 1 else ""


def _show(turn: Turn, tap: Tap) -> list[Outcome]:
    pupils.no_more(turn)
    return listing.show(turn, tap.number(0))


def _pupils(turn: Turn, tap: Tap) -> list[Outcome]:
    pupils.no_more(turn)
    return pupils.listed(turn, tap.number(0), tap.small(1))


_CLASSES: dict[str, Action] = {
    "k_list": lambda turn, tap: listing.listed(turn, tap.small(0) if tap.args else 0),
    "k_archived": lambda turn, tap: listing.listed(turn, tap.small(0), archived=True),
    "k_new": lambda turn, _: listing.new(turn),
    "k_level": lambda turn, tap: listing.choose_level(turn, tap.word(0, listing.LEVELS)),
    "k_show": _show,
    "k_rename": lambda turn, tap: listing.ask_name(turn, tap.number(0)),
    "k_archive": lambda turn, tap: listing.archive(turn, tap.number(0), sure=tap.small(1) == 1),
    "k_take_out": lambda turn, tap: listing.take_out(turn, tap.number(0)),
    "k_team": lambda turn, tap: listing.colleagues(turn, tap.number(0), tap.small(1)),
    "k_share": lambda turn, tap: listing.share(turn, tap.number(0), tap.number(1)),
    "k_unshare": lambda turn, tap: listing.unshare(turn, tap.number(0), tap.number(1)),
    "k_cards": lambda turn, tap: printing.sheets(turn, tap.number(0), letters=False),
    "k_letters": lambda turn, tap: printing.sheets(turn, tap.number(0), letters=True),
}
_PUPILS: dict[str, Action] = {
    "k_pupils": _pupils,
    "k_left": lambda turn, tap: pupils.listed(turn, tap.number(0), tap.small(1), aside=True),
    "k_pupil": lambda turn, tap: pupils.show(turn, tap.number(0)),
    "k_add": lambda turn, tap: pupils.ask_name(turn, tap.number(0)),
    "k_twin": lambda turn, tap: pupils.twin(turn, tap.number(0)),
    "k_qr": lambda turn, tap: pupils.code(turn, tap.number(0)),
    "k_repupil": lambda turn, tap: pupils.ask_rename(turn, tap.number(0)),
    "k_aside": lambda turn, tap: pupils.set_aside(turn, tap.number(0), aside=tap.small(1) == 1),
    "k_unlink": lambda turn, tap: pupils.unlink(turn, tap.number(0), sure=tap.small(1) == 1),
    "k_family": lambda turn, tap: families.show(turn, tap.number(0)),
    "k_renew": lambda turn, tap: families.renew(turn, tap.number(0), _old_link(tap)),
    "k_letter": lambda turn, tap: families.letter(turn, tap.number(0)),
}
_ROSTERS: dict[str, Action] = {
    "k_import": lambda turn, tap: importing.ask(turn, tap.number(0)),
    "k_sent": lambda turn, tap: importing.take_sent(turn, tap.number(0)),
    "k_look": lambda turn, tap: importing.look(turn, tap.number(0), tap.number(1), tap.small(2)),
    "k_keep": lambda turn, tap: importing.take_or_leave(
        turn, tap.number(0), tap.number(1), tap.small(2), tap.small(3)
    ),
    "k_other": lambda turn, tap: importing.same_or_other(
        turn, tap.number(0), tap.number(1), tap.small(2), tap.small(3)
    ),
    "k_stay": lambda turn, tap: importing.stay_or_leave(turn, tap.number(0), tap.number(1)),
    "k_swap": lambda turn, tap: importing.swap(turn, tap.number(0), tap.number(1)),
    "k_group": lambda turn, tap: importing.choose_group(turn, tap.number(0), tap.number(1), tap.small(2)),
    "k_do": lambda turn, tap: importing.store(turn, tap.number(0), tap.number(1)),
    "k_cancel": lambda turn, tap: importing.cancel(turn, tap.number(0), tap.number(1)),
}
_REQUESTS: dict[str, Action] = {
    "k_asks": lambda turn, tap: requests.listed(turn, tap.number(0), tap.small(1)),
    "k_ask": lambda turn, tap: requests.show(turn, tap.number(0), tap.number(1)),
    "k_accept": lambda turn, tap: requests.accept(turn, tap.number(0), tap.number(1)),
    "k_who": lambda turn, tap: requests.names(turn, tap.number(0), tap.number(1), tap.small(2)),
    "k_give": lambda turn, tap: requests.give(turn, tap.number(0), tap.number(1), tap.number(2)),
    "k_refuse": lambda turn, tap: requests.refuse(turn, tap.number(0), tap.number(1)),
}
_JOINING: dict[str, Action] = {
    "k_me": lambda turn, tap: joining.confirm(turn, tap.word(0)),
    "k_not_me": lambda turn, _: joining.not_me(turn),
    "k_names": lambda turn, tap: joining.names(turn, _code(tap), tap.small(1), _class(tap, 2)),
    "k_pick": lambda turn, tap: joining.pick(turn, _code(tap), tap.number(1)),
    "k_take": lambda turn, tap: joining.take(turn, _code(tap), tap.number(1)),
    "k_not_listed": lambda turn, tap: joining.not_listed(turn, _code(tap), _class(tap, 1)),
}
SUBJECT = Subject(
    actions={**_CLASSES, **_PUPILS, **_ROSTERS, **_REQUESTS, **_JOINING},
    commands={
        "classe": lambda turn, _: listing.listed(turn),  # in a group, it links the group
    },
    links={"p": Link(joining.follow, "pupil", joining.grade_of)},
    texts={
        listing.LEVEL: lambda turn, _, __: listing.new(turn, typed=True),
        "k_name": lambda turn, dialog, event: listing.named(turn, dialog, event.text),
        "k_rename": lambda turn, dialog, event: listing.renamed(turn, dialog, event.text),
        "k_pupil": lambda turn, dialog, event: pupils.named(turn, dialog, event.text),
        "k_repupil": lambda turn, dialog, event: pupils.renamed(turn, dialog, event.text),
        "k_request": _own_name,
        "k_roster": lambda turn, dialog, event: importing.pasted(turn, dialog, event.text),
        KIND: lambda turn, dialog, event: importing.pasted(turn, dialog, event.text),
    },
    documents={"k_roster": _document, KIND: _document},
    reads={"k_roster": importing.read_file},
    read={"k_roster": _read},
)
