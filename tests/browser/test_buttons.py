"""Inline keyboards: answers, toasts, alerts, waiting, links."""

import pytest
from playwright.async_api import expect

from sandbox.server import Sandbox
from tests.browser.echo import EchoBot
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import ChatOnScreen

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("class_of_lea")]


@pytest.fixture
def url(sandbox: Sandbox) -> str:
    return sandbox.url


async def at_home(lea: ChatOnScreen) -> ChatOnScreen:
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    return lea


async def test_an_answer_edits_the_question_and_shows_a_toast(url: str, open_screen: OpenScreen) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    await lea.says("question")
    question = await lea.sees("Question 2 / 5")
    await expect(
        question.get_by_role("group", name="Boutons du message").get_by_role("button")
    ).to_have_count(5)
    before = await lea.messages.count()
    await lea.taps("horaires piscine municipale Lyon")
    await expect(question).to_contain_text("Ta réponse : horaires piscine municipale Lyon")
    await expect(question).to_contain_text("modifié")
    await expect(question.get_by_role("group", name="Boutons du message")).to_have_count(0)
    await expect(lea.note).to_have_text("Réponse enregistrée")
    assert await lea.messages.count() == before


async def test_a_button_waits_for_its_answer(url: str, bot: EchoBot, open_screen: OpenScreen) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    await lea.says("boutons")
    await lea.sees("Des boutons")
    await lea.taps("Lent")
    await expect(lea.control("Lent")).to_have_accessible_name("Lent (en attente)")
    await lea.taps("Lent")  # a second tap while it waits is not sent
    bot.gate.set()
    await expect(lea.control("Lent")).to_have_accessible_name("Lent")
    await expect(lea.note).to_have_text("Enfin !")


async def test_an_alert_must_be_closed(url: str, open_screen: OpenScreen) -> None:
    shown = await open_screen(url)
    lea = await at_home(await shown.chat("Léa"))
    await lea.says("boutons")
    await lea.taps("Alerte")
    alert = shown.page.get_by_role("alertdialog", name="Tremplin")
    await expect(alert).to_contain_text("Cette question est finie.")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()
    await expect(lea.control("Alerte")).to_be_focused()


async def test_boxes_are_ticked_in_place_and_keep_the_focus(url: str, open_screen: OpenScreen) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    await lea.says("multiple")
    await lea.sees("Coche les navigateurs")
    await lea.control("☐ Chromium").press("Enter")
    await expect(lea.control("☑ Chromium")).to_be_focused()
    await lea.element.page.keyboard.press("Shift+Tab")
    await lea.element.page.keyboard.press("Shift+Tab")
    await lea.element.page.keyboard.press("Space")
    await expect(lea.control("☑ Firefox")).to_be_focused()
    await expect(lea.control("☑ Chromium")).to_be_visible()


@pytest.mark.parametrize(("button", "payload"), [("Mon parcours", "BOUTON"), ("ton parcours", "CODE234")])
async def test_links_to_the_bot_start_it(
    url: str, bot: EchoBot, open_screen: OpenScreen, button: str, payload: str
) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    if button == "Mon parcours":
        await lea.says("boutons")
        await lea.sees("Des boutons")
    await lea.taps(button)
    await lea.sees(f"Code reçu : {payload}")
    assert bot.starts == ["", payload]


async def test_reply_keyboard(url: str, open_screen: OpenScreen) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    answers = lea.element.get_by_role("group", name="Réponses proposées")
    switch = lea.element.get_by_role("button", name="Clavier de réponses")
    await expect(lea.element.get_by_role("textbox")).to_have_attribute("placeholder", "Écris ta réponse")
    await expect(switch).to_have_attribute("aria-expanded", "true")
    await answers.get_by_role("button", name="Mon profil").click()
    await lea.sees("Tu as dit : 📊 Mon profil")
    await switch.click()
    await expect(answers).to_be_hidden()
    await switch.click()
    await expect(answers).to_be_visible()
    await lea.says("rien")
    await lea.sees("Plus de clavier.")
    await expect(switch).to_be_hidden()
    await expect(answers).to_be_hidden()


async def test_a_one_time_keyboard_goes_and_the_focus_stays(
    url: str, bot: EchoBot, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    keyboard = {"keyboard": [[{"text": "Oui"}, {"text": "Non"}]], "one_time_keyboard": True}
    await bot.call("sendMessage", chat_id=class_of_lea["Léa"], text="D’accord ?", reply_markup=keyboard)
    await lea.control("Oui").press("Enter")
    await lea.sees("Tu as dit : Oui")
    await expect(lea.element.get_by_role("group", name="Réponses proposées")).to_be_hidden()
    await expect(lea.log).to_be_focused()


async def test_a_deleted_message_leaves_the_focus_in_the_chat(
    url: str, bot: EchoBot, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    lea = await at_home(await (await open_screen(url)).chat("Léa"))
    await lea.says("boutons")
    message = await lea.sees("Des boutons")
    await lea.control("Alerte").focus()
    number = await message.get_attribute("data-message")
    await bot.call("deleteMessage", chat_id=class_of_lea["Léa"], message_id=int(number or 0))
    await expect(message).to_have_count(0)
    await expect(lea.log).to_be_focused()
