"""A pupil's whole test in a real Chromium, on a phone-sized window."""

import re

import pytest

from bot.clock import MovableClock
from bot.content import Library
from bot.demo_school import furnish
from bot.engine import TextKey
from bot.usecases.outcomes import EXPRESS
from sandbox.server import Sandbox
from tests.browser.fixtures import OpenScreen, open_screen
from tests.browser.screen import ChatOnScreen
from tests.e2e.cast import Person, Stage
from tests.e2e.conftest import House, settle
from tests.e2e.pupil import Knowing

__all__ = ["open_screen"]  # a fixture

pytestmark = pytest.mark.browser


async def test_a_pupil_plays_a_competence_on_a_phone(
    open_screen: OpenScreen, sandbox: Sandbox, stage: Stage, house: House, library: Library
) -> None:
    person = await stage.person("Léa")
    screen = await open_screen(sandbox.url)
    lea = await screen.chat("Léa")
    await lea.taps("DÉMARRER")
    await lea.sees("Données personnelles")
    await screen.picture("product-welcome")
    await lea.taps("Je suis élève")
    await lea.taps("Non")
    await lea.taps("Un ordinateur aussi")
    await lea.taps("3e")
    await lea.taps("Choisir une compétence")
    await lea.taps("1 ·")
    await lea.taps("1.1 Recherche")
    await lea.taps("Commencer")
    await lea.sees("Question 1 / 5")
    await screen.picture("product-question")
    await plays_to_the_end(lea, Knowing(person, house.store, library), person)
    await screen.picture("product-result")
    await lea.taps("Mon profil")
    await lea.sees(re.compile("niveau [1-8]"))
    await lea.taps("En image")
    await lea.element.get_by_role("img").last.wait_for()
    await screen.picture("product-profile")
    overflow = await screen.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow
    assert screen.complaints == []


async def test_a_pupil_draws_the_profile_on_a_phone(
    open_screen: OpenScreen, sandbox: Sandbox, stage: Stage, house: House, library: Library
) -> None:
    person = await stage.person("Léa")
    await settle(person)
    screen = await open_screen(sandbox.url)
    lea = await screen.chat("Léa")
    await lea.taps("Profil express")
    await lea.sees("par séries de 8")
    await screen.picture("product-express-page")
    await lea.taps("Commencer")
    knowing = Knowing(person, house.store, library)
    for number in range(1, 9):
        await lea.sees(f"Question {number} / 8")
        await person.from_now()
        await knowing.answers(EXPRESS, right=number % 4 != 0)
    drawn = await lea.sees("6 sur 8")
    await drawn.get_by_role("img").wait_for()
    await lea.control("Voir mes réponses").scroll_into_view_if_needed()
    await screen.picture("product-express-picture")
    await lea.taps("Voir mes réponses")
    await lea.sees("Réponses · Profil express")
    await screen.picture("product-express-answers")
    overflow = await screen.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow
    assert screen.complaints == []


async def test_a_teacher_hands_out_a_campaign_on_a_phone(
    open_screen: OpenScreen, sandbox: Sandbox, stage: Stage, house: House, clock: MovableClock
) -> None:
    person = await stage.person("Mme Diallo")
    await house.store.turn(furnish, person.id, clock.now())
    screen = await open_screen(sandbox.url)
    diallo = await screen.chat("Mme Diallo")
    await diallo.taps("DÉMARRER")
    await diallo.taps("Espace enseignant")
    await diallo.sees("Collège des Tilleuls")
    await screen.picture("product-teacher-home")
    await diallo.taps("Mes parcours")
    await diallo.taps("Rentrée numérique")
    await diallo.sees("6 inscrits")
    await screen.picture("product-teacher-campaign")
    await diallo.taps("🔑 Code")
    await diallo.taps("QR code")
    await diallo.element.get_by_role("img").last.wait_for()
    await screen.picture("product-teacher-qr")
    await diallo.taps("Le code")
    await diallo.taps("Affiche PDF")
    await diallo.sees("affiche-rentree-numerique.pdf")
    overflow = await screen.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow
    assert screen.complaints == []


async def plays_to_the_end(lea: ChatOnScreen, knowing: Knowing, person: Person) -> None:
    """Every question is tapped or typed in the page; three right answers in four."""
    for step in range(1, 21):
        await plays(lea, knowing, person, right=step % 4 != 0)
        after = await person.sees_event(lambda e: e["type"] == "message" and says_more(e), "what comes next")
        if "🏆" in after["text" if "text" in after else "caption"]:
            return
        if "Étape" in after.get("text", ""):
            await person.from_now()
            await lea.taps("Continuer")
            await person.sees("Question 1 / 5")
    raise AssertionError("a positioning has at most 20 questions")


def says_more(event: dict[str, dict[str, str]]) -> bool:
    said = event["message"].get("text") or event["message"].get("caption") or ""
    return any(word in said for word in ("Question ", "Étape", "🏆"))


async def plays(lea: ChatOnScreen, knowing: Knowing, person: Person, right: bool) -> None:
    """Typed answers and «Je passe» go through the page; choices are tapped as the other conversations do."""
    variant = await knowing.variant("1.1")
    if right and isinstance(variant.key, TextKey):
        await person.from_now()
        await lea.says(variant.key.accepted[0])
    elif right:
        await knowing.answers("1.1")
    else:
        await person.from_now()
        await lea.taps("Je passe")
