"""Participations: one attempt of one person in one campaign."""

from dataclasses import dataclass

from bot.store.base import Tx
from bot.store.campaigns import Campaign


@dataclass(frozen=True, slots=True)
class Participation:
    """One attempt; its id is that of its assessment. Times are UTC milliseconds, `mastery` in percent.

    `pupil_id` is the roster line, None for who came with the code alone; `name` is what the teacher reads,
    '' once it proved to be somebody else's; `result` is JSON, see `usecases.participation.results`.
    """

    person_id: int
    id: int
    campaign_id: int
    pupil_id: int | None
    name: str
    attempt: int
    started_at: int
    completed_at: int | None
    sent_at: int | None
    late: int
    mastery: int | None
    result: str | None


def begin(tx: Tx, person_id: int, id_: int, campaign_id: int, pupil_id: int | None, name: str,
          attempt: int, now_ms: int) -> None:  # fmt: skip
    """Open an attempt."""
    tx.run(
        "add_participation",
        person_id=person_id,
        id=id_,
        campaign_id=campaign_id,
        pupil_id=pupil_id,
        name=name,
        attempt=attempt,
        started_at=now_ms,
    )


def find(tx: Tx, person_id: int, id_: int) -> Participation | None:
    return tx.one("participation", Participation, person_id=person_id, id=id_)


def attempts(tx: Tx, person_id: int, campaign_id: int) -> list[Participation]:
    """Every attempt of somebody in a campaign, the first one first."""
    return tx.all("participations_in", Participation, person_id=person_id, campaign_id=campaign_id)


def of_person(tx: Tx, person_id: int) -> list[Participation]:
    """Every attempt of somebody, oldest first."""
    return tx.all("participations_of", Participation, person_id=person_id)


def complete(
    tx: Tx, person_id: int, id_: int, *, late: bool, mastery: int | None, result: str, now_ms: int
) -> bool:
    """Write down the end of an attempt; False when it had ended already."""
    changed = tx.run(
        "complete_participation",
        person_id=person_id,
        id=id_,
        completed_at=now_ms,
        late=int(late),
        mastery=mastery,
        result=result,
    )
    return changed == 1


def send(tx: Tx, person_id: int, id_: int, now_ms: int) -> bool:
    """The teacher may see it from now on; False when it was sent already."""
    return tx.run("send_participation", person_id=person_id, id=id_, sent_at=now_ms) == 1


def keep(tx: Tx, person_id: int, class_id: int, pupil_id: int, name: str) -> None:
    """What somebody did, in campaigns of the class they joined, goes under their name there.

    That is what they did with the code alone, or under a line of this class that was set aside.
    """
    tx.run("keep_participations", person_id=person_id, class_id=class_id, pupil_id=pupil_id, name=name)


def detach(tx: Tx, person_id: int, pupil_id: int) -> None:
    """Somebody had joined under a name that is not theirs: what they did stays theirs, without a name."""
    tx.run("detach_participations", person_id=person_id, pupil_id=pupil_id)


def give_name(tx: Tx, person_id: int, campaign_id: int, name: str) -> None:
    """The attempts of a campaign that have no name any more get this one."""
    tx.run("name_participations", person_id=person_id, campaign_id=campaign_id, name=name)


def campaigns_of(tx: Tx, person_id: int) -> list[Campaign]:
    """The published campaigns of somebody's classes, and those they began."""
    return tx.all("campaigns_of_pupil", Campaign, person_id=person_id)


@dataclass(frozen=True, slots=True)
class Finished:
    """The latest attempt that somebody finished; UTC milliseconds."""

    person_id: int
    id: int
    completed_at: int


def finished(tx: Tx, campaign_id: int, after: int, most: int) -> list[Finished]:
    """Who has finished a campaign: `most` persons after one."""
    return tx.all("latest_finished", Finished, campaign_id=campaign_id, after=after, most=most)


def last_name(tx: Tx, person_id: int) -> str | None:
    """The name under which somebody last took part by a code alone."""
    return tx.one("last_name", str, person_id=person_id)


def put_profile(tx: Tx, person_id: int, id_: int, late: bool, result: str, now_ms: int) -> None:
    """A profile is sent, in place of the one sent before."""
    tx.run("put_profile", person_id=person_id, id=id_, late=int(late), result=result, now=now_ms)
