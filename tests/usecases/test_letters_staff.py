"""What teachers read: who is how far the morning after a deadline, and once a week; never a result."""

from collections.abc import Sequence

import pytest

from bot.store import campaigns, participation, people, schools
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.times import to_ms
from bot.transport.callback import pack
from tests.usecases.campaigning import labels
from tests.usecases.desk import Desk, Phone
from tests.usecases.reading_letters import at, calls, letter, notice, statements
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.usecases.test_following import result
from tests.views.acceptable import buttons, refusals, words


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    """To be finished on Tuesday the 22nd, at 10 h."""
    return tilleuls.campaign(diallo, sixth)


def class_of(tilleuls: Schooling, room: Classroom, names: Sequence[str]) -> dict[str, Phone]:
    return {name: tilleuls.pupil(room, name) for name in names}


def begins(desk: Desk, phone: Phone, campaign: Campaign) -> None:
    """Somebody begins, and does not finish."""
    who, now = person_id(phone), to_ms(desk.clock.now())
    desk.turn(lambda tx: participation.begin(tx, who, tx.new_id(), campaign.id, None, "", 1, now))


def blocks(desk: Desk, phone: Phone) -> None:
    desk.turn(lambda tx: people.set_reachable(tx, phone.chat_id, False))


def test_what_a_teacher_reads_the_morning_after(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    pupils = class_of(tilleuls, sixth, ["Léa Martin", "Yanis Benali", "Chloé Adam", "Ana Petit", "Tom Roux"])
    tilleuls.enrols(sixth, "Absent Zola")
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)
    begins(desk, pupils["Chloé Adam"], rentree)
    blocks(desk, pupils["Ana Petit"])
    at(desk, 22, 9)
    tilleuls.has_done(pupils["Tom Roux"], rentree, result(6), 75)
    at(desk, 23, 6)

    (call,) = calls(diallo, notice(diallo, "after", tilleuls, rentree))

    assert labels([call])[:2] == ["🔔 Relancer qui n'a pas commencé", "📊 Voir le suivi"]
    assert buttons(call)[:2] == [pack("f_nudge", rentree.id, 1), pack("c_show", rentree.id, 1)]
    assert letter(diallo, notice(diallo, "after", tilleuls, rentree)) == (
        "🏁 La date limite est passée\n"
        "\n"
        "Rentrée · mardi 22 septembre à 10 h\n"
        "✅ 2 ont terminé sur 6, dont 1 en retard\n"
        "▶️ 1 en cours\n"
        "⚪ 3 n'ont pas commencé, dont Yanis Benali\n"
        "📵 2 ne peuvent pas être joints : Ana Petit, Absent Zola"
    )


