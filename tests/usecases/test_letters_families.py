"""What guardians read: the news of their children, kindly, and never what is the child's alone."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import campaigns, classes, guardians, notices, plans
from bot.store.campaigns import Campaign, Mode
from bot.store.classes import Classroom, Pupil
from bot.store.notices import Notice
from bot.store.plans import PlanRow
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.participation.results import CampaignResult
from bot.views.letters_families import WORDS
from tests.usecases.desk import Desk, Phone
from tests.usecases.reading_letters import (
    adult,
    at,
    calls,
    follows,
    letter,
    notice,
    result_notice,
    statements,
)
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.usecases.test_following import result
from tests.views.acceptable import buttons, refusals

HOUR = timedelta(hours=1)


@pytest.fixture
def mother(desk: Desk) -> Phone:
    return adult(desk)


@pytest.fixture
def lea(tilleuls: Schooling, sixth: Classroom, mother: Phone) -> Phone:
    """A pupil whose mother follows her by her own invitation."""
    lea = tilleuls.pupil(sixth, "Léa Martin")
    follows(mother, lea)
    return lea


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    """To be finished in a week, on a Tuesday at 10 h."""
    return tilleuls.campaign(diallo, sixth)


def test_what_a_mother_reads_on_friday(
    desk: Desk,
    tilleuls: Schooling,
    diallo: Phone,
    sixth: Classroom,
    rentree: Campaign,
    mother: Phone,
    lea: Phone,
) -> None:
    lea.finishes("4.1")
    done = tilleuls.campaign(diallo, sixth, name="Mots de passe")
    tilleuls.has_done(lea, done, result(6), 75)
    at(desk, 18, 16)

    read = letter(mother, notice(mother, "week", tilleuls))

    answers = len(lea.answers())
    assert re.fullmatch(
        "👤 Léa · 6e B\n"
        "\n"
        "📅 Ces 7 derniers jours\n"
        "• 1 parcours terminé\n"
        f"• {answers} questions, dans 1 compétence\n"
        "\n"
        "Reste à finir\n"
        "• Rentrée : pas commencé, à finir avant mardi 22 septembre à 10 h, encore 4 jours\n"
        "\n"
        r"💬 À lui dire : « [^»]+ »",
        read,
    )


def test_levels_of_private_practice_stay_the_pupil_s(tilleuls: Schooling, mother: Phone, lea: Phone) -> None:
    lea.finishes("4.1")
    assert lea.state("4.1").level > 0
    read = letter(mother, notice(mother, "week", tilleuls))
    assert "question" in read
    assert "niveau" not in read


def test_a_reminder_says_what_until_when_and_how_far(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    at(desk, 19, 16)

    told = calls(mother, notice(mother, "reminder", tilleuls, rentree, lea))

    assert buttons(told[0])[0] == "g_children"
    assert pack("l_mute", rentree.id) in buttons(told[0])
    read = letter(mother, notice(mother, "reminder", tilleuls, rentree, lea))
    assert read == (
        "👤 Léa · 6e B\n\n⏳ Rentrée : pas commencé\nà finir avant mardi 22 septembre à 10 h, encore 3 jours"
    )


@pytest.mark.parametrize(("day", "words"), [(21, "c'est demain"), (22, "c'est aujourd'hui")])
def test_the_last_days_have_names(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign, day: int, words: str
) -> None:
    at(desk, day, 6)
    assert words in letter(mother, notice(mother, "reminder", tilleuls, rentree, lea))


def test_days_are_those_of_the_school(desk: Desk, mother: Phone) -> None:
    """At 21 h in Paris it is 23 h at la Réunion, and after midnight there the last day has begun."""
    reunion = Schooling(desk, "Collège du Volcan", "Indian/Reunion")
    payet = reunion.teacher("M. Payet")
    room = reunion.classroom(payet)
    child = reunion.pupil(room, "Ana Hoarau")
    follows(mother, child)
    campaign = reunion.campaign(payet, room, deadline_at=to_ms(desk.clock.now().replace(day=17, hour=14)))
    at(desk, 16, 21)

    read = letter(mother, notice(mother, "reminder", reunion, campaign, child))

    assert "à finir avant jeudi 17 septembre à 18 h, c'est aujourd'hui" in read


def test_a_child_followed_twice_is_told_of_once(
    tilleuls: Schooling, sixth: Classroom, diallo: Phone, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    other = tilleuls.classroom(diallo, "Club robots")
    line = tilleuls.enrols(other, "Léa Martin", lea)
    follows(mother, line)

    read = letter(
        mother,
        notice(mother, "reminder", tilleuls, rentree, lea),
        notice(mother, "reminder", tilleuls, rentree, line),
        notice(mother, "week", tilleuls),
    )

    assert read.count("👤") == 1
    assert read.count("Rentrée") == 1


def test_all_children_are_in_one_message(
    tilleuls: Schooling, sixth: Classroom, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    tom = tilleuls.enrols(sixth, "Tom Martin")
    follows(mother, tom)

    told = calls(
        mother,
        notice(mother, "reminder", tilleuls, rentree, lea),
        notice(mother, "opening", tilleuls, rentree, tom),
    )

    assert len(told) == 1
    read = letter(mother, *(notice(mother, "opening", tilleuls, rentree, each) for each in (lea, tom)))
    assert read.index("Léa") < read.index("Tom")


def test_a_new_campaign_is_told_with_its_teacher_and_deadline_and_not_also_as_a_reminder(
    tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    read = letter(
        mother,
        notice(mother, "opening", tilleuls, rentree, lea),
        notice(mother, "reminder", tilleuls, rentree, lea),
    )
    assert "🆕 Nouveau parcours : Rentrée (Mme Diallo)\nà finir avant mardi 22 septembre à 10 h" in read
    assert "⏳" not in read


def test_who_finishes_is_not_reminded_and_the_family_reads_so(
    tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    reminder = notice(mother, "reminder", tilleuls, rentree, lea)
    tilleuls.has_done(lea, rentree, result(6), 75)

    assert letter(mother, reminder) == ""
    read = letter(mother, reminder, notice(mother, "finished", tilleuls, rentree, lea))
    assert read == "👤 Léa · 6e B\n\n✅ Rentrée : terminé"


def test_finished_is_not_said_of_who_has_not(
    tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    assert letter(mother, notice(mother, "finished", tilleuls, rentree, lea)) == ""


def test_late_work_is_still_told_of_while_it_is_taken(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    week = notice(mother, "week", tilleuls)
    at(desk, 25, 16)  # Friday; it was due on Tuesday
    assert "• Rentrée : pas commencé, la date est passée, c'est encore possible" in letter(mother, week)
    desk.clock.advance(7 * DAY)  # nothing was done, and nothing runs
    assert letter(mother, week) == ""


def test_what_is_late_is_told_once_though_the_next_digest_comes_a_day_early(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    week = notice(mother, "week", tilleuls)
    friday = to_ms(datetime(2026, 12, 18, 9, tzinfo=UTC))
    desk.sql(f"update campaign set deadline_at = {friday}")  # noqa: S608  # a number of ours
    desk.clock.advance(datetime(2026, 12, 18, 17, tzinfo=UTC) - desk.clock.now())
    assert "la date est passée" in letter(mother, week)
    desk.clock.advance(6 * DAY)  # Friday is Christmas
    assert letter(mother, week) == ""


def test_a_shared_result_is_told_as_the_pupil_saw_it_a_day_later(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    attempt = tilleuls.has_done(lea, rentree, result(6), 75)
    child = person_id(lea)
    told = result_notice(mother, tilleuls, rentree, lea, attempt)
    assert letter(mother, told) == ""

    desk.turn(lambda tx: guardians.share_result(tx, child, attempt, to_ms(desk.clock.now())))
    desk.clock.advance(23 * HOUR)
    assert letter(mother, told) == ""
    desk.clock.advance(1 * HOUR)
    read = letter(mother, told)
    assert read == "👤 Léa · 6e B\n\n📊 Rentrée : maîtrise 75 %, le mardi 15 septembre\nEn chemin"


def test_what_was_said_to_the_pupil_is_told_as_such(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    words = replace(CampaignResult.from_json(result(8)), stage_words="Tu maîtrises l'essentiel.").to_json()
    attempt, child = tilleuls.has_done(lea, rentree, words, 100), person_id(lea)
    desk.turn(lambda tx: guardians.share_result(tx, child, attempt, to_ms(desk.clock.now())))
    desk.clock.advance(DAY)
    read = letter(mother, result_notice(mother, tilleuls, rentree, lea, attempt))
    assert "Léa a lu : « Tu maîtrises l'essentiel. »" in read


def test_a_teacher_may_share_the_results_of_a_campaign(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    told = result_notice(mother, tilleuls, rentree, lea, tilleuls.has_done(lea, rentree, result(0), 0))
    desk.clock.advance(DAY)
    assert letter(mother, told) == ""

    desk.turn(lambda tx: plans.put(tx, rentree.id, PlanRow("7,3,1,0", "3,1", "", 1)))
    assert "📊 Rentrée : un point de départ" in letter(mother, told)  # no pupil is told «0 %»

    desk.turn(lambda tx: plans.put(tx, rentree.id, PlanRow("7,3,1,0", "3,1", "", 0)))
    assert letter(mother, told) == ""


def test_no_notice_opens_the_result_of_another_child(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    yanis = tilleuls.pupil(sixth, "Yanis Benali")
    attempt = tilleuls.has_done(yanis, rentree, result(6), 75)
    other = person_id(yanis)
    desk.turn(lambda tx: guardians.share_result(tx, other, attempt, to_ms(desk.clock.now())))
    desk.clock.advance(2 * DAY)

    assert letter(mother, result_notice(mother, tilleuls, rentree, lea, attempt)) == ""
    assert letter(mother, result_notice(mother, tilleuls, rentree, yanis, attempt)) == ""


def test_a_quiet_week_with_nothing_to_do_is_not_told(tilleuls: Schooling, mother: Phone, lea: Phone) -> None:
    assert letter(mother, notice(mother, "week", tilleuls)) == ""


def test_a_week_without_work_shames_nobody(
    tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    read = letter(mother, notice(mother, "week", tilleuls))
    assert "Une pause." in read
    assert "Reste à finir" in read
    for blame in ("aucun", "rien fait", "retard", " 0 "):
        assert blame not in read


def test_a_letter_of_what_ends_before_monday_does_not_offer_to_wait(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    told = notice(mother, "reminder", tilleuls, rentree, lea)
    assert "l_monday" in buttons(calls(mother, told)[0])  # it ends on Tuesday
    friday = to_ms(desk.clock.now() + 3 * DAY)
    desk.sql(f"update campaign set deadline_at = {friday}")  # noqa: S608  # a number of ours
    assert "l_monday" not in buttons(calls(mother, told)[0])


def test_no_word_to_pass_on_says_what_was_right_or_wrong() -> None:
    for words in (each for mood in WORDS.values() for each in mood):
        for told in ("tromp", "raté", "erreur", "faute", "juste", "réussi"):
            assert told not in words


def test_the_word_to_pass_on_is_the_same_when_a_letter_is_made_again(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    week = notice(mother, "week", tilleuls)
    assert letter(mother, week) == letter(mother, week)


def test_what_was_done_more_than_a_week_ago_is_not_of_this_week(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    lea.finishes("4.1")
    tilleuls.has_done(lea, rentree, result(6), 75)
    assert "question" in letter(mother, notice(mother, "week", tilleuls))
    desk.clock.advance(7 * DAY + HOUR)
    assert letter(mother, notice(mother, "week", tilleuls)) == ""


def test_a_pupil_who_has_not_joined_is_told_of_too(
    tilleuls: Schooling, sixth: Classroom, mother: Phone, rentree: Campaign
) -> None:
    tom = tilleuls.enrols(sixth, "Tom Martin")
    follows(mother, tom)
    read = letter(mother, notice(mother, "week", tilleuls))
    assert read.startswith("👤 Tom · 6e B")
    assert "• Rentrée : pas commencé" in read


def test_a_muted_campaign_is_not_in_the_week(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    who = person_id(mother)
    desk.turn(lambda tx: notices.mute(tx, who, rentree.id, 1))
    assert letter(mother, notice(mother, "week", tilleuls)) == ""


@pytest.mark.parametrize("column", ["closed_at", "archived_at"])
def test_a_closed_campaign_is_nothing_to_finish(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign, column: str
) -> None:
    told = notice(mother, "reminder", tilleuls, rentree, lea)
    desk.sql(f"update campaign set {column} = 1")  # noqa: S608  # a column of ours
    assert letter(mother, told, notice(mother, "week", tilleuls)) == ""


# Who is told nothing any more


def test_a_pupil_removed_from_the_class_is_no_longer_the_school_s_to_tell_of(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, mother: Phone, rentree: Campaign
) -> None:
    phone = tilleuls.pupil(sixth, "Tom Martin")
    child = person_id(phone)
    [line] = desk.turn(lambda tx: classes.pupils_of_person(tx, child))
    follows(mother, line)
    phone.finishes("4.1")
    told = [notice(mother, "reminder", tilleuls, rentree, line), notice(mother, "week", tilleuls)]
    assert "Tom" in letter(mother, *told)

    desk.turn(lambda tx: classes.set_aside(tx, line.id, 1))

    assert letter(mother, *told) == ""


def test_who_left_the_class_is_told_of_to_the_adults_they_invited(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, mother: Phone, lea: Phone
) -> None:
    child = person_id(lea)
    [line] = desk.turn(lambda tx: classes.pupils_of_person(tx, child))
    follows(mother, line)
    lea.finishes("4.1")
    desk.turn(lambda tx: classes.set_aside(tx, line.id, 1))
    assert "questions" in letter(mother, notice(mother, "week", tilleuls))


def test_a_child_who_erases_everything_is_not_told_of(
    tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    told = [notice(mother, "reminder", tilleuls, rentree, lea), notice(mother, "week", tilleuls)]
    lea.erases()
    assert letter(mother, *told) == ""


def test_an_adult_who_follows_no_longer_reads_nothing(
    desk: Desk, tilleuls: Schooling, mother: Phone, lea: Phone, rentree: Campaign
) -> None:
    told = [notice(mother, "reminder", tilleuls, rentree, lea), notice(mother, "week", tilleuls)]
    who, child = person_id(mother), person_id(lea)
    desk.turn(lambda tx: guardians.unfollow(tx, who, child))
    assert letter(mother, *told) == ""


# Whatever happens


NAMES = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="%"), min_size=1, max_size=60
)


@dataclass(frozen=True)
class WeekOfWork:
    """A pupil who finished one campaign, has another one left, answered, and shared nothing."""

    desk: Desk
    mother: Phone
    line: Pupil
    taken: Campaign
    left: Campaign
    told: list[Notice]
    secrets: list[str]  # what she was asked, by its names in the bank


@pytest.fixture
def week_of_work(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, mother: Phone, lea: Phone
) -> WeekOfWork:
    taken, left = (tilleuls.campaign(diallo, sixth) for _ in range(2))
    lea.taps("begin:4.1")
    lea.answers_one("4.1")
    attempt = tilleuls.has_done(lea, taken, result(3), 37)
    desk.clock.advance(2 * DAY)
    told = [notice(mother, "week", tilleuls), result_notice(mother, tilleuls, taken, lea, attempt)]
    for each in (taken, left):
        told += [
            notice(mother, "opening", tilleuls, each, lea),
            notice(mother, "reminder", tilleuls, each, lea),
            notice(mother, "finished", tilleuls, each, lea),
        ]
    [answer], child = lea.answers(), person_id(lea)
    [line] = desk.turn(lambda tx: classes.pupils_of_person(tx, child))
    return WeekOfWork(desk, mother, line, taken, left, told, [answer.challenge, answer.skill])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(campaign=NAMES, given_name=NAMES, teacher=NAMES, mode=st.sampled_from(["training", "exam"]))
def test_nothing_ever_reveals_an_answer_or_a_score_that_was_not_shared(
    week_of_work: WeekOfWork, campaign: str, given_name: str, teacher: str, mode: Mode
) -> None:
    world = week_of_work
    for each in (world.taken, world.left):
        renamed = replace(each, name=campaign, teacher=teacher, mode=mode)
        world.desk.turn(partial(campaigns.save, campaign=renamed))
    line = world.line
    world.desk.turn(lambda tx: classes.rename_pupil(tx, line.id, "Martin", given_name, line.key))

    (call,) = calls(world.mother, *world.told)

    assert refusals(call) == []
    said = call.params["text"]
    for secret in ("%", "maîtrise", "En chemin", *world.secrets):
        assert secret not in said


def test_four_children_with_many_campaigns_fit_in_one_message(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, mother: Phone
) -> None:
    children = [tilleuls.pupil(sixth, f"{name} Martin") for name in ("Léa", "Tom", "Ana", "Hugo")]
    for child in children:
        follows(mother, child)
    many = [tilleuls.campaign(diallo, sixth, name=f"{number} " + "É" * 57) for number in range(30)]
    told = [notice(mother, "reminder", tilleuls, each, child) for each in many for child in children]

    (call,) = calls(mother, *told, notice(mother, "week", tilleuls))

    assert refusals(call) == []
    read = letter(mother, *told, notice(mother, "week", tilleuls))
    for name in ("Léa", "Tom", "Ana", "Hugo"):
        assert f"👤 {name}" in read
    assert "autres : /enfants" in read


def test_a_letter_costs_few_statements_however_many_campaigns_there_are(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, mother: Phone, lea: Phone
) -> None:
    for _ in range(3):
        tilleuls.campaign(diallo, sixth)
    few = statements(mother, notice(mother, "week", tilleuls))
    for _ in range(30):
        tilleuls.campaign(diallo, sixth)
    many = statements(mother, notice(mother, "week", tilleuls))
    assert many == few <= 14
