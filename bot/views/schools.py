"""The teacher's home, and a school as its administrators and the operators see it."""

from collections.abc import Callable
from typing import Any

from bot.store.schools import Member
from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import outcomes as o
from bot.views import schools_invitations, schools_myself, schools_operator, schools_writing
from bot.views.keyboards import button, keyboard
from bot.views.menus import TEACHING
from bot.views.schools_paging import OPERATOR_HOME, asking, back_to_school, pager, shortened
from bot.views.showing import Showing

TRAIN = button("🎯 Je m'entraîne", "home")


def home(showing: Showing, outcome: o.TeacherHome) -> list[Call]:
    school = outcome.school
    draft = [button("✏️ Reprendre le brouillon", "c_edit", outcome.draft[0])] if outcome.draft else []
    markup = keyboard(
        draft,
        [button("➕ Nouveau parcours", "c_new")],
        [button("📋 Mes parcours", "c_list"), button("👥 Mes classes", "k_list")],
        [button("🎓 Certifications blanches", "sp_list")],
        [button("🏫 L'établissement", "s_show", school.id)] if outcome.member.role == "admin" else [],
        [button("🔀 Changer d'établissement", "t_schools")] if outcome.several else [],
        [OPERATOR_HOME] if outcome.operator else [],
        [button("👤 Mon nom", "t_name"), TRAIN],
    )
    words = showing.text("schools/home", outcome=outcome)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def not_a_teacher(showing: Showing, outcome: o.NotATeacher) -> list[Call]:
    markup = keyboard([OPERATOR_HOME] if outcome.operator else [], [button("🏠 Accueil", "home")])
    return [showing.screen(showing.text("schools/not_a_teacher", outcome=outcome), markup)]


def choice(showing: Showing, outcome: o.SchoolChoice) -> list[Call]:
    rows = [[button(shortened(each.name), "t_school", each.id)] for each in outcome.schools]
    return [showing.screen(showing.text("schools/choice"), keyboard(*rows, [TEACHING]))]


def school(showing: Showing, outcome: o.SchoolShown) -> list[Call]:
    id_ = outcome.school.id
    markup = keyboard(
        [button("👥 Membres", "s_members", id_, 0), button("✉️ Invitations", "s_links", id_, 0)],
        [button("➕ Inviter un enseignant", "s_invite", id_, "teacher")],
        [button("➕ Inviter un administrateur", "s_invite", id_, "admin")],
        [button("🕗 Horaires d'envoi", "s_hours", id_), button("🏖 Vacances", "s_zones", id_)],
        [button("📞 Contact des familles", "s_contact", id_)],
        [button("✏️ Renommer", "s_rename", id_)],
        [TEACHING] if outcome.member else [],
        [OPERATOR_HOME] if outcome.operator else [],
    )
    writing = outcome.writing
    when = schools_writing.when(writing.hours, vacations=writing.calendar is not None)
    words = showing.text("schools/school", outcome=outcome, when=when)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def rename(showing: Showing, outcome: o.RenameAsked) -> list[Call]:
    words = asking(showing, "schools/rename", outcome)
    yes = [button("✅ Renommer", "s_renamed", outcome.school.id)] if outcome.name else []
    return [showing.screen(words, keyboard(yes, [back_to_school(outcome.school.id)]))]


def members(showing: Showing, outcome: o.MembersShown) -> list[Call]:
    id_ = outcome.school.id
    rows = [[button(_called(each), "s_member", id_, each.person_id)] for each in outcome.members]
    turns = pager(outcome.page, outcome.pages, "s_members", id_)
    words = showing.text("schools/members", outcome=outcome)
    return [showing.screen(words, keyboard(*rows, turns, [back_to_school(id_)]))]


def member(showing: Showing, outcome: o.MemberShown) -> list[Call]:
    id_, person = outcome.school.id, outcome.member.person_id
    other = "teacher" if outcome.member.role == "admin" else "admin"
    label = "🔄 Rendre enseignant" if other == "teacher" else "🔄 Nommer administrateur"
    back = button("⬅️ Membres", "s_members", id_, 0)
    if outcome.asked:
        rows = [
            [button("Non, ne rien changer", "s_member", id_, person)],
            [button("Oui, retirer", "s_out", id_, person, 1)],
        ]
    elif outcome.last_admin:
        rows = [[back]]
    else:
        rows = [
            [button(label, "s_role", id_, person, other)],
            [button("🚪 Retirer de l'établissement", "s_out", id_, person, 0)],
            [back],
        ]
    return [showing.screen(showing.text("schools/member", outcome=outcome), keyboard(*rows))]


def withdrawn(showing: Showing, outcome: o.MemberWithdrawn) -> list[Call]:
    on = (
        button("🏠 Accueil", "home")
        if outcome.myself
        else button("⬅️ Membres", "s_members", outcome.school.id, 0)
    )
    return [showing.screen(showing.text("schools/withdrawn", outcome=outcome), keyboard([on]))]


def _called(member: Member) -> str:
    return ("⭐ " if member.role == "admin" else "") + shortened(member.name)


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.TeacherHome: home,
    o.NotATeacher: not_a_teacher,
    o.SchoolChoice: choice,
    o.SchoolShown: school,
    o.RenameAsked: rename,
    o.MembersShown: members,
    o.MemberShown: member,
    o.MemberWithdrawn: withdrawn,
    **schools_writing.VIEWS,
    **schools_myself.VIEWS,
    **schools_operator.VIEWS,
    **schools_invitations.VIEWS,
}
