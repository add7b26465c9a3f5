"""Any earlier release's database becomes this release's, with everything that was in it."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.clock import FrozenClock
from bot.store import (
    campaigns,
    certificates,
    classes,
    guardians,
    inbox,
    notices,
    outbox,
    participation,
    people,
    plans,
    practice,
    results,
    schools,
    sittings,
)
from bot.store.base import Store, Tx
from bot.store.migrate import (
    BrokenMigrations,
    Migration,
    NewerDatabase,
    known_migrations,
    migrate,
)
from bot.store.open import open_store

RELEASES = Path(__file__).with_name("releases")
NOW = 1_789_459_200_000

Execute = Callable[[str], Any]


@pytest.fixture
def execute(database_url: str) -> Iterator[Execute]:
    """A bare connection to an empty database, as the migrations are given one."""
    if database_url.startswith("postgresql"):
        with psycopg.connect(database_url, autocommit=True) as server:
            yield lambda sql: server.execute(sql.encode())
        return
    path = Path(database_url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    file = sqlite3.connect(path, isolation_level=None)
    yield file.execute
    file.close()


def applied(execute: Execute) -> list[int]:
    return [row[0] for row in execute("select version from schema_version order by version").fetchall()]


def step(version: int, sql: str) -> Migration:
    return Migration(version, f"step_{version}", sql)


def test_each_step_is_applied_once_and_in_order(execute: Execute) -> None:
    first = step(1, "create table a (n bigint);\ncreate table b (n bigint);\n")
    second = step(2, "-- fill; it\ninsert into a values (1);\ninsert into b select n + 1 from a;")

    migrate(execute, ("begin",), [first], NOW)
    migrate(execute, ("begin",), [first, second], NOW)
    migrate(execute, ("begin",), [first, second], NOW)

    assert execute("select n from b").fetchall() == [(2,)]
    assert applied(execute) == [1, 2]
    assert execute("select name, applied_at from schema_version").fetchall()[0] == ("step_1", NOW)


def test_a_step_that_fails_changes_nothing_and_keeps_those_before(
    execute: Execute, database_url: str, clock: FrozenClock
) -> None:
    first, broken = step(1, "create table a (n bigint);"), step(2, "insert into a values (1);\nnonsense;")

    with pytest.raises((sqlite3.Error, psycopg.Error), match="nonsense"):
        migrate(execute, ("begin",), [first, broken], NOW)
    execute("rollback")  # as closing the connection does

    assert applied(execute) == [1]
    assert execute("select n from a").fetchall() == []


async def test_a_newer_database_is_left_alone(
    execute: Execute, database_url: str, clock: FrozenClock
) -> None:
    newer = [*known_migrations(), step(len(known_migrations()) + 1, "create table later (n bigint);")]
    migrate(execute, ("begin",), newer, NOW)

    with pytest.raises(NewerDatabase, match="install the newer release"):
        await open_store(database_url, clock)


async def test_workers_that_start_at_once_migrate_once(database_url: str, clock: FrozenClock) -> None:
    stores = await asyncio.gather(*(open_store(database_url, clock) for _ in range(4)))

    for chat_id, store in enumerate(stores):
        await store.turn(people.meet, chat_id, NOW)
    for store in stores:
        await store.close()


def test_a_hole_in_the_numbers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "0001_first.sql").touch()
    (tmp_path / "0003_third.sql").touch()

    with pytest.raises(BrokenMigrations, match="without a hole"):
        known_migrations(tmp_path)


def test_every_version_left_its_data_here() -> None:
    """Who adds a migration adds what a school has at that version, as `tests/store/releases/NNNN.sql`."""
    assert [file.stem for file in sorted(RELEASES.glob("*.sql"))] == [
        f"{migration.version:04}" for migration in known_migrations()
    ]


@pytest.mark.parametrize("version", [migration.version for migration in known_migrations()])
async def test_the_data_of_an_earlier_version_is_still_there(
    execute: Execute, database_url: str, clock: FrozenClock, version: int
) -> None:
    """What each earlier version kept must be found through this release's own statements."""
    migrate(execute, ("begin",), known_migrations()[:version], NOW)
    then = Migration(version, "data", (RELEASES / f"{version:04}.sql").read_text())
    for statement in then.statements():
        execute(statement)

    store = await open_store(database_url, clock)

    await _check_what_version_1_kept(store)
    await _check_what_version_2_kept(store, version)
    await _check_what_version_3_kept(store, version)
    await _check_what_version_4_kept(store, version)
    await _check_what_version_5_kept(store, version)
    await _check_what_version_6_kept(store, version)
    await _check_what_version_7_kept(store, version)
    await store.close()


