"""From outcomes to Bot API calls: which view shows which outcome."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import escape

from bot.transport.calls import Call
from bot.usecases import outcomes as o
from bot.views import (
    broadcasts,
    campaigns,
    checkpoints,
    classes,
    express,
    following,
    guardians,
    letters,
    letters_families,
    letters_joined,
    letters_staff,
    menus,
    participation,
    people,
    plans,
    questions,
    schools,
    sittings_board,
    sittings_door,
    sittings_jury,
    sittings_letters,
    sittings_prep,
    sittings_result,
    sittings_test,
    sittings_time,
    taking,
)
from bot.views.notes import note_words
from bot.views.showing import Showing

VIEWS: dict[type[o.Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.QuestionAsked: questions.asked,
    o.TakeYourTime: questions.take_your_time,
    o.DraftChanged: questions.redrafted,
    o.FieldAsked: questions.field,
    o.NumberWanted: questions.number_wanted,
    o.AnswerTaken: questions.answered,
    o.PictureAgain: questions.picture_again,
    o.PictureDescribed: questions.described,
    o.Paused: questions.paused,
    o.LevelGained: checkpoints.level_gained,
    o.Checkpoint: checkpoints.reached,
    o.Finished: checkpoints.finished,
    o.AnswerDetail: checkpoints.opened,
    o.ExpressShown: express.page,
    o.ExpressProfile: express.profile,
    o.SittingLeft: express.left,
    o.HomeShown: menus.home,
    o.DomainsShown: menus.domains,
    o.DomainShown: menus.domain,
    o.CompetenceShown: menus.competence,
    o.TooSoon: menus.too_soon,
    o.ResetAsked: menus.reset_asked,
    o.ResetDone: menus.reset_done,
    o.ProfileShown: menus.profile,
    o.Welcome: people.welcome,
    o.Hello: people.hello,
    o.RoleChosen: people.role_chosen,
    o.SettingsShown: people.settings,
    o.TutorialsShown: people.tutorials,
    o.TutorialShown: people.tutorial,
    o.ReportAsked: people.report_asked,
    o.ReportsShown: people.reports,
    o.MyData: people.my_data,
    o.EraseAsked: people.erase_asked,
    o.Erased: people.erased,
    o.Page: people.page,
    **schools.VIEWS,
    **taking.VIEWS,
    **classes.VIEWS,
    **campaigns.VIEWS,
    **participation.VIEWS,
    **broadcasts.VIEWS,
    **following.VIEWS,
    **guardians.VIEWS,
    **letters.VIEWS,
    **letters_families.VIEWS,
    **letters_staff.VIEWS,
    **letters_joined.VIEWS,
    **plans.VIEWS,
    **sittings_board.VIEWS,
    **sittings_jury.VIEWS,
    **sittings_letters.VIEWS,
    **sittings_door.VIEWS,
    **sittings_prep.VIEWS,
    **sittings_result.VIEWS,
    **sittings_test.VIEWS,
    **sittings_time.VIEWS,
}


def present(showing: Showing, outcomes: Sequence[o.Outcome]) -> tuple[Call, ...]:
    """The calls that show these outcomes, in order; a tap is always answered, its toast is the first note."""
    notes = [note_words(said.note, showing.adult) for said in outcomes if isinstance(said, o.Said)]
    calls: list[Call] = []
    toast = showing.toast(notes[0] if notes else "")
    if toast is not None:
        calls.append(toast)
    else:
        calls += [showing.send(escape(note)) for note in notes]
    for outcome in outcomes:
        if not isinstance(outcome, o.Said):
            calls += VIEWS[type(outcome)](showing, outcome)
    return tuple(calls)
