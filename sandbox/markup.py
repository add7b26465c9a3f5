"""HTML parse mode, read as Telegram's own parser reads it: tolerant where it is, refusing with its words.

The grammar and the messages are those of TDLib's `parse_html`; positions in errors are byte offsets.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ARGUMENTS = {
    ("a", "href"): "",
    ("code", "class"): "language-",
    ("span", "class"): "tg-",
    ("tg-emoji", "emoji-id"): "",
}

_SPECIAL = re.compile("[<&]")
_TAG_NAME = re.compile(r"[^\s\0>]*")
_SPACES = re.compile(r"[\s\0]*")
_ATTRIBUTE = re.compile(r"[^\s\0=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    chunk: int  # where in the list of text pieces the tag began


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities (UTF-16 offsets); ApiError 400 in Telegram's words on anything broken."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        at = 0
        while special := _SPECIAL.search(self.source, at):
            self._text(self.source[at : special.start()])
            at = self._reference(special.start()) if special[0] == "&" else self._tag(special.start())
        self._text(self.source[at:])
        if self.stack:
            raise broken(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.pieces), [_without_private(entity) for entity in self.entities]

    def _text(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += units(text)

    def _reference(self, at: int) -> int:
        character, end = decode(self.source, at)
        self._text(character)
        return end

    def _tag(self, at: int) -> int:
        return self._end_tag(at) if self.source.startswith("</", at) else self._start_tag(at)

    def _start_tag(self, begin: int) -> int:
        at = _end(_TAG_NAME, self.source, begin + 1)
        if at == len(self.source):
            raise self._broken("Unclosed start tag", begin)
        tag = self.source[begin + 1 : at].lower()
        if tag not in TYPES:
            raise self._broken(f'Unsupported start tag "{tag}"', begin)
        argument, at = self._attributes(tag, begin, at)
        if tag == "span" and argument != "spoiler":
            raise self._broken('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(_Open(tag, argument, self.offset, len(self.pieces)))
        return at + 1

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[str, int]:
        """The one attribute that matters for this tag, and where the tag's ">" is."""
        argument = ""
        while True:
            at = _end(_SPACES, self.source, at)
            if self.source.startswith(">", at):
                return argument, at
            name, value, at = self._attribute(tag, begin, at)
            prefix = ARGUMENTS.get((tag, name))
            if (tag, name) == ("blockquote", "expandable"):
                argument = "1"
            elif prefix is not None and value is not None and value.startswith(prefix):
                argument = value.removeprefix(prefix)

    def _attribute(self, tag: str, begin: int, at: int) -> tuple[str, str | None, int]:
        end = _end(_ATTRIBUTE, self.source, at)
        name = self.source[at:end]
        if not name:
            raise self._broken(f'Empty attribute name in the tag "{tag}"', begin)
        at = _end(_SPACES, self.source, end)
        if at < len(self.source) and self.source[at] != "=":
            return name, None, at
        at = _end(_SPACES, self.source, at + 1)
        if at >= len(self.source):
            raise self._broken(f'Unclosed start tag "{tag}"', begin)
        value, at = self._quoted(at) if self.source[at] in "'\"" else self._token(at)
        if at >= len(self.source):
            raise self._broken("Unclosed start tag", begin)
        return name, value, at

    def _token(self, at: int) -> tuple[str, int]:
        end = _end(_TOKEN, self.source, at)
        if end < len(self.source) and not (self.source[end].isspace() or self.source[end] == ">"):
            raise self._broken("Unexpected end of name token", at)
        return self.source[at:end].lower(), end

    def _quoted(self, at: int) -> tuple[str, int]:
        end = self.source.find(self.source[at], at + 1)
        if end < 0:
            return "", len(self.source)
        return _REFERENCE.sub(lambda match: decode(match[0], 0)[0], self.source[at + 1 : end]), end + 1

    def _end_tag(self, begin: int) -> int:
        if not self.stack:
            raise self._broken("Unexpected end tag", begin)
        at = _end(_TAG_NAME, self.source, begin + 2)
        tag = self.source[begin + 2 : at].lower()
        at = _end(_SPACES, self.source, at)
        if not self.source.startswith(">", at):
            raise self._broken("Unclosed end tag", begin)
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            offset = len(self.source[:begin].encode())
            raise broken(
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)
        return at + 1

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        if opened.tag in ("pre", "code"):
            self._close_code(opened, entity)
        elif opened.tag == "a":
            self._close_link(opened.argument or "".join(self.pieces[opened.chunk :]), entity)
        else:
            if opened.tag == "tg-emoji":
                entity["custom_emoji_id"] = _emoji_id(opened.argument)
            elif opened.tag == "blockquote" and opened.argument:
                entity["type"] = "expandable_blockquote"
            self.entities.append(entity)

    def _close_code(self, opened: _Open, entity: Entity) -> None:
        """`<pre><code class="language-x">`, in either nesting, is one entity with a language."""
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        language = last.get("_language") if opened.tag == "pre" else opened.argument
        other = "code" if opened.tag == "pre" else "pre"
        if same and last.get("type") == other and language:
            last |= {"type": "pre", "language": language}
        else:
            self.entities.append(entity | ({"_language": opened.argument} if opened.argument else {}))

    def _close_link(self, url: str, entity: Entity) -> None:
        if user := re.fullmatch(r"tg://user\?id=(\d+)", url):
            mention = {
                "type": "text_mention",
                "user": {"id": int(user[1]), "is_bot": False, "first_name": ""},
            }
            self.entities.append(entity | mention)
        elif checked := checked_link(url):
            self.entities.append(entity | {"url": checked})

    def _broken(self, words: str, at: int) -> ApiError:
        return broken(f"{words} at byte offset {len(self.source[:at].encode())}")


def broken(words: str) -> ApiError:
    """The 400 for markup that cannot be read."""
    return bad_request(f"Can't parse entities: {words}")


def decode(source: str, at: int) -> tuple[str, int]:
    """The character that the reference at `at` stands for (or a lone "&"), and where reading goes on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (NAMED[name], match.end()) if name in NAMED else ("&", at + 1)
    digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
    code = int(digits or "0", base)
    if code == 0 or code >= 0x10FFFF or len(match[0].rstrip(";")) >= 10:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise broken(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def checked_link(url: str) -> str:
    """The link as Telegram keeps it ("example.com" becomes "http://example.com/"), or "" when it is none."""
    match = re.fullmatch(r"(?:([a-zA-Z][a-zA-Z0-9+.-]*):(?://)?)?([^/?#\s]*)([^\s]*)", url.strip())
    if match is None:
        return ""
    scheme, host, rest = (match[1] or "http").lower(), match[2], match[3]
    if scheme in ("tg", "ton", "tonsite"):
        return url.strip() if host else ""
    if scheme not in ("http", "https") or not re.fullmatch(
        r"(?:[^@]*@)?[^.:@]+(?:\.[^.:@]+)+(?::\d{1,5})?", host
    ):
        return ""
    return f"{scheme}://{host}{rest or '/'}"


def _emoji_id(argument: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,19}", argument) or int(argument) == 0:
        raise broken("Invalid custom emoji identifier specified")
    return argument


def _without_private(entity: Entity) -> Entity:
    entity.pop("_language", None)
    return entity


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Where the run matched by a pattern that may be empty ends."""
    match = pattern.match(source, at)
    return at if match is None else match.end()