def test_one_tap_on_the_letter_reminds_them(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    class_of(tilleuls, sixth, ["Yanis Benali"])
    at(desk, 23, 6)
    sent = calls(diallo, notice(diallo, "after", tilleuls, rentree))
    diallo.sees(sent)
    _, shown = diallo.taps(diallo.button("f_nudge"))
    assert "1 élève relancé" in words(shown)
    assert shown.method == "sendMessage"  # who never started is still to be read in the letter


@pytest.mark.parametrize("change", ["late_allowed = 0", "closed_at = 1"])
def test_nobody_is_to_be_reminded_of_what_can_no_longer_be_begun(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign, change: str
) -> None:
    class_of(tilleuls, sixth, ["Yanis Benali"])
    at(desk, 23, 6)
    desk.sql(f"update campaign set {change}")  # noqa: S608  # ours
    (call,) = calls(diallo, notice(diallo, "after", tilleuls, rentree))
    assert buttons(call)[0] == pack("c_show", rentree.id, 1)


def test_who_cannot_be_written_to_is_not_offered_a_reminder(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    tilleuls.enrols(sixth, "Absent Zola")
    at(desk, 23, 6)
    (call,) = calls(diallo, notice(diallo, "after", tilleuls, rentree))
    assert buttons(call)[0] == pack("c_show", rentree.id, 1)


def test_fifteen_names_are_told_and_the_others_counted(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    for number in range(18):
        tilleuls.enrols(sixth, f"Élève Nom{number:02}")
    at(desk, 23, 6)
    read = letter(diallo, notice(diallo, "after", tilleuls, rentree))
    assert "Élève Nom14 et 3 autres" in read
    assert "Nom15" not in read


def test_the_week_of_every_campaign_that_runs_is_one_message(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    pupils = class_of(tilleuls, sixth, ["Léa Martin", "Yanis Benali"])
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)
    tilleuls.campaign(diallo, sixth, name="Sans fin", deadline_at=None)
    tilleuls.campaign(diallo, sixth, name="Brouillon", published_at=None)
    tilleuls.campaign(diallo, sixth, name="Fermé", closed_at=1)
    tilleuls.campaign(diallo, sixth, name="Plus tard", opens_at=to_ms(desk.clock.now() + 6 * DAY))
    at(desk, 21, 6)

    week = notice(diallo, "week_staff", tilleuls)

    assert letter(diallo, week) == (
        "📅 Vos parcours de la semaine\n"
        "\n"
        "Rentrée · jusqu'à mardi 22 septembre à 10 h, c'est demain\n"
        "✅ 1 a terminé sur 2\n"
        "⚪ 1 n'a pas commencé\n"
        "\n"
        "Sans fin · sans date limite\n"
        "✅ 0 a terminé sur 2\n"
        "⚪ 2 n'ont pas commencé"
    )
    told = labels(calls(diallo, week))
    assert told[:4] == ["🔔 Relancer : Rentrée", "📊 Rentrée", "🔔 Relancer : Sans fin", "📊 Sans fin"]
    for button in buttons(calls(diallo, week)[0])[:4]:
        _, shown = diallo.taps(button)
        assert shown.method == "sendMessage"  # the letter stays: it tells of the others too


def test_campaigns_with_the_same_name_have_numbers(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    tilleuls.pupil(sixth, "Yanis Benali")
    tilleuls.campaign(diallo, sixth, name="Rentrée", deadline_at=None)
    tilleuls.campaign(diallo, sixth, name="Suite", deadline_at=None)
    at(desk, 23, 6)
    told = [notice(diallo, "after", tilleuls, rentree), notice(diallo, "week_staff", tilleuls)]
    read = letter(diallo, *told)
    assert (
        read.index("1. Rentrée · mardi 22") < read.index("2. Rentrée · sans date") < read.index("\nSuite · ")
    )
    assert labels(calls(diallo, *told))[:6] == [
        "🔔 Relancer : 1. Rentrée", "📊 1. Rentrée",
        "🔔 Relancer : 2. Rentrée", "📊 2. Rentrée",
        "🔔 Relancer : Suite", "📊 Suite",
    ]  # fmt: skip


def test_a_campaign_that_nobody_came_to_says_so(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo)
    read = letter(diallo, notice(diallo, "week_staff", tilleuls))
    assert read.endswith("encore 7 jours\nPersonne pour l'instant.")


def test_a_deadline_and_the_week_are_told_together_each_campaign_once(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    tilleuls.campaign(diallo, sixth, name="Suite", deadline_at=None)
    at(desk, 23, 6)
    read = letter(diallo, notice(diallo, "after", tilleuls, rentree), notice(diallo, "week_staff", tilleuls))
    assert read.index("La date limite est passée") < read.index("Rentrée") < read.index("Suite")
    assert read.count("Rentrée") == 1


def test_nothing_is_sent_when_no_campaign_runs(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign
) -> None:
    week, after = notice(diallo, "week_staff", tilleuls), notice(diallo, "after", tilleuls, rentree)
    assert letter(diallo, after) == ""  # the deadline was moved, and is to come
    at(desk, 23, 6)
    assert letter(diallo, week) == ""


def test_who_left_the_campaign_or_the_school_is_told_nothing(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    chief = tilleuls.teacher("M. Roy", "admin")
    at(desk, 23, 6)
    assert letter(chief, notice(chief, "after", tilleuls, rentree)) == ""  # may see it, and is not its leader

    tilleuls.campaign(diallo, sixth, name="Suite", deadline_at=None)
    told = [notice(diallo, "after", tilleuls, rentree), notice(diallo, "week_staff", tilleuls)]
    who = person_id(diallo)
    desk.turn(lambda tx: campaigns.remove_leader(tx, rentree.id, who))
    assert "Rentrée" not in letter(diallo, *told)
    assert "Suite" in letter(diallo, *told)

    desk.turn(lambda tx: schools.withdraw(tx, who, tilleuls.school.id, 1))
    assert letter(diallo, *told) == ""


def test_no_result_is_in_it(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    lea = tilleuls.pupil(sixth, "Léa Martin")
    tilleuls.has_done(lea, rentree, result(3), 37)
    week = letter(diallo, notice(diallo, "week_staff", tilleuls))
    at(desk, 23, 6)
    after = letter(diallo, notice(diallo, "after", tilleuls, rentree))
    for said in (week, after):
        assert said
        for secret in ("%", "37", "En chemin", "Léa"):
            assert secret not in said


def test_many_campaigns_with_large_classes_fit(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    for number in range(40):
        tilleuls.enrols(sixth, f"Élève{number} " + "É" * 50)
    many = [tilleuls.campaign(diallo, sixth, name=f"{number} " + "É" * 57) for number in range(10)]
    at(desk, 23, 6)
    (call,) = calls(diallo, *(notice(diallo, "after", tilleuls, each) for each in many))
    assert refusals(call) == []
    assert "et 2 autres parcours" in letter(
        diallo, *(notice(diallo, "after", tilleuls, each) for each in many)
    )


def test_a_campaign_costs_few_statements_however_many_pupils_it_has(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    class_of(tilleuls, sixth, ["Léa Martin"])
    few = statements(diallo, notice(diallo, "week_staff", tilleuls))
    for number in range(20):
        tilleuls.enrols(sixth, f"Élève Nom{number}")
    assert statements(diallo, notice(diallo, "week_staff", tilleuls)) == few <= 10
