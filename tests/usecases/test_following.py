"""A teacher follows a campaign: who is how far, what to work on, who needs a word."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import following, notices
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.notices import Preference
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.participation.results import CampaignResult, CompetenceMastery, TopicMastery
from bot.usecases.reminders.hours import Hours
from bot.views.keyboards import cut
from tests.usecases.campaigning import labels
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import DAY, Schooling, person_id


def result(validated: int) -> str:
    """A result of the campaign's two topics: `validated` of the 8 skills, those of the first topic first."""
    first, second = min(validated, 4), max(0, validated - 4)
    mastery = 100 * validated // 8
    return CampaignResult(
        mastery=mastery,
        skills=8,
        validated=validated,
        asked=8,
        right=validated,
        stage="En chemin",
        stage_words="",
        badges=(),
        competences={"4.1": CompetenceMastery(8, validated)},
        topics={
            "motdepasse": TopicMastery("4.1", 4, first, 4, first),
            "hameconnage": TopicMastery("4.1", 4, second, 4, second),
        },
        missed=("hameconnage2",),
    ).to_json()


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    return tilleuls.campaign(diallo, sixth)


@pytest.fixture
def pupils(tilleuls: Schooling, sixth: Classroom) -> dict[str, Phone]:
    """Three pupils who have joined; a fourth has not."""
    tilleuls.enrols(sixth, "Absent Zola")
    return {name: tilleuls.pupil(sixth, name) for name in ("Léa Martin", "Yanis Benali", "Chloé d'Artagnan")}


def test_one_look_tells_how_far_everybody_is(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)

    seen = read(diallo.taps(pack("c_show", rentree.id)))

    assert "4 inscrits" in seen
    assert "3 n'ont pas commencé (1 pas encore sur Telegram)" in seen
    assert "1 a terminé" in seen
    assert "Maîtrise moyenne\u00a0: 75" in seen


def test_lists_are_by_family_name_and_lead_to_a_pupil(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)

    waiting = read(diallo.taps(pack("f_list", rentree.id, "waiting", 0)))
    names = ["Yanis Benali", "Chloé d'Artagnan", "Absent Zola"]
    assert sorted(names, key=waiting.index) == names

    diallo.taps(pack("f_list", rentree.id, "done", 0))
    page = read(diallo.taps(diallo.button("f_one")))
    assert "Léa Martin" in page
    assert "75" in page
    assert "À travailler" in page


def test_the_best_attempt_counts_and_all_are_listed(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)
    tilleuls.desk.clock.advance(8 * DAY)  # past the deadline
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(2), 25)

    diallo.taps(pack("f_list", rentree.id, "done", 0))
    page = read(diallo.taps(diallo.button("f_one")))

    assert "Maîtrise\u00a0: 75" in page
    assert "25\u202f% (en retard)" in page


