"""Methods that change messages already sent: edit, delete, pin."""

from sandbox import params
from sandbox.chats import Chat, Message
from sandbox.errors import STRICT, bad_request, known
from sandbox.keyboards import inline_only, parse_markup
from sandbox.sending import (
    CAPTION,
    TEXT,
    attached,
    caption_content,
    check_place,
    document_content,
    photo_content,
    text_content,
)
from sandbox.world import Json, World

WHICH: dict[str, params.Read] = {
    "chat_id": params.chat,
    "message_id": params.integer,
    "inline_message_id": params.text,
    "business_connection_id": params.text,
    "reply_markup": params.an_object,
}
EDIT_TEXT = {**WHICH, **TEXT}
EDIT_CAPTION = {**WHICH, **CAPTION}
EDIT_MEDIA: dict[str, params.Read] = {**WHICH, "media": params.an_object}
EDIT_MARKUP = WHICH
ONE: dict[str, params.Read] = {"chat_id": params.chat, "message_id": params.integer}
PIN = {**ONE, "business_connection_id": params.text, "disable_notification": params.flag}
UNPIN = {**ONE, "business_connection_id": params.text}
MANY: dict[str, params.Read] = {"chat_id": params.chat, "message_ids": params.a_list}
DELETABLE = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
MEDIA = ("photo", "document")
CONTENT = (
    *("text", "entities", "link_preview_options", "caption", "caption_entities", "show_caption_above_media"),
    *("photo", "has_media_spoiler", "document", "reply_markup"),
)

_PHOTO_MEDIA = {"has_spoiler": params.flag, "show_caption_above_media": params.flag}
_DOCUMENT_MEDIA = {"thumbnail": params.a_file, "disable_content_type_detection": params.flag}
_ANY_MEDIA: dict[str, params.Read] = {
    "type": params.text,
    "media": params.a_file,
    "caption": params.text,
    "parse_mode": params.text,
    "caption_entities": params.a_list,
}


def edit_text(world: World, p: Json) -> Json:
    """New text and inline keyboard (none: the keyboard goes)."""
    content = text_content(p)
    chat, message = _editable(world, p)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, content, p)


def edit_caption(world: World, p: Json) -> Json:
    """New caption and inline keyboard."""
    content = caption_content(p)
    chat, message = _editable(world, p)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    kept = {key: message.body[key] for key in (*MEDIA, "has_media_spoiler") if key in message.body}
    return _edit(world, chat, message, kept | content, p)


def edit_media(world: World, p: Json) -> Json:
    """Another picture or file in place of the one shown (or of the text)."""
    content = _media_content(world, p)
    chat, message = _editable(world, p)
    return _edit(world, chat, message, content, p)


def edit_markup(world: World, p: Json) -> Json:
    """Another inline keyboard, or none."""
    chat, message = _editable(world, p)
    kept = {key: message.body[key] for key in CONTENT if key in message.body and key != "reply_markup"}
    return _edit(world, chat, message, kept, p)


def delete_message(world: World, p: Json) -> bool:
    """Take a message away for everybody."""
    chat = world.chat(p["chat_id"])
    message = chat.messages.get(p["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not message.from_bot and not chat.private:
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.body["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    _remove(world, chat, message)
    return True


def delete_messages(world: World, p: Json) -> bool:
    """The same for up to 100; those that are not there are passed over."""
    chat = world.chat(p["chat_id"])
    if not 1 <= len(p["message_ids"]) <= 100:
        raise bad_request(f"message_ids must have 1 to 100 identifiers {STRICT}")
    for message_id in p["message_ids"]:
        if (message := chat.messages.get(params.integer("message_ids", message_id))) is not None:
            _remove(world, chat, message)
    return True


def pin(world: World, p: Json) -> bool:
    """Pin a message; a notice of it appears in the chat, and bots hear of it even when they did it."""
    chat = world.writable(p["chat_id"])
    message = chat.messages.get(p["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    chat.pinned = [*(number for number in chat.pinned if number != message.id), message.id]
    world.events.publish("pinned", chat_id=chat.id, message_ids=chat.pinned)
    notice = world.post(chat, world.bot, {"pinned_message": message.body})
    world.updates.put("message", notice.body, ("chat", chat.id), chat.id)
    return True


def unpin(world: World, p: Json) -> bool:
    """Unpin a message, or the latest pinned one."""
    chat = world.writable(p["chat_id"])
    number = p.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != number]
    world.events.publish("pinned", chat_id=chat.id, message_ids=chat.pinned)
    return True


def _remove(world: World, chat: Chat, message: Message) -> None:
    del chat.messages[message.id]
    chat.pinned = [number for number in chat.pinned if number != message.id]
    world.events.publish("delete", chat_id=chat.id, message_id=message.id)


def _editable(world: World, p: Json) -> tuple[Chat, Message]:
    if "inline_message_id" in p:
        raise bad_request("MESSAGE_ID_INVALID")
    for name in ("chat_id", "message_id"):
        if name not in p:
            raise bad_request(params.WORDS[name])
    chat = world.writable(p["chat_id"])
    check_place(p)
    message = chat.messages.get(p["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.markup is not None and not message.markup.inline):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, content: Json, p: Json) -> Json:
    markup = inline_only(parse_markup(p.get("reply_markup"), private=chat.private))
    if markup is not None:
        content["reply_markup"] = markup.body
    if _same(content, message.body):
        raise bad_request(NOT_MODIFIED)
    message.markup = markup
    world.rewrite(chat, message, content, without=CONTENT)
    return message.body


def _same(content: Json, body: Json) -> bool:
    return all(content.get(key) == body.get(key) for key in CONTENT)


def _media_content(world: World, p: Json) -> Json:
    media = p["media"]
    kind = media.get("type")
    if kind not in MEDIA:
        raise bad_request(f'Can\'t parse InputMedia: type "{kind}" is unsupported')
    table = _ANY_MEDIA | (_PHOTO_MEDIA if kind == "photo" else _DOCUMENT_MEDIA)
    known(media, table, "InputMedia")
    fields = params.typed(table, (), media)
    if "media" not in fields:
        raise bad_request("Can't parse InputMedia: media not found")
    fields[kind] = attached(p, fields["media"], "media")
    make = photo_content if kind == "photo" else document_content
    return make(world, fields) | caption_content(fields)
