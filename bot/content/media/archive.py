"""Compressed folders (ZIP), and the dates inside files that are made of one."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.content.files import ArchiveFile, Entry
from bot.content.media.settled import filler, items, moment
from bot.content.media.typesetting import EPOCH
from bot.errors import ContentError

LARGEST = 5_000_000
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def make(spec: ArchiveFile) -> bytes:
    """The entries in the order they are written; a path that ends with / is an empty folder."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry in items(spec.entries):
            written = moment(entry.date) if entry.date else EPOCH
            _write(archive, entry.path, _content(entry), written)
    return out.getvalue()


def restamped(package: bytes) -> bytes:
    """The same office file with EPOCH for the moment it was made."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as made, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{EPOCH:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            _write(archive, name, content, EPOCH, made.getinfo(name).compress_type)
    return out.getvalue()


def _content(entry: Entry) -> bytes:
    text = entry.text or ""
    size = int(entry.size) if entry.size is not None else len(text.encode())
    if not 0 <= size <= LARGEST:
        raise ContentError(f"{entry.path} has {size} bytes: keep it under {LARGEST}")
    return filler(size, text)


def _write(
    archive: ZipFile, path: str, content: bytes, written: datetime, compression: int = ZIP_DEFLATED
) -> None:
    info = ZipInfo(path, written.timetuple()[:6])
    info.compress_type = compression
    info.create_system = 3  # the same on every machine
    archive.writestr(info, b"" if path.endswith("/") else content)