def test_the_class_sees_first_the_topic_it_needs_most(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    for phone, validated in zip(pupils.values(), (4, 5, 8), strict=True):
        tilleuls.has_done(phone, rentree, result(validated), 100 * validated // 8)

    page = read(diallo.taps(pack("f_class", rentree.id, 0)))

    library = tilleuls.desk.library
    hard, easy = library.topic("hameconnage"), library.topic("motdepasse")
    assert hard is not None
    assert easy is not None
    assert page.index(hard.title) < page.index(easy.title)
    assert "2 élèves ont besoin d'y revenir" in page


def nudged(desk: Desk) -> set[int]:
    """The chats of who is to be reminded by a teacher."""
    told = desk.sql(
        "select p.chat_id from notice n join person p on p.id = n.person_id where n.kind = 'nudge'"
    )
    return {chat_id for (chat_id,) in told}


def test_nobody_is_reminded_twice_a_day_and_only_who_has_not_begun(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)

    assert "2 élèves relancés" in read(diallo.taps(pack("f_nudge", rentree.id)))
    assert "Personne à relancer" in read(diallo.taps(pack("f_nudge", rentree.id)))
    assert nudged(desk) == {pupils["Yanis Benali"].chat_id, pupils["Chloé d'Artagnan"].chat_id}

    desk.clock.advance(DAY)
    assert "2 élèves relancés" in read(diallo.taps(pack("f_nudge", rentree.id)))


def test_a_closed_campaign_reminds_nobody(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    room = tilleuls.classroom(diallo, "5e A")
    tilleuls.pupil(room, "Léa Martin")
    closed = tilleuls.campaign(diallo, room, closed_at=1)

    diallo.taps(pack("f_nudge", closed.id))

    assert nudged(desk) == set()


def test_exports_have_a_line_a_pupil_and_a_sheet_of_topics(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)

    for form in ("xlsx", "csv"):
        calls = diallo.taps(pack("f_export", rentree.id, form))
        [file] = [call.file for call in calls if call.file]
        [data] = file.args
        titles = [each["title"] for each in data["columns"]]
        [lea] = [row for row in data["rows"] if row[0] == "Martin"]
        assert lea[titles.index("Maîtrise")] == 75
        assert lea[titles.index("4.1")] == 75
        assert len(data["rows"]) == 4
        topics = data["topics"]
        assert [each["title"].split(" (")[-1] for each in topics["columns"][3:]] == ["4.1)", "4.1)"]
        assert topics["rows"][0] == ["Moyenne de la classe", "", "", 50, 100]
        assert topics["rows"][1] == ["Sous la moitié", "", "", "0 sur 1", "0 sur 1"]
        assert ["Martin", "Léa", "6e B", 50, 100] in topics["rows"]
        assert ["Zola", "Absent", "6e B", None, None] in topics["rows"]


def test_the_heat_map_has_everybody_and_the_curve_every_day(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)
    desk.clock.advance(2 * DAY)
    tilleuls.has_done(pupils["Yanis Benali"], rentree, result(8), 100)

    [heat] = [call.file for call in diallo.taps(pack("f_heat", rentree.id)) if call.file]
    [curve] = [call.file for call in diallo.taps(pack("f_curve", rentree.id)) if call.file]

    assert heat.args[0]["topics"] == ["4.1 Sécurité"]
    assert heat.args[0]["cells"] == [[100], [None], [75], [None]]
    assert curve.args[0]["finished"] == [0, 1, 1, 2]


def test_another_school_sees_nothing_and_neither_does_a_pupil(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, pupils: dict[str, Phone], lea: Phone
) -> None:
    stranger = Schooling(desk, "Collège des Lilas", "Indian/Reunion").teacher("M. Payet", "admin")
    colleague = tilleuls.teacher("M. Roux")
    for phone in (stranger, colleague, lea, pupils["Léa Martin"]):
        for data in (
            pack("c_show", rentree.id),
            pack("f_list", rentree.id, "done", 0),
            pack("f_one", rentree.id, 1),
            pack("f_class", rentree.id, 0),
            pack("f_nudge", rentree.id),
            pack("f_calm", rentree.id),
            pack("f_heat", rentree.id),
            pack("f_curve", rentree.id),
            pack("f_export", rentree.id, "xlsx"),
        ):
            assert "pas accès" in read(phone.taps(data))
    assert nudged(desk) == set()


def test_an_administrator_of_the_school_sees_it(tilleuls: Schooling, rentree: Campaign) -> None:
    head = tilleuls.teacher("La principale", "admin")

    assert "Rentrée" in read(head.taps(pack("c_show", rentree.id)))


def test_who_came_with_the_code_alone_is_on_the_board(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    open_to_all, guest = tilleuls.campaign(diallo), Phone(desk)
    guest.settles()
    tilleuls.has_done(guest, open_to_all, result(8), 100, name="=HYPERLINK(1)")

    diallo.taps(pack("f_list", open_to_all.id, "done", 0))
    assert "=HYPERLINK(1)" in read(diallo.taps(diallo.button("f_one")))


def test_nobody_is_reminded_of_a_campaign_that_can_no_longer_be_begun(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom, pupils: dict[str, Phone]
) -> None:
    strict = tilleuls.campaign(diallo, sixth, late_allowed=0)
    diallo.taps(pack("c_show", strict.id))
    button = diallo.button("f_nudge")
    tilleuls.desk.clock.advance(8 * DAY)

    assert "on ne peut pas commencer ce parcours maintenant" in read(diallo.taps(button))
    assert not nudged(tilleuls.desk)
    assert "f_nudge" not in repr(diallo.taps(pack("c_show", strict.id)))


def test_at_night_nobody_is_reminded_before_the_next_opening(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    desk.clock.advance(timedelta(hours=11))

    page = read(diallo.taps(pack("f_nudge", rentree.id)))

    assert "Heures calmes\u00a0: 3 élèves seront relancés demain à 7\u00a0h" in page
    opening = to_ms(datetime(2026, 9, 16, 5, tzinfo=UTC))
    assert desk.sql("select distinct due_at from notice") == [(opening,)]


def test_who_waits_to_be_reminded_is_told_again_until_then(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    desk.clock.advance(timedelta(hours=11))
    diallo.taps(pack("f_nudge", rentree.id))

    for action in ("f_nudge", "c_show"):
        page = read(diallo.taps(pack(action, rentree.id)))
        assert "Heures calmes\u00a0: 3 élèves seront relancés demain à 7\u00a0h" in page
        assert "Personne à relancer" not in page
    desk.clock.advance(timedelta(hours=12))
    assert "relancé" not in read(diallo.taps(pack("c_show", rentree.id)))


def test_who_waits_to_be_reminded_need_not_be(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    desk.clock.advance(timedelta(hours=11))
    diallo.taps(pack("f_nudge", rentree.id))

    page = diallo.taps(diallo.button("f_calm"))

    assert "relancé" not in read(page)
    assert "✖️ Ne pas relancer" not in labels(page)
    assert desk.sql("select distinct fate from notice") == [("called_off",)]
    desk.clock.advance(timedelta(minutes=1))
    assert "3 élèves seront relancés" in read(diallo.taps(pack("f_nudge", rentree.id)))


def test_who_was_reminded_at_once_cannot_be_called_back(
    desk: Desk, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    page = diallo.taps(pack("f_nudge", rentree.id))
    assert "✖️ Ne pas relancer" not in labels(page)
    diallo.taps(pack("f_calm", rentree.id))
    assert desk.sql("select distinct fate from notice") == [(None,)]


def test_a_deadline_before_the_next_opening_reminds_nobody_of_it(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, pupils: dict[str, Phone]
) -> None:
    desk.clock.advance(timedelta(hours=11))
    tonight = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(desk.clock.now() + timedelta(hours=2)))

    assert "les heures calmes durent jusqu'après" in read(diallo.taps(pack("f_nudge", tonight.id)))
    assert nudged(desk) == set()


def test_who_opens_too_late_to_be_reminded_may_be_at_other_hours(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, pupils: dict[str, Phone]
) -> None:
    soon = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(desk.clock.now() + timedelta(hours=4)))
    lea, evening = person_id(pupils["Léa Martin"]), Preference(hours=Hours(17 * 60, 21 * 60).dump())
    desk.turn(lambda tx: notices.prefer(tx, lea, evening))
    diallo.taps(pack("f_nudge", soon.id))
    assert pupils["Léa Martin"].chat_id not in nudged(desk)
    desk.turn(lambda tx: notices.prefer(tx, lea, Preference()))
    diallo.taps(pack("f_nudge", soon.id))
    assert pupils["Léa Martin"].chat_id in nudged(desk)


def test_who_wants_no_reminders_is_not_reminded_and_is_counted(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    lea, yanis = person_id(pupils["Léa Martin"]), person_id(pupils["Yanis Benali"])
    desk.turn(lambda tx: notices.prefer(tx, lea, Preference(stopped_at=1)))
    desk.turn(lambda tx: notices.mute(tx, yanis, rentree.id, 1))

    page = read(diallo.taps(pack("f_nudge", rentree.id)))

    assert "1 élève relancé" in page
    assert "2 élèves ne veulent pas de rappels" in page
    assert nudged(desk) == {pupils["Chloé d'Artagnan"].chat_id}


def test_two_colleagues_who_remind_at_once_remind_once(desk: Desk, rentree: Campaign, diallo: Phone) -> None:
    person, now = person_id(diallo), to_ms(desk.clock.now())
    notes = [
        desk.turn(lambda tx: following.put_nudge(tx, person, rentree.id, now, now - 1)) for _ in range(2)
    ]
    assert notes == [True, False]


def test_lists_are_told_on_their_buttons(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    for name in ("Léa Martin", "Yanis Benali"):
        tilleuls.has_done(pupils[name], rentree, result(6), 75)

    shown = diallo.taps(pack("c_show", rentree.id))

    assert "⚪ 2 n'ont pas commencé" in read(shown)
    assert "✅ 2 ont terminé" in read(shown)
    for label in (
        "⚪ Pas commencé · 2",
        "✅ Terminé · 2",
        "📈 Ce qui manque à la classe",
        "📉 Courbe",
    ):
        assert label in labels(shown)


def test_the_lesson_of_what_a_class_needs_opens_below(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(4), 50)  # all of the first topic
    hard = tilleuls.desk.library.topic("hameconnage")
    assert hard is not None
    first = hard.skills[0].tutorial.title

    shown = diallo.taps(pack("f_class", rentree.id, 0))
    assert [label for label in labels(shown) if "📘" in label] == [cut(f"📘 {first}")]

    opened = diallo.taps(diallo.button("f_lesson"))
    assert first in read(opened)
    assert not [call for call in opened if call.method.startswith("edit")]
    assert "⬅️ Le parcours" in labels(opened)
    assert "4 inscrits" in read(diallo.taps(diallo.button("c_show")))


def test_a_pupils_page_leads_back_to_its_page_of_the_list(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, sixth: Classroom
) -> None:
    for letter in "ABCDEFGHIJ":
        tilleuls.enrols(sixth, f"Léa {letter * 3}")

    diallo.taps(pack("f_list", rentree.id, "waiting", 1))
    diallo.taps(diallo.button("f_one"))

    assert "Léa JJJ" in read(diallo.taps(diallo.button("f_list")))


def test_a_campaign_whose_test_left_the_bank_asks_to_be_copied(
    desk: Desk, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    zola, lea = pupils["Yanis Benali"], pupils["Léa Martin"]
    lea.taps(pack("m_go", rentree.id))
    desk.sql("""update campaign set target = '{"topics":{"parti":4},"questions":8}'""")

    for phone, tapped in ((zola, "m_show"), (zola, "m_go"), (lea, "m_show"), (lea, "m_go")):
        calls = phone.taps(pack(tapped, rentree.id))
        assert "Les questions de ce parcours ont changé\u00a0: parles-en avec Mme Diallo." in read(calls)
        assert "m_go" not in repr(calls)
    assert "Ce que tu as fait est gardé" in read(lea.taps(pack("m_show", rentree.id)))
    assert "dupliquez-le" in read(diallo.taps(pack("c_show", rentree.id)))
    assert "Ce test n'existe plus" in read(diallo.taps(pack("c_edit", rentree.id)))


def test_a_profile_that_was_sent_tells_level_0_from_what_was_never_tried(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, pupils: dict[str, Phone]
) -> None:
    profiles = tilleuls.campaign(diallo, sixth, mode="collection", target="")
    lea = pupils["Léa Martin"]
    lea.finishes("4.1")
    lea.taps(pack("m_go", profiles.id))
    lea.taps(lea.button("m_send"))

    board = diallo.taps(pack("c_show", profiles.id))
    assert "3 n'ont pas envoyé (1 pas encore sur Telegram)" in read(board)
    assert "1 a envoyé" in read(board)
    assert "📈 Ce qui manque à la classe" not in labels(board)

    assert re.search(r"Léa Martin.* · \d+\spix", read(diallo.taps(pack("f_list", profiles.id, "done", 0))))
    page = read(diallo.taps(diallo.button("f_one")))
    assert re.search(r"4\.1 .*· niveau [1-8]", page)
    assert page.count("pas encore essayée") == 15

    shown = diallo.taps(pack("f_heat", profiles.id))
    assert "Le nombre est le niveau (0 à 8)" in read(shown)
    [heat] = [call.file for call in shown if call.file]
    assert (heat.args[0]["unit"], heat.args[0]["topics"]) == ("level", ["4.1 Sécurité"])
    [book] = [call.file for call in diallo.taps(pack("f_export", profiles.id, "xlsx")) if call.file]
    assert book.args[0]["topics"]["rows"] == []
    [[level]] = [row for row in heat.args[0]["cells"] if row != [None]]
    assert 1 <= level <= 8


def test_past_the_deadline_lateness_is_told_to_the_teacher_who_can_still_remind(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom, pupils: dict[str, Phone]
) -> None:
    exam = tilleuls.campaign(diallo, sixth, mode="exam")
    tilleuls.desk.clock.advance(8 * DAY)

    board = read(diallo.taps(pack("c_show", exam.id)))
    assert "⏳ Date passée (hier à 10\u00a0h), les retards sont acceptés" in board
    assert "🔎 Fermez-la pour que les élèves revoient leurs réponses." in board

    assert "relancés" in read(diallo.taps(pack("f_nudge", exam.id)))


def test_the_curve_goes_to_today_and_no_further_than_the_deadline(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    tilleuls.has_done(pupils["Léa Martin"], rentree, result(6), 75)

    for passed, drawn in ((3, 5), (30, 9)):  # days; the one before the first is drawn too
        desk.clock.advance(passed * DAY)
        shown = diallo.taps(pack("f_curve", rentree.id))
        [curve] = [call.file for call in shown if call.file]
        assert len(curve.args[0]["days"]) == drawn
        assert "1 sur 4 a commencé, 1 a terminé." in read(shown)


def test_means_are_rounded_down_as_results_are(
    tilleuls: Schooling, diallo: Phone, rentree: Campaign, pupils: dict[str, Phone]
) -> None:
    for phone, validated in zip(pupils.values(), (7, 7, 8), strict=True):
        tilleuls.has_done(phone, rentree, result(validated), 100 * validated // 8)

    assert "Maîtrise moyenne\u00a0: 91" in read(diallo.taps(pack("c_show", rentree.id)))  # 87, 87, 100
    assert "83" in read(diallo.taps(pack("f_class", rentree.id, 0)))  # 75, 75, 100
