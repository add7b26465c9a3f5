"""What documents of the open format (ODF) share: who wrote them, when, and their last bytes."""

from io import BytesIO

from odfdo import Document

from bot.content.media.archive import restamped
from bot.content.media.typesetting import EPOCH

_PREVIEW = "Thumbnails/thumbnail.png"  # of the empty document that they are made from


def closed(document: Document, title: str | None = None, author: str | None = None) -> bytes:
    """The file of a document, the same for the same content."""
    meta = document.meta
    meta.generator = "Tremplin"
    meta.creation_date = meta.date = EPOCH.replace(tzinfo=None)
    meta.title = title or ""
    meta.initial_creator = meta.creator = author or ""
    document.del_part(_PREVIEW)
    document.manifest.del_full_path(_PREVIEW)
    out = BytesIO()
    document.save(out)
    return restamped(out.getvalue())
