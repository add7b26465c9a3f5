"""What must not open a sitting: forged buttons, another's name, another school, guessed codes; over HTTP."""

import pytest

from bot.store import people, schools, sittings
from bot.store.base import Tx
from bot.store.sittings import Candidate as Row
from bot.store.times import to_ms
from bot.transport.callback import pack
from tests.e2e.cast import Message
from tests.e2e.certification.candidates import Candidate
from tests.e2e.certification.hall import Hall, Phone
from tests.e2e.certification.story import DAY, Sitting, local


@pytest.fixture
async def sitting(hall: Hall) -> Sitting:
    made = Sitting(hall)
    await made.is_furnished(["Léa", "Tom"], Candidate)
    return made


@pytest.fixture
async def codes(hall: Hall, sitting: Sitting) -> tuple[str, str]:
    """The access code and the invigilators', half an hour before the sitting."""
    await sitting.diallo.prepares("Adaptative", "mardi 13 octobre 14 h")
    found = await sitting.diallo.announces()
    await hall.comes(local(f"{DAY} 13:30"))
    return found


async def row(sitting: Sitting, name: str) -> Row:
    """A candidate as the database knows them."""
    rows = await sitting.hall.house.store.turn(_rows, sitting.school.id)
    return next(each for each in rows if each.given_name == name)


def _rows(tx: Tx, school_id: int) -> list[Row]:
    (found,) = sittings.of_school(tx, school_id)
    return sittings.candidates(tx, found.id)


async def forges(phone: Phone, action: str, *args: int | str) -> None:
    """Tap a button that is not there, under the newest message."""
    await phone.taps_data((await phone.last())["message_id"], pack(action, *args), forged=True)


async def test_nobody_begins_before_they_are_let(sitting: Sitting, codes: tuple[str, str]) -> None:
    lea, (access, staff) = sitting["Léa"], codes
    await lea.enters(access)
    started = (await row(sitting, "Léa")).id
    await forges(lea.phone, "sd_start", started)
    await lea.phone.sees_event(lambda each: each["type"] == "toast", "an answer")
    assert (await row(sitting, "Léa")).started_at is None

    await sitting.roy.opens_the_list(staff)
    await sitting.roy.opens_page_of(lea)
    await sitting.roy.phone.does("sb_see")
    await lea.phone.sees("Présence notée")
    await forges(lea.phone, "sd_start", started)
    await lea.phone.sees_event(lambda each: each["type"] == "toast", "an answer")
    assert (await row(sitting, "Léa")).started_at is None

    await sitting.roy.phone.does("sb_allow")
    await lea.phone.sees("Départ autorisé")
    await lea.begins()
    first = await lea.question()
    await lea.phone.starts()
    await lea.phone.sees("Question 1 ")
    again = await lea.question()
    assert (again.challenge, again.variant, again.step) == (first.challenge, first.variant, first.step)


async def test_nobody_enters_as_somebody_else(sitting: Sitting, codes: tuple[str, str]) -> None:
    (access, staff), tom = codes, sitting["Tom"]
    await sitting.roy.opens_the_list(staff)
    await tom.phone.writes(access)
    await tom.phone.sees("Tu es bien Tom")
    await sitting.roy.phone.from_now()
    await forges(tom.phone, "sd_me", access, (await row(sitting, "Léa")).id)
    await tom.phone.sees("Le surveillant est prévenu")
    await sitting.roy.phone.sees("Un autre téléphone demande à entrer pour MARTIN00 Léa")
    await sitting.roy.phone.does("sb_shut")
    await tom.phone.sees("Le surveillant n'a pas accepté ce téléphone")
    assert (await row(sitting, "Léa")).person_id is None

    await sitting["Léa"].enters(access)
    await sitting["Léa"].phone.writes(access)
    await sitting["Léa"].phone.sees("Règles acceptées")  # twice is once
    await forges(tom.phone, "sd_start", (await row(sitting, "Léa")).id)
    await tom.phone.sees_toast("Tu n'as pas accès")
    await forges(tom.phone, "sd_go", (await row(sitting, "Léa")).sitting_id)
    await tom.phone.sees_toast("Tu n'as pas accès")


async def test_a_teacher_of_another_school_watches_over_nothing(
    hall: Hall, sitting: Sitting, codes: tuple[str, str]
) -> None:
    access, staff = codes
    payet, lea = hall.phone("M. Payet", known=True), sitting["Léa"]
    await hall.house.store.turn(_elsewhere, payet.id, to_ms(hall.clock.now()))
    await lea.enters(access)
    await payet.writes(staff)
    await payet.sees("Seuls les enseignants de cet établissement")
    found = await row(sitting, "Léa")
    await sitting.roy.opens_the_list(staff)
    await sitting.roy.opens_page_of(lea)
    about = {pack("x", each)[1:] for each in (found.id, found.sitting_id)}
    seen = [*await buttons_of(sitting.roy.phone, about), *await buttons_of(sitting.diallo.phone, about)]
    assert len(seen) > 10
    for data in seen:
        await payet.taps_data((await payet.last())["message_id"], data, forged=True)
        await payet.sees_toast("Vous n'avez pas accès")
    assert await row(sitting, "Léa") == found


async def buttons_of(phone: Phone, about: set[str]) -> list[str]:
    """What the buttons of somebody's chat carry that are about these."""
    rows = [row for each in await phone.messages() for row in _rows_of(each)]
    every = {button["callback_data"] for row in rows for button in row if "callback_data" in button}
    return sorted(each for each in every if any(f"{id_}:" in f"{each}:" for id_ in about))


def _rows_of(message: Message) -> list[list[dict[str, str]]]:
    found: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return found


def _elsewhere(tx: Tx, chat_id: int, now_ms: int) -> None:
    """A teacher of a school of their own."""
    person = people.meet(tx, chat_id, now_ms)
    people.set_role(tx, person, "teacher")
    people.set_device(tx, person, "computer")
    school = schools.add(tx, "Collège Senghor", "Indian/Reunion", "college", now_ms)
    schools.put_member(tx, person.id, school.id, "admin", "M. Payet", now_ms)


async def test_codes_of_certificates_can_not_be_guessed(sitting: Sitting) -> None:
    """After a few tries each one has to wait, whether it would be right or not."""
    tries = 0
    while not await slowed_down(sitting.stranger, tries):
        tries += 1
    assert 3 <= tries <= 20


async def slowed_down(stranger: Phone, number: int) -> bool:
    await stranger.writes(f"/verifier P-ACDE{2222 + number} Léa Martin")
    await stranger.sees_event(lambda each: each["type"] == "message", "an answer")
    return "Trop d'essais" in await stranger.transcript(1)
