"""Variants that a candidate never saw: compared as rendered, since two seeds may give the same one."""

from collections.abc import Sequence

from bot.content import Challenge, render
from bot.content.variant import what_is_seen

_TRIES = 40
_STRIDE, _SEEDS = 7919, 1_000_003


def unseen(challenge: Challenge, seen: Sequence[int], seed: int) -> int | None:
    """The seed of a variant that none of the `seen` seeds gives, from `seed` on; None when none was found."""
    met = _met(challenge, seen)
    for turn in range(_TRIES if met else 1):
        drawn = (seed + turn * _STRIDE) % _SEEDS
        if not met or what_is_seen(render(challenge, drawn)) not in met:
            return drawn
    return None


def may_have_more(challenge: Challenge, seen: Sequence[int]) -> bool:
    """Whether the challenge may have a variant besides those; without drawing one."""
    return len(seen) < challenge.variants or len(_met(challenge, seen)) < challenge.variants


def _met(challenge: Challenge, seen: Sequence[int]) -> set[str]:
    return {what_is_seen(render(challenge, each)) for each in seen}
