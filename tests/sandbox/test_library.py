"""python-telegram-bot, as it comes, works against the sandbox."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.sandbox.conftest import Client

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="oui")]])


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
async def bot(client: Client) -> AsyncIterator[Bot]:
    root = client.sandbox.url
    async with Bot(client.sandbox.token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot") as bot:
        yield bot


async def test_messages(client: Client, bot: Bot) -> None:
    lina = await client.newcomer()
    assert (await bot.get_me()).username == "tremplin_bot"
    assert (await bot.get_chat(lina)).first_name == "Lina"
    await bot.send_chat_action(lina, "typing")
    sent = await bot.send_message(
        lina,
        "<b>Prêt</b> ? 😀",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(1),
        protect_content=True,
    )
    assert (sent.text_html, sent.reply_markup) == ("<b>Prêt</b> ? 😀", KEYBOARD)
    await client.order("tap", person=lina, message_id=sent.message_id, data="oui")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None and query.message is not None
    assert (query.data, query.message.message_id) == ("oui", sent.message_id)
    assert await bot.answer_callback_query(query.id, "Bravo") is True
    edited = await bot.edit_message_text("Question", lina, sent.message_id)
    assert getattr(edited, "text", None) == "Question"
    await bot.send_message(lina, "Menu", reply_markup=ReplyKeyboardMarkup([["Profil"]], resize_keyboard=True))
    assert await bot.delete_message(lina, sent.message_id) is True


async def test_files(client: Client, bot: Bot) -> None:
    lina = await client.newcomer()
    photo = await bot.send_photo(lina, picture(), caption="Carte", has_spoiler=True)
    assert [size.width for size in photo.photo] == [90, 320, 400]
    await bot.edit_message_caption(lina, photo.message_id, caption="Plan")
    await bot.edit_message_media(InputMediaPhoto(picture() + b"\0", caption="Autre"), lina, photo.message_id)
    sent = await bot.send_document(lina, b"a;b", filename="notes.csv")
    assert sent.document is not None and sent.document.file_name == "notes.csv"
    file = await bot.get_file(sent.document)
    assert bytes(await file.download_as_bytearray()) == b"a;b"


async def test_profile_and_webhook(bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("aide", "De l'aide")], scope=scope, language_code="fr")
    assert [command.command for command in await bot.get_my_commands(scope, "fr")] == ["aide"]
    await bot.set_my_description("Un robot")
    await bot.set_chat_menu_button()
    await bot.set_webhook(
        "http://127.0.0.1:9/hook", secret_token="abc", allowed_updates=["message"], max_connections=5
    )
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (
        "http://127.0.0.1:9/hook",
        5,
        ("message",),
    )
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert await bot.delete_webhook() is True


async def test_refusals_become_the_librarys_errors(
    client: Client, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # or the library warns of its own retry_after
    lina = await client.newcomer()
    with pytest.raises(BadRequest, match="essage text is empty"):
        await bot.send_message(lina, "")
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.send_message(1, "a")
    await client.order("faults", kind="429", seconds=3)
    with pytest.raises(RetryAfter):
        await bot.send_message(lina, "a")
    await client.order("faults", kind="5xx")
    with pytest.raises(NetworkError):
        await bot.send_message(lina, "a")
    await client.order("faults", kind="cut")
    with pytest.raises(NetworkError):
        await bot.send_message(lina, "a")
    await client.order("block", person=lina, blocked=True)
    with pytest.raises(Forbidden):
        await bot.send_message(lina, "a")


async def test_another_token(client: Client) -> None:
    bot = Bot("123:" + "a" * 35, base_url=f"{client.sandbox.url}/bot")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()
