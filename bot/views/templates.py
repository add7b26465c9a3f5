"""The jinja2 templates of every message, in Telegram HTML; data is escaped, French spaces are put at load."""

import re
from collections.abc import Callable
from typing import Any

import jinja2

from bot.content.framework import COMPETENCES, DOMAINS, short_name
from bot.content.typography import NARROW, typeset_html
from bot.usecases.keys import EXPRESS, StepRef, is_campaign
from bot.views.bars import bar
from bot.views.estimates import about, in_words

NAMES = {**COMPETENCES, EXPRESS: "Profil express"}
"""Of whatever can be tested."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HOLE = "\ue000"  # private use: stands for a tag while the text around it is typeset
_BEFORE_PERCENT = re.compile(rf"(?<=[{_HOLE}\d]) (?=%)")


class _FrenchLoader(jinja2.PackageLoader):
    """Templates typeset once, when they are loaded, rather than at every message."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        source, path, fresh = super().get_source(environment, template)
        tags = iter(_TAG.findall(source))
        typeset = _BEFORE_PERCENT.sub(NARROW, typeset_html(_TAG.sub(_HOLE, source)))
        return re.sub(_HOLE, lambda _: next(tags), typeset), path, fresh


_ENVIRONMENT = jinja2.Environment(
    loader=_FrenchLoader("bot.views", "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.globals.update(COMPETENCES=COMPETENCES, DOMAINS=DOMAINS, NAMES=NAMES)


def _wait(hours: int) -> str:
    """A wait in words: days from 48 hours on."""
    if hours >= 48:
        return f"{-(-hours // 24)} jours"
    return "1 heure" if hours <= 1 else f"{hours} heures"


def _count(number: int, word: str, plural: str = "") -> str:
    """A number and its noun: «1 question», «3 questions»; French takes the plural from 2 on."""
    return f"{number} {word if number < 2 else plural or word + 's'}"


def duration(minutes: int) -> str:
    """A number of minutes as it is read: «1 h 45», «2 h», «30 min»."""
    hours, more = divmod(minutes, 60)
    if not hours:
        return f"{more}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{more:02}" if more else "")


def _place(ref: StepRef) -> str:
    """Where a question stands: «Question 3 / 5»; from the second sitting on, «Série 2 · question 3 / 8».

    In a campaign, «Question 3 / 20 au plus»: it may know enough sooner.
    """
    if is_campaign(ref.competence):  # from a list of answers, its size is not known
        return f"Question {ref.number} / {ref.of} au plus" if ref.of else f"Question {ref.number}"
    if ref.competence == EXPRESS and ref.block:
        return f"Série {ref.block + 1} · question {ref.number} / {ref.size}"
    return f"Question {ref.number} / {ref.size}"


_ENVIRONMENT.filters.update(
    wait=_wait,
    count=_count,
    duration=duration,
    place=_place,
    about=about,
    in_words=in_words,
    bar=bar,
    short_name=short_name,
)


def text(template: str, /, **data: Any) -> str:
    """The text of a message."""
    return _ENVIRONMENT.get_template(template + ".html").render(data).strip()
