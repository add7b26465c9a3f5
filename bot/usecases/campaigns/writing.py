"""What a teacher writes of a campaign: its name, words at the start and at the end."""

from bot.store.campaigns import Campaign
from bot.usecases import asking
from bot.usecases.campaigns.outcomes import (
    NAME_LIMIT,
    WORDS_LIMIT,
    Complaint,
    Field,
    NameAsked,
    Step,
    WordsAsked,
)
from bot.usecases.campaigns.reading import change
from bot.usecases.outcomes import Outcome
from bot.usecases.schools.naming import cleaned
from bot.usecases.turn import Turn

NAME, WORDS = "c_name", "c_words"  # kinds of dialog


def ask_name(turn: Turn, campaign: Campaign, step: Step, complaint: Complaint | None = None) -> list[Outcome]:
    """The next text is the campaign's name."""
    asking.ask(turn, NAME, campaign=campaign.id, guided=step.guided)
    return [NameAsked(step, campaign.name, complaint)]


def take_name(turn: Turn, campaign: Campaign, step: Step, text: str) -> list[Outcome]:
    """Its name was written; what is wrong with it, if so."""
    name = cleaned(text)
    if complaint := _complaint(name, NAME_LIMIT):
        return ask_name(turn, campaign, step, complaint)
    change(turn, campaign, name=name)
    return []


def ask_words(
    turn: Turn,
    campaign: Campaign,
    step: Step,
    field: Field,
    complaint: Complaint | None = None,
    length: int = 0,
) -> list[Outcome]:
    """The next text is what pupils read at the start, or at the end."""
    asking.ask(turn, WORDS, campaign=campaign.id, guided=step.guided, field=field)
    words = campaign.start_words if field is Field.START else campaign.end_words
    return [WordsAsked(step, field, words, complaint, length)]


def take_words(turn: Turn, campaign: Campaign, step: Step, field: Field, text: str) -> list[Outcome]:
    """The words were written; what is wrong with them, if so."""
    words = cleaned(text)
    if complaint := _complaint(words, WORDS_LIMIT):
        return ask_words(turn, campaign, step, field, complaint, len(words))
    return set_words(turn, campaign, field, words)


def set_words(turn: Turn, campaign: Campaign, field: Field, words: str) -> list[Outcome]:
    """Write the words down; '' for none."""
    if field is Field.START:
        change(turn, campaign, start_words=words)
    else:
        change(turn, campaign, end_words=words)
    return []


def _complaint(written: str, limit: int) -> Complaint | None:
    if not written:
        return Complaint.EMPTY
    return Complaint.LONG if len(written) > limit else None
