"""A pupil who knows the answers: finds what is on screen in the database, and answers it right or wrong."""

from typing import Any

from bot.content import Kind, Library, Variant, render
from bot.engine import ChoiceKey, FieldsKey, MatchKey, NumberKey, OrderKey, TextKey
from bot.store import people, practice
from bot.store.base import Store, Tx
from bot.transport.callback import pack
from bot.usecases.practice_state import Practice, unpack
from tests.e2e.cast import Person


class Knowing:
    """Answers the question on a person's screen."""

    def __init__(self, person: Person, store: Store, library: Library) -> None:
        self.person = person
        self._store = store
        self._library = library

    async def state(self, competence: str) -> Practice:
        return await self._store.turn(_state, self.person.id, competence)

    async def variant(self, competence: str) -> Variant:
        question = (await self.state(competence)).question
        assert question is not None
        challenge = self._library.challenge(question.challenge)
        assert challenge is not None
        return render(challenge, question.variant)

    async def answers(self, competence: str, right: bool = True) -> None:
        """Answer as a pupil would: buttons where there are, text where it is asked."""
        variant = await self.variant(competence)
        if not right:
            await self.person.taps("Je passe")
            return
        await _Hand(self.person, variant).answer()


def _state(tx: Tx, chat_id: int, competence: str) -> Practice:
    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    packed = practice.state(tx, person.id, competence)
    return Practice(competence) if packed is None else unpack(competence, packed)


class _Hand:
    def __init__(self, person: Person, variant: Variant) -> None:
        self._person = person
        self._variant = variant

    async def answer(self) -> None:
        key = self._variant.key
        if isinstance(key, TextKey | NumberKey):
            await self._person.writes(_text(key))
        elif isinstance(key, FieldsKey):
            for number, field in enumerate(key.fields, 1):
                if number > 1:
                    await self._person.sees(f"Réponse {number}")
                await self._person.writes(_text(field))
        else:
            await self._tap_all(_wanted(key))

    async def _tap_all(self, choices: list[int]) -> None:
        for line, choice in enumerate(choices):
            await self._tap(self._variant.tap(line, choice) if self._variant.left else choice)
        if self._variant.kind is not Kind.SINGLE:
            await self._person.taps("Valider")

    async def _tap(self, choice: int) -> None:
        message, data = await self._person.button("Je passe")
        _, *about = data.split(":")
        await self._person.taps_data(message["message_id"], pack("choose", *about, choice))
        if self._variant.kind is not Kind.SINGLE:
            await self._person.sees_event(lambda e: _edits(e, message["message_id"]), "the draft")


def _edits(event: dict[str, Any], message_id: int) -> bool:
    return event["type"] == "edit" and bool(event["message"]["message_id"] == message_id)


def _wanted(key: object) -> list[int]:
    if isinstance(key, ChoiceKey):
        return sorted(key.right)
    if isinstance(key, OrderKey):
        return list(key.order)
    assert isinstance(key, MatchKey)
    return list(key.pairs)


def _text(key: TextKey | NumberKey) -> str:
    if isinstance(key, TextKey):
        return key.accepted[0]
    return f"{key.value} {key.units[0] if key.unit_required else ''}".strip().replace(".", ",")