async def _check_what_version_1_kept(store: Store) -> None:
    pupil = await store.turn(_of_chat, 7_000_000_001)
    newcomer = await store.turn(_of_chat, 7_000_000_002)
    assert (pupil.role, pupil.under_15, pupil.device, pupil.reachable) == ("pupil", 1, "phone", 1)
    assert (newcomer.role, newcomer.under_15, newcomer.device, newcomer.reachable) == (None, None, None, 1)
    assert set(await store.read(practice.states, pupil.id)) == {"1.1"}
    [right, skipped] = await store.read(practice.all_answers, pupil.id)
    assert (right.verdict, right.response, right.seconds) == ("right", "[1]", 12.5)
    assert (skipped.verdict, skipped.response, skipped.step) == ("skipped", None, 2)
    [running] = await store.read(practice.assessments, pupil.id)
    assert running.ended_at is None
    [tutorial] = await store.read(practice.tutorials, pupil.id)
    assert (tutorial.skill, tutorial.saved) == ("web.url.2", 1)
    [report] = await store.read(practice.reports_of_person, pupil.id)
    assert report.words == "C'est « flou » 🤔"
    assert not await store.turn(inbox.claim, 7_000_000_001, 900_000_001, NOW)
    [quarantined] = await store.read(inbox.quarantined, 10)
    assert quarantined.update_id == 900_000_002
    [row] = await store.read(outbox.waiting, 10)
    assert (row.chat_id, row.attempts, row.last_error) == (7_000_000_001, 1, "503 Service Unavailable")


async def _check_what_version_2_kept(store: Store, version: int) -> None:
    """A pupil's class; those who were at home before it was asked stay there."""
    pupil = await store.turn(_of_chat, 7_000_000_001)
    newcomer = await store.turn(_of_chat, 7_000_000_002)
    assert pupil.settled
    assert (pupil.grade, newcomer.grade) == ("unsaid" if version < 2 else "5e", None)


async def _check_what_version_3_kept(store: Store, version: int) -> None:
    """What a running positioning rests on; one begun before that was kept has nothing of it."""
    pupil = await store.turn(_of_chat, 7_000_000_001)
    [running] = await store.read(practice.assessments, pupil.id)
    kept = practice.Basis("1", "0123456789abcdef", 8)
    assert running.basis == (None if version < 3 else kept)
    assert await store.read(results.parameters, kept.items) == (None if version < 3 else '{"items":[]}')


async def _check_what_version_4_kept(store: Store, version: int) -> None:
    """The order of the answers, and from which one on they count in a positioning."""
    pupil = await store.turn(_of_chat, 7_000_000_001)
    [running] = await store.read(practice.assessments, pupil.id)
    assert running.since == (None if version < 3 else 1)
    assert await store.read(results.first_counting, pupil.id, "1.1") == 1
    assert await store.read(results.first_counting, pupil.id, "4.1") == 3
    behind = await store.read(results.answers_behind, pupil.id, running)
    assert [answer.step for answer in behind] == [1, 2]


async def _check_what_version_5_kept(store: Store, version: int) -> None:
    """A school, its teacher, a class, and a pupil who takes part in a campaign."""
    if version < 5:
        return
    teacher, pupil = await store.turn(_of_chat, 7_000_000_003), await store.turn(_of_chat, 7_000_000_001)
    [member] = await store.read(schools.memberships, teacher.id)
    school = await store.read(schools.find, member.school_id)
    assert school is not None
    assert (school.name, school.zone, member.name) == ("Collège des Tilleuls", "Indian/Reunion", "Mme Diallo")
    [line] = await store.read(classes.pupils_of_person, pupil.id)
    assert (line.name, await store.read(classes.is_teacher, teacher.id, line.class_id)) == (
        "Léa Hoarau",
        True,
    )
    campaign = await store.read(campaigns.of_code, "GHJKMN567")
    assert campaign is not None
    assert [each.name for each in await store.read(campaigns.classes_of, campaign.id)] == ["6e B"]
    [attempt] = await store.read(participation.attempts, pupil.id, campaign.id)
    assert (attempt.pupil_id, attempt.completed_at) == (line.id, None)


