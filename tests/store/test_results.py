"""Item parameters are kept once, whoever comes first; a result rests on them."""

import asyncio

from bot.store import people, practice, results
from bot.store.base import Store, Tx
from bot.store.practice import Basis, StoredAssessment

NOW = 1_789_459_200_000
BASIS = Basis("1", "0123456789abcdef", 8)


def opens(tx: Tx, chat_id: int, basis: Basis) -> int:
    """A positioning is opened on these parameters."""
    person, id_ = people.meet(tx, chat_id, NOW), tx.new_id()
    practice.start_assessment(tx, person.id, id_, "1.1", (3.0, 1.5), NOW)
    results.keep_parameters(tx, basis.items, "1.1", f'{{"of":"{basis.items}"}}')
    results.set_basis(tx, person.id, id_, basis, since=id_, opening=None)
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
