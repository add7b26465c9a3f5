"""What letters tell teachers."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.transport.calls import Call
from bot.usecases.campaigns.dates import in_full
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_staff import MOST_NAMES, CampaignCounts, StaffLetter
from bot.views import letters
from bot.views.fitting import excess
from bot.views.keyboards import Button, button, cut
from bot.views.letters_families import days_left
from bot.views.showing import TEXT_LIMIT, Showing

NAMES = (MOST_NAMES, 10, 5, 2, 0)  # of a sort, of each campaign: as many as fit
CAMPAIGNS = 8  # told in one message, with their buttons
BESIDE = 1  # a button with it leaves the letter as it is


def letter(showing: Showing, outcome: StaffLetter) -> list[Call]:
    """Campaigns that somebody leads, in a message of their own."""
    return letters.sent(showing, [part(showing, outcome)])


def part(showing: Showing, outcome: StaffLetter) -> letters.Part:
    """The campaigns that have just ended, then those that run."""
    number = len(outcome.ended[:CAMPAIGNS])
    told = _told_apart([*outcome.ended, *outcome.running][:CAMPAIGNS])
    ended, running = told[:number], told[number:]
    rows = [row for each in told for row in _ways(each, alone=len(told) == 1)]
    words = _fitting(showing, outcome, ended, running)
    return letters.Part(words, rows, [each.campaign_id for each in told])


def _told_apart(told: Sequence[CampaignCounts]) -> list[CampaignCounts]:
    """Those that have the same name get a number before it, where a button does not cut it off."""
    alike, seen = Counter(each.name for each in told), Counter[str]()
    named = []
    for each in told:
        seen[each.name] += 1
        several = alike[each.name] > 1
        named.append(replace(each, name=f"{seen[each.name]}. {each.name}") if several else each)
    return named


def _fitting(
    showing: Showing,
    outcome: StaffLetter,
    ended: Sequence[CampaignCounts],
    running: Sequence[CampaignCounts],
) -> str:
    """As many names as Telegram takes; of campaigns that run, none."""
    others = len(outcome.ended) + len(outcome.running) - len(ended) - len(running)
    words = ""
    for most in NAMES:
        words = showing.text(
            "letters_staff/letter",
            ended=[_campaign(each, outcome.now_ms, most) for each in ended],
            running=[_campaign(each, outcome.now_ms, 0) for each in running],
            others=others,
        )
        if excess(words, TEXT_LIMIT) <= 0:
            break
    return words


def _campaign(counts: CampaignCounts, now_ms: int, most: int) -> dict[str, Any]:
    until = counts.deadline_at
    to_come = until is not None and until > now_ms
    return {
        "counts": counts,
        "deadline": in_full(until, counts.zone, now_ms) if until is not None else "",
        "left": days_left(until, counts.zone, now_ms) if until is not None and to_come else "",
        "not_started": _names(counts.not_started, counts.idle, most),
        "unreachable": _names(counts.unreachable, counts.cut_off, most),
    }


def _names(names: Sequence[str], people: int, most: int) -> str:
    """«Léa Martin, Yanis Benali et 3 autres»; '' when none are told."""
    if not names or not most:
        return ""
    told, others = ", ".join(names[:most]), people - len(names[:most])
    return told if others <= 0 else f"{told} et {others} autre{'s' if others > 1 else ''}"


def _ways(counts: CampaignCounts, *, alone: bool) -> list[list[Button]]:
    """Remind and look, below the letter; with several campaigns the buttons say which."""
    what = "envoyé" if counts.collection else "commencé"
    nudge = f"🔔 Relancer qui n'a pas {what}" if alone else cut(f"🔔 Relancer : {counts.name}")
    show = "📊 Voir le suivi" if alone else cut(f"📊 {counts.name}")
    ways = [button(nudge, "f_nudge", counts.campaign_id, BESIDE)] if counts.nudges else []
    return [ways, [button(show, "c_show", counts.campaign_id, BESIDE)]]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {StaffLetter: letter}
