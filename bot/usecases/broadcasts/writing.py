"""Writing to many: to whom, what, and how it will look."""

import re
import unicodedata
from dataclasses import replace

from bot.errors import NotAllowed
from bot.store import broadcasts, campaigns, groups
from bot.store.broadcasts import Broadcast
from bot.usecases import asking, rights
from bot.usecases.broadcasts import audience as audiences
from bot.usecases.broadcasts import coming, departing, messages
from bot.usecases.broadcasts.audience import Audience, Part
from bot.usecases.broadcasts.outcomes import (
    AudienceAsked,
    Discarded,
    Fault,
    Previewed,
    WordsAsked,
)
from bot.usecases.broadcasts.outcomes import Part as Choice
from bot.usecases.following import screens
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

WORDS = "b_words"  # the kind of dialog
LONGEST = 1000  # characters of a message
PAGE = 8

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")


def to_campaign(turn: Turn, campaign_id: int) -> list[Outcome]:
    """A message about a campaign; of one that can't be begun, its screen. Raises NotAllowed."""
    campaign = rights.campaign(turn, campaign_id)
    if campaign.published_at is None:
        raise NotAllowed
    asking.answered(turn)
    if not audiences.can_be_begun(turn, campaign_id):
        return screens.campaign(turn, campaign_id)
    made = _draft(turn, campaign.school_id, campaign_id, Audience())
    return _ask_audience(turn, made, 0)


def to_class(turn: Turn, class_id: int) -> list[Outcome]:
    """A message to a class. Raises NotAllowed."""
    classroom = rights.classroom(turn, class_id)
    made = _draft(turn, classroom.school_id, None, Audience("class", class_id))
    return ask_words(turn, made)


def _draft(turn: Turn, school_id: int, campaign_id: int | None, audience: Audience) -> Broadcast:
    return broadcasts.new(turn.tx, school_id, turn.person.id, campaign_id, audience.dump(), turn.now_ms)


def show_audience(turn: Turn, broadcast_id: int, page: int) -> list[Outcome]:
    """To whom? Asked again, or its next page."""
    made = _own_draft(turn, broadcast_id)
    return _ask_audience(turn, made, page) if made.campaign_id else ask_words(turn, made)


def choose(turn: Turn, broadcast_id: int, part: Part, class_id: int) -> list[Outcome]:
    """It goes to these; the words come next, unless they are written."""
    made = _own_draft(turn, broadcast_id)
    changed = _set(turn, made, Audience(part, class_id if part == "class" else 0))
    audiences.check(turn, changed)
    return ask_words(turn, changed) if changed.words is None else preview(turn, broadcast_id)


def ask_words(turn: Turn, made: Broadcast, fault: Fault | None = None, length: int = 0) -> list[Outcome]:
    asking.ask(turn, WORDS, broadcast=made.id)
    waiting = () if made.campaign_id else coming.of_class(turn, audiences.load(made).class_id)
    return [WordsAsked(made.id, messages.about(turn, made), fault, length, waiting)]


def correct(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """Other words."""
    return ask_words(turn, _own_draft(turn, broadcast_id))


def take_words(turn: Turn, broadcast_id: int, text: str) -> list[Outcome]:
    """The message as it was written."""
    made = _own_draft(turn, broadcast_id)
    words = cleaned(text)
    if not words:
        return ask_words(turn, made, Fault.EMPTY)
    if len(words) > LONGEST:
        return ask_words(turn, made, Fault.TOO_LONG, len(words))
    return _worded(turn, made, words)


def take_ready(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """The message that comes with a campaign."""
    made = _own_draft(turn, broadcast_id)
    if made.campaign_id is None:
        raise NotAllowed
    return _worded(turn, made, "")


def _worded(turn: Turn, made: Broadcast, words: str) -> list[Outcome]:
    asking.answered(turn)
    broadcasts.set_words(turn.tx, made.id, words)
    return preview(turn, made.id)


def preview(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """The message as it will be received, and how many will."""
    made = _own_draft(turn, broadcast_id)
    if made.words is None:
        return show_audience(turn, broadcast_id, 0)
    seen = messages.received(turn, made, departing.starts_at(turn, made))
    return [replace(seen, preview=True), _previewed(turn, made)]


def set_groups(turn: Turn, broadcast_id: int, on: bool) -> list[Outcome]:
    """The Telegram groups of the classes get it too, or do not."""
    made = _own_draft(turn, broadcast_id)
    audience = audiences.load(made)
    changed = _set(turn, made, Audience(audience.part, audience.class_id, on))
    return [_previewed(turn, changed, first=False)]


def discard(turn: Turn, broadcast_id: int) -> list[Outcome]:
    """Nothing is sent."""
    made = _own_draft(turn, broadcast_id)
    asking.answered(turn)
    about = messages.about(turn, made)
    broadcasts.drop(turn.tx, made.id)
    return [Discarded(about)]


def cleaned(text: str) -> str:
    """What somebody wrote, without control characters and with at most one empty line in a row."""
    kept = "".join(c for c in text.replace("\r\n", "\n") if c == "\n" or unicodedata.category(c) != "Cc")
    lines = (_BLANKS.sub(" ", line).strip() for line in kept.split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def _ask_audience(turn: Turn, made: Broadcast, page: int) -> list[Outcome]:
    asking.answered(turn)
    rooms = campaigns.classes_of(turn.tx, made.campaign_id or 0)
    choices = [Choice(each.name, _number(turn, made, Audience("class", each.id)), each.id) for each in rooms]
    lines, page, pages = page_of(choices, page, PAGE)
    everybody, waiting = (_number(turn, made, Audience(part)) for part in ("all", "waiting"))
    about = messages.about(turn, made)
    sent = coming.of_campaign(turn, made.campaign_id or 0)
    return [AudienceAsked(made.id, about, everybody, waiting if rooms else 0, lines, page, pages, sent)]


def _number(turn: Turn, made: Broadcast, audience: Audience) -> int:
    """How many people an audience has."""
    audiences.address(turn, _set(turn, made, audience))
    number = broadcasts.counts(turn.tx, made.id).waiting
    _set(turn, made, audiences.load(made))
    return number


def _previewed(turn: Turn, made: Broadcast, *, first: bool = True) -> Previewed:
    audience = audiences.load(made)
    linked = [
        each.title
        for class_id in audiences.classes(turn, made)
        for each in groups.of_class(turn.tx, class_id)
    ]
    absent = audiences.absent(turn, made)
    return Previewed(
        broadcast=made.id,
        about=messages.about(turn, made),
        number=_number(turn, made, Audience(audience.part, audience.class_id)),
        absent=tuple(each.name for each in absent if not each.joined),
        blocked=tuple(each.name for each in absent if each.joined),
        groups=tuple(linked),
        with_groups=audience.groups and bool(linked),
        later=departing.departure(turn, made, departing.starts_at(turn, made)),
        first=first,
    )


def _set(turn: Turn, made: Broadcast, audience: Audience) -> Broadcast:
    broadcasts.set_audience(turn.tx, made.id, audience.dump())
    found = broadcasts.find(turn.tx, made.id)
    if found is None:  # it is locked
        raise LookupError("the draft vanished")
    return found


def _own_draft(turn: Turn, broadcast_id: int) -> Broadcast:
    """A draft of this person. Raises NotAllowed; also for one that was sent."""
    found = audiences.own(turn, broadcast_id)
    if found.state != "draft":
        raise NotAllowed
    return found
