"""Messages: written, formatted, edited, answered."""

import re

import pytest
from playwright.async_api import expect

from sandbox.server import Sandbox
from tests.browser.conftest import Control
from tests.browser.echo import EchoBot
from tests.browser.fixtures import OpenScreen

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("class_of_lea")]


async def test_an_empty_chat_begins_with_start(
    sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen
) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await expect(lea.element.get_by_role("textbox")).to_be_hidden()
    await expect(lea.element).to_contain_text("Je t’aide à progresser")
    await lea.taps("Démarrer")
    await lea.sees("Bienvenue sur Tremplin")
    await expect(lea.log).to_be_focused()  # the field would open the phone's keyboard
    assert bot.starts == [""]


async def test_formatting_is_drawn(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    welcome = await lea.sees("Bienvenue")
    await expect(welcome.locator("strong")).to_have_text("Bienvenue sur Tremplin")
    await expect(welcome.locator("blockquote")).to_contain_text("Une erreur n’est pas grave")
    await expect(welcome.locator("pre")).to_contain_text("for mot in liste:")
    await expect(welcome.get_by_role("link", name="un site")).to_have_attribute("rel", "noopener noreferrer")
    await expect(welcome.get_by_text("tremplin", exact=True)).to_be_hidden()
    await welcome.get_by_role("button", name="Texte masqué").click()
    await expect(welcome.get_by_text("tremplin", exact=True)).to_be_visible()
    await welcome.get_by_role("button", name="/profil").click()
    await lea.sees("Tu as dit : /profil")


async def test_text_is_never_html(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    hostile = "<img src=x onerror=alert(1)> <b>gras</b> \u202eeuqibara\u202c שלום 👩‍👩‍👧 &amp;"
    await lea.says(hostile)
    echo = await lea.sees("Tu as dit : <img src=x onerror=alert(1)> <b>gras</b>")
    await expect(echo.locator("img")).to_have_count(0)


async def test_the_page_keeps_only_known_html(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    """Even a server that went mad could not put a script, a handler or a frame in the page."""
    shown = await open_screen(sandbox.url)
    await shown.chat("Léa")
    html = (
        '<img src=x onerror=alert(1)><b onclick="alert(1)">gras</b><script>alert(1)</script>'
        '<a href="javascript:alert(1)">lien</a><iframe src="/"></iframe><form><input></form>'
    )
    built: str = await shown.page.evaluate(
        """async (html) => {
            const { build } = await import('/static/js/markup.js');
            const box = document.createElement('div');
            box.append(build(html, {}));
            return box.innerHTML;
        }""",
        html,
    )
    assert built == "<strong>gras</strong>alert(1)<span>lien</span>"
    shown.complaints.clear()  # the page's Content-Security-Policy refuses the handlers too, and says so


async def test_own_message_edited(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await lea.says("bonjoir")
    mine = lea.messages.filter(has_text="Moi : bonj")
    await mine.get_by_role("button", name="Actions du message").press("Enter")
    await lea.element.page.get_by_role("menuitem", name="Modifier").click()
    await expect(lea.element.get_by_role("textbox")).to_have_value("bonjoir")
    await lea.says("bonjour")
    await expect(mine).to_contain_text(re.compile("bonjour.*modifié"))
    await expect(lea.element.get_by_role("textbox")).to_have_value("")


async def test_reply_to_a_message(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await (await lea.sees("Que veux-tu faire")).locator(".bubble").tap()
    await lea.element.page.get_by_role("menuitem", name="Répondre").click()
    await expect(lea.element).to_contain_text("Répondre à Tremplin")
    await lea.says("M’entraîner")
    answer = await lea.sees("Tu as dit : M’entraîner (à propos de « Que veux-tu faire")
    await expect(answer).to_be_visible()
    quoted = lea.element.get_by_role("button", name="En réponse à Tremplin")
    await quoted.click()
    await expect(await lea.sees("Que veux-tu faire")).to_be_visible()


async def test_a_refused_message_is_given_back(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    await shown.page.route("**/sandbox/send", lambda route: route.fulfill(status=400, json={"error": "Non."}))
    await lea.says("important")
    await expect(lea.note).to_have_text("Non.")
    await expect(lea.element.get_by_role("textbox")).to_have_value("important")
    shown.complaints.clear()  # the browser names the refused request


async def test_commands_by_menu_and_by_slash(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    await lea.element.get_by_role("button", name="Menu", exact=True).click()
    commands = lea.element.get_by_role("group", name="Commandes du bot")
    await expect(commands.get_by_role("button")).to_have_count(4)
    await commands.get_by_role("button", name="/tutos").click()
    await lea.sees("Tu as dit : /tutos")
    await lea.element.get_by_role("textbox").press_sequentially("/pro")
    await expect(commands.get_by_role("button")).to_have_count(1)
    await commands.get_by_role("button", name="Voir mes 16 compétences").click()
    await lea.sees("Tu as dit : /profil")


async def test_what_the_bot_is_doing(
    sandbox: Sandbox, bot: EchoBot, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    await bot.call("sendChatAction", chat_id=class_of_lea["Léa"], action="typing")
    await expect(lea.element.get_by_text("écrit", exact=True)).to_be_visible()
    await bot.call("sendMessage", chat_id=class_of_lea["Léa"], text="Voilà")
    await expect(lea.element.get_by_text("écrit", exact=True)).to_be_hidden()


async def test_pinned_message(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await lea.says("épingle")
    await expect(
        lea.element.get_by_role("button", name="Message épinglé À faire avant vendredi")
    ).to_be_visible()


async def test_reading_back_is_not_disturbed(
    sandbox: Sandbox, bot: EchoBot, control: Control, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    for number in range(8):
        await control.post("send", person=class_of_lea["Léa"], text=f"message {number}\n" * 3)
    await lea.sees("Tu as dit : message 7")
    await expect(lea.element.get_by_role("button", name="Aller au dernier message")).to_be_hidden()
    await lea.log.hover()
    await lea.element.page.mouse.wheel(0, -1500)
    await expect(lea.element.get_by_role("button", name="Aller au dernier message")).to_be_visible()
    await bot.call("sendMessage", chat_id=class_of_lea["Léa"], text="Tout en bas")
    last = lea.messages.filter(has_text="Tout en bas")
    await expect(last).to_be_attached()
    await expect(last).not_to_be_in_viewport()
    await lea.taps("Aller au dernier message")
    await expect(last).to_be_in_viewport()
