"""What `tremplin outbox` prints: numbers, kinds, times, reasons; never a text, a name, a chat, a token."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.store import reporting
from bot.store.base import Tx
from bot.store.plans import Occasion
from bot.store.reporting import SPAN, Trouble
from bot.store.times import from_ms, to_ms

RECENT = timedelta(days=7)
MOST = 10  # rows of what is listed one by one

_ANYTHING_OF_SOMEBODY = re.compile(
    r"""
    ["«“][^"»”]*["»”]?     # what Telegram quotes of a message
    | (?<!\w)'[^']*'?
    | \S*(?:://|@|/)\S*    # addresses
    | -?\d[\d:_-]{4,}\S*   # ids, tokens
    | \S*[^\x00-\x7f]\S*   # Telegram's own words are English
    """,
    re.VERBOSE,
)


def report(tx: Tx, now: datetime, zone: str) -> str:
    """What waits, what failed and why, and what is to come; times as they are in that zone."""
    here, now_ms = ZoneInfo(zone), to_ms(now)
    when = _Times(here)
    return "\n\n".join(
        (
            f"{when(now_ms)} {zone}",
            _waiting(tx, now_ms, when),
            _under_way(tx, when),
            _troubles("Tried in vain, to be tried again", "next try", reporting.troubles(tx), min, when),
            _troubles("Given up in the last 30 days", "the latest", reporting.failures(tx), max, when),
            _last_failed(tx, when),
            _notices(tx, when),
            _ended(tx, now),
            _to_come(tx, when),
        )
    )


class _Times:
    """Moments as an operator reads them."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def __call__(self, ms: int | None) -> str:
        return "" if ms is None else f"{from_ms(ms).astimezone(self._zone):%Y-%m-%d %H:%M}"

    def day(self, ms: int) -> str:
        return f"{from_ms(ms).astimezone(self._zone):%Y-%m-%d}"


def discreet(error: str) -> str:
    """An error without anything that may come from a message or tell whose it was."""
    return _ANYTHING_OF_SOMEBODY.sub("…", error)


def _waiting(tx: Tx, now_ms: int, when: _Times) -> str:
    rows = [
        (each.lane, each.kind, each.count, each.due, each.in_hand, when(each.oldest_at), when(each.next_at))
        for each in reporting.waiting(tx, now_ms)
    ]
    head = ("lane", "kind", "waiting", "due", "in hand", "oldest due", "next due")
    return _table("Waiting to be sent", head, rows)


def _under_way(tx: Tx, when: _Times) -> str:
    rows = [(when(each.at) or "now", each.messages, each.recipients) for each in reporting.under_way(tx)]
    return _table("Messages of teachers to many", ("leave", "messages", "recipients"), rows)


def _troubles(
    title: str, time: str, found: Iterable[Trouble], pick: Callable[[list[int]], int], when: _Times
) -> str:
    """Errors that say the same thing once they are discreet are one."""
    alike: dict[tuple[str, str, str], list[Trouble]] = {}
    for each in found:
        alike.setdefault((each.lane, each.kind, discreet(each.error)), []).append(each)
    rows = [
        (
            *key,
            sum(each.count for each in same),
            max(each.attempts for each in same),
            when(pick([each.at for each in same])),
        )
        for key, same in sorted(alike.items())
    ]
    return _table(title, ("lane", "kind", "error", "rows", "attempts", time), rows)


def _last_failed(tx: Tx, when: _Times) -> str:
    rows = [
        (each.id, each.lane, each.kind, discreet(each.error), each.attempts, when(each.failed_at))
        for each in reporting.last_failed(tx, MOST)
    ]
    return _table("Given up last", ("id", "lane", "kind", "error", "attempts", "given up"), rows)


def _notices(tx: Tx, when: _Times) -> str:
    days: Counter[tuple[str, str]] = Counter()
    for each in reporting.notices_due(tx):
        days[when.day(each.span * SPAN), each.kind] += each.count
    rows = [(*key, count) for key, count in sorted(days.items())]
    table = _table("Notices in no letter yet", ("day", "kind", "notices"), rows)
    return f"{table}\nand {reporting.carried(tx)} in letters on their way"


def _ended(tx: Tx, now: datetime) -> str:
    found = reporting.ended(tx, to_ms(now - RECENT))
    rows = [(each.kind, each.fate, each.count) for each in found]
    return _table(f"Notices that ended in the last {RECENT.days} days", ("kind", "how", "notices"), rows)


def _to_come(tx: Tx, when: _Times) -> str:
    rows = [_occasion(each, when) for each in reporting.to_come(tx, MOST)]
    head = ("notices made from", "for", "kind", "days before", "school", "campaign", "begun")
    return _table("Moments to come", head, rows)


def _occasion(each: Occasion, when: _Times) -> tuple[object, ...]:
    begun = "yes" if each.reached else ""
    return (
        when(each.due_at), when(each.at), each.kind, each.days, each.school_id, each.campaign_id or "", begun
    )  # fmt: skip


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return f"{title}: nothing"
    lines = [head, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    aligned = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
    return "\n".join((title, *(f"  {line.rstrip()}" for line in aligned)))
