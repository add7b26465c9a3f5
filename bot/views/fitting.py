"""Answers laid out for a phone, and cut to what Telegram takes."""

from bot.content import Kind, Variant, describe_response
from bot.content.markup import telegram_length, visible
from bot.content.typography import NARROW
from bot.engine import Response


def in_lines(variant: Variant, response: Response | None) -> str | None:
    """The pupil's answer in words, one pair a line when it matches pairs; None when there is none."""
    return None if response is None else by_pair(variant, describe_response(variant, response))


def by_pair(variant: Variant, words: str) -> str:
    """An answer in words; the pairs of a matching question go under each other."""
    return "\n" + words.replace(f"{NARROW}; ", "\n") if variant.kind is Kind.MATCHING else words


def excess(html: str, limit: int) -> int:
    """How many UTF-16 units of what is seen are too many; 0 or less when it fits."""
    return telegram_length(visible(html)) - limit


def shortened(words: str, units: int) -> str:
    """Plain words without their last `units` UTF-16 units, and an ellipsis in their place."""
    kept = telegram_length(words) - units - 1  # the ellipsis takes one
    while telegram_length(words) > max(0, kept):
        words = words[:-1]
    return words + "…"
