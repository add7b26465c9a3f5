"""Which campaigns are somebody's to stop and to finish: theirs, those they lead, those of their children."""

from bot.store import campaigns, classes, guardians, letters, notices, participation, people, privacy
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.letters import Ending, Titled

NOW = 1_789_459_200_000
DAY = 86_400_000
SOON, LATER = NOW + DAY, NOW + 9 * DAY
LEA, MOTHER, FATHER, DIALLO, STRANGER = range(5)


def furnish(tx: Tx) -> tuple[int, ...]:
    """Léa's class has campaign 4, she began 5 by its code; her mother has a letter, her father a link."""
    tx.run("add_school", id=1, name="Lycée Senghor", zone="Europe/Paris", level="lycee", created_at=0)
    who = tuple(people.meet(tx, chat, NOW).id for chat in range(7, 12))
    classes.add(tx, Classroom(2, 1, "2de 1", "2de", "C", NOW, None), who[DIALLO])
    line = Pupil(2, 3, "Martin", "Léa", "lea", None, None, "s", "x", "g", "x", NOW, None)
    classes.add_pupil(tx, line)
    classes.link(tx, 3, who[LEA], NOW)
    classes.add_guardian(tx, 3, who[MOTHER], NOW)
    guardians.follow(tx, who[FATHER], who[LEA], NOW)
    campaign(tx, 4, "De la classe", SOON, who[DIALLO])
    campaigns.put_class(tx, 4, 2)
    campaign(tx, 5, "Par son code", LATER, who[DIALLO])
    participation.begin(tx, who[LEA], 6, 5, None, "Léa", 1, NOW)
    return who


def campaign(tx: Tx, campaign_id: int, name: str, deadline_at: int, leader: int) -> None:
    made = Campaign(
        campaign_id, 1, str(campaign_id), name, "", "training", 0, None, deadline_at, 0, 0, "", "", "M. Roux",
        NOW, NOW, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, leader)


async def test_each_may_stop_what_is_theirs(store: Store) -> None:
    who = await store.turn(furnish)
    both = [Titled(4, "De la classe"), Titled(5, "Par son code")]
    for reader in (LEA, MOTHER, FATHER, DIALLO):
        assert await store.read(letters.to_stop, who[reader], NOW, NOW, 8) == both
        assert await store.read(letters.concerns, who[reader], 4)
        assert await store.read(letters.concerns, who[reader], 5)
    assert await store.read(letters.to_stop, who[STRANGER], NOW, NOW, 8) == []
    assert not await store.read(letters.concerns, who[STRANGER], 4)
    assert not await store.read(letters.concerns, who[LEA], 77)


async def test_what_has_ended_comes_last_and_what_is_muted_not_at_all(store: Store) -> None:
    who = await store.turn(furnish)
    passed = await store.read(letters.to_stop, who[LEA], NOW, SOON + 1, 8)
    assert [each.id for each in passed] == [5, 4]
    await store.turn(notices.mute, who[LEA], 5, NOW)
    assert [each.id for each in await store.read(letters.to_stop, who[LEA], NOW, NOW, 8)] == [4]


async def test_what_ends_soon_and_is_not_finished(store: Store) -> None:
    who = await store.turn(furnish)
    soon = Ending(4, "De la classe", SOON, "Europe/Paris")
    later = Ending(5, "Par son code", LATER, "Europe/Paris")
    for reader in (LEA, MOTHER, FATHER):
        assert await store.read(letters.ending, who[reader], NOW, SOON + 1, 8) == [soon]
        assert await store.read(letters.ending, who[reader], NOW, LATER + 1, 8) == [soon, later]
    assert await store.read(letters.ending, who[DIALLO], NOW, LATER + 1, 8) == []  # not hers to finish


async def test_what_others_were_told_of_somebody_is_told_once_a_day(store: Store) -> None:
    who = await store.turn(furnish)

    def tell(tx: Tx) -> None:
        for reader, about in ((MOTHER, {"pupil_id": 3}), (FATHER, {"child_id": who[LEA]})):
            notices.add(tx, who[reader], "opening", "opening:4", 1, due_at=NOW, campaign_id=4, **about)

    await store.turn(tell)
    (section,) = (each for each in privacy.SECTIONS if each.name == "rappels_aux_responsables")
    [(kind, name, day)] = await store.read(privacy.kept, section, who[LEA])
    assert (kind, name) == ("opening", "De la classe")
    assert isinstance(day, int)
    assert day % DAY == 0
    assert await store.read(privacy.kept, section, who[MOTHER]) == []
