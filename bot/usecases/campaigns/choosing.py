"""Ready-made targets: a list, a page of each, and the one that is taken."""

from bot.content.targeting import Target
from bot.store.campaigns import Campaign
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.outcomes import PAGE, Step, TargetLine, TargetShown, TargetsListed
from bot.usecases.campaigns.targets import phone_friendly, skills_of, write_ready
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn


def ask(turn: Turn, campaign: Campaign, step: Step, page: int = 0) -> list[Outcome]:
    """A page of the ready-made targets."""
    lines, page, pages = page_of(list(turn.library.targets.values()), page, PAGE)
    chosen = reading.tested(turn, campaign).title
    return [TargetsListed(step, tuple(_line(turn, each) for each in lines), page, pages, chosen)]


def show(turn: Turn, step: Step, slug: str, page: int) -> list[Outcome]:
    """One ready-made target."""
    found = turn.library.targets.get(slug)
    if found is None:
        return [Said(Note.BAD_BUTTON)]
    topics = [topic.title for topic in map(turn.library.topic, found.topics) if topic]
    tested = len(skills_of(turn.library, found.topics))
    return [TargetShown(step, _line(turn, found), found.about, tested, tuple(topics), page)]


def take(turn: Turn, campaign: Campaign, slug: str) -> list[Outcome]:
    """This one is what the campaign tests."""
    if slug not in turn.library.targets:
        return [Said(Note.BAD_BUTTON)]
    mode = "training" if campaign.mode == "collection" else campaign.mode
    reading.change(turn, campaign, target=write_ready(slug), mode=mode)
    return []


def take_none(turn: Turn, campaign: Campaign) -> list[Outcome]:
    """Nothing is tested: pupils send their profiles."""
    reading.change(turn, campaign, mode="collection")
    return []


def _line(turn: Turn, target: Target) -> TargetLine:
    phone = phone_friendly(turn.library, target.topics)
    return TargetLine(target.target, target.title, target.questions, phone)
