"""Pictures of a pupil's own data, drawn with typst."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.content.framework import COMPETENCES, DOMAINS, domain_of
from bot.content.media import draw

_PROFILE = Path(__file__).with_name("profile.typ")
_EXPRESS = Path(__file__).with_name("express.typ")


def profile_picture(
    lines: list[tuple[str, int, bool]], pix: int, most: int, estimates: Sequence[tuple[str, float]] = ()
) -> bytes:
    """A PNG of the 16 levels; each line is (competence, level, begun), an estimate (competence, level)."""
    levels = dict(estimates)
    given = [
        {"code": code, "level": level, "begun": begun, "estimate": levels.get(code)}
        for code, level, begun in lines
    ]
    return draw(_PROFILE, {"groups": _by_domain(given), "pix": pix, "most": most})


def express_picture(lines: list[tuple[str, float, float, float, bool, Any]], questions: int) -> bytes:
    """A PNG of estimated levels; each line is (competence, level, low, high, asked, earlier low and high)."""
    names = ("code", "level", "low", "high", "asked", "before")
    given = [dict(zip(names, line, strict=True), title=COMPETENCES[line[0]]) for line in lines]
    groups = [group for group in _by_domain(given) if group["lines"]]
    return draw(_EXPRESS, {"groups": groups, "questions": questions})


def _by_domain(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": title,
            "lines": [line for line in lines if domain_of(line["code"]) == number],
        }
        for number, title in DOMAINS.items()
    ]
