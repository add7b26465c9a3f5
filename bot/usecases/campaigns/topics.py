"""Topics that a teacher chooses: by competence or by a word, up to a level, in so many questions."""

import json

from bot.content import Library, Topic
from bot.store.campaigns import Campaign
from bot.store.dialogs import Dialog
from bot.usecases import asking
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.outcomes import (
    PAGE,
    Choice,
    CompetenceTopics,
    Notice,
    Step,
    TopicLine,
    TopicsFound,
    TopicsShown,
)
from bot.usecases.campaigns.searching import LONGEST, topics_about
from bot.usecases.campaigns.targets import (
    FEWEST,
    HIGHEST,
    MOST,
    USUAL,
    on_a_phone,
    phone_friendly,
    skills_of,
    write_topics,
)
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.schools.naming import cleaned
from bot.usecases.turn import Turn

SEARCH = "c_search"  # the kind of dialog
USUAL_CAPS = {"college": 4, "lycee": 6, "both": 5}  # by the level of the school


def chosen(campaign: Campaign) -> tuple[dict[str, int], int]:
    """The topics a teacher chose with the highest level of each, and the number of questions."""
    kept = json.loads(campaign.target) if campaign.target else {}
    return dict(kept.get("topics", {})), int(kept.get("questions", USUAL))


def show(turn: Turn, campaign: Campaign, step: Step) -> list[Outcome]:
    """The competences; a word typed now searches."""
    asking.ask(turn, SEARCH, campaign=campaign.id, guided=step.guided)
    topics, _ = chosen(campaign)
    competences = [
        (code, sum(topic.id in topics for topic in each.topics))
        for code, each in sorted(turn.library.competences.items())
    ]
    return [TopicsShown(step, tuple(competences), _choice(turn.library, campaign))]


def in_competence(
    turn: Turn, campaign: Campaign, step: Step, code: str, cap: int = 0, notice: Notice | None = None
) -> list[Outcome]:
    """The topics of one competence; without a `cap`, the one they have."""
    competence = turn.library.competences.get(code)
    if competence is None:
        return [Said(Note.BAD_BUTTON)]
    topics, _ = chosen(campaign)
    caps = [topics[topic.id] for topic in competence.topics if topic.id in topics]
    cap = cap or max(caps, default=usual_cap(turn, campaign))
    lines = tuple(_line(topic, topics, cap) for topic in competence.topics)
    return [CompetenceTopics(step, code, cap, lines, _choice(turn.library, campaign), notice)]


def usual_cap(turn: Turn, campaign: Campaign) -> int:
    """The level proposed first, by the level of the school."""
    return USUAL_CAPS.get(reading.school_of(turn, campaign).level, 5)


def pick(turn: Turn, campaign: Campaign, step: Step, topic_id: str, on: bool, cap: int) -> list[Outcome]:
    """Choose a topic up to a level, or no more; the competence is shown again."""
    topic = turn.library.topic(topic_id)
    if topic is None or not 1 <= cap <= HIGHEST:
        return [Said(Note.BAD_BUTTON)]
    campaign, notice = _put(turn, campaign, {topic: cap if on else 0})
    return in_competence(turn, campaign, step, topic.skills[0].competence, cap, notice)


def pick_all(turn: Turn, campaign: Campaign, step: Step, code: str, on: bool, cap: int) -> list[Outcome]:
    """Choose every topic of a competence, or none."""
    competence = turn.library.competences.get(code)
    if competence is None or not 1 <= cap <= HIGHEST:
        return [Said(Note.BAD_BUTTON)]
    campaign, notice = _put(turn, campaign, dict.fromkeys(competence.topics, cap if on else 0))
    return in_competence(turn, campaign, step, code, cap, notice)


def set_cap(turn: Turn, campaign: Campaign, step: Step, code: str, cap: int) -> list[Outcome]:
    """Another level for the topics chosen in a competence, and for those to come."""
    competence = turn.library.competences.get(code)
    if competence is None or not 1 <= cap <= HIGHEST:
        return [Said(Note.BAD_BUTTON)]
    topics, _ = chosen(campaign)
    mine = [topic for topic in competence.topics if topic.id in topics]
    if mine:
        campaign, _ = _put(turn, campaign, dict.fromkeys(mine, cap))
    return in_competence(turn, campaign, step, code, cap)


def set_questions(turn: Turn, campaign: Campaign, step: Step, questions: int) -> list[Outcome]:
    """How many questions at most; only once topics are chosen."""
    topics, _ = chosen(campaign)
    if topics:
        held = min(MOST, max(FEWEST, questions))
        campaign = reading.change(turn, campaign, target=write_topics(topics, held))
    return show(turn, campaign, step)


def search(
    turn: Turn, campaign: Campaign, step: Step, text: str, notice: Notice | None = None
) -> list[Outcome]:
    """The topics that a typed word finds; another word may follow."""
    words = cleaned(text)[:LONGEST]
    asking.ask(turn, SEARCH, campaign=campaign.id, guided=step.guided, words=words)
    topics, _ = chosen(campaign)
    cap = usual_cap(turn, campaign)
    found = topics_about(turn.library, words)[:PAGE]
    lines = tuple(_line(topic, topics, topics.get(topic.id, cap)) for topic in found)
    return [TopicsFound(step, words, cap, lines, _choice(turn.library, campaign), notice)]


def pick_found(
    turn: Turn, campaign: Campaign, step: Step, topic_id: str, on: bool, cap: int
) -> list[Outcome]:
    """Choose a topic among those found; they are shown again while the search is remembered."""
    topic = turn.library.topic(topic_id)
    if topic is None or not 1 <= cap <= HIGHEST:
        return [Said(Note.BAD_BUTTON)]
    dialog = asking.awaited(turn)
    campaign, notice = _put(turn, campaign, {topic: cap if on else 0})
    if dialog is None or not _searched(dialog, campaign):
        return in_competence(turn, campaign, step, topic.skills[0].competence, notice=notice)
    return search(turn, campaign, step, dialog.about["words"], notice)


def _searched(dialog: Dialog, campaign: Campaign) -> bool:
    return dialog.kind == SEARCH and dialog.about["campaign"] == campaign.id and "words" in dialog.about


def _put(turn: Turn, campaign: Campaign, caps: dict[Topic, int]) -> tuple[Campaign, Notice | None]:
    """Write the levels of topics, 0 for none; the last topic of a published campaign stays."""
    topics, questions = chosen(campaign)
    for topic, cap in caps.items():
        topics.pop(topic.id, None)
        if cap:
            topics[topic.id] = max(cap, _lowest(topic))
    if not topics and campaign.published_at is not None:
        return campaign, Notice.NEEDS_TOPIC
    mode = "training" if campaign.mode == "collection" and topics else campaign.mode
    return reading.change(turn, campaign, target=write_topics(topics, questions), mode=mode), None


def _line(topic: Topic, topics: dict[str, int], cap: int) -> TopicLine:
    lowest = _lowest(topic)
    tested = [skill for skill in topic.skills if skill.level <= max(cap, lowest)]
    return TopicLine(topic.id, topic.title, topics.get(topic.id, 0), lowest, all(map(on_a_phone, tested)))


def _lowest(topic: Topic) -> int:
    return min(skill.level for skill in topic.skills)


def _choice(library: Library, campaign: Campaign) -> Choice:
    topics, questions = chosen(campaign)
    return Choice(len(topics), len(skills_of(library, topics)), questions, phone_friendly(library, topics))
