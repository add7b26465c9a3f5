"""Item parameters are kept once, whoever comes first; a result rests on them."""

import asyncio

from bot.store import people, practice, results
from bot.store.base import Store, Tx
from bot.store.practice import Basis, StoredAnswer, StoredAssessment

NOW = 1_789_459_200_000
BASIS = Basis("1", "0123456789abcdef", 8)


def opens(tx: Tx, chat_id: int, basis: Basis) -> int:
    """A positioning is opened on these parameters."""
    person, id_ = people.meet(tx, chat_id, NOW), tx.new_id()
    practice.start_assessment(tx, person.id, id_, "1.1", (3.0, 1.5), NOW)
    results.keep_parameters(tx, basis.items, "1.1", f'{{"of":"{basis.items}"}}')
    results.set_basis(tx, person.id, id_, basis, since=1, opening=None)
    return id_


async def found(store: Store, id_: int) -> StoredAssessment:
    _, stored = await store.read(results.find, id_) or (0, None)
    assert stored is not None
    return stored


async def test_many_workers_may_keep_the_same_parameters_at_once(store: Store) -> None:
    versions = [BASIS._replace(items=f"{number % 3:016}") for number in range(30)]

    opened = await asyncio.gather(*(store.turn(opens, chat, basis) for chat, basis in enumerate(versions)))

    for id_, basis in zip(opened, versions, strict=True):
        assert (await found(store, id_)).basis == basis
        assert await store.read(results.parameters, basis.items) == f'{{"of":"{basis.items}"}}'


async def test_what_was_kept_first_stays(store: Store) -> None:
    for document in ("first", "second"):
        await store.turn(results.keep_parameters, BASIS.items, "1.1", document)

    assert await store.read(results.parameters, BASIS.items) == "first"
    assert await store.read(results.parameters, "fedcba9876543210") is None


async def test_a_result_is_found_by_its_number(store: Store) -> None:
    id_ = await store.turn(opens, 7, BASIS)
    person = await store.turn(people.meet, 7, NOW)

    await store.turn(results.set_result, person.id, id_, '{"level":2.5}')

    assert (await found(store, id_)).result == '{"level":2.5}'
    assert await store.read(results.find, id_ + 1) is None


async def test_the_parameters_stay_when_the_person_is_erased(store: Store) -> None:
    id_ = await store.turn(opens, 7, BASIS)
    person = await store.turn(people.meet, 7, NOW)

    await store.turn(people.erase, person)

    assert await store.read(results.find, id_) is None
    assert await store.read(results.parameters, BASIS.items) is not None


async def test_answers_are_numbered_in_the_order_they_were_given(store: Store) -> None:
    """Two tests take turns; only the answers of one competence, from its first on, are behind a result."""

    def gives(tx: Tx) -> list[list[tuple[int, int]]]:
        person = people.meet(tx, 7, NOW)
        first, second = (opens(tx, 7, BASIS) for _ in range(2))
        for assessment, step, competence in (
            (second, 1, "4.1"), (first, 1, "1.1"), (second, 2, "1.1"), (first, 2, "1.1"), (second, 3, "1.1"),
        ):  # fmt: skip
            practice.add_answer(tx, person.id, answer(assessment, step, competence))
        assert results.first_counting(tx, person.id, "1.1") == 2
        assert results.first_counting(tx, person.id, "2.2") == 6
        kept = {each.id: each for each in practice.assessments(tx, person.id)}
        behind = [results.answers_behind(tx, person.id, kept[id_]) for id_ in (first, second)]
        counting = practice.counting_answers(tx, person.id, "1.1")
        return [[(each.assessment_id - first, each.step) for each in some] for some in (*behind, counting)]

    first, second, counting = await store.turn(gives)
    assert [step for _, step in first] == [1, 2, 2]
    assert second == counting
    assert [step for _, step in counting] == [1, 2, 2, 3]


def answer(assessment: int, step: int, competence: str) -> StoredAnswer:
    return StoredAnswer(assessment, step, competence, "s", "c", 1, "right", "[1]", 20.0, NOW)
