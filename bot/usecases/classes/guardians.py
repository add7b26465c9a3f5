"""Adults who follow a pupil, by the link of the family's letter."""

from bot.store import classes, schools
from bot.store.classes import Classroom, Pupil
from bot.usecases.classes.outcomes_joining import (
    ChildrenShown,
    FollowAsked,
    FollowClosed,
    LinksWait,
    News,
    NotFollowed,
    UnfollowAsked,
)
from bot.usecases.codes import Link, led_nowhere, read_link, wait_ms
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import news
from bot.usecases.turn import Turn

MOST = 4  # adults who follow one pupil
LINES = 12  # campaigns told in one message


def follow(turn: Turn, token: str) -> list[Outcome]:
    """Somebody opened a family's link: what it is about, before anything is kept."""
    found = _of_link(turn, token)
    if isinstance(found, list):
        return found
    pupil, classroom = found
    school = schools.find(turn.tx, classroom.school_id)
    told = news.of_pupil(turn, pupil)
    return [FollowAsked(pupil.given_name, classroom.name, school.name if school else "", token, told)]


def accept(turn: Turn, token: str) -> list[Outcome]:
    """The person follows the pupil from now on."""
    found = _of_link(turn, token)
    if isinstance(found, list):
        return found
    pupil, _ = found
    classes.add_guardian(turn.tx, pupil.id, turn.person.id, turn.now_ms)
    return children(turn, added=pupil.given_name)


def decline(_turn: Turn) -> list[Outcome]:
    """Nothing is kept."""
    return [FollowClosed(NotFollowed.DECLINED)]


def _of_link(turn: Turn, token: str) -> tuple[Pupil, Classroom] | list[Outcome]:
    """The pupil of a link that this person may follow, or why they can't."""
    wait = wait_ms(turn)
    if wait:
        return [LinksWait(wait)]
    link = read_link(token)
    pupil = classes.pupil_of_family_link(turn.tx, link.selector)
    opens = pupil is not None and Link(pupil.guardian_selector, pupil.guardian_secret).opens(link.secret)
    classroom = classes.find(turn.tx, pupil.class_id) if pupil is not None and opens else None
    if pupil is None or classroom is None:
        led_nowhere(turn)
        return [FollowClosed(NotFollowed.UNKNOWN)]
    return _obstacle(turn, pupil, classroom) or (pupil, classroom)


def _obstacle(turn: Turn, pupil: Pupil, classroom: Classroom) -> list[Outcome]:
    if pupil.person_id == turn.person.id:
        return [FollowClosed(NotFollowed.OWN)]
    following = classes.guardians(turn.tx, pupil.id)
    if turn.person.id in following:
        return children(turn, added=pupil.given_name, again=True)
    if pupil.set_aside_at is not None or classroom.archived_at is not None:
        return [FollowClosed(NotFollowed.ASIDE, pupil.given_name)]
    return [FollowClosed(NotFollowed.FULL, pupil.given_name)] if len(following) >= MOST else []


def children(turn: Turn, *, added: str = "", again: bool = False, edit: bool = True) -> list[Outcome]:
    """Whom the person follows, and how far they are."""
    followed = classes.children(turn.tx, turn.person.id)
    most = min(news.MOST, LINES // max(1, len(followed)))
    told = tuple((each, _news(turn, each.pupil_id, most)) for each in followed)
    return [ChildrenShown(told, added, again, edit)]


def _news(turn: Turn, pupil_id: int, most: int) -> tuple[News, ...]:
    """Of who is still in the class."""
    pupil = classes.pupil(turn.tx, pupil_id)
    if pupil is None or pupil.set_aside_at is not None:
        return ()
    return news.of_pupil(turn, pupil, most)


def stop(turn: Turn, pupil_id: int, *, sure: bool) -> list[Outcome]:
    """Follow a pupil no longer, once confirmed."""
    found = [each for each in classes.children(turn.tx, turn.person.id) if each.pupil_id == pupil_id]
    if not found:
        return children(turn)
    if not sure:
        return [UnfollowAsked(found[0])]
    classes.remove_guardian(turn.tx, pupil_id, turn.person.id)
    return children(turn)
