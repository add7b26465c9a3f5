"""Methods that send: sendMessage, sendPhoto, sendDocument, sendChatAction."""

from typing import Any

from sandbox import params
from sandbox.chats import Chat
from sandbox.entities import caption, formatted
from sandbox.errors import bad_request, known
from sandbox.keyboards import parse_markup
from sandbox.world import Json, World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
    }
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)
WHERE: dict[str, params.Read] = {
    "chat_id": params.chat,
    "message_thread_id": params.integer,
    "business_connection_id": params.text,
}
SEND: dict[str, params.Read] = {
    **WHERE,
    "direct_messages_topic_id": params.integer,
    "disable_notification": params.flag,
    "protect_content": params.flag,
    "allow_paid_broadcast": params.flag,
    "message_effect_id": params.text,
    "suggested_post_parameters": params.an_object,
    "reply_parameters": params.an_object,
    "reply_to_message_id": params.integer,
    "allow_sending_without_reply": params.flag,
    "reply_markup": params.an_object,
}
TEXT: dict[str, params.Read] = {
    "text": params.text,
    "parse_mode": params.text,
    "entities": params.a_list,
    "link_preview_options": params.an_object,
    "disable_web_page_preview": params.flag,
}
CAPTION: dict[str, params.Read] = {
    "caption": params.text,
    "parse_mode": params.text,
    "caption_entities": params.a_list,
    "show_caption_above_media": params.flag,
}
PHOTO: dict[str, params.Read] = {**CAPTION, "photo": params.a_file, "has_spoiler": params.flag}
DOCUMENT: dict[str, params.Read] = {
    **CAPTION,
    "document": params.a_file,
    "thumbnail": params.a_file,
    "disable_content_type_detection": params.flag,
}
PREVIEW_FIELDS = frozenset(
    {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
)
REPLY_FIELDS = frozenset(
    {"message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities"}
    | {"quote_position", "checklist_task_id"}
)


def send_message(world: World, p: Json) -> Json:
    """A text."""
    return _send(world, p, text_content(p))


def send_photo(world: World, p: Json) -> Json:
    """A picture with a caption."""
    return _send(world, p, photo_content(world, p) | caption_content(p))


def send_document(world: World, p: Json) -> Json:
    """A file with a caption."""
    return _send(world, p, document_content(world, p) | caption_content(p))


def send_chat_action(world: World, p: Json) -> bool:
    """«typing…»."""
    if p["action"] not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = world.writable(p["chat_id"])
    world.events.publish("typing", chat_id=chat.id, action=p["action"])
    return True


def text_content(p: Json) -> Json:
    """The fields of a text message."""
    text, entities = formatted(p.get("text", ""), p.get("parse_mode"), p.get("entities"))
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in p:
        known(p["link_preview_options"], PREVIEW_FIELDS, "LinkPreviewOptions")
        content["link_preview_options"] = p["link_preview_options"]
    return content


def caption_content(p: Json) -> Json:
    """The fields of a caption."""
    text, entities = caption(p.get("caption", ""), p.get("parse_mode"), p.get("caption_entities"))
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if text and p.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def photo_content(world: World, p: Json) -> Json:
    """The fields of a picture."""
    content: Json = {"photo": world.files.photo(attached(p, p["photo"], "photo"))}
    return content | {"has_media_spoiler": True} if p.get("has_spoiler") else content


def document_content(world: World, p: Json) -> Json:
    """The fields of a file."""
    stored = world.files.sent("document", attached(p, p["document"], "document"))
    return {"document": {"file_name": stored.name, "mime_type": stored.mime, **stored.file()}}


def attached(p: Json, value: Any, name: str) -> Any:
    """The upload that `attach://name` points to, or the value itself."""
    if isinstance(value, str) and value.startswith("attach://"):
        if value not in p:
            raise bad_request(f"there is no {name} in the request")
        return p[value]
    return value


def _send(world: World, p: Json, content: Json) -> Json:
    chat = world.writable(p["chat_id"])
    check_place(p)
    markup = parse_markup(p.get("reply_markup"), private=chat.private)
    reply = _replied(chat, p)
    world.meter.spend(chat.id)
    if reply is not None:
        content["reply_to_message"] = reply
    if p.get("protect_content"):
        content["has_protected_content"] = True
    return world.post(chat, world.bot, content, markup).body


def check_place(p: Json) -> None:
    """Threads and business connections do not exist here."""
    if p.get("message_thread_id"):
        raise bad_request("message thread not found")
    if p.get("business_connection_id"):
        raise bad_request("business connection not found")


def _replied(chat: Chat, p: Json) -> Json | None:
    """The message replied to; without its own reply, as Telegram sends it."""
    reply: Json = p.get("reply_parameters") or {}
    known(reply, REPLY_FIELDS, "ReplyParameters")
    message_id = reply.get("message_id", p.get("reply_to_message_id"))
    if message_id is None:
        return None
    message = chat.messages.get(params.integer("message_id", message_id))
    if message is None:
        if reply.get("allow_sending_without_reply", p.get("allow_sending_without_reply")):
            return None
        raise bad_request("message to be replied not found")
    return {key: value for key, value in message.body.items() if key != "reply_to_message"}
