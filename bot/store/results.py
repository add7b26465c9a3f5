"""Results: what each rests on, what it came to, and the item parameters that both need."""

from bot.store.base import Tx
from bot.store.practice import Basis, StoredAnswer, StoredAssessment


def set_basis(tx: Tx, person_id: int, id_: int, basis: Basis, since: int, opening: str | None) -> None:
    """Keep what a positioning rests on.

    `since`: the number of the first answer of its competence that counts in it, see `first_counting`.
    `opening`: what was shown of the competence when it opened, in the form of a result. The parameters must
    have been kept before.
    """
    tx.run(
        "set_basis",
        person_id=person_id,
        id=id_,
        model=basis.model,
        items=basis.items,
        max_level=basis.max_level,
        since=since,
        opening=opening,
    )


def set_result(tx: Tx, person_id: int, id_: int, result: str | None) -> None:
    tx.run("set_result", person_id=person_id, id=id_, result=result)


def find(tx: Tx, id_: int) -> tuple[int, StoredAssessment] | None:
    """A positioning of anybody, and whose it is; reads the whole table: for operators."""
    return tx.one("assessment_anywhere", _with_person, id=id_)


def _with_person(person_id: int, *columns: object) -> tuple[int, StoredAssessment]:
    return person_id, StoredAssessment(*columns)  # type: ignore[arg-type]  # its columns, in their order


def first_counting(tx: Tx, person_id: int, competence: str) -> int:
    """The number of the first answer of a competence that counts; of the next answer when none does."""
    return tx.one("first_counting", int, person_id=person_id, competence=competence) or 1


def latest_number(tx: Tx, person_id: int) -> int:
    """How many answers the person has given: the number of the latest."""
    return tx.one("latest_number", int, person_id=person_id) or 0


def answers_behind(tx: Tx, person_id: int, assessment: StoredAssessment) -> list[StoredAnswer]:
    """The answers a result rests on, in the order they were given.

    Its own; the earlier ones that counted then; and those that another test had in its competence meanwhile.
    """
    last = tx.one("last_number", int, person_id=person_id, id=assessment.id) or 0
    return answers_between(tx, person_id, assessment.competence, assessment.since or 1, last)


def answers_between(tx: Tx, person_id: int, competence: str, first: int, last: int) -> list[StoredAnswer]:
    """The answers of a competence with numbers from `first` to `last`, in the order they were given."""
    return tx.all(
        "answers_between",
        StoredAnswer,
        person_id=person_id,
        competence=competence,
        first=first,
        last=last,
    )


def keep_parameters(tx: Tx, version: str, competence: str, document: str) -> None:
    """Keep item parameters once per version; two workers may do so at the same moment.

    Looking first is what makes it cheap: the document of 150 items has 20 kilobytes.
    """
    if tx.one("has_parameters", int, version=version) is None:
        tx.run("add_parameters", version=version, competence=competence, document=document)


def parameters(tx: Tx, version: str) -> str | None:
    """The item parameters of a version, as they were kept."""
    return tx.one("parameters", str, version=version)
