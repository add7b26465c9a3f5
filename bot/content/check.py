"""Everything a program can see wrong with the bank, over every variant."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.content.bank_rules import Reviews, competence_problems, repeated, skill_problems
from bot.content.bankfile import BankFile, broken_variant, read_bank_file
from bot.content.challenge_rules import Review
from bot.content.loader import BANK, clashes
from bot.content.problem import Broken, Problem, shown_path


def check(folder: Path | None = None) -> list[Problem]:
    """What is wrong with the bank of a folder, by default the one of the bot."""
    folder = folder or BANK
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        return [Problem(shown_path(folder), 1, "there is no competence here", "write one, such as 1.1.yaml")]
    return check_files(paths)


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """What is wrong with some files of the bank, in their order."""
    files: dict[BankFile, Reviews] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            file = read_bank_file(path, path.read_bytes())
        except Broken as error:
            problems += error.problems
            continue
        files[file] = {place: Review(spec) for place, spec in file.challenges}
        problems += _file_problems(file, files[file])
    problems += repeated(files)
    problems += clashes({file.path: file.spec for file in files})
    return sorted(set(problems))


def _file_problems(file: BankFile, reviews: Reviews) -> Iterator[Problem]:
    for place, review in reviews.items():
        for error in review.errors:
            yield broken_variant(file.source, place, error)
        for fault in review.faults():
            yield file.source.problem((*place, *fault.place), fault.what, fault.remedy)
    yield from skill_problems(file, reviews)
    yield from competence_problems(file)
