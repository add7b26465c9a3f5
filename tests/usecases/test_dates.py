"""Dates as teachers type them, and as people read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.store.times import to_ms
from bot.usecases.campaigns.dates import (
    FARTHEST,
    DateFault,
    DateProblem,
    days_until,
    in_full,
    in_words,
    parse_moment,
    time_left,
)
from bot.usecases.campaigns.french_dates import MONTHS, WEEKDAYS

PARIS, REUNION, MARTINIQUE, NOUMEA = "Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"
ZONES = (PARIS, REUNION, MARTINIQUE, NOUMEA)
NOW = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)  # a Tuesday, 10 h in Paris


def read(text: str, now: datetime = NOW, zone: str = PARIS, *, opening: bool = False) -> str:
    """What a text means, with plain spaces; or what is wrong with it."""
    found = parse_moment(text, now, zone, opening=opening)
    if isinstance(found, DateProblem):
        return found.fault.value
    return in_words(to_ms(found), zone, to_ms(now)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15 novembre", "dimanche 15 novembre à 18 h"),
        ("15/11", "dimanche 15 novembre à 18 h"),
        ("15-11", "dimanche 15 novembre à 18 h"),
        ("15.11.2026", "dimanche 15 novembre à 18 h"),
        ("15/11/26", "dimanche 15 novembre à 18 h"),
        ("15/11/2026 18h30", "dimanche 15 novembre à 18 h 30"),
        ("2026-11-15 18:30", "dimanche 15 novembre à 18 h 30"),
        ("le 1er décembre à 8h", "mardi 1er décembre à 8 h"),
        ("15 nov. à 20 h 05", "dimanche 15 novembre à 20 h 05"),
        ("dimanche 15 novembre 2026", "dimanche 15 novembre à 18 h"),
        ("avant le 15 novembre", "dimanche 15 novembre à 18 h"),
        ("18h le 15 novembre", "dimanche 15 novembre à 18 h"),
        ("1er janvier", "vendredi 1er janvier 2027 à 18 h"),
        ("le 15", "aujourd'hui à 18 h"),
        ("le 10", "samedi 10 octobre à 18 h"),
        ("31", "samedi 31 octobre à 18 h"),
        ("le 15 du mois prochain", "jeudi 15 octobre à 18 h"),
        ("vendredi", "vendredi 18 septembre à 18 h"),
        ("vendredi 18h", "vendredi 18 septembre à 18 h"),
        ("vendredi 18 h", "vendredi 18 septembre à 18 h"),
        ("18h vendredi", "vendredi 18 septembre à 18 h"),
        ("vendredi 18", "vendredi 18 septembre à 18 h"),
        ("vendredi prochain", "vendredi 18 septembre à 18 h"),
        ("mardi", "aujourd'hui à 18 h"),
        ("mardi 8h", "mardi 22 septembre à 8 h"),
        ("mardi prochain", "mardi 22 septembre à 18 h"),
        ("lundi en huit", "lundi 28 septembre à 18 h"),
        ("vendredi en quinze", "vendredi 2 octobre à 18 h"),
        ("lundi de la semaine prochaine", "lundi 21 septembre à 18 h"),
        ("lundi matin", "lundi 21 septembre à 8 h"),
        ("fin de semaine", "vendredi 18 septembre à 18 h"),
        ("fin du mois", "mercredi 30 septembre à 18 h"),
        ("aujourd’hui", "aujourd'hui à 18 h"),
        ("ce soir", "aujourd'hui à 18 h"),
        ("18h", "aujourd'hui à 18 h"),
        ("8 h 30", "demain à 8 h 30"),
        ("midi et demi", "aujourd'hui à 12 h 30"),
        ("minuit", "aujourd'hui à 23 h 59"),
        ("demain", "demain à 18 h"),
        ("demain midi", "demain à 12 h"),
        ("demain minuit", "demain à 23 h 59"),
        ("demain à 8h du soir", "demain à 20 h"),
        ("demain soir 8h", "demain à 20 h"),
        ("vendredi matin 9h15", "vendredi 18 septembre à 9 h 15"),
        ("cet après-midi", "aujourd'hui à 14 h"),
        ("après-demain", "jeudi 17 septembre à 18 h"),
        ("dans 10 jours", "vendredi 25 septembre à 18 h"),
        ("d'ici dix jours", "vendredi 25 septembre à 18 h"),
        ("une semaine", "mardi 22 septembre à 18 h"),
        ("dans 2 semaines", "mardi 29 septembre à 18 h"),
        ("dans 2 jours à 20h", "jeudi 17 septembre à 20 h"),
        ("dans un mois", "jeudi 15 octobre à 18 h"),
        ("dans 3 heures", "aujourd'hui à 13 h"),
        ("dans 90 minutes", "aujourd'hui à 11 h 30"),
        ("dans 1 h 30", "aujourd'hui à 11 h 30"),
        ("dans 1h30", "aujourd'hui à 11 h 30"),
        ("dans une heure et demie", "aujourd'hui à 11 h 30"),
        ("vendredi à 17", "vendredi 18 septembre à 17 h"),
        ("15 novembre à 17", "dimanche 15 novembre à 17 h"),
        ("le 18 à 9", "vendredi 18 septembre à 9 h"),
    ],
)
def test_what_teachers_write_is_read(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "15 NOVEMBRE",
        "15  Novembre.",
        "15 novmbre",
        "15 novembr",
        "le 15 novenbre",
        "15 novembre 🙂",
        " 15 nov ",
    ],
)
def test_case_accents_and_slips_do_not_matter(text: str) -> None:
    assert read(text) == read("15 novembre")


@pytest.mark.parametrize(("month", "text"), list(enumerate((*MONTHS, "fevrier", "aout", "decembre"), 1)))
def test_every_month_is_known(month: int, text: str) -> None:
    found = parse_moment(f"12 {text} 2027", datetime(2026, 12, 31, tzinfo=UTC), PARIS)
    assert isinstance(found, datetime)
    assert found.month == {13: 2, 14: 8, 15: 12}.get(month, month)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", DateFault.UNREADABLE),
        ("coucou", DateFault.UNREADABLE),
        ("bientôt", DateFault.UNREADABLE),
        ("pas de date", DateFault.UNREADABLE),
        ("dans -3 jours", DateFault.UNREADABLE),
        ("vendredi ou samedi", DateFault.UNREADABLE),
        ("hier", DateFault.PAST),
        ("hier soir", DateFault.PAST),
        ("hier à 23h59", DateFault.PAST),
        ("avant-hier", DateFault.PAST),
        ("cet hiver", DateFault.UNREADABLE),
        ("14/09", DateFault.PAST),
        ("15 août", DateFault.PAST),
        ("15 novembre 2025", DateFault.PAST),
        ("aujourd'hui 8h", DateFault.PAST),
        ("ce matin", DateFault.PAST),
        ("30 février", DateFault.NO_SUCH_DAY),
        ("31/04/2027", DateFault.NO_SUCH_DAY),
        ("29 février 2027", DateFault.NO_SUCH_DAY),
        ("15/13", DateFault.NO_SUCH_DAY),
        ("le 42", DateFault.NO_SUCH_DAY),
        ("00/00/0000", DateFault.NO_SUCH_DAY),
        ("demain 25h", DateFault.NO_SUCH_HOUR),
        ("demain 18h75", DateFault.NO_SUCH_HOUR),
        ("28/03/2027 02:30", DateFault.SKIPPED_HOUR),
        ("mardi 15 novembre", DateFault.OTHER_WEEKDAY),
        ("mardi 8", DateFault.OTHER_WEEKDAY),
        ("15 novembre 2028", DateFault.TOO_FAR),
        ("31/12/9999", DateFault.TOO_FAR),
        ("dans 99999999 jours", DateFault.TOO_FAR),
        ("dans 999999999 heures", DateFault.TOO_FAR),
        ("dans 2 ans", DateFault.UNREADABLE),
        ("dans 13 mois", DateFault.TOO_FAR),
    ],
)
def test_what_is_no_moment_is_refused_with_its_reason(text: str, fault: DateFault) -> None:
    assert read(text) == fault


def test_a_problem_tells_what_was_understood() -> None:
    wrong_day = parse_moment("mardi 15 novembre", NOW, PARIS)
    assert wrong_day == DateProblem(DateFault.OTHER_WEEKDAY, "dimanche 15 novembre 2026")
    assert parse_moment("hier", NOW, PARIS) == DateProblem(DateFault.PAST, "hier à 18\u00a0h")
    skipped = parse_moment("28/03/2027 02:30", NOW, PARIS)
    assert skipped == DateProblem(DateFault.SKIPPED_HOUR, "2\u00a0h\u00a030")


def test_the_hour_that_comes_twice_is_the_first_one() -> None:
    assert parse_moment("25/10/2026 02:30", NOW, PARIS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_hour_that_clocks_jump_over_exists_elsewhere() -> None:
    march = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
    assert read("29/03/2026 02:30", march) == DateFault.SKIPPED_HOUR
    for zone in (REUNION, MARTINIQUE, NOUMEA):
        assert read("29/03/2026 02:30", march, zone) == "dimanche 29 mars à 2 h 30"


def test_an_opening_is_in_the_morning() -> None:
    assert read("lundi", opening=True) == "lundi 21 septembre à 8 h"
    assert read("mardi", opening=True) == "mardi 22 septembre à 8 h"  # said at 10 h on a Tuesday
    assert read("demain minuit", opening=True) == "demain à 0 h"
    assert read("aujourd'hui", opening=True) == DateFault.PAST


def test_today_in_the_evening_is_until_the_end_of_the_day() -> None:
    late = datetime(2026, 9, 15, 19, 0, tzinfo=UTC)
    assert read("ce soir 22h", late) == "aujourd'hui à 22 h"
    assert read("aujourd'hui", late) == "aujourd'hui à 23 h 59"
    assert read("mardi", late) == "mardi 22 septembre à 18 h"


@pytest.mark.parametrize(("zone", "utc"), [(PARIS, 16), (REUNION, 14), (MARTINIQUE, 22), (NOUMEA, 7)])
def test_hours_are_those_of_the_school(zone: str, utc: int) -> None:
    found = parse_moment("18 septembre 18h", NOW, zone)
    assert isinstance(found, datetime)
    assert found == datetime(2026, 9, 18, utc, tzinfo=UTC)
    assert in_words(to_ms(found), zone, to_ms(NOW)) == "vendredi 18 septembre à 18\u00a0h"


def test_today_is_that_of_the_school() -> None:
    evening = datetime(2026, 9, 15, 20, 0, tzinfo=UTC)  # Wednesday morning in Nouméa
    assert parse_moment("demain 8h", evening, NOUMEA) == datetime(2026, 9, 16, 21, 0, tzinfo=UTC)
    assert parse_moment("demain 8h", evening, MARTINIQUE) == datetime(2026, 9, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "meant"),
    [
        (-1, "hier à 10 h"),
        (0, "aujourd'hui à 10 h"),
        (1, "demain à 10 h"),
        (2, "jeudi 17 septembre à 10 h"),
        (16, "jeudi 1er octobre à 10 h"),
        (365, "mercredi 15 septembre 2027 à 10 h"),
    ],
)
def test_a_moment_in_words(days: int, meant: str) -> None:
    at = to_ms(NOW + timedelta(days=days))
    assert in_words(at, PARIS, to_ms(NOW)).replace("\u00a0", " ") == meant


def test_a_moment_in_full_says_neither_today_nor_tomorrow() -> None:
    for days, meant in ((0, "mardi 15 septembre à 10 h"), (1, "mercredi 16 septembre à 10 h")):
        at = to_ms(NOW + timedelta(days=days))
        assert in_full(at, PARIS, to_ms(NOW)).replace("\u00a0", " ") == meant
    assert in_full(to_ms(NOW), PARIS, to_ms(NOW - timedelta(days=300))).endswith("2026 à 10\u00a0h")


MOMENTS = st.integers(0, 7_300 * 1440).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.text(max_size=100), MOMENTS, st.sampled_from(ZONES), st.booleans())
@example("15/11/2026", datetime(2026, 11, 15, 16, 59, tzinfo=UTC), PARIS, False)
def test_no_text_breaks_it(text: str, now: datetime, zone: str, opening: bool) -> None:
    found = parse_moment(text, now, zone, opening=opening)
    if isinstance(found, datetime):
        assert now - timedelta(minutes=1) < found <= now + FARTHEST


_OTHERS = (
    "dans jours semaine mois prochain le à h : / - midi minuit soir demain fin en 0 1 2 15 29 30 31 99 2027"
)
_WORDS = st.sampled_from([*MONTHS, *WEEKDAYS, *_OTHERS.split()])


@given(st.lists(_WORDS, max_size=7), MOMENTS, st.sampled_from(ZONES))
def test_no_words_of_dates_break_it(words: list[str], now: datetime, zone: str) -> None:
    found = parse_moment(" ".join(words), now, zone)
    if isinstance(found, datetime):
        assert now - timedelta(minutes=1) < found <= now + FARTHEST


@given(MOMENTS, st.integers(1, 525_000), st.sampled_from(ZONES))
def test_what_is_written_in_full_is_read_back(now: datetime, minutes: int, zone: str) -> None:
    at = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0).astimezone(ZoneInfo(zone))
    text = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year} à {at.hour} h {at.minute:02}"
    found = parse_moment(text, now, zone)
    if at.fold or at <= now:  # the second of two hours with one name; this very minute
        return
    assert found == at.astimezone(UTC)  # the first of them equals nothing in another zone


@given(MOMENTS, st.integers(2 * 1440, 300 * 1440), st.sampled_from(ZONES))
def test_a_moment_in_words_is_read_back(now: datetime, minutes: int, zone: str) -> None:
    at = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0).astimezone(ZoneInfo(zone))
    if not at.fold:
        assert parse_moment(in_words(to_ms(at), zone, to_ms(now)), now, zone) == at


@pytest.mark.parametrize(
    ("now", "days", "left"),
    [
        ("2026-09-15 00:00", 7, "il reste 7 jours"),
        ("2026-09-15 23:59", 7, "il reste 7 jours"),
        ("2026-09-20 18:01", 2, "il reste 2 jours"),
        ("2026-09-21 17:00", 1, "c'est demain"),
        ("2026-09-22 17:00", 0, "c'est aujourd'hui à 18 h"),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_what_is_left_is_counted_in_days_of_the_calendar(now: str, days: int, left: str, zone: str) -> None:
    here = ZoneInfo(zone)
    by = to_ms(datetime(2026, 9, 22, 18, tzinfo=here))
    then = to_ms(datetime.fromisoformat(now).replace(tzinfo=here))
    assert days_until(by, zone, then) == days
    assert time_left(by, zone, then).replace("\u00a0", " ") == left
