"""`tremplin outbox`: what waits, what failed and why, what is to come; nothing that is anybody's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main, tremplin
from bot.outbox_report import discreet, report
from bot.store import broadcasts, notices, outbox, participation, plans
from bot.store.base import Store, Tx
from bot.store.open import place
from bot.store.outbox import OutboxRow
from tests.store.test_notices import campaign, furnish, tell

NOW = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)
MS = int(NOW.timestamp() * 1000)
MINUTE, DAY = 60_000, 86_400_000
CHAT = 7_123_456_789
WORDS = '[{"method":"sendMessage","params":{"text":"Bonjour Yanis"}}]'
TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


def put(tx: Tx, kind: str, due_at: int, lane: str = "reminders") -> OutboxRow:
    row = outbox.put(tx, CHAT, WORDS, lane=lane, kind=kind, due_at=due_at, once=True)
    assert row is not None
    return row


def busy_day(tx: Tx) -> int:
    """Something in every part of the report; gives the id of what was given up last."""
    outbox.retry(tx, put(tx, "letter", MS), MS + MINUTE, "sendMessage: TimedOut: Timed out")
    put(tx, "letter", MS - 2 * MINUTE)
    put(tx, "reply", MS + 5 * MINUTE, "conversation")
    outbox.claim_due(tx, MS, MINUTE, {"reminders": 1})
    first, failed = put(tx, "letter", MS), put(tx, "letter", MS)
    for text, row in (("Yanis", first), ("Léa", failed)):
        outbox.give_up(tx, row, f'sendMessage: BadRequest: unsupported start tag "{text}" at offset 5', MS)
    lea, yanis = furnish(tx)
    campaign(tx, 4)
    tell(tx, lea, "tonight", MS)
    tell(tx, yanis, "tonight", MS + 1)
    tell(tx, yanis, "after midnight in Paris", MS + 15 * 60 * MINUTE)
    for key, fate, ended in (("a", "sent", MS), ("b", "finished", MS), ("c", "late", MS - 8 * DAY)):
        tell(tx, lea, key)
        notices.drop(tx, notices.waiting(tx, lea, MS)[-1], fate, ended)
    tell(tx, lea, "on its way")
    notices.carry(tx, notices.waiting(tx, lea, MS)[-1], 1)
    for name, person_id in (("Léa", lea), ("Yanis", yanis)):
        participation.begin(tx, person_id, tx.new_id(), 4, None, name, 1, MS)
    for starts_at in (None, MS + 5 * MINUTE, MS + 5 * MINUTE):
        to_many(tx, lea, starts_at)
    plans.add_occasion(tx, 1, 4, "pupils", 3, MS + DAY, MS + DAY // 2)
    return failed.id


def to_many(tx: Tx, author: int, starts_at: int | None) -> None:
    """Somebody's message to who takes part in campaign 4."""
    made = broadcasts.new(tx, 1, author, 4, "{}", MS)
    broadcasts.address_guests(tx, made.id, 4)
    broadcasts.start(tx, made.id, 1, MS, starts_at)


def part(text: str, title: str) -> list[list[str]]:
    """The lines under a title, cell by cell."""
    lines = next(each for each in text.split("\n\n") if each.startswith(title)).splitlines()[1:]
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


async def test_it_says_what_waits_what_failed_and_what_is_to_come(store: Store) -> None:
    failed = await store.turn(busy_day)

    said = await store.read(report, NOW, "Europe/Paris")

    assert said.startswith("2026-09-15 10:00 Europe/Paris\n")
    assert part(said, "Waiting to be sent")[1:] == [
        ["conversation", "reply", "1", "0", "0", "2026-09-15 10:05", "2026-09-15 10:05"],
        ["reminders", "letter", "2", "1", "1", "2026-09-15 09:58", "2026-09-15 10:01"],
    ]
    assert part(said, "Messages of teachers")[1:] == [["now", "1", "2"], ["2026-09-15 10:05", "2", "4"]]
    assert part(said, "Tried in vain")[1:] == [
        ["reminders", "letter", "sendMessage: TimedOut: Timed out", "1", "1", "2026-09-15 10:01"]
    ]
    refused = "sendMessage: BadRequest: unsupported start tag … at offset 5"
    assert part(said, "Given up in")[1:] == [["reminders", "letter", refused, "2", "1", "2026-09-15 10:00"]]
    assert part(said, "Given up last")[1] == [
        str(failed), "reminders", "letter", refused, "1", "2026-09-15 10:00",
    ]  # fmt: skip
    assert part(said, "Notices in no letter")[1:] == [
        ["2026-09-15", "reminder", "2"],
        ["2026-09-16", "reminder", "1"],
        ["and 1 in letters on their way"],
    ]
    assert part(said, "Notices that ended")[1:] == [
        ["reminder", "finished", "1"],
        ["reminder", "sent", "1"],
    ]
    assert part(said, "Moments to come")[1:] == [
        ["2026-09-15 22:00", "2026-09-16 10:00", "pupils", "3", "1", "4"]
    ]


