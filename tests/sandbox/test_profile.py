"""Commands by scope and language, menu button, name and descriptions."""

import pytest

from tests.sandbox.conftest import Client, Json

AIDE = {"command": "aide", "description": "De l'aide"}
PROFIL = {"command": "profil", "description": "Mon profil"}


async def test_commands_by_scope_and_language(client: Client) -> None:
    await client.ok("setMyCommands", commands=[AIDE])
    private = {"type": "all_private_chats"}
    await client.ok("setMyCommands", commands=[PROFIL], scope=private, language_code="fr")
    assert await client.ok("getMyCommands") == [AIDE]
    assert await client.ok("getMyCommands", scope=private) == []
    assert await client.ok("getMyCommands", scope=private, language_code="fr") == [PROFIL]
    shown = (await client.get("state"))["commands"]
    assert (shown["private"], shown["group"]) == ([PROFIL], [AIDE])
    await client.ok("deleteMyCommands", scope=private, language_code="fr")
    assert (await client.get("state"))["commands"]["private"] == [AIDE]


REFUSED: list[tuple[Json, str]] = [
    ({}, 'Bad Request: parameter "commands" is required'),
    ({"commands": [3]}, "Bad Request: can't parse BotCommand: expected an Object"),
    (
        {"commands": [{"command": "a"}]},
        "Bad Request: can't parse BotCommand: Can't find field \"description\"",
    ),
    ({"commands": [{"command": "Aide", "description": "a"}]}, "Bad Request: BOT_COMMAND_INVALID"),
    (
        {"commands": [{"command": "a" * 33, "description": "a"}]},
        "Bad Request: command length must not exceed 32",
    ),
    (
        {"commands": [{"command": "a", "description": "a" * 257}]},
        "Bad Request: command description length must not exceed 256",
    ),
    ({"commands": [{"command": "", "description": "a"}]}, "Bad Request: command must be non-empty"),
    ({"commands": [AIDE] * 101}, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    ({"commands": [AIDE], "scope": {"type": "moon"}}, "Bad Request: can't parse BotCommandScope"),
    ({"commands": [AIDE], "language_code": "français"}, "Bad Request: invalid language code specified"),
]


@pytest.mark.parametrize(("params", "words"), REFUSED)
async def test_commands_that_are_refused(client: Client, params: Json, words: str) -> None:
    assert (await client.refused("setMyCommands", **params)).lower().startswith(words.lower())


async def test_texts_and_menu(client: Client) -> None:
    await client.ok("setMyName", name="Tremplin")
    await client.ok("setMyDescription", description="Un robot", language_code="fr")
    await client.ok("setMyShortDescription", short_description="Court")
    assert await client.ok("getMyDescription", language_code="fr") == {"description": "Un robot"}
    assert await client.ok("getMyDescription") == {"description": ""}
    assert await client.ok("getMyShortDescription", language_code="fr") == {"short_description": "Court"}
    assert (await client.refused("setMyName", name="a" * 65)).startswith(
        "Bad Request: name must not exceed 64"
    )
    await client.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert await client.ok("getChatMenuButton") == {"type": "commands"}
    assert "unsupported type" in await client.refused("setChatMenuButton", menu_button={"type": "x"})
