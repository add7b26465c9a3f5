"""By profile: all the questions are drawn at the start; one withdrawn is replaced by another of its level."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot import engine
from bot.engine import AskIn, Direct, Stop, StopReason
from bot.store.sittings import Question
from bot.usecases.certification.urn import Urn, as_asked

_Drawn = Sequence[tuple[str, str]]
"""Skills and challenges."""


def at_start(urn: Urn) -> list[AskIn]:
    """In rounds: the hardest question of every competence first, so that the clock takes none away whole."""
    drawn = [
        [AskIn(code, challenge, skill) for skill, challenge in _chosen(urn, code)]
        for code, level in urn.opening.levels.items()
        if level >= 1
    ]
    return [each for some in zip_longest(*drawn) for each in some if each is not None]


def _chosen(urn: Urn, code: str) -> _Drawn:
    return _with_new_data(urn, _direct(urn, code), lambda direct: engine.chosen(direct, urn.seed))


def choice(urn: Urn) -> AskIn | Stop:
    """The question that waits, what replaces one that is out, or the next one drawn at the start."""
    waits = urn.shown or _replacement(urn) or _next(urn)
    if waits is None:
        return Stop(StopReason.NOTHING_LEFT)
    return waits if isinstance(waits, AskIn) else as_asked(waits)


def _next(urn: Urn) -> Question | None:
    return next((each.question for each in urn.counted if each.answer is None), None)


def _replacement(urn: Urn) -> AskIn | None:
    """Another question for the first that is out, and has none yet, for which there is one.

    What was drawn later than the start takes the place of one of its competence.
    """
    taken = Counter(e.question.competence for e in urn.lines if e.question.number > urn.opening.most)
    for each in urn.out:
        if taken[each.competence]:
            taken[each.competence] -= 1
        elif found := _instead(urn, each):
            return found
    return None


def _instead(urn: Urn, question: Question) -> AskIn | None:
    taken = {key for each in urn.lines for key in (each.question.skill, each.question.challenge)}
    level = urn.level(question) or 1

    def draw(direct: list[Direct]) -> _Drawn:
        found = engine.another(direct, level, taken, urn.seed)
        return [found] if found else []

    drawn = _with_new_data(urn, _direct(urn, question.competence), draw)
    return next((AskIn(question.competence, challenge, skill) for skill, challenge in drawn), None)


def _direct(urn: Urn, code: str) -> list[Direct]:
    """The skills of a competence that were validated directly, with what may be asked of them."""
    skills = [urn.turn.library.skill(each) for each in urn.opening.direct.get(code, ())]
    return [
        Direct(skill.id, skill.topic, skill.level, tuple(c.id for c in skill.challenges if urn.opens(c)))
        for skill in skills
        if skill is not None
    ]


def _with_new_data(urn: Urn, direct: list[Direct], draw: Callable[[list[Direct]], _Drawn]) -> _Drawn:
    """What is drawn, without challenges of which nothing new is left: that is known once they are drawn."""
    while True:
        drawn = draw(direct)
        old = urn.old(challenge for _, challenge in drawn)
        if not old:
            return drawn
        direct = [
            replace(each, challenges=tuple(c for c in each.challenges if c not in old)) for each in direct
        ]
