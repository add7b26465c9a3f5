"""The view follows the conversation to its end, and leaves a reader who went up in peace."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Route, expect

from sandbox.server import Sandbox
from tests.browser.echo import PASSED, EchoBot, picture
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import PHONE, ChatOnScreen

pytestmark = pytest.mark.browser

QUESTIONS = 6
TEXT = "Quatre\nlignes\nde\ntexte"

BUSY = "() => { for (const begun = performance.now(); performance.now() - begun < 300; ); }"

# Waits until nothing has moved for a few frames; how far the end is from there.
AT_REST = """async (log) => {
    for (let still = 0, before = -1; still < 5; before = log.scrollTop) {
        still = log.scrollTop === before ? still + 1 : 0;
        await new Promise(requestAnimationFrame);
    }
    return log.scrollHeight - log.scrollTop - log.clientHeight;
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def lea(sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen) -> ChatOnScreen:
    """Léa's chat on a phone: she passed a question, another one waits for her."""
    del class_of_lea  # she is there before her chat is opened
    chat = await (await open_screen(sandbox.url)).chat("Léa")
    await chat.taps("Démarrer")
    await chat.sees("Que veux-tu faire")
    await chat.says("question")
    await chat.sees("Question 2 / 5")
    await passes(chat)
    return chat


async def passes(chat: ChatOnScreen) -> None:
    """Tap «Je passe»: the question shrinks to a line, and the next one comes."""
    before = await chat.messages.count()
    await chat.taps("Je passe")
    await expect(chat.messages).to_have_count(before + 1)


async def from_the_end(chat: ChatOnScreen) -> float:
    """By how many pixels the last message's end is below the view, once nothing moves any more."""
    below: float = await chat.log.evaluate(AT_REST)
    return below


async def follows(chat: ChatOnScreen) -> None:
    """The last message is wholly in view, and stays so."""
    assert await from_the_end(chat) < 1
    await expect(chat.messages.last).to_be_in_viewport(ratio=0.95)


async def swipes(chat: ChatOnScreen, pixels: int = 300) -> None:
    """Drag a finger over the messages, downwards: it shows older ones, and flings on when it leaves."""
    box = await chat.log.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - pixels / 2
    page = chat.element.page
    finger = await page.context.new_cdp_session(page)
    await finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x, "y": y + pixels * step / 10}
        await finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    await finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def turns_the_wheel(chat: ChatOnScreen) -> None:
    await chat.log.hover()
    await chat.element.page.mouse.wheel(0, -300)


async def pages_up(chat: ChatOnScreen) -> None:
    await chat.log.press("PageUp")


async def test_each_next_question_comes_into_view(lea: ChatOnScreen) -> None:
    for _ in range(QUESTIONS):
        await passes(lea)
        await follows(lea)
    await expect(lea.messages.filter(has_text=PASSED)).to_have_count(QUESTIONS + 1)


async def test_a_message_as_high_as_the_one_it_replaces(
    lea: ChatOnScreen, bot: EchoBot, class_of_lea: dict[str, int]
) -> None:
    """A busy page hears of both at once: all sizes are those of before, but the view was moved meanwhile."""
    chat = class_of_lea["Léa"]
    sent = await bot.call("sendMessage", chat_id=chat, text=TEXT)
    await lea.sees(TEXT)
    await follows(lea)
    async with asyncio.TaskGroup() as meanwhile:
        meanwhile.create_task(lea.element.page.evaluate(BUSY))
        await bot.call("deleteMessage", chat_id=chat, message_id=sent["message_id"])
        await bot.call("sendMessage", chat_id=chat, text=TEXT)
    await expect(lea.element.locator(f"[data-message='{sent['message_id'] + 1}']")).to_be_attached()
    await follows(lea)


async def test_a_picture_that_comes_late_is_followed(
    lea: ChatOnScreen, bot: EchoBot, class_of_lea: dict[str, int]
) -> None:
    """Its height is known only once it is there."""
    arrives = asyncio.Event()

    async def late(route: Route) -> None:
        await arrives.wait()
        await route.continue_()

    await lea.element.page.route("**/file/**", late)
    await bot.upload("sendPhoto", "photo", "a.png", picture(), chat_id=class_of_lea["Léa"], caption="Écran")
    shown = await lea.sees("Écran")
    await follows(lea)
    arrives.set()
    await expect(shown.get_by_role("img")).to_have_js_property("complete", value=True)
    await follows(lea)


async def test_the_end_stays_in_view_when_the_screen_changes(lea: ChatOnScreen) -> None:
    """As when the keyboard of the screen opens and closes."""
    for height in (420, 740, 560, 740):
        await lea.element.page.set_viewport_size({"width": PHONE["width"], "height": height})
        assert await from_the_end(lea) < 1


@pytest.mark.parametrize("goes_up", [swipes, turns_the_wheel, pages_up])
async def test_a_reader_who_went_up_is_left_in_peace(
    lea: ChatOnScreen,
    bot: EchoBot,
    class_of_lea: dict[str, int],
    goes_up: Callable[[ChatOnScreen], Awaitable[None]],
) -> None:
    for _ in range(3):
        await passes(lea)
    await lea.log.evaluate(
        "(log) => { log.atRest = new Promise((rests) => log.addEventListener('scrollend', rests)); }"
    )
    await goes_up(lea)
    await lea.log.evaluate("async (log) => { await log.atRest; }")
    jump = lea.element.get_by_role("button", name="Aller au dernier message")
    await expect(jump).to_be_visible()
    before = await from_the_end(lea)
    at = await lea.log.evaluate("(log) => log.scrollTop")
    await bot.call("sendMessage", chat_id=class_of_lea["Léa"], text="Tout en bas")
    await bot.upload("sendPhoto", "photo", "a.png", picture(), chat_id=class_of_lea["Léa"], caption="Écran")
    shown: Locator = lea.messages.filter(has_text="Écran")
    await expect(shown.get_by_role("img")).to_have_js_property("complete", value=True)
    assert await from_the_end(lea) > before
    assert await lea.log.evaluate("(log) => log.scrollTop") == at
    await expect(shown).not_to_be_in_viewport()
    await jump.click()
    await follows(lea)
