"""Text documents in the open format (ODT)."""

from itertools import groupby

from odfdo import Document, Header, List, Paragraph

from bot.content.files import Block, DocumentFile
from bot.content.media.opening import closed
from bot.content.media.settled import items

_TEXT = "Text_20_body"
_LEVELS = {"heading1": 1, "heading2": 2}


def make(spec: DocumentFile) -> bytes:
    """A document with real heading and list styles."""
    document = Document("text")
    document.body.clear()
    for is_list, blocks in groupby(items(spec.blocks), key=lambda block: block.style == "bullet"):
        if is_list:
            paragraphs = [Paragraph(block.text, style=_TEXT) for block in blocks]
            document.body.append(List(paragraphs, style="List_20_1"))
        else:
            document.body.extend(_paragraph(block) for block in blocks)
    return closed(document, spec.title, spec.author)


def _paragraph(block: Block) -> Paragraph | Header:
    level = _LEVELS.get(block.style)
    if level is None:
        return Paragraph(block.text, style=_TEXT)
    header = Header(level, block.text)
    header.style = f"Heading_20_{level}"
    return header
