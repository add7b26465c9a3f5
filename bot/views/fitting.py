"""Answers laid out for a phone, and cut to what Telegram takes."""

from bot.content import Kind, Variant, describe_response
from bot.content.markup import telegram_length, visible
from bot.content.typography import NARROW
from bot.engine import Response


def in_lines(variant: Variant, response: Response | None) -> str | None:
    """The pupil's answer in words, one part a line where it has several; None when there is none."""
    return None if response is None else by_part(variant, describe_response(variant, response))


_BETWEEN = {Kind.MATCHING: f"{NARROW}; ", Kind.FIELDS: f"{NARROW}; ", Kind.ORDERING: " → "}


def by_part(variant: Variant, words: str) -> str:
    """An answer in words; pairs, fields and items in order go under each other."""
    between = _BETWEEN.get(variant.kind)
    if between is None:
        return words
    parts = words.split(between)
    if variant.kind is Kind.ORDERING and len(parts) == len(variant.choices):  # no arrow in an item
        parts = [f"{number}. {part}" for number, part in enumerate(parts, 1)]
    return "\n" + "\n".join(parts)


def excess(html: str, limit: int) -> int:
    """How many UTF-16 units of what is seen are too many; 0 or less when it fits."""
    return telegram_length(visible(html)) - limit


def shortened(words: str, units: int) -> str:
    """Plain words without their last `units` UTF-16 units, and an ellipsis in their place."""
    kept = telegram_length(words) - units - 1  # the ellipsis takes one
    while telegram_length(words) > max(0, kept):
        words = words[:-1]
    return words + "…"
