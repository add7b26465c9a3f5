"""Everything a program can see wrong with the bank, over every variant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.bank_rules import Look, Reviews, competence_problems, looks_of, repeated, skill_problems
from bot.content.bankfile import BankFile, broken_variant, read_bank_file
from bot.content.challenge_rules import Review
from bot.content.days_off import FILE as DAYS_OFF_FILE
from bot.content.days_off_rules import days_off_problems
from bot.content.lesson_rules import lesson_problems
from bot.content.loader import BANK, clashes, read_targets
from bot.content.problem import Broken, Problem, shown_path
from bot.content.schema import CompetenceSpec
from bot.content.spreading import spread
from bot.content.targeting import TargetFile, wording_faults


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong within one file, and what it takes to compare it with the others."""

    path: Path
    problems: list[Problem]
    looks: list[Look]
    spec: CompetenceSpec | None


def check(folder: Path | None = None) -> list[Problem]:
    """What is wrong with the bank of a folder, by default the bot's, and with the targets and the days off
    beside it.
    """
    folder = folder or BANK
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        return [Problem(shown_path(folder), 1, "there is no competence here", "write one, such as 1.1.yaml")]
    examined = spread(_examined, paths)
    days_off = folder.parent / DAYS_OFF_FILE.name
    return sorted(
        {
            *_together(examined),
            *_target_problems(folder, examined),
            *(days_off_problems(days_off) if days_off.exists() else ()),
        }
    )


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """What is wrong with some files of the bank, in their order."""
    return sorted(set(_together(spread(_examined, list(paths)))))


def _examined(path: Path) -> Examined:
    try:
        file = read_bank_file(path, path.read_bytes())
    except Broken as error:
        return Examined(path, error.problems, [], None)
    reviews = {place: Review(spec) for place, spec in file.challenges}
    return Examined(path, list(_file_problems(file, reviews)), list(looks_of(file, reviews)), file.spec)


def _file_problems(file: BankFile, reviews: Reviews) -> Iterator[Problem]:
    for place, review in reviews.items():
        for error in review.errors:
            yield broken_variant(file.source, place, error)
        for fault in review.faults():
            yield file.source.problem((*place, *fault.place), fault.what, fault.remedy)
    yield from skill_problems(file, reviews)
    yield from lesson_problems(file)
    yield from competence_problems(file)


def _together(examined: Sequence[Examined]) -> Iterator[Problem]:
    for each in examined:
        yield from each.problems
    yield from repeated(look for each in examined for look in each.looks)
    yield from clashes({each.path: each.spec for each in examined if each.spec})


def _target_problems(folder: Path, examined: Sequence[Examined]) -> Iterator[Problem]:
    specs = [each.spec for each in examined if each.spec]
    if len(specs) < len(examined):
        return  # a target may miss only what is broken in the bank
    targets, problems = read_targets(folder, specs)
    yield from problems
    for file in targets:
        yield from _wording_problems(file)


def _wording_problems(file: TargetFile) -> Iterator[Problem]:
    for fault in wording_faults(file.spec):
        yield file.source.problem(fault.place, fault.what, fault.remedy)
