"""Adults who come to follow a pupil: by the link of the family's letter, or by the pupil's own invitation."""

from dataclasses import dataclass

from bot.store import classes, guardians
from bot.store.classes import Pupil
from bot.store.guardians import GuardianInvitation
from bot.usecases.classes.outcomes_joining import LinksWait
from bot.usecases.codes import Link, led_nowhere, read_link, wait_ms
from bot.usecases.guardians import children, listing, ties
from bot.usecases.guardians.outcomes import FollowAsked, FollowClosed, GuardianCame, NotFollowed
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import news
from bot.usecases.reminders import planning, wishes
from bot.usecases.turn import Turn

LETTER, INVITATION = "g", "r"  # what a link begins with


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: a roster line, or the account of the pupil who made it; their `name`.

    `child_id` is None while nobody has joined under the line; `shut`: why nobody follows by this link now.
    """

    name: str
    child_id: int | None
    pupil: Pupil | None = None
    selector: str = ""
    shut: NotFollowed | None = None


def look(turn: Turn, sort: str, token: str) -> list[Outcome]:
    """Somebody opened a link: what it is about, before anything is kept."""
    opened = _opened(turn, sort, token)
    if isinstance(opened, list):
        return opened
    stopped = listing.is_stopped(turn)
    if opened.pupil is not None:
        line, told = guardians.line(turn.tx, opened.pupil.id), news.of_pupil(turn, opened.pupil)
        place = (line.class_name, line.school) if line else ("", "")
        return [FollowAsked(opened.name, *place, f"{sort}-{token}", told, stopped)]
    child = children.one(turn.tx, opened.child_id or 0)
    return [FollowAsked(opened.name, child.class_name, child.school, f"{sort}-{token}", stopped=stopped)]


def resume(turn: Turn, sort: str, token: str) -> list[Outcome]:
    """Reminders again, before somebody is followed who would else not be told of."""
    wishes.resume(turn)
    return look(turn, sort, token)


def accept(turn: Turn, sort: str, token: str) -> list[Outcome]:
    """The person follows the pupil from now on, who is told at once."""
    opened = _opened(turn, sort, token)
    if isinstance(opened, list):
        return opened
    if opened.pupil is not None:
        classes.add_guardian(turn.tx, opened.pupil.id, turn.person.id, turn.now_ms)
    elif opened.child_id is not None:
        guardians.use(turn.tx, opened.selector, turn.person.id, turn.now_ms)
        guardians.follow(turn.tx, turn.person.id, opened.child_id, turn.now_ms)
    planning.followed(turn.tx, turn.person.id, opened.child_id, opened.pupil, turn.now)
    return [*listing.shown(turn, added=opened.name), *_told(turn, opened.child_id)]


def decline(_turn: Turn) -> list[Outcome]:
    """Nothing is kept."""
    return [FollowClosed(NotFollowed.DECLINED)]


def _told(turn: Turn, child_id: int | None) -> list[Outcome]:
    """The pupil learns who follows them; nobody does while the line is nobody's."""
    if child_id is None:
        return []
    came = ties.one(turn, child_id, turn.person.id)
    return [] if came is None else ties.told(turn, child_id, GuardianCame(came), "guardian_came")


def _opened(turn: Turn, sort: str, token: str) -> Opened | list[Outcome]:
    """What a link opens to this person, or why they can't follow by it."""
    wait = wait_ms(turn)
    if wait:
        return [LinksWait(wait)]
    link = read_link(token)
    opened = _of_letter(turn, link) if sort == LETTER else _of_invitation(turn, link)
    if opened is None:
        led_nowhere(turn)
        return [FollowClosed(NotFollowed.UNKNOWN, letter=sort == LETTER)]
    return _obstacle(turn, opened) or opened


def _of_letter(turn: Turn, link: Link) -> Opened | None:
    pupil = classes.pupil_of_family_link(turn.tx, link.selector)
    if pupil is None or not Link(pupil.guardian_selector, pupil.guardian_secret).opens(link.secret):
        return None
    line = guardians.line(turn.tx, pupil.id)
    shut = None if line is not None and line.current else NotFollowed.ASIDE
    return Opened(pupil.given_name or children.UNNAMED, pupil.person_id, pupil=pupil, shut=shut)


def _of_invitation(turn: Turn, link: Link) -> Opened | None:
    made = guardians.invitation(turn.tx, link.selector)
    if made is None or not Link(made.selector, made.secret).opens(link.secret):
        return None
    name = children.one(turn.tx, made.child_id).called
    return Opened(name, made.child_id, selector=made.selector, shut=_spent(turn, made))


def _spent(turn: Turn, made: GuardianInvitation) -> NotFollowed | None:
    if made.used_at is not None:
        return NotFollowed.USED
    return NotFollowed.EXPIRED if made.expires_at <= turn.now_ms else None


def _obstacle(turn: Turn, opened: Opened) -> list[Outcome]:
    """Why this person can't follow this pupil; nobody is named to who has no right to know."""
    letter = opened.pupil is not None
    if opened.child_id == turn.person.id:
        return [FollowClosed(NotFollowed.OWN, letter=letter)]
    following = _followers(turn, opened)
    if turn.person.id in following and not (letter and _by_pupil_alone(turn, opened)):
        return listing.shown(turn, added=opened.name, again=True)
    line = next((each for each in guardians.lines_of(turn.tx, turn.person.id) if each.current), None)
    if line is not None:  # a role is changed in one tap: who is in a class is a pupil
        return [FollowClosed(NotFollowed.IN_CLASS, line.class_name, letter)]
    if turn.person.role == "pupil":
        return [FollowClosed(NotFollowed.PUPIL, letter=letter)]
    if opened.shut is not None:
        return [FollowClosed(opened.shut, opened.name if letter else "", letter)]
    taken = ties.places_taken(turn, following - {turn.person.id})
    if taken >= ties.MOST:
        return [FollowClosed(NotFollowed.FULL, opened.name, letter, taken)]
    return []


def _followers(turn: Turn, opened: Opened) -> set[int]:
    """Who follows the pupil, by any tie; it stays so until the turn ends."""
    if opened.child_id is not None:
        guardians.lock(turn.tx, opened.child_id)
    if opened.pupil is not None:
        bonds = guardians.bonds_to_line(turn.tx, opened.pupil.id)
    else:
        bonds = guardians.bonds_to_child(turn.tx, opened.child_id or 0)
    return {each.guardian_id for each in bonds}


def _by_pupil_alone(turn: Turn, opened: Opened) -> bool:
    """Whether the person follows by the pupil's invitation only: the letter makes a tie that stays."""
    bonds = guardians.bonds_of(turn.tx, turn.person.id)
    return not any(each.by_school and each.child_id == opened.child_id for each in bonds)
