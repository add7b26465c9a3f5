"""What must hold of a tutorial's picture."""

from collections.abc import Iterator

from bot.content.bankfile import BankFile
from bot.content.fault import Fault
from bot.content.markup import telegram_length, visible
from bot.content.media import draw_still
from bot.content.picture_rules import picture_faults
from bot.content.problem import Problem
from bot.content.program import still
from bot.content.schema import TutorialSpec
from bot.content.typography import typeset_html
from bot.content.variant import Picture
from bot.content.variant_rules import CAPTION, HEADER
from bot.errors import ContentError


def lesson_problems(file: BankFile) -> Iterator[Problem]:
    """What is wrong with the pictures of a file's tutorials."""
    for place, tutorial in file.tutorials:
        if tutorial.picture:
            for fault in (*_caption_faults(tutorial), *_still_faults(still(tutorial.picture))):
                yield file.source.problem((*place, *fault.place), fault.what, fault.remedy)


def _caption_faults(tutorial: TutorialSpec) -> Iterator[Fault]:
    """Under a picture, Telegram takes less text."""
    texts = (tutorial.title, tutorial.body, tutorial.try_)
    length = sum(telegram_length(visible(typeset_html(text.strip()))) for text in texts)
    left = CAPTION - HEADER
    if length > left:
        what = f"with a picture, title, body and try take {length} units where Telegram leaves {left}"
        yield Fault(("body",), what, "shorten the text, or do without the picture")


def _still_faults(picture: Picture) -> Iterator[Fault]:
    yield from picture_faults(picture)
    try:
        draw_still(picture)
    except ContentError as error:
        yield Fault(("picture",), str(error), "correct the data")
