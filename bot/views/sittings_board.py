"""An invigilator's day: the board of a sitting, its candidates, what is to be decided."""

from dataclasses import replace
from typing import Any

from bot.content.typography import NARROW
from bot.transport.calls import Call
from bot.usecases.certification import noting, settling, watching
from bot.usecases.certification import outcomes_board as o
from bot.usecases.certification.outcomes_board import Stage
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome
from bot.views import sittings_board_words as words
from bot.views.fitting import excess, shortened
from bot.views.following import spaced
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.showing import TEXT_LIMIT, Showing
from bot.views.templates import duration

_NAME, _ACROSS = 9, 3  # characters of a name on a narrow button, and how many are side by side
_HALF = 15  # characters on half a row
_FIRST = 3  # decisions offered at once
_IN_TEST = (Stage.RUNNING, Stage.PROBLEM, Stage.BREAK, Stage.BACK)
_GOES_ON = {Phase.COMING, Phase.OPEN}


def board(showing: Showing, outcome: o.BoardShown) -> list[Call]:
    """The list, in the message that is live when it names one."""
    over = outcome.phase not in _GOES_ON
    text = showing.text(
        "sittings_board/board",
        outcome=outcome,
        notice=words.NOTICES[outcome.notice] if outcome.notice else "",
        state="" if outcome.notice else words.STATES.get(outcome.phase, ""),
        code=spaced(outcome.code) if outcome.count(Stage.AWAY, Stage.READING) else "",
        total=sum(number for _, number in outcome.counts),
        summary=words.summary(outcome),
        to_decide=_to_decide(outcome),
        lines=[
            f"{number}. {words.short_name(each)} · {words.state(each, over=over)}"
            for number, each in enumerate(outcome.lines, outcome.first)
        ],
    )
    markup = keyboard(*_now(outcome), *_names(outcome), _closing(outcome), *_ways(outcome))
    if outcome.live is not None:
        return [showing.edit(outcome.live, text, markup, media=False)]
    if showing.tapped is not None and showing.rewritable:
        return [showing.screen(text, markup)]
    note = (watching.SUBJECT, outcome.sitting, outcome.page, outcome.digest)
    return [showing.send(text, markup, note)]


def _to_decide(outcome: o.BoardShown) -> str:
    counts = (
        (len(outcome.problems), "problème", "problèmes"),
        (len(outcome.phones), "autre téléphone", "autres téléphones"),
    )
    return " · ".join(
        f"{number} {one if number == 1 else several}" for number, one, several in counts if number
    )


def _now(outcome: o.BoardShown) -> list[list[Button]]:
    """What is to be done now: problems first, then those who wait, then the end."""
    id_, page = outcome.sitting, outcome.page
    urgent = [
        *(button(cut(f"⚠️ {each.name}", _HALF), "sb_problem", each.id) for each in outcome.problems[:_FIRST]),
        *(
            button(cut(f"📱 {each.name} ?", _HALF), "sb_phone", id_, each.id)
            for each in outcome.phones[:_FIRST]
        ),
    ]
    rows = in_rows(urgent, 2)
    if outcome.phase not in _GOES_ON:
        jury = [button("⚖️ Résultats et jury", "sj_show", id_)]
        return [*rows, jury] if outcome.leads and outcome.phase in {Phase.CLOSED, Phase.PUBLISHED} else rows
    if outcome.phase is Phase.COMING:
        rows.append([button("🚪 Ouvrir l'entrée", "sb_doors", id_)])
    if waiting := outcome.count(Stage.WAITING):
        alone = next((each.given_name for each in outcome.lines if each.stage is Stage.WAITING), "L'élève")
        label = f"✅ Les {waiting} en attente sont là" if waiting > 1 else cut(f"✅ {alone} est là")
        rows.append([button(label, "sb_seeall", id_, page)])
    if present := outcome.count(Stage.PRESENT):
        rows.append([button(f"▶️ Faire commencer ({present})", "sb_allask", id_)])
    return [*rows, *_test(outcome)]


def _test(outcome: o.BoardShown) -> list[list[Button]]:
    """What is done with all who sit."""
    id_, page = outcome.sitting, outcome.page
    acts: list[Button] = []
    if resting := outcome.count(Stage.BREAK):
        acts.append(button(f"▶️ Fin de pause ({resting})", "sb_backall", id_, page))
    if running := outcome.count(Stage.RUNNING):
        acts.append(button(f"⏸ Pause ({running})", "sb_restall", id_, page))
    if sitting := outcome.count(*_IN_TEST):
        acts.append(button(f"🏁 Terminer ({sitting})", "sb_endallask", id_))
    return in_rows(acts, 2)


