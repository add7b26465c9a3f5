"""Sittings that are over: what candidates answered is written down by hand, and the jury comes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.content import Kind, Variant, render, right_response
from bot.engine import Response, Verdict, judge
from bot.store import practice, sittings
from bot.store.base import Tx
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, EndReason, Incident, Question, RuleSet, StaffRole
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases import results
from bot.usecases.certification import opening
from bot.usecases.certification.opening import Opening
from tests.usecases.campaigning import everything, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import person_id
from tests.usecases.sittings import FIVE, Room, announced
from tests.views.acceptable import buttons

A_COMPETENCE = 3  # questions
GOOD = "RRR" * len(FIVE)
"""R right, W wrong, S skipped, - never answered."""
POOR = "RSS" * len(FIVE)
BETWEEN_MS = 40_000  # from one answer to the next


def over(desk: Desk, *papers: str, rules: RuleSet = "profile") -> Room:
    """A sitting that is closed; each candidate answered so, '' for who never came."""
    room = announced(desk, len(papers), rules=rules)
    room.comes_to_the_hour(0)
    for phone, paper in zip(room.pupils, papers, strict=True):
        if paper:
            sits(room, phone, paper)
    closes(room)
    return room


def closes(room: Room) -> None:
    """An invigilator closes the sitting, when its time is over."""
    room.desk.clock.advance(timedelta(minutes=110))
    closed = replace(room.sitting, closed_at=to_ms(room.desk.clock.now()))
    room.desk.turn(lambda tx: sittings.save(tx, closed))


def incident(room: Room, phone: Phone, words: str = "") -> None:
    """The candidate reported a problem on question 4, and was refused."""
    found, at = room.candidate(phone), (room.sitting.starts_at or 0) + BETWEEN_MS
    made = Incident(room.sitting_id, 1, found.id, 4, "question", words, at, at, "refused")
    room.desk.turn(lambda tx: sittings.add_incident(tx, made))


def takes_part(room: Room, phone: Phone, *roles: StaffRole) -> None:
    """A colleague is given roles in the sitting."""
    who = person_id(phone)
    for role in roles:
        room.desk.turn(
            partial(sittings.put_staff, person_id=who, sitting_id=room.sitting_id, role=role, now_ms=0)
        )


def sits(
    room: Room,
    phone: Phone,
    paper: str,
    *,
    ended_for: EndReason = "finished",
    level: int = 3,
    seconds: float = 30.0,
    responses: Sequence[Response] = (),
) -> None:
    """A candidate's whole test, from the hour of the sitting on.

    Everybody is asked the same challenges, three a competence, each with data of their own. `responses`
    stand in for the wrong ones, in order.
    """
    desk, given, who, code_of = room.desk, iter(responses), person_id(phone), room.sitting.code
    found, began = room.candidate(phone), room.sitting.starts_at or 0

    def written(tx: Tx) -> None:
        assessment = tx.new_id()
        practice.start_assessment(tx, who, assessment, f"#{code_of}", (3, 1.5), began)
        for number, (code, question) in enumerate(asked(found, len(paper)), 1):
            sign = paper[number - 1]
            at = began + number * BETWEEN_MS
            sittings.put_question(tx, replace(question, number=number, step=None if sign == "-" else number))
            if sign != "-":
                answer = _answer(desk, question, sign, given)
                stored = replace(
                    answer,
                    assessment_id=assessment,
                    step=number,
                    competence=code,
                    seconds=seconds,
                    answered_at=at,
                )
                practice.add_answer(tx, who, stored, counts=False)
        practice.end_assessment(tx, who, assessment, "completed", began + (len(paper) + 1) * BETWEEN_MS)
        known = _opening(phone, tx, level)
        sittings.settled(tx, found.id, began)
        sittings.save_candidate(
            tx,
            replace(
                found,
                person_id=who,
                started_at=began,
                ended_at=began + (len(paper) + 1) * BETWEEN_MS,
                ended_for=ended_for,
                assessment_id=assessment,
                opening=opening.write(known),
            ),
        )

    desk.turn(written)


def asked(candidate: Candidate, many: int) -> list[tuple[str, Question]]:
    """The questions everybody gets, with the variant of this candidate; numbers are still to be given."""
    found = []
    for code in FIVE:
        skills = list(everything().competences[code].skills)[: -(-many // len(FIVE))]
        for skill in skills:
            challenge = skill.challenges[0]
            variant = 1 + candidate.id % 1000
            found.append((code, Question(candidate.id, 0, code, skill.id, challenge.id, variant)))
    return found[:many]


def _opening(phone: Phone, tx: Tx, level: int) -> Opening:
    versions = {code: results.kept_version(phone.turn(tx), code) for code in FIVE}
    levels, pix = dict.fromkeys(FIVE, level), dict.fromkeys(FIVE, 8 * level)
    return Opening(levels, pix, {}, {}, {}, versions, 8, A_COMPETENCE * len(FIVE))


def _answer(desk: Desk, question: Question, sign: str, given: Iterator[Response]) -> StoredAnswer:
    challenge = desk.library.challenge(question.challenge)
    assert challenge is not None
    variant = render(challenge, question.variant)
    response: Response | None = None
    if sign == "R":
        response = right_response(variant.key)
    elif sign == "W":
        response = next(given, None) or wrong_response(variant)
    verdict = judge(variant.key, response, 1.0, variant.seconds)
    assert (verdict is Verdict.RIGHT) == (sign == "R")
    return StoredAnswer(
        0, 0, "", question.skill, question.challenge, question.variant, verdict.value,
        None if response is None else json.dumps(response), 0.0, 0,
    )  # fmt: skip


def wrong_response(variant: Variant) -> Response:
    """A response that the question does not expect."""
    right = right_response(variant.key)
    if isinstance(right, str):
        return "-987654" if variant.kind is Kind.NUMBER else "zut"
    if variant.kind is Kind.FIELDS:
        return ["zut"] * len(right)
    if variant.kind is Kind.SINGLE:
        return [next(n for n in range(len(variant.choices)) if [n] != right)]
    if variant.kind is Kind.MULTIPLE:
        return [n for n in range(len(variant.choices)) if n not in right] or [0]
    return [int(each) for each in right[::-1]]


def jury(room: Room, action: str, phone: Phone, *args: int | str) -> str:
    """The organiser taps a button about a candidate; what is read then."""
    return plain(room.teacher.taps(pack(action, room.candidate(phone).id, *args)))


def confirms(room: Room) -> None:
    """The jury confirms every result, one by one."""
    for phone in room.pupils:
        if room.candidate(phone).started_at is not None:
            jury(room, "sj_ok", phone)


def publishes(room: Room) -> str:
    """Every result is confirmed, and published."""
    confirms(room)
    return says_yes(room.teacher, room.sitting_id)


def says_yes(member: Phone, sitting_id: int) -> str:
    """«Publier», and «Oui» where it is offered; what is read then."""
    asked = member.taps(pack("sj_pub", sitting_id))
    yes = [each for each in buttons(asked[-1]) if each.startswith("sj_pubdo")]
    return plain(member.taps(yes[0]) if yes else asked)
