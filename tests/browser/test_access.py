"""The page for people who use a keyboard, a screen reader, large fingers or weak eyes."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from sandbox.server import Sandbox
from tests.browser.echo import EchoBot
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import DESKTOP, PHONE, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("class_of_lea")]


HERE = Path(__file__).parent
CONTRASTS = (HERE / "contrasts.js").read_text("utf-8")
SMALL_TARGETS = (HERE / "small_targets.js").read_text("utf-8")
# How long everything that moves goes on, in milliseconds.
MOTIONS = """document.getAnimations()
    .map((animation) => animation.effect.getComputedTiming())
    .map(({ duration, iterations }) => duration * iterations)"""


async def everything(page: Page, bot: EchoBot) -> None:
    """A chat with every kind of message."""
    lea = page.get_by_role("tabpanel", name="Léa")
    await lea.get_by_role("button", name="Démarrer").click()
    await expect(lea.get_by_text("Que veux-tu faire")).to_be_visible()
    box = lea.get_by_role("textbox")
    for words, seen in (
        ("question", "Question 2 / 5"),
        ("photo", "Une fenêtre"),
        ("document", "Trie ce tableau"),
        ("épingle", "À faire avant vendredi"),
        ("boutons", "Des boutons"),
    ):
        await box.fill(words)
        await box.press("Enter")
        await expect(lea.get_by_role("article").filter(has_text=seen).last).to_be_visible()
    await bot.call("sendChatAction", chat_id=7000001, action="typing")


async def test_a_whole_exchange_with_the_keyboard_alone(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url, DESKTOP)
    page, keys = shown.page, shown.page.keyboard
    lea = await shown.chat("Léa")
    await page.get_by_role("tab", name="Léa").focus()
    await tab_to(page, "Démarrer")
    await keys.press("Enter")
    await lea.sees("Que veux-tu faire")
    await keys.type("question")
    await keys.press("Enter")
    await lea.sees("Question 2 / 5")
    await tab_to(page, "horaires piscine", backwards=True)
    await keys.press("Space")
    question = await lea.sees("Ta réponse : horaires piscine")
    await expect(question).to_be_focused()
    await tab_to(page, "Menu")
    await keys.press("Enter")
    await expect(lea.element.get_by_role("button", name="Recommencer au début")).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("Escape")
    await expect(lea.element.get_by_role("group", name="Commandes du bot")).to_be_hidden()
    await expect(lea.element.get_by_role("textbox")).to_be_focused()
    await tab_to(page, "Mon profil")
    await keys.press("Enter")
    await lea.sees("Tu as dit : 📊 Mon profil")


async def test_menus_and_dialogs_by_keyboard(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url, DESKTOP)
    page, keys = shown.page, shown.page.keyboard
    await shown.chat("Léa")
    await page.get_by_role("tab", name="Léa").focus()
    await keys.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Noé")).to_be_focused()
    await keys.press("End")
    await keys.press("Enter")
    await expect(page.get_by_role("tabpanel", name="Classe de 4e B")).to_be_visible()
    await tab_to(page, "Horloge du bac à sable")
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keys.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="Horloge du bac à sable")).to_be_focused()
    await tab_to(page, "Autres actions")
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem", name="Ajouter une personne")).to_be_focused()
    await keys.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Ouvrir un lien")).to_be_focused()
    await keys.press("Escape")
    await expect(page.get_by_role("button", name="Autres actions")).to_be_focused()


async def test_a_long_chat_is_one_tab_stop(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    for number in range(5):
        await lea.says(f"message {number}")
    await lea.sees("Tu as dit : message 4")
    stops = lea.element.locator('.handle[tabindex="0"]')
    await expect(stops).to_have_count(1)
    await stops.focus()
    await shown.page.keyboard.press("ArrowUp")
    await shown.page.keyboard.press("Enter")
    await shown.page.get_by_role("menuitem", name="Modifier").click()
    await expect(lea.element.get_by_role("textbox")).to_have_value("message 4")


async def test_the_focus_is_always_visible(sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    await everything(shown.page, bot)
    await shown.page.get_by_role("tab", name="Léa").focus()
    for _ in range(30):
        await shown.page.keyboard.press("Tab")
        style: str = await shown.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        name = await shown.page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert style != "none" or name.startswith("<body"), name


async def test_roles_and_names(sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    await everything(shown.page, bot)
    page = shown.page
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("banner", name="Bac à sable")).to_be_visible()
    await expect(page.get_by_role("tablist", name="Personnes et groupes").get_by_role("tab")).to_have_count(5)
    log = page.get_by_role("log", name="Messages de Tremplin à Léa")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(page.get_by_role("textbox", name="Message à Tremplin")).to_be_visible()
    await expect(log.get_by_role("img", name="Une fenêtre de navigateur")).to_be_visible()
    await expect(log.get_by_role("article").filter(has_text="Moi : question")).to_have_count(1)
    for role in ("button", "link", "textbox", "img", "tab"):
        for control in await page.get_by_role(role).all():
            await expect(control).to_have_accessible_name(re.compile(r"\S"))


async def test_edits_of_buttons_alone_are_not_read_again(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    """A live region reads what is added to it: a text stays where it is when only the buttons change."""
    lea = await (await open_screen(sandbox.url)).chat("Léa")
    await lea.taps("Démarrer")
    await lea.says("multiple")
    message = await lea.sees("Coche les navigateurs")
    text = await message.locator(".text").element_handle()
    await lea.taps("☐ Excel")
    await expect(lea.control("☑ Excel")).to_be_visible()
    assert await text.evaluate("(element) => element.isConnected")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen, scheme: Scheme) -> None:
    shown = await open_screen(sandbox.url, PHONE, scheme)
    await everything(shown.page, bot)
    poor: list[str] = await shown.page.evaluate(CONTRASTS)
    assert poor == []


async def test_fingers_find_every_control(sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    await everything(shown.page, bot)
    assert await shown.page.evaluate(SMALL_TARGETS) == []
    await shown.page.get_by_role("button", name="Horloge").click()
    await shown.page.get_by_role("dialog").evaluate(
        "(dialog) => Promise.all(dialog.getAnimations().map((a) => a.finished))"
    )
    assert await shown.page.evaluate(SMALL_TARGETS) == []


async def test_motion_can_be_reduced(sandbox: Sandbox, bot: EchoBot, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    await shown.page.emulate_media(reduced_motion="reduce")
    await everything(shown.page, bot)
    durations: list[Any] = await shown.page.evaluate(MOTIONS)
    assert all(duration <= 1 for duration in durations), durations


async def tab_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Press Tab until the focus is on the control with this name."""
    for _ in range(40):
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found: str = await page.evaluate(
            "document.activeElement.ariaLabel ?? document.activeElement.textContent"
        )
        if name in found:
            return
    raise AssertionError(f"Tab never reaches {name}")
