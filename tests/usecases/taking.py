"""What tests of a campaign's test have in common: the campaign, and who takes it."""

from dataclasses import replace
from datetime import timedelta

from bot.content import Library, Needs, Skill, load
from bot.store import participation
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.transport.calls import Call
from bot.usecases.campaigns import targets
from bot.usecases.participation import taking
from bot.usecases.participation.aims import key_of
from bot.usecases.participation.results import CampaignResult
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.desk import Desk, Phone, bank
from tests.usecases.schooling import Schooling, person_id

TARGET = {"requete": 4, "fiabilite": 4, "motdepasse": 4, "hameconnage": 4}


def campaign_of(desk: Desk, **columns: object) -> Campaign:
    """A published campaign, open to anyone: by default 12 questions in two competences, for a week."""
    school = Schooling(desk)
    made = {"target": targets.write_topics(TARGET, 12), **columns}
    return school.campaign(school.teacher(), **made)


def changes(desk: Desk, campaign: Campaign, **columns: int) -> Campaign:
    """The teacher changes columns of a campaign."""
    for column, value in columns.items():
        desk.sql(f"update campaign set {column} = {value} where id = {campaign.id}")  # noqa: S608  # numbers of ours
    return replace(campaign, **columns)  # type: ignore[arg-type]  # columns of a campaign


def aimed(campaign: Campaign) -> set[str]:
    """The skills that a campaign tests."""
    return {skill.id for skill in targets.skills(bank(), targets.read_target(bank(), campaign.target))}


def begins(phone: Phone, campaign: Campaign) -> list[Call]:
    """«Commencer», as the landing page calls it."""

    def shown(tx: object) -> list[Call]:
        turn = phone.turn(tx)  # type: ignore[arg-type]  # a transaction
        showing = Showing(phone.chat_id, phone.desk.library, adult=turn.person.role == "teacher")
        return list(present(showing, taking.begin(turn, campaign, None, "Léa", 0)))

    calls = phone.desk.turn(shown)
    phone.sees(calls)
    return calls


def finishes(phone: Phone, campaign: Campaign, right: int = 3) -> list[Call]:
    """Answers to the end, `right` of four in a row right; what the last answer brought."""
    key, calls, step = key_of(campaign), [], 0
    while phone.goes_on(key):
        phone.desk.clock.advance(timedelta(seconds=20))
        calls = phone.answers_one(key, right=step % 4 < right)
        step += 1
    return calls


def attempt(phone: Phone, campaign: Campaign) -> Participation:
    """The latest attempt."""
    return attempts(phone, campaign)[-1]


def attempts(phone: Phone, campaign: Campaign) -> list[Participation]:
    """All of them, the first one first."""
    person = person_id(phone)
    return phone.desk.turn(lambda tx: participation.attempts(tx, person, campaign.id))


def result(phone: Phone, campaign: Campaign) -> CampaignResult:
    """What the latest attempt came to."""
    kept = attempt(phone, campaign).result
    assert kept is not None
    return CampaignResult.from_json(kept)


def bank_with_targets() -> Library:
    """The bank of the tests, with the ready-made targets that come with the bot."""
    return Library(bank().competences.values(), load().targets.values())


def on_computers_only() -> Library:
    """The same bank where no question opens on a phone."""

    def moved(skill: Skill) -> Skill:
        return replace(skill, challenges=tuple(replace(c, needs=Needs.COMPUTER) for c in skill.challenges))

    return Library(
        replace(
            one,
            topics=tuple(
                replace(topic, skills=tuple(moved(skill) for skill in topic.skills)) for topic in one.topics
            ),
        )
        for one in bank().competences.values()
    )
