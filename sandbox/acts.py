"""What people do: write, tap, edit, send files, block. Each act becomes a message and an update."""

from typing import Any

from sandbox.chats import Chat, Message, Person
from sandbox.entities import formatted
from sandbox.errors import ApiError, ControlError
from sandbox.files import Upload
from sandbox.markup import units
from sandbox.sending import caption_content
from sandbox.world import Json, World

MOST_TEXT = 4096
_SERVICE = {"group_chat_created", "migrate_to_chat_id", "migrate_from_chat_id"}


class Acts:
    """People's side of the sandbox."""

    def __init__(self, world: World) -> None:
        self._world = world

    def send(self, person_id: int, chat_id: int | None, text: str, reply_to: int | None = None) -> Message:
        """Write a text; a longer one than a message holds is cut in several, as Telegram's apps do."""
        person, chat = self._place(person_id, chat_id)
        reply = self._reply(chat, reply_to)
        step = MOST_TEXT if units(text) == len(text) else MOST_TEXT // 2
        pieces = [text[start : start + step] for start in range(0, len(text), step)] or [""]
        return [self._say(person, chat, self._text(piece) | reply) for piece in pieces][-1]

    def start(self, person_id: int, payload: str) -> Message:
        """Press «Start», perhaps through a deep link; this unblocks the bot."""
        person = self._world.chats.person(person_id)
        if person.blocked:
            self.block(person_id, blocked=False)
        return self.send(person_id, None, f"/start {payload}".strip())

    def tap(self, person_id: int, chat_id: int | None, message_id: int, data: str, *, forged: bool) -> str:
        """Tap an inline button (forged: with data, or under a message, that is not there); the query's id."""
        person = self._world.chats.person(person_id)
        chat = self._world.chats.chat(chat_id if chat_id is not None else person_id)
        message = chat.messages.get(message_id)
        if not forged:
            self._check_tap(person, chat, message, data)
        query_id = self._world.callbacks.open(person.id, chat.id)
        query = {
            "id": query_id,
            "from": person.user(),
            "message": message.body if message else self._inaccessible(chat, message_id),
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        self._world.updates.put("callback_query", query, ("tap", person.id), chat.id)
        return query_id

    def edit(self, person_id: int, chat_id: int | None, message_id: int, text: str) -> Message:
        """Edit one's own text."""
        person, chat = self._place(person_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or message.body["from"]["id"] != person.id or "text" not in message.body:
            raise ControlError(f"message {message_id} is not a text of person {person_id}")
        self._world.rewrite(chat, message, self._text(text), without=("text", "entities"))
        self._tell(chat, "edited_message", message.body)
        return message

    def block(self, person_id: int, *, blocked: bool) -> None:
        """Block or unblock the bot; the bot hears of a change."""
        person = self._world.chats.person(person_id)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        self._world.events.publish("blocked", person=person.id, blocked=blocked)
        states = ("member", "kicked") if blocked else ("kicked", "member")
        self._membership(self._world.chats.chat(person.id), person, *states)

    def group(self, title: str, members: list[int]) -> Chat:
        """Make a group with the bot in it."""
        chat = self._world.chats.add_group(title, members)
        if members:
            maker = self._world.chats.person(members[0])
            self._membership(chat, maker, "left", "member")
            self._say(maker, chat, {"group_chat_created": True})
        return chat

    def bring(self, person_id: int, chat_id: int, *, inside: bool) -> None:
        """Add the bot to a group, or remove it."""
        person, chat = self._place(person_id, chat_id)
        if chat.private or chat.bot_inside == inside:
            raise ControlError(f"the bot is {'' if chat.bot_inside else 'not '}in chat {chat_id} already")
        chat.bot_inside = inside
        states = ("left", "member") if inside else ("member", "kicked")
        self._membership(chat, person, *states)

    def upgrade(self, person_id: int, chat_id: int) -> Chat:
        """Make a supergroup of a group; both chats say so."""
        person, chat = self._place(person_id, chat_id)
        if chat.private or chat.moved_to:
            raise ControlError(f"chat {chat_id} is no group")
        upgraded = self._world.chats.upgrade(chat)
        self._say(person, chat, {"migrate_to_chat_id": upgraded.id})
        self._say(person, upgraded, {"migrate_from_chat_id": chat.id})
        return upgraded

    def location(self, person_id: int, chat_id: int | None, latitude: float, longitude: float) -> Message:
        """Send a place."""
        person, chat = self._place(person_id, chat_id)
        return self._say(person, chat, {"location": {"latitude": latitude, "longitude": longitude}})

    def file(self, person_id: int, chat_id: int | None, kind: str, upload: Upload, caption: str) -> Message:
        """Send a document, photo, voice, sticker or video."""
        person, chat = self._place(person_id, chat_id)
        if kind not in ("document", "photo", "voice", "sticker", "video"):
            raise ControlError(f"a file is sent as document, photo, voice, sticker or video, not as {kind}")
        try:
            words = caption_content({"caption": caption})
            content = (
                {"photo": self._world.files.photo(upload)} if kind == "photo" else self._media(kind, upload)
            )
        except ApiError as error:
            raise ControlError(error.description) from None
        return self._say(person, chat, content | words)

    def _media(self, kind: str, upload: Upload) -> Json:
        about: Json = self._world.files.sent(kind, upload).file()
        if kind == "document":
            about |= {"file_name": upload.name, "mime_type": upload.mime}
        elif kind == "voice":
            about |= {"duration": 3, "mime_type": upload.mime}
        elif kind == "video":
            about |= {
                "width": 640,
                "height": 360,
                "duration": 3,
                "mime_type": upload.mime,
                "file_name": upload.name,
            }
        else:
            about |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            about["emoji"] = "🙂"
        return {kind: about}

    def _text(self, text: str) -> Json:
        try:
            plain, entities = formatted(text, None)
        except ApiError as error:
            raise ControlError(error.description) from None
        return {"text": plain, "entities": entities} if entities else {"text": plain}

    def _place(self, person_id: int, chat_id: int | None) -> tuple[Person, Chat]:
        person = self._world.chats.person(person_id)
        chat = self._world.chats.chat(chat_id if chat_id is not None else person_id)
        if person.id not in chat.members:
            raise ControlError(f"person {person_id} is not in chat {chat.id}")
        if chat.private and person.blocked:
            raise ControlError(f"person {person_id} blocked the bot; unblock it or press Start")
        return person, chat

    def _reply(self, chat: Chat, reply_to: int | None) -> Json:
        if reply_to is None:
            return {}
        if reply_to not in chat.messages:
            raise ControlError(f"there is no message {reply_to} in chat {chat.id}")
        body = chat.messages[reply_to].body
        return {"reply_to_message": {key: value for key, value in body.items() if key != "reply_to_message"}}

    def _say(self, person: Person, chat: Chat, content: Json) -> Message:
        if chat.private:
            person.started = True
        message = self._world.post(chat, person.user(), content)
        self._tell(chat, "message", message.body)
        return message

    def _tell(self, chat: Chat, kind: str, body: Json) -> None:
        if chat.private or (chat.bot_inside and self._for_bot(body)):
            self._world.updates.put(kind, body, ("chat", chat.id), chat.id)

    def _for_bot(self, body: Json) -> bool:
        """In groups a bot in privacy mode gets commands, mentions, replies to it and service messages."""
        if body.keys() & _SERVICE or body.get("reply_to_message", {}).get("from") == self._world.bot:
            return True
        text: str = body.get("text") or body.get("caption") or ""
        name = f"@{self._world.bot['username']}".lower()
        command = text.split(maxsplit=1)[0].lower() if text.startswith("/") else ""
        return name in text.lower() or (bool(command) and "@" not in command)

    def _membership(self, chat: Chat, person: Person, before: str, after: str) -> None:
        def member(status: str) -> Json:
            until: Json = {"until_date": 0} if status == "kicked" else {}
            return {"user": self._world.bot, "status": status, **until}

        change: dict[str, Any] = {
            "chat": self._world.chats.describe(chat),
            "from": person.user(),
            "date": self._world.clock.date(),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self._world.updates.put("my_chat_member", change, ("chat", chat.id), chat.id)

    def _check_tap(self, person: Person, chat: Chat, message: Message | None, data: str) -> None:
        if person.id not in chat.members:
            raise ControlError(f"person {person.id} is not in chat {chat.id}")
        if message is None or message.inline is None:
            raise ControlError("there is no such message with buttons")
        if not any(
            button.get("callback_data") == data for row in message.inline["inline_keyboard"] for button in row
        ):
            raise ControlError(
                f"no button of message {message.id} has the data {data!r}; say forged to send it anyway"
            )

    def _inaccessible(self, chat: Chat, message_id: int) -> Json:
        return {"chat": self._world.chats.describe(chat), "message_id": message_id, "date": 0}
