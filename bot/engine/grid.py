"""The grid on which abilities live, in levels, and the few curves everything else is made of.

A pupil has an ability θ in a competence and, for each topic, x = θ + δ, δ ~ N(0, 0.7²), independent given θ
(a testlet random effect: Bradlow, Wainer & Wang, "A Bayesian random effects model for testlets",
Psychometrika 64, 1999). θ and δ share one step, so that x falls on a grid too: whatever depends on a topic is
a row over x, and `SPREAD` carries rows over x to rows over θ. The sums are exact on the grid, and cost one
small matrix product.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STEP = 0.25
TOPIC_SD = 0.7


def _from_to(first: float, last: float) -> Floats:
    return np.asarray(np.arange(first, last + STEP / 2, STEP), dtype=np.float64)


THETA = _from_to(-2.5, 9.5)
DELTA = _from_to(-1.75, 1.75)  # 2.5 standard deviations
X = _from_to(-2.5 - 1.75, 9.5 + 1.75)

# (16√3 / 15π)²: the logistic function meets the normal one best with this scale (Johnson & Kotz, 1970).
_PROBIT_LOGIT = 256 * 3 / (15 * np.pi) ** 2


def _topic_weights() -> Floats:
    """Normal weights, widened until on this short grid their standard deviation is TOPIC_SD."""
    narrow, wide = TOPIC_SD, 3 * TOPIC_SD
    while wide - narrow > 1e-12:
        middle = (narrow + wide) / 2
        weights = _normal(middle)
        narrow, wide = (middle, wide) if weights @ DELTA**2 < TOPIC_SD**2 else (narrow, middle)
    return _normal(narrow)


def _normal(sd: float) -> Floats:
    weights = np.exp(-0.5 * (DELTA / sd) ** 2)
    return np.asarray(weights / weights.sum())


def _spread() -> Floats:
    spread = np.zeros((len(X), len(THETA)))
    weights = _topic_weights()
    for column in range(len(THETA)):
        spread[column : column + len(DELTA), column] = weights
    return spread


SPREAD = _spread()
"""P(x | θ), one column a θ."""


def mastery_curves(slopes: Floats, difficulties: Floats, errors: Floats) -> Floats:
    """P(mastered | x), one row each: logistic (Birnbaum, 1968), slopes per level.

    A difficulty known with standard error e is averaged over: the slope a becomes a / √(1 + c a² e²), with c
    the probit–logit constant (MacKay, "The evidence framework applied to classification networks", 1992).
    """
    attenuated = slopes / np.sqrt(1 + _PROBIT_LOGIT * (slopes * errors) ** 2)
    # (1 + tanh(z / 2)) / 2 is the logistic function of z, without its overflow
    return np.asarray((1 + np.tanh(attenuated[:, None] * (X - difficulties[:, None]) / 2)) / 2)
