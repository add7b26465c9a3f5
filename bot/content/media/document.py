"""Text documents (DOCX)."""

from io import BytesIO

from docx import Document

from bot.content.files import DocumentFile
from bot.content.media.archive import restamped
from bot.content.media.settled import items
from bot.content.media.typesetting import EPOCH

_STYLES = {"heading1": "Heading 1", "heading2": "Heading 2", "text": "Normal", "bullet": "List Bullet"}


def make(spec: DocumentFile) -> bytes:
    """A document with real heading and list styles."""
    document = Document()
    for block in items(spec.blocks):
        document.add_paragraph(block.text, _STYLES[block.style])
    properties = document.core_properties
    properties.title = spec.title or ""
    properties.author = properties.last_modified_by = spec.author or ""
    properties.comments = ""
    properties.created = properties.modified = EPOCH.replace(tzinfo=None)
    out = BytesIO()
    document.save(out)
    return restamped(out.getvalue())
