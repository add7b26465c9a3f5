"""What adults who follow a pupil are shown and sent: results, reminders, and when they get none."""

from datetime import timedelta

import pytest

from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases.reminders import plans
from bot.usecases.reminders.plans import Plan
from tests.usecases.adults import family_link, follows, invitation
from tests.usecases.campaigning import labels, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.posting import Postman
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.views.acceptable import buttons

# A result


def does_exam(pupil: Phone, campaign: Campaign) -> list[Call]:
    """Every question of an exam, right; what the last answer brought."""
    calls = pupil.taps(pack("m_go", campaign.id))
    while pupil.goes_on(f"!{campaign.code}"):
        pupil.desk.clock.advance(timedelta(seconds=20))
        calls = pupil.answers_one(f"!{campaign.code}")
    return calls


def test_a_pupil_shows_a_result_once_confirmed(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    calls = does_exam(lea, campaign)
    assert "👪 Montrer à mes responsables" not in labels(calls)
    ((attempt,),) = desk.sql("select id from participation")
    lea.taps(pack("g_show", attempt, 1))
    follows(mother, invitation(lea))

    assert "👪 Montrer à mes responsables" in labels(lea.taps(pack("m_show", campaign.id)))
    assert "👪 Montrer à mes responsables" in labels(lea.taps(pack("m_result", attempt)))
    assert "Montrer ton résultat de « Rentrée »" in plain(lea.taps(lea.button("g_show")))
    assert desk.sql("select shared_at from participation") == [(None,)]
    assert "verront ton résultat de « Rentrée », demain au plus tôt" in plain(
        lea.taps(pack("g_show", attempt, 1))
    )
    assert desk.sql("select count(*) from participation where shared_at is not null") == [(1,)]
    calls = lea.taps(pack("m_result", attempt))
    assert "👪 Montrer à mes responsables" not in labels(calls)
    assert "est montré à tes responsables" in plain(calls)
    assert "C'était déjà fait" in plain(lea.taps(pack("g_show", attempt, 1)))
    assert "g_show" not in "".join(buttons(lea.taps(pack("m_show", campaign.id))[-1]))
    desk.clock.advance(DAY)
    assert "dans leur prochain message" in plain(lea.taps(pack("g_show", attempt, 1)))


def test_a_pupil_reads_at_the_end_that_the_teacher_shares_results(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    desk.turn(lambda tx: plans.save(tx, campaign.id, Plan(results_shared=True)))
    calls = does_exam(lea, campaign)
    assert "Tes responsables recevront aussi ton résultat : Mme Diallo l'a choisi" in plain(calls)
    assert "👪 Montrer à mes responsables" not in labels(calls)


def test_nobody_shows_the_result_of_another(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom
) -> None:
    follows(mother, invitation(lea))
    attempt = tilleuls.has_done(lea, tilleuls.campaign(diallo, sixth), "{}", 70)
    mother.taps(pack("g_show", attempt, 1))
    assert desk.sql("select shared_at from participation") == [(None,)]


# What is sent to them


def test_a_shown_result_reaches_them_a_day_later(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    postman.plans(campaign)
    does_exam(lea, campaign)
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    lea.taps(pack("g_show", attempt, 1))
    finished = desk.clock.now()
    postman.until(finished + timedelta(hours=10))
    assert f"{mastery} %" not in postman.reaches(mother).replace("\u202f", " ")
    postman.until(finished + timedelta(hours=33))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")


def test_a_result_that_the_teacher_took_back_is_shown_by_the_pupil(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    desk.turn(lambda tx: plans.save(tx, campaign.id, Plan(results_shared=True)))
    does_exam(lea, campaign)
    diallo.taps(pack("r_share", campaign.id, 0))
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    postman.until(desk.clock.now() + 2 * DAY)
    assert "empty" in postman.fates(mother)
    assert f"{mastery} %" not in postman.reaches(mother).replace("\u202f", " ")

    lea.taps(pack("g_show", attempt, 1))
    assert "C'était déjà fait : tes responsables verront" in plain(lea.taps(pack("g_show", attempt, 1)))
    postman.until(desk.clock.now() + timedelta(hours=23))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")
    assert "c'est déjà montré" in plain(lea.taps(pack("g_show", attempt, 1)))
    postman.until(desk.clock.now() + DAY)
    assert postman.reaches(mother) == ""


def test_a_result_is_shown_to_who_was_removed_and_invited_again(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    campaign = tilleuls.campaign(diallo, sixth, mode="exam")
    does_exam(lea, campaign)
    ((attempt, mastery),) = desk.sql("select id, mastery from participation")
    lea.taps(pack("g_show", attempt, 1))
    lea.taps(pack("g_remove", person_id(mother), 1))
    postman.until(desk.clock.now() + 2 * DAY)
    assert set(postman.fates(mother)) == {"unlinked"}

    follows(mother, invitation(lea))
    lea.taps(pack("g_show", attempt, 1))
    postman.until(desk.clock.now() + timedelta(hours=23))
    assert f"{mastery} %" in postman.reaches(mother).replace("\u202f", " ")


@pytest.mark.parametrize("by_letter", [True, False])
def test_who_accepts_needs_nothing_more_and_gets_the_reminder_of_today(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman, by_letter: bool,
) -> None:  # fmt: skip
    soon = to_ms(desk.clock.now() + 3 * DAY)
    postman.plans(tilleuls.campaign(diallo, sixth, deadline_at=soon))
    desk.clock.advance(timedelta(minutes=1))
    postman.makes_notices()
    payload = family_link(line) if by_letter else invitation(lea)
    mother.commands("start", payload)
    said = plain(mother.taps(mother.button("k_follow" if by_letter else "g_follow")))
    assert "Rien d'autre à faire" in said
    assert "Rien d'autre à faire" not in plain(mother.commands("enfants"))
    postman.until(desk.clock.now() + timedelta(hours=9))
    assert "Rentrée" in postman.reaches(mother)


@pytest.mark.parametrize("by_letter", [True, False])
def test_who_stopped_everything_reads_it_before_they_follow_and_after(
    lea: Phone, line: Pupil, mother: Phone, by_letter: bool
) -> None:
    payload = family_link(line) if by_letter else invitation(lea)
    mother.commands("stop")
    assert "Vos rappels sont arrêtés" in plain(mother.commands("start", payload))
    calls = mother.taps(mother.button("g_resume_by"))
    assert "rappels sont arrêtés" not in plain(calls)
    assert "🔔 Remettre les rappels" not in labels(calls)
    mother.commands("stop")
    said = plain(mother.taps(mother.button("k_follow" if by_letter else "g_follow")))
    assert "Vous suivez maintenant Léa" in said
    assert "Vos rappels sont arrêtés : vous ne recevez rien" in said
    assert "🔔 Remettre les rappels" in labels(mother.commands("enfants"))
    assert "rappels sont arrêtés" not in plain(mother.taps("g_resume"))
    assert "rappels sont arrêtés" not in plain(mother.commands("enfants"))


def test_who_was_removed_with_messages_waiting_gets_none(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    postman.plans(tilleuls.campaign(diallo, sixth))
    desk.clock.advance(timedelta(hours=9))
    postman.makes_notices()
    lea.taps(pack("g_remove", person_id(mother), 1))
    postman.works()
    assert postman.reaches(mother) == ""
    assert postman.fates(mother) == ["unlinked"]


def test_who_erases_everything_takes_along_what_waited_for_the_adults(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone, line: Pupil, mother: Phone, sixth: Classroom,
    postman: Postman,
) -> None:  # fmt: skip
    follows(mother, invitation(lea))
    postman.plans(tilleuls.campaign(diallo, sixth))
    desk.clock.advance(timedelta(hours=9))
    postman.makes_notices()
    lea.erases()
    postman.works()
    assert postman.reaches(mother) == ""
