"""Unpacking a zip archive that may be a bomb."""

import io
import struct
import zipfile
import zlib
from typing import IO

from bot.rosters.refusals import Reason, RosterRefused

MAX_UNPACKED = 20 * 1024 * 1024  # bytes of all members together
MAX_RATIO = 100  # unpacked bytes for one packed
_CHUNK = 64 * 1024
# The only two ways Office packs; the others may make gigabytes of one chunk before anybody can count them.
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def unpack(content: bytes) -> dict[str, bytes]:
    """The XML members by name, in lower case as names are alike whatever their case.

    Raises:
        RosterRefused: ZIP_BOMB, ENCRYPTED, or NOT_A_ROSTER for a broken archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _trust(members, len(content))
            return _read(archive, members)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        raise RosterRefused(Reason.NOT_A_ROSTER) from None


def _trust(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse at once an archive whose directory already says too much."""
    if any(member.flag_bits & 1 for member in members):
        raise RosterRefused(Reason.ENCRYPTED)
    if any(member.compress_type not in _PACKINGS for member in members):
        raise RosterRefused(Reason.NOT_A_ROSTER)
    if sum(member.file_size for member in members) > _most(packed):
        raise RosterRefused(Reason.ZIP_BOMB)


def _most(packed: int) -> int:
    """The bytes that an archive of `packed` bytes may unpack to."""
    return min(MAX_UNPACKED, packed * MAX_RATIO)


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for member in members:
        name = member.filename.lower().replace("\\", "/")
        if name.endswith((".xml", ".rels")):
            with archive.open(member) as packed:
                parts[name] = bounded(packed, left)
            left -= len(parts[name])
    return parts


def bounded(packed: IO[bytes], limit: int) -> bytes:
    """All of it, or RosterRefused(ZIP_BOMB) as soon as more than `limit` bytes have come out."""
    chunks: list[bytes] = []
    size = 0
    while chunk := packed.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise RosterRefused(Reason.ZIP_BOMB)
        chunks.append(chunk)
    return b"".join(chunks)
