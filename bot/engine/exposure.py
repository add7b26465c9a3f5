"""No item is worn out, and neighbours get different questions: everybody draws from a bank of their own.

An item is in that bank for a limited share of the pupils, by a draw that depends on the seed alone. So no
counter is kept, no two workers have to agree, and the limit holds from the first pupil on: an item that is in
a pupil's bank with probability r is seen by at most that share. That probability is higher where few pupils
of the population (abilities 3 ± 1.5) come: among pupils who are all strong, items of high levels are seen by
more than the limit. The draw gives the items of a skill different places on a circle, so that one of them is
nearly always there, and the skills of a level, or of a topic, places far from each other. (Eligibility with a
probability is van der Linden & Veldkamp's, "Constraining item exposure in computerized adaptive testing with
shadow tests", 2004; theirs needs the counts of earlier pupils.)
"""

from functools import lru_cache
from math import erf, sqrt
from random import Random

import numpy as np
import numpy.typing as npt

from bot.engine.bank import Bank
from bot.engine.grid import Floats
from bot.engine.scoring import HIGHEST_LEVEL

Bools = npt.NDArray[np.bool_]

# Multiples of these, modulo 1, are spread evenly however many there are.
_GOLDEN, _SILVER = (sqrt(5) - 1) / 2, sqrt(2) - 1
_MOST_ASKED = 20
_MIDDLE, _SPREAD = 2.5, 1.8
"""Where questions fall, in levels, over all pupils: half a level below their abilities (mean 3, sd 1.5)."""


@lru_cache(maxsize=256)  # a test asks for the same draw after every answer
def drawn(bank: Bank, seed: int, exposure: float) -> Bools:
    """Which items are in the bank of the pupil with this seed: (N,).

    `exposure`: the share of all pupils who may see the same data, above 0; 1 for no limit. An item with
    several variants may be in the banks of so many times more.
    """
    if exposure >= 1:
        return np.ones(len(bank.items), dtype=bool)
    random = Random(f"{seed}/{bank.skills[0].key}")  # noqa: S311 - a reproducible drawing, nothing secret
    topics = bank.worth.shape[1]
    turn = np.array(random.sample(range(topics), topics))[bank.topic_of_skill]
    place = random.random() + _GOLDEN * turn + _SILVER * bank.levels
    share = np.minimum(1, exposure * bank.variants / _reach(bank)[bank.skill_rows])
    mask = np.asarray((place[bank.skill_rows] + bank.item_places) % 1 < share)
    mask.flags.writeable = False  # it is shared
    return mask


def _reach(bank: Bank) -> Floats:
    """Roughly what share of the pupils would meet each skill if it were always there: (K,).

    Twenty questions reach as many levels up and down as they would fill by themselves.
    """
    asked = len(bank.skills) if bank.target is None else len(bank.target)
    half = _MOST_ASKED * HIGHEST_LEVEL / asked
    return np.array([_below(level + half) - _below(level - half) for level in bank.levels.tolist()])


def _below(level: float) -> float:
    return (1 + erf((level - _MIDDLE) / _SPREAD / sqrt(2))) / 2
