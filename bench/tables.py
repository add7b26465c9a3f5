"""Tables as the terminal and a Markdown page both read them."""

from collections.abc import Sequence
from statistics import median

Cell = str | float | int


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table; numbers are shortened to what a noisy machine can mean."""
    print(f"\n{title}\n\n{markdown(head, rows)}")


def markdown(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The table as Markdown, its columns aligned for the terminal too."""
    texts = [list(head), *([shown(cell) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(head))]
    lines = [
        "| "
        + " | ".join(_padded(cell, width, i) for i, (cell, width) in enumerate(_pairs(row, widths)))
        + " |"
        for row in texts
    ]
    rule = "|".join("-" * (w + 1) + ("-" if i == 0 else ":") for i, w in enumerate(widths))
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def shown(cell: Cell) -> str:
    """Three digits that count."""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def middle(values: Sequence[float]) -> float:
    """The median, nan when there is none."""
    return median(values) if values else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them stays under; nan when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def _pairs(row: list[str], widths: list[int]) -> list[tuple[str, int]]:
    return list(zip(row, widths, strict=True))


def _padded(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)
