"""Outcomes before and after a mock certification, and of certificates that anybody verifies."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from bot.content.framework import COMPETENCES
from bot.usecases.certification import outcomes_result as r
from bot.usecases.certification.certificates import Document
from bot.usecases.certification.scored import ResultReason, Scored, nothing
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import CompetenceLine, CompetenceState, Estimate, Outcome

LARGEST = 2**63 - 1
BAD_NAME = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb"
LONG_NAME = "W<&" * 20
WHEN = "mercredi 30 septembre 2026 à 18\u00a0h\u00a004"
ALL = dict.fromkeys(COMPETENCES, 8)
SOME = {"1.1": 3, "2.4": 0, "5.2": 1}
COMMENT = "Très bien. " * 30 + BAD_NAME

FULL = Scored("issued", ALL, dict.fromkeys(ALL, 64), 1024, 100, None, COMMENT)
ISSUED = Scored("issued", SOME, {"1.1": 24, "2.4": 0, "5.2": 8}, 32)
DOCUMENT = Document(LONG_NAME, BAD_NAME, LONG_NAME, "2026-09-01", "2029-09-30", "profile", 1024, 1024, ALL)
LEA = Document("Léa", "Martin", "Collège des Tilleuls", "2026-09-15", "2029-09-15", "adaptive", 32, 640, SOME)
LINE = r.CertificateLine("P-ACDE2345", "30 septembre 2029", expired=False)
EXPIRED = replace(LINE, expired=True)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_ready()
    yield from _of_sittings()
    yield from _of_certificates()


def _line(state: r.State, result: Scored | None = None, name: str = "") -> r.MySitting:
    return r.MySitting(LARGEST, WHEN, state, result, name)


def _of_ready() -> Iterator[Outcome]:
    estimate = Estimate("1.1", 2.6, 1.0, 3.0, asked=True)
    near = tuple(
        CompetenceLine(code, 0, pix, CompetenceState.NEW, available=True, estimate=seen)
        for code, pix, seen in (("1.1", 7, None), ("2.4", 0, estimate), ("4.3", 0, None))
    )
    for coming in (None, _line(r.State.SUMMONED), _line(r.State.OPEN)):
        yield r.ReadyShown(1, 4, near, coming, 1)
        yield r.ReadyShown(0, 5, near[1:], coming, 0, edit=False)
    yield r.ReadyShown(16, 0, (), None, 12)
    yield from (r.AdviceShown(about) for about in get_args(r.Advice))


def _of_sittings() -> Iterator[Outcome]:
    found = [_line(state, name=BAD_NAME) for state in r.State]
    found += [_line(r.State.PUBLISHED, each) for each in _results()]
    yield r.MySittingsShown(())
    yield r.MySittingsShown(tuple(found[:12]))
    yield r.MySittingsShown(tuple(found[-12:]))
    for line in found:
        for shown in Shown:
            yield r.MySittingShown(
                line,
                LONG_NAME,
                BAD_NAME,
                LONG_NAME,
                "profile",
                140,
                5,
                1024,
                LINE,
                shown,
                edit=shown == "shown",
            )
        yield r.MySittingShown(
            line, "Collège", "", "Mme Diallo", "adaptive", 105, 1, 640, EXPIRED, Shown.NOBODY
        )
        yield r.CertifiedAsked(line, LARGEST)
    yield from (r.CertifiedShown(), r.CertifiedShown(again=True))


def _results() -> Iterator[Scored]:
    yield from (FULL, ISSUED)
    for reason in get_args(ResultReason):
        yield nothing("rejected", reason)
        yield nothing("cancelled", reason, COMMENT)
    yield replace(nothing("rejected", "low_rate"), rate=49)
    yield nothing("pending", "held")


def _of_certificates() -> Iterator[Outcome]:
    for document, line in ((DOCUMENT, LINE), (LEA, EXPIRED)):
        yield r.CertificateSent(document, line)
        yield r.CertificateVerified(document, line)
    yield from (r.CertificateCodeAsked(), r.CertificateCodeAsked(unreadable=True), r.CertificateNameAsked())
    yield from (r.CertificateVoid(), r.CertificateUnknown(), r.CertificateWait(24 * 3_600_000))
