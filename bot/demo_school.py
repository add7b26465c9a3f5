"""The school of the demo: a teacher who runs it, her class, whose pupils have yet to join, and a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rosters.names import key
from bot.store import campaigns, classes, people, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.schools import WritingRules
from bot.store.times import to_ms
from bot.usecases.campaigns.targets import write_ready
from bot.usecases.codes import new_code, new_link
from bot.usecases.reminders import planning
from bot.usecases.reminders.hours import Agenda

TEACHER, SCHOOL, CLASS, GRADE = "Mme Diallo", "Collège des Tilleuls", "6e B", "6e"
AGENDA = Agenda("Europe/Paris", "C")
DEADLINE = 18 * 60  # minutes of the day
CONTACT = "Vie scolaire, 01 23 45 67 89, du lundi au vendredi de 8 h à 17 h."
PUPILS = (
    ("Martin", "Léa"),
    ("Hoarau", "Yanis"),
    ("de La Fontaine", "Inès"),
    ("Nguyen", "Tom"),
    ("Payet", "Aïcha"),
    ("O'Connor", "Zoé"),
)


@dataclass(frozen=True, slots=True)
class Furnished:
    """What was made: ids."""

    school_id: int
    class_id: int
    teacher_id: int


def furnish(tx: Tx, chat_id: int, now: datetime) -> Furnished:
    """Everything that the teacher of this chat needs to begin at once."""
    now_ms = to_ms(now)
    teacher_id = _teacher(tx, chat_id, now_ms)
    school = schools.add(tx, SCHOOL, AGENDA.zone, "college", now_ms)
    schools.put_writing_rules(tx, school.id, WritingRules(holidays=AGENDA.calendar, contact=CONTACT))
    schools.put_member(tx, teacher_id, school.id, "admin", TEACHER, now_ms)
    class_id = tx.new_id()
    code = new_code(tx, "class", class_id)
    classes.add(tx, Classroom(class_id, school.id, CLASS, GRADE, code, now_ms, None), teacher_id)
    _enrol(tx, class_id, PUPILS, now_ms)
    campaign = _campaign(tx, school.id, now)
    campaigns.add(tx, campaign, teacher_id)
    campaigns.put_class(tx, campaign.id, class_id)
    planning.sync(tx, campaign.id, now)
    return Furnished(school.id, class_id, teacher_id)


def _teacher(tx: Tx, chat_id: int, now_ms: int) -> int:
    """Somebody who has answered the first questions."""
    person = people.meet(tx, chat_id, now_ms)
    people.set_role(tx, person, "teacher")
    people.set_device(tx, person, "computer")
    return person.id


def _enrol(tx: Tx, class_id: int, names: Sequence[tuple[str, str]], now_ms: int) -> None:
    for family_name, given_name in names:
        own, guardian = new_link(), new_link()
        line = Pupil(
            class_id=class_id,
            id=tx.new_id(),
            family_name=family_name,
            given_name=given_name,
            key=key(family_name, given_name),
            person_id=None,
            joined_at=None,
            selector=own.selector,
            secret=own.secret,
            guardian_selector=guardian.selector,
            guardian_secret=guardian.secret,
            added_at=now_ms,
            set_aside_at=None,
        )
        classes.add_pupil(tx, line)


def _campaign(tx: Tx, school_id: int, now: datetime) -> Campaign:
    """One week on a ready-made target."""
    id_, now_ms = tx.new_id(), to_ms(now)
    return Campaign(
        id=id_,
        school_id=school_id,
        code=new_code(tx, "campaign", id_),
        name="Rentrée numérique",
        target=write_ready("rentree-6e"),
        mode="training",
        open_to_all=0,
        opens_at=None,
        deadline_at=to_ms(AGENDA.moment(AGENDA.day_of(now) + timedelta(days=7), DEADLINE)),
        late_allowed=1,
        retries=1,
        start_words="Prends ton temps : ce n'est pas noté.",
        end_words="",
        teacher=TEACHER,
        created_at=now_ms,
        published_at=now_ms,
        closed_at=None,
        archived_at=None,
    )
