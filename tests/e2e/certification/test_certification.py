"""A whole sitting, adaptive, with thirty candidates and one invigilator, over HTTP, on both databases."""

import asyncio
import json

import pytest

from bot.store.classes import Pupil
from tests.e2e.certification import truth
from tests.e2e.certification.candidates import Candidate
from tests.e2e.certification.hall import Hall, Phone, together
from tests.e2e.certification.story import DAY, ROUND, Sitting, fetches_certificate, is_verified, local

NAMES = [
    "Léa", "Tom", "Inès", "Noé", "Zoé", "Ali", "Eva", "Hugo", "Lina", "Sami", "Aya", "Paul", "Rose", "Malo",
    "Nina", "Adam", "Iris", "Luca", "Maya", "Théo", "Jade", "Enzo", "Lou", "Axel", "Anna", "Ivan", "Cléo",
    "Omar", "Sara", "Yanis",
]  # fmt: skip
GOOD = ("Léa", "Inès", "Paul")
DREAMERS = ("Iris", "Luca", "Maya", "Théo", "Jade", "Enzo", "Lou", "Axel")
ASKED = 32
QUICK = ("Inès", "Noé", "Zoé", "Hugo", "Paul", "Aya", "Rose", "Malo")  # get to the last question


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def as_they_are(hall: Hall, phone: Phone, line: Pupil) -> Candidate:
    """Some know much and take their time, others know less, and pass what takes several taps."""
    good, place = line.given_name in GOOD, NAMES.index(line.given_name)
    return Candidate(hall, phone, line, 5 if good else place % 5, patient=good)


@pytest.fixture
async def sitting(hall: Hall) -> Sitting:
    made = Sitting(hall)
    made.dreamers = frozenset(DREAMERS)
    await made.is_furnished(NAMES, as_they_are)
    return made


async def test_thirty_candidates_sit_together(hall: Hall, sitting: Sitting) -> None:
    access = await is_announced(sitting)
    await the_door_opens(sitting, access)
    await sitting.begins(access, late=("Tom",))
    await a_question_is_withdrawn(sitting)
    await a_question_stays(sitting)
    await a_late_one_and_a_lost_phone(sitting, access)
    await the_bot_is_away(sitting)
    await a_break(sitting)
    await some_go_and_the_others_finish(sitting)
    await the_clock_ends_the_others(sitting)
    await truth.holds(hall, sitting.school.id, sitting.everybody)
    await nothing_is_given_away(sitting["Ali"])
    await the_jury_decides(sitting)
    await results_are_read(sitting)


async def is_announced(sitting: Sitting) -> str:
    diallo = sitting.diallo
    await diallo.prepares("Adaptative", "mardi 13 octobre 14 h")
    await diallo.gives_a_third_more("Martin00 Léa")
    sitting["Léa"].allowed = sitting["Léa"].allowed * 133 // 100
    access, staff = await diallo.announces()
    await sitting.hall.house.reminds()
    await sitting["Léa"].phone.sees("Ta convocation : certification blanche")
    await sitting.martin.sees("Certification blanche (entraînement) : mardi 13 octobre à 14 h")
    await sitting.roy.opens_the_list(staff)
    return access


async def the_door_opens(sitting: Sitting, access: str) -> None:
    """An hour before, not earlier."""
    await sitting.hall.comes(local(f"{DAY} 12:59"))
    early = sitting["Hugo"]
    await early.phone.writes(access)
    await early.phone.sees("pas encore ouverte")
    await sitting.hall.comes(local(f"{DAY} 13:40"))


async def a_question_is_withdrawn(sitting: Sitting) -> None:
    """Another one of its level comes; nobody else waits for it."""
    await sitting.rounds(4)
    noe = sitting["Noé"]
    await sitting.hall.passes(minutes=1)
    await sitting.roy.phone.from_now()
    seen = await noe.question()
    await noe.reports_a_problem()
    await sitting.roy.phone.sees("MARTIN03 Noé signale un problème")
    await sitting.rounds(1, but=("Noé",))
    await noe.phone.writes("42")
    await noe.phone.sees("Ton temps est arrêté")
    await sitting.roy.withdraws(noe)
    await noe.phone.sees("La question est retirée")
    await noe.goes_on()
    other = await noe.question()
    assert other.challenge != seen.challenge
    assert noe.level(other) == noe.level(seen)


async def a_question_stays(sitting: Sitting) -> None:
    """The same one comes back, and the minutes of doubt are not counted."""
    zoe = sitting["Zoé"]
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
    await sitting.rounds(2, but=("Inès",))
    await sitting.roy.lets_in()
    await borrowed.sees("te laisse entrer")
    await ines.takes_up_on(borrowed)
    await ines.phones[0].sees("continue sur un autre téléphone")
    await ines.phones[0].writes("me revoilà")
    await sitting.rounds(2)


