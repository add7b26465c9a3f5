"""What the template of charts is given: an axis with round ticks, values in words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from bot.content.media.tables import cell

MOST_TICKS = 6
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


def chart(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a chart with the `axis` of its values: from `low` to `high`, with `ticks` between them."""
    series = [{**each, "texts": [cell(value)["text"] for value in each["values"]]} for each in data["series"]]
    listed = [each["values"] for each in series]
    heights = map(sum, zip(*listed, strict=True)) if data["type"] == "stacked" else chain(*listed)
    return {
        **data,
        "series": series,
        "axis": _axis(_exact(data["start"]), [_exact(value) for value in heights]),
    }


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _axis(start: Decimal, values: list[Decimal]) -> dict[str, Any]:
    lowest, highest = min(start, *values), max(start, *values)
    highest = lowest + 1 if highest == lowest else highest
    step = _step(highest - lowest)
    low = start if start == lowest else lowest // step * step - (step if lowest % step else 0)
    ticks = list(_ticks(low, highest, step))
    return {
        "low": float(low),
        "high": float(ticks[-1]),
        "ticks": [{"value": float(tick), "text": cell(float(tick))["text"]} for tick in ticks],
    }


def _step(span: Decimal) -> Decimal:
    """The smallest round step that needs no more than MOST_TICKS over this span."""
    power = Decimal(10) ** (span.adjusted() - 1)
    steps = (round_ * power * ten for ten in (1, 10, 100) for round_ in _ROUND)
    return next(step for step in steps if span / step <= MOST_TICKS)


def _ticks(low: Decimal, highest: Decimal, step: Decimal) -> Iterator[Decimal]:
    """Where the axis begins, then every multiple of the step until the highest value is covered."""
    yield low
    tick = (low // step + 1) * step if low >= 0 else low + step
    if tick - low < step / 2:
        tick += step
    while tick < highest:
        yield tick
        tick += step
    yield tick
