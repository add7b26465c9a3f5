"""The shapes of pictures of screens, one class a kind; they hold before and after rendering."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.content.shapes import (
    Drawn,
    Flag,
    Listed,
    Many,
    Model,
    Table,
    Text,
    Whole,
    between,
    no_wider,
    one_of,
    plain_rows,
    within,
)


class SearchResult(Model):
    title: Text
    url: Text
    snippet: Text
    ad: Flag = False
    date: Text | None = None


class SearchResults(Drawn):
    """A page of a search engine."""

    kind: Literal["search_results"]
    query: Text
    results: Annotated[Many[SearchResult], between(3, 6)]


class Box(Model):
    title: Text
    text: Text
    buttons: Annotated[Many[Text], between(1, 3)]


class Browser(Drawn):
    """A window of a web browser."""

    kind: Literal["browser"]
    url: Text
    secure: Flag
    tabs: Annotated[Many[Text], between(1, 4)] | None = None
    page: Annotated[Many[Text], between(1, 12)] | None = None
    dialog: Box | None = None


class InboxMessage(Model):
    from_: Annotated[Text, Field(alias="from")]
    subject: Text
    date: Text
    unread: Flag = False
    attachment: Flag = False


class Inbox(Drawn):
    """The list of received messages."""

    kind: Literal["inbox"]
    messages: Annotated[Many[InboxMessage], between(3, 7)]


class Email(Drawn):
    """One message, opened."""

    kind: Literal["email"]
    from_name: Text
    from_address: Text
    to: Text | None = None
    subject: Text
    date: Text
    body: Annotated[Many[Text], between(1, 12)]
    attachment: Text | None = None
    button: Text | None = None


class Bubble(Model):
    text: Text
    mine: Flag = False
    time: Text | None = None


class PhoneMessages(Drawn):
    """A conversation on a phone."""

    kind: Literal["phone_messages"]
    contact: Text
    messages: Annotated[Many[Bubble], between(1, 8)]


class SettingsRow(Model):
    label: Text
    value: Text | None = None
    toggle: Flag | None = None
    hint: Text | None = None


class Settings(Drawn):
    """A screen of settings."""

    kind: Literal["settings"]
    title: Text
    rows: Annotated[Many[SettingsRow], between(1, 9)]


class Dialog(Box, Drawn):
    """A box that asks something."""

    kind: Literal["dialog"]
    app: Text | None = None


class Node(Model):
    name: Text
    depth: Annotated[Whole, within(0, 6)]
    file: Flag = False
    size: Text | None = None
    date: Text | None = None


class Folders(Drawn):
    """A tree of folders and files."""

    kind: Literal["folders"]
    tree: Annotated[Many[Node], between(2, 16)]


class Formula(Model):
    cell: Text
    text: Text


class SheetPicture(Drawn):
    """A spreadsheet on screen; `first` is the number of the first row shown."""

    kind: Literal["sheet"]
    columns: Annotated[Listed[Text], between(1, 6)] | None = None
    first: Whole = 1
    rows: Annotated[Table, between(1, 12)]
    formula: Formula | None = None
    tabs: Annotated[Listed[Text], between(1, 5)] | None = None

    @field_validator("rows")
    @classmethod
    def _readable(cls, rows: Any, info: ValidationInfo) -> Any:
        for number, row in plain_rows(rows):
            if not row:
                raise ValueError(f'row {number} is empty: write [""] for a row without anything')
            if len(row) > 6:
                raise ValueError(f"row {number} has {len(row)} cells where 1 to 6 are wanted")
        no_wider(rows, info.data.get("columns"))
        return rows


class Paragraph(Model):
    style: Annotated[
        Text,
        one_of(
            "title",
            "heading1",
            "heading2",
            "text",
            "bullet",
            "numbered",
            "toc",
            "caption",
            "image",
            "note",
            "header",
            "footer",
        ),
    ]
    text: str
    align: Annotated[Text, one_of("left", "center", "right", "justify")] | None = None
    bold: Flag = False
    italic: Flag = False
    underline: Flag = False
    marks: Flag = False


class DocumentPicture(Drawn):
    """A page as a word processor shows it."""

    kind: Literal["document"]
    page: Annotated[Listed[Paragraph], between(1, 16)]
    zoom_note: Text | None = None


class Comment(Model):
    author: Text
    text: Text


class Post(Drawn):
    """A publication on a social network; `image` is the label of a drawn frame."""

    kind: Literal["post"]
    author: Text
    handle: Text | None = None
    time: Text | None = None
    audience: Text | None = None
    text: Text
    image: Text | None = None
    counts: Annotated[Listed[Text], between(0, 5)] = ()
    comments: Annotated[Listed[Comment], between(0, 4)] = ()
