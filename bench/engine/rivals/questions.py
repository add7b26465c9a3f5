"""What a rival may still ask: one item a skill, of those that the pupil's device opens."""

from collections.abc import Collection
from random import Random

from bench.engine.world import WorldBank, WorldItem, WorldSkill


class Questions:
    """The skills of a bank that were not asked yet; `usable`: keys of the items that may be, None for all."""

    def __init__(self, bank: WorldBank, seed: int, usable: Collection[str] | None = None) -> None:
        self.random = Random(seed)
        self._skill_of = {item.key: item.skill for item in bank.items}
        self._items: dict[str, list[WorldItem]] = {}
        for item in bank.items:
            if usable is None or item.key in usable:
                self._items.setdefault(item.skill, []).append(item)
        self.left: list[WorldSkill] = [skill for skill in bank.skills if skill.key in self._items]

    def item_of(self, skill: WorldSkill) -> str:
        """One of the skill's items, at random."""
        return self.random.choice(self._items[skill.key]).key

    def ask(self, item: str) -> WorldSkill:
        """The skill of the item that was asked, from now on among those not to be asked again."""
        at = next(i for i, skill in enumerate(self.left) if skill.key == self._skill_of[item])
        return self.left.pop(at)
