"""The commands people can type: one registry, from which Telegram's menus and /aide's list are made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.transport.calls import Call

_LONGEST = 256  # characters Telegram takes in a description


class Audience(StrEnum):
    """Who is shown a command in the menu; typing it is another matter, checked where it is handled."""

    PUPIL = "pupil"
    ADULT = "adult"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name without slash, what it does in French, who sees it in the menu."""

    name: str
    description: str
    audiences: frozenset[Audience]

    def __post_init__(self) -> None:
        if not 1 <= len(self.description) <= _LONGEST:
            raise ValueError(f"/{self.name}: a description has 1 to {_LONGEST} characters")


_PRIVATE = frozenset({Audience.PUPIL, Audience.ADULT})
_PUPIL = frozenset({Audience.PUPIL})
_ALL = frozenset(Audience)

COMMANDS = (
    Command("start", "Revenir à l’accueil, reprendre là où tu en es", _PRIVATE),
    Command("profil", "Tes 16 compétences, tes niveaux et tes pix", _PUPIL),
    Command("tutos", "Tes tutoriels : à lire, enregistrés", _PUPIL),
    Command("reglages", "Appareil, messages, âge", _PRIVATE),
    Command("aide", "Comment ça marche, et la liste des commandes", _ALL),
    Command("confidentialite", "Ce que le bot sait de toi, et pourquoi", _ALL),
    Command("mesdonnees", "Recevoir une copie de tes données", _PRIVATE),
    Command("supprimer", "Effacer tes données", _PRIVATE),
)


def commands_for(audience: Audience) -> tuple[Command, ...]:
    """The commands of one audience, in the order of the menu."""
    return tuple(command for command in COMMANDS if audience in command.audiences)


def menus() -> tuple[Call, ...]:
    """The calls that set the menus everybody sees: private chats get the pupils', groups their own."""
    return (
        _menu(Audience.PUPIL, {"type": "all_private_chats"}),
        _menu(Audience.GROUP, {"type": "all_group_chats"}),
    )


def menu_of(chat_id: int, audience: Audience) -> Call:
    """The call that gives one private chat the menu of its person's role."""
    return _menu(audience, {"type": "chat", "chat_id": chat_id})


def _menu(audience: Audience, scope: dict[str, Any]) -> Call:
    listed = [{"command": c.name, "description": c.description} for c in commands_for(audience)]
    return Call("setMyCommands", {"commands": listed, "scope": scope})
