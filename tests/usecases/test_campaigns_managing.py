"""A campaign as a whole: listed, copied, closed, put away, deleted, shared, handed out; and by whom."""

import pytest

from bot.store import campaigns, classes, codes, schools
from bot.store.classes import Classroom
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.campaigns.phases import Phase, phase
from tests.usecases.campaigning import diallo, labels, library, of, plain, sixth, tap, tilleuls
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import DAY, Schooling, person_id

__all__ = ["diallo", "library", "sixth", "tilleuls"]  # fixtures


@pytest.fixture
def roy(tilleuls: Schooling) -> Phone:
    """A colleague who has nothing to do with what Mme Diallo makes."""
    return tilleuls.teacher("M. Roy")


@pytest.fixture
def elsewhere(desk: Desk) -> Phone:
    """An administrator of another school."""
    return Schooling(desk, "Lycée du Port").teacher("Mme Ferrand", "admin")


def test_campaigns_are_listed_by_phase(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    now = to_ms(desk.clock.now())
    assert "Rien ici" in plain(diallo.taps("c_list"))
    tilleuls.campaign(diallo, sixth, name="En route")
    tilleuls.campaign(diallo, sixth, name="Bientôt", opens_at=now + 1000)
    tilleuls.campaign(diallo, sixth, name="Finie", deadline_at=now)
    tilleuls.campaign(diallo, sixth, name="Fermée", closed_at=now)
    tilleuls.campaign(diallo, sixth, name="Vieille", archived_at=now)
    tilleuls.campaign(diallo, sixth, name="À finir", published_at=None)
    asked = diallo.taps("c_list")
    assert "En route" in plain(asked)
    assert "mardi 22 septembre à 10 h" in plain(asked)
    assert {"📅 À venir (1)", "✏️ Brouillons (1)", "🏁 Terminés (2)", "🗄 Archivés (1)"} <= set(labels(asked))
    assert "Bientôt" in plain(diallo.taps(pack("c_list", "coming", 0)))
    ended = plain(diallo.taps(pack("c_list", "ended", 0)))
    assert "Finie" in ended
    assert "Fermée" in ended
    assert "Vieille" in plain(diallo.taps(pack("c_list", "archived", 0)))
    drafts = diallo.taps(pack("c_list", "draft", 0))
    assert "À finir" in labels(drafts)
    assert any(data.startswith("c_edit:") for _, data in diallo.shown[-10:])


def test_the_nearest_deadline_comes_first_and_lists_have_pages(
    desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    now = to_ms(desk.clock.now())
    for days in range(10, 0, -1):
        tilleuls.campaign(diallo, name=f"Dans {days} jours", deadline_at=now + days * 86_400_000)
    tilleuls.campaign(diallo, name="Sans fin", deadline_at=None)
    first = labels(diallo.taps("c_list"))
    assert first[:8] == [f"Dans {days} jours" for days in range(1, 9)]
    assert labels(diallo.taps(pack("c_list", "running", 1)))[:3] == [
        "Dans 9 jours",
        "Dans 10 jours",
        "Sans fin",
    ]
    assert "Sans fin" in labels(diallo.taps(pack("c_list", "running", 99)))


def test_each_teacher_sees_their_own_and_an_administrator_all(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom, roy: Phone, elsewhere: Phone
) -> None:
    tilleuls.campaign(diallo, sixth, name="De Mme Diallo")
    tilleuls.campaign(diallo, sixth, name="Pas fini", published_at=None)
    admin = tilleuls.teacher("Mme Le Goff", "admin")
    assert "De Mme Diallo" not in plain(roy.taps("c_list"))
    assert "De Mme Diallo" not in plain(elsewhere.taps("c_list"))
    seen = admin.taps("c_list")
    assert "De Mme Diallo" in plain(seen)
    assert "Parcours de l'établissement" in plain(seen)
    assert "✏️ Brouillons (1)" not in labels(seen)  # the drafts of others are their business


def test_a_deadline_that_moves_counts_at_once(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    made = tilleuls.campaign(diallo)
    desk.clock.advance(8 * DAY)
    assert phase(of(diallo), to_ms(desk.clock.now())) is Phase.ENDED
    diallo.taps(pack("c_field", made.id, "deadline", 0))
    assert "Date limite : demain à 18 h" in plain(diallo.writes("demain"))
    assert phase(of(diallo), to_ms(desk.clock.now())) is Phase.RUNNING


def test_a_copy_is_a_draft_without_dates(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom, roy: Phone, desk: Desk
) -> None:
    other = tilleuls.classroom(diallo, "6e C")
    made = tilleuls.campaign(diallo, sixth, other, name="x" * 58, start_words="Bonjour", opens_at=1)
    desk.turn(lambda tx: classes.archive(tx, other.id, 1))
    who = person_id(roy)
    desk.turn(lambda tx: campaigns.add_leader(tx, made.id, who, 1))
    said = plain(roy.taps(pack("c_copy", made.id)))
    copy = of(roy)
    assert "Voici la copie" in said
    assert copy.id != made.id
    assert copy.name == "x" * 52 + " (copie)"
    roy.taps(pack("c_copy", made.id))  # tapped twice
    assert of(roy) == copy
    assert (copy.opens_at, copy.deadline_at, copy.published_at) == (None, None, None)
    assert (copy.target, copy.start_words, copy.teacher) == (made.target, "Bonjour", "M. Roy")
    assert [room.name for room in desk.turn(lambda tx: campaigns.classes_of(tx, copy.id))] == ["6e B"]
    assert [each.name for each in desk.turn(lambda tx: campaigns.leaders(tx, copy.id))] == ["M. Roy"]


def test_closing_and_reopening(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo, late_allowed=0)
    assert "C'est fermé" in tap(diallo, "c_close", 1)
    assert "🏁 Terminé" in tap(diallo, "c_close", 1)  # the same tap again
    assert "C'est rouvert." in tap(diallo, "c_close", 0)
    assert "▶️ En cours" in tap(diallo, "c_manage")
    tap(diallo, "c_close", 1)
    desk.clock.advance(8 * DAY)
    assert "la date limite est passée : changez-la" in tap(diallo, "c_close", 0)
    assert "Jusqu'à quand" in plain(diallo.taps(diallo.button("c_field")))


def test_what_is_reopened_to_late_answers_needs_no_other_deadline(
    desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    tilleuls.campaign(diallo)
    tap(diallo, "c_close", 1)
    desk.clock.advance(8 * DAY)
    said = tap(diallo, "c_close", 0)
    assert "les retards sont acceptés" in said
    assert "changez-la" not in said


def test_a_teacher_is_told_who_may_see_the_answers_of_an_exam(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    shown, seen = "peuvent maintenant revoir leurs réponses", "Des élèves ont pu voir les réponses."
    made = tilleuls.campaign(diallo, sixth, mode="exam")
    assert shown not in tap(diallo, "c_close", 1)  # nobody has finished
    assert seen not in tap(diallo, "c_close", 0)
    tilleuls.has_done(tilleuls.pupil(sixth, "Léa Martin"), made, "{}", 50)
    assert shown not in tap(diallo, "c_rule", "late", 0)  # the deadline is to come
    tap(diallo, "c_rule", "late", 1)
    assert shown in tap(diallo, "c_close", 1)
    assert shown not in tap(diallo, "c_archive", 1)
    tap(diallo, "c_archive", 0)
    assert seen in tap(diallo, "c_close", 0)
    assert shown in tap(diallo, "c_archive", 1)
    tap(diallo, "c_archive", 0)
    tap(diallo, "c_close", 0)
    desk.clock.advance(8 * DAY)
    assert shown in tap(diallo, "c_rule", "late", 0)
    assert seen in tap(diallo, "c_rule", "late", 1)
    assert shown in tap(diallo, "c_rule", "late", 0)
    diallo.taps(pack("c_field", made.id, "deadline", 0))
    assert seen in plain(diallo.writes("demain"))


def test_what_is_put_away_is_closed_and_comes_back(tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo)
    assert "C'est archivé" in tap(diallo, "c_archive", 1)
    assert of(diallo).closed_at is not None
    assert "En cours" not in str(labels(diallo.taps("c_list")))
    assert "sorti des archives" in tap(diallo, "c_archive", 0)
    assert "C'est rouvert" in tap(diallo, "c_close", 0)


def test_a_draft_is_neither_closed_nor_put_away(tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo, published_at=None)
    assert "brouillon" in tap(diallo, "c_close", 1)
    assert "brouillon" in tap(diallo, "c_archive", 1)
    assert "brouillon" in tap(diallo, "c_code")
    assert "pas accès" in tap(diallo, "c_qr")
    assert (of(diallo).closed_at, of(diallo).archived_at) == (None, None)


def test_deleting_says_what_is_lost_and_asks_twice(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    made = tilleuls.campaign(diallo, sixth)
    tilleuls.has_done(tilleuls.pupil(sixth, "Léa Martin"), made, "{}", 50)
    tilleuls.has_done(tilleuls.pupil(sixth, "Noé Petit"), made, "{}", 70)
    first = tap(diallo, "c_delete", 0)
    assert "2 élèves ont commencé, dont 2 ont terminé" in first
    assert "archivez-le plutôt" in first
    assert "C'est définitif" in plain(diallo.taps(diallo.button("c_delete")))
    assert "Le parcours « Rentrée » est supprimé" in plain(diallo.taps(diallo.button("c_delete")))
    assert desk.sql("select count(*) from campaign") == [(0,)]
    assert desk.sql("select count(*) from participation") == [(0,)]
    assert desk.turn(lambda tx: codes.find(tx, made.code)) is None
    assert "pas accès" in plain(diallo.taps(pack("c_delete", made.id, 2)))


def test_where_nobody_has_begun_one_yes_is_enough(desk: Desk, tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo)
    assert "aucun résultat n'est perdu" in tap(diallo, "c_delete", 0)
    assert "est supprimé" in plain(diallo.taps(diallo.button("c_delete")))
    assert desk.sql("select count(*) from campaign") == [(0,)]


def test_a_campaign_is_shared_and_the_colleague_is_told(
    tilleuls: Schooling, diallo: Phone, roy: Phone, desk: Desk, elsewhere: Phone
) -> None:
    made = tilleuls.campaign(diallo)
    asked = diallo.taps(pack("c_team", made.id, 0))
    assert "➕ M. Roy" in labels(asked)
    assert "Mme Ferrand" not in str(labels(asked))
    assert "Qui suit ce parcours : M. Roy, Mme Diallo" in plain(diallo.taps(diallo.button("c_share")))
    diallo.taps(diallo.button("c_share"))  # the same tap again
    (told,) = (each for each in desk.elsewhere if each.chat_id == roy.chat_id)
    assert "Mme Diallo partage avec vous le parcours Rentrée" in plain(list(told.calls))
    assert "Rentrée" in plain(roy.taps("c_list"))
    assert "Rentrée" in plain(roy.taps(pack("c_edit", made.id)))
    assert "pas accès" in plain(diallo.taps(pack("c_share", made.id, person_id(elsewhere))))
    assert "dernière personne" in plain(diallo.taps(pack("c_unshare", made.id, person_id(roy))))
    assert "pas accès" in plain(roy.taps(pack("c_edit", made.id)))


def test_a_teacher_leaves_a_shared_campaign_and_the_last_one_stays(
    tilleuls: Schooling, diallo: Phone, roy: Phone
) -> None:
    made = tilleuls.campaign(diallo)
    diallo.taps(pack("c_share", made.id, person_id(roy)))
    assert "➖ Me retirer" in labels(diallo.taps(pack("c_team", made.id, 0)))
    assert "Rien ici" in plain(diallo.taps(pack("c_unshare", made.id, person_id(diallo))))
    assert "Qui suit ce parcours : M. Roy" in plain(roy.taps(pack("c_unshare", made.id, person_id(roy))))


def test_the_code_is_handed_out(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    made = tilleuls.campaign(diallo, sixth)
    page = tap(diallo, "c_code")
    spaced = f"{made.code[:3]} {made.code[3:6]} {made.code[6:]}"
    assert f"Code : {spaced}" in page
    assert f"start={made.code}" in page
    assert "Seuls les élèves des classes choisies" in page
    (picture,) = (call for call in diallo.taps(pack("c_qr", made.id)) if call.file)
    assert picture.file is not None
    assert (picture.file.field, picture.file.maker) == ("photo", "qr")
    assert made.code in picture.file.args[0]
    (poster,) = (call for call in diallo.taps(pack("c_poster", made.id)) if call.file)
    assert poster.file is not None
    assert (poster.file.field, poster.file.maker) == ("document", "poster")
    assert poster.file.args[0]["deadline_words"].replace("\u00a0", " ") == "mardi 22 septembre à 10 h"
    assert poster.file.args[0]["questions_words"].replace("\u00a0", " ") == "8 questions au plus"
    _, message, how = diallo.taps(pack("c_message", made.id))
    assert "À finir au plus tard mardi 22 septembre à 10 h" in plain([message])
    assert "Mme Diallo · Collège des Tilleuls" in plain([message])
    assert labels([message]) == ["▶️ Commencer"]
    assert "Transférez ce message" in plain([how])


def test_the_last_way_into_a_published_campaign_stays(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    tilleuls.campaign(diallo, sixth)
    assert "Il faut au moins une classe" in tap(diallo, "c_class", sixth.id, 0, 0, 0)
    tap(diallo, "c_open", 1, 0, 0)
    assert "0 classe choisie" in tap(diallo, "c_class", sixth.id, 0, 0, 0)
    assert "Il faut au moins une classe" in tap(diallo, "c_open", 0, 0, 0)


EVERY_TAP: list[tuple[str | int, ...]] = [
    ("c_edit",),
    ("c_field", "name", 0),
    ("c_field", "start", 0),
    ("c_field", "deadline", 0),
    ("c_field", "classes", 1),
    ("c_next", "name", 1),
    ("c_next", "mode", 1),
    ("c_targets", 0, 0),
    ("c_target", "tableur", 0, 0),
    ("c_take", "tableur", 0),
    ("c_collect", 0),
    ("c_topics", 0),
    ("c_comp", "1.3", 0),
    ("c_pick", "cellules", 1, 4, 0),
    ("c_found", "cellules", 1, 4, 0),
    ("c_all", "1.3", 1, 4, 0),
    ("c_cap", "1.3", 4, 0),
    ("c_number", 10, 0),
    ("c_class", 1, 1, 0, 0),
    ("c_classes", 0, 0),
    ("c_open", 1, 0, 0),
    ("c_when", "deadline", "week", 0),
    ("c_mode", "exam", 0),
    ("c_empty", "start", 0),
    ("c_rule", "late", 0),
    ("c_stages",),
    ("c_publish",),
    ("c_manage",),
    ("c_copy",),
    ("c_close", 1),
    ("c_archive", 1),
    ("c_delete", 2),
    ("c_team", 0),
    ("c_share", 1),
    ("c_unshare", 1),
    ("c_code",),
    ("c_qr",),
    ("c_poster",),
    ("c_message",),
]


@pytest.mark.parametrize("data", EVERY_TAP, ids=lambda data: ":".join(map(str, data)))
def test_nobody_touches_the_campaign_of_another(
    desk: Desk, tilleuls: Schooling, diallo: Phone, roy: Phone, elsewhere: Phone, data: tuple[str | int, ...]
) -> None:
    made = tilleuls.campaign(diallo, published_at=None, target="")
    withdrawn = tilleuls.teacher("M. Parti", "admin")
    who = person_id(withdrawn)
    desk.turn(lambda tx: schools.withdraw(tx, who, tilleuls.school.id, 1))
    pupil = tilleuls.pupil(tilleuls.classroom(diallo), "Léa Martin")
    for somebody in (roy, elsewhere, withdrawn, pupil):
        said = plain(somebody.taps(pack(str(data[0]), made.id, *data[1:])))
        assert "pas accès" in said
    for id_ in (0, 1, -1, 2**63 - 1):
        assert "pas accès" in plain(diallo.taps(pack(str(data[0]), id_, *data[1:])))
    assert of(diallo) == made


def test_no_list_for_who_does_not_teach(desk: Desk) -> None:
    pupil = Phone(desk)
    pupil.settles()
    for data in ("c_list", "c_new", pack("c_list", "draft", 0)):
        assert "pas accès" in plain(pupil.taps(data))


def test_a_class_of_others_cannot_be_chosen(
    tilleuls: Schooling, diallo: Phone, roy: Phone, elsewhere: Phone, desk: Desk
) -> None:
    theirs = tilleuls.classroom(roy, "5e A")
    abroad = Schooling(desk, "Lycée du Port").classroom(elsewhere, "2de 1")
    diallo.taps("c_new")
    for room in (theirs, abroad):
        assert "pas accès" in tap(diallo, "c_class", room.id, 1, 0, 0)
    assert "5e A" not in tap(diallo, "c_field", "classes", 0)
    put_away = tilleuls.classroom(diallo, "6e Z")
    desk.turn(lambda tx: classes.archive(tx, put_away.id, 1))
    assert "pas accès" in tap(diallo, "c_class", put_away.id, 1, 0, 0)
    assert desk.sql("select count(*) from campaign_class") == [(0,)]


def test_a_role_withdrawn_in_the_middle_of_the_dialog_ends_it(
    desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    diallo.taps("c_new")
    who = person_id(diallo)
    desk.turn(lambda tx: schools.withdraw(tx, who, tilleuls.school.id, 1))
    assert "pas accès" in plain(diallo.writes("Rentrée"))
    assert of(diallo).name == ""
    assert "pas accès" not in plain(diallo.writes("Rentrée"))  # nothing is awaited any more


def test_broken_data_of_buttons_is_told_kindly(tilleuls: Schooling, diallo: Phone) -> None:
    tilleuls.campaign(diallo)
    for data in (
        "c_edit",
        "c_edit:x!",
        "c_field:1",
        "c_list:magic:0",
        "c_list:running",
        "c_take:1:tableur:7",
    ):
        assert "ne marche plus" in plain(diallo.taps(data))
