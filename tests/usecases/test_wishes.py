"""What readers of letters want of them: later, less, at other hours, or nothing any more."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.store import notices, schools
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.notices import Preference
from bot.store.schools import WritingRules
from bot.store.times import from_ms, to_ms
from bot.transport.callback import pack
from bot.usecases.reminders.hours import Hours
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.posting import Postman
from tests.usecases.reading_letters import adult, follows
from tests.usecases.schooling import DAY, Schooling, person_id, plan_weeks

DEADLINE = datetime(2026, 10, 6, 16, 0, tzinfo=UTC)  # a Tuesday, 18 h in Paris
WEEK_BEFORE = datetime(2026, 9, 29, 15, 0, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 9, 21, 5, 30, tzinfo=UTC)  # the digest of teachers
NEXT_FRIDAY = datetime(2026, 9, 18, 16, 0, tzinfo=UTC)  # the digest of families
MONDAY = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)  # 7 h in Paris: the one after


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman) -> Campaign:
    made = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(DEADLINE))
    postman.plans(made)
    return made


@pytest.fixture
def zoe(tilleuls: Schooling, sixth: Classroom, rentree: Campaign, postman: Postman) -> Phone:
    """A pupil who has just got the first reminder of a campaign, a week before its end."""
    zoe = tilleuls.pupil(sixth, "Zoé Roux")
    postman.until(WEEK_BEFORE)
    assert "Il te reste 7 jours" in postman.reaches(zoe)
    return zoe


def wanted(phone: Phone) -> Preference:
    person = person_id(phone)
    return phone.desk.turn(partial(notices.preference, person_id=person))


def hours(phone: Phone) -> Hours | None:
    return Hours.load(wanted(phone).hours)


# Under a letter


def test_not_before_monday_puts_off_what_comes_before(
    postman: Postman, rentree: Campaign, zoe: Phone
) -> None:
    postman.reminds(rentree, "5,1")  # Thursday, Monday evening
    said = read(zoe.taps("l_monday"))
    assert "plus de rappel avant lundi 5 octobre à 7\u00a0h." in said
    for at in (datetime(2026, 10, 1, 15, 0, tzinfo=UTC), MONDAY - timedelta(minutes=1)):
        postman.until(at)
        assert postman.reaches(zoe) == ""
    postman.until(MONDAY)
    assert "À finir demain à 18\u00a0h." in postman.reaches(zoe)


def test_they_are_warned_of_what_ends_before_monday(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign, zoe: Phone
) -> None:
    friday = to_ms(datetime(2026, 10, 2, 16, 0, tzinfo=UTC))
    ends = tilleuls.campaign(diallo, sixth, name="Réseaux", deadline_at=friday)
    mother = adult(postman.desk)
    follows(mother, zoe)
    for reader in (zoe, mother):
        said = plain(reader.taps("l_monday"))
        assert "Attention : « Réseaux » finit vendredi 2 octobre à 18 h." in said
        assert "Rentrée" not in said  # on Tuesday
    assert "Attention" not in plain(diallo.taps("l_monday"))  # it is not hers to finish
    tilleuls.has_done(zoe, ends, "{}", 50)
    for reader in (zoe, mother):
        assert "Attention" not in plain(reader.taps("l_monday"))


def test_who_follows_a_pupil_who_has_not_joined_is_warned_too(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    tilleuls.campaign(diallo, sixth, deadline_at=to_ms(datetime(2026, 9, 18, 16, 0, tzinfo=UTC)))
    mother = adult(postman.desk)
    follows(mother, tilleuls.enrols(sixth, "Tom Petit"))
    assert "Attention : « Rentrée » finit vendredi 18 septembre à 18 h." in plain(mother.taps("l_monday"))


def test_monday_said_on_a_monday_is_the_next_one(desk: Desk, zoe: Phone) -> None:
    desk.clock.advance(MONDAY - desk.clock.now())
    assert "lundi 12 octobre" in read(zoe.taps("l_monday"))


def test_a_monday_without_school_leads_to_the_day_after(desk: Desk, zoe: Phone) -> None:
    desk.clock.advance(datetime(2027, 3, 24, 12, 0, tzinfo=UTC) - desk.clock.now())
    assert "mardi 30 mars" in read(zoe.taps("l_monday"))  # Easter Monday


def test_they_take_it_up_again_sooner(postman: Postman, zoe: Phone) -> None:
    zoe.taps("l_monday")
    assert "Les rappels reprennent" in read(zoe.taps("l_resume"))
    postman.until(datetime(2026, 10, 2, 15, 0, tzinfo=UTC))
    assert wanted(zoe).paused_until is None


def test_one_tap_stops_everything_and_one_takes_it_up(postman: Postman, zoe: Phone) -> None:
    said = read(zoe.taps("l_stop"))
    assert "C'est arrêté" in said
    assert "Tu peux les remettre quand tu veux." in said
    assert labels(zoe.taps("l_stop"))[0] == "🔔 Remettre les rappels"  # nothing like going on with a question
    stopped_at = wanted(zoe).stopped_at
    postman.desk.clock.advance(timedelta(minutes=1))
    zoe.taps("l_stop")  # twice is once
    assert wanted(zoe).stopped_at == stopped_at
    postman.until(MONDAY + timedelta(hours=10))
    assert postman.reaches(zoe) == ""
    zoe.taps("l_resume")
    postman.until(DEADLINE - timedelta(hours=10, minutes=30))
    assert "À finir ce soir" in postman.reaches(zoe)


def test_one_campaign_stops_and_the_others_go_on(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign, zoe: Phone
) -> None:
    other = tilleuls.campaign(diallo, sixth, name="Réseaux", deadline_at=to_ms(DEADLINE))
    postman.plans(other)
    assert "C'est arrêté : plus de rappel pour « Rentrée »." in plain(zoe.taps(zoe.button("l_mute")))
    postman.until(MONDAY + timedelta(hours=10))
    said = postman.reaches(zoe)
    assert "Réseaux" in said
    assert "Rentrée" not in said
    assert "Les rappels de ce parcours reprennent" in read(zoe.taps(zoe.button("l_unmute")))
    postman.until(DEADLINE - timedelta(hours=10, minutes=30))
    assert "Rentrée" in postman.reaches(zoe)


def test_a_guardian_of_two_is_told_that_it_is_for_both(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, rentree: Campaign
) -> None:
    mother = adult(desk)
    for name in ("Léa Martin", "Tom Martin"):
        follows(mother, tilleuls.enrols(sixth, name))
    said = plain(mother.taps(pack("l_mute", rentree.id)))
    assert "plus de rappel pour « Rentrée », pour Léa et Tom. « Terminé » et un résultat partagé" in said


def test_of_several_they_choose_one(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign, zoe: Phone
) -> None:
    other = tilleuls.campaign(diallo, sixth, name="Réseaux", deadline_at=to_ms(DEADLINE))
    postman.plans(other)
    postman.until(MONDAY + timedelta(hours=10))
    postman.reaches(zoe)
    asked = zoe.taps(zoe.button("l_which"))
    assert "Pour quel parcours" in read(asked)
    labels = [b["text"] for row in asked[-1].params["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:3] == ["🔕 Réseaux", "🔕 Rentrée", "🔕 Tout arrêter"]
    zoe.taps(pack("l_mute", other.id))
    asked = zoe.taps("l_which")
    assert "Réseaux" not in str(asked[-1].params)


@pytest.fixture
def running(tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman) -> Campaign:
    """A campaign that nobody is told anything of for weeks but in the digests."""
    made = tilleuls.campaign(diallo, sixth, name="Réseaux", deadline_at=to_ms(DEADLINE + 40 * DAY))
    postman.plans(made)
    postman.desk.turn(lambda tx: plan_weeks(tx, postman.desk.clock.now()))
    return made


def test_a_teacher_stops_a_campaign_under_the_digest_of_the_week(
    postman: Postman, diallo: Phone, running: Campaign
) -> None:
    postman.until(NEXT_MONDAY)
    assert "Réseaux" in postman.reaches(diallo)
    assert "C'est arrêté" in read(diallo.taps(diallo.button("l_mute")))
    postman.until(NEXT_MONDAY + 7 * DAY)
    assert postman.reaches(diallo) == ""


@pytest.mark.parametrize("by_letter", [True, False])
def test_a_guardian_stops_a_campaign_under_the_digest_of_the_week(
    postman: Postman, tilleuls: Schooling, sixth: Classroom, running: Campaign, by_letter: bool
) -> None:
    postman.desk.clock.advance(DAY)  # the opening was yesterday
    postman.makes_notices()
    tom = Phone(postman.desk)
    tom.settles()
    line = tilleuls.enrols(sixth, "Tom Petit", tom)
    mother = adult(postman.desk)
    follows(mother, line if by_letter else tom)
    postman.until(NEXT_FRIDAY)
    assert "Reste à finir" in postman.reaches(mother)
    assert "C'est arrêté" in read(mother.taps(mother.button("l_mute")))
    postman.until(NEXT_FRIDAY + 7 * DAY)
    assert "Réseaux" not in postman.reaches(mother)


def test_of_the_campaigns_of_a_digest_they_choose_one_even_when_notices_are_forgotten(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, running: Campaign
) -> None:
    tilleuls.campaign(diallo, sixth, name="Mots de passe", deadline_at=None)
    tilleuls.campaign(tilleuls.teacher("M. Petit"), name="Secret")
    postman.until(NEXT_MONDAY)
    postman.desk.sql("delete from notice")
    asked = diallo.taps("l_which")
    assert labels(asked)[:2] == ["🔕 Réseaux", "🔕 Mots de passe"]
    assert "Secret" not in str(asked[-1].params)
    diallo.taps(diallo.button("l_mute"))
    assert "Mots de passe" not in labels(diallo.taps("l_which"))


# Stale and forged buttons


def test_a_campaign_they_were_never_told_of_is_not_named(
    tilleuls: Schooling, diallo: Phone, zoe: Phone
) -> None:
    secret = tilleuls.campaign(diallo, name="Secret")
    for data in (pack("l_mute", secret.id), pack("l_mute", 7), pack("l_open", secret.id), pack("l_open", 7)):
        assert "Secret" not in read(zoe.taps(data))
    assert "Secret" not in read(zoe.taps("l_wishes"))
    zoe.taps(pack("l_unmute", 7))
    zoe.taps(pack("l_again", 7))


@pytest.mark.parametrize(
    "data",
    ["l_mute", "l_mute:x", "l_open", "l_hours", "l_hours:night", "l_set", "l_set:weekend", "l_set:weekend:2",
     "l_set:rights:1", "l_unmute:é", "l_again"],
)  # fmt: skip
def test_forged_buttons_change_nothing(zoe: Phone, data: str) -> None:
    before = wanted(zoe)
    (answer,) = zoe.taps(data)
    assert answer.method == "answerCallbackQuery"
    assert wanted(zoe) == before


def test_a_letter_of_a_campaign_that_was_deleted(desk: Desk, rentree: Campaign, zoe: Phone) -> None:
    desk.sql("delete from campaign")
    for action in ("l_open", "l_mute"):
        (answer,) = zoe.taps(zoe.button(action))
        assert answer.params["text"]


# /stop, and the settings


def test_who_has_not_answered_the_first_questions_yet_stops_all_the_same(
    postman: Postman, tilleuls: Schooling, sixth: Classroom, rentree: Campaign
) -> None:
    """A guardian who touches «Je suis élève» is asked their age: letters go on, and so must their buttons."""
    mother = adult(postman.desk)
    follows(mother, tilleuls.pupil(sixth, "Zoé Roux"))
    mother.taps("role:pupil")
    postman.until(datetime(2026, 9, 15, 16, 5, tzinfo=UTC))
    assert "Nouveau parcours" in postman.reaches(mother)
    assert "plus de rappel avant lundi" in read(mother.taps("l_monday"))
    assert "Les rappels reprennent" in read(mother.taps("l_resume"))
    assert "Pour quel parcours" in read(mother.taps("l_which"))
    assert "C'est arrêté" in read(mother.taps(mother.button("l_mute")))
    assert "Les rappels de ce parcours reprennent" in read(mother.taps(mother.button("l_unmute")))
    assert "C'est arrêté" in read(mother.taps("l_stop"))
    assert wanted(mother).stopped_at is not None
    assert "reprennent" in read(mother.taps("l_resume"))
    assert "C'est arrêté" in read(mother.commands("stop"))
    assert "Un message par jour au plus" in read(mother.taps(pack("l_set", "stop", 0)))


def test_stop_says_what_is_stopped_and_how_to_take_it_up(postman: Postman, zoe: Phone) -> None:
    said = read(zoe.commands("stop"))
    assert "C'est arrêté\u00a0: plus aucun rappel." in said
    postman.until(MONDAY + timedelta(hours=10))
    assert postman.reaches(zoe) == ""
    assert "Un message par jour au plus" in read(zoe.taps(pack("l_set", "stop", 0)))
    assert wanted(zoe).stopped_at is None


def test_the_choices_say_their_hours_and_how_it_is_now(zoe: Phone) -> None:
    shown = [each.replace("\u00a0", " ") for each in labels(zoe.taps("l_wishes"))]
    assert "Le matin, 7 h-12 h" in shown
    assert "L'après-midi, 12 h-18 h" in shown
    assert "Le soir, 17 h-21 h" in shown
    assert "Week-end : jamais (changer)" in shown
    shown = [each.replace("\u00a0", " ") for each in labels(zoe.taps(pack("l_set", "weekend", 1)))]
    assert "Week-end : oui (changer)" in shown


def test_stop_is_for_adults_too(diallo: Phone) -> None:
    said = read(diallo.commands("stop"))
    assert "Vous pouvez les remettre quand vous voulez." in said


def test_the_settings_lead_to_the_reminders(zoe: Phone) -> None:
    zoe.taps(zoe.button("l_mute"))
    zoe.commands("reglages")
    said = read(zoe.taps("l_wishes"))
    assert "de 7\u00a0h à 20\u00a0h (comme l'école)" in said
    assert "• Rentrée" in said
    assert "résumé" not in said
    assert "• Rentrée" not in read(zoe.taps(zoe.button("l_again")))


def test_hours_of_their_own(zoe: Phone) -> None:
    assert "de 17\u00a0h à 21\u00a0h." in read(zoe.taps("l_hours:evening"))
    assert "Le week-end\u00a0: oui." in read(zoe.taps(pack("l_set", "weekend", 1)))
    zoe.taps(pack("l_set", "holidays", 1))
    assert hours(zoe) == Hours(17 * 60, 21 * 60, weekend=True, holidays=True)
    zoe.taps(pack("l_set", "weekend", 0))
    zoe.taps("l_hours:morning")
    assert hours(zoe) == Hours(7 * 60, 12 * 60, holidays=True)
    assert "(comme l'école)" in read(zoe.taps("l_hours:school"))
    assert hours(zoe) is None


def test_a_letter_comes_at_the_hours_they_chose(postman: Postman, zoe: Phone) -> None:
    zoe.taps("l_hours:morning")
    postman.until(MONDAY + timedelta(minutes=-1))
    postman.reaches(zoe)
    postman.until(MONDAY + timedelta(hours=10))
    assert postman.reaches(zoe) == ""
    postman.until(MONDAY + timedelta(hours=24, minutes=30))
    assert "À finir ce soir" in postman.reaches(zoe)


def test_the_hours_of_a_school_are_shown(tilleuls: Schooling, zoe: Phone) -> None:
    rules = WritingRules(hours=Hours(8 * 60 + 30, 18 * 60).dump())
    zoe.desk.turn(partial(schools.put_writing_rules, school_id=tilleuls.school.id, rules=rules))
    assert "de 8\u00a0h\u00a030 à 18\u00a0h (comme l'école)" in read(zoe.taps("l_wishes"))


def test_adults_choose_whether_they_get_the_digest(diallo: Phone) -> None:
    assert "Le résumé de la semaine\u00a0: oui." in read(diallo.taps("l_wishes"))
    assert "Le résumé de la semaine\u00a0: non." in read(diallo.taps(pack("l_set", "weekly", 0)))
    assert wanted(diallo).weekly == 0


def test_whoever_follows_or_teaches_chooses_whatever_they_said_they_are(
    postman: Postman, diallo: Phone, zoe: Phone
) -> None:
    digest = "Le résumé de la semaine"
    assert digest not in read(adult(postman.desk).taps("l_wishes"))  # of nobody yet
    follows(adult(postman.desk), zoe)
    assert digest not in read(zoe.taps("l_wishes"))  # who is followed
    follows(zoe, diallo)
    assert digest in read(zoe.taps("l_wishes"))
    diallo.taps("role:pupil")
    assert digest in read(diallo.taps("l_wishes"))


def test_a_pause_that_is_over_is_not_shown(desk: Desk, zoe: Phone) -> None:
    zoe.taps("l_monday")
    assert "Rien avant lundi 5 octobre" in read(zoe.taps("l_wishes"))
    desk.clock.advance(from_ms(to_ms(MONDAY)) - desk.clock.now())
    assert "Rien avant" not in read(zoe.taps("l_wishes"))
