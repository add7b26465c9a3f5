"""Who is told something: batches of persons in the order of their ids, with how they want to be told."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell, a guardian once for each child; times are UTC milliseconds.

    `pupil_id` is the roster line of the child in the campaign, `child_id` the account; `hours`, `weekly`
    and `stopped_at` as in `notices.Preference`; `muted_at` is when they wanted no more of this campaign.
    """

    person_id: int
    pupil_id: int | None
    child_id: int | None
    reachable: int
    hours: str
    weekly: int
    stopped_at: int | None
    muted_at: int | None


def pupils(tx: Tx, campaign_id: int, after: int, most: int) -> list[Recipient]:
    """Who takes part in a campaign, or should, and has not finished: `most` persons after one."""
    return tx.all("pupils_to_tell", Recipient, campaign_id=campaign_id, after=after, most=most)


def guardians(tx: Tx, campaign_id: int, after: int, most: int) -> list[Recipient]:
    """The guardians of those pupils, also of who has not joined; one line for each child and roster line."""
    return tx.all("guardians_to_tell", Recipient, campaign_id=campaign_id, after=after, most=most)


def leaders(tx: Tx, campaign_id: int, after: int, most: int) -> list[Recipient]:
    """Whose campaign it is."""
    return tx.all("leaders_to_tell", Recipient, campaign_id=campaign_id, after=after, most=most)


def families(tx: Tx, school_id: int, after: int, most: int) -> list[Recipient]:
    """The guardians of everybody in a school."""
    return tx.all("families_to_tell", Recipient, school_id=school_id, after=after, most=most)


def staff(tx: Tx, school_id: int, at_ms: int, after: int, most: int) -> list[Recipient]:
    """The teachers of a school who lead a campaign that runs at that moment."""
    return tx.all("staff_to_tell", Recipient, school_id=school_id, at=at_ms, after=after, most=most)


def guardians_of(tx: Tx, child_id: int, campaign_id: int) -> list[Recipient]:
    """The guardians of somebody, for what is told of a campaign; one line for each roster line there."""
    return tx.all("guardians_of_child", Recipient, child_id=child_id, campaign_id=campaign_id)


def guardians_of_line(tx: Tx, pupil_id: int, campaign_id: int) -> list[Recipient]:
    """The guardians of who has not joined, by the roster line."""
    return tx.all("guardians_of_line", Recipient, pupil_id=pupil_id, campaign_id=campaign_id)


def one(tx: Tx, person_id: int, campaign_id: int) -> Recipient | None:
    """Somebody, for what is told of a campaign."""
    return tx.one("person_to_tell", Recipient, person_id=person_id, campaign_id=campaign_id)


def unwilling(tx: Tx, campaign_id: int) -> set[int]:
    """Who wants no reminder at all, or none of this campaign."""
    return set(tx.all("unwilling", int, campaign_id=campaign_id))
