"""What a candidate was asked and answered, and taking a question out of what counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.content.typography import NBSP
from bot.engine import Verdict
from bot.transport.calls import Call
from bot.usecases.certification import outcomes_jury as o
from bot.usecases.certification.outcomes_jury import PaperLine, Touched
from bot.views import sittings_jury_words as w
from bot.views.campaigns_parts import pages
from bot.views.checkpoints import SIGNS
from bot.views.fitting import by_part, excess, in_lines, shortened
from bot.views.keyboards import Button, button, in_rows, keyboard
from bot.views.showing import TEXT_LIMIT, Showing

MOST_CHANGES = 12
PER_ROW = 4
_WORDS = {
    Verdict.RIGHT: "bonne réponse",
    Verdict.WRONG: "réponse fausse",
    Verdict.SKIPPED: "passée",
    Verdict.LATE: "bonne réponse, mais trop tard",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A result before and after, in words."""

    name: str
    before: str
    after: str


def changes(touched: Sequence[Touched]) -> list[Changed]:
    """Those whose result is not the same after."""
    return [
        Changed(each.name, w.result(each.before), w.result(each.after))
        for each in touched
        if each.before != each.after
    ]


def listed(showing: Showing, outcome: o.PaperShown) -> list[Call]:
    """The questions of a page, each with a button."""
    id_ = outcome.candidate_id
    lines = [(line, _sign(line), _seconds(line)) for line in outcome.lines]
    numbers = [button(f"{_sign(line)} {line.number}", "sj_q", id_, line.number) for line in outcome.lines]
    markup = keyboard(
        *in_rows(numbers, PER_ROW),
        pages("sj_paper", outcome.page, outcome.pages, id_),
        [button("⬅️ Le candidat", "sj_one", id_)],
    )
    return [showing.screen(showing.text("sittings_jury/paper", outcome=outcome, lines=lines), markup)]


def _sign(line: PaperLine) -> str:
    if line.withdrawn:
        return "✂️"
    if line.neutralised:
        return "🧮"
    return SIGNS[line.verdict] if line.verdict else "▫️"


def _seconds(line: PaperLine) -> str:
    """«0,4 s» of what is fast, «34 s» else."""
    if line.seconds is None:
        return ""
    return f"{line.seconds:.{0 if line.seconds >= 10 else 1}f}{NBSP}s".replace(".", ",")  # two figures


def opened(showing: Showing, outcome: o.PaperOpened) -> list[Call]:
    """The question with its data, what was answered and what was expected."""
    text = _question(showing, outcome, None)
    over = excess(text, TEXT_LIMIT)
    if over > 0:  # a response that was typed is cut, the question is not
        text = _question(showing, outcome, over)
    return [showing.screen(text, keyboard(*_ways(outcome)))]


def _question(showing: Showing, outcome: o.PaperOpened, over: int | None) -> str:
    variant, line = outcome.variant, outcome.line
    response = in_lines(variant, outcome.response) if variant else None
    data: dict[str, Any] = {
        "sign": _sign(line),
        "verdict": _WORDS[line.verdict] if line.verdict else "sans réponse",
        "seconds": _seconds(line),
        "question": Markup(variant.text) if variant else None,  # noqa: S704  # checked content, data escaped
        "response": shortened(response, over) if response and over else response,
        "solution": by_part(variant, variant.solution) if variant else "",
    }
    return showing.text("sittings_jury/question", outcome=outcome, **data)


def _ways(outcome: o.PaperOpened) -> list[list[Button]]:
    id_, line = outcome.candidate_id, outcome.line
    back = [button("⬅️ Les questions", "sj_paper", id_, outcome.page)]
    if line.withdrawn:
        return [back]
    label, change = ("↩️ Remettre", "in") if line.neutralised else ("🧮 Neutraliser", "out")
    return [
        [button(label, "sj_ask", id_, line.number, change, "one")],
        [button(f"{label} pour tous · {outcome.shared + 1}", "sj_ask", id_, line.number, change, "all")]
        if outcome.shared
        else [],
        back,
    ]


def neutralising(showing: Showing, outcome: o.NeutralisingAsked) -> list[Call]:
    """Who is touched, before and after."""
    id_, number = outcome.candidate_id, outcome.number
    text = showing.text(
        "sittings_jury/neutralise", outcome=outcome, changes=changes(outcome.touched), most=MOST_CHANGES
    )
    label = "🧮 Oui, neutraliser" if outcome.change == "out" else "↩️ Oui, remettre"
    do = [button(label, "sj_do", id_, number, outcome.change, outcome.scope)] if outcome.touched else []
    return [showing.screen(text, keyboard(do, [button("⬅️ La question", "sj_q", id_, number)]))]
