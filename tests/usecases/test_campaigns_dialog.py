"""A teacher puts a campaign together, corrects it at any step, and publishes it."""

from datetime import UTC, datetime

import pytest

from bot.content import Library
from bot.store import classes, codes, schools
from bot.store.classes import Classroom
from bot.store.codes import Code
from bot.store.schools import WritingRules
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.campaigns.targets import read_target
from tests.usecases.campaigning import diallo, labels, library, of, plain, sixth, tap, tilleuls
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import DAY, Schooling
from tests.views.acceptable import buttons

__all__ = ["diallo", "library", "sixth", "tilleuls"]  # fixtures


def test_a_campaign_in_a_minute(desk: Desk, diallo: Phone, sixth: Classroom, library: Library) -> None:
    asked = plain(diallo.taps("c_new"))
    assert "Étape 1 / 5" in asked
    assert "Comment s'appelle" in asked
    asked = plain(diallo.writes("Se protéger, 6e B"))
    assert "Étape 2 / 5" in asked
    assert "Que teste ce parcours" in asked
    diallo.taps(diallo.button("c_targets"))  # the second page
    page = tap(diallo, "c_target", "se-proteger", 2, 1)
    assert "Mots de passe, messages piégés" in page
    assert page.count(", ") < 20  # the first topics only, so that the button is in sight
    assert "20 questions au plus" in page
    asked = plain(diallo.taps(diallo.button("c_take")))
    assert "Étape 3 / 5" in asked
    assert "1 classe choisie" in asked  # the only one is
    asked = tap(diallo, "c_next", "classes", 1)
    assert "Étape 4 / 5" in asked
    assert "Jusqu'à quand" in asked
    asked = tap(diallo, "c_when", "deadline", "friday", 1)
    assert "Étape 5 / 5" in asked
    summary = tap(diallo, "c_next", "mode", 1)
    for said in (
        "Se protéger, 6e B · brouillon",
        "Se protéger en ligne · 20 questions au plus · 📱 faisable sur téléphone",
        "👥 6e B",
        "Ouverture : dès la publication",
        "Date limite : vendredi 18 septembre à 18 h",
        "Entraînement",
        "Signé Mme Diallo",
    ):
        assert said in summary
    published = plain(diallo.taps(diallo.button("c_publish")))
    made = of(diallo)
    assert "C'est publié" in published
    assert f"{made.code[:3]} {made.code[3:6]} {made.code[6:]}" in published
    assert desk.turn(lambda tx: codes.find(tx, made.code)) == Code("campaign", made.id)
    assert made.deadline_at == to_ms(datetime(2026, 9, 18, 16, 0, tzinfo=UTC))
    assert read_target(library, made.target).slug == "se-proteger"


def test_every_step_can_be_skipped(diallo: Phone) -> None:
    diallo.taps("c_new")
    for field in ("name", "target", "classes", "deadline"):
        assert "Étape" in tap(diallo, "c_next", field, 1)
    summary = tap(diallo, "c_next", "mode", 1)
    assert "Nouveau parcours · brouillon" in summary
    assert "test à choisir" in summary
    refused = tap(diallo, "c_publish")
    assert "À corriger avant de publier" in refused
    assert "Choisissez ce que le parcours teste" in refused
    assert "Choisissez une classe" in refused
    assert of(diallo).published_at is None


def test_a_name_is_left_out_and_the_target_gives_it(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 1)
    tap(diallo, "c_open", 1, 0, 0)
    assert "🔑 Tableur" in tap(diallo, "c_publish")
    assert of(diallo).name == "Tableur"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\u200b \n", "Ce nom est vide"),
        ("x" * 61, "trop long : 60 caractères au plus"),
        ("😀" * 2000, "trop long"),
    ],
)
def test_a_name_that_cannot_be_taken_is_asked_again(diallo: Phone, text: str, complaint: str) -> None:
    diallo.taps("c_new")
    assert complaint in plain(diallo.writes(text))
    assert "Que teste ce parcours" in plain(diallo.writes("Rentrée"))
    assert of(diallo).name == "Rentrée"


def test_a_hostile_name_is_shown_as_it_is(diallo: Phone) -> None:
    diallo.taps("c_new")
    diallo.writes("<b>x</b>\n{{ 7 * 7 }} & co")
    assert "<b>x</b> {{ 7 * 7 }} & co · brouillon" in tap(diallo, "c_edit")


