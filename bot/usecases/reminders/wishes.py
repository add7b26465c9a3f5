"""How somebody wants to be reminded: later, less, at other hours, or not at all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.store import campaigns, classes, guardians, notices, participation
from bot.store import letters as rows
from bot.store.notices import Preference
from bot.store.times import from_ms, to_ms
from bot.usecases import rights
from bot.usecases.campaigns import dates
from bot.usecases.guardians import children
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.reminders import agendas
from bot.usecases.reminders.hours import Agenda, Hours
from bot.usecases.reminders.outcomes import PutOff, Resumed, Stopped, StopWhat, Wishes
from bot.usecases.turn import Turn

PRESETS = {
    "morning": (7 * 60, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 21 * 60),
}
SCHOOL, OWN = "school", "own"  # the hours of the school; some that no preset has
_LATELY_MS = 60 * 86_400_000
_MOST = 8  # campaigns listed


def settings(turn: Turn, *, edit: bool = True) -> list[Outcome]:
    """«Mes rappels»: the hours, the digest, what is stopped and how to take it up again."""
    return [_shown(turn, notices.preference(turn.tx, turn.person.id), edit)]


def stop_command(turn: Turn) -> list[Outcome]:
    """/stop: everything stops, and how to take it up again."""
    _change(turn, stopped_at=_wanted(turn).stopped_at or turn.now_ms)
    return settings(turn, edit=False)


def not_before_monday(turn: Turn) -> list[Outcome]:
    """«Pas avant lundi»: nothing until the next Monday on which they are written to, or the day after it."""
    wanted, agenda = _wanted(turn), _agenda(turn)
    until = _next_monday(turn, agenda)
    _write(turn, replace(wanted, paused_until=until))
    ending = rows.ending(turn.tx, turn.person.id, turn.now_ms, until, _MOST)
    named = ((each.name, dates.in_words(each.deadline_at, each.zone, turn.now_ms)) for each in ending)
    return [PutOff(_in_words(turn, agenda, until), tuple(named))]


def waits(turn: Turn, deadlines: Iterable[int | None]) -> bool:
    """Whether all of these deadlines leave time after «Pas avant lundi», or have passed."""
    until = _next_monday(turn, _agenda(turn))
    return not any(each is not None and turn.now_ms < each <= until for each in deadlines)


def _next_monday(turn: Turn, agenda: Agenda) -> int:
    today = agenda.day_of(turn.now)
    monday = agenda.moment(today + timedelta(days=7 - today.weekday()), 0)
    return to_ms(agenda.next_open(monday))


def mute(turn: Turn, campaign_id: int) -> list[Outcome]:
    """No more reminders of one campaign."""
    campaign = campaigns.find(turn.tx, campaign_id)
    if campaign is None or not rows.concerns(turn.tx, turn.person.id, campaign_id):
        return [Said(Note.NOT_FOUND)]
    notices.mute(turn.tx, turn.person.id, campaign_id, turn.now_ms)
    return [Stopped(campaign_id, campaign.name, _children(turn, campaign_id))]


def _children(turn: Turn, campaign_id: int) -> tuple[str, ...]:
    """Those whom the person follows and whom a campaign is for."""
    there = {each.id for each in campaigns.classes_of(turn.tx, campaign_id)}
    return tuple(
        child.called
        for child in children.of(turn.tx, turn.person.id)
        if any((line := classes.pupil(turn.tx, id_)) and line.class_id in there for id_ in child.pupil_ids)
        or (child.child_id is not None and participation.attempts(turn.tx, child.child_id, campaign_id))
    )


def unmute(turn: Turn, campaign_id: int) -> list[Outcome]:
    """This campaign again."""
    notices.unmute(turn.tx, turn.person.id, campaign_id)
    return [Resumed(campaign_id)]


def stop(turn: Turn) -> list[Outcome]:
    """«Tout arrêter»."""
    _change(turn, stopped_at=_wanted(turn).stopped_at or turn.now_ms)
    return [Stopped()]


def resume(turn: Turn) -> list[Outcome]:
    """Reminders again from now on, of everything that was not stopped by itself."""
    _change(turn, stopped_at=None, paused_until=None)
    return [Resumed()]


def ask_which(turn: Turn) -> list[Outcome]:
    """«Arrêter un parcours»: those they may be told of."""
    since = turn.now_ms - _LATELY_MS
    found = rows.to_stop(turn.tx, turn.person.id, since, turn.now_ms, _MOST)
    return [StopWhat(tuple((each.id, each.name) for each in found))]


def set_hours(turn: Turn, preset: str) -> list[Outcome]:
    """The hours of a preset, or with SCHOOL the school's."""
    if preset == SCHOOL:
        _change(turn, hours="")
    else:
        opens, closes = PRESETS[preset]
        _change(turn, hours=replace(_agenda(turn).hours, opens=opens, closes=closes).dump())
    return settings(turn)


