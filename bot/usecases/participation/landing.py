"""The page of a campaign as a pupil meets it, and «Commencer»."""

from bot.errors import NotAllowed
from bot.rosters.names import one_line
from bot.store import campaigns, participation, schools
from bot.store.campaigns import Campaign
from bot.usecases import asking, rights
from bot.usecases.campaigns import dates, targets
from bot.usecases.guardians import sharing
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import collection, standing, taking
from bot.usecases.participation.outcomes import (
    AlreadyDone,
    Attempt,
    CampaignOver,
    Landing,
    NameAsked,
    NotOpenYet,
)
from bot.usecases.participation.standing import Phase, Standing
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn

NAME_LIMIT = 40
NAME = "m_name"  # the kind of dialog


def preview(turn: Turn, campaign: Campaign, *, edit: bool = False) -> list[Outcome]:
    """What pupils will see, for the teacher: nothing can be begun."""
    return [_landing(turn, Standing(campaign, None, []), "", preview=True, edit=edit)]


def show(turn: Turn, campaign_id: int, code: str) -> list[Outcome]:
    """A button to a campaign. Raises NotAllowed for who may neither take part nor lead it."""
    try:
        mine = standing.entitled(turn, campaign_id, code)
    except NotAllowed:
        return preview(turn, rights.campaign(turn, campaign_id), edit=True)
    return page(turn, mine, code, edit=True)


def page(turn: Turn, mine: Standing, code: str, *, edit: bool = False) -> list[Outcome]:
    """The landing page, or why there is nothing to begin."""
    return _not_now(turn, mine, edit) or [_landing(turn, mine, code, edit=edit)]


def _not_now(turn: Turn, mine: Standing, edit: bool) -> list[Outcome]:
    """What is said instead of the landing page; nothing when the campaign can be taken."""
    campaign = mine.campaign
    match standing.phase(campaign, mine.last, turn.now_ms):
        case Phase.SOON:
            opens = in_words(turn, campaign, campaign.opens_at)
            return [NotOpenYet(campaign.name, campaign.teacher, opens, edit)]
        case Phase.OVER:
            deadline = in_words(turn, campaign, campaign.deadline_at)
            return [CampaignOver(campaign.name, campaign.teacher, deadline, bool(mine.attempts), edit)]
        case Phase.CLOSED:
            return [CampaignOver(campaign.name, campaign.teacher, "", bool(mine.attempts), edit)]
        case Phase.DONE:
            return [done(turn, mine, edit=edit)]
        case _:
            return []


def done(turn: Turn, mine: Standing, *, edit: bool) -> AlreadyDone:
    """What the attempts came to, and when another one is possible."""
    campaign = mine.campaign
    ended = [each for each in mine.attempts if each.completed_at is not None]
    return AlreadyDone(
        campaign=campaign.id,
        title=campaign.name,
        attempts=tuple(
            Attempt(each.id, each.mastery, in_words(turn, campaign, each.completed_at), bool(each.late))
            for each in ended
        ),
        retry_in=standing.retry_in(campaign, ended[-1], turn.now_ms),
        again=collection.can_send_again(campaign, turn.now_ms),
        edit=edit,
        to_show=sharing.latest_to_show(turn, campaign, ended),
    )


def _landing(turn: Turn, mine: Standing, code: str, *, edit: bool, preview: bool = False) -> Landing:
    campaign = mine.campaign
    answered, questions = taking.progress(turn, campaign)
    running = bool(mine.attempts) and campaign.mode != "collection"
    school = schools.find(turn.tx, campaign.school_id)
    return Landing(
        campaign=campaign.id,
        code=code if mine.line is None else "",
        title=campaign.name,
        words=campaign.start_words,
        teacher=campaign.teacher,
        school=school.name if school else "",
        mode=campaign.mode,
        questions=questions,
        deadline=in_words(turn, campaign, campaign.deadline_at),
        left=_left(turn, campaign, school.zone if school else turn.rules.timezone),
        name=mine.name,
        known=collection.known(turn) if campaign.mode == "collection" else 0,
        running=running,
        answered=answered,
        preview=preview,
        gone=_gone(turn, campaign),
        shared=campaigns.is_shared(turn.tx, campaign.id),
        goes_home=standing.result_goes_home(turn, campaign),
        edit=edit,
    )


def _left(turn: Turn, campaign: Campaign, zone: str) -> str:
    if campaign.deadline_at is None or standing.is_late(campaign, turn.now_ms):
        return ""
    return dates.time_left(campaign.deadline_at, zone, turn.now_ms)


def _gone(turn: Turn, campaign: Campaign) -> bool:
    return campaign.mode != "collection" and targets.vanished(turn.library, campaign.target)


