"""Files: each kind has its maker, loaded when first needed because the libraries behind some are heavy."""

from importlib import import_module

from bot.content.files import FileSpec
from bot.errors import ContentError

_MAKERS = {
    "txt": "plain",
    "html": "plain",
    "csv": "csvtable",
    "xlsx": "workbook",
    "ods": "opensheets",
    "docx": "document",
    "odt": "opentext",
    "pdf": "page",
    "zip": "archive",
    "jpeg": "photo",
    "eml": "message",
    "ics": "agenda",
}


def write_file(spec: FileSpec) -> bytes:
    """The content of a file, the same for the same data. Raises ContentError when it cannot be written."""
    maker = import_module(f"{__package__}.{_MAKERS[spec.kind]}")
    try:
        content: bytes = maker.make(spec)
    except ContentError:
        raise
    except Exception as error:  # whatever a library says of data it cannot write
        raise ContentError(f"{spec.name} cannot be written: {error}") from error
    return content
