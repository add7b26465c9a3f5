import pytest

from bot.transport.commands import COMMANDS, Audience, Command, commands_for, descriptions, menu_of, menus


def test_the_menus_are_those_telegram_asks_for() -> None:
    private, group = menus()
    assert private.method == group.method == "setMyCommands"
    assert private.params["scope"] == {"type": "all_private_chats"}
    assert group.params["scope"] == {"type": "all_group_chats"}
    assert {"command": "start", "description": COMMANDS[0].description} in private.params["commands"]


def test_each_audience_sees_its_own_commands() -> None:
    adults = {command.name for command in commands_for(Audience.ADULT)}
    assert "profil" not in adults
    assert {"aide", "confidentialite", "enseignant"} <= adults
    assert not {"code", "parcours"} & adults
    pupils = {command.name for command in commands_for(Audience.PUPIL)}
    assert {"code", "parcours"} <= pupils
    assert "enseignant" not in pupils
    assert menu_of(7, Audience.ADULT).params["scope"] == {"type": "chat", "chat_id": 7}


def test_nobody_is_shown_the_operators_command() -> None:
    assert "operateur" not in {command.name for command in COMMANDS}


def test_a_description_is_short() -> None:
    with pytest.raises(ValueError, match="256"):
        Command("long", "x" * 257, frozenset())


def test_what_telegram_shows_of_the_bot_fits() -> None:
    long, short = descriptions()
    assert (long.method, short.method) == ("setMyDescription", "setMyShortDescription")
    assert 0 < len(long.params["description"]) <= 512
    assert 0 < len(short.params["short_description"]) <= 120
