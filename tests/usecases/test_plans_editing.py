"""The reminders of a campaign, as its teacher reads and changes them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import campaigns, notices, people
from bot.store import plans as rows
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.schools import WritingRules, put_writing_rules
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases.reminders import planning, plans
from bot.usecases.reminders.hours import Hours
from bot.usecases.reminders.offsets import DelayFault, read_delay
from bot.usecases.reminders.plans import FARTHEST, Plan
from tests.usecases.campaigning import labels, library, plain, tilleuls
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import DAY, Schooling

__all__ = ["library", "tilleuls"]  # fixtures
PARIS = ZoneInfo("Europe/Paris")
FAULTS = {
    "0": DelayFault.ZERO,
    "le jour même": DelayFault.ZERO,
    "le matin du dernier jour": DelayFault.ZERO,
    "un an": DelayFault.TOO_LONG,
    "61 jours": DelayFault.TOO_LONG,
    "9" * 50: DelayFault.TOO_LONG,
    "-3": DelayFault.NEGATIVE,
    "moins 3 jours": DelayFault.NEGATIVE,
    "48 heures": DelayFault.HOURS,
    "2,5 jours": DelayFault.SEVERAL,
    "2 jours et demi": DelayFault.SEVERAL,
    "7, 3 et 1": DelayFault.SEVERAL,
    "2²": DelayFault.SEVERAL,
    "2½ jours": DelayFault.SEVERAL,
    "bientôt": DelayFault.UNREADABLE,
    "😀": DelayFault.UNREADABLE,
    "": DelayFault.UNREADABLE,
}
DELAYS = {
    "5": 5,
    "5 jours": 5,
    "5 jours avant": 5,
    "cinq jours": 5,
    "J-5": 5,
    "j – 5": 5,
    "J7": 7,
    "la veille": 1,
    "l'avant-veille": 2,
    "l’avant veille": 2,
    "Avant – veille": 2,
    "une semaine": 7,
    "Une semaine avant la date limite": 7,
    "2 semaines": 14,
    "3 sem.": 21,
    "quinze jours": 15,
    "une quinzaine": 15,
    "dix-huit jours": 18,
    "vingt et un jours": 21,
    "vingt-et-un jours": 21,
    "trente-et-un": 31,
    "un mois": 30,
    "2 mois": 60,
}


@pytest.fixture(autouse=True)
def monday(desk: Desk) -> None:
    """It is a Monday of November at noon, two weeks of school ahead."""
    desk.clock.advance(at(16, 12) - desk.clock.now())


def at(day: int, hour: int) -> datetime:
    """An hour of a day of that November, in Paris."""
    return datetime(2026, 11, day, hour, tzinfo=PARIS)


@pytest.fixture
def test(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    """A campaign until Friday of next week, 18 h."""
    made = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(at(27, 18)))
    diallo.desk.turn(lambda tx: planning.sync(tx, made.id, diallo.desk.clock.now()))
    return made


def plan_of(desk: Desk, campaign: Campaign) -> Plan:
    return desk.turn(lambda tx: plans.load(tx, campaign.id))


def planned(desk: Desk, campaign: Campaign, kind: str = "pupils") -> list[datetime]:
    """When the occasions of a campaign are."""
    found = desk.turn(lambda tx: rows.occasions(tx, campaign.id))
    return [datetime.fromtimestamp(each.at / 1000, PARIS) for each in found if each.kind == kind]


def tap(phone: Phone, action: str, *args: int | str) -> str:
    return plain(phone.taps(pack(action, *args)))


@pytest.mark.parametrize(("text", "days"), DELAYS.items())
def test_a_delay_is_read_as_people_write_it(text: str, days: int) -> None:
    assert read_delay(text) == days


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_what_is_no_delay_is_refused_for_a_reason(text: str, fault: DelayFault) -> None:
    assert read_delay(text) is fault


@given(st.text() | st.from_regex(r"[-+]?[0-9]{0,12}[ ,.]?(jours|semaines|ans|h)?", fullmatch=True))
def test_any_text_is_a_delay_that_can_be_or_none(text: str) -> None:
    read = read_delay(text)
    assert isinstance(read, DelayFault) or 1 <= read <= FARTHEST


def test_the_screen_of_a_campaign_leads_to_its_reminders(diallo: Phone, test: Campaign) -> None:
    assert "⏰ Rappels" in labels(diallo.taps(pack("c_show", test.id)))
    said = tap(diallo, "r_show", test.id)
    assert "Date limite : vendredi 27 novembre à 18 h" in said
    pupils, guardians = said.split("Leurs responsables")
    assert "vendredi 20 novembre à 17 h (7 jours avant)" in pupils
    assert "mardi 24 novembre à 17 h (3 jours avant)" in pupils
    assert "jeudi 26 novembre à 17 h (1 jour avant)" in pupils
    assert "vendredi 27 novembre à 7 h 30 (le dernier matin)" in pupils
    assert "mardi 24 novembre à 18 h (3 jours avant)" in guardians
    assert "7 jours avant" not in guardians


def told(desk: Desk, campaign: Campaign, kind: str, days: int, *fates: str) -> None:
    """The reminder of these days went, with a fate for each person: what planner and letters leave behind."""

    def story(tx: Tx) -> None:
        found = rows.occasions(tx, campaign.id)
        (made,) = [each for each in found if (each.kind, each.days) == (kind, days)]
        day = datetime.fromtimestamp(made.at / 1000, PARIS).date().isoformat()
        for fate in fates:
            who = people.meet(tx, tx.new_id(), 0).id
            child = who if kind == "guardians" else None
            key = f"reminder:{campaign.id}:{f'c{child}:' if child else ''}{day}"
            about = {"campaign_id": campaign.id, "child_id": child, "occasion_id": made.id}
            notices.add(tx, who, "reminder", key, campaign.school_id, due_at=made.at, **about)
            (notice,) = notices.waiting(tx, who, made.at)
            notices.drop(tx, notice, fate, made.at)
        rows.end(tx, made.id, made.due_at)

    desk.turn(story)


def test_what_was_sent_is_told_apart(desk: Desk, diallo: Phone, test: Campaign) -> None:
    told(desk, test, "pupils", 7, "sent", "sent", "uncertain")
    desk.clock.advance(at(23, 9) - desk.clock.now())
    said = tap(diallo, "r_show", test.id)
    assert "✅ vendredi 20 novembre à 17 h : envoyé à 3 élèves" in said
    assert "7 jours avant" not in said
    assert "🔔 mardi 24 novembre à 17 h (3 jours avant)" in said
    assert "envoyé" not in said.split("Leurs responsables")[1]


def test_only_who_was_sent_a_reminder_is_counted(desk: Desk, diallo: Phone, test: Campaign) -> None:
    told(desk, test, "pupils", 7, "sent", "finished", "failed")
    told(desk, test, "pupils", 3, "finished")
    told(desk, test, "guardians", 3, "sent", "sent")
    desk.clock.advance(at(25, 9) - desk.clock.now())
    pupils, guardians = tap(diallo, "r_show", test.id).split("Leurs responsables")
    assert "✅ vendredi 20 novembre à 17 h : envoyé à 1 élève\n" in pupils
    assert "3 jours avant : c'est déjà passé" in pupils.casefold()
    assert "✅ mardi 24 novembre à 18 h : envoyé à 2 responsables\n" in guardians


@pytest.mark.parametrize("changed", ["moved", "closed", "switched off", "silenced", "no deadline"])
def test_what_was_sent_is_told_whatever_becomes_of_the_plan(
    desk: Desk, diallo: Phone, test: Campaign, changed: str
) -> None:
    told(desk, test, "pupils", 7, *["sent"] * 23)
    desk.clock.advance(at(23, 9) - desk.clock.now())
    if changed in {"moved", "no deadline"}:
        later = to_ms(at(30, 18)) if changed == "moved" else None
        desk.turn(lambda tx: campaigns.save(tx, replace(test, deadline_at=later)))
        desk.turn(lambda tx: planning.sync(tx, test.id, desk.clock.now()))
    else:
        silenced, off = pack("r_none", test.id), pack("r_day", test.id, "pupils", 7, 0)
        diallo.taps({"closed": pack("c_close", test.id, 1), "silenced": silenced}.get(changed, off))
    pupils = tap(diallo, "r_show", test.id).split("Leurs responsables")[0]
    assert pupils.count("vendredi 20 novembre à 17 h : envoyé à 23 élèves") == 1
    assert ("Aucun autre rappel." in pupils) == (changed == "silenced")
    assert "envoyé à 23 élèves" in tap(diallo, "r_who", test.id, "pupils")
    assert "envoyé" not in tap(diallo, "r_who", test.id, "guardians")


def test_a_day_without_school_is_said(desk: Desk, diallo: Phone, tilleuls: Schooling) -> None:
    monday = tilleuls.campaign(diallo, deadline_at=to_ms(at(30, 8)))
    said = tap(diallo, "r_show", monday.id)
    assert "vendredi 27 novembre à 17 h (3 jours avant, avancé : week-end)" in said  # said as pupils count
    tuesday = tilleuls.campaign(diallo, deadline_at=to_ms(at(24, 18)))
    said = tap(diallo, "r_show", tuesday.id)
    assert "7 jours avant : le même jour" not in said
    assert "lundi 23 novembre à 17 h (1 jour avant)" in said


def test_where_hours_end_early_the_label_is_of_the_day_on_which_it_goes(
    desk: Desk, diallo: Phone, tilleuls: Schooling, test: Campaign
) -> None:
    desk.turn(
        lambda tx: put_writing_rules(tx, test.school_id, WritingRules(hours=Hours(closes=17 * 60).dump()))
    )
    said = tap(diallo, "r_show", test.id)
    assert said.count("mardi 24 novembre à 16 h (3 jours avant)") == 2
    assert "reporté" not in said
    wednesday = tilleuls.campaign(diallo, deadline_at=to_ms(at(25, 18)))
    said = tap(diallo, "r_show", wednesday.id)
    assert "lundi 23 novembre à 7 h (2 jours avant, reporté : week-end)" in said


def test_a_moved_deadline_shows_its_dates_at_once(desk: Desk, diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("c_field", test.id, "deadline", 0))
    diallo.writes("mardi 1er décembre à 18h")
    said = tap(diallo, "r_show", test.id)
    assert "mardi 24 novembre à 17 h (7 jours avant)" in said
    assert "lundi 30 novembre à 17 h (1 jour avant)" in said
    assert "3 jours avant : le même jour qu'un autre" in said
    assert planned(desk, test)[:2] == [at(24, 17), at(30, 17)]


def test_a_deadline_in_an_hour_leaves_no_time_for_reminders(
    desk: Desk, diallo: Phone, tilleuls: Schooling
) -> None:
    soon = tilleuls.campaign(diallo, deadline_at=to_ms(desk.clock.now() + timedelta(hours=1)))
    assert tap(diallo, "r_show", soon.id).count("Aucun rappel : la date limite est trop proche.") == 2
    assert "Rappels aux élèves : aucun" in tap(diallo, "c_code", soon.id)


def test_without_a_deadline_one_can_be_chosen(diallo: Phone, tilleuls: Schooling) -> None:
    endless = tilleuls.campaign(diallo, deadline_at=None)
    shown = diallo.taps(pack("r_show", endless.id))
    assert "pas de date limite" in plain(shown)
    assert "7, 3 et 1 jours avant, et le dernier matin" in plain(shown)
    assert "⏰ Choisir une date limite" in labels(shown)
    assert "Jusqu'à quand" in plain(diallo.taps(diallo.button("c_field")))
    assert "Rappels" not in tap(diallo, "c_edit", endless.id)


def test_a_closed_campaign_reminds_nobody(desk: Desk, diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("c_close", test.id, 1))
    assert "plus aucun rappel ne part" in tap(diallo, "r_show", test.id)
    assert planned(desk, test) == []
    desk.clock.advance(30 * DAY)
    diallo.taps(pack("c_close", test.id, 0))
    assert "La date limite est passée" in tap(diallo, "r_show", test.id)


def test_delays_are_switched_by_a_touch(desk: Desk, diallo: Phone, test: Campaign) -> None:
    shown = diallo.taps(pack("r_who", test.id, "pupils"))
    assert {"✅ 7 jours", "▫️ 5 jours", "✅ Matin du dernier jour"} <= set(labels(shown))
    said = tap(diallo, "r_day", test.id, "pupils", 5, 1)
    assert "dimanche 22 novembre" not in said
    assert "5 jours avant" in said
    assert plan_of(desk, test).pupils == (7, 5, 3, 1, 0)
    tap(diallo, "r_day", test.id, "pupils", 7, 0)
    assert plan_of(desk, test).pupils == (5, 3, 1, 0)
    assert at(20, 17) not in planned(desk, test)
    assert plan_of(desk, test).guardians == (3, 1)


@pytest.mark.parametrize("who", ["pupils", "guardians"])
@pytest.mark.parametrize("days", [14, 5, 2])
def test_a_delay_switched_on_and_off_leaves_everything_as_it_was(
    desk: Desk, diallo: Phone, test: Campaign, who: str, days: int
) -> None:
    before, moments = plan_of(desk, test), planned(desk, test)
    for on in (1, 1, 0, 0):
        diallo.taps(pack("r_day", test.id, who, days, on))
    assert plan_of(desk, test) == before
    assert planned(desk, test) == moments


def test_another_delay_is_written(desk: Desk, diallo: Phone, test: Campaign) -> None:
    asked = tap(diallo, "r_delay", test.id, "guardians")
    assert "les responsables : 3 et 1 jours avant" in asked
    assert "Je ne lis pas de délai ici" in plain(diallo.writes("bientôt"))
    assert "60 jours avant la date limite au plus" in plain(diallo.writes("un an"))
    assert "un jour avant, ou plus" in plain(diallo.writes("0"))
    added = writes_delay(diallo, "une semaine")
    assert "C'est ajouté : 7 jours avant" in plain(added)
    assert "✅ 7 jours" in labels(added)
    assert plan_of(desk, test).guardians == (7, 3, 1)
    diallo.taps(pack("r_delay", test.id, "guardians"))
    assert "déjà là : 3 jours avant" in plain(diallo.writes("3 jours"))
    tap(diallo, "r_delay", test.id, "pupils")
    assert "touchez « Matin du dernier jour »" in plain(diallo.writes("le jour même"))


def writes_delay(phone: Phone, text: str) -> list[Call]:
    """It is written, and added."""
    assert "On l'ajoute ?" in plain(phone.writes(text))
    return phone.taps(phone.button("r_day"))


def test_a_delay_is_shown_before_it_is_added(desk: Desk, diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("r_delay", test.id, "pupils"))
    read = diallo.writes("5")  # perhaps a week later, and meant for something else
    assert "5 jours avant la date limite, pour les élèves" in plain(read)
    assert "lundi 23 novembre à 7 h (4 jours avant, reporté : week-end)" in plain(read)
    assert labels(read) == ["✅ Ajouter ce rappel", "✏️ Corriger", "✖️ Annuler"]
    assert plan_of(desk, test) == Plan()
    assert "Combien de temps avant" in plain(diallo.taps(diallo.button("r_delay")))
    diallo.writes("6 jours")
    assert "Combien de jours avant" in plain(diallo.taps(diallo.button("r_who")))
    diallo.writes("8 jours")
    assert plan_of(desk, test) == Plan()


def test_a_written_delay_has_its_switch(desk: Desk, diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("r_delay", test.id, "pupils"))
    assert "✅ 10 jours" in labels(writes_delay(diallo, "10"))
    assert "▫️ 10 jours" not in labels(diallo.taps(pack("r_day", test.id, "pupils", 10, 0)))


def test_six_reminders_at_most(desk: Desk, diallo: Phone, test: Campaign) -> None:
    for days in (14, 2):
        diallo.taps(pack("r_day", test.id, "pupils", days, 1))
    for said in (
        tap(diallo, "r_day", test.id, "pupils", 5, 1),
        tap(diallo, "r_delay", test.id, "pupils"),
    ):
        assert "6 rappels au plus : enlevez-en un d'abord" in said
    assert plan_of(desk, test).pupils == (14, 7, 3, 2, 1, 0)


def test_a_delay_awaited_while_the_plan_filled_up_is_not_added(
    desk: Desk, diallo: Phone, test: Campaign
) -> None:
    diallo.taps(pack("r_delay", test.id, "pupils"))
    desk.turn(lambda tx: plans.save(tx, test.id, Plan(pupils=(14, 7, 5, 3, 2, 1))))
    assert "6 rappels au plus" in plain(diallo.writes("10"))
    assert plan_of(desk, test).pupils == (14, 7, 5, 3, 2, 1)


@pytest.mark.parametrize("days", [61, 10**9])
def test_a_forged_delay_changes_nothing(desk: Desk, diallo: Phone, test: Campaign, days: int) -> None:
    diallo.taps(pack("r_day", test.id, "pupils", days, 1))
    assert plan_of(desk, test) == Plan()


def test_reminders_are_switched_off_and_taken_up(desk: Desk, diallo: Phone, test: Campaign) -> None:
    assert "Aucun rappel." in tap(diallo, "r_off", test.id, "guardians")
    assert plan_of(desk, test) == Plan(guardians=())
    assert planned(desk, test, "guardians") == []
    off = diallo.taps(pack("r_none", test.id))
    assert "Plus aucun rappel ne part" in plain(off)
    assert "🔕 Aucun rappel" not in labels(off)
    assert planned(desk, test) == []
    again = diallo.taps(pack("r_usual", test.id))
    assert "↩️ Rappels habituels" not in labels(again)
    assert plan_of(desk, test) == Plan()
    assert len(planned(desk, test)) == 4


def test_words_are_added_and_taken_away(desk: Desk, diallo: Phone, test: Campaign) -> None:
    assert "lisent dans chaque rappel" in tap(diallo, "r_words", test.id)
    assert "C'est trop long : 201 caractères" in plain(diallo.writes("a" * 201))
    assert "Ce message est vide" in plain(diallo.writes("\u200b \n"))
    hostile = "<b>Courage</b> & {{ 7 * 7 }}\n*bises*"
    assert "<b>Courage</b> & {{ 7 * 7 }} *bises*" in plain(diallo.writes(hostile))
    assert plan_of(desk, test).words == ""
    assert "Votre mot est dans chaque rappel" in plain(diallo.taps(diallo.button("r_say")))
    assert plan_of(desk, test).words == "<b>Courage</b> & {{ 7 * 7 }} *bises*"
    diallo.taps(pack("r_usual", test.id))
    assert plan_of(desk, test).words
    assert "🗑 Enlever le mot" in labels(diallo.taps(pack("r_words", test.id)))
    assert "Votre mot est enlevé" in tap(diallo, "r_no_words", test.id)
    assert plan_of(desk, test).words == ""


def test_a_text_written_later_is_not_the_teachers_words_until_that_is_said(
    desk: Desk, diallo: Phone, test: Campaign
) -> None:
    diallo.taps(pack("r_words", test.id))
    desk.clock.advance(6 * DAY)
    diallo.commands("aide")
    shown = diallo.writes("Je rentre vers 19 h, maman")
    assert "liront, dans chaque rappel de" in plain(shown)
    assert labels(shown) == ["✅ Ajouter ce mot", "✏️ Corriger", "✖️ Annuler"]
    assert "Écrivez-le" in plain(diallo.taps(diallo.button("r_words")))
    assert "À la place de" not in plain(diallo.writes("Courage !"))
    diallo.taps(diallo.button("r_show"))
    diallo.writes("Bonjour")
    assert "Votre mot" not in tap(diallo, "r_say", test.id)  # the button of a screen that was left
    assert plan_of(desk, test).words == ""


def test_words_take_the_place_of_others_only_in_their_campaign(
    desk: Desk, diallo: Phone, test: Campaign, tilleuls: Schooling
) -> None:
    for words in ("Courage !", "Encore un effort."):
        diallo.taps(pack("r_words", test.id))
        shown = plain(diallo.writes(words))
        assert ("À la place de : « Courage ! »" in shown) == (words != "Courage !")
        other = tilleuls.campaign(diallo, deadline_at=to_ms(at(27, 18)))
        diallo.taps(pack("r_say", other.id))
        assert plan_of(desk, other).words == ""
        diallo.taps(pack("r_words", test.id))
        diallo.writes(words)
        diallo.taps(diallo.button("r_say"))
        assert plan_of(desk, test).words == words


@pytest.mark.parametrize(
    "text",
    ["ABCDEF234", "abc-def 234", "Voici : https://t.me/Bot?start=r-abcdefgh12345678", "/ stop", " /aide"],
)
def test_what_is_meant_for_the_bot_is_not_for_pupils(
    desk: Desk, diallo: Phone, test: Campaign, text: str
) -> None:
    diallo.taps(pack("r_words", test.id))
    shown = diallo.writes(text)
    assert "pas un mot pour les élèves" in plain(shown)
    assert "✅ Ajouter ce mot" not in labels(shown)
    diallo.taps(pack("r_say", test.id))
    assert plan_of(desk, test).words == ""


def test_results_are_shown_to_guardians_only_once_that_is_understood(
    desk: Desk, diallo: Phone, test: Campaign
) -> None:
    said = tap(diallo, "r_results", test.id)
    assert "au plus tôt 24 h après l'élève" in said
    assert "jamais ses réponses" in said
    assert "Ce choix vaut aussi pour qui a déjà fini" in said
    assert "Les responsables reçoivent les résultats" in plain(diallo.taps(diallo.button("r_share")))
    assert plan_of(desk, test).results_shared
    diallo.taps(pack("r_results", test.id))
    assert "ne reçoivent pas" in plain(diallo.taps(diallo.button("r_share")))
    assert not plan_of(desk, test).results_shared


def test_the_next_reminder_is_shown_as_a_pupil_reads_it(diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("r_words", test.id))
    diallo.writes("Courage !")
    diallo.taps(diallo.button("r_say"))
    said = tap(diallo, "r_preview", test.id)
    assert "Ce que lit un élève, vendredi 20 novembre à 17 h" in said
    assert "Il te reste 7 jours" in said
    assert "Courage !" in said
    diallo.taps(pack("r_none", test.id))
    assert "Il te reste 11 jours" in tap(diallo, "r_preview", test.id)


def test_the_plan_of_a_draft_is_kept_and_becomes_real(
    desk: Desk, diallo: Phone, tilleuls: Schooling, sixth: Classroom
) -> None:
    draft = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(at(27, 18)), published_at=None, code="draft-1")
    assert "⏰ Rappels" in labels(diallo.taps(pack("c_edit", draft.id)))
    shown = diallo.taps(pack("r_show", draft.id))
    assert "Les rappels commencent quand le parcours est publié" in plain(shown)
    assert "mardi 24 novembre à 17 h" in plain(shown)
    assert "⬅️ Le parcours" not in labels(shown)
    diallo.taps(pack("r_day", draft.id, "pupils", 7, 0))
    assert planned(desk, draft) == []
    assert "Rappels aux élèves : 3 et 1 jours avant, et le dernier matin" in tap(diallo, "c_edit", draft.id)
    published = tap(diallo, "c_publish", draft.id)
    assert "Rappels aux élèves : 3 et 1 jours avant, et le dernier matin" in published
    assert planned(desk, draft) == [at(24, 17), at(26, 17), datetime(2026, 11, 27, 7, 30, tzinfo=PARIS)]


def test_only_who_leads_a_campaign_sees_and_changes_its_reminders(
    desk: Desk, test: Campaign, tilleuls: Schooling, diallo: Phone
) -> None:
    colleague = tilleuls.teacher("M. Roy")
    stranger = Schooling(desk, "Lycée du Port").teacher("Mme Ferrand", "admin")
    for phone in (colleague, stranger):
        for tapped in (
            pack("r_show", test.id),
            pack("r_who", test.id, "pupils"),
            pack("r_day", test.id, "pupils", 7, 0),
            pack("r_delay", test.id, "pupils"),
            pack("r_off", test.id, "pupils"),
            pack("r_none", test.id),
            pack("r_usual", test.id),
            pack("r_words", test.id),
            pack("r_say", test.id),
            pack("r_no_words", test.id),
            pack("r_preview", test.id),
            pack("r_results", test.id),
            pack("r_share", test.id, 1),
        ):
            assert "Vous n'avez pas accès" in plain(phone.taps(tapped))
    assert plan_of(desk, test) == Plan()


@pytest.mark.parametrize(("ask", "text"), [("r_delay", "5 jours"), ("r_words", "Courage")])
def test_a_right_that_was_withdrawn_meanwhile_changes_nothing(
    desk: Desk, diallo: Phone, test: Campaign, ask: str, text: str
) -> None:
    diallo.taps(pack(ask, test.id, *(["pupils"] if ask == "r_delay" else [])))
    desk.sql("delete from member")
    assert "Vous n'avez pas accès" in plain(diallo.writes(text))
    assert plan_of(desk, test) == Plan()


def test_a_copy_has_the_same_reminders(desk: Desk, diallo: Phone, test: Campaign) -> None:
    diallo.taps(pack("r_off", test.id, "guardians"))
    diallo.taps(pack("c_copy", test.id))
    ((id_,),) = desk.sql("select max(id) from campaign")
    copied = desk.turn(lambda tx: campaigns.find(tx, id_))
    assert copied is not None
    assert plan_of(desk, copied).guardians == ()


def test_reunion_reads_its_own_hours(desk: Desk) -> None:
    lagon = Schooling(desk, "Collège du Lagon", "Indian/Reunion")
    hoarau = lagon.teacher("M. Hoarau")
    until = datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("Indian/Reunion"))
    campaign = lagon.campaign(hoarau, deadline_at=to_ms(until))
    assert "mardi 24 novembre à 17 h (3 jours avant)" in tap(hoarau, "r_show", campaign.id)
