"""Who a campaign is for: classes, or anyone with its code."""

from bot.store import campaigns, classes
from bot.store.campaigns import Campaign
from bot.usecases import rights
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.outcomes import PAGE, ClassesAsked, Notice, Step
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn


def ask(
    turn: Turn, campaign: Campaign, step: Step, page: int = 0, notice: Notice | None = None
) -> list[Outcome]:
    """A page of the classes that can be chosen: the teacher's, and those that are chosen already."""
    chosen = {each.id: each.name for each in campaigns.classes_of(turn.tx, campaign.id)}
    names = chosen | _offered(turn, campaign)
    listed = sorted(
        ((id_, name, id_ in chosen) for id_, name in names.items()), key=lambda each: each[1:2] + each[:1]
    )
    lines, page, pages = page_of(listed, page, PAGE)
    return [ClassesAsked(step, lines, bool(campaign.open_to_all), len(chosen), page, pages, notice)]


def _offered(turn: Turn, campaign: Campaign) -> dict[int, str]:
    member = rights.member_of(turn, campaign.school_id)
    if member.role == "admin":
        lines = classes.of_school(turn.tx, campaign.school_id)
    else:
        lines = classes.of_teacher(turn.tx, campaign.school_id, turn.person.id)
    return {each.id: each.name for each in lines}


def set_class(
    turn: Turn, campaign: Campaign, step: Step, class_id: int, on: bool, page: int
) -> list[Outcome]:
    """Choose a class, or no more; the page is shown again."""
    if on:
        room = rights.classroom(turn, class_id)
        if room.school_id != campaign.school_id or room.archived_at is not None:
            return [Said(Note.NOT_ALLOWED)]
        campaigns.put_class(turn.tx, campaign.id, class_id)
        planning.given(turn.tx, campaign.id, turn.now)
        return ask(turn, campaign, step, page)
    others = [each for each in campaigns.classes_of(turn.tx, campaign.id) if each.id != class_id]
    if not others and not campaign.open_to_all and campaign.published_at is not None:
        return ask(turn, campaign, step, page, Notice.NEEDS_CLASS)
    campaigns.drop_class(turn.tx, campaign.id, class_id)
    return ask(turn, campaign, step, page)


def nobody(turn: Turn, campaign: Campaign) -> bool:
    """Whether no class is chosen, and the code opens it to nobody."""
    return not campaign.open_to_all and not campaigns.classes_of(turn.tx, campaign.id)


def set_open(turn: Turn, campaign: Campaign, step: Step, on: bool, page: int) -> list[Outcome]:
    """Anyone with the code may take part, or the classes only."""
    alone = not campaigns.classes_of(turn.tx, campaign.id)
    if not on and alone and campaign.published_at is not None:
        return ask(turn, campaign, step, page, Notice.NEEDS_CLASS)
    return ask(turn, reading.change(turn, campaign, open_to_all=int(on)), step, page)
