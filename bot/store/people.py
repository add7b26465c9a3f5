"""People: one row each, found by the private chat."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

Role = Literal["pupil", "teacher", "guardian"]
Device = Literal["phone", "computer"]
TEAM = "L'équipe enseignante"
Grade = Literal["6e", "5e", "4e", "3e", "2de", "1re", "tle", "unsaid"]  # a pupil's class


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to us; `None` stands for what was not chosen yet."""

    id: int
    chat_id: int
    role: Role | None
    under_15: int | None
    device: Device | None
    grade: Grade | None
    screen: str | None
    reachable: int
    created_at: int
    came_for: str | None = None

    @property
    def settled(self) -> bool:
        """True once the first questions are answered: who, on what, and for pupils the age and the class."""
        if self.role == "pupil" and (self.under_15 is None or self.grade is None):
            return False
        return self.role is not None and self.device is not None


def person_of_chat(tx: Tx, chat_id: int) -> Person | None:
    """The person of a private chat; on PostgreSQL the row stays locked until the turn ends."""
    return tx.one("person_of_chat", Person, chat_id=chat_id)


def meet(tx: Tx, chat_id: int, now_ms: int) -> Person:
    """The person of a private chat, made at the first word."""
    person = person_of_chat(tx, chat_id)
    if person is None:
        tx.run("add_person", id=tx.new_id(), chat_id=chat_id, created_at=now_ms)
        person = person_of_chat(tx, chat_id)
    if person is None:  # a row just made or found cannot be missing
        raise LookupError("the person's row vanished")
    return person


def set_role(tx: Tx, person: Person, role: Role) -> None:
    tx.run("set_role", id=person.id, role=role)


def set_under_15(tx: Tx, person: Person, under_15: bool) -> None:
    tx.run("set_under_15", id=person.id, under_15=int(under_15))


def set_device(tx: Tx, person: Person, device: Device | None) -> None:
    """None: it was not said, and will be asked."""
    tx.run("set_device", id=person.id, device=device)


def set_grade(tx: Tx, person: Person, grade: Grade) -> None:
    tx.run("set_grade", id=person.id, grade=grade)


def set_came_for(tx: Tx, person: Person, payload: str | None) -> None:
    """Remember what a link brought somebody for, until the first questions are answered."""
    if person.came_for != payload:
        tx.run("set_came_for", id=person.id, came_for=payload)


def set_screen(tx: Tx, person: Person, screen: str) -> None:
    """Remember which competence's question is on screen; a text typed now answers that one."""
    if person.screen != screen:
        tx.run("set_screen", id=person.id, screen=screen)


def leave_screen(tx: Tx, person: Person, screen: str) -> None:
    """This competence has no question on screen any more; another one's stays."""
    if person.screen == screen:
        tx.run("set_screen", id=person.id, screen=None)


def set_reachable(tx: Tx, chat_id: int, reachable: bool) -> None:
    tx.run("set_reachable", chat_id=chat_id, reachable=int(reachable))


def erase(tx: Tx, person: Person) -> None:
    """Remove the person and everything kept about them; rows of other tables follow by their foreign keys.

    Campaigns and sittings signed by their name are signed by another of their leaders; with none left, by
    «L'équipe enseignante». A school keeps that they sat in a mock certification, and nothing of what came of
    it. What is still to be sent to them goes too: a goodbye is to be put in the outbox after this.
    Two things stay by chat until housekeeping forgets them: the ids of two days' updates, or a redelivery of
    the very tap that erased would make a new person; and for a day the number of wrong codes, or erasing
    oneself would be a way to go on guessing.
    """
    tx.run("unsign_campaigns", id=person.id, nobody=TEAM)
    tx.run("unsign_sittings", id=person.id, nobody=TEAM)
    for forgotten in ("forget_sitting_questions", "forget_incidents", "forget_rulings", "forget_candidacies"):
        tx.run(forgotten, id=person.id)
    tx.run("unjoin_classes", id=person.id)
    tx.run("erase_person", id=person.id)
    tx.run("erase_outbox_of_chat", chat_id=person.chat_id)
    tx.run("erase_quarantine_of_chat", chat_id=person.chat_id)


def find(tx: Tx, person_id: int) -> Person | None:
    return tx.one("person", Person, id=person_id)


def held(tx: Tx, person_id: int) -> Person | None:
    """The same; on PostgreSQL nobody else's, until the turn ends. None too while they are in a turn."""
    return tx.one("person_held", Person, id=person_id)
