"""From a folder of YAML files to a Library; what was read once is kept beside them, for a quick start."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from bot.content.bankfile import odds_of, read_bank_file
from bot.content.guessing import Odds
from bot.content.library import Library, competence_of
from bot.content.problem import Broken, Problem, shown_path
from bot.content.schema import CompetenceSpec
from bot.content.shapes import Model
from bot.content.source import read_source
from bot.content.spreading import spread
from bot.content.targeting import TargetFile, read_target_file, target_problems

BANK = Path(__file__).parent / "bank"
TARGETS = "targets"
CACHE = ".cache"


class Sound(Model):
    """What is kept of a file in which nothing is wrong."""

    spec: CompetenceSpec
    odds: dict[str, Odds]


def load(folder: Path | None = None) -> Library:
    """The bank of a folder, by default the one of the bot, with the targets in `targets` beside that folder.

    Raises ContentError with every problem of the bank, then of the targets.
    """
    folder = folder or BANK
    sound: dict[Path, Sound] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            sound[path] = _sound(path)
        except Broken as error:
            problems += error.problems
    problems += clashes({path: kept.spec for path, kept in sound.items()})
    if not sound and not problems:
        problems.append(
            Problem(shown_path(folder), 1, "there is no competence here", "write one, such as 1.1.yaml")
        )
    targets, misaimed = read_targets(folder, [kept.spec for kept in sound.values()])
    if problems or misaimed:
        raise Broken(problems or misaimed)  # a target may only miss what is broken in the bank
    competences = [competence_of(kept.spec, kept.odds) for kept in sound.values()]
    return Library(competences, [file.spec for file in targets])


def read_targets(bank: Path, specs: Iterable[CompetenceSpec]) -> tuple[list[TargetFile], list[Problem]]:
    """The targets beside a bank, and everything that keeps some from being used with these competences."""
    levels = {topic.id: [skill.level for skill in topic.skills] for spec in specs for topic in spec.topics}
    files: list[TargetFile] = []
    problems: list[Problem] = []
    for path in sorted((bank.parent / TARGETS).glob("*.yaml")):
        try:
            file = read_target_file(path)
        except Broken as error:
            problems += error.problems
        else:
            files.append(file)
            problems += target_problems(file, levels)
    return files, problems


def prepare(folder: Path | None = None) -> None:
    """Read the files that changed in several processes, and keep what is in them: `load` is quick then.

    It only saves time: what is broken is left for `load` to tell, and where nothing can be kept nothing is
    prepared. Only for programs, see `spread`.
    """
    folder = folder or BANK
    if not os.access(folder / CACHE if (folder / CACHE).exists() else folder, os.W_OK):
        return
    changed = [path for path in sorted(folder.glob("*.yaml")) if _kept(path) is None]
    with contextlib.suppress(BrokenProcessPool, OSError):
        spread(_prepared, changed)


def _prepared(path: Path) -> None:
    with contextlib.suppress(Broken):
        _sound(path)


def clashes(specs: Mapping[Path, CompetenceSpec]) -> Iterator[Problem]:
    """Topics of different files that have one id."""
    first: dict[str, Path] = {}
    for path, spec in specs.items():
        for t, topic in enumerate(spec.topics):
            other = first.setdefault(topic.id, path)
            if other != path:
                what = f"topic {topic.id} is in {other.name} too"
                source = read_source(path, path.read_bytes())
                yield source.problem(("topics", t, "id"), what, "give one of them another id")


def _sound(path: Path) -> Sound:
    sound = _known(path)
    if sound is None:
        text = path.read_bytes()
        file = read_bank_file(path, text)
        sound = Sound(spec=file.spec, odds=odds_of(file))
        _keep(_place(path), _stamp(text), sound)
    return sound


def _place(path: Path) -> Path:
    return path.parent / CACHE / f"{path.stem}.json"


def _stamp(text: bytes) -> bytes:
    return sha256(_code() + text).hexdigest().encode()


@cache
def _code() -> bytes:
    """The programs that say what a sound file is: when they change, files are read again."""
    return b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))


def _known(path: Path) -> Sound | None:
    """What was found in a file when it was last read, if nothing has changed since and it is whole."""
    data = _kept(path)
    try:
        return None if data is None else Sound.model_validate_json(data)
    except ValidationError:
        return None


def _kept(path: Path) -> bytes | None:
    """What was kept of a file, unread, if nothing has changed since."""
    try:
        stamp, _, data = _place(path).read_bytes().partition(b"\n")
        return data if stamp == _stamp(path.read_bytes()) else None
    except OSError:
        return None


def _keep(place: Path, stamp: bytes, sound: Sound) -> None:
    """Write beside the bank for the next start; where nothing may be written, the next start is slower."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        (place.parent / ".gitignore").write_text("*\n")
        part = place.with_suffix(f".{os.getpid()}")
        try:
            part.write_bytes(
                stamp + b"\n" + sound.model_dump_json(by_alias=True, exclude_unset=True).encode()
            )
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
