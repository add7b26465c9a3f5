"""What is wrong with the bank, said to the person who can repair it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One line for an author: where, what is wrong, what to do."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class Broken(ContentError):
    """A part of the bank that cannot be used: every problem found, a line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown_path(path: Path) -> str:
    """The path as an author would type it: relative to where they are, when it is below."""
    here = Path.cwd()
    whole = path.resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(path)