def _closing(outcome: o.BoardShown) -> list[Button]:
    """Below the names: it is final, and others may still come."""
    over = outcome.phase not in _GOES_ON or outcome.count(*_IN_TEST) or not outcome.count(Stage.ENDED)
    return [] if over else [button("🔒 Clore la session", "sb_closeask", outcome.sitting)]


def _names(outcome: o.BoardShown) -> list[list[Button]]:
    """A button for each line, its number first."""
    found = [
        button(cut(f"{number} {each.given_name}", _NAME), "sb_one", each.id)
        for number, each in enumerate(outcome.lines, outcome.first)
    ]
    return in_rows(found, _ACROSS)


def _ways(outcome: o.BoardShown) -> list[list[Button]]:
    id_, page = outcome.sitting, outcome.page
    again = f"🔄 {page + 1} / {outcome.pages}" if outcome.pages > 1 else "🔄 Actualiser"
    return [
        [
            *([button("◀️", "sb_show", id_, page - 1)] if page else []),
            button(again, "sb_show", id_, page),
            *([button("▶️", "sb_show", id_, page + 1)] if page + 1 < outcome.pages else []),
        ],
        [button("📖 Journal", "sb_log", id_, 0), button("⬅️ Sessions", "sb_list")],
    ]


def _back(sitting: int, page: int = 0) -> list[Button]:
    return [button("⬅️ Le tableau", "sb_show", sitting, page)]


def candidate(showing: Showing, outcome: o.CandidateShown) -> list[Call]:
    """One candidate, with what can be done now."""
    line = outcome.line
    text = showing.text(
        "sittings_board/candidate",
        outcome=outcome,
        notice=words.NOTICES[outcome.notice] if outcome.notice else "",
        state=words.at_length(line, over=not outcome.open),
        incidents=[words.happened(each, named=False) for each in outcome.incidents],
    )
    acts = _acts(outcome) if outcome.open else []
    markup = keyboard(
        *acts,
        [button("📝 Noter", "sb_note", outcome.sitting, line.id), button("🔄 Actualiser", "sb_one", line.id)],
        _back(outcome.sitting, outcome.page),
    )
    return [showing.screen(text, markup)]


def _acts(outcome: o.CandidateShown) -> list[list[Button]]:
    id_, stage = outcome.line.id, outcome.line.stage
    problems = [each for each in outcome.incidents if each.kind == "question" and each.decision is None]
    rows = [[button(f"⚠️ Décider : question {each.number or ''}", "sb_problem", each.id)] for each in problems]
    if stage is Stage.WAITING:
        rows.append([button("✅ Présent", "sb_see", id_, 1)])
    elif stage is Stage.PRESENT:
        rows.append([button("▶️ Faire commencer", "sb_allow", id_, 1)])
        rows.append([button("↩️ Pas présent", "sb_see", id_, 0)])
    elif stage is Stage.READY:
        rows.append([button("✋ Attendre encore", "sb_allow", id_, 0)])
    elif stage is Stage.BREAK:
        rows.append([button("▶️ Fin de la pause", "sb_back", id_)])
    elif stage in _IN_TEST:
        rows.append([button("⏸ Pause", "sb_rest", id_)])
    if stage is not Stage.ENDED:
        rows.append([button("⏱ Son temps", "sb_extra", id_)])
    if stage in _IN_TEST:
        rows[-1].append(button("🏁 Terminer", "sb_endask", id_))
    return rows


def extra(showing: Showing, outcome: o.ExtraAsked) -> list[Call]:
    """How much more time: each choice with the minutes in all."""
    id_ = outcome.line.id
    rows = []
    for percent, minutes in outcome.choices:
        more = f"{percent}{NARROW}% en plus" if percent else "Sans"
        rows.append([button(f"{more} · {duration(minutes)}", "sb_give", id_, percent)])
    back = [button("⬅️ Retour", "sb_one", id_)]
    return [showing.screen(showing.text("sittings_board/extra", outcome=outcome), keyboard(*rows, back))]


def problem(showing: Showing, outcome: o.ProblemShown) -> list[Call]:
    """A problem with what decides it; decided, with what was."""
    incident = outcome.incident
    decide = [
        [button("🗑 Retirer la question", "sb_out", incident.id)],
        [button("✋ Refuser : elle reste", "sb_keep", incident.id)],
    ]
    rows = [] if incident.decision is not None or outcome.before else decide
    about = [button("👤 L'élève", "sb_one", outcome.candidate), *_back(outcome.sitting)]
    text = _problem(showing, outcome, outcome.text)
    if (over := excess(text, TEXT_LIMIT)) > 0:
        text = _problem(showing, outcome, shortened(outcome.text, over))
    note = (settling.SUBJECT, outcome.sitting, incident.id)
    return [_alerting(showing, outcome, note, text, keyboard(*rows, about))]


