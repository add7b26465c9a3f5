"""What the notices of one transaction have in common, read once: campaigns, plans, hours."""

from bot.store import letters, plans
from bot.store.base import Tx
from bot.store.letters import Reading, Told
from bot.usecases.reminders import agendas
from bot.usecases.reminders.hours import Agenda, Hours


class Shelf:
    """Reads each thing once; for one transaction only, since others change it."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self._told: dict[int, Told | None] = {}
        self._planned: dict[int, bool] = {}
        self._agendas: dict[int, Agenda] = {}
        self._readings: dict[tuple[int, int, int], Reading] = {}

    def told(self, campaign_id: int) -> Told | None:
        """A campaign with what its letters say, None when it was deleted; its school's hours come along."""
        if campaign_id not in self._told:
            found = self._told[campaign_id] = letters.told(self.tx, campaign_id)
            if found is not None:
                hours = Hours.load(found.hours) or Hours()
                self._agendas[found.campaign.school_id] = Agenda(found.zone, found.holidays, hours)
        return self._told[campaign_id]

    def planned(self, occasion_id: int) -> bool:
        """Whether a moment is still in its plan."""
        if occasion_id not in self._planned:
            self._planned[occasion_id] = plans.exists(self.tx, occasion_id)
        return self._planned[occasion_id]

    def agenda(self, school_id: int) -> Agenda:
        """The hours of a school."""
        if school_id not in self._agendas:
            self._agendas[school_id] = agendas.of_school(self.tx, school_id)
        return self._agendas[school_id]

    def reading(self, reader_id: int, campaign_id: int, person_id: int) -> Reading:
        """How somebody stands in a campaign, for one reader."""
        key = (reader_id, campaign_id, person_id)
        if key not in self._readings:
            self._readings[key] = letters.reading(self.tx, *key)
        return self._readings[key]
