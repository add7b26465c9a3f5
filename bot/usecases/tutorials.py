"""Tutorials: the list by missed skill, one to read, keep, and say whether it helped."""

from bot.content import Skill
from bot.store import practice as rows
from bot.store.practice import StoredTutorial
from bot.usecases.outcomes import (
    Note,
    Outcome,
    PictureDescribed,
    Said,
    StepRef,
    TutorialLine,
    TutorialShown,
    TutorialsShown,
)
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

PAGE = 6  # tutorials a page: what a phone shows without scrolling


def listed(turn: Turn, page: int = 0, *, edit: bool = True) -> list[Outcome]:
    """Tutorials of missed skills, the easiest missed one of each topic first, then the saved ones."""
    stored = [(t, turn.library.skill(t.skill)) for t in rows.tutorials(turn.tx, turn.person.id)]
    known = [(t, skill) for t, skill in stored if skill is not None]
    missed = _easiest_of_each_topic_first([pair for pair in known if pair[0].missed_at is not None])
    kept = [pair for pair in known if pair[0].missed_at is None]
    shown, page, pages = page_of([*missed, *kept], page, PAGE)
    return [
        TutorialsShown(
            missed=tuple(_line(t, s) for t, s in shown if t.missed_at is not None),
            saved=tuple(_line(t, s) for t, s in shown if t.missed_at is None),
            page=page,
            pages=pages,
            edit=edit,
        )
    ]


def _easiest_of_each_topic_first(
    missed: list[tuple[StoredTutorial, Skill]],
) -> list[tuple[StoredTutorial, Skill]]:
    rank: dict[str, int] = {}
    ordered = []
    for stored, skill in sorted(missed, key=lambda pair: (pair[1].level, pair[1].id)):
        rank[skill.topic] = rank.get(skill.topic, -1) + 1
        ordered.append((rank[skill.topic], stored, skill))
    ordered.sort(key=lambda triple: triple[0])
    return [(stored, skill) for _, stored, skill in ordered]


def _line(stored: StoredTutorial, skill: Skill) -> TutorialLine:
    return TutorialLine(skill.id, skill.tutorial.title, stored.competence, bool(stored.saved))


def show(
    turn: Turn, skill_id: str, back: StepRef | None, *, again: bool = False, edit: bool = True
) -> list[Outcome]:
    """One tutorial to read; `again` when it is the one that was tapped."""
    if turn.library.skill(skill_id) is None:
        return [Said(Note.NOT_FOUND)]
    stored = rows.tutorial_of_skill(turn.tx, turn.person.id, skill_id)
    useful = None if stored is None or stored.useful is None else bool(stored.useful)
    return [TutorialShown(skill_id, bool(stored and stored.saved), useful, back, again, edit)]


def describe(turn: Turn, skill_id: str) -> list[Outcome]:
    """The text of a tutorial's picture."""
    skill = turn.library.skill(skill_id)
    if skill is None or skill.tutorial.picture is None:
        return [Said(Note.NOT_FOUND)]
    return [PictureDescribed(skill.tutorial.picture.alt)]


def keep(turn: Turn, skill_id: str, saved: bool, back: StepRef | None) -> list[Outcome]:
    """Save a tutorial, or let it go."""
    skill = turn.library.skill(skill_id)
    if skill is None:
        return [Said(Note.NOT_FOUND)]
    rows.save_tutorial(turn.tx, turn.person.id, skill.competence, skill_id, saved)
    return [Said(Note.SAVED if saved else Note.REMOVED), *show(turn, skill_id, back, again=True)]


def rate(turn: Turn, skill_id: str, useful: bool, back: StepRef | None) -> list[Outcome]:
    """Say whether a tutorial helped."""
    skill = turn.library.skill(skill_id)
    if skill is None:
        return [Said(Note.NOT_FOUND)]
    rows.rate_tutorial(turn.tx, turn.person.id, skill.competence, skill_id, useful)
    return [Said(Note.THANKS), *show(turn, skill_id, back, again=True)]
