"""The teacher's words in every reminder: pupils read them, so they are shown once more before they stand."""

from dataclasses import replace

from bot.rosters.names import one_line
from bot.usecases import asking, codes, rights
from bot.usecases.campaigns import reading
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import editing, plans
from bot.usecases.reminders.outcomes_plans import WORDS_LIMIT, PlanNotice, ReminderWordsAsked, WordsFault
from bot.usecases.turn import Turn

WORDS = "r_words"  # the kind of dialog


def ask(turn: Turn, campaign_id: int) -> list[Outcome]:
    """The next text is what every reminder says too."""
    return _asked(turn, campaign_id)


def written(turn: Turn, campaign_id: int, text: str) -> list[Outcome]:
    """It was written, perhaps long after it was asked for: shown as it will stand, or its fault."""
    words = one_line(text)
    if (fault := _fault(text, words)) is not None:
        return _asked(turn, campaign_id, fault=fault, length=len(words))
    return _asked(turn, campaign_id, words)


def confirmed(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Pupils read it from now on; what was not written for this campaign changes nothing."""
    campaign = reading.to_change(turn, campaign_id)
    dialog = asking.awaited(turn)
    about = dialog.about if dialog is not None and dialog.kind == WORDS else {}
    if about.get("campaign") != campaign_id or not about.get("words"):
        return editing.show(turn, campaign_id)
    editing.save(turn, campaign, replace(plans.load(turn.tx, campaign_id), words=about["words"]))
    return editing.show(turn, campaign_id, PlanNotice.WORDS)


def drop(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Reminders without a word of the teacher."""
    campaign = reading.to_change(turn, campaign_id)
    editing.save(turn, campaign, replace(plans.load(turn.tx, campaign_id), words=""))
    return editing.show(turn, campaign_id, PlanNotice.NO_WORDS)


def _fault(text: str, words: str) -> WordsFault | None:
    """Why a text can't be taken: a code, a link to the bot or a command is not meant for pupils."""
    if not words:
        return WordsFault.EMPTY
    if words.startswith("/") or codes.pasted(text) is not None or codes.looks_like_a_code(words):
        return WordsFault.FOR_THE_BOT
    return WordsFault.LONG if len(words) > WORDS_LIMIT else None


def _asked(
    turn: Turn, campaign_id: int, written: str = "", *, fault: WordsFault | None = None, length: int = 0
) -> list[Outcome]:
    campaign = rights.campaign(turn, campaign_id)
    asking.ask(turn, WORDS, campaign=campaign_id, words=written)
    words = plans.load(turn.tx, campaign_id).words
    return [ReminderWordsAsked(editing.about(turn, campaign), words, written, fault, length)]
