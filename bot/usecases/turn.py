"""What every use case is given: the transaction, the person, the content, and the moment."""

from dataclasses import dataclass
from datetime import datetime

from bot.content import Library
from bot.store.base import Tx
from bot.store.people import Person
from bot.store.times import to_ms


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that use cases obey."""

    max_level: int = 8
    operators: frozenset[int] = frozenset()  # chat ids
    timezone: str = "Europe/Paris"  # of the dates shown to people
    certificate_years: int = 3  # that a certificate is valid


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of one person; everything it changes is one transaction."""

    tx: Tx
    person: Person
    library: Library
    now: datetime
    at: datetime  # when the person acted: an answer in time stays so when it reaches us late
    rules: Rules

    @property
    def now_ms(self) -> int:
        """The moment as UTC milliseconds, as the database keeps it."""
        return to_ms(self.now)

    @property
    def newcomer(self) -> bool:
        """True when this is the person's first word."""
        return self.person.created_at == self.now_ms

    @property
    def at_ms(self) -> int:
        """When the person acted, as UTC milliseconds."""
        return to_ms(min(self.at, self.now))
