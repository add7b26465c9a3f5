"""When a school lets people be written to, and how families reach it: its administrators say."""

from datetime import timedelta

import pytest

from bot.store import schools
from bot.store.schools import WritingRules
from bot.transport.callback import pack
from bot.usecases.reminders import planning
from bot.usecases.reminders.agendas import of_school
from bot.usecases.reminders.hours import Hours
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.inviting import found, membership, operator, teacher, toast
from tests.usecases.schooling import Schooling
from tests.views.acceptable import buttons


@pytest.fixture
def diallo(desk: Desk) -> Phone:
    """The administrator of a school in Europe/Paris."""
    return teacher(desk, found(operator(desk)), "Mme Diallo")


def school_of(phone: Phone) -> int:
    return membership(phone).school_id


def rules(phone: Phone) -> WritingRules:
    id_ = school_of(phone)
    return phone.desk.turn(lambda tx: schools.writing_rules(tx, id_))


def hours(phone: Phone) -> Hours:
    id_ = school_of(phone)
    return phone.desk.turn(lambda tx: of_school(tx, id_)).hours


def said(phone: Phone, data: str) -> str:
    return read(phone.taps(data)).replace("\u00a0", " ").replace("\u202f", " ")


# The school's screen


def test_a_school_of_the_mainland_is_asked_for_its_holidays(diallo: Phone) -> None:
    screen = said(diallo, pack("s_show", school_of(diallo)))
    assert "Messages de 7 h à 20 h, du lundi au vendredi, sauf jours fériés." in screen
    assert "Vacances scolaires à choisir" in screen
    assert "Contact des familles : aucun" in screen


def test_a_school_overseas_has_the_holidays_of_its_academy(desk: Desk) -> None:
    hoarau = teacher(desk, found(operator(desk), "Collège Leconte", "Indian/Reunion"), "M. Hoarau")
    assert rules(hoarau).holidays == "reunion"
    assert "La Réunion, vacances connues jusqu'au 31 juillet 2027." in said(
        hoarau, pack("s_show", school_of(hoarau))
    )


def test_where_no_holidays_are_known_it_is_said(desk: Desk) -> None:
    tane = teacher(desk, found(operator(desk), "Collège Gauguin", "Pacific/Tahiti"), "Mme Tane")
    assert "je ne connais pas les vacances scolaires d'ici" in said(tane, pack("s_show", school_of(tane)))
    assert "Je ne connais pas" in said(tane, pack("s_zones", school_of(tane)))
    assert said(tane, pack("s_zoned", school_of(tane), "A"))
    assert rules(tane).holidays == ""


def test_an_administrator_reads_it_on_the_home_until_it_is_done(desk: Desk, diallo: Phone) -> None:
    assert "⚠️ Vacances à choisir" in read(diallo.commands("enseignant"))
    colleague = Schooling(desk).teacher("M. Roux")
    assert "à choisir" not in read(colleague.commands("enseignant"))
    diallo.taps(pack("s_zoned", school_of(diallo), "C"))
    assert "à choisir" not in read(diallo.commands("enseignant"))


# Hours


@pytest.mark.parametrize(
    ("chosen", "said_off"), [("C", "jours fériés et vacances."), ("none", "jours fériés.")]
)
def test_holidays_that_are_not_known_are_not_promised(diallo: Phone, chosen: str, said_off: str) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_zoned", id_, chosen))
    for screen in ("s_show", "s_hours"):
        assert f"du lundi au vendredi, sauf {said_off}" in said(diallo, pack(screen, id_))


def test_an_administrator_changes_the_hours(diallo: Phone) -> None:
    id_ = school_of(diallo)
    assert "de 7 h à 20 h" in said(diallo, pack("s_hours", id_))
    diallo.taps(pack("s_opens", id_, 8))
    diallo.taps(pack("s_closes", id_, 18))
    diallo.taps(pack("s_weekend", id_, 1))
    assert "de 8 h à 18 h, tous les jours." in said(diallo, pack("s_daysoff", id_, 1))
    assert hours(diallo) == Hours(8 * 60, 18 * 60, weekend=True, holidays=True)
    diallo.taps(pack("s_weekend", id_, 0))
    diallo.taps(pack("s_daysoff", id_, 0))
    assert hours(diallo) == Hours(8 * 60, 18 * 60)


def test_the_hours_chosen_are_marked(diallo: Phone) -> None:
    id_ = school_of(diallo)
    (screen,) = [call for call in diallo.taps(pack("s_opens", id_, 9)) if buttons(call)]
    labels = [each["text"] for row in screen.params["reply_markup"]["inline_keyboard"] for each in row]
    assert [each for each in labels if each.startswith("✅")] == ["✅ dès 9 h", "✅ jusqu'à 20 h"]


@pytest.mark.parametrize("hour", [0, 5, 23, 99_999])
def test_an_hour_that_is_not_offered_is_brought_to_one_that_is(diallo: Phone, hour: int) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_opens", id_, hour))
    diallo.taps(pack("s_closes", id_, hour))
    assert 6 * 60 <= hours(diallo).opens <= 9 * 60
    assert 17 * 60 <= hours(diallo).closes <= 22 * 60


# Holidays


def test_an_administrator_chooses_the_holidays(diallo: Phone) -> None:
    id_ = school_of(diallo)
    asked = said(diallo, pack("s_zones", id_))
    assert "Zone C : Créteil, Montpellier, Paris, Toulouse, Versailles." in asked
    assert "Quelles sont les vôtres ?" in asked
    assert "La Réunion" not in asked
    assert "Dates connues jusqu'au 31 août 2027." in said(diallo, pack("s_zoned", id_, "C"))
    assert rules(diallo).holidays == "C"
    screen = said(diallo, pack("s_show", id_))
    assert "Zone C, vacances connues jusqu'au 31 août 2027." in screen
    assert "à choisir" not in screen