async def _check_what_version_6_kept(store: Store, version: int) -> None:
    """What a school set about reminders, what waits to be told, and a guardian whom the pupil invited."""
    if version < 6:
        return
    pupil, guardian = await store.turn(_of_chat, 7_000_000_001), await store.turn(_of_chat, 7_000_000_004)
    campaign = await store.read(campaigns.of_code, "GHJKMN567")
    assert campaign is not None
    rules = await store.read(schools.writing_rules, campaign.school_id)
    assert (rules.holidays, rules.contact) == ("reunion", "Vie scolaire : 0262 00 00 00")
    plan = await store.read(plans.find, campaign.id)
    assert plan == plans.PlanRow("5,1,0", "", "Pensez au chapitre 2", 1)
    [occasion] = await store.read(plans.occasions, campaign.id)
    assert (occasion.kind, occasion.days, occasion.reached) == ("pupils", 5, pupil.id)
    [notice] = await store.read(notices.waiting, pupil.id, occasion.at)
    assert (notice.kind, notice.occasion_id) == ("reminder", occasion.id)
    wanted = await store.read(notices.preference, guardian.id)
    assert (wanted.weekly, wanted.paused_until) == (0, 1_789_970_400_000)
    assert await store.read(notices.muted, guardian.id) == {campaign.id}
    [bond] = await store.read(guardians.bonds_of, guardian.id)
    assert (bond.child_id, bond.by_school) == (pupil.id, False)
    [invitation] = await store.read(guardians.invitations_of, pupil.id)
    assert invitation.used_by == guardian.id
    bilan = await store.read(campaigns.of_code, "GHJKMN678")
    assert bilan is not None
    [attempt] = await store.read(participation.attempts, pupil.id, bilan.id)
    assert await store.read(guardians.shared_at, pupil.id, attempt.id) == 1_789_459_320_000


async def _check_what_version_7_kept(store: Store, version: int) -> None:
    """A mock certification, from its candidate to the certificate and its end."""
    if version < 7:
        return
    pupil = await store.turn(_of_chat, 7_000_000_001)
    sitting = await store.read(sittings.of_code, "MNPQRS234")
    assert sitting is not None
    assert (sitting.rules, sitting.room, sitting.minutes) == ("profile", "Salle 12", 105)
    [each] = await store.read(sittings.staff, sitting.id)
    assert (each.name, each.role) == ("Mme Diallo", "organiser")
    [candidate] = await store.read(sittings.candidates, sitting.id)
    assert (candidate.name, candidate.account, candidate.extra) == ("Hoarau Léa", pupil.id, 33)
    assert (candidate.lost_ms, candidate.ended_for, candidate.comment) == (60_000, "finished", "Bravo")
    [question] = await store.read(sittings.questions, candidate.id)
    assert (question.skill, question.neutralised_at) == ("motdepasse3", 1_789_548_000_000)
    [incident] = await store.read(sittings.incidents, sitting.id)
    assert (incident.kind, incident.decision, incident.decided_by) == ("question", "refused", each.person_id)
    assert await store.read(sittings.left_out, sitting.id)
    [ruling] = await store.read(sittings.rulings, sitting.id)
    assert (ruling.kind, ruling.number, ruling.made_by) == ("neutralised", 1, each.person_id)
    certificate = await store.read(certificates.of_candidate, candidate.id)
    assert certificate is not None
    assert (certificate.code, certificate.person_id) == ("P-ACDEFHJK", pupil.id)
    assert certificate.voided_at is None
    told = await store.read(notices.waiting, pupil.id, 2**62)
    assert [each.sitting_id for each in told if each.kind == "expiring"] == [sitting.id]


def _of_chat(tx: Tx, chat_id: int) -> people.Person:
    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    return person
