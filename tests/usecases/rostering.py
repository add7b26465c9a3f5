"""Teachers of tests who send files: fetched and read as the transport does."""

from bot.handlers.conversation import Conversation
from bot.store import classes
from bot.store.classes import Pupil
from bot.transport.calls import Call
from bot.transport.events import EventKind, SentFile
from tests.usecases.desk import Desk, Phone

ROSTER = """Nom;Prénom;Sexe;Classe
MARTIN;Léa;F;6E B
DE LA TOUR;Jean-Baptiste;M;6E B
NGUYÊN;Zoé;F;6E B
PETIT;Hugo;M;6E B
"""


def sends(
    phone: Phone, content: str | bytes, name: str = "eleves.csv", size: int | None = None
) -> list[Call]:
    """A document of this person, and all that answers it, the reading included."""
    raw = content.encode() if isinstance(content, str) else content
    file = SentFile("file-1", name, len(raw) if size is None else size)
    calls = phone.does(EventKind.DOCUMENT, phone.next_message(), file=file)
    for call in [each for each in calls if each.method == "getFile"]:
        calls += is_read(phone, call, name, raw)
    return calls


def is_read(phone: Phone, call: Call, name: str, raw: bytes) -> list[Call]:
    """What the bot says once a file was fetched."""
    desk = phone.desk
    talk = Conversation(desk.library, desk.clock, desk.rules)
    note = call.note
    assert note is not None
    result = talk.read_file(note, f"documents/{name}", raw)
    deliveries = desk.turn(lambda tx: talk.read(tx, phone.chat_id, note, result))
    calls = [each for delivery in deliveries for each in delivery.calls]
    phone.sees(calls)
    return calls


def told(phone: Phone) -> list[Call]:
    """What the turns of others told this person, seen on their phone."""
    desk = phone.desk
    mine = [each for each in desk.elsewhere if each.chat_id == phone.chat_id]
    desk.elsewhere = [each for each in desk.elsewhere if each.chat_id != phone.chat_id]
    calls = [call for delivery in mine for call in delivery.calls]
    phone.sees(calls)
    return calls


def roster(desk: Desk, class_id: int) -> dict[str, Pupil]:
    """The lines of a class by name, those set aside among them."""
    return {each.name: each for each in desk.turn(lambda tx: classes.pupils(tx, class_id))}


def numbered(count: int) -> str:
    """A list of so many pupils, with headings."""
    letters = "abcdefghij"
    families = ("Nom" + "".join(letters[int(digit)] for digit in f"{i:04}") for i in range(count))
    return "Nom;Prénom;Sexe\n" + "".join(f"{family};Léa;F\n" for family in families)


def names(desk: Desk, class_id: int) -> set[str]:
    """Who is in the class now."""
    return {name for name, each in roster(desk, class_id).items() if each.set_aside_at is None}
