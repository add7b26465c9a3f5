"""One outcome of each sort, and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.content import Kind, Variant, render, right_response
from bot.content.framework import COMPETENCES
from bot.engine import Verdict
from bot.usecases import outcomes as o
from tests.usecases.desk import bank
from tests.views import (
    samples_broadcasts,
    samples_campaigns,
    samples_classes,
    samples_following,
    samples_guardians,
    samples_letters,
    samples_letters_families,
    samples_letters_joined,
    samples_letters_staff,
    samples_participation,
    samples_plans,
    samples_schools,
    samples_sittings_board,
    samples_sittings_door,
    samples_sittings_jury,
    samples_sittings_letters,
    samples_sittings_prep,
    samples_sittings_result,
    samples_sittings_test,
    samples_sittings_time,
    samples_taking,
)

LARGEST = 2**63 - 1
BAD_NAME = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb"

REF = o.StepRef("4.1", LARGEST, 20)
LONGEST_SKILL = max(
    (skill for c in bank().competences.values() for skill in c.skills), key=lambda s: len(s.id)
)
LONGEST_CAN = max((skill.can for c in bank().competences.values() for skill in c.skills), key=len)


def variant_with(*, picture: bool = False, file: bool = False) -> Variant:
    """A question of the bank, with a picture or a file when asked."""
    return next(
        variant
        for competence in bank().competences.values()
        for challenge in competence.challenges
        if ((variant := render(challenge, 0)).picture is not None) == picture
        and (variant.file is not None) == file
    )


def variant_of(kind: Kind) -> Variant:
    """A question of the bank of this kind."""
    return next(
        render(each, 0) for c in bank().competences.values() for each in c.challenges if each.kind == kind
    )


def outcomes() -> Iterator[o.Outcome]:
    """Every class of outcome with a view, in every form."""
    yield from _of_questions()
    yield from _of_express()
    yield from _of_answers()
    yield from _of_competences()
    yield from _of_people()
    for subject in (
        samples_schools,
        samples_classes,
        samples_campaigns,
        samples_participation,
        samples_broadcasts,
        samples_following,
        samples_guardians,
        samples_letters,
        samples_letters_families,
        samples_letters_joined,
        samples_letters_staff,
        samples_taking,
        samples_plans,
        samples_sittings_board,
        samples_sittings_door,
        samples_sittings_jury,
        samples_sittings_letters,
        samples_sittings_prep,
        samples_sittings_result,
        samples_sittings_test,
        samples_sittings_time,
    ):
        yield from subject.outcomes()


def _of_questions() -> Iterator[o.Outcome]:
    for variant in (variant_with(), variant_with(picture=True), variant_with(file=True)):
        response = right_response(variant.key)
        yield o.QuestionAsked(REF, variant)
        yield o.QuestionAsked(REF, variant, replaces=LARGEST)
        yield o.DraftChanged(REF, variant, ())
        yield o.AnswerTaken(REF, variant, response, LARGEST)
        yield o.AnswerTaken(REF, variant, None, LARGEST)
        yield o.Paused("4.1", LARGEST, REF, variant)
    yield o.Paused("4.1")
    yield o.Paused("4.1", between=True)
    yield o.Paused(o.EXPRESS, between=True, more=1)
    yield o.Paused(o.EXPRESS, between=True, more=8)
    yield o.TakeYourTime()
    yield o.PictureDescribed(BAD_NAME)
    yield o.PictureAgain(REF, variant_with(picture=True))
    yield o.NumberWanted(REF, ())
    yield o.NumberWanted(REF, ("g",), stop=True)
    yield o.NumberWanted(REF, (BAD_NAME, "g"))


def _of_express() -> Iterator[o.Outcome]:
    about = o.StepRef(o.EXPRESS, LARGEST, 64)
    for variant in (variant_with(), variant_with(picture=True)):
        yield o.QuestionAsked(about, variant)
        yield o.AnswerTaken(about, variant, None, LARGEST)
        yield o.AnswerDetail(about, Verdict.SKIPPED, variant, None, LONGEST_SKILL.id)
    yield o.QuestionAsked(about, replace(variant_with(), challenge_id="gone"))
    for state in o.CompetenceState:
        yield o.ExpressShown(state, 96 if state == "waiting" else None)
        yield o.ExpressShown(state, 1 if state == "waiting" else None, 9, drawn=True, everything=False)
    sixteen = tuple(o.Estimate(code, 2.96, 1.6, 4.4, code < "3", (0.5, 6.2)) for code in COMPETENCES)
    verdicts = (*Verdict, *Verdict)
    for more in (0, 1, 8):
        wait = None if more else 96
        yield (shown := o.ExpressProfile(LARGEST, sixteen, 64, 7, verdicts, more, wait))
        yield replace(shown, verdicts=(Verdict.SKIPPED,) * 8)
        yield replace(shown, verdicts=(), again=True)
        yield replace(shown, verdicts=(), again=True, text=True)
    ends = (o.Estimate("1.1", 0.1, 0.0, 0.3, True), o.Estimate("4.1", 7.9, 7.6, 8.0, True, (6.0, 8.0)))
    yield o.ExpressProfile(LARGEST, ends, 1, 0, verdicts[:1], 0, 1)
    yield o.ExpressProfile(LARGEST, ends, 0, 0, (), 0, None)
    yield o.SittingLeft(LARGEST, 7)
    lines = tuple(
        o.AnswerLine(o.StepRef(o.EXPRESS, LARGEST, 57 + n), verdict, LONGEST_CAN, "4.1")
        for n, verdict in enumerate(verdicts)
    )
    for more in (0, 1, 8):
        yield o.Checkpoint(o.EXPRESS, LARGEST, 7, lines, running=True, more=more)
    yield o.Checkpoint(o.EXPRESS, LARGEST, 7, lines[1:4], running=False, edit=True)
    yield o.HomeShown("pupil", (*COMPETENCES, o.EXPRESS), 28)
    yield o.Hello()
    yield o.HomeShown("pupil", (), 28, campaigns=99, unfollowed=True, sits=True)
    yield o.HomeShown("pupil", (), 0, campaigns=2, begun=((2**63 - 1, "<" + "W" * 59),) * 2)
    yield o.TutorialShown(LONGEST_SKILL.id, saved=False, useful=None, back=about)


def _of_answers() -> Iterator[o.Outcome]:
    lines = tuple(
        o.AnswerLine(o.StepRef("4.1", LARGEST, 16 + n), v, LONGEST_CAN) for n, v in enumerate(Verdict)
    )
    yield o.LevelGained("4.1", 3)
    for running in (True, False):
        yield (checkpoint := o.Checkpoint("4.1", LARGEST, 3, lines, running))
        yield o.Checkpoint("4.1", LARGEST, 3, lines, running, left=running, edit=True)
        yield o.Finished("4.1", 3 if running else 0, 24, 20, 12, 4 if running else 0, checkpoint)
    yield o.Finished("4.1", 8, 64, 20, 18, 1, o.Checkpoint("4.1", LARGEST, 0, (), running=False))
    yield o.AnswerDetail(REF, Verdict.WRONG, None, None, LONGEST_SKILL.id)
    variant = variant_with()
    for verdict in Verdict:
        response = None if verdict is Verdict.SKIPPED else right_response(variant.key)
        yield o.AnswerDetail(REF, verdict, variant, response, LONGEST_SKILL.id)


def _of_competences() -> Iterator[o.Outcome]:
    for state in o.CompetenceState:
        line = o.CompetenceLine("4.1", 3, 27, state, available=True)
        yield o.CompetenceShown(line, 49 if state == "waiting" else None, 96, state != "new")
        if state in {"new", "running"}:
            yield from _estimated(state)
        lines = tuple(o.CompetenceLine(code, 8, 64, state, code == "4.1") for code in COMPETENCES)
        yield o.ProfileShown(lines, 1024, 1024, missing=0, picture=False)
        yield o.ProfileShown(lines, 1024, 1024, missing=2, picture=True)
        yield o.DomainShown("4", lines)
    for role in ("pupil", "teacher", "guardian"):
        yield o.HomeShown(role, (), 0, first_time=True, edit=False)
        yield o.HomeShown(role, tuple(COMPETENCES), 28)
    yield o.DomainsShown((("1", 1), ("4", 2)))
    yield o.DomainsShown(tuple((number, 3) for number in "12345"))
    for what in ("improve", "reset"):
        yield o.TooSoon("4.1", what, 1)
        yield o.TooSoon("4.1", what, 96)
    for joint in (False, True):
        yield o.ResetAsked("4.1", 3, 27, 1, joint)
        yield o.ResetAsked("4.1", 3, 27, 2, joint)
        yield o.ResetDone("4.1", joint)


def _estimated(state: o.CompetenceState) -> Iterator[o.Outcome]:
    """Where a «Profil express» says something, and no positioning does."""
    lines = tuple(
        o.CompetenceLine(code, 0, 0, state, code == "4.1", o.Estimate(code, 5.4, 3.6, 7.1, asked=True))
        for code in COMPETENCES
    )
    for shorter in (False, True):
        yield o.CompetenceShown(lines[0], None, None, can_reset=False, shorter=shorter)
    yield o.DomainShown("4", lines)
    for picture in (False, True):
        yield o.ProfileShown(lines, 0, 1024, missing=5, picture=picture, express=True)


def _of_people() -> Iterator[o.Outcome]:
    for question in ("role", "age", "device", "grade"):
        yield o.Welcome(question, first_time=True)
        yield o.Welcome(question, first_time=False)
        yield o.Welcome(question, first_time=False, hint=True)
    yield from (o.RoleChosen(role) for role in ("pupil", "teacher"))
    for role, device, under_15, grade in (
        ("pupil", "phone", True, "unsaid"),
        ("pupil", "computer", False, "tle"),
        ("teacher", "phone", None, None),
    ):
        yield o.SettingsShown(role, device, under_15, grade)
    lessons = tuple(
        o.TutorialLine(skill.id, skill.tutorial.title, "4.1", saved=True)
        for skill in list(bank().competences["4.1"].skills)[:6]
    )
    yield o.TutorialsShown((), (), 0, 1)
    yield o.TutorialsShown(lessons, (), 0, 9)
    yield o.TutorialsShown((), lessons, 8, 9)
    yield o.TutorialsShown(lessons[:3], lessons[3:], 4, 9)
    for back in (None, REF):
        for useful in (None, True, False):
            yield o.TutorialShown(LONGEST_SKILL.id, bool(useful), useful, back)
    yield o.ReportAsked(REF)
    reports = tuple(o.ReportLine("x" * 40, 10**6, BAD_NAME, None, "15/09/2026") for _ in range(20))
    yield o.ReportsShown(())
    yield o.ReportsShown(reports)
    yield o.MyData("{}", 1, 2)
    yield o.MyData("{}", 4, 0)
    yield o.EraseAsked(1, 100)
    yield o.EraseAsked(2, 1)
    yield o.Erased()
    for page in (
        "help",
        "welcome_word",
        "privacy",
        "file",
        "edited",
        "closed",
        "reported",
        "unknown_command",
        "apology",
    ):
        yield o.Page(page)
    yield o.Page("unknown", {"running": True})
    yield o.Page("unknown", {"running": False})
    yield o.Page("unknown", {"running": False, "teaches": True})


def fields() -> Iterator[o.FieldAsked]:
    """The prompt of every field of one question."""
    variant = variant_of(Kind.FIELDS)
    yield from (o.FieldAsked(REF, variant, index) for index in range(len(variant.fields)))
