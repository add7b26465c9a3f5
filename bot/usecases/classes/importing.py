"""Importing a roster: a file or pasted names, read, looked at, and only then stored."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot import rosters
from bot.errors import BadButton, NotAllowed
from bot.rosters import Arrival, Doubt, Match, Reason, RosterRefused
from bot.store import classes, dialogs
from bot.store.classes import Classroom
from bot.store.dialogs import Dialog
from bot.usecases import asking, rights
from bot.usecases.certification import candidates
from bot.usecases.classes import previews, pupils
from bot.usecases.classes.outcomes import (
    Preview,
    PreviewGone,
    RosterAsked,
    RosterImported,
    RosterNotRead,
    RosterOffered,
    RosterSent,
)
from bot.usecases.classes.previews import Pending
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn

POINTS = 10  # things to look at on one page
GROUPS = 24  # classes of one file to choose from
MOST_OFFERED = 8  # classes
_SENT = "k_sent"  # a document nobody awaited: not awaited either, only remembered
_DONE = "k_imported"  # the preview of this token was imported: not awaited, only remembered


def ask(turn: Turn, class_id: int) -> list[Outcome]:
    """Await a roster."""
    classroom = rights.classroom(turn, class_id)
    asking.ask(turn, "k_roster", class_id=class_id)
    return [RosterAsked(classroom)]


def offered(turn: Turn, file_id: str, name: str, size: int) -> list[Outcome]:
    """A document that nobody asked for: maybe a roster. Nothing for who does not teach."""
    try:
        member = rights.member(turn)
    except NotAllowed:
        return []
    if asking.awaited(turn) is None:  # kept for the tap that follows, in nobody's place
        dialogs.put(turn.tx, turn.person.id, Dialog(_SENT, {"file_id": file_id, "name": name, "size": size}))
    lines = classes.of_teacher(turn.tx, member.school_id, turn.person.id)
    return [RosterOffered(tuple(lines[:MOST_OFFERED]))]


def take_sent(turn: Turn, class_id: int) -> list[Outcome]:
    """The class of that document; it is asked for again when it was forgotten."""
    kept = dialogs.find(turn.tx, turn.person.id)
    asked = ask(turn, class_id)
    if kept is None or kept.kind != _SENT:
        return asked
    about = Dialog("k_roster", {"class_id": class_id})
    return sent_file(turn, about, kept.about["file_id"], kept.about["name"], kept.about["size"])


# What was sent


def sent_file(turn: Turn, dialog: Dialog, file_id: str, name: str, size: int) -> list[Outcome]:
    """A document: fetched when its name and size may be a roster's; `size` in bytes."""
    class_id = rights.classroom(turn, int(dialog.about["class_id"])).id
    try:
        rosters.check(name, size)
    except RosterRefused as refused:
        return [RosterNotRead(class_id, refused.reason)]
    return [RosterSent(class_id, file_id, name)]


def read_file(name: str, content: bytes) -> dict[str, Any]:
    """What a file says, JSON-ready; runs beside the turns."""
    try:
        return {"lines": previews.packed(rosters.read(name, content))}
    except RosterRefused as refused:
        return {"reason": refused.reason.value}