async def test_it_tells_nothing_that_is_anybodys(store: Store) -> None:
    await store.turn(busy_day)
    said = await store.read(report, NOW, "Europe/Paris")
    for secret in ("Bonjour", "Yanis", "Léa", str(CHAT), "Rentrée", "Senghor"):
        assert secret not in said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("sendMessage: NotSent: ClientConnectorError", "sendMessage: NotSent: ClientConnectorError"),
        ("interrupted", "interrupted"),
        ("503 Service Unavailable", "503 Service Unavailable"),
        (
            "BadRequest: can't parse entities: at byte offset 12",
            "BadRequest: can't parse entities: at byte offset 12",
        ),
        (
            "BadRequest: inline keyboard button URL 'x y' is invalid",
            "BadRequest: inline keyboard button URL … is invalid",
        ),
        ('BadRequest: unsupported start tag "Yanis cut in the mid', "BadRequest: unsupported start tag …"),
        (f"NetworkError: no route to https://api.telegram.org/bot{TOKEN}/x", "NetworkError: no route to …"),
        (f"oops {TOKEN} of -1001234567", "oops … of …"),
        ("BadRequest: Élève @yanis_974 not found", "BadRequest: … … not found"),
    ],
)
def test_an_error_is_told_without_what_it_quotes(error: str, said: str) -> None:
    assert discreet(error) == said


async def test_an_empty_outbox_is_said_to_be_empty(store: Store) -> None:
    said = await store.read(report, NOW + timedelta(days=1), "Indian/Reunion")
    assert "2026-09-16 12:00 Indian/Reunion" in said
    assert said.count(": nothing") == 8
    assert "and 0 in letters on their way" in said


def asks(monkeypatch: pytest.MonkeyPatch, url: str, *command: str) -> str:
    """What a command that only reads prints of a database; its exit code first."""
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv("TREMPLIN_DATABASE_URL", url)
    done = CliRunner().invoke(tremplin, command)
    return f"{done.exit_code} {done.output}{done.exception or ''}"


@pytest.mark.usefixtures("sqlite_store")
def test_the_command_reads_the_database_of_the_settings(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = asks(monkeypatch, sqlite_url, "outbox")
    assert said.startswith(f"0 SQLite, {sqlite_url.removeprefix('sqlite:///')}\n")
    assert "Waiting to be sent: nothing" in said
    assert TOKEN not in said


@pytest.mark.parametrize("command", [("outbox",), ("replay", "5")])
@pytest.mark.parametrize("empty", [False, True])
def test_a_database_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], empty: bool
) -> None:
    typo = tmp_path / "tremplim.db"
    if empty:
        typo.touch()
    said = asks(monkeypatch, f"sqlite:///{typo}", *command)
    assert f"there is no database at {typo}" in said
    assert [each.stat().st_size for each in tmp_path.iterdir()] == [0] * empty


def test_an_operator_who_mistyped_it_reads_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv("TREMPLIN_DATABASE_URL", f"sqlite:///{tmp_path}/none/here.db")
    monkeypatch.setattr("sys.argv", ["tremplin", "outbox"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert capsys.readouterr().err.startswith(f"there is no database at {tmp_path}/none/here.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://bot:s%40crt@db.example:5433/tremplin?sslmode=require", "db.example:5433/tremplin"),
        ("postgresql://bot@[::1]/tremplin", "[::1]/tremplin"),
        ("postgresql:///tremplin?host=/run/pg&user=bot&password=scrt", "/run/pg/tremplin"),
        ("postgresql:///tremplin", "this machine/tremplin"),
    ],
)
def test_it_says_which_database_it_read_but_not_how_to_enter(url: str, said: str) -> None:
    assert place(url) == f"PostgreSQL, {said}"
