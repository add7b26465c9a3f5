"""A whole sitting, adaptive, with thirty candidates and one invigilator, over HTTP, on both databases."""

import asyncio
import re
from collections.abc import Iterable
from datetime import datetime

import pytest

from bot.store import guardians, people
from bot.store.base import Tx
from bot.store.times import to_ms
from tests.documents.given import page_count
from tests.e2e.cast import words
from tests.e2e.certification import learnt, truth
from tests.e2e.certification.candidates import Candidate
from tests.e2e.certification.hall import Hall, Phone, together
from tests.e2e.certification.learnt import School
from tests.e2e.certification.staffroom import Invigilator, Organiser

NAMES = [
    "Léa", "Tom", "Inès", "Noé", "Zoé", "Ali", "Eva", "Hugo", "Lina", "Sami", "Aya", "Paul", "Rose", "Malo",
    "Nina", "Adam", "Iris", "Luca", "Maya", "Théo", "Jade", "Enzo", "Lou", "Axel", "Anna", "Ivan", "Cléo",
    "Omar", "Sara", "Yanis",
]  # fmt: skip
GOOD = ("Léa", "Inès", "Paul")  # take their time for every question, and know much
ROUND = 100  # seconds from one question to the next


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Sitting:
    """The people of one story, called by name."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.diallo = Organiser(hall.phone("Mme Diallo", known=True))
        self.roy = Invigilator(hall.phone("M. Roy", known=True))
        self.martin = hall.phone("M. Martin", known=True)
        self.stranger = hall.phone("Un employeur")
        self.candidates: dict[str, Candidate] = {}
        self.school: School

    def __getitem__(self, name: str) -> Candidate:
        return self.candidates[name]

    def sitting(self, but: Iterable[str] = ()) -> list[Candidate]:
        """Those who sit now."""
        return [each for each in self.candidates.values() if each.sits and each.name not in but]

    async def is_furnished(self) -> None:
        phones = {name: self.hall.phone(name, known=True) for name in NAMES}
        teachers = {self.diallo.phone.id: "Mme Diallo", self.roy.phone.id: "M. Roy"}
        pupils = {phone.id: f"{name} Martin{place:02}" for place, (name, phone) in enumerate(phones.items())}
        self.school = await self.hall.house.store.turn(
            learnt.found, self.hall.library, teachers, pupils, self.hall.clock.now()
        )
        lea = phones["Léa"].id
        await self.hall.house.store.turn(_follows, self.martin.id, lea, to_ms(self.hall.clock.now()))
        for place, (name, phone) in enumerate(phones.items()):
            line, good = self.school.lines[name], name in GOOD
            self.candidates[name] = Candidate(self.hall, phone, line, 5 if good else place % 5, patient=good)


def _follows(tx: Tx, chat_id: int, child_chat: int, now_ms: int) -> None:
    """Somebody follows a pupil, as if invited long ago."""
    adult, child = people.meet(tx, chat_id, now_ms), people.person_of_chat(tx, child_chat)
    assert child is not None
    people.set_role(tx, adult, "guardian")
    people.set_device(tx, adult, "phone")
    guardians.follow(tx, adult.id, child.id, now_ms)


@pytest.fixture
async def sitting(hall: Hall) -> Sitting:
    made = Sitting(hall)
    await made.is_furnished()
    return made


async def test_thirty_candidates_sit_together(hall: Hall, sitting: Sitting) -> None:
    access = await is_announced(sitting)
    await the_door_opens(sitting, access)
    await everybody_there_begins(sitting)
    await the_first_questions(sitting)
    await a_late_one_and_a_lost_phone(sitting, access)
    await the_bot_is_away(sitting)
    await a_break(sitting)
    await some_go_and_the_others_finish(sitting)
    await the_clock_ends_the_others(sitting)
    everybody = list(sitting.candidates.values())
    truth.nothing_was_told(everybody)
    await truth.every_answer_is_kept_once(hall, sitting.school.id, everybody)
    await truth.nobody_lost_a_second(hall, sitting.school.id, everybody)
    await the_jury_decides(sitting)
    await results_are_read(sitting)


async def is_announced(sitting: Sitting) -> str:
    diallo = sitting.diallo
    await diallo.prepares("Adaptative", "mardi 13 octobre 14 h")
    await diallo.gives_a_third_more("Martin00 Léa")
    access, staff = await diallo.announces()
    await sitting.hall.house.reminds()
    await sitting["Léa"].phone.sees("Ta convocation : certification blanche")
    await sitting.martin.sees("Certification blanche (entraînement) : mardi 13 octobre à 14 h")
    await sitting.roy.opens_the_list(staff)
    return access


async def the_door_opens(sitting: Sitting, access: str) -> None:
    """Everybody but Tom comes in the last half hour."""
    await sitting.hall.comes(local("2026-10-13 12:30"))
    early = sitting["Hugo"]
    await early.phone.writes(access)
    await early.phone.sees("pas encore ouverte")
    await sitting.hall.comes(local("2026-10-13 13:40"))
    await together(each.enters(access) for each in sitting.candidates.values() if each.name != "Tom")
    assert f"{len(NAMES) - 1} attendent" in await sitting.roy.opens_the_list()


async def everybody_there_begins(sitting: Sitting) -> None:
    sat = [each for each in sitting.candidates.values() if each.name != "Tom"]
    await sitting.roy.marks_all_present(len(sat))
    await sitting.roy.lets_all_start(len(sat))
    await together(each.phone.sees("Départ autorisé") for each in sat)
    await sitting.hall.comes(local("2026-10-13 14:00"))
    await together(each.begins() for each in sat)


async def rounds(sitting: Sitting, count: int, but: Iterable[str] = ()) -> None:
    """So many times: it takes a while, then everybody answers."""
    for _ in range(count):
        await sitting.hall.passes(seconds=ROUND)
        await together(each.answers() for each in sitting.sitting(but))


async def the_first_questions(sitting: Sitting) -> None:
    """Two report a problem: one question is withdrawn, the other stays. Nobody else waits for them."""
    await rounds(sitting, 4)
    noe, zoe = sitting["Noé"], sitting["Zoé"]
    await sitting.hall.passes(minutes=1)
    await sitting.roy.phone.from_now()
    seen = await noe.question()
    await noe.reports_a_problem()
    await sitting.roy.phone.sees("MARTIN03 Noé signale un problème")
    await rounds(sitting, 1, but=("Noé",))
    await noe.phone.writes("42")
    await noe.phone.sees("Ton temps est arrêté")
    await sitting.roy.withdraws(noe)
    await noe.phone.sees("La question est retirée")
    await noe.goes_on()
    other = await noe.question()
    assert other.challenge != seen.challenge
    assert noe.level(other) == noe.level(seen)

    await sitting.hall.passes(seconds=90)
    kept = await zoe.question()
    await zoe.reports_a_problem()
    await sitting.hall.passes(minutes=4)
    await sitting.roy.refuses(zoe)
    await zoe.phone.sees("la question reste")
    await sitting.hall.passes(seconds=20)
    await zoe.goes_on()
    again = await zoe.question()
    assert (again.challenge, again.variant, again.step) == (kept.challenge, kept.variant, kept.step)


async def a_late_one_and_a_lost_phone(sitting: Sitting, access: str) -> None:
    tom, ines = sitting["Tom"], sitting["Inès"]
    await tom.enters(access)
    await sitting.roy.lets_start(tom)
    await tom.phone.sees("Départ autorisé")
    await tom.begins()

    borrowed = sitting.hall.phone("Le téléphone du CDI")
    await ines.comes_with(borrowed)
    await rounds(sitting, 2, but=("Inès",))
    await sitting.roy.lets_in()
    await borrowed.sees("te laisse entrer")
    await ines.takes_up_on(borrowed)
    await ines.phones[0].sees("continue sur un autre téléphone")
    await ines.phones[0].writes("me revoilà")
    await rounds(sitting, 2)


async def the_bot_is_away(sitting: Sitting) -> None:
    """Killed in the middle: what was answered meanwhile counts once it is back, and nobody pays."""
    hall = sitting.hall
    await hall.passes(seconds=ROUND)
    await hall.house.settles()
    quick = sitting.sitting()[:8]
    asked = [(each, await each.question()) for each in quick]
    await hall.house.closes()
    async with asyncio.TaskGroup() as waiting:
        for each, question in asked:
            waiting.create_task(each.gives(question, right=each.level(question) <= each.knows))
        await hall.passes(minutes=7)
        await hall.house.opens()
    await together(each.answers() for each in sitting.sitting() if each not in quick)


async def a_break(sitting: Sitting) -> None:
    """Ten minutes for all; who does not come back at once pays from the second minute on."""
    await rounds(sitting, 6)
    sat = sitting.sitting()
    await sitting.roy.gives_a_break_to_all(sat)
    await together(each.phone.sees("Pause.") for each in sat)
    await sitting.hall.passes(minutes=10)
    await sitting.roy.ends_the_break(sat)
    await together(each.phone.sees("La pause est finie") for each in sat)
    await together(each.goes_on() for each in sat if each.name != "Hugo")
    await sitting.hall.passes(minutes=3)
    await sitting["Hugo"].phone.writes("pardon")
    await sitting["Hugo"].phone.sees("Question")


SLOW = ("Léa", "Lina", "Sami", "Tom")


async def some_go_and_the_others_finish(sitting: Sitting) -> None:
    await rounds(sitting, 4)
    ali, eva = sitting["Ali"], sitting["Eva"]
    assert len(ali.given) >= 20
    await ali.gives_up()
    await sitting.roy.ends_for_a_breakdown(eva)
    await sitting.hall.house.looks()
    await eva.sees_the_end("problème technique")
    while sitting.sitting(SLOW):
        await rounds(sitting, 1, but=SLOW)
    left = {each.name for each in sitting.sitting()}
    assert left == set(SLOW)


async def the_clock_ends_the_others(sitting: Sitting) -> None:
    """Those who take their time are told how much is left, and stopped on the second."""
    hall = sitting.hall
    lea, lina, tom = sitting["Léa"], sitting["Lina"], sitting["Tom"]
    allowed = 105 * 60
    await lina.phone.from_now()
    for minutes in (30, 10, 5):
        await lina.phone.from_now()
        await hall.passes(seconds=allowed - minutes * 60 - lina.spent)
        await lina.phone.sees(f"Il te reste {minutes} minutes")
    await hall.passes(seconds=allowed - lina.spent)
    await together(sitting[name].sees_the_end("Le temps est écoulé") for name in ("Lina", "Sami"))
    await together(each.answers() for each in (lea, tom))
    await hall.passes(seconds=allowed - tom.spent)
    await tom.sees_the_end("Le temps est écoulé")
    await lea.answers()
    message, late = await lea.phone.button("Je passe")
    third = allowed * 133 // 100
    await hall.passes(seconds=third - lea.spent)
    await lea.sees_the_end("Le temps est écoulé")
    await lea.phone.taps_data(message["message_id"], late, forged=True)
    await lea.phone.sees_toast("ne compte plus")
    await sitting.roy.closes()


async def the_jury_decides(sitting: Sitting) -> None:
    diallo, paul = sitting.diallo, sitting["Paul"]
    missed = next(n for n, each in enumerate(paul.given, 1) if each.verdict != "right")
    assert "1 candidat concerné" in await diallo.neutralises(paul, missed)
    await diallo.opens_the_jury()
    await diallo.confirms_all()
    assert f"{len(NAMES)} résultats publiés" in await diallo.publishes()


async def results_are_read(sitting: Sitting) -> None:
    hall, paul, lea = sitting.hall, sitting["Paul"], sitting["Léa"]
    book = await sitting.diallo.exports()
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert sum("Martin" in str(row) for row in rows) == len(NAMES)
    await hall.comes(local("2026-10-14 17:30"))
    await paul.phone.sees("Ton résultat est là")
    code, _ = await fetches_certificate(paul)
    await is_verified(sitting.stranger, code, "Paul Martin11")
    await fetches_certificate(lea)
    await sitting.martin.from_now()
    await lea.phone.taps("Montrer à mes responsables")
    await lea.phone.sees("Montrer ton résultat")
    await lea.phone.taps("Oui, montrer")
    await lea.phone.sees("C'est noté")
    await hall.comes(local("2026-10-15 18:30"))
    await sitting.martin.sees("ertification blanche")


async def fetches_certificate(candidate: Candidate) -> tuple[str, bytes]:
    phone = candidate.phones[0]
    await phone.writes("/certification")
    await phone.sees("Ton profil est certifiable")
    await phone.taps("Mes sessions")
    await phone.sees("Certification blanche : obtenue")  # there is only one
    await phone.taps("Mon certificat")
    message = await phone.sees("Ton certificat d'entraînement")
    pdf = await phone.file(message)
    assert page_count(pdf) == 1
    code = re.search(r"P-[A-Z0-9]{8}", words(message))
    assert code is not None
    return code[0], pdf


async def is_verified(stranger: Phone, code: str, name: str) -> None:
    """By somebody who has never written to the bot."""
    await stranger.writes(f"/verifier {code} Jean Dupont")
    await stranger.sees("Aucun certificat")
    await stranger.writes(f"/verifier {code} {name}")
    assert "pix" in words(await stranger.sees("Ce certificat est valable"))


def local(text: str) -> datetime:
    """That hour in Paris; two hours ahead in October."""
    return datetime.fromisoformat(f"{text}+02:00")