def _problem(showing: Showing, outcome: o.ProblemShown, question: str) -> str:
    return showing.text(
        "sittings_board/problem",
        outcome=outcome,
        decided=words.decided(outcome.incident, before=outcome.before),
        text=question,
        picture=outcome.picture,
        left=" / ".join(outcome.left),
        choices=" / ".join(outcome.choices),
    )


def phone(showing: Showing, outcome: o.PhoneShown) -> list[Call]:
    """Another phone, with what decides it."""
    about = (outcome.sitting, outcome.person)
    state = words.state(outcome.line) if outcome.line else ""
    asked = (*about, outcome.line.id if outcome.line else 0)
    rows = [
        [button("✅ Laisser entrer", "sb_let", *asked)],
        [button("❌ Refuser", "sb_shut", *asked)],
    ]
    text = showing.text("sittings_board/phone", outcome=outcome, state=state)
    markup = keyboard(*([] if outcome.settled else rows), _back(outcome.sitting))
    return [_alerting(showing, outcome, (settling.SUBJECT, *about), text, markup)]


def _alerting(
    showing: Showing,
    outcome: o.ProblemShown | o.PhoneShown,
    note: tuple[Any, ...],
    text: str,
    markup: dict[str, Any],
) -> Call:
    """A new message that can be found again once it is decided; that message; or a screen as any other."""
    if outcome.live is not None:
        return showing.edit(outcome.live, text, markup, media=False)
    return showing.send(text, markup, note) if outcome.alert else showing.screen(text, markup)


def sure(showing: Showing, outcome: o.SureAsked) -> list[Call]:
    """Before what can't be undone: the way back first."""
    id_ = outcome.sitting
    back = (
        button("⬅️ Non, retour", "sb_one", outcome.candidate)
        if outcome.what == "end_one"
        else button("⬅️ Non, retour", "sb_show", id_, 0)
    )
    acts = {
        "allow": [[button("▶️ Oui, faire commencer", "sb_allowall", id_, outcome.at)]],
        "close": [[button("🔒 Oui, clore", "sb_close", id_, outcome.at)]],
        "end": _ends("sb_endall", id_, outcome.at),
        "end_one": _ends("sb_end", outcome.candidate, outcome.at),
    }
    text = showing.text("sittings_board/sure", outcome=outcome)
    return [showing.screen(text, keyboard([back], *acts[outcome.what]))]


def _ends(action: str, id_: int, at: int) -> list[list[Button]]:
    return [
        [button("🏁 Oui, terminer", action, id_, at, "invigilator")],
        [button("🔧 Oui, problème technique", action, id_, at, "technical")],
    ]


def kind(showing: Showing, outcome: o.KindAsked) -> list[Call]:
    """What is to be noted, by buttons."""
    about = (outcome.sitting, outcome.candidate)
    rows = [[button(words.KINDS[each], "sb_kind", *about, each)] for each in noting.KINDS]
    markup = keyboard(*rows, _out(outcome.sitting, outcome.candidate))
    return [showing.screen(showing.text("sittings_board/kind", outcome=outcome), markup)]


def asked(showing: Showing, outcome: o.WordsAsked) -> list[Call]:
    """The words are awaited."""
    text = showing.text(
        "sittings_board/words", outcome=outcome, kind=words.KINDS[outcome.kind], longest=noting.LONGEST
    )
    return [showing.screen(text, keyboard(_out(outcome.sitting, outcome.candidate)))]


def _out(sitting: int, candidate_id: int) -> list[Button]:
    return [button("✖️ Ne rien noter", "sb_one", candidate_id)] if candidate_id else _back(sitting)


def journal(showing: Showing, outcome: o.JournalShown) -> list[Call]:
    """Everything that happened, a page of it."""
    id_, page = outcome.sitting, outcome.page
    text = showing.text(
        "sittings_board/journal",
        outcome=outcome,
        incidents=[words.happened(each, named=True) for each in outcome.incidents],
    )
    pages = [
        *([button("◀️", "sb_log", id_, page - 1)] if page else []),
        *([button("▶️", "sb_log", id_, page + 1)] if page + 1 < outcome.pages else []),
    ]
    note = [button("📝 Noter un incident", "sb_note", id_, 0)]
    return [showing.screen(text, keyboard(note, pages, _back(id_)))]


def time_given(showing: Showing, outcome: o.TimeGiven) -> list[Call]:
    """To a candidate: another time than before."""
    guarded = replace(showing, protected=True)  # as everything during the test
    return [guarded.send(guarded.text("sittings_board/time_given", outcome=outcome))]


VIEWS: dict[type[Outcome], Any] = {
    o.BoardShown: board,
    o.CandidateShown: candidate,
    o.ExtraAsked: extra,
    o.ProblemShown: problem,
    o.PhoneShown: phone,
    o.SureAsked: sure,
    o.KindAsked: kind,
    o.WordsAsked: asked,
    o.JournalShown: journal,
    o.TimeGiven: time_given,
}
