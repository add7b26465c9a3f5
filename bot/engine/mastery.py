"""How much of a target is mastered: which of its skills count as validated, over several competences."""

from collections.abc import Container, Iterator, Mapping, Sequence

from bot.engine.display import POSSIBLE, SURE
from bot.engine.evidence import Answer
from bot.engine.profile import Profile

_CERTAIN, _RIGHT, _WRONG = 3.0, 2.0, -1.0  # beyond any mastery, on either side


def mastered(
    known: Profile, answers: Mapping[str, Sequence[Answer]], certain: Container[str] = ()
) -> frozenset[str]:
    """Keys of the skills that count as validated, among the targets of the banks (all skills of others).

    A skill of `certain` does; one answered about does by its latest answer, the others by their mastery: so
    many in all that their number comes nearest to the expected one. Simulated, the share is 3 to 6 points
    from the truth after 20 to 36 questions, and hardly below it on average. What `shown` says of each
    competence by itself is far below, where a competence gets few questions.
    """
    scores: dict[str, float] = {}
    expected = 0.0
    for skill, mastery, latest in _skills(known, answers):
        if skill in certain:
            scores[skill], mastery = _CERTAIN, 1.0  # noqa: PLW2901  # it is known
        else:
            scores[skill] = mastery if latest is None else _RIGHT if latest else _WRONG
        expected += mastery
    least, most = (sum(score >= bound for score in scores.values()) for bound in (SURE, POSSIBLE))
    count = min(max(round(expected), least), most)
    return frozenset(sorted(scores, key=lambda skill: -scores[skill])[:count])


def _skills(
    known: Profile, answers: Mapping[str, Sequence[Answer]]
) -> Iterator[tuple[str, float, bool | None]]:
    """Each skill of the targets, its mastery, and whether its latest answer was right."""
    for code, posterior in known.posteriors.items():
        bank = posterior.bank
        index = bank.item_index
        latest = {
            bank.items[index[each.item]].skill: each.correct
            for each in answers.get(code, ())
            if each.item in index
        }
        for skill, mastery in posterior.mastery.items():
            if bank.target is None or skill in bank.target:
                yield skill, mastery, latest.get(skill)
