"""Plans of reminders, as teachers see and change them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call
from bot.usecases.campaigns.dates import in_full
from bot.usecases.campaigns.outcomes import Field
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.outcomes_plans import (
    WORDS_LIMIT,
    About,
    DelayAsked,
    LetterPreviewed,
    Line,
    LineState,
    OffsetsAsked,
    PlanShown,
    ReminderWordsAsked,
    Rest,
    Sent,
    SharingAsked,
    Who,
)
from bot.views.campaigns_parts import choice
from bot.views.keyboards import Button, button, in_rows, keyboard
from bot.views.letters import pupil_letter
from bot.views.plans_words import delay as in_days
from bot.views.plans_words import delays, fault_words, goes, notice_words, went
from bot.views.showing import Showing

OFFERED = {Who.PUPILS: (14, 7, 5, 3, 2, 1), Who.GUARDIANS: (7, 3, 1)}
_NONE, _NO_MORE = "Aucun rappel", "Aucun autre rappel"
_TOO_NEAR = " : la date limite est trop proche"
_GONE_BY = {LineState.PAST, LineState.TOO_LATE}


def plan(showing: Showing, outcome: PlanShown) -> list[Call]:
    """What goes when, to whom, and what can be changed."""
    about, id_ = outcome.about, outcome.about.campaign
    text = showing.text(
        "plans/plan",
        outcome=outcome,
        about=about,
        deadline=_deadline(about),
        pupils=_lines(about, outcome.pupils, _of(Who.PUPILS, outcome.sent)),
        guardians=_lines(about, outcome.guardians, _of(Who.GUARDIANS, outcome.sent)),
        notice=notice_words(outcome.notice),
        words=typeset(outcome.words),
    )
    silent = not outcome.pupils and not outcome.guardians
    markup = keyboard(
        [button("⏰ Choisir une date limite", "c_field", id_, Field.DEADLINE, 0)]
        if about.rest is Rest.NO_DEADLINE
        else [],
        [
            button("🎒 Élèves", "r_who", id_, Who.PUPILS),
            button("👪 Responsables", "r_who", id_, Who.GUARDIANS),
        ],
        [button("💬 Votre mot", "r_words", id_), button("👀 Voir le message", "r_preview", id_)],
        [button("📊 Résultats aux familles", "r_results", id_)],
        [
            *([] if silent else [button("🔕 Aucun rappel", "r_none", id_)]),
            *([] if outcome.usual else [button("↩️ Rappels habituels", "r_usual", id_)]),
        ],
        [
            *([] if about.draft else [button("⬅️ Le parcours", "c_show", id_)]),
            button("📋 Résumé", "c_edit", id_),
        ],
    )
    return [showing.screen(text, markup)]


def _deadline(about: About) -> str:
    return in_full(about.deadline, about.zone, about.now_ms) if about.deadline is not None else ""


def _of(who: Who, sent: Sequence[Sent]) -> list[Sent]:
    return [each for each in sent if each.who is who]


def _lines(about: About, lines: Sequence[Line], sent: Sequence[Sent]) -> list[str]:
    """What was sent, then what becomes of each reminder; in one sentence where there is none."""
    return [*(went(each, about) for each in sent), *_to_come(about, lines, _NO_MORE if sent else _NONE)]


def _to_come(about: About, lines: Sequence[Line], none: str) -> list[str]:
    if not lines:
        return [f"{none}."]
    if about.rest in {Rest.NO_DEADLINE, Rest.CLOSED}:
        return [delays([each.days for each in lines])]
    if about.rest is None and all(each.state in _GONE_BY for each in lines):
        return [typeset(f"{none}{_TOO_NEAR}.")]
    return [goes(each, about) for each in lines]


def offsets(showing: Showing, outcome: OffsetsAsked) -> list[Call]:
    """A switch for each delay; for the last morning, pupils only."""
    about, id_, who = outcome.about, outcome.about.campaign, outcome.who
    days = sorted({*OFFERED[who], *outcome.chosen} - {0}, reverse=True)
    morning = _switch(outcome, 0, "Matin du dernier jour")
    markup = keyboard(
        *in_rows((_switch(outcome, each, f"{each} jour{'s' if each > 1 else ''}") for each in days), 2),
        [morning] if who is Who.PUPILS or 0 in outcome.chosen else [],
        [button("✏️ Écrire un autre délai", "r_delay", id_, who)],
        [button("🔕 Aucun rappel ici", "r_off", id_, who)] if outcome.chosen else [],
        [button("⬅️ Rappels", "r_show", id_)],
    )
    text = showing.text(
        "plans/offsets",
        outcome=outcome,
        lines=_lines(about, outcome.lines, outcome.sent),
        notice=notice_words(outcome.notice, outcome.named),
    )
    return [showing.screen(text, markup)]


def _switch(outcome: OffsetsAsked, days: int, words: str) -> Button:
    chosen = days in outcome.chosen
    id_ = outcome.about.campaign
    return button(choice(words, chosen), "r_day", id_, outcome.who, days, int(not chosen))


def delay(showing: Showing, outcome: DelayAsked) -> list[Call]:
    id_, who, line = outcome.about.campaign, outcome.who, outcome.line
    text = showing.text(
        "plans/delay",
        outcome=outcome,
        chosen=delays(outcome.chosen),
        fault=fault_words(outcome.fault, who) if outcome.fault else "",
        read=in_days(outcome.read) if outcome.read is not None else "",
        line=goes(line, outcome.about) if line is not None else "",
    )
    markup = keyboard([button("⬅️ Retour", "r_who", id_, who)])
    if outcome.read is not None:
        add = button("✅ Ajouter ce rappel", "r_day", id_, who, outcome.read, 1)
        markup = keyboard([add], _correct_or_cancel("r_delay", "r_who", id_, who))
    return [showing.screen(text, markup)]


def words(showing: Showing, outcome: ReminderWordsAsked) -> list[Call]:
    id_ = outcome.about.campaign
    markup = keyboard(
        [button("🗑 Enlever le mot", "r_no_words", id_)] if outcome.words else [],
        [button("⬅️ Rappels", "r_show", id_)],
    )
    if outcome.written:
        add = button("✅ Ajouter ce mot", "r_say", id_)
        markup = keyboard([add], _correct_or_cancel("r_words", "r_show", id_))
    kept, written = typeset(outcome.words), typeset(outcome.written)
    text = showing.text("plans/words", outcome=outcome, words=kept, written=written, limit=WORDS_LIMIT)
    return [showing.screen(text, markup)]


def _correct_or_cancel(correct: str, cancel: str, *about: int | str) -> list[Button]:
    return [button("✏️ Corriger", correct, *about), button("✖️ Annuler", cancel, *about)]


def sharing(showing: Showing, outcome: SharingAsked) -> list[Call]:
    id_ = outcome.about.campaign
    label = "🙈 Ne plus les montrer" if outcome.shared else "📊 Montrer les résultats"
    markup = keyboard(
        [button(label, "r_share", id_, int(not outcome.shared))],
        [button("⬅️ Rappels", "r_show", id_)],
    )
    return [showing.screen(showing.text("plans/sharing", outcome=outcome), markup)]


def preview(showing: Showing, outcome: LetterPreviewed) -> list[Call]:
    """The message that a pupil gets, without its buttons."""
    about = outcome.about
    [letter] = pupil_letter(replace(showing, adult=False), outcome.letter)
    at = in_full(outcome.at, about.zone, about.now_ms) if outcome.at is not None else ""
    text = showing.text("plans/preview", at=at, letter=letter.params["text"])
    back = [button("💬 Votre mot", "r_words", about.campaign), button("⬅️ Rappels", "r_show", about.campaign)]
    return [showing.screen(text, keyboard(back))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    PlanShown: plan,
    OffsetsAsked: offsets,
    DelayAsked: delay,
    ReminderWordsAsked: words,
    SharingAsked: sharing,
    LetterPreviewed: preview,
}