def test_any_field_is_corrected_from_the_summary(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_field", "name", 0)
    assert "Nouveau nom · brouillon" in plain(diallo.writes("Nouveau nom"))
    assert "Que teste" not in tap(diallo, "c_take", "tableur", 0)
    tap(diallo, "c_field", "deadline", 0)
    assert "Date limite : dimanche 15 novembre à 18 h" in plain(diallo.writes("15 novembre"))
    tap(diallo, "c_field", "opens", 0)
    assert "Ouverture : lundi 21 septembre à 8 h" in plain(diallo.writes("lundi"))
    tap(diallo, "c_field", "start", 0)
    assert "Au début : « Bonjour à tous »" in plain(diallo.writes("Bonjour\nà tous"))
    tap(diallo, "c_field", "end", 0)
    assert "À la fin : « Bravo »" in plain(diallo.writes("Bravo"))
    tap(diallo, "c_field", "mode", 0)
    assert "📝 Interro" in tap(diallo, "c_mode", "exam", 0)
    assert "En retard : refusé" in tap(diallo, "c_rule", "late", 0)
    assert "Réessayer : non" in tap(diallo, "c_rule", "retries", 0)
    assert "Date limite : aucune" in tap(diallo, "c_when", "deadline", "none", 0)
    tap(diallo, "c_field", "end", 0)
    assert "À la fin" not in tap(diallo, "c_empty", "end", 0)


def test_words_of_500_characters_are_taken_and_longer_ones_are_not(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_field", "start", 0)
    assert "C'est trop long : 501 caractères. 500 au plus." in plain(diallo.writes("x" * 501))
    assert "x…" in plain(diallo.writes("x" * 500))  # cut in the summary, kept whole
    assert of(diallo).start_words == "x" * 500


def test_a_date_that_is_none_is_asked_again_with_its_reason(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_field", "deadline", 0)
    for text, reason in (
        ("bientôt", "Je ne lis pas de date ici"),
        ("hier", "C'est déjà passé (hier à 18 h)"),
        ("1er septembre", "C'est déjà passé (mardi 1er septembre)"),
        ("30 février", "Ce jour n'existe pas"),
        ("demain 26h", "Cette heure n'existe pas"),
        ("28/03/2027 02:30", "2 h 30 n'existe pas"),
        ("mardi 15 novembre", "c'est le dimanche 15 novembre 2026"),
        ("15 novembre 2028", "C'est trop loin"),
    ):
        assert reason in plain(diallo.writes(text)), text
    assert "Date limite : demain à 18 h" in plain(diallo.writes("demain"))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("samedi 24 octobre", "pendant les vacances"),
        ("mercredi 21 octobre", "pendant les vacances"),
        ("mercredi 11 novembre", "un jour férié"),
        ("dimanche 15 novembre", "le week-end"),
        ("lundi 16 novembre", ""),
    ],
)
def test_a_deadline_on_a_day_off_is_taken_and_remarked_on(
    tilleuls: Schooling, diallo: Phone, written: str, why: str
) -> None:
    zone_c = WritingRules(holidays="C")
    tilleuls.desk.turn(lambda tx: schools.put_writing_rules(tx, tilleuls.school.id, zone_c))
    diallo.taps("c_new")
    tap(diallo, "c_field", "deadline", 0)
    read = plain(diallo.writes(written))
    assert f"Date limite : {written} à 18 h" in read
    assert ("🏖" in read) == bool(why)
    assert f"C'est {why} : ce jour-là, le bot n'écrit à personne." in read or not why


def test_a_deadline_comes_after_the_opening(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_field", "opens", 0)
    diallo.writes("1er octobre")
    tap(diallo, "c_field", "deadline", 0)
    assert "après l'ouverture : jeudi 1er octobre à 8 h" in plain(diallo.writes("dans 10 jours"))
    assert "après l'ouverture" in tap(diallo, "c_when", "deadline", "week", 0)
    assert "Date limite : vendredi 2 octobre à 18 h" in plain(diallo.writes("2 octobre"))
    tap(diallo, "c_field", "opens", 0)
    assert "avant la date limite : vendredi 2 octobre à 18 h" in plain(diallo.writes("3 octobre"))


@pytest.mark.parametrize(
    ("zone", "hour"), [("Indian/Reunion", 14), ("America/Martinique", 22), ("Pacific/Noumea", 7)]
)
def test_dates_are_those_of_the_school(desk: Desk, library: Library, zone: str, hour: int) -> None:
    desk.library = library
    overseas = Schooling(desk, "Collège du Lagon", zone).teacher("M. Hoarau")
    overseas.taps("c_new")
    tap(overseas, "c_field", "deadline", 0)
    assert "vendredi 18 septembre à 18 h" in plain(overseas.writes("vendredi 18h"))
    assert of(overseas).deadline_at == to_ms(datetime(2026, 9, 18, hour, 0, tzinfo=UTC))


def test_a_deadline_that_passed_meanwhile_is_corrected_before_publishing(desk: Desk, diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 0)
    tap(diallo, "c_open", 1, 0, 0)
    tap(diallo, "c_when", "deadline", "week", 0)
    desk.clock.advance(8 * DAY)
    assert "La date limite est passée" in tap(diallo, "c_publish")
    tap(diallo, "c_when", "deadline", "week", 0)
    assert "C'est publié" in tap(diallo, "c_publish")


def test_a_class_put_away_meanwhile_is_corrected_before_publishing(
    desk: Desk, diallo: Phone, sixth: Classroom
) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 0)
    tap(diallo, "c_class", sixth.id, 1, 0, 0)
    desk.turn(lambda tx: classes.archive(tx, sixth.id, 1))
    assert "Une classe choisie est archivée" in tap(diallo, "c_publish")
    tap(diallo, "c_class", sixth.id, 0, 0, 0)
    tap(diallo, "c_open", 1, 0, 0)
    assert "C'est publié" in tap(diallo, "c_publish")


def test_a_target_that_left_the_bank_is_corrected_before_publishing(
    desk: Desk, diallo: Phone, library: Library
) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 0)
    tap(diallo, "c_open", 1, 0, 0)
    desk.library = Library(library.competences.values())
    assert "Ce test n'existe plus" in tap(diallo, "c_edit")
    assert "Ce test prêt n'existe plus" in tap(diallo, "c_publish")
    assert "n'existe plus" not in tap(diallo, "c_stages")


