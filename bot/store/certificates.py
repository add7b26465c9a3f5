"""Certificates: what was issued after a mock certification, and what became of it."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Certificate:
    """One that was issued; `code` is kept as it is written, «P-ABCD2345». Times are UTC milliseconds.

    `name` is compared with what is typed, `document` is JSON: all that it shows.
    """

    person_id: int
    id: int
    code: str
    candidate_id: int
    name: str
    document: str
    issued_at: int
    valid_until: int
    voided_at: int | None = None


def add(tx: Tx, certificate: Certificate) -> bool:
    """False when another one has its code."""
    added = tx.run(
        "add_certificate",
        person_id=certificate.person_id,
        id=certificate.id,
        code=certificate.code,
        candidate_id=certificate.candidate_id,
        name=certificate.name,
        document=certificate.document,
        issued_at=certificate.issued_at,
        valid_until=certificate.valid_until,
    )
    return added == 1


def of_candidate(tx: Tx, candidate_id: int) -> Certificate | None:
    """The one in force, expired or not; None when there is none, or it was voided."""
    return tx.one("certificate_of_candidate", Certificate, candidate_id=candidate_id)


def of_name(tx: Tx, name: str) -> list[Certificate]:
    """Every one under a name as it is compared, voided ones too."""
    return tx.all("certificates_of_name", Certificate, name=name)


def void(tx: Tx, certificate: Certificate, now_ms: int) -> None:
    """It is no longer valid, and nobody is reminded of its end."""
    tx.run("void_certificate", person_id=certificate.person_id, id=certificate.id, voided_at=now_ms)


def find(tx: Tx, person_id: int, certificate_id: int) -> Certificate | None:
    return tx.one("certificate", Certificate, person_id=person_id, id=certificate_id)


def move(tx: Tx, candidate_id: int, person_id: int) -> None:
    """The certificates of a candidate are this person's, with the reminders of their end."""
    tx.run("move_expiring", candidate_id=candidate_id, person_id=person_id)
    tx.run("move_certificates", candidate_id=candidate_id, person_id=person_id)
