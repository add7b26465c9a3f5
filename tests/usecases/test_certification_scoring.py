"""From the sheet of a candidate to the result: what counts, what ended how, what the jury ruled."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, Question, Sitting
from bot.usecases.certification import opening, scoring
from bot.usecases.certification.opening import Opening
from bot.usecases.certification.scored import Scored
from bot.usecases.certification.scoring import Banks
from bot.usecases.certification.sheets import Line, Sheet
from tests.usecases.desk import Desk
from tests.usecases.sittings import FIVE

SITTING = Sitting(1, 1, "ABCDEF234", "GHJKMN567", "profile", 0, "204", 105, "Mme Diallo", 0, closed_at=9)
KNOWN = Opening(dict.fromkeys(FIVE, 3), dict.fromkeys(FIVE, 29), {}, {}, {}, {}, 8, 15)


@pytest.fixture
def banks(desk: Desk) -> Banks:
    """None: what is asked by profile needs no parameters."""
    return desk.turn(Banks)


def sheet(paper: str, **columns: Any) -> Sheet:
    """A sitting by profile: R right, W wrong, - never answered, X withdrawn by the invigilator."""
    nothing = dict.fromkeys(Candidate.__slots__)
    begun = {"id": 1, "person_id": 1, "started_at": 1, "ended_at": 5, "ended_for": "finished", "comment": ""}
    candidate = Candidate(**{**nothing, **begun, "opening": opening.write(KNOWN), **columns})
    lines = []
    for number, sign in enumerate(paper, 1):
        code = FIVE[min((number - 1) // 3, 4)]
        question = Question(1, number, code, f"s{number}", f"c{number}", 1, number)
        verdict = {"R": "right", "W": "wrong"}.get(sign)
        answer = StoredAnswer(
            1, number, code, question.skill, question.challenge, 1, verdict or "", '"x"', 20.0, 5
        )
        if sign == "X":
            question = replace(question, withdrawn_at=3)
        lines.append(Line(question, answer if verdict else None))
    return Sheet(candidate, tuple(lines))


def test_what_was_withdrawn_is_not_asked_and_its_place_is_taken(banks: Banks) -> None:
    with_withdrawn = sheet("RRR" * 5 + "X")
    assert scoring.of_sheet(SITTING, with_withdrawn, banks) == scoring.of_sheet(
        SITTING, sheet("RRR" * 5), banks
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_questions_does_not_matter(banks: Banks, seed: int) -> None:
    known = sheet("RRWRWRRRRR-RWRR")
    mixed = list(known.lines)
    Random(seed).shuffle(mixed)  # a reproducible order
    again = replace(known, lines=tuple(mixed))
    assert (
        scoring.of_sheet(SITTING, again, banks).to_json() == scoring.of_sheet(SITTING, known, banks).to_json()
    )


@pytest.mark.parametrize(
    ("ended_for", "rate", "total"),
    [
        ("finished", 67, 21 + 2 * 29),
        ("time", 67, 21 + 2 * 29),
        ("candidate", 67, 21 + 2 * 29),
        ("invigilator", 67, 21 + 2 * 29),
        ("technical", 100, 5 * 29),
    ],
)
def test_what_was_not_answered_counts_as_skipped_unless_it_broke_down(
    banks: Banks, ended_for: str, rate: int, total: int
) -> None:
    found = scoring.of_sheet(SITTING, sheet("RR-R--R--" + "RRR" * 2, ended_for=ended_for), banks)
    assert (found.rate, found.total) == (rate, total)


@pytest.mark.parametrize(
    ("ruling", "status", "reason"),
    [("cancelled", "cancelled", "jury"), ("rejected", "rejected", "fraud"), ("held", "pending", "held")],
)
def test_a_ruling_goes_before_the_rules(banks: Banks, ruling: str, status: str, reason: str) -> None:
    found = scoring.of_sheet(SITTING, sheet("RRR" * 5, ruling=ruling, comment="Voilà."), banks)
    assert (found.status, found.reason, found.comment) == (status, reason, "Voilà.")
    assert not found.levels


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"started_at": None, "ended_at": None, "ended_for": None, "opening": None}, "absent"),
        ({"ended_at": None, "ended_for": None}, "running"),
        ({"opening": None}, "erased"),
        ({"person_id": None}, "erased"),
    ],
)
def test_without_a_whole_test_there_is_a_reason(banks: Banks, columns: dict[str, Any], reason: str) -> None:
    assert scoring.of_sheet(SITTING, sheet("RRR" * 5, **columns), banks).reason == reason


def test_nobody_gets_more_than_the_profile(banks: Banks) -> None:
    found = scoring.of_sheet(SITTING, sheet("RRR" * 5), banks)
    assert (dict(found.levels), dict(found.pix)) == (KNOWN.levels, KNOWN.pix)


def test_a_competence_below_level_1_is_not_asked_for(banks: Banks) -> None:
    weak = replace(KNOWN, levels={**KNOWN.levels, "5.2": 0}, pix={**KNOWN.pix, "5.2": 4})
    known = sheet("RRR" * 5, opening=opening.write(weak))
    assert "5.2" not in scoring.of_sheet(SITTING, known, banks).levels


def test_a_result_comes_back_from_its_text_as_it_was(banks: Banks) -> None:
    found = scoring.of_sheet(SITTING, sheet("RRR" * 5, comment="«Bravo» <b>"), banks)
    assert Scored.from_json(found.to_json()) == found
