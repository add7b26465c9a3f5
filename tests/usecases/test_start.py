"""Where a competence starts: from other competences, and near what a class can do."""

from datetime import timedelta
from statistics import fmean

import pytest

from bot.store import practice as rows
from bot.transport.events import EventKind
from tests.usecases.desk import Desk, Phone, bank, read
from tests.usecases.expressing import asked_level

MOMENT = timedelta(milliseconds=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def test_the_first_competence_starts_from_the_population(lea: Phone) -> None:
    lea.taps("begin:1.1")
    assert lea.state("1.1").prior == (3.0, 1.5)


@pytest.mark.parametrize(("right", "sign"), [(True, 1), (False, -1)])
def test_another_competence_moves_the_start_and_makes_it_surer(desk: Desk, right: bool, sign: int) -> None:
    lea = Phone(desk)
    lea.settles()
    lea.finishes("4.1", right)
    lea.taps("begin:1.1")
    mean, sd = lea.state("1.1").prior
    assert (mean - 3.0) * sign > 0.5
    assert sd < 1.5


def test_what_is_old_moves_the_start_less(desk: Desk) -> None:
    means = []
    for wait in (timedelta(), 720 * DAY):
        lea = Phone(desk)
        lea.settles()
        lea.finishes("4.1")
        desk.clock.advance(wait)
        lea.taps("begin:1.1")
        means.append(lea.state("1.1").prior[0])
    assert means[0] > means[1] > 3.0


def test_the_start_is_kept_with_the_positioning(lea: Phone) -> None:
    lea.finishes("4.1")
    lea.taps("begin:1.1")
    assert [(a.prior_mean, a.prior_sd) for a in lea.stored(rows.assessments)][-1] == lea.state("1.1").prior


# Class


@pytest.mark.parametrize("code", sorted(bank().competences))
def test_a_first_question_in_6e_is_easier_than_in_terminale(desk: Desk, code: str) -> None:
    asked = {}
    for grade in ("6e", "tle"):
        pupils = [Phone(desk) for _ in range(8)]
        for pupil in pupils:
            pupil.settles(grade=grade)
            pupil.taps(f"begin:{code}")
        asked[grade] = [asked_level(pupil, code) for pupil in pupils]
    assert max(asked["6e"]) <= min(asked["tle"])
    assert fmean(asked["6e"]) + 1 < fmean(asked["tle"])


@pytest.mark.parametrize("role", ["teacher", "guardian"])
def test_adults_are_asked_no_class(desk: Desk, role: str) -> None:
    adult = Phone(desk)
    adult.commands("start")
    said = read(adult.taps(f"role:{role}"))
    if role == "teacher":  # a guardian comes for a child: the device can wait
        said = read(adult.taps("device:phone"))
    assert "C'est prêt" in said
    adult.taps("grade:6e")  # a forged button
    adult.taps("begin:1.1")
    assert adult.state("1.1").prior == (3.0, 1.5)
    assert "classe" not in read(adult.commands("reglages"))


def test_the_class_is_asked_once_and_changed_in_the_settings(desk: Desk) -> None:
    lea = Phone(desk)
    lea.commands("start")
    lea.taps("role:pupil")
    lea.taps("age:1")
    assert "en quelle classe" in read(lea.taps("device:phone"))
    assert "en quelle classe" in read(lea.commands("start"))
    assert "C'est prêt" in read(lea.taps("grade:unsaid"))
    assert "Tu n'as pas dit ta classe" in read(lea.commands("reglages"))
    assert "en quelle classe" in read(lea.taps("class"))
    assert "Tu es en Tle." in read(lea.taps("grade:tle"))
    assert '"classe": "tle"' in exported(lea)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("6e", "6e"),
        ("je suis en 6e", "6e"),
        ("5ème B", "5e"),
        ("4eB", "4e"),
        ("troisième", "3e"),
        ("3", "3e"),
        ("Seconde", "2de"),
        ("2nde 4", "2de"),
        ("en première !", "1re"),
        ("Terminale", "tle"),
        ("6e ou 5e", None),
        ("j'ai 6 ans", None),
        ("bonjour", None),
        ("😀" * 5000, None),
    ],
)
def test_a_class_may_be_written(desk: Desk, text: str, grade: str | None) -> None:
    lea = Phone(desk)
    lea.commands("start")
    for tap in ("role:pupil", "age:1", "device:phone"):
        lea.taps(tap)
    desk.clock.advance(SECOND)
    said = read(lea.writes(text))
    person = lea.person()
    assert person is not None
    assert person.grade == grade
    assert ("C'est prêt" in said) == (grade is not None)
    assert ("Touche ta classe ci-dessous" in said) == (grade is None)


def test_whoever_writes_at_the_first_questions_is_told_to_tap(desk: Desk) -> None:
    lea = Phone(desk)
    assert "ci-dessous" not in read(lea.writes("6e"))  # their first word: nothing was asked yet
    desk.clock.advance(SECOND)
    said = [read(lea.writes("6e"))]
    for tap in ("role:pupil", "age:1"):
        lea.taps(tap)
        said.append(read(lea.writes("6e")))
    said.append(read(lea.does(EventKind.OTHER, lea.next_message())))
    hints = ["un bouton", "Oui ou Non", "ta réponse", "ta réponse"]
    found = [f"{hint} ci-dessous" in each for hint, each in zip(hints, said, strict=True)]
    assert found == [True] * 4
    assert lea.person().grade is None  # type: ignore[union-attr]  # a person who wrote


def exported(phone: Phone) -> str:
    """The document that /mesdonnees sends."""
    (call,) = phone.commands("mesdonnees")
    assert call.file is not None
    return str(call.file.args[1])


def test_a_class_changes_the_questions_not_what_answers_are_worth(desk: Desk) -> None:
    """Who says a higher class gets harder questions, and gains nothing else by it."""
    priors = []
    for grade in ("6e", "tle"):
        pupil = Phone(desk)
        pupil.settles(grade=grade)
        pupil.finishes("4.1")
        pupil.taps("begin:1.1")
        priors.append((pupil.state("4.1").prior, pupil.state("1.1").prior[0] > 3.5))
    assert priors == [((3.0, 1.5), True)] * 2