async def the_bot_is_away(sitting: Sitting) -> None:
    """Killed in the middle: what was answered meanwhile counts once it is back, and nobody pays."""
    hall = sitting.hall
    await hall.passes(seconds=ROUND)
    quick = [sitting[name] for name in QUICK]
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
    await sitting.rounds(6)
    sat = sitting.sitting()
    await sitting.roy.gives_a_break_to_all(sat)
    await together(each.phone.sees("Pause.") for each in sat)
    await sitting.hall.passes(minutes=10)
    await sitting.roy.ends_the_break(sat)
    await together(each.phone.sees("La pause est finie") for each in sat)
    await together(each.goes_on() for each in sat if each.name != "Hugo")
    await sitting["Hugo"].phone.from_now()
    await sitting.hall.passes(minutes=3)
    await sitting["Hugo"].phone.sees("Question")


async def some_go_and_the_others_finish(sitting: Sitting) -> None:
    await sitting.rounds(4)
    ali, eva = sitting["Ali"], sitting["Eva"]
    assert len(ali.given) >= 20
    await ali.gives_up()
    await sitting.roy.ends_for_a_breakdown(eva)
    await sitting.hall.house.looks()
    await eva.sees_the_end("problème technique")
    slow = {each.name for each in sitting.sitting(QUICK)}
    while sitting.sitting(slow):
        await sitting.rounds(1, but=slow)
    assert all(len(sitting[name].given) == ASKED for name in QUICK)
    assert {each.name for each in sitting.sitting()} == slow


async def the_clock_ends_the_others(sitting: Sitting) -> None:
    """Those who take their time are told how much is left, and stopped on the second."""
    hall = sitting.hall
    lea, lina, tom = sitting["Léa"], sitting["Lina"], sitting["Tom"]
    for minutes in (30, 10, 5):
        await lina.phone.from_now()
        await hall.passes(seconds=lina.left - minutes * 60)
        await lina.phone.sees(f"Il te reste {minutes} minutes")
    await the_time_is_over_for(lina)
    out_of_time = sitting.sitting(("Léa", "Tom"))
    await together(each.sees_the_end("Le temps est écoulé") for each in out_of_time)
    await together(each.answers() for each in (lea, tom))
    await the_time_is_over_for(tom)
    await tom.sees_the_end("Le temps est écoulé")
    await lea.answers()
    message, late = await lea.phone.button("Je passe")
    await the_time_is_over_for(lea)
    await lea.sees_the_end("Le temps est écoulé")
    await lea.phone.taps_data(message["message_id"], late, forged=True)
    await lea.phone.sees_toast("ne compte plus")
    await sitting.roy.closes()


async def the_time_is_over_for(candidate: Candidate) -> None:
    """What was sent in the last second may still be on its way; nothing counts any more once it has come."""
    await candidate.hall.passes(seconds=candidate.left)
    await candidate.hall.passes(seconds=5)


async def nothing_is_given_away(ali: Candidate) -> None:
    """Not to who asks for all that is kept about them, either."""
    assert await kept_verdicts(ali) == [None] * len(ali.given)


async def kept_verdicts(candidate: Candidate) -> list[str | None]:
    """What «/mesdonnees» says of the answers of the sitting."""
    await candidate.phone.writes("/mesdonnees")
    message = await candidate.phone.sees("Voici tout ce que je garde sur toi")
    document = json.loads(await candidate.phone.file(message))
    given = {(each.challenge, each.variant) for each in candidate.given}
    return [each["verdict"] for each in document["réponses"] if (each["épreuve"], each["variante"]) in given]


async def the_jury_decides(sitting: Sitting) -> None:
    diallo, paul = sitting.diallo, sitting["Paul"]
    before = (await truth.scored(sitting.hall, sitting.school.id))[paul.line.id]
    missed = next(n for n, each in enumerate(paul.given, 1) if each.verdict != "right")
    assert "1 candidat concerné" in await diallo.neutralises(paul, missed)
    after = (await truth.scored(sitting.hall, sitting.school.id))[paul.line.id]
    assert after.total >= before.total > 0
    await diallo.opens_the_jury()
    await diallo.confirms_all()
    assert f"{len(NAMES)} résultats publiés" in await diallo.publishes()
    await truth.published_as_scored(sitting.hall, sitting.school.id)


async def results_are_read(sitting: Sitting) -> None:
    hall, paul, lea = sitting.hall, sitting["Paul"], sitting["Léa"]
    book = await sitting.diallo.exports()
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert sum("Martin" in str(row) for row in rows) == len(NAMES)
    await hall.comes(local("2026-10-14 17:30"))
    await paul.phone.sees("Ton résultat est là")
    assert await kept_verdicts(sitting["Ali"]) == [each.verdict for each in sitting["Ali"].given]
    code = await fetches_certificate(paul)
    await is_verified(sitting.stranger, code, "Paul Martin11")
    await fetches_certificate(lea)
    await sitting.martin.from_now()
    await lea.phone.taps("Montrer à mes responsables")
    await lea.phone.sees("Montrer ton résultat")
    await lea.phone.taps("Oui, montrer")
    await lea.phone.sees("C'est noté")
    await hall.comes(local("2026-10-15 18:30"))
    await sitting.martin.sees("ertification blanche")
