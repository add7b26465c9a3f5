"""Plain text, and the source of web pages."""

from bot.content.files import PlainFile


def make(spec: PlainFile) -> bytes:
    """The text in UTF-8."""
    return spec.text.encode()
