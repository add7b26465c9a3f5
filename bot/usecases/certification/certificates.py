"""Certificates of mock certifications: issued when the jury publishes, voided when a result changes."""

import json
import secrets
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.content.framework import COMPETENCES
from bot.engine import PIX_A_LEVEL
from bot.rosters.names import key
from bot.store import certificates, notices, schools, sittings
from bot.store.certificates import Certificate
from bot.store.sittings import Candidate, RuleSet, Sitting
from bot.store.times import to_ms
from bot.usecases.campaigns.french_dates import MONTHS
from bot.usecases.certification import opening
from bot.usecases.certification.scored import Scored
from bot.usecases.reminders import agendas, usual
from bot.usecases.turn import Turn

ALPHABET = "ACDEFHJKMNPRTUVWXY23456789"  # one alone of those that a hand or an eye mixes up
PREFIX, LENGTH = "P-", 8
EXPIRING = timedelta(days=30)
"""How long before its end somebody is reminded of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """All that a certificate shows, but for its code; days are ISO, in the school's zone.

    `levels` by competence, all 16 of them; `most`: the highest total that could be reached.
    """

    given_name: str
    family_name: str
    school: str
    sat_on: str
    valid_until: str
    rules: RuleSet
    total: int
    most: int
    levels: Mapping[str, int]

    @property
    def top(self) -> int:
        """The highest level."""
        return self.most // (len(COMPETENCES) * PIX_A_LEVEL)

    def to_json(self) -> str:
        """Always the same bytes for the same document."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """The inverse of `to_json`."""
        return cls(**json.loads(text))


def issue(turn: Turn, candidate: Candidate, scored: Scored) -> Certificate | None:
    """The certificate of a result that is issued; the one before is void, unless it says the same.

    None when nobody's account is there to have it. A result that is not issued: call `void`.
    """
    owner = candidate.account or candidate.person_id
    sitting, before = sittings.find(turn.tx, candidate.sitting_id), of(turn, candidate)
    if owner is None or sitting is None:
        return None
    document = _document(turn, sitting, candidate, scored)
    if before is not None and (before.person_id, before.document) == (owner, document.to_json()):
        return before
    void(turn, candidate)
    return _issued(turn, sitting, candidate, owner, document)


def void(turn: Turn, candidate: Candidate) -> None:
    """The certificate of a candidate, if there is one, is no longer valid."""
    before = of(turn, candidate)
    if before is not None:
        certificates.void(turn.tx, before, turn.now_ms)


def of(turn: Turn, candidate: Candidate) -> Certificate | None:
    """The certificate of a candidate, expired or not; None when there is none in force."""
    return certificates.of_candidate(turn.tx, candidate.id)


def highest(turn: Turn, candidate: Candidate) -> int:
    """The highest total that could be reached when a candidate sat, in pix."""
    text = candidate.opening
    most = turn.rules.max_level if text is None else opening.read(text).max_level
    return len(COMPETENCES) * most * PIX_A_LEVEL


def day_in_words(day: str) -> str:
    """«12 mars 2027» for «2027-03-12»."""
    found = date.fromisoformat(day)
    return f"{'1er' if found.day == 1 else found.day} {MONTHS[found.month - 1]} {found.year}"


def expiring_key(certificate_id: int) -> str:
    """What the notice that a certificate ends soon is known by."""
    return f"expiring:{certificate_id}"


def compared(name: str) -> str:
    """A name as it is compared: accents, capitals, hyphens and the order of its words do not count."""
    return " ".join(sorted(key(name, "").split()))


def _issued(
    turn: Turn, sitting: Sitting, candidate: Candidate, owner: int, document: Document
) -> Certificate:
    end = _end_of(date.fromisoformat(document.valid_until), _zone(turn, sitting))
    name = compared(f"{document.given_name} {document.family_name}")
    made = _reserved(turn, owner, candidate.id, name, document.to_json(), to_ms(end))
    notices.add(
        turn.tx,
        owner,
        "expiring",
        expiring_key(made.id),
        sitting.school_id,
        due_at=to_ms(
            usual.first(agendas.of_school(turn.tx, sitting.school_id), usual.PUPILS, end - EXPIRING)
        ),
        valid_until=to_ms(end),
        sitting_id=sitting.id,
    )
    return made


def _reserved(turn: Turn, owner: int, candidate_id: int, name: str, document: str, end: int) -> Certificate:
    """Written under a code that no other one has."""
    while True:
        code = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        made = Certificate(
            owner, turn.tx.new_id(), code, candidate_id, name, document, turn.now_ms, valid_until=end
        )
        if certificates.add(turn.tx, made):
            return made


def _document(turn: Turn, sitting: Sitting, candidate: Candidate, scored: Scored) -> Document:
    school = schools.find(turn.tx, sitting.school_id)
    sat = _sat_on(candidate, sitting, _zone(turn, sitting))
    return Document(
        given_name=candidate.given_name,
        family_name=candidate.family_name,
        school=school.name if school else "",
        sat_on=sat.isoformat(),
        valid_until=_years_after(sat, turn.rules.certificate_years).isoformat(),
        rules=sitting.rules,
        total=scored.total,
        most=highest(turn, candidate),
        levels={code: scored.levels.get(code, 0) for code in COMPETENCES},
    )


def _sat_on(candidate: Candidate, sitting: Sitting, zone: ZoneInfo) -> date:
    """The day of the test itself."""
    at = candidate.started_at or sitting.starts_at or sitting.created_at
    return datetime.fromtimestamp(at / 1000, zone).date()


def _zone(turn: Turn, sitting: Sitting) -> ZoneInfo:
    school = schools.find(turn.tx, sitting.school_id)
    return ZoneInfo(school.zone if school else turn.rules.timezone)


def _years_after(day: date, years: int) -> date:
    """The same day of another year; 28 February for the 29th where there is none."""
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day, time.max, zone)
