"""Letters: what people are told without having asked, once a day at most; and how to have fewer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.content.typography import NBSP
from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes import (
    PupilLetter,
    PutOff,
    Resumed,
    Stopped,
    StopWhat,
    ToFinish,
    Wishes,
)
from bot.usecases.reminders.wishes import PRESETS
from bot.views.fitting import excess
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.menus import HOME, HOME_BELOW
from bot.views.showing import TEXT_LIMIT, Showing

STARTS = 3  # buttons to campaigns
WORDED = (8, 5, 3, 2, 1, 0)  # campaigns told with their teacher's words: as many as fit
SEPARATOR = "\n\n➖➖➖\n\n"  # between the parts of a letter
WISHES = button("⏰ Mes rappels", "l_wishes")
LATER = button("⏰ Pas avant lundi", "l_monday")
NO_MORE = button("🔕 Tout arrêter", "l_stop")
AGAIN = "🔔 Remettre les rappels"
HOURS = {
    "school": "comme l'école",
    "morning": "le matin",
    "afternoon": "l'après-midi",
    "evening": "le soir",
}


def closing(campaigns: Sequence[int], *, waits: bool) -> list[list[Button]]:
    """The rows that every letter ends with: later if it `waits`, less of it, or none any more."""
    last = [LATER, NO_MORE] if waits else [NO_MORE]
    if len(campaigns) == 1:
        return [[button("🔕 Stop pour ce parcours", "l_mute", campaigns[0])], last]
    if campaigns:
        return [[button("🔕 Arrêter un parcours…", "l_which")], last]
    return [last]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a letter says, its own buttons, and the campaigns that it tells of."""

    words: str
    rows: Sequence[list[Button]]
    campaigns: Sequence[int]
    waits: bool = True


def sent(showing: Showing, parts: Sequence[Part]) -> list[Call]:
    """One message that is closed once; a message for each part when Telegram can't take them together."""
    words = SEPARATOR.join(each.words for each in parts)
    if len(parts) > 1 and excess(words, TEXT_LIMIT) > 0:
        return [call for each in parts for call in sent(showing, [each])]
    rows = [row for each in parts for row in each.rows]
    campaigns = list(dict.fromkeys(told for each in parts for told in each.campaigns))
    waits = all(each.waits for each in parts)
    return [showing.send(words, keyboard(*rows, *closing(campaigns, waits=waits)))]


def pupil_letter(showing: Showing, outcome: PupilLetter) -> list[Call]:
    """A pupil's campaigns, in a message of their own."""
    return sent(showing, [pupil_part(showing, outcome)])


def pupil_part(showing: Showing, outcome: PupilLetter) -> Part:
    """A pupil's campaigns, with a button to each of the most urgent."""
    lines = outcome.lines
    starts = [[_start(line, alone=len(lines) == 1)] for line in lines[:STARTS]]
    more = [[button("🎒 Mes parcours", "m_mine")]] if len(lines) + outcome.others > STARTS else []
    about = [line.campaign for line in lines]
    return Part(_fitting(showing, outcome), [*starts, *more], about, outcome.waits)


def _fitting(showing: Showing, outcome: PupilLetter) -> str:
    """The teachers' words as far down as Telegram takes them; a campaign is never left out for them."""
    lines, said = outcome.lines, ""
    for worded in WORDED:
        told = [line if at < worded else replace(line, words="") for at, line in enumerate(lines)]
        said = showing.text("letters/pupil", lines=told, others=outcome.others, nudged=_who_nudged(lines))
        if excess(said, TEXT_LIMIT) <= 0:
            break
    return said


def _who_nudged(lines: Sequence[ToFinish]) -> str:
    """The teacher of the nudge, '' when nobody nudged."""
    return next((line.teacher for line in lines if line.nudged), "")


def _start(line: ToFinish, *, alone: bool) -> Button:
    sign = "📤" if line.mode == "collection" else "▶️"
    if not alone:
        return button(cut(f"{sign} {line.title}"), "l_open", line.campaign)
    what = "Continuer" if line.running else "Commencer"
    return button(
        f"{sign} {'Envoyer mon profil' if line.mode == 'collection' else what}", "l_open", line.campaign
    )


def put_off(showing: Showing, outcome: PutOff) -> list[Call]:
    words = showing.text("letters/put_off", outcome=outcome)
    return [showing.send(words, keyboard([button(AGAIN, "l_resume")], HOME_BELOW))]


def stopped(showing: Showing, outcome: Stopped) -> list[Call]:
    """It stopped, and how to take it up again."""
    words = showing.text("letters/stopped", outcome=outcome)
    again = ("l_resume",) if outcome.campaign is None else ("l_unmute", outcome.campaign)
    return [showing.send(words, keyboard([button(AGAIN, *again)], [WISHES, *HOME_BELOW]))]


def resumed(showing: Showing, outcome: Resumed) -> list[Call]:
    return [showing.screen(showing.text("letters/resumed", outcome=outcome), keyboard([WISHES, *HOME_BELOW]))]


def stop_what(showing: Showing, outcome: StopWhat) -> list[Call]:
    rows = [[button(cut(f"🔕 {title}"), "l_mute", id_)] for id_, title in outcome.campaigns]
    words = showing.text("letters/stop_what", outcome=outcome)
    return [showing.send(words, keyboard(*rows, [NO_MORE], [WISHES, *HOME_BELOW]))]


def wishes(showing: Showing, outcome: Wishes) -> list[Call]:
    """«Mes rappels»."""
    words = showing.text("letters/wishes", outcome=outcome, hours=HOURS, at=_clock)
    rows = [[button(AGAIN, "l_set", "stop", 0)]] if outcome.stopped else _choices(outcome)
    if outcome.until and not outcome.stopped:
        rows = [[button(AGAIN, "l_set", "stop", 0)], *rows]
    again = [[button(cut(f"🔔 {title}"), "l_again", id_)] for id_, title in outcome.muted]
    markup = keyboard(*rows, *again, [button("⚙️ Réglages", "settings"), *HOME])
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _choices(outcome: Wishes) -> list[list[Button]]:
    """What can be changed: the choice made is ticked."""
    hours = [
        button(f"{'✅ ' if name == outcome.preset else ''}{_capital(words)}{_span(name)}", "l_hours", name)
        for name, words in HOURS.items()
    ]
    days = [
        [_switch("Week-end", "weekend", outcome.weekend)],
        [_switch("Vacances", "holidays", outcome.holidays)],
    ]
    weekly = [] if outcome.weekly is None else [_switch("Résumé de la semaine", "weekly", outcome.weekly)]
    return [*in_rows(hours, 2), *days, weekly, [button("🔕 Tout arrêter", "l_set", "stop", 1)]]


def _switch(label: str, name: str, on: bool) -> Button:
    """What it is now; that a tap changes it."""
    words = f"{label}{NBSP}: {'oui' if on else 'jamais'} (changer)"
    return button(words, "l_set", name, int(not on))


def _span(preset: str) -> str:
    """«, 7 h-12 h» of what has its own hours."""
    if preset not in PRESETS:
        return ""
    opens, closes = PRESETS[preset]
    return f", {_clock(opens)}-{_clock(closes)}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _clock(minutes: int) -> str:
    """A minute of the day as it is read: «7 h», «17 h 30»."""
    hour, more = divmod(minutes, 60)
    return f"{hour}{NBSP}h" + (f"{NBSP}{more:02}" if more else "")


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    PupilLetter: pupil_letter,
    PutOff: put_off,
    Stopped: stopped,
    Resumed: resumed,
    StopWhat: stop_what,
    Wishes: wishes,
}
