"""How the page looks: nothing wider than the screen; pictures of every state in build/screenshots."""

import pytest
from playwright.async_api import ViewportSize

from sandbox.server import Sandbox
from tests.browser.conftest import Control
from tests.browser.echo import EchoBot
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import DESKTOP, PHONE, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("class_of_lea")]

LONG = "Donaudampfschifffahrtsgesellschaft" * 12


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")]
)
async def test_a_tour(sandbox: Sandbox, open_screen: OpenScreen, size: ViewportSize, scheme: Scheme) -> None:
    shown = await open_screen(sandbox.url, size, scheme)
    name = f"{size['width']}-{scheme}"
    lea = await shown.chat("Léa")
    await shown.picture(f"{name}-1-empty-chat")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    await shown.picture(f"{name}-2-welcome")
    await lea.says("question")
    await lea.sees("Question 2 / 5")
    await shown.picture(f"{name}-3-question")
    await lea.taps("horaires piscine municipale Lyon")
    await lea.sees("Ta réponse")
    await shown.picture(f"{name}-4-answered")
    for words, seen in (("photo", "Une fenêtre"), ("document", "Trie ce tableau"), ("👍", "Tu as dit : 👍")):
        await lea.says(words)
        await lea.sees(seen)
    await shown.picture(f"{name}-5-media")
    assert await shown.overflow() == 0
    await lea.says("boutons")
    await lea.sees("Des boutons")
    await lea.taps("Lent")
    await shown.picture(f"{name}-6-waiting")
    await lea.taps("Alerte")
    await shown.page.get_by_role("alertdialog").wait_for()
    await shown.picture(f"{name}-7-alert")
    await shown.page.keyboard.press("Escape")
    await lea.element.get_by_role("button", name="Menu", exact=True).click()
    await shown.picture(f"{name}-8-commands")
    await shown.page.keyboard.press("Escape")
    await shown.page.get_by_role("button", name="Horloge").click()
    await shown.picture(f"{name}-9-clock")
    assert await shown.overflow() == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP, ViewportSize(width=320, height=560)])
async def test_nothing_is_wider_than_the_screen(
    sandbox: Sandbox,
    bot: EchoBot,
    control: Control,
    class_of_lea: dict[str, int],
    open_screen: OpenScreen,
    size: ViewportSize,
) -> None:
    lea_id = class_of_lea["Léa"]
    await control.post("people", first_name=LONG)
    await control.post("send", person=lea_id, text=LONG)
    button = [{"text": LONG[:200], "callback_data": "x"}]
    await bot.call(
        "sendMessage", chat_id=lea_id, text=LONG, reply_markup={"inline_keyboard": [button, button * 8]}
    )
    code = f"<pre>{LONG}</pre><blockquote>{LONG}</blockquote>"
    await bot.call(
        "sendMessage",
        chat_id=lea_id,
        text=code,
        parse_mode="HTML",
        reply_markup={"keyboard": [[LONG], [LONG] * 4]},
    )
    await bot.upload("sendDocument", "document", f"{LONG}.csv", b"x", chat_id=lea_id, caption=LONG)
    shown = await open_screen(sandbox.url, size)
    lea = await shown.chat("Léa")
    await lea.messages.last.wait_for()
    assert await shown.overflow() == 0
    inside: int = await lea.log.evaluate("(log) => log.scrollWidth - log.clientWidth")
    assert inside == 0
    await shown.picture(f"{size['width']}-hostile")
