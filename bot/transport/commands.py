"""The commands people can type: one registry, from which Telegram's menus and /aide's list are made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.content.typography import typeset
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
    Command("start", "Revenir à l'accueil, reprendre la question en cours", _PRIVATE),
    Command("enfants", "Les élèves dont je suis responsable", frozenset({Audience.ADULT})),
    Command("enseignant", "Mes classes, mes parcours, mon établissement", frozenset({Audience.ADULT})),
    Command("code", "Entrer le code d'un parcours ou d'une classe", _PUPIL),
    Command("parcours", "Mes parcours, à faire ou finis", _PUPIL),
    Command("express", "Mon profil en quelques questions de tout", _PUPIL),
    Command("certification", "Me préparer à la certification blanche, mes résultats", _PUPIL),
    Command("profil", "Mes 16 compétences, mes niveaux et mes pix", _PUPIL),
    Command("tutos", "Mes tutoriels, à lire ou gardés", _PUPIL),
    Command("verifier", "Vérifier le certificat d'une certification blanche", _PRIVATE),
    Command("reglages", "Changer de profil, d'appareil, d'âge ou de classe", _PRIVATE),
    Command("classe", "Relier ce groupe à une classe", frozenset({Audience.GROUP})),
    Command("stop", "Ne plus recevoir de rappels, et reprendre", _PRIVATE),
    Command("aide", "Comment ça marche, et la liste des commandes", _ALL),
    Command("confidentialite", "Ce que le bot garde, et pourquoi", _ALL),
    Command("mesdonnees", "Recevoir une copie de mes données", _PRIVATE),
    Command("supprimer", "Effacer toutes mes données", _PRIVATE),
)

# At most 512 and 120 characters; read by pupils and adults, before either said who they are.
DESCRIPTION = typeset(
    "Tremplin aide à progresser en numérique : chercher, vérifier, se protéger…\n"
    "Une question à la fois, à son rythme, avec une courte leçon pour ce qui est manqué.\n"
    "Sont gardés : réponses, réglages, nom dans la classe ; ni photo, ni téléphone."
)
SHORT_DESCRIPTION = "S'entraîner au numérique, une question à la fois, du collège au lycée."


def commands_for(audience: Audience) -> tuple[Command, ...]:
    """The commands of one audience, in the order of the menu."""
    return tuple(command for command in COMMANDS if audience in command.audiences)


def descriptions() -> tuple[Call, ...]:
    """The calls that set what Telegram shows of the bot before the first message, and in its profile."""
    return (
        Call("setMyDescription", {"description": DESCRIPTION}),
        Call("setMyShortDescription", {"short_description": SHORT_DESCRIPTION}),
    )


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
