"""docs/engine.svg: the error of every contender against the number of questions."""

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from bench.engine.measure import COUNTS, OWN_END, Measures

_COLOURS = ("#1b4965", "#2f8f5b", "#b5540a", "#8a2b4f", "#6b4fa0", "#5a6472", "#917c00")
_DASHES = ("-", "--", "-.")
_MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
_HIGHEST = 1.8  # levels: above, lines say only that nothing is known yet


def draw(found: Sequence[Measures], path: Path) -> None:
    """Lines differ by mark and dash as well as by colour; a large hollow mark is a contender's own end."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "engine", "font.family": "sans-serif"})
    figure, axes = plt.subplots(figsize=(9, 5.6), facecolor="white", layout="constrained")
    for one, colour, dash, mark in zip(found, cycle(_COLOURS), cycle(_DASHES), cycle(_MARKS), strict=False):
        questions = range(1, len(one.curve) + 1)
        axes.plot(questions, one.curve, c=colour, ls=dash, marker=mark, ms=4, lw=1.6, label=one.contender)
        axes.plot([one.length], [one.after[OWN_END].rmse], c=colour, marker=mark, ms=12, mfc="none")
    axes.set(
        xlim=(0.5, max([20.5, *(one.length + 1 for one in found)])),
        ylim=(0.3, _HIGHEST),
        xlabel="questions answered",
        ylabel="error (RMSE, in levels)",
        title="Base world. A large hollow mark: the test's own end",
    )
    axes.set_xticks([1, *COUNTS])
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper right", frameon=False)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
