"""Following a campaign: the board, the lists, one pupil, the class."""

from dataclasses import replace
from typing import Any

from bot.transport.calls import Call
from bot.usecases.campaigns.dates import in_words
from bot.usecases.following.board import Standing
from bot.usecases.following.outcomes import (
    CampaignFollowed,
    ClassAnalysed,
    CurveShown,
    FollowedLine,
    FollowedList,
    HeatShown,
    LessonOpened,
    NothingYet,
    PupilFollowed,
    ResultsExported,
)
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.views import broadcasts, following_documents
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.people import tutorial
from bot.views.showing import Showing

MODES = {"training": "🎯 Entraînement", "exam": "📝 Interro", "collection": "📊 Collecte de profils"}
HEADINGS = {
    Standing.WAITING: ("⚪", "Pas commencé"),
    Standing.RUNNING: ("▶️", "En cours"),
    Standing.DONE: ("✅", "Terminé"),
}
SENDINGS = {**HEADINGS, Standing.WAITING: ("⚪", "Pas envoyé"), Standing.DONE: ("✅", "Envoyé")}


def campaign(showing: Showing, outcome: CampaignFollowed) -> list[Call]:
    """The one screen of a campaign."""
    about = outcome.campaign
    deadline, opens = about.deadline_at, about.opens_at
    words = showing.text(
        "following/campaign",
        outcome=outcome,
        campaign=about,
        code=spaced(about.code),
        mode=MODES[about.mode],
        deadline=in_words(deadline, outcome.zone, outcome.now_ms) if deadline else "",
        can_begin=_can_begin(outcome),
        over=standing.is_late(about, outcome.now_ms),
        late_now=standing.is_late(about, outcome.now_ms) and _can_begin(outcome),
        opening=in_words(opens, outcome.zone, outcome.now_ms) if opens and opens > outcome.now_ms else "",
    )
    markup = keyboard(*_ways(outcome))
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _can_begin(outcome: CampaignFollowed) -> bool:
    return standing.phase(outcome.campaign, None, outcome.now_ms) is Phase.NEW


def spaced(code: str) -> str:
    """A code as it is easily read: «ABC DEF 234»."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def _ways(outcome: CampaignFollowed) -> list[list[Button]]:
    id_ = outcome.campaign.id
    counts = {
        Standing.WAITING: outcome.waiting,
        Standing.RUNNING: outcome.running,
        Standing.DONE: outcome.done,
    }
    collection = outcome.campaign.mode == "collection"
    headings = SENDINGS if collection else HEADINGS
    lists = [
        button(f"{' '.join(headings[each])} · {number}", "f_list", id_, each, 0)
        for each, number in counts.items()
        if number
    ]
    runs = outcome.campaign.published_at and not outcome.campaign.closed_at
    idle = outcome.waiting > outcome.absent and _can_begin(outcome)
    return [
        *in_rows(lists, 2),
        [button(f"🔔 Relancer qui n'a pas {'envoyé' if collection else 'commencé'}", "f_nudge", id_)]
        if runs and idle
        else [],
        [button("✖️ Ne pas relancer", "f_calm", id_)] if outcome.to_nudge else [],
        *broadcasts.coming(outcome.coming),
        [button("📈 Ce qui manque à la classe", "f_class", id_, 0)]
        if outcome.done and not collection
        else [],
        [
            *([button("🟩 Carte", "f_heat", id_)] if outcome.done else []),
            *([button("📉 Courbe", "f_curve", id_)] if outcome.running or outcome.done else []),
        ],
        [button("📤 Excel", "f_export", id_, "xlsx"), button("📤 CSV", "f_export", id_, "csv")],
        [
            *([button("📣 Envoyer aux élèves", "b_new", id_)] if runs else []),
            button("⏰ Rappels", "r_show", id_),
        ],
        [button("🔑 Code", "c_code", id_), button("✏️ Modifier", "c_edit", id_)],
        [button("⬅️ Mes parcours", "c_list")],
    ]


def people(showing: Showing, outcome: FollowedList) -> list[Call]:
    """Those in one standing, each with a button."""
    sign, heading = (SENDINGS if outcome.collection else HEADINGS)[outcome.standing]
    words = showing.text("following/people", outcome=outcome, sign=sign, heading=heading)
    rows = [[_person(outcome.campaign_id, each)] for each in outcome.lines]
    turn_page = _pages("f_list", outcome.page, outcome.pages, outcome.campaign_id, outcome.standing)
    return [showing.screen(words, keyboard(*rows, turn_page, _back(outcome.campaign_id)))]


def _person(campaign_id: int, line: FollowedLine) -> Button:
    return button(cut(line.name), "f_one", campaign_id, line.key)


def _pages(action: str, page: int, pages: int, *args: int | str) -> list[Button]:
    return [
        *([button("◀️", action, *args, page - 1)] if page else []),
        *([button("▶️", action, *args, page + 1)] if page + 1 < pages else []),
    ]


def _back(campaign_id: int) -> list[Button]:
    return [button("⬅️ Le parcours", "c_show", campaign_id)]


def pupil(showing: Showing, outcome: PupilFollowed) -> list[Call]:
    """One pupil's page, with the tutorials that were proposed."""
    attempts = [
        {
            "number": each.number,
            "mastery": each.mastery,
            "late": each.late,
            "day": in_words(each.sent_at, outcome.zone, outcome.now_ms) if each.sent_at else "",
        }
        for each in outcome.attempts
    ]
    words = showing.text("following/pupil", outcome=outcome, attempts=attempts)
    back = [button("⬅️ La liste", "f_list", outcome.campaign_id, outcome.standing, outcome.page)]
    return [
        showing.screen(
            words,
            keyboard(*_lessons(outcome.campaign_id, outcome.tutorials), back, _back(outcome.campaign_id)),
        )
    ]


def analysis(showing: Showing, outcome: ClassAnalysed) -> list[Call]:
    """Topics by need; the lessons of those most in need, to be read together or projected."""
    pages = _pages("f_class", outcome.page, outcome.pages, outcome.campaign_id)
    words = showing.text("following/analysis", outcome=outcome)
    return [
        showing.screen(
            words,
            keyboard(*_lessons(outcome.campaign_id, outcome.lessons), pages, _back(outcome.campaign_id)),
        )
    ]


def _lessons(campaign_id: int, lessons: tuple[tuple[str, str], ...]) -> list[list[Button]]:
    """A button for each, which opens it below: the teacher's screen stays."""
    return [[button(cut(f"📘 {title}"), "f_lesson", skill, campaign_id)] for skill, title in lessons]


def lesson(showing: Showing, outcome: LessonOpened) -> list[Call]:
    """The lesson as pupils read it, with the way back to the campaign where they have their list."""
    [call] = tutorial(showing, outcome.lesson)
    rows = call.params["reply_markup"]["inline_keyboard"]
    back = keyboard(_back(outcome.campaign_id))["inline_keyboard"]
    return [replace(call, params={**call.params, "reply_markup": {"inline_keyboard": [*rows[:-1], *back]}})]


def nothing(showing: Showing, outcome: NothingYet) -> list[Call]:
    return [showing.screen(showing.text("following/nothing"), keyboard(_back(outcome.campaign_id)))]


VIEWS: dict[type[Outcome], Any] = {
    CampaignFollowed: campaign,
    FollowedList: people,
    PupilFollowed: pupil,
    ClassAnalysed: analysis,
    LessonOpened: lesson,
    NothingYet: nothing,
    HeatShown: following_documents.heat,
    CurveShown: following_documents.curve,
    ResultsExported: following_documents.export,
}
