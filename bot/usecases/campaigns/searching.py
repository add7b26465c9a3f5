"""Finding topics by a typed word, whatever its accents, case and slips."""

import unicodedata
from collections import defaultdict
from functools import lru_cache
from re import findall

from rapidfuzz import fuzz, process

from bot.content import Library, Topic
from bot.content.framework import COMPETENCES

LONGEST = 60  # characters of a search
_NEAR = 80  # of 100: how alike words must be
_TITLE, _REST = 2.0, 1.0  # a word of the title counts twice


def topics_about(library: Library, words: str) -> list[Topic]:
    """The topics that have every word of a search, the likeliest first.

    When a title answers several words, topics that only mention them here and there are left out.
    """
    wanted = [word for word in _words(words[:LONGEST]) if len(word) > 1]
    scores: dict[str, float] = {}
    for place, word in enumerate(wanted):
        found = _found(library, word)
        scores = {
            id_: scores.get(id_, 0.0) + score for id_, score in found.items() if not place or id_ in scores
        }
    least = max(scores.values(), default=0.0) * _REST / _TITLE if len(wanted) > 1 else 0.0
    likely = sorted((id_ for id_ in scores if scores[id_] > least), key=lambda each: -scores[each])
    return [topic for id_ in likely if (topic := library.topic(id_))]


def _found(library: Library, word: str) -> dict[str, float]:
    """The topics with something like a word, and how like it is."""
    index = _index(library)
    best: dict[str, float] = defaultdict(float)
    for known in index:
        if known.startswith(word):
            _credit(best, index[known], 100.0)
    if len(word) > 3:
        for known, likeness, _ in process.extract(
            word, list(index), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        ):
            _credit(best, index[known], likeness)
    return best


def _credit(best: dict[str, float], weights: dict[str, float], likeness: float) -> None:
    for topic, weight in weights.items():
        best[topic] = max(best[topic], weight * likeness)


@lru_cache(maxsize=4)
def _index(library: Library) -> dict[str, dict[str, float]]:
    """Every word of titles, skills and lessons, with the weight it has for each topic."""
    index: dict[str, dict[str, float]] = defaultdict(dict)
    for competence in library.competences.values():
        for topic in competence.topics:
            lessons = [f"{skill.can} {skill.tutorial.title}" for skill in topic.skills]
            rest = " ".join((COMPETENCES[competence.code], *lessons))
            for weight, text in ((_REST, rest), (_TITLE, f"{topic.title} {topic.id}")):
                index.update({word: index[word] | {topic.id: weight} for word in _words(text)})
    return dict(index)


def _words(text: str) -> list[str]:
    """Small words without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return findall(r"[a-z0-9]+", "".join(each for each in letters if not unicodedata.combining(each)))
