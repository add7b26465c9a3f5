"""The chat page on a screen, told as a person would: says, sees, taps."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)

expect.set_options(timeout=10_000)  # a machine that runs the whole suite can be slow

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class ChatOnScreen:
    """One chat of the page, found by the name of the person or group whose tab it is."""

    element: Locator

    async def says(self, text: str) -> None:
        """Type a text and press Enter."""
        box = self.element.get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def sees(self, text: str | re.Pattern[str]) -> Locator:
        """Wait for the last message with this text; the message."""
        message = self.element.get_by_role("article").filter(has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def taps(self, name: str) -> None:
        """Click the last button or link with this name, as soon as it is there."""
        await self.control(name).click()

    def control(self, name: str) -> Locator:
        """The last button or link whose name contains this."""
        button = self.element.get_by_role("button", name=name)
        return button.or_(self.element.get_by_role("link", name=name)).last

    @property
    def log(self) -> Locator:
        """Where the messages are."""
        return self.element.get_by_role("log")

    @property
    def note(self) -> Locator:
        """The toast, when there is one."""
        return self.element.get_by_role("status")

    @property
    def messages(self) -> Locator:
        """Every message, oldest first."""
        return self.element.get_by_role("article")


@dataclass
class Screen:
    """The page, and what the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    async def chat(self, name: str) -> ChatOnScreen:
        """Bring somebody's chat into view."""
        tab = self.page.get_by_role("tab", name=name)
        await tab.wait_for()
        if await tab.get_attribute("aria-selected") != "true":
            await tab.click()
        panel = self.page.get_by_role("tabpanel", name=name)
        await expect(panel).to_be_visible()
        return ChatOnScreen(panel)

    async def picture(self, name: str) -> None:
        """Write a screenshot to build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    async def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        width: int = await self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return width

    def heard(self, message: ConsoleMessage) -> None:
        """Note what the browser's console says, if it is bad."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@asynccontextmanager
async def screen(
    browser: Browser, url: str, size: ViewportSize = PHONE, scheme: Scheme = "light"
) -> AsyncIterator[Screen]:
    """The page at this address; fails at the end if the browser complained meanwhile."""
    touch = size["width"] < 600
    context = await browser.new_context(
        viewport=size,
        color_scheme=scheme,
        has_touch=touch,
        is_mobile=touch,
        device_scale_factor=2 if touch else 1,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        accept_downloads=True,
    )
    context.set_default_timeout(10_000)
    page = await context.new_page()
    shown = Screen(page)
    page.on("console", shown.heard)
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    await page.goto(url)
    yield shown
    await context.close()
    assert not shown.complaints, shown.complaints
