"""The people of a sitting, called by name, and what all stories of sittings begin with."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.store import guardians, people
from bot.store.base import Tx
from bot.store.classes import Pupil
from bot.store.times import to_ms
from tests.documents.given import page_count
from tests.e2e.cast import words
from tests.e2e.certification import learnt
from tests.e2e.certification.candidates import Candidate
from tests.e2e.certification.hall import Hall, Phone, together
from tests.e2e.certification.learnt import School
from tests.e2e.certification.staffroom import Invigilator, Organiser

ROUND = 100  # seconds from one question to the next
DAY = "2026-10-13"  # a Tuesday; it begins at 14 h

Maker = Callable[[Hall, Phone, Pupil], Candidate]


class Sitting:
    """Mme Diallo organises and judges, M. Roy invigilates, M. Martin is Léa's father."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.diallo = Organiser(hall.phone("Mme Diallo", known=True))
        self.roy = Invigilator(hall.phone("M. Roy", known=True))
        self.martin = hall.phone("M. Martin", known=True)
        self.stranger = hall.phone("Un employeur")
        self.candidates: dict[str, Candidate] = {}
        self.dreamers: frozenset[str] = frozenset()  # answer every other time
        self._rounds = 0
        self.school: School

    def __getitem__(self, name: str) -> Candidate:
        return self.candidates[name]

    @property
    def everybody(self) -> list[Candidate]:
        return list(self.candidates.values())

    def sitting(self, but: Iterable[str] = ()) -> list[Candidate]:
        """Those who sit now."""
        return [each for each in self.everybody if each.sits and each.name not in but]

    async def is_furnished(self, names: list[str], maker: Maker) -> None:
        """A class of these pupils, who have practised: «Léa Martin00», «Tom Martin01»…"""
        phones = {name: self.hall.phone(name, known=True) for name in names}
        teachers = {self.diallo.phone.id: "Mme Diallo", self.roy.phone.id: "M. Roy"}
        pupils = {phone.id: f"{name} Martin{place:02}" for place, (name, phone) in enumerate(phones.items())}
        turn, now = self.hall.house.store.turn, self.hall.clock.now()
        self.school = await turn(learnt.found, self.hall.library, teachers, pupils, now)
        await turn(_follows, self.martin.id, phones["Léa"].id, to_ms(now))
        for name, phone in phones.items():
            self.candidates[name] = maker(self.hall, phone, self.school.lines[name])

    async def begins(self, access: str, late: Iterable[str] = ()) -> None:
        """Everybody else comes in, is seen, is let begin, and begins at 14 h."""
        there = [each for each in self.everybody if each.name not in late]
        await together(each.enters(access) for each in there)
        await self.roy.marks_all_present(len(there))
        await self.roy.lets_all_start(len(there))
        await together(each.phone.sees("Départ autorisé") for each in there)
        await self.hall.comes(local(f"{DAY} 14:00"))
        await together(each.begins() for each in there)

    async def rounds(self, count: int, but: Iterable[str] = ()) -> None:
        """So many times: it takes a while, then everybody answers."""
        for _ in range(count):
            self._rounds += 1
            asleep = self.dreamers if self._rounds % 2 else frozenset()
            await self.hall.passes(seconds=ROUND)
            await together(each.answers() for each in self.sitting({*but, *asleep}))


def _follows(tx: Tx, chat_id: int, child_chat: int, now_ms: int) -> None:
    """Somebody follows a pupil, as if invited long ago."""
    adult, child = people.meet(tx, chat_id, now_ms), people.person_of_chat(tx, child_chat)
    assert child is not None
    people.set_role(tx, adult, "guardian")
    people.set_device(tx, adult, "phone")
    guardians.follow(tx, adult.id, child.id, now_ms)


def local(text: str) -> datetime:
    """That hour in Paris; two hours ahead in October."""
    return datetime.fromisoformat(f"{text}+02:00")


async def fetches_certificate(candidate: Candidate) -> str:
    """From the result to the file, one page; its code."""
    phone = candidate.phones[0]
    await phone.writes("/certification")
    await phone.sees("Ton profil est certifiable")
    await phone.taps("Mes sessions")
    await phone.sees("Certification blanche : obtenue")  # there is only one
    await phone.taps("Mon certificat")
    message = await phone.sees("Ton certificat d'entraînement")
    assert page_count(await phone.file(message)) == 1
    code = re.search(r"P-[A-Z0-9]{8}", words(message))
    assert code is not None
    return code[0]


async def is_verified(stranger: Phone, code: str, name: str) -> None:
    """By somebody who has never written to the bot."""
    await stranger.writes(f"/verifier {code} Jean Dupont")
    await stranger.sees("Aucun certificat")
    await stranger.writes(f"/verifier {code} {name}")
    assert "pix" in words(await stranger.sees("Ce certificat est valable"))
