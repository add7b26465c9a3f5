"""The board of a campaign: everybody who is enrolled or takes part, and how far they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.store import campaigns, following
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.participation import Participation
from bot.usecases.turn import Turn


class Standing(StrEnum):
    """How far somebody is in a campaign."""

    WAITING = "waiting"  # not started
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Followed:
    """One person on the board; `person_id` is None for who has not joined on Telegram yet."""

    family_name: str  # the whole name of who came with the code alone
    given_name: str
    classroom: str  # '' for who came with the code alone
    pupil_id: int | None
    person_id: int | None
    chat_id: int
    reachable: bool
    attempts: tuple[Participation, ...]

    @property
    def name(self) -> str:
        """As everybody reads it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def key(self) -> int:
        """What a button names this person by: the roster line, else the person."""
        return self.pupil_id if self.pupil_id is not None else -(self.person_id or 0)

    @property
    def sent(self) -> tuple[Participation, ...]:
        """The attempts a teacher may see the result of."""
        return tuple(each for each in self.attempts if each.sent_at is not None)

    @property
    def standing(self) -> Standing:
        """DONE once a result came, even while a retry runs."""
        if self.sent:
            return Standing.DONE
        return Standing.RUNNING if self.attempts else Standing.WAITING

    @property
    def best(self) -> Participation | None:
        """The attempt that counts: the one with the highest mastery, the first of equals."""
        return max(self.sent, key=lambda each: (each.mastery or 0, -each.attempt), default=None)

    @property
    def late(self) -> bool:
        """True when the first result came after the deadline."""
        return bool(self.sent and self.sent[0].late)


@dataclass(frozen=True, slots=True)
class Board:
    """A campaign, its classes, and everybody in it by family name."""

    campaign: Campaign
    classes: tuple[Classroom, ...]
    people: tuple[Followed, ...]

    def standing(self, standing: Standing) -> list[Followed]:
        return [each for each in self.people if each.standing is standing]

    @property
    def results(self) -> list[tuple[Followed, Participation]]:
        """Everybody with a result, and the attempt that counts."""
        return [(each, best) for each in self.people if (best := each.best) is not None]

    @property
    def average(self) -> int | None:
        """Mean mastery of the best attempts, in percent rounded down; None without any."""
        given = [best.mastery for _, best in self.results if best.mastery is not None]
        return sum(given) // len(given) if given else None

    def find(self, key: int) -> Followed | None:
        return next((each for each in self.people if each.key == key), None)


def load(turn: Turn, campaign: Campaign, *, whole: bool = False) -> Board:
    """The board of a campaign that the person may see: the caller has checked it.

    Attempts come without their results, which are long, unless `whole`.
    """
    attempts: dict[int, list[Participation]] = {}
    for each in following.attempts(turn.tx, campaign.id, whole=whole):
        attempts.setdefault(each.person_id, []).append(each)
    enrolled = list(_enrolled(following.enrolled(turn.tx, campaign.id), attempts))
    known = {each.person_id for each in enrolled}
    guests = [
        _guest(each, attempts[each.person_id])
        for each in following.guests(turn.tx, campaign.id)
        if each.person_id not in known and each.person_id in attempts
    ]
    people = sorted([*enrolled, *guests], key=_place)
    return Board(campaign, tuple(campaigns.classes_of(turn.tx, campaign.id)), tuple(people))


def _place(each: Followed) -> tuple[str, str]:
    return each.family_name.casefold(), each.given_name.casefold()


def _enrolled(
    lines: Iterable[following.Enrolled], attempts: dict[int, list[Participation]]
) -> Iterable[Followed]:
    """The pupils of the classes; who is in two of them stands there once."""
    seen: set[int] = set()
    for line in lines:
        if line.person_id is not None and line.person_id in seen:
            continue
        own = attempts.get(line.person_id, []) if line.person_id is not None else []
        seen |= {line.person_id} if line.person_id is not None else set()
        yield Followed(
            line.family_name,
            line.given_name,
            line.classroom,
            line.pupil_id,
            line.person_id,
            line.chat_id,
            bool(line.reachable),
            tuple(own),
        )


def _guest(guest: following.Guest, attempts: Sequence[Participation]) -> Followed:
    return Followed(
        attempts[-1].name or "sans nom",
        "",
        "",
        None,
        guest.person_id,
        guest.chat_id,
        bool(guest.reachable),
        tuple(attempts),
    )
