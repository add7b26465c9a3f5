"""Pictures of a pupil's own data, drawn with typst."""

from pathlib import Path

from bot.content.framework import DOMAINS, domain_of
from bot.content.media import draw

_PROFILE = Path(__file__).with_name("profile.typ")


def profile_picture(lines: list[tuple[str, int, bool]], pix: int, most: int) -> bytes:
    """A PNG of the 16 levels; each line is (competence, level, begun)."""
    groups = [
        {
            "number": number,
            "title": title,
            "lines": [
                {"code": code, "level": level, "begun": begun}
                for code, level, begun in lines
                if domain_of(code) == number
            ],
        }
        for number, title in DOMAINS.items()
    ]
    return draw(_PROFILE, {"groups": groups, "pix": pix, "most": most})
