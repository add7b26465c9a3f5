"""An estimated level in words: «autour de 5,5 (de 4 à 7)»."""

from bot.usecases.outcomes import Estimate


def about(estimate: Estimate) -> str:
    """The level alone, to half a level: «autour de 5,5»; near the start, «niveau 1 au plus»."""
    level, low, high = _rounded(estimate)
    return f"niveau {_french(high)} au plus" if _at_start(level, low, high) else f"autour de {_french(level)}"


def in_words(estimate: Estimate) -> str:
    """The level and its bounds, as finely as a pupil cares for."""
    level, low, high = _rounded(estimate)
    if low == high or _at_start(level, low, high):
        return about(estimate)
    bounds = f"de {_french(low)} à {_french(high)}" if low else f"{_french(high)} au plus"
    return f"{about(estimate)} ({bounds})"


def in_halves(level: float) -> float:
    """A level as it is said, in words as in the picture: the nearest half of its tenths."""
    return int(round(level, 1) * 2 + 0.5) / 2


def _at_start(level: float, low: float, high: float) -> bool:
    """True where only an upper bound says something: there is no level 0."""
    return not low and (not level or high <= 1)


def _rounded(estimate: Estimate) -> tuple[float, float, float]:
    """Level and bounds; these are whole levels, and the level lies between them."""
    level, low, high = in_halves(estimate.level), int(estimate.low + 0.5), int(estimate.high + 0.5)
    return level, min(low, level), max(high, level, 1)


def _french(level: float) -> str:
    return f"{level:g}".replace(".", ",")
