"""What letters tell guardians."""

from collections.abc import Callable
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call
from bot.usecases.campaigns.dates import days_until, in_full
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_families import ChildTold, FamilyLetter, Mood, Task, Week
from bot.views import letters
from bot.views.fitting import excess
from bot.views.menus import CHILDREN
from bot.views.showing import TEXT_LIMIT, Showing

LINES = (20, 12, 8, 5, 3, 2, 1, 0)  # campaigns of a sort, of each child: as many as fit
FEWER = (12, 6)  # told of when their names alone are too much still
WORDS: dict[Mood, tuple[str, ...]] = {
    Mood.ALL_DONE: (
        "Tout est fini, bravo.",
        "Plus rien à finir : un vrai moment de repos.",
        "Aller jusqu'au bout, c'est le plus difficile. Bravo.",
    ),
    Mood.FINISHED: (
        "Aller jusqu'au bout, c'est le plus difficile. Bravo.",
        "C'est bien avancé. Le reste peut se faire par petits morceaux.",
        "Bravo pour ce qui est fini. La suite, un pas après l'autre.",
    ),
    Mood.PRACTISED: (
        "Quelques questions de temps en temps, et le chemin se fait.",
        "S'y mettre, c'est déjà le plus dur. Bravo d'avoir pris ce temps.",
        "Un peu à la fois, c'est la bonne façon d'apprendre.",
    ),
    Mood.PRESSING: (
        "Le plus difficile, c'est de commencer. La suite vient toute seule.",
        "Un petit moment au calme suffit pour bien avancer.",
        "Besoin d'un coin tranquille ? On trouve un moment ensemble.",
    ),
    Mood.RESTED: (
        "Une pause fait du bien. On s'y remet tranquillement.",
        "Pas de souci : cinq questions suffisent pour repartir.",
        "On regarde une question ensemble, pour voir ?",
    ),
}
"""Words to pass on, by what happened: none blames, speaks of the others, or of what was right or wrong."""


def letter(showing: Showing, outcome: FamilyLetter) -> list[Call]:
    """The news of children, in a message of their own."""
    return letters.sent(showing, [part(showing, outcome)])


def part(showing: Showing, outcome: FamilyLetter) -> letters.Part:
    """The news, child by child; what does not fit is a tap away."""
    return letters.Part(_fitting(showing, outcome), [[CHILDREN]], _campaigns(outcome), outcome.waits)


def _fitting(showing: Showing, outcome: FamilyLetter) -> str:
    """As much as Telegram takes."""
    words, every = "", len(outcome.children)
    for children, most in (*((every, most) for most in LINES), *((few, 0) for few in FEWER)):
        told = [_child(each, outcome.now_ms, most) for each in outcome.children[:children]]
        words = showing.text("letters_families/letter", children=told, others=max(0, every - children))
        if excess(words, TEXT_LIMIT) <= 0:
            break
    return words


def _child(child: ChildTold, now_ms: int, most: int) -> dict[str, Any]:
    """A child's news with at most so many lines of a sort, and how many are left out."""
    week = child.week
    left = week.left if week else ()
    sorts = (child.opened, child.due, child.finished, child.results, left)
    return {
        "name": child.name,
        "class_name": child.class_name,
        "opened": [_task(each, now_ms) for each in child.opened[:most]],
        "due": [_task(each, now_ms) for each in child.due[:most]],
        "finished": child.finished[:most],
        "results": child.results[:most],
        "week": week,
        "sittings": child.sittings,
        "left": [_task(each, now_ms) for each in left[:most]],
        "word": _word(week) if week else "",
        "others": sum(max(0, len(each) - most) for each in sorts),
    }


def _word(week: Week) -> str:
    words = WORDS[week.mood]
    return typeset(words[week.chance % len(words)])


def _task(task: Task, now_ms: int) -> dict[str, Any]:
    until = task.deadline_at
    late = until is not None and until <= now_ms
    return {
        "name": task.name,
        "teacher": task.teacher,
        "deadline": in_full(until, task.zone, now_ms) if until is not None and not late else "",
        "late": late,
        "left": days_left(until, task.zone, now_ms) if until is not None and not late else "",
        "state": "commencé" if task.begun else "pas commencé",
    }


def days_left(deadline_at: int, zone: str, now_ms: int) -> str:
    """The days of the calendar until a deadline that is to come."""
    days = days_until(deadline_at, zone, now_ms)
    return {0: "c'est aujourd'hui", 1: "c'est demain"}.get(days, f"encore {days} jours")


def _campaigns(outcome: FamilyLetter) -> list[int]:
    """Those of which the reader may want to hear no more, each once."""
    return list(dict.fromkeys(each.campaign_id for child in outcome.children for each in child.tasks()))


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {FamilyLetter: letter}
