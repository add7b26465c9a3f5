"""How much there is in the bank."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.content.bank_rules import LEVELS
from bot.content.lessons import words_in
from bot.content.library import Competence
from bot.content.schema import Kind


@dataclass(slots=True)
class Count:
    """The figures of a competence, or of several."""

    competences: int = 0
    skills: Counter[int] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    variants: int = 0
    with_file: int = 0
    with_picture: int = 0
    words: int = 0

    def totals(self) -> dict[str, int]:
        """What `content stats --json` prints."""
        return {
            "competences": self.competences,
            "skills": self.skills.total(),
            "challenges": self.kinds.total(),
            "variants": self.variants,
            "tutorials": self.skills.total(),
            "single_choice": self.kinds[Kind.SINGLE],
            "with_file": self.with_file,
            "with_picture": self.with_picture,
        }


def count(competences: Iterable[Competence]) -> Count:
    """The figures of these competences; challenges with very many variants count for MOST_VARIANTS."""
    found = Count()
    for competence in competences:
        found.competences += 1
        for skill in competence.skills:
            found.skills[skill.level] += 1
            found.words += words_in(skill.tutorial)
        for challenge in competence.challenges:
            found.kinds[challenge.kind] += 1
            found.variants += challenge.variants
            found.with_file += challenge.spec.file is not None
            found.with_picture += challenge.spec.picture is not None
    return found


def table(counts: dict[str, Count]) -> list[str]:
    """The figures in lines of equal columns, a line a competence."""
    header = ["", *(f"n{level}" for level in LEVELS), "skills", *(kind.value for kind in Kind)]
    lines = [[*header, "challenges", "variants", "files", "pictures", "words"]]
    lines += [_line(name, found) for name, found in counts.items()]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]


def _line(name: str, found: Count) -> list[str]:
    skills, challenges = found.skills.total(), found.kinds.total()
    figures = [
        *(found.skills[level] for level in LEVELS),
        skills,
        *(found.kinds[kind] for kind in Kind),
        challenges,
        found.variants,
        found.with_file,
        found.with_picture,
        round(found.words / max(1, skills)),
    ]
    return [name, *map(str, figures)]
