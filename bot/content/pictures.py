"""The shape of the pictures drawn for a variant, one class a kind; it holds before and after rendering."""

from typing import Annotated

from pydantic import Field

from bot.content.figures import Bars, Blocks, Chart, Diagram, Grid, TablePicture, Timeline
from bot.content.screens import (
    Browser,
    Dialog,
    DocumentPicture,
    Email,
    Folders,
    Inbox,
    PhoneMessages,
    Post,
    SearchResults,
    Settings,
    SheetPicture,
)

PictureSpec = Annotated[
    SearchResults
    | Browser
    | Inbox
    | Email
    | PhoneMessages
    | Post
    | Settings
    | Dialog
    | Folders
    | SheetPicture
    | DocumentPicture
    | TablePicture
    | Bars
    | Chart
    | Grid
    | Blocks
    | Timeline
    | Diagram,
    Field(discriminator="kind"),
]