def test_who_chooses_nobody_is_told_and_passes_all_the_same(diallo: Phone) -> None:
    diallo.taps("c_new")
    said = tap(diallo, "c_next", "classes", 1)
    assert "Pour qui" in said
    assert "Il faut au moins une classe, ou ouvrir le parcours à tous." in said
    assert "Étape 4 / 5" in plain(diallo.taps(diallo.button("c_pass")))
    assert "👥 à choisir" in tap(diallo, "c_edit")


def test_a_collection_has_no_target(diallo: Phone) -> None:
    diallo.taps("c_new")
    assert "Étape 3 / 5" in tap(diallo, "c_collect", 1)
    tap(diallo, "c_open", 1, 0, 1)
    tap(diallo, "c_next", "classes", 1)
    summary = tap(diallo, "c_when", "deadline", "none", 1)  # no question about the mode
    assert "Collecte de profils · brouillon" in summary
    assert "🎯" not in summary
    assert "Réessayer" not in summary
    shown = diallo.taps(pack("c_edit", of(diallo).id))[-1].params["reply_markup"]["inline_keyboard"]
    fields = [[each["text"] for each in row] for row in shown]
    assert fields[2] == ["⏰ Date limite", "⏰ Rappels"]
    assert fields[3:5] == [["💬 Mot du début", "💬 Mot de la fin"], ["🧭 Mode", "⏳ Refuser les retards"]]
    assert "🎯 Test" not in str(fields)
    assert "C'est publié" in tap(diallo, "c_publish")
    assert (of(diallo).mode, of(diallo).target, of(diallo).name) == ("collection", "", "Collecte de profils")


def test_a_published_collection_becomes_a_training_with_a_target(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_collect", 0)
    tap(diallo, "c_open", 1, 0, 0)
    tap(diallo, "c_publish")
    assert "Que teste ce parcours" in tap(diallo, "c_mode", "exam", 0)
    assert of(diallo).mode == "collection"
    assert "🎯 Entraînement" in tap(diallo, "c_take", "tableur", 0)
    assert "📝 Interro" in tap(diallo, "c_mode", "exam", 0)


def test_publishing_twice_gives_one_code(diallo: Phone, desk: Desk) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 0)
    tap(diallo, "c_open", 1, 0, 0)
    tap(diallo, "c_publish")
    code = of(diallo).code
    assert "C'est publié" not in tap(diallo, "c_publish")
    assert of(diallo).code == code
    assert desk.sql("select count(*) from code where kind = 'campaign'") == [(1,)]


