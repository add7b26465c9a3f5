"""People, chats and messages as Telegram knows them."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ControlError
from sandbox.keyboards import Markup

FIRST_PERSON = 7_000_001
FIRST_GROUP = -4_000_001
FIRST_SUPERGROUP = -1_000_000_000_001
MOST_MESSAGES = 10_000  # kept per chat; older ones are forgotten


@dataclass(slots=True)
class Person:
    """Somebody with Telegram; `role` is for the page only, the bot never sees it."""

    id: int
    first_name: str
    role: str = ""
    blocked: bool = False
    started: bool = False

    def user(self) -> dict[str, Any]:
        """The Bot API User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "fr"}


@dataclass(slots=True)
class Message:
    """One message. `body` is the Bot API object and is replaced, never changed, so that it can be shared."""

    id: int
    body: dict[str, Any]
    from_bot: bool
    markup: Markup | None = None

    @property
    def inline(self) -> dict[str, Any] | None:
        """The inline keyboard under it, if any."""
        return self.markup.body if self.markup is not None and self.markup.inline else None


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group; numbers its own messages."""

    id: int
    title: str = ""
    members: list[int] = field(default_factory=list)
    bot_inside: bool = True
    moved_to: int = 0  # the supergroup it became
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_id: int = 0

    @property
    def private(self) -> bool:
        """Is it the chat of one person with the bot?"""
        return self.id > 0

    def add(self, body: dict[str, Any], *, from_bot: bool, markup: Markup | None = None) -> Message:
        """Number a message and keep it."""
        self.last_id += 1
        message = Message(self.last_id, {"message_id": self.last_id} | body, from_bot, markup)
        self.messages[self.last_id] = message
        if len(self.messages) > MOST_MESSAGES:
            del self.messages[self.last_id - MOST_MESSAGES]
        return message


class Chats:
    """Everybody and every chat."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}

    def add_person(self, first_name: str, role: str = "", person_id: int | None = None) -> Person:
        """A new person with a private chat; ControlError when the id is taken or wrong."""
        wanted = person_id if person_id is not None else max(self.people, default=FIRST_PERSON - 1) + 1
        if wanted <= 0 or wanted in self.people:
            raise ControlError(f"the id {wanted} is already taken or is not a positive number")
        person = Person(wanted, first_name, role)
        self.people[wanted] = person
        self.chats[wanted] = Chat(wanted, members=[wanted])
        return person

    def add_group(self, title: str, members: list[int]) -> Chat:
        """A new group with these people and the bot; ControlError for an unknown person."""
        for member in members:
            self.person(member)
        lowest = min((each for each in self.chats if each > FIRST_SUPERGROUP), default=0)
        chat = Chat(min(FIRST_GROUP, lowest - 1), title, list(members))
        self.chats[chat.id] = chat
        return chat

    def upgrade(self, chat: Chat) -> Chat:
        """Make a supergroup of a group, with another id."""
        above = min(self.chats)
        upgraded = Chat(min(FIRST_SUPERGROUP, above - 1), chat.title, list(chat.members), chat.bot_inside)
        self.chats[upgraded.id] = upgraded
        chat.moved_to = upgraded.id
        return upgraded

    def person(self, person_id: int) -> Person:
        """The person of this id; ControlError 404."""
        if person_id not in self.people:
            raise ControlError(f"there is no person {person_id}", 404)
        return self.people[person_id]

    def chat(self, chat_id: int) -> Chat:
        """The chat of this id; ControlError 404."""
        if chat_id not in self.chats:
            raise ControlError(f"there is no chat {chat_id}", 404)
        return self.chats[chat_id]

    def describe(self, chat: Chat) -> dict[str, Any]:
        """The Bot API Chat."""
        if chat.private:
            return {"id": chat.id, "type": "private", "first_name": self.people[chat.id].first_name}
        if chat.id <= FIRST_SUPERGROUP:
            return {"id": chat.id, "type": "supergroup", "title": chat.title}
        return {"id": chat.id, "type": "group", "title": chat.title, "all_members_are_administrators": True}
