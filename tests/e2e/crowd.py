"""Schools with many pupils who have all joined, furnished without playing their first steps."""

from dataclasses import dataclass

from bot.store import campaigns, classes, people, schools
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.usecases import codes
from bot.usecases.campaigns import targets
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage

NOW = 1_789_459_200_000
_FIRST = 900_000  # chat ids of the crowd


@dataclass(frozen=True)
class Crowd:
    """A class with its teacher; the pupils' chats are those of people at the sandbox."""

    school: int
    class_id: int
    teacher: Person
    teacher_id: int
    chats: tuple[int, ...]


def newcomers(sandbox: Sandbox, count: int, first: int = _FIRST) -> tuple[int, ...]:
    """People who have pressed «Démarrer» some day."""
    chats = sandbox._world.chats
    for number in range(count):
        chats.add_person(f"Élève {number}", "pupil", first + number).started = True
    return tuple(range(first, first + count))


async def gather(
    stage: Stage,
    store: Store,
    chats: tuple[int, ...],
    school: str = "Collège des Tilleuls",
    name: str = "6e B",
) -> Crowd:
    """A class of these pupils, and its teacher with a phone."""
    teacher = await stage.person("Awa", "teacher")
    await stage.post("start", person=teacher.id, payload="")
    await teacher.sees("Élève, parent ou enseignant")
    made = await store.turn(_furnish, school, name, teacher.id, chats)
    return Crowd(made[0], made[1], teacher, made[2], chats)


def _furnish(tx: Tx, name: str, room: str, teacher: int, chats: tuple[int, ...]) -> tuple[int, int, int]:
    school = schools.add(tx, name, "Europe/Paris", "college", NOW)
    leader = people.meet(tx, teacher, NOW)
    people.set_role(tx, leader, "teacher")
    people.set_device(tx, leader, "computer")
    schools.put_member(tx, leader.id, school.id, "teacher", "Mme Diallo", NOW)
    id_ = tx.new_id()
    classes.add(
        tx, Classroom(id_, school.id, room, "6e", codes.new_code(tx, "class", id_), NOW, None), leader.id
    )
    for chat_id in chats:
        _enrol(tx, id_, chat_id)
    return school.id, id_, leader.id


def _enrol(tx: Tx, class_id: int, chat_id: int) -> None:
    person, own, family = people.meet(tx, chat_id, NOW), codes.new_link(), codes.new_link()
    people.set_role(tx, person, "pupil")
    people.set_under_15(tx, person, False)
    people.set_device(tx, person, "phone")
    people.set_grade(tx, person, "6e")
    line = Pupil(
        class_id, tx.new_id(), f"{chat_id}", "Élève", f"élève {chat_id}", None, None,
        own.selector, own.secret, family.selector, family.secret, NOW, None,
    )  # fmt: skip
    classes.add_pupil(tx, line)
    classes.link(tx, line.id, person.id, NOW)


async def campaign_of(store: Store, crowd: Crowd, name: str = "Rentrée") -> Campaign:
    """A published campaign for the class."""
    return await store.turn(_campaign, crowd, name)


def _campaign(tx: Tx, crowd: Crowd, name: str) -> Campaign:
    id_ = tx.new_id()
    made = Campaign(
        id_, crowd.school, codes.new_code(tx, "campaign", id_), name,
        targets.write_topics({"motdepasse": 4}, 8), "training", 0, None, None, 1, 1, "", "", "Mme Diallo",
        NOW, NOW, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, crowd.teacher_id)
    campaigns.put_class(tx, id_, crowd.class_id)
    return made