def test_a_draft_waits_and_is_taken_up_again(diallo: Phone) -> None:
    diallo.taps("c_new")
    diallo.writes("Rentrée")
    first = of(diallo).id
    diallo.commands("start")
    asked = diallo.taps("c_new")
    assert "Vous avez 1 brouillon" in plain(asked)
    assert "✏️ Rentrée" in labels(asked)
    assert "Rentrée · brouillon" in plain(diallo.taps(pack("c_edit", first)))
    assert "Comment s'appelle" in plain(diallo.taps(pack("c_new", 1)))
    assert of(diallo).id != first


def test_a_draft_without_anything_in_it_is_used_again(diallo: Phone, desk: Desk) -> None:
    for _ in range(3):
        diallo.taps("c_new")
        diallo.commands("start")
    assert desk.sql("select count(*) from campaign") == [(1,)]


def test_drafts_are_at_most_five(diallo: Phone, desk: Desk) -> None:
    for number in range(5):
        diallo.taps(pack("c_new", 1))
        diallo.writes(f"Parcours {number}")
    asked = diallo.taps(pack("c_new", 1))
    assert "publiez-en un ou supprimez-en un" in plain(asked)
    assert "➕ Nouveau parcours" not in labels(asked)
    assert "déjà 5 brouillons" in tap(diallo, "c_copy")
    assert "est supprimé" in tap(diallo, "c_delete", 1)
    assert desk.sql("select count(*) from campaign") == [(4,)]


def test_a_step_that_came_late_changes_its_own_draft(diallo: Phone) -> None:
    """A button of an older message still says which campaign it is about."""
    diallo.taps("c_new")
    diallo.writes("Premier")
    first = of(diallo).id
    diallo.taps(pack("c_new", 1))
    diallo.writes("Second")
    assert "Premier · brouillon" in plain(diallo.taps(pack("c_take", first, "tableur", 0)))
    assert of(diallo).target == ""


def test_the_stages_and_badges_of_the_target_are_shown(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "tableur", 0)
    said = tap(diallo, "c_stages")
    assert "Dès 30 % · Premiers calculs" in said
    assert "🏅 Formule magique" in said


def test_classes_come_by_page(tilleuls: Schooling, diallo: Phone) -> None:
    for number in range(10):
        tilleuls.classroom(diallo, f"6e {number}")
    diallo.taps("c_new")
    (asked,) = (call for call in diallo.taps(pack("c_field", of(diallo).id, "classes", 1)) if buttons(call))
    assert len([data for data in buttons(asked) if data.startswith("c_class:")]) == 8
    assert "▫️ 6e 9" in labels(diallo.taps(pack("c_classes", of(diallo).id, 1, 1)))
    assert "✅ 6e 9" in labels(diallo.taps(diallo.button("c_class")))


def test_texts_wait_for_what_is_asked_last(diallo: Phone) -> None:
    """A date is asked, another field is opened meanwhile: what is typed then is no date."""
    diallo.taps("c_new")
    tap(diallo, "c_field", "deadline", 0)
    tap(diallo, "c_field", "mode", 0)
    diallo.writes("demain")
    assert of(diallo).deadline_at is None


def test_the_example_of_a_date_is_a_date_that_is_taken(diallo: Phone, desk: Desk) -> None:
    diallo.taps("c_new")
    for days in range(0, 366, 17):
        desk.clock.advance(17 * DAY)
        asked = tap(diallo, "c_field", "deadline", 0)
        example = asked.split("écrivez une date : « ")[1].split(" »")[0]
        assert "Date limite : " in plain(diallo.writes(example)), (days, example)


def test_the_shortest_way_is_six_taps_and_a_name(diallo: Phone, sixth: Classroom) -> None:
    """From the teacher's home to the code; who teaches one class needs not choose it."""
    diallo.commands("enseignant")
    taps = [diallo.taps(diallo.button("c_new"))]
    diallo.writes("Découverte, 6e B")
    for action in ("c_target", "c_take", "c_next", "c_when", "c_publish"):
        taps.append(diallo.taps(diallo.button(action)))
    assert len(taps) == 6
    assert "C'est publié" in plain(taps[-1])
    assert "Seuls les élèves des classes choisies" in plain(taps[-1])
    assert of(diallo).mode == "training"


