"""Everything the sandbox knows, and the steps that bot calls and people's acts share."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox.callbacks import Callbacks
from sandbox.calls import Calls
from sandbox.chats import Chat, Chats, Message
from sandbox.clock import Clock
from sandbox.errors import bad_request, forbidden, moved
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.keyboards import Markup
from sandbox.limits import Limits, Meter
from sandbox.profile import Profile
from sandbox.render import render
from sandbox.updates import Updates

Json = dict[str, Any]


class World:
    """The state of one sandbox: one bot, its people and chats."""

    def __init__(
        self,
        token: str,
        name: str,
        username: str,
        limits: Limits,
        on_clock: Callable[[timedelta], None] | None,
    ) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.clock = Clock(on_clock)
        self.chats = Chats()
        self.files = Files()
        self.events = Events()
        self.faults = Faults()
        self.calls = Calls()
        self.meter = Meter(limits, self.clock)
        self.updates = Updates(self.clock, self.faults)
        self.callbacks = Callbacks(self.clock)
        self.profile = Profile(name)

    def chat(self, chat_id: int | str) -> Chat:
        """The chat a bot's call is about; ApiError 400 when there is none."""
        found = self.chats.chats.get(chat_id) if isinstance(chat_id, int) else None
        if found is None:
            raise bad_request("chat not found")
        if found.moved_to:
            raise moved(found.moved_to)
        return found

    def writable(self, chat_id: int | str) -> Chat:
        """A chat where the bot may write now; ApiError 403 says why it may not."""
        chat = self.chat(chat_id)
        if not chat.private:
            if not chat.bot_inside:
                raise forbidden("bot is not a member of the group chat")
            return chat
        person = self.chats.people[chat.id]
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def post(self, chat: Chat, sender: Json, content: Json, markup: Markup | None = None) -> Message:
        """Add a message to a chat and tell the page."""
        body: Json = {"from": sender, "chat": self.chats.describe(chat), "date": self.clock.date(), **content}
        if markup is not None and markup.inline:
            body["reply_markup"] = markup.body
        message = chat.add(body, from_bot=sender is self.bot, markup=markup)
        self.events.publish("message", chat_id=chat.id, message=page_body(message))
        return message

    def rewrite(self, chat: Chat, message: Message, changes: Json, *, without: tuple[str, ...] = ()) -> None:
        """Replace a message's content and tell the page."""
        kept = {key: value for key, value in message.body.items() if key not in without}
        message.body = kept | {"edit_date": self.clock.date()} | changes
        self.events.publish("edit", chat_id=chat.id, message=page_body(message))

    def shown(self, body: Json) -> Json:
        """A message for the page: plus `html`, `file_url`, `spoiler` and `protected`."""
        text = body.get("text") or body.get("caption") or ""
        entities = body.get("entities") or body.get("caption_entities") or ()
        extra: Json = {
            "html": render(text, entities),
            "spoiler": bool(body.get("has_media_spoiler")),
            "protected": bool(body.get("has_protected_content")),
        }
        if (url := self._file_url(body)) is not None:
            extra["file_url"] = url
        return body | extra

    def _file_url(self, body: Json) -> str | None:
        kinds = ("document", "voice", "video", "sticker")
        content = (
            body["photo"][-1]
            if "photo" in body
            else next((body[kind] for kind in kinds if kind in body), None)
        )
        stored = self.files.find(content["file_id"]) if content else None
        return f"/file/bot{self.token}/{stored.path}" if stored else None

    def drawn(self, event: Json) -> Json:
        """An event as readers get it."""
        return event | {"message": self.shown(event["message"])} if "message" in event else event


def page_body(message: Message) -> Json:
    """The message as people see it: reply keyboards too, which bots never get back."""
    if message.markup is None or message.markup.inline:
        return message.body
    return message.body | {"reply_markup": message.markup.body}
