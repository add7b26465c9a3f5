"""The shape of the files made for a variant, one class a kind; it holds before and after rendering."""

from typing import Annotated, Literal

from pydantic import Field

from bot.content.shapes import Amount, Cell, Many, Model, Table, Text, Whole, between


class _File(Model):
    name: Text


class PlainFile(_File):
    """A text, or the source of a web page."""

    kind: Literal["txt", "html"]
    text: Text


class CsvFile(_File):
    """A table as text."""

    kind: Literal["csv"]
    columns: Many[Cell]
    rows: Table
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ";"


class Sheet(Model):
    name: Annotated[Text, Field(max_length=31)]
    columns: Many[Cell]
    rows: Table


class WorkbookFile(_File):
    """A spreadsheet."""

    kind: Literal["xlsx", "ods"]
    sheets: Annotated[tuple[Sheet, ...], between(1, 6)]


class Block(Model):
    style: Literal["heading1", "heading2", "text", "bullet"]
    text: Text


class DocumentFile(_File):
    """A text document."""

    kind: Literal["docx", "odt"]
    title: Text | None = None
    author: Text | None = None
    blocks: Annotated[Many[Block], between(1, 60)]


class PdfFile(_File):
    """A printed page."""

    kind: Literal["pdf"]
    title: Text
    author: Text | None = None
    date: Text | None = None
    lines: Annotated[Many[str], between(1, 80)]


class Entry(Model):
    path: Text
    text: str | None = None
    size: Whole | None = None
    date: Text | None = None


class ArchiveFile(_File):
    """A compressed folder."""

    kind: Literal["zip"]
    entries: Annotated[Many[Entry], between(1, 60)]


class PhotoFile(_File):
    """A photo with what the camera wrote about it."""

    kind: Literal["jpeg"]
    caption: Text
    taken: Text | None = None
    camera: Text | None = None
    latitude: Amount | None = None
    longitude: Amount | None = None
    author: Text | None = None


class Attachment(Model):
    name: Text
    size: Whole | None = None


class MessageFile(_File):
    """An e-mail as it is stored."""

    kind: Literal["eml"]
    from_name: Text
    from_address: Text
    reply_to: Text | None = None
    to: Text
    subject: Text
    date: Text
    body: Text
    html: Text | None = None
    attachment: Attachment | None = None
    received: Many[Text] | None = None


class Event(Model):
    title: Text
    start: Text
    end: Text
    place: Text | None = None
    note: Text | None = None


class CalendarFile(_File):
    """Appointments to put in a diary."""

    kind: Literal["ics"]
    events: Annotated[Many[Event], between(1, 40)]


FileSpec = Annotated[
    PlainFile
    | CsvFile
    | WorkbookFile
    | DocumentFile
    | PdfFile
    | ArchiveFile
    | PhotoFile
    | MessageFile
    | CalendarFile,
    Field(discriminator="kind"),
]
