"""What must be true of a sitting whatever happened in it: from the database, and from every message sent."""

import re

from bot.store import practice, sittings
from bot.store.base import Tx
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate as Row
from bot.usecases.certification import scoring
from bot.usecases.certification.scored import Scored
from tests.e2e.cast import words
from tests.e2e.certification.candidates import Candidate, Given
from tests.e2e.certification.hall import Event, Hall, Phone

_QUESTION = r"Question \d+ / \d+"
_TOO_EARLY = r"Ton message est arrivé avant la question\."  # nothing of the test: it may be kept
_OVER, _ELSEWHERE = r"🏁 C'est fini !", r"📱 .+ continue sur un autre téléphone"
KNOWN = (
    _QUESTION + r" · ",
    _QUESTION + r" : ✔️ réponse enregistrée\.$",
    _QUESTION + r" : pas de réponse, l'épreuve est finie\.$",
    _QUESTION + r"\s+⏸ La question est cachée tant que le temps est arrêté\.$",
    _QUESTION + r"\s+👇 La question est plus bas\.$",
    r"✏️ Réponse \d",
    r"⚠️ Quel est le problème \?",
    r"⏸ C'est signalé\.",
    r"⏸ Pause\.",
    r"▶️ La pause est finie\.",
    r"▶️ La question est retirée\.",
    r"▶️ Le surveillant a regardé",
    r"⏳ Il te reste \d+ minutes?\.",
    r"🏳 Arrêter l'épreuve \?",
    _TOO_EARLY,
    _OVER,
    r"📱 Cette question est sur un autre téléphone",
)
"""All that a candidate may read from the first question to the end."""
TOASTS = {"", "Ce bouton ne compte plus. Tape /start pour continuer."}
RESULT = r"obtenue|résultat est là|certificat\b|\d pix"


async def holds(hall: Hall, school_id: int, candidates: list[Candidate]) -> None:
    """Silence, answers and time, once the school's only sitting is over and nothing published."""
    nothing_was_told(candidates)
    await every_answer_is_kept_once(hall, school_id, candidates)
    await nobody_lost_a_second(hall, school_id, candidates)


async def every_answer_is_kept_once(hall: Hall, school_id: int, candidates: list[Candidate]) -> None:
    """As it was given, in its order, with whom it belongs to; and there is none besides."""
    rows, answers = await hall.house.store.read(_stored, school_id)
    for each in candidates:
        row = rows[each.line.id]
        kept = [Given(a.challenge, a.variant, a.verdict) for a in answers[row.id]]
        assert kept == each.given, each
        assert row.person_id == await each.phones[0].person()  # a test on a lent phone has come home
    tests = {row.assessment_id for row in rows.values()}
    persons = [await phone.person() for each in candidates for phone in each.phones]
    kept_in_all = await hall.house.store.read(_answers_to, tests, persons)
    assert kept_in_all == sum(len(each.given) for each in candidates)


def _stored(tx: Tx, school_id: int) -> tuple[dict[int, Row], dict[int, list[StoredAnswer]]]:
    """The candidates of the school's only sitting by roster line, and their answers."""
    (sitting,) = sittings.of_school(tx, school_id)
    rows = {each.pupil_id: each for each in sittings.candidates(tx, sitting.id)}
    return rows, {each.id: sittings.answers(tx, each.id) for each in rows.values()}


def _answers_to(tx: Tx, tests: set[int | None], persons: list[int]) -> int:
    """How many answers to these tests are kept, with whoever."""
    every = [answer for person in persons for answer in practice.all_answers(tx, person)]
    return sum(each.assessment_id in tests for each in every)


async def nobody_lost_a_second(hall: Hall, school_id: int, candidates: list[Candidate]) -> None:
    """The time used, by the columns alone, is what each one's own watch says."""
    rows, _ = await hall.house.store.read(_stored, school_id)
    used = {each.name: _used(rows[each.line.id]) for each in candidates}
    assert used == {each.name: each.spent for each in candidates}


def _used(row: Row) -> float:
    """Seconds."""
    assert row.started_at is not None
    assert row.ended_at is not None
    assert row.stopped_at is None
    return (row.ended_at - row.started_at - row.lost_ms) / 1000


def nothing_was_told(candidates: list[Candidate]) -> None:
    """From the first question on, nobody read a verdict, a lesson or a result, nor could keep a question."""
    for each in candidates:
        for phone in each.phones:
            during, after = _of_the_test(phone)
            assert during, each
            for event in phone.hall.heard[phone.id]:
                assert event["type"] != "toast" or event["text"] in TOASTS, event
            for event in during:
                said = words(event["message"])
                assert any(re.match(form, said) for form in KNOWN), f"{each} read:\n{said}"
                kept = event["type"] == "edit" or re.match(_TOO_EARLY, said)
                assert kept or event["message"].get("has_protected_content"), said
            for event in after:
                assert not re.search(RESULT, words(event["message"])), words(event["message"])


def _of_the_test(phone: Phone) -> tuple[list[Event], list[Event]]:
    """What the bot showed on a phone from the first question to the end, and since then."""
    shown = [
        each
        for each in phone.hall.heard[phone.id]
        if each["type"] in {"message", "edit"} and each["message"]["from"]["is_bot"]
    ]
    said = [words(each["message"]) for each in shown]
    first = next(n for n, each in enumerate(said) if re.match(_QUESTION, each))
    last = next(n for n, each in enumerate(said) if re.match(f"{_OVER}|{_ELSEWHERE}", each))
    last += 1 if re.match(_OVER, said[last]) else 0
    return shown[first:last], shown[last:]


async def scored(hall: Hall, school_id: int) -> dict[int, Scored]:
    """What the rows come to now, by roster line."""
    return await hall.house.store.read(_scored, school_id)


def _scored(tx: Tx, school_id: int) -> dict[int, Scored]:
    (sitting,) = sittings.of_school(tx, school_id)
    return {each.pupil_id: scoring.score(tx, sitting, each) for each in sittings.candidates(tx, sitting.id)}


async def published_as_scored(hall: Hall, school_id: int) -> None:
    """Every result is there, and the rows give the very same bytes again."""
    rows, _ = await hall.house.store.read(_stored, school_id)
    again = await scored(hall, school_id)
    assert {line: row.result for line, row in rows.items()} == {
        line: each.to_json() for line, each in again.items()
    }
