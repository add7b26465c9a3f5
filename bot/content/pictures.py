"""The shape of the pictures drawn for a variant, one class a kind; it holds before and after rendering."""

from typing import Annotated, Literal

from pydantic import Field

from bot.content.shapes import Amount, Cell, Flag, Many, Model, Table, Text, Whole, between


class _Picture(Model):
    alt: Text


class SearchResult(Model):
    title: Text
    url: Text
    snippet: Text
    ad: Flag = False
    date: Text | None = None


class SearchResults(_Picture):
    """A page of a search engine."""

    kind: Literal["search_results"]
    query: Text
    results: Annotated[Many[SearchResult], between(3, 6)]


class Box(Model):
    title: Text
    text: Text
    buttons: Annotated[Many[Text], between(1, 3)]


class Browser(_Picture):
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


class Inbox(_Picture):
    """The list of received messages."""

    kind: Literal["inbox"]
    messages: Annotated[Many[InboxMessage], between(3, 7)]


class Email(_Picture):
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


class PhoneMessages(_Picture):
    """A conversation on a phone."""

    kind: Literal["phone_messages"]
    contact: Text
    messages: Annotated[Many[Bubble], between(1, 8)]


class SettingsRow(Model):
    label: Text
    value: Text | None = None
    toggle: Flag | None = None
    hint: Text | None = None


class Settings(_Picture):
    """A screen of settings."""

    kind: Literal["settings"]
    title: Text
    rows: Annotated[Many[SettingsRow], between(1, 9)]


class Dialog(Box, _Picture):
    """A box that asks something."""

    kind: Literal["dialog"]
    app: Text | None = None


class Node(Model):
    name: Text
    depth: Whole
    file: Flag = False
    size: Text | None = None
    date: Text | None = None


class Folders(_Picture):
    """A tree of folders and files."""

    kind: Literal["folders"]
    tree: Annotated[Many[Node], between(2, 16)]


class TablePicture(_Picture):
    """A table."""

    kind: Literal["table"]
    caption: Text | None = None
    columns: Annotated[Many[Cell], between(1, 6)]
    rows: Table


class Bar(Model):
    label: Text
    value: Amount


class Bars(_Picture):
    """A bar chart."""

    kind: Literal["bars"]
    title: Text
    bars: Annotated[Many[Bar], between(2, 10)]
    unit: Text | None = None


PictureSpec = Annotated[
    SearchResults
    | Browser
    | Inbox
    | Email
    | PhoneMessages
    | Settings
    | Dialog
    | Folders
    | TablePicture
    | Bars,
    Field(discriminator="kind"),
]
