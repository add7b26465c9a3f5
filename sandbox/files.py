"""Files that were sent: kept in memory, known by content, downloadable by path."""

import hashlib
import io
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PIL import Image, UnidentifiedImageError

from sandbox.errors import ApiError, bad_request

MOST_UPLOAD = 50_000_000
MOST_PHOTO = 10 * 1024 * 1024
MOST_DOWNLOAD = 20 * 1024 * 1024
MOST_KEPT = 512_000_000
SIDES = (90, 320, 800, 1280)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Stored:
    """A file that a file_id stands for; a photo's smaller sizes are made when they are downloaded."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str
    side: int = 0  # longest side of a smaller size of a photo; 0: as it was sent
    size: tuple[int, int] = (0, 0)

    def content(self) -> bytes:
        """The bytes to download."""
        return _resized(self.data, self.side) if self.side else self.data

    def file(self) -> dict[str, Any]:
        """What every Bot API object about a file starts with."""
        known = {} if self.side else {"file_size": len(self.data)}
        return {"file_id": self.file_id, "file_unique_id": self.unique_id} | known


class Files:
    """All files, oldest forgotten first beyond MOST_KEPT bytes."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, Stored] = OrderedDict()
        self._by_path: dict[str, Stored] = {}
        self._kept = 0
        self._count = 0

    def store(self, kind: str, upload: Upload, side: int = 0, size: tuple[int, int] = (0, 0)) -> Stored:
        """Keep an upload; the same content and name give the same file_id again."""
        key = f"{kind}\0{upload.name}\0{side}\0".encode()
        unique = hashlib.sha256(key + upload.data).hexdigest()[:24]
        file_id = f"SB{kind[:3]}-{unique}"
        if file_id not in self._by_id:
            suffix = PurePath(upload.name).suffix or mimetypes.guess_extension(upload.mime) or ""
            self._count += 1
            path = f"{kind}s/file_{self._count}{suffix}"
            self._add(
                Stored(file_id, unique[:15], kind, upload.name, upload.mime, upload.data, path, side, size)
            )
        return self._by_id[file_id]

    def _add(self, stored: Stored) -> None:
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        self._kept += 0 if stored.side else len(stored.data)
        while self._kept > MOST_KEPT and len(self._by_id) > 1:
            _, oldest = self._by_id.popitem(last=False)
            del self._by_path[oldest.path]
            self._kept -= 0 if oldest.side else len(oldest.data)

    def find(self, file_id: str) -> Stored | None:
        """The file of this id, if it is known."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> Stored | None:
        """The file to download at this path, if there is one."""
        return self._by_path.get(path)

    def sent(self, kind: str, value: Upload | str) -> Stored:
        """The file of a parameter such as `photo`: an upload or the id of a file already known."""
        if isinstance(value, Upload):
            if not value.data:
                raise bad_request("file must be non-empty")
            return self.store(kind, value)
        if value.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        stored = self.find(value)
        if stored is None:
            raise bad_request("Wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def photo(self, value: Upload | str) -> list[dict[str, Any]]:
        """The `photo` field of a message: the sizes that Telegram makes, smallest first."""
        if isinstance(value, Upload) and len(value.data) > MOST_PHOTO:
            size = f"file of size {len(value.data)} bytes"
            raise bad_request(f"{size} is too big for a photo; the maximum size is {MOST_PHOTO} bytes")
        stored = self.sent("photo", value)
        if stored.size == (0, 0):
            stored.size = _dimensions(stored.data)
        width, height = stored.size
        upload = Upload(stored.name, stored.mime, stored.data)
        smaller = [
            self.store("photo", upload, side, _scaled(stored.size, side))
            for side in SIDES
            if side < max(width, height)
        ]
        return [each.file() | {"width": each.size[0], "height": each.size[1]} for each in (*smaller, stored)]

    def download(self, file_id: str) -> dict[str, Any]:
        """getFile's answer."""
        if not file_id:
            raise bad_request("file_id not specified")
        stored = self.find(file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.data) > MOST_DOWNLOAD:
            raise bad_request("file is too big")
        return stored.file() | {"file_path": stored.path}


def _dimensions(data: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as broken:
        raise _unreadable() from broken
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _unreadable() -> ApiError:
    return bad_request("IMAGE_PROCESS_FAILED")


def _scaled(size: tuple[int, int], side: int) -> tuple[int, int]:
    longest = max(size)
    return max(1, size[0] * side // longest), max(1, size[1] * side // longest)


def _resized(data: bytes, side: int) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").resize(_scaled(image.size, side)).save(out, "JPEG", quality=85)
    return out.getvalue()