def set_days(turn: Turn, *, weekend: bool | None = None, holidays: bool | None = None) -> list[Outcome]:
    """Whether they are written to at weekends, or in holidays; None leaves it."""
    hours = _agenda(turn).hours
    if weekend is not None:
        hours = replace(hours, weekend=weekend)
    if holidays is not None:
        hours = replace(hours, holidays=holidays)
    _change(turn, hours=hours.dump())
    return settings(turn)


def set_weekly(turn: Turn, wanted: bool) -> list[Outcome]:
    """Whether they get the digest of the week."""
    _change(turn, weekly=int(wanted))
    return settings(turn)


def set_stopped(turn: Turn, stopped: bool) -> list[Outcome]:
    """The same as «Tout arrêter» and «Reprendre», in the settings."""
    (stop if stopped else resume)(turn)
    return settings(turn)


def take_up(turn: Turn, campaign_id: int) -> list[Outcome]:
    """A campaign again, in the settings."""
    unmute(turn, campaign_id)
    return settings(turn)


def _wanted(turn: Turn) -> Preference:
    return notices.preference(turn.tx, turn.person.id)


def _change(turn: Turn, **changes: str | int | None) -> None:
    _write(turn, replace(_wanted(turn), **changes))  # type: ignore[arg-type]  # columns of a preference


def _write(turn: Turn, wanted: Preference) -> None:
    notices.prefer(turn.tx, turn.person.id, wanted)


def _agenda(turn: Turn) -> Agenda:
    """Their hours, in the zone of the school they heard from last."""
    school_id = rows.latest_school(turn.tx, turn.person.id)
    school = (
        agendas.of_school(turn.tx, school_id) if school_id is not None else Agenda(turn.rules.timezone, "")
    )
    return agendas.of_person(school, _wanted(turn))


def _in_words(turn: Turn, agenda: Agenda, ms: int) -> str:
    return dates.in_full(ms, agenda.zone, turn.now_ms)


def _shown(turn: Turn, wanted: Preference, edit: bool) -> Wishes:
    agenda = _agenda(turn)
    hours, paused = agenda.hours, wanted.paused_until or 0
    listed = rows.muted_titles(turn.tx, turn.person.id, _MOST)
    return Wishes(
        preset=_preset(wanted, hours),
        opens=hours.opens,
        closes=hours.closes,
        weekend=hours.weekend,
        holidays=hours.holidays,
        weekly=bool(wanted.weekly) if _has_digest(turn) else None,
        stopped=wanted.stopped_at is not None,
        until=_in_words(turn, agenda, paused) if from_ms(paused) > turn.now else "",
        muted=tuple((each.id, each.name) for each in listed),
        edit=edit,
    )


def _has_digest(turn: Turn) -> bool:
    """Whether there is a digest of the week for them, whatever they said they are."""
    return rights.teaches(turn) or bool(guardians.bonds_of(turn.tx, turn.person.id))


def _preset(wanted: Preference, hours: Hours) -> str:
    if not wanted.hours:
        return SCHOOL
    return next((name for name, of in PRESETS.items() if of == (hours.opens, hours.closes)), OWN)
