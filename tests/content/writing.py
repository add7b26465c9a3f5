"""Small banks for tests, written as an author would."""

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent, indent

from bot.content import Challenge, load

HEAD = """\
competence: "4.1"
topics:
  - id: essai
    title: Un essai
    skills:
      - level: 3
        can: Essayer
        tutorial:
          title: Essayer
          body: Il suffit d'essayer.
          try: Essaie.
        challenges:
"""

EXPLANATION = "explanation: Parce que c'est ainsi."

TARGET = """\
target: essais
title: Mes essais
about: Pour essayer !
questions: 10
topics:
  essai: 4
stages:
  - {at: 0, title: Départ, words: Tu as commencé.}
  - {at: 50, title: Milieu, words: Tu es à la moitié.}
badges:
  - id: bravo
    title: Bravo
    words: Tu as tout essayé.
    criteria:
      - {at: 75, topics: [essai]}
"""


def bank_text(*challenges: str) -> str:
    """The text of a competence whose only skill has these challenges, each without its id."""
    parts = [HEAD]
    for letter, challenge in zip("abcdefgh", challenges, strict=False):
        body = dedent(challenge).strip()
        if "explanation:" not in body:
            body += f"\n{EXPLANATION}"
        parts.append(f"          - id: essai3-{letter}\n{indent(body, ' ' * 12)}\n")
    return "".join(parts)


def write_bank(folder: Path, text: str, code: str = "4.1") -> Path:
    """Write a competence's file; gives its path."""
    path = folder / f"{code}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def written(folder: Path, challenge: str) -> Challenge:
    """The challenge written so, loaded from a bank of its own."""
    write_bank(folder, bank_text(challenge))
    found = load(folder).challenge("essai3-a")
    assert found is not None
    return found


def about_a_word(words: Sequence[str], attachment: str) -> str:
    """A challenge whose answer is the `mot` that its picture or file is about."""
    return (
        f"kind: text\nparams:\n  mot: {json.dumps(list(words), ensure_ascii=False)}\n"
        f"text: Quel mot ?\nanswers: ['{{{{ mot }}}}']\n{attachment}"
    )


def picture(kind: str, data: str) -> str:
    """The picture of a challenge, with these data."""
    alt = '  alt: "On y lit ce mot: {{ mot }} !"'
    return f"picture:\n  kind: {kind}\n{alt}\n{indent(dedent(data).strip(), '  ')}"


def with_lesson_picture(text: str, alt: str = "Deux barres, a et b.", title: str = "Tremplin") -> str:
    """The text of a bank whose tutorial has a picture."""
    bars = "bars: [{label: a, value: 1}, {label: b, value: 2}]"
    shown = f"picture: {{kind: bars, title: '{title}', {bars}, alt: '{alt}'}}"
    return text.replace("try: Essaie.", f"try: Essaie.\n          {shown}")


def file(name: str, data: str) -> str:
    """The file of a challenge, with these data."""
    return f"file:\n  name: {name}\n{indent(dedent(data).strip(), '  ')}"


def line_of(text: str, words: str) -> int:
    """The line of a text where these words are."""
    return text[: text.index(words)].count("\n") + 1
