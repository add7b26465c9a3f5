"""A candidate: comes in, answers as well as they can, and remembers every answer and the time it took."""

from dataclasses import dataclass
from typing import Any

from bot.content import Kind, Variant, render
from bot.engine import ChoiceKey
from bot.store import practice
from bot.store.base import Tx
from bot.store.classes import Pupil
from bot.transport.callback import pack, unpack
from bot.usecases.practice_state import Question
from bot.usecases.practice_state import unpack as unpacked
from tests.e2e.cast import Message, words
from tests.e2e.certification.hall import Hall, Phone
from tests.e2e.pupil import _Hand

_QUICK = {Kind.SINGLE, Kind.TEXT, Kind.NUMBER}
GRACE = 60  # seconds: once a clock may go on, it waits this long for the tap


@dataclass(frozen=True)
class Given:
    """An answer, as the candidate would swear."""

    challenge: str
    variant: int
    verdict: str


class Candidate:
    """A pupil of the class with a phone, and a watch that no bot can touch."""

    def __init__(
        self, hall: Hall, phone: Phone, line: Pupil, knows: int = 4, *, patient: bool = True
    ) -> None:
        self.hall = hall
        self.phone = phone
        self.phones = [phone]
        self.line = line
        self.knows = knows  # the level up to which they answer right
        self.patient = patient  # does not pass what takes several taps
        self.given: list[Given] = []
        self.spent, self.allowed = 0, 105 * 60  # seconds
        self.ended = ""  # how, in words of the bot
        self.code = ""
        self._runs = False
        self._grace = 0
        hall.sitters.append(self)

    def __repr__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.line.given_name

    @property
    def sits(self) -> bool:
        return self._runs and not self.ended

    def pays(self, seconds: int) -> None:
        """Time has passed; beyond what is allowed there is none to use."""
        waited = min(seconds, self._grace)
        self._grace -= waited
        if self._runs:
            self.spent = min(self.allowed, self.spent + seconds - waited)

    @property
    def left(self) -> int:
        """Seconds until the end."""
        return self.allowed - self.spent

    # The way in

    async def enters(self, code: str) -> None:
        """By the access code, to the rules and the wait."""
        self.code = code
        await self.phone.writes(f"{code[:3]} {code[3:6]} {code[6:]}".lower())
        await self.phone.sees(f"Tu es bien {self.name} {self.line.family_name.upper()}")
        await self.phone.taps("Oui, c'est moi")
        await self.phone.sees("Les règles de cette certification blanche")
        await self.phone.taps("J'ai lu, j'accepte")
        await self.phone.sees("Règles acceptées")

    async def begins(self) -> None:
        """The button has come: the clock runs from this tap on."""
        await self.phone.taps("▶️ Commencer")
        await self.phone.sees("Question 1 ")
        self._runs = True

    # The test

    async def question(self) -> Question:
        """What is on screen, as the database knows it."""
        person = await self.phone.person()
        found = await self.hall.house.store.read(_on_screen, person, f"#{self.code}")
        assert found is not None, f"{self.name} is asked nothing"
        return found

    async def answers(self) -> None:
        """Right up to the level they know; beyond, a wrong choice, or they pass."""
        question = await self.question()
        await self.gives(question, right=self.level(question) <= self.knows)

    def level(self, question: Question) -> int:
        challenge = self.hall.library.challenge(question.challenge)
        skill = self.hall.library.skill(challenge.skill) if challenge else None
        assert skill is not None
        return skill.level

    async def gives(self, question: Question, *, right: bool) -> None:
        """One answer; then the next question has come, or the end."""
        challenge = self.hall.library.challenge(question.challenge)
        assert challenge is not None
        verdict = await self._acts(render(challenge, question.variant), right=right)
        self.given.append(Given(question.challenge, question.variant, verdict))
        await self._next()

    async def _acts(self, variant: Variant, *, right: bool) -> str:
        if right and (self.patient or variant.kind in _QUICK):
            await _Hand(self.phone, variant).answer()
            return "right"
        if variant.kind is Kind.SINGLE and isinstance(variant.key, ChoiceKey):
            message, data = await self.phone.button("Je passe")
            _, about = unpack(data)
            wrong = next(n for n in range(len(variant.choices)) if n not in variant.key.right)
            ref = (about[0], int(about[1], 36), int(about[2], 36))
            await self.phone.taps_data(message["message_id"], pack("choose", *ref, wrong))
            return "wrong"
        await self.phone.taps("Je passe")
        return "skipped"

    async def _next(self) -> None:
        number = len(self.given) + 1

        def goes_on(event: dict[str, Any]) -> bool:
            said = words(event["message"]) if event["type"] == "message" else ""
            return f"Question {number} " in said or "C'est fini" in said

        shown = await self.phone.sees_event(goes_on, f"question {number}, or the end")
        if "C'est fini" in words(shown):
            self._over(shown)

    def _over(self, shown: Message) -> None:
        self.ended = words(shown)
        self._runs, self._grace = False, 0

    async def sees_the_end(self, why: str) -> None:
        """The end comes without a tap of theirs."""
        shown = await self.phone.sees("C'est fini")
        assert why in words(shown)
        self._over(shown)

    async def gives_up(self) -> None:
        await self.phone.taps("🏳 Arrêter")
        await self.phone.sees("Arrêter l'épreuve ?")
        await self.phone.taps("Oui, j'arrête")
        await self.sees_the_end("Tu as choisi de t'arrêter")

    # Stops

    async def reports_a_problem(self) -> None:
        """The clock stops, and the question is hidden."""
        await self.phone.taps("Signaler un problème")
        await self.phone.sees("Quel est le problème")
        await self.phone.taps("La question n'est pas claire")
        await self.phone.sees("C'est signalé")
        self.is_stopped()

    def is_stopped(self) -> None:
        self._runs = False

    def may_go_on(self) -> None:
        """The invigilator lets them: after a minute the clock runs by itself."""
        self._runs, self._grace = True, GRACE

    async def goes_on(self) -> None:
        await self.phone.presses("▶️ Continuer")
        await self.phone.sees(f"Question {len(self.given) + 1} ")
        self._grace = 0

    # Another phone

    async def comes_with(self, phone: Phone) -> None:
        """A phone that never met the bot: the invigilator will look."""
        await phone.writes(self.code)
        await phone.sees("moins de 15 ans")
        await phone.taps("Oui")
        await phone.sees("Sur quoi peux-tu travailler")
        await phone.taps("Seulement un téléphone")
        await phone.sees("Qui es-tu")
        await phone.writes(self.line.name)
        await phone.sees(f"Tu es bien {self.name} {self.line.family_name.upper()}")
        await phone.taps("Oui, c'est moi")
        await phone.sees("Le surveillant est prévenu")

    async def takes_up_on(self, phone: Phone) -> None:
        """The invigilator has let it in: the same question comes there."""
        before = await self.question()
        await phone.presses("▶️ Continuer")
        await phone.sees(f"Question {len(self.given) + 1} ")
        self.phone = phone
        self.phones.append(phone)
        after = await self.question()
        assert (after.challenge, after.variant) == (before.challenge, before.variant)


def _on_screen(tx: Tx, person_id: int, test: str) -> Question | None:
    packed = practice.state(tx, person_id, test)
    return None if packed is None else unpacked(test, packed).question