def in_words(turn: Turn, campaign: Campaign, ms: int | None) -> str:
    """A moment in the campaign's school's zone, in full: the chat is read again later; '' for none."""
    if ms is None:
        return ""
    school = schools.find(turn.tx, campaign.school_id)
    return dates.in_full(ms, school.zone if school else turn.rules.timezone, turn.now_ms)


def go(turn: Turn, campaign_id: int, code: str, after: int) -> list[Outcome]:
    """«Commencer», «Reprendre», «Recommencer» or «Envoyer mon profil», whichever is possible.

    `after` is the message of the button. Raises NotAllowed for who may not take part.
    """
    mine = standing.entitled(turn, campaign_id, code)
    campaign = mine.campaign
    if campaign.mode == "collection":
        return _not_now_to_send(turn, mine) or _named(turn, mine, code) or collection.ask(turn, mine, code)
    if mine.last is not None and mine.last.completed_at is not None:
        if standing.retry_in(campaign, mine.last, turn.now_ms) != 0:
            return page(turn, mine, code, edit=True)
    elif refused := _not_now(turn, mine, edit=True):
        return refused
    elif _gone(turn, campaign):
        return page(turn, mine, code, edit=True)
    elif mine.last is not None:
        return _named(turn, mine, code) or taking.resume(turn, campaign, after)
    return _named(turn, mine, code) or _begin(turn, mine, mine.name, after)


def send_profile(turn: Turn, campaign_id: int, code: str) -> list[Outcome]:
    """«Oui, envoyer», if it is still possible. Raises NotAllowed for who may not take part."""
    mine = standing.entitled(turn, campaign_id, code)
    if mine.campaign.mode != "collection":
        raise NotAllowed
    return _not_now_to_send(turn, mine) or _named(turn, mine, code) or collection.send(turn, mine)


def _begin(turn: Turn, mine: Standing, name: str, after: int) -> list[Outcome]:
    return taking.begin(turn, mine.campaign, mine.line.id if mine.line else None, name, after)


def _not_now_to_send(turn: Turn, mine: Standing) -> list[Outcome]:
    """A profile that was sent can be sent again until the deadline."""
    if mine.last is not None and collection.can_send_again(mine.campaign, turn.now_ms):
        return []
    return _not_now(turn, mine, edit=True)


def _named(turn: Turn, mine: Standing, code: str) -> list[Outcome]:
    """Ask who takes part by the code alone for their name; nothing when it is known."""
    return [] if mine.name else ask_name(turn, mine.campaign, code)


def ask_name(turn: Turn, campaign: Campaign, code: str, *, refused: bool = False) -> list[Outcome]:
    """The name the teacher will read; the one given last is a button."""
    asking.ask(turn, NAME, campaign=campaign.id, code=code)
    last = participation.last_name(turn.tx, turn.person.id) or ""
    return [NameAsked(campaign.id, code, campaign.name, campaign.teacher, last, refused)]


def take_name(turn: Turn, campaign_id: int, code: str, text: str, after: int) -> list[Outcome]:
    """The name was written: the campaign begins under it. Raises NotAllowed."""
    mine = standing.entitled(turn, campaign_id, code)
    name = as_name(text)
    if not name:
        return ask_name(turn, mine.campaign, code, refused=True)
    asking.answered(turn)
    return _under(turn, mine, code, name, after)


def take_last_name(turn: Turn, campaign_id: int, code: str, after: int) -> list[Outcome]:
    """The same name as the last time. Raises NotAllowed."""
    mine = standing.entitled(turn, campaign_id, code)
    name = participation.last_name(turn.tx, turn.person.id)
    if name is None:
        return ask_name(turn, mine.campaign, code)
    asking.answered(turn)
    return _under(turn, mine, code, name, after)


def _under(turn: Turn, mine: Standing, code: str, name: str, after: int) -> list[Outcome]:
    """Begin under a name, unless something began, or closed, since it was asked."""
    participation.give_name(turn.tx, turn.person.id, mine.campaign.id, name)
    if mine.attempts or _not_now(turn, mine, edit=False):
        return go(turn, mine.campaign.id, code, after)
    if mine.campaign.mode != "collection":
        return _begin(turn, mine, name, after)
    id_ = turn.tx.new_id()
    participation.begin(turn.tx, turn.person.id, id_, mine.campaign.id, None, name, 1, turn.now_ms)
    planning.began(turn.tx, mine.campaign.id, turn.person.id, turn.now)
    return go(turn, mine.campaign.id, code, after)


def as_name(text: str) -> str:
    """A text as a name: one line of at most 40 characters with a letter in it; '' when it is none."""
    name = one_line(text)
    return name if len(name) <= NAME_LIMIT and any(c.isalpha() for c in name) else ""
