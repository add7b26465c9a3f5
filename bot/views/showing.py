"""Where an outcome is shown, and the three ways to show it: a new message, an edit, a toast."""

from dataclasses import dataclass
from typing import Any

from bot.content import Library
from bot.transport.calls import Call, FileRef
from bot.views import templates

TOAST_LIMIT = 200  # characters Telegram takes in an answer to a tap
TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # UTF-16 units of what is seen


@dataclass(frozen=True, slots=True)
class Showing:
    """The chat, the message whose button was tapped, if one was, and how its person is addressed.

    Adults are told «vous», pupils «tu»; who has not said who they are is told what suits both. No text takes
    the place of a tapped picture or document: without `rewritable`, a screen is a new message. Messages that
    are `protected` can't be forwarded or saved.
    """

    chat_id: int
    library: Library
    tapped: int | None = None
    callback_id: str | None = None
    adult: bool = False
    rewritable: bool = True
    protected: bool = False
    username: str = ""  # the bot's, for links

    def link(self, payload: str) -> str:
        """The address that opens this bot with a payload."""
        return f"https://t.me/{self.username}?start={payload}"

    def text(self, template: str, /, **data: Any) -> str:
        """The text of a message to this person; its template knows `vous`."""
        return templates.text(template, vous=self.adult, **data)

    def send(
        self, text: str, markup: dict[str, Any] | None = None, note: tuple[Any, ...] | None = None
    ) -> Call:
        """A new message."""
        return Call("sendMessage", self._message(text, markup), note=note)

    def send_file(
        self,
        file: FileRef,
        caption: str,
        markup: dict[str, Any] | None = None,
        note: tuple[Any, ...] | None = None,
    ) -> Call:
        """A new message with a picture or a document."""
        params: dict[str, Any] = {"chat_id": self.chat_id, "caption": caption, "parse_mode": "HTML"}
        if markup:
            params["reply_markup"] = markup
        if self.protected:
            params["protect_content"] = True
        return Call("sendPhoto" if file.field == "photo" else "sendDocument", params, file, note)

    def edit(self, message_id: int, text: str, markup: dict[str, Any] | None, media: bool) -> Call:
        """Another text and keyboard in place; `media` when the message is a picture or a document."""
        params: dict[str, Any] = {"chat_id": self.chat_id, "message_id": message_id, "parse_mode": "HTML"}
        params["caption" if media else "text"] = text
        params["reply_markup"] = markup or {"inline_keyboard": []}
        if not media:
            params["link_preview_options"] = {"is_disabled": True}
        return Call("editMessageCaption" if media else "editMessageText", params)

    def delete(self, message_id: int) -> Call:
        """A message of ours that goes."""
        return Call("deleteMessage", {"chat_id": self.chat_id, "message_id": message_id})

    def edit_buttons(self, message_id: int, markup: dict[str, Any]) -> Call:
        """Another keyboard in place, whatever the message is."""
        params = {"chat_id": self.chat_id, "message_id": message_id, "reply_markup": markup}
        return Call("editMessageReplyMarkup", params)

    def screen(self, text: str, markup: dict[str, Any] | None = None) -> Call:
        """A menu: in place of the one that was tapped where a text can be, else a new message."""
        if self.tapped is None or not self.rewritable:
            return self.send(text, markup)
        return self.edit(self.tapped, text, markup, media=False)

    def toast(self, text: str = "") -> Call | None:
        """The answer to the tap; None when nothing was tapped."""
        if self.callback_id is None:
            return None
        params: dict[str, Any] = {"callback_query_id": self.callback_id}
        if text:
            params["text"] = text[:TOAST_LIMIT]
        return Call("answerCallbackQuery", params)

    def _message(self, text: str, markup: dict[str, Any] | None) -> dict[str, Any]:
        params: dict[str, Any] = {
            "chat_id": self.chat_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if markup:
            params["reply_markup"] = markup
        if self.protected:
            params["protect_content"] = True
        return params
