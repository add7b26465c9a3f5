"""A teacher's classes and their pupils."""

from typing import Any

from bot.transport.calls import Call, FileRef
from bot.usecases.classes import outcomes as k
from bot.views import classes_joining, classes_requests, classes_rosters
from bot.views.broadcasts import coming
from bot.views.classes_buttons import HOME, back_to_class, pages, to_class
from bot.views.documents import ClassSheet, FamilyLetters
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.showing import Showing

LEVELS = (("6e", "5e", "4e", "3e"), ("2de", "1re", "tle"))


def listed(showing: Showing, outcome: k.ClassesShown) -> list[Call]:
    rows = [
        [button(cut(f"{each.name} · {each.joined} / {each.pupils}"), "k_show", each.id)]
        for each in outcome.lines
    ]
    turning = pages("k_archived" if outcome.archived else "k_list", (), outcome.page, outcome.pages)
    if outcome.archived:
        last = [[button("⬅️ Mes classes", "k_list", 0)]]
    else:
        away = [button("🗄 Classes archivées", "k_archived", 0)] if outcome.has_archived else []
        last = [[button("➕ Nouvelle classe", "k_new")], away, HOME]
    return [showing.screen(showing.text("classes/list", outcome=outcome), keyboard(*rows, turning, *last))]


def level_asked(showing: Showing, outcome: k.LevelAsked) -> list[Call]:
    rows = [[button(each.capitalize(), "k_level", each) for each in row] for row in LEVELS]
    cancel = [button("⬅️ Mes classes", "k_list", 0)]
    return [showing.screen(showing.text("classes/level", outcome=outcome), keyboard(*rows, cancel))]


def name_asked(showing: Showing, outcome: k.ClassNameAsked) -> list[Call]:
    back = (
        button("⬅️ Mes classes", "k_list", 0) if outcome.class_id is None else back_to_class(outcome.class_id)
    )
    return [showing.screen(showing.text("classes/name", outcome=outcome), keyboard([back]))]


def shown(showing: Showing, outcome: k.ClassShown) -> list[Call]:
    id_, counts = outcome.classroom.id, outcome.counts
    waiting = [button(f"🙋 Demandes ({counts.requests})", "k_asks", id_, 0)] if counts.requests else []
    if outcome.classroom.archived_at is not None:
        rows = [[button("📤 Reprendre la classe", "k_take_out", id_)], [_pupils(id_)]]
    else:
        rows = [
            waiting,
            [button("📥 Importer une liste", "k_import", id_)],
            [_pupils(id_), button("➕ Un élève", "k_add", id_)],
            [button("🖨 Fiches", "k_cards", id_), button("✉️ Lettres", "k_letters", id_)],
            [button("➕ Parcours pour cette classe", "c_for", id_)],
            [button("📣 Écrire à la classe", "b_class", id_)],
            *coming(outcome.coming),
            [button("🤝 Collègues", "k_team", id_, 0), button("✏️ Renommer", "k_rename", id_)],
            [button("🗄 Archiver", "k_archive", id_, 0)],
        ]
    words = showing.text("classes/class", outcome=outcome, link=showing.link(outcome.classroom.code))
    markup = keyboard(*rows, [button("⬅️ Mes classes", "k_list", 0), *HOME])
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _pupils(class_id: int) -> Button:
    return button("👥 Les élèves", "k_pupils", class_id, 0)


def archive_asked(showing: Showing, outcome: k.ArchiveAsked) -> list[Call]:
    id_ = outcome.classroom.id
    markup = keyboard(
        [button("Non, je la garde", "k_show", id_)], [button("Oui, archiver", "k_archive", id_, 1)]
    )
    return [showing.screen(showing.text("classes/archive", outcome=outcome), markup)]


def colleagues(showing: Showing, outcome: k.ColleaguesShown) -> list[Call]:
    id_ = outcome.classroom.id
    leaving = outcome.teachers[:20] if len(outcome.teachers) > 1 else ()
    rows = [[button(cut(f"➖ {each.name}"), "k_unshare", id_, each.person_id)] for each in leaving]
    rows += [[button(cut(f"➕ {each.name}"), "k_share", id_, each.person_id)] for each in outcome.others]
    turning = pages("k_team", (id_,), outcome.page, outcome.pages)
    markup = keyboard(*rows, turning, [back_to_class(id_)])
    return [showing.screen(showing.text("classes/colleagues", outcome=outcome), markup)]


# Pupils


def pupils(showing: Showing, outcome: k.PupilsShown) -> list[Call]:
    id_ = outcome.classroom.id
    rows = [
        [button(cut(f"{'✅' if each.person_id else '⏳'} {each.name}"), "k_pupil", each.id)]
        for each in outcome.pupils
    ]
    turning = pages("k_left" if outcome.aside else "k_pupils", (id_,), outcome.page, outcome.pages)
    if outcome.aside:
        other = [button("⬅️ Les élèves", "k_pupils", id_, 0)]
    else:
        other = [button("🚪 Élèves mis de côté", "k_left", id_, 0)] if outcome.has_aside else []
    words = showing.text("classes/pupils", outcome=outcome)
    return [showing.screen(words, keyboard(*rows, turning, other, [back_to_class(id_)]))]


