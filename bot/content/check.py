"""Everything a program can see wrong with the bank, over every variant."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.content.bank_rules import Looks, Reviews, competence_problems, repeated, skill_problems
from bot.content.bankfile import BankFile, broken_variant, read_bank_file
from bot.content.challenge_rules import Review
from bot.content.lesson_rules import lesson_problems
from bot.content.loader import BANK, clashes, read_targets
from bot.content.problem import Broken, Problem, shown_path
from bot.content.targeting import TargetFile, wording_faults


def check(folder: Path | None = None) -> list[Problem]:
    """What is wrong with the bank of a folder, by default the bot's, and with the targets beside it."""
    folder = folder or BANK
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        return [Problem(shown_path(folder), 1, "there is no competence here", "write one, such as 1.1.yaml")]
    files, problems = _read(paths)
    if not problems:  # a target may miss only what is broken in the bank
        targets, problems = read_targets(folder, [file.spec for file in files])
        problems += _wording_problems(targets)
    return sorted({*problems, *_bank_problems(files)})


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """What is wrong with some files of the bank, in their order."""
    files, problems = _read(paths)
    return sorted({*problems, *_bank_problems(files)})


def _read(paths: Iterable[Path]) -> tuple[list[BankFile], list[Problem]]:
    files: list[BankFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files.append(read_bank_file(path, path.read_bytes()))
        except Broken as error:
            problems += error.problems
    return files, problems


def _bank_problems(files: Sequence[BankFile]) -> Iterator[Problem]:
    looks: Looks = {}
    for file in files:
        reviews = {place: Review(spec) for place, spec in file.challenges}
        yield from _file_problems(file, reviews)
        yield from repeated(file, reviews, looks)
    yield from clashes({file.path: file.spec for file in files})


def _file_problems(file: BankFile, reviews: Reviews) -> Iterator[Problem]:
    for place, review in reviews.items():
        for error in review.errors:
            yield broken_variant(file.source, place, error)
        for fault in review.faults():
            yield file.source.problem((*place, *fault.place), fault.what, fault.remedy)
    yield from skill_problems(file, reviews)
    yield from lesson_problems(file)
    yield from competence_problems(file)


def _wording_problems(targets: Iterable[TargetFile]) -> Iterator[Problem]:
    for file in targets:
        for fault in wording_faults(file.spec):
            yield file.source.problem(fault.place, fault.what, fault.remedy)