def test_a_school_with_other_holidays_says_so_and_is_not_asked_again(diallo: Phone) -> None:
    id_ = school_of(diallo)
    assert "Seuls les jours fériés sont calmes." in said(diallo, pack("s_zoned", id_, "none"))
    screen = said(diallo, pack("s_show", id_))
    assert "Jours fériés seulement." in screen
    assert "à choisir" not in screen


@pytest.mark.parametrize("forged", ["reunion", "Z", "x" * 30])
def test_holidays_of_elsewhere_are_not_taken(diallo: Phone, forged: str) -> None:
    diallo.taps(pack("s_zoned", school_of(diallo), forged))
    assert rules(diallo).holidays == ""


def test_once_the_dates_are_over_the_screen_warns(desk: Desk, diallo: Phone) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_zoned", id_, "A"))
    desk.clock.advance(timedelta(days=365))
    assert "vacances connues jusqu'au 31 août 2027 seulement" in said(diallo, pack("s_show", id_))


def test_what_was_planned_follows_every_change(diallo: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = school_of(diallo)
    followed: list[int] = []
    monkeypatch.setattr(planning, "sync_school", lambda _tx, school_id, _now: followed.append(school_id))
    diallo.taps(pack("s_opens", id_, 8))
    diallo.taps(pack("s_zoned", id_, "A"))
    assert followed == [id_, id_]


# How families reach it


def test_the_contact_is_shown_once_more_before_it_counts(diallo: Phone) -> None:
    id_ = school_of(diallo)
    assert "300 caractères au plus" in said(diallo, pack("s_contact", id_))
    shown = read(diallo.writes("Vie scolaire :  01 23 45 67 89\n\n\n\nlundi à vendredi"))
    assert "Les familles de «\u00a0Collège des Tilleuls\u00a0» liront" in shown
    assert rules(diallo).contact == ""
    assert "Vie scolaire : 01 23 45 67 89" in said(diallo, pack("s_reached", id_))
    assert rules(diallo).contact == "Vie scolaire : 01 23 45 67 89\n\nlundi à vendredi"


@pytest.mark.parametrize(
    ("text", "answer"), [("\u200b\u0007 \n", "Ce message est vide"), ("é" * 301, "C'est trop long")]
)
def test_a_contact_that_cannot_be_taken_is_asked_again(diallo: Phone, text: str, answer: str) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_contact", id_))
    assert answer in read(diallo.writes(text))
    diallo.taps(pack("s_reached", id_))
    assert rules(diallo).contact == ""


def test_a_hostile_contact_is_only_text(diallo: Phone) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_contact", id_))
    shown = diallo.writes("<b>gras</b> & \u202eretourné\u202c {{ 7 * 7 }}\u0000")
    assert "<b>gras</b> & retourné {{ 7 * 7 }}" in read(shown)
    assert "&lt;b&gt;gras" in shown[-1].params["text"]


def test_a_contact_is_replaced_and_erased(diallo: Phone) -> None:
    id_ = school_of(diallo)
    for words in ("Bureau 12", "Bureau 13"):
        diallo.taps(pack("s_contact", id_))
        diallo.writes(words)
        diallo.taps(pack("s_reached", id_))
    assert "Bureau 13" in said(diallo, pack("s_contact", id_))
    assert "Contact des familles : aucun" in said(diallo, pack("s_unreached", id_))
    assert rules(diallo).contact == ""


def test_a_text_meant_for_something_else_never_becomes_the_contact(diallo: Phone) -> None:
    id_ = school_of(diallo)
    diallo.taps(pack("s_contact", id_))
    diallo.taps(pack("s_show", id_))
    diallo.writes("Bonjour ?")
    diallo.taps(pack("s_reached", id_))
    assert rules(diallo).contact == ""


# Who may

FORGED = [
    ("s_hours",), ("s_opens", 9), ("s_closes", 18), ("s_weekend", 1), ("s_daysoff", 1),
    ("s_zones",), ("s_zoned", "A"), ("s_contact",), ("s_reached",), ("s_unreached",),
]  # fmt: skip


@pytest.mark.parametrize("who", ["a pupil", "a teacher there", "the administrator of another school"])
def test_nobody_else_settles_anything(desk: Desk, diallo: Phone, who: str) -> None:
    id_, before = school_of(diallo), rules(diallo)
    other = _other(desk, diallo, who)
    for action, *args in FORGED:
        assert "pas accès" in toast(other.taps(pack(str(action), id_, *args))), action
    assert rules(diallo) == before


def test_an_operator_helps_a_school(desk: Desk, diallo: Phone) -> None:
    awa = operator(desk)
    awa.taps(pack("s_zoned", school_of(diallo), "B"))
    assert rules(diallo).holidays == "B"


def _other(desk: Desk, diallo: Phone, who: str) -> Phone:
    if who == "a pupil":
        lea = Phone(desk)
        lea.settles()
        return lea
    elsewhere = Schooling(desk, "Lycée Senghor")
    if who == "the administrator of another school":
        return elsewhere.teacher("M. Ba", role="admin")
    other = elsewhere.teacher("M. Roy")
    person, school = membership(other).person_id, school_of(diallo)
    desk.turn(lambda tx: schools.put_member(tx, person, school, "teacher", "M. Roy", 1))
    return other
