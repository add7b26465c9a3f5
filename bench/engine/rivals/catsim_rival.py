"""catsim as its users would set it up: maximum information, EAP, an end at a standard error.

catsim: Meneghetti & Aquino, "Application and simulation of computerized adaptive tests through the package
catsim", 2017. Information is Fisher's (Lord, "Applications of item response theory", 1980). Version 0.21
maximises likelihoods only, without a prior, so that the posterior mean (EAP: Bock & Mislevy, "Adaptive EAP
estimation of ability in a microcomputer environment", 1982) is taken here, over the library's item curves.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from catsim import ItemBank, irt
from catsim.selection import MaxInfoSelector
from catsim.stopping import MinErrorStopper

from bench.engine.contender import Earlier, Estimate
from bench.engine.world import WorldAnswer, WorldBank
from bot.engine import PIX_A_LEVEL, skill_pix

Floats = npt.NDArray[np.float64]

MEAN, SD = 3.0, 1.5
"""The population, in levels: catsim's scale is standard, N(0, 1)."""
UPPER = 0.88
"""P(right) of who masters the item, as calibration would find it in this world: 3 % slip, 10 % are careless.

With 0.97 this contender would lean low by 0.25 level, and be 0.06 to 0.1 worse."""
ERROR = 0.5
"""Of the ability, in levels, at which the test ends."""
FEWEST, MOST = 8, 30
"""Questions."""

_GRID: Floats = np.linspace(irt.THETA_MIN_TYPICAL, irt.THETA_MAX_TYPICAL, 81)
_PRIOR: Floats = np.exp(-0.5 * _GRID**2)
_SELECTOR = MaxInfoSelector()
_STOPPER = MinErrorStopper(ERROR / SD, FEWEST, MOST)


def eap(items: Floats, responses: Sequence[bool]) -> float:
    """The ability: mean of its posterior given a standard normal prior; rows of `items`: a, b, c, d."""
    right = irt.icc_hpc(_GRID[:, None], items)
    likelihood = np.where(np.array(responses, dtype=bool), right, 1 - right).prod(axis=1)
    return float(np.average(_GRID, weights=_PRIOR * likelihood))


class Catsim:
    """The library's parts, put together."""

    name = "catsim"

    def sit(
        self,
        bank: WorldBank,
        seed: int,  # noqa: ARG002 - maximum information leaves nothing to chance
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,  # noqa: ARG002 - it knows one ability only
    ) -> "CatsimSession":
        """Begin a test."""
        return CatsimSession(_told(bank), usable)


class CatsimSession:
    """One test."""

    def __init__(self, told: "_Told", usable: Collection[str] | None) -> None:
        self._told = told
        self._closed = [] if usable is None else [n for n, key in enumerate(told.keys) if key not in usable]
        self._asked: list[int] = []
        self._right: list[bool] = []
        self._ability = 0.0

    def next(self) -> str | None:
        """The item with most information at the ability."""
        if len(self._closed) == len(self._told.keys):
            return None
        item = _SELECTOR.select(
            item_bank=self._told.items, administered_items=self._closed, est_theta=self._ability
        )
        return None if item is None else self._told.keys[item]

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Update the ability; the other items of the skill count as administered."""
        at = self._told.keys.index(item)
        skill = self._told.skills[at]
        self._closed += [n for n, s in enumerate(self._told.skills) if s == skill and n not in self._closed]
        self._asked.append(at)
        self._right.append(answer.correct)
        self._ability = eap(self._rows(), self._right)

    def ended(self) -> bool:
        """When the library's error is small enough, or nothing is left."""
        everything = len(self._closed) == len(self._told.keys)
        return everything or bool(_STOPPER.stop(administered_items=self._rows(), theta=self._ability))

    def estimate(self) -> Estimate:
        """What the ability is worth, and the library's interval around it."""
        mastery = self._told.mastery(self._ability)
        bounds = (
            irt.confidence_interval(self._ability, self._rows(), 0.9) if self._asked else (-np.inf, np.inf)
        )
        low, high = (self._told.level(float(bound)) for bound in bounds)
        return Estimate(
            self._told.level(self._ability),
            interval=(low, high),
            mastery=dict(zip(self._told.pix, mastery.tolist(), strict=True)),
        )

    def _rows(self) -> Floats:
        return np.asarray(self._told.items.get_items(self._asked))


class _Told:
    """A bank in catsim's terms. `keys`, `skills`: of each item; `pix`: of each skill."""

    def __init__(self, bank: WorldBank) -> None:
        self.keys = [item.key for item in bank.items]
        self.skills = [item.skill for item in bank.items]
        worth = skill_pix([skill.level for skill in bank.skills])
        self.pix = {skill.key: float(pix) for skill, pix in zip(bank.skills, worth, strict=True)}
        rows = [(item.slope * SD, (item.told - MEAN) / SD, item.guess, UPPER) for item in bank.items]
        # Its own validation prints a blank line for every valid bank.
        self.items = ItemBank(np.array(rows), validate=False)
        self._curves = np.array([(slope, difficulty, 0.0, 1.0) for slope, difficulty, _, _ in rows])
        owners = np.array([[item.skill == skill for item in bank.items] for skill in self.pix], dtype=float)
        self._share = owners / owners.sum(axis=1, keepdims=True)

    def mastery(self, ability: float) -> Floats:
        """Of each skill: the mean of its items' curves, without guesses and slips."""
        return np.asarray(self._share @ irt.icc_hpc(ability, self._curves))

    def level(self, ability: float) -> float:
        """What the ability is worth, in levels."""
        return float(self.mastery(ability) @ list(self.pix.values())) / PIX_A_LEVEL


@lru_cache(maxsize=4)
def _told(bank: WorldBank) -> _Told:
    return _Told(bank)