def pupil(showing: Showing, outcome: k.PupilShown) -> list[Call]:
    id_, class_id = outcome.pupil.id, outcome.classroom.id
    here = outcome.pupil.set_aside_at is None
    rows = [
        [button("🔳 QR code", "k_qr", id_), button("✏️ Renommer", "k_repupil", id_)] if here else [],
        [button("✂️ Ce n'est pas son compte", "k_unlink", id_, 0)] if outcome.pupil.person_id else [],
        [button("👪 Responsables", "k_family", id_)],
        [button("🚪 Mettre de côté", "k_aside", id_, 1)]
        if here
        else [button("↩️ Remettre dans la classe", "k_aside", id_, 0)],
        [button("⬅️ Les élèves", "k_pupils", class_id, 0), back_to_class(class_id)],
    ]
    words = showing.text("classes/pupil", outcome=outcome, link=showing.link(outcome.payload))
    markup = keyboard(*rows)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def pupil_code(showing: Showing, outcome: k.PupilCode) -> list[Call]:
    """As a picture, to be shown or printed."""
    link = showing.link(f"p-{outcome.pupil.selector}{outcome.pupil.secret}")
    file = FileRef("photo", "qr", [link, outcome.pupil.name])
    words = showing.text("classes/qr", outcome=outcome)
    return [showing.send_file(file, words, keyboard([to_class(outcome.classroom.id)]))]


def pupil_name_asked(showing: Showing, outcome: k.PupilNameAsked) -> list[Call]:
    if outcome.problem == "taken":
        rows = [[button("C'est un autre élève", "k_twin", outcome.class_id)]]
    else:
        rows = []
    if outcome.pupil_id is None:
        back = back_to_class(outcome.class_id)
    else:
        back = button("⬅️ Retour", "k_pupil", outcome.pupil_id)
    return [showing.screen(showing.text("classes/pupil_name", outcome=outcome), keyboard(*rows, [back]))]


def unlink_asked(showing: Showing, outcome: k.UnlinkAsked) -> list[Call]:
    markup = keyboard(
        [button("Non, c'est son compte", "k_pupil", outcome.pupil.id)],
        [button("Oui, délier", "k_unlink", outcome.pupil.id, 1)],
    )
    return [showing.screen(showing.text("classes/unlink", outcome=outcome), markup)]


def family(showing: Showing, outcome: k.FamilyShown) -> list[Call]:
    id_ = outcome.pupil.id
    renew = [button("🔁 Renouveler le lien de la famille", "k_renew", id_)]
    markup = keyboard(
        [button("✉️ Sa lettre", "k_letter", id_)],
        [] if outcome.renewed else renew,
        [button("⬅️ Retour", "k_pupil", id_), back_to_class(outcome.classroom.id)],
    )
    return [showing.screen(showing.text("classes/family", outcome=outcome), markup)]


def renew_asked(showing: Showing, outcome: k.RenewAsked) -> list[Call]:
    id_ = outcome.pupil.id
    markup = keyboard(
        [button("Non, je garde ce lien", "k_family", id_)],
        [button("Oui, renouveler", "k_renew", id_, outcome.pupil.guardian_selector)],
    )
    return [showing.screen(showing.text("classes/renew", outcome=outcome), markup)]


# Prints


def no_pupils(showing: Showing, outcome: k.NoPupils) -> list[Call]:
    id_ = outcome.classroom.id
    markup = keyboard([button("📥 Importer une liste", "k_import", id_)], [back_to_class(id_)])
    return [showing.screen(showing.text("classes/no_pupils", outcome=outcome), markup)]


def sheet(showing: Showing, outcome: k.SheetReady) -> list[Call]:
    """A PDF, made when it is sent."""
    data = _letters(showing, outcome) if outcome.letters else _cards(showing, outcome)
    file = FileRef("document", "family_letters" if outcome.letters else "class_sheet", [data])
    words = showing.text("classes/sheet", outcome=outcome)
    last = outcome.part == outcome.parts
    markup = keyboard([to_class(outcome.classroom.id), *HOME]) if last else None
    return [showing.send_file(file, words, markup)]


def _cards(showing: Showing, outcome: k.SheetReady) -> ClassSheet:
    cards = outcome.pupils
    code = outcome.classroom.code
    return {
        "school": outcome.school,
        "class": outcome.classroom.name,
        "pupils": [
            {"name": each.name, "link": showing.link(f"p-{each.selector}{each.secret}"), "code": code}
            for each in cards
        ],
    }


def _letters(showing: Showing, outcome: k.SheetReady) -> FamilyLetters:
    return {
        "school": outcome.school,
        "class": outcome.classroom.name,
        "teacher": outcome.teacher,
        "date_words": outcome.date_words,
        "letters": [
            {
                "pupil": each.name,
                "pupil_link": showing.link(f"p-{each.selector}{each.secret}"),
                "guardian_link": showing.link(f"g-{each.guardian_selector}{each.guardian_secret}"),
            }
            for each in outcome.pupils
        ],
    }


VIEWS: dict[type, Any] = {
    k.ClassesShown: listed,
    k.LevelAsked: level_asked,
    k.ClassNameAsked: name_asked,
    k.ClassShown: shown,
    k.ArchiveAsked: archive_asked,
    k.ColleaguesShown: colleagues,
    k.PupilsShown: pupils,
    k.PupilShown: pupil,
    k.PupilCode: pupil_code,
    k.PupilNameAsked: pupil_name_asked,
    k.UnlinkAsked: unlink_asked,
    k.FamilyShown: family,
    k.RenewAsked: renew_asked,
    k.NoPupils: no_pupils,
    k.SheetReady: sheet,
    **classes_rosters.VIEWS,
    **classes_requests.VIEWS,
    **classes_joining.VIEWS,
}
