"""The distribution of the level: a mixture over θ of nearly normal sums over topics."""

from collections.abc import Sequence
from math import erf, sqrt

from bot.engine.grid import Floats
from bot.engine.scoring import HIGHEST_LEVEL

_HALVINGS = 14  # a quantile within 0.0005 level


def quantiles(theta: Floats, level_at: Floats, shares: Sequence[float]) -> list[float]:
    """The levels below which these shares of the posterior lie; `level_at` is mean and variance given θ."""
    parts = [
        (weight, mean, sqrt(2 * max(variance, 1e-12)))
        for weight, mean, variance in zip(theta.tolist(), *level_at.tolist(), strict=True)
        if weight > 1e-6
    ]
    return [_quantile(parts, share) for share in shares]


def _quantile(parts: Sequence[tuple[float, float, float]], share: float) -> float:
    low, high = 0.0, float(HIGHEST_LEVEL)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = sum(weight * (1 + erf((middle - mean) / scale)) / 2 for weight, mean, scale in parts)
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2