def pasted(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """Names pasted as a text, one a line: added to those of the class, whom they need not repeat."""
    class_id = rights.classroom(turn, int(dialog.about["class_id"])).id
    return _preview(turn, class_id, read_file("noms.txt", text.encode()), stay=True)


def read(turn: Turn, class_id: int, result: dict[str, Any]) -> list[Outcome]:
    """The file was read: what it would change; unless the person went on to something else meanwhile."""
    rights.classroom(turn, class_id)
    if turn.person.screen is not None and not _awaits(turn, class_id):
        return [PreviewGone(class_id, late=True)]
    return _preview(turn, class_id, result, stay=False)


def _awaits(turn: Turn, class_id: int) -> bool:
    """Whether a list of this class is what the person is asked for now."""
    dialog = asking.awaited(turn)
    kinds = {"k_roster", previews.KIND}
    return dialog is not None and dialog.kind in kinds and dialog.about["class_id"] == class_id


def _preview(turn: Turn, class_id: int, result: dict[str, Any], *, stay: bool) -> list[Outcome]:
    classroom = rights.classroom(turn, class_id)
    if "lines" not in result:
        return [RosterNotRead(class_id, _reason(result))]
    roster = previews.roster_of(result["lines"])
    group = previews.likeliest_group(roster, classroom.name)
    # Software writes family names first; people who type without capitals, given names.
    swap = stay and all(Doubt.GUESSED in each.doubts for each in roster.usable)
    pending = Pending(class_id, turn.tx.new_id(), roster, group, stay=stay, swap=swap)
    return _show(turn, classroom, pending, edit=False)


def _reason(result: dict[str, Any]) -> Reason | None:
    said = result.get("reason") or result.get("refused")
    return next((each for each in Reason if each.value == said), None)


# The preview


def look(turn: Turn, class_id: int, token: int, page: int) -> list[Outcome]:
    """A page of the preview."""
    return _changed(turn, class_id, token, page, lambda pending: pending)


def take_or_leave(turn: Turn, class_id: int, token: int, number: int, page: int) -> list[Outcome]:
    """Take a doubtful line that would be left, or the other way round."""

    def change(pending: Pending) -> Pending:
        line = next((each for each in pending.seen.doubtful if each.number == number), None)
        if line is None or not previews.changeable(line):
            raise BadButton("no such line")
        return replace(pending, kept=pending.kept ^ {number})

    return _changed(turn, class_id, token, page, change)


def same_or_other(turn: Turn, class_id: int, token: int, number: int, page: int) -> list[Outcome]:
    """«C'est un autre», of somebody whose name looks like one of the class; or «le même» again."""
    return _changed(
        turn, class_id, token, page, lambda pending: replace(pending, others=pending.others ^ {number})
    )


def stay_or_leave(turn: Turn, class_id: int, token: int) -> list[Outcome]:
    """Whether pupils who are not in the file stay in the class."""
    return _changed(turn, class_id, token, 0, lambda pending: replace(pending, stay=not pending.stay))


def swap(turn: Turn, class_id: int, token: int) -> list[Outcome]:
    """Family and given names the other way round, where they were cut by guess."""
    return _changed(turn, class_id, token, 0, lambda pending: replace(pending, swap=not pending.swap))


def choose_group(turn: Turn, class_id: int, token: int, index: int) -> list[Outcome]:
    """Another class of the same file."""

    def change(pending: Pending) -> Pending:
        groups = pending.roster.groups[:GROUPS]
        if not pending.group or index >= len(groups):
            raise BadButton("no such class in the file")
        return replace(pending, group=groups[index][0], kept=frozenset(), others=frozenset())

    return _changed(turn, class_id, token, 0, change)


def cancel(turn: Turn, class_id: int, token: int) -> list[Outcome]:
    """Nothing is stored, and no other file is awaited."""
    rights.classroom(turn, class_id)
    pending = _waiting(turn, class_id, token)
    if not isinstance(pending, Pending):
        return pending
    asking.answered(turn)
    return [PreviewGone(class_id, cancelled=True)]


def store(turn: Turn, class_id: int, token: int) -> list[Outcome]:
    """«Importer»: once, however often it is tapped."""
    classroom = rights.classroom(turn, class_id)
    pending = _waiting(turn, class_id, token)
    if not isinstance(pending, Pending):
        return pending
    classes.lock(turn.tx, class_id)
    found = previews.chosen(pending, previews.compared(pending, classes.pupils(turn.tx, class_id)))
    added = sum(_add(turn, class_id, each) for each in found.new)
    for match in (*found.same, *found.renamed, *found.back):
        _update(turn, match)
    for gone in found.gone:
        classes.set_aside(turn.tx, gone.id, turn.now_ms)
    candidates.of_class_changed(turn.tx, class_id, turn.now)
    if found.back:
        planning.many_came(turn.tx, class_id, turn.now)
    asking.answered(turn)
    dialogs.put(turn.tx, turn.person.id, Dialog(_DONE, {"token": token}))
    count = classes.counts(turn.tx, class_id).pupils
    return [RosterImported(classroom, added, len(found.renamed), len(found.back), len(found.gone), count)]


def _add(turn: Turn, class_id: int, arrival: Arrival) -> bool:
    line = arrival.line
    fresh = pupils.fresh(turn, class_id, line.family_name, line.given_name, arrival.key)
    return classes.add_pupil(turn.tx, fresh)


def _update(turn: Turn, match: Match) -> None:
    """Spelt as the file has it, but never with fewer accents; back in the class."""
    known, line = match.known, match.line
    if match.key != known.key or (match.respelled and not _loses_accents(match)):
        classes.rename_pupil(turn.tx, known.id, line.family_name, line.given_name, match.key)
    if known.set_aside:
        classes.set_aside(turn.tx, known.id, None)


def _loses_accents(match: Match) -> bool:
    ours = match.known.family_name + match.known.given_name
    theirs = match.line.family_name + match.line.given_name
    return sum(not each.isascii() for each in theirs) < sum(not each.isascii() for each in ours)


def _changed(
    turn: Turn, class_id: int, token: int, page: int, change: Callable[[Pending], Pending]
) -> list[Outcome]:
    classroom = rights.classroom(turn, class_id)
    pending = _waiting(turn, class_id, token)
    if not isinstance(pending, Pending):
        return pending
    return _show(turn, classroom, change(pending), page)


def _waiting(turn: Turn, class_id: int, token: int) -> Pending | list[Outcome]:
    """What waits under a button, or what became of it."""
    dialog = dialogs.find(turn.tx, turn.person.id)
    if dialog is not None and dialog.about.get("token") == token:
        if dialog.kind == _DONE:
            return [Said(Note.RECORDED)]
        if dialog.kind == previews.KIND and dialog.about["class_id"] == class_id:
            return previews.unpacked(dialog.about)
    return [PreviewGone(class_id)]


def _show(
    turn: Turn, classroom: Classroom, pending: Pending, page: int = 0, *, edit: bool = True
) -> list[Outcome]:
    asking.ask(turn, previews.KIND, **pending.about())
    everybody = classes.pupils(turn.tx, classroom.id)
    likely = previews.compared(pending, everybody)
    found = previews.chosen(pending, likely)
    points, page, pages = page_of(previews.points(pending, found, likely.renamed), page, POINTS)
    return [
        Preview(
            classroom,
            pending.token,
            new=len(found.new),
            same=len(found.same),
            renamed=len(found.renamed),
            back=len(found.back),
            gone=len(found.gone),
            doubtful=len(pending.seen.doubtful),
            points=points,
            page=page,
            pages=pages,
            stay=pending.stay,
            guessed=pending.guessed,
            known=sum(each.set_aside_at is None for each in everybody),
            group=pending.group,
            groups=pending.roster.groups[:GROUPS] if pending.group else (),
            other_class=previews.other_class(pending.roster, classroom.name),
            edit=edit,
        )
    ]