def test_the_only_class_of_a_teacher_is_ticked_and_can_be_left_out(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps("c_new")
    assert "✅ 6e B" in labels(diallo.taps(pack("c_field", of(diallo).id, "classes", 1)))
    assert "0 classe choisie" in plain(diallo.taps(diallo.button("c_class")))


def test_among_several_classes_none_is_ticked(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    tilleuls.classroom(diallo, "5e A")
    diallo.taps("c_new")
    assert "0 classe choisie" in tap(diallo, "c_field", "classes", 1)


def test_a_campaign_is_begun_for_a_class(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    fifth = tilleuls.classroom(diallo, "5e A")
    for room in (sixth, fifth):  # the second time, what was ticked the first time is not
        assert "Comment s'appelle" in plain(diallo.taps(pack("c_for", room.id)))
        asked = diallo.taps(pack("c_field", of(diallo).id, "classes", 1))
        assert f"✅ {room.name}" in labels(asked)
        assert "1 classe choisie" in plain(asked)
    stranger = Schooling(tilleuls.desk, "Collège Senghor").teacher("M. Payet")
    assert "pas accès" in plain(stranger.taps(pack("c_for", sixth.id)))


def test_each_step_leads_back_and_out_with_the_draft_kept(diallo: Phone) -> None:
    diallo.taps("c_new")
    diallo.writes("Rentrée")
    diallo.taps(pack("c_next", of(diallo).id, "target", 1))
    assert "Étape 2 / 5" in plain(diallo.taps(diallo.button("c_field")))
    assert "Nom actuel : Rentrée" in plain(diallo.taps(diallo.button("c_field")))
    home = diallo.taps(diallo.button("c_quit"))
    assert "Brouillon gardé : Rentrée" in plain(home)
    assert "✏️ Reprendre le brouillon" in labels(home)
    assert "Rentrée · brouillon" in plain(diallo.taps(diallo.button("c_edit")))
    assert "Un brouillon vous attend : Rentrée" in plain(diallo.commands("enseignant"))


def test_nothing_is_kept_of_a_draft_with_nothing_in_it(diallo: Phone, sixth: Classroom) -> None:
    diallo.taps("c_new")
    assert "rouillon" not in tap(diallo, "c_quit")


def test_publishing_is_offered_as_soon_as_nothing_is_missing(diallo: Phone) -> None:
    diallo.taps("c_new")
    id_ = of(diallo).id
    assert "🚀 Publier" not in labels(diallo.taps(pack("c_field", id_, "deadline", 1)))
    tap(diallo, "c_take", "tableur", 1)
    tap(diallo, "c_open", 1, 0, 1)
    for field in ("deadline", "mode"):
        assert "🚀 Publier" in labels(diallo.taps(pack("c_field", id_, field, 1)))
        assert "🚀 Publier" not in labels(diallo.taps(pack("c_field", id_, field, 0)))  # the summary has it


def test_a_name_typed_beside_the_drafts_begins_another_one(diallo: Phone) -> None:
    diallo.taps("c_new")
    diallo.writes("Premier")
    diallo.taps("c_new")
    assert "Étape 2 / 5" in plain(diallo.writes("Second"))
    assert of(diallo).name == "Second"
    for number in range(3):
        diallo.taps("c_new")
        diallo.writes(f"Parcours {number}")
    diallo.taps("c_new")
    assert "publiez-en un ou supprimez-en un" in plain(diallo.writes("Un de trop"))


def test_an_exam_is_taken_once_unless_the_teacher_says_otherwise(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_take", "decouverte", 0)
    assert "Tout est permis" in tap(diallo, "c_edit")
    summary = tap(diallo, "c_mode", "exam", 0)
    assert "Réessayer : non" in summary
    assert "Tout est permis" not in summary
    tap(diallo, "c_rule", "retries", 1)
    assert "Réessayer : oui" in tap(diallo, "c_mode", "exam", 0)
    tap(diallo, "c_open", 1, 0, 0)
    tap(diallo, "c_publish")
    assert "pause" not in tap(diallo, "c_message")
    assert "Réessayer : oui" in tap(diallo, "c_mode", "training", 0)
    assert "avec une pause quand on veut" in tap(diallo, "c_message")
