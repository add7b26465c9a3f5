"""Topics that a teacher chooses: by competence, by a typed word, up to a level, in so many questions."""

import pytest

from bot.content import Library
from bot.content.library import Skill
from bot.store.classes import Classroom
from bot.transport.callback import pack
from bot.usecases.campaigns import targets
from bot.usecases.campaigns.searching import topics_about
from bot.usecases.campaigns.targets import TargetState, read_target, write_ready, write_topics
from bot.usecases.campaigns.topics import chosen
from bot.views.campaigns_targets import with_questions
from tests.usecases.campaigning import diallo, labels, library, of, plain, sixth, tap, tilleuls
from tests.usecases.desk import Desk, Phone, bank
from tests.usecases.schooling import Schooling

__all__ = ["diallo", "library", "sixth", "tilleuls"]  # fixtures


def topics(phone: Phone) -> dict[str, int]:
    """What is chosen so far."""
    return chosen(of(phone))[0]


def test_topics_are_chosen_in_a_competence_up_to_a_level(diallo: Phone, library: Library) -> None:
    diallo.taps("c_new")
    assert "Aucun sujet choisi" in tap(diallo, "c_topics", 1)
    page = tap(diallo, "c_comp", "1.3", 1)
    assert "▫️ Feuille de calcul et cellules 📱" in page
    assert "Formules et fonctions" in page
    assert "jusqu'au niveau 4" in tap(
        diallo, "c_pick", "cellules", 1, 4, 1
    )  # what a collège is offered first
    tap(diallo, "c_pick", "formules", 1, 4, 1)
    assert topics(diallo) == {"cellules": 4, "formules": 4}
    assert "jusqu'au niveau 6" in tap(diallo, "c_cap", "1.3", 6, 1)
    assert topics(diallo) == {"cellules": 6, "formules": 6}
    tap(diallo, "c_pick", "cellules", 0, 6, 1)
    assert topics(diallo) == {"formules": 6}
    shown = diallo.taps(pack("c_topics", of(diallo).id, 1))
    assert {"✅ 1.3 Traiter", "1.1 Recherche"} <= set(labels(shown))
    overview = plain(shown)
    assert "1 sujet, 5 acquis · 5 questions au plus" in overview
    assert "Étape 3 / 5" in tap(diallo, "c_next", "target", 1)
    found = read_target(library, of(diallo).target)
    assert (found.state, found.title, found.questions) == (TargetState.READY, "Sujets choisis", 5)
    assert {skill.topic for skill in targets.skills(library, found)} == {"formules"}


def test_a_topic_that_begins_higher_is_taken_from_there(diallo: Phone) -> None:
    diallo.taps("c_new")
    assert "dès le niveau 4" in tap(diallo, "c_cap", "2.1", 2, 0)  # «Derrière les échanges»
    tap(diallo, "c_pick", "protocoles", 1, 2, 0)
    assert topics(diallo) == {"protocoles": 4}


def test_a_whole_competence_in_one_tap(diallo: Phone, library: Library) -> None:
    diallo.taps("c_new")
    said = diallo.taps(pack("c_all", of(diallo).id, "4.1", 1, 3, 0))
    assert "Ne rien prendre ici" in labels(said)
    assert list(topics(diallo)) == [topic.id for topic in library.competences["4.1"].topics]
    tap(diallo, "c_all", "4.1", 0, 3, 0)
    assert topics(diallo) == {}
    assert of(diallo).target == ""


def test_all_the_topics_of_the_bank_can_be_chosen(diallo: Phone, library: Library) -> None:
    diallo.taps("c_new")
    for code in library.competences:
        tap(diallo, "c_all", code, 1, 8, 0)
    assert len(topics(diallo)) == sum(len(each.topics) for each in library.competences.values())
    assert "et tous" not in tap(diallo, "c_edit")


def test_questions_are_from_5_to_64(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_number", 30, 0)  # nothing is chosen yet
    assert of(diallo).target == ""
    for code in ("1.1", "1.2", "1.3"):
        tap(diallo, "c_all", code, 1, 8, 0)
    more = diallo.taps(pack("c_topics", of(diallo).id, 0))
    assert {"⬇️ 15 questions", "⬆️ 25 questions"} <= set(labels(more))
    assert "30 questions au plus" in tap(diallo, "c_number", 30, 0)
    assert "64 questions au plus" in tap(diallo, "c_number", 999, 0)
    assert "⬆️" not in str(labels(diallo.taps(pack("c_topics", of(diallo).id, 0))))
    assert "5 questions au plus" in tap(diallo, "c_number", 0, 0)
    tap(diallo, "c_all", "4.1", 1, 4, 0)
    assert "5 questions au plus" in tap(diallo, "c_topics", 0)  # the number stays


def test_no_more_questions_than_skills_are_promised(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_pick", "cellules", 1, 4, 0)
    asked = diallo.taps(pack("c_topics", of(diallo).id, 0))
    assert "4 acquis · 4 questions au plus" in plain(asked)
    assert "questions" not in str(labels(asked))


def test_a_typed_word_finds_topics(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_topics", 1)
    found = diallo.writes("mots de PASSE")
    assert "▫️ Mots de passe et…" in labels(found)
    assert "✅ Mots de passe" in tap(diallo, "c_found", "motdepasse", 1, 4, 1)
    assert topics(diallo) == {"motdepasse": 4}
    assert "Aucun sujet ne ressemble à ce mot" in plain(diallo.writes("xylophone"))
    assert "Tableur" not in plain(diallo.writes("<b>"))


def test_a_result_tapped_after_another_screen_still_counts(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_topics", 0)
    diallo.writes("cookies")
    tap(diallo, "c_edit")
    assert "4.2" in tap(diallo, "c_found", "cookies", 1, 4, 0)
    assert topics(diallo) == {"cookies": 4}


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("tableur", "formules"),
        ("hameçonnage", "hameconnage"),
        ("RESEAU", "reseau"),
        ("réseaux", "reseau"),
        ("cyberharcelement", "harcelement"),
        ("algoritme", "sequences"),
        ("vidéo sous-titrer", "video"),
        ("imprim", "imprimer"),
    ],
)
def test_words_are_found_whatever_their_accents_and_slips(library: Library, words: str, topic: str) -> None:
    assert topic in [each.id for each in topics_about(library, words)[:8]]


@pytest.mark.parametrize("words", ["mot de passe", "mots de passe", "mot passe"])
def test_a_topic_that_only_mentions_the_words_of_a_title_is_left_out(library: Library, words: str) -> None:
    assert [each.id for each in topics_about(library, words)] == ["motdepasse"]


@pytest.mark.parametrize("words", ["", " ", "a", "?!", "é" * 500, "😀"])
def test_a_search_for_nothing_finds_nothing(library: Library, words: str) -> None:
    assert topics_about(library, words) == []


def test_a_published_campaign_keeps_one_topic(diallo: Phone) -> None:
    diallo.taps("c_new")
    tap(diallo, "c_pick", "cellules", 1, 4, 0)
    tap(diallo, "c_open", 1, 0, 0)
    tap(diallo, "c_publish")
    assert "Il faut au moins un sujet" in tap(diallo, "c_pick", "cellules", 0, 4, 0)
    assert topics(diallo) == {"cellules": 4}


def test_what_a_campaign_tests_is_settled_once_somebody_has_begun(
    tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    made = tilleuls.campaign(diallo, sixth)
    lea = tilleuls.pupil(sixth, "Léa Martin")
    assert "Mode" in str(labels(diallo.taps(pack("c_edit", made.id))))
    assert "Que teste" in tap(diallo, "c_field", "target", 0)
    tilleuls.has_done(lea, made, "{}", 50)
    for action, *args in (
        ("c_field", "target", 0),
        ("c_field", "mode", 0),
        ("c_mode", "exam", 0),
        ("c_take", "tableur", 0),
        ("c_collect", 0),
        ("c_topics", 0),
        ("c_pick", "cellules", 1, 4, 0),
        ("c_all", "1.3", 1, 4, 0),
        ("c_cap", "1.3", 5, 0),
        ("c_number", 10, 0),
    ):
        assert "Quelqu'un a déjà commencé" in tap(diallo, str(action), *args)
    assert of(diallo) == made
    tap(diallo, "c_field", "name", 0)
    assert "Autre nom" in plain(diallo.writes("Autre nom"))


def test_what_left_the_bank_is_left_out(library: Library) -> None:
    less = bank()  # 1.1 and 4.1, without targets
    assert read_target(less, write_ready("tableur")).state is TargetState.GONE
    assert read_target(less, "").state is TargetState.UNCHOSEN
    assert read_target(less, write_topics({"cellules": 4}, 10)).state is TargetState.GONE
    kept = read_target(less, write_topics({"cellules": 4, "motdepasse": 4}, 10))
    assert (kept.state, kept.topics) == (TargetState.READY, {"motdepasse": 4})
    assert read_target(library, write_ready("tableur")).badges


def test_the_share_that_a_phone_can_do(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert targets.phone_friendly(library, {}) == 0
    assert targets.phone_friendly(library, {"cellules": 4}) == 1

    def on_even_levels(skill: Skill) -> bool:
        return skill.level % 2 == 0

    monkeypatch.setattr(targets, "on_a_phone", on_even_levels)
    assert targets.phone_friendly(library, {"cellules": 4}) == 0.5


@pytest.mark.parametrize(
    "data",
    [
        ("c_pick", "nowhere", 1, 4, 0),
        ("c_pick", "cellules", 1, 9, 0),
        ("c_pick", "cellules", 1, 0, 0),
        ("c_all", "9.9", 1, 4, 0),
        ("c_cap", "1.3", 99, 0),
        ("c_comp", "nowhere", 0),
        ("c_take", "nowhere", 0),
        ("c_target", "nowhere", 0, 0),
        ("c_found", "nowhere", 1, 4, 0),
        ("c_when", "deadline", "tomorrow", 0),
        ("c_mode", "magic", 0),
        ("c_field", "code", 0),
        ("c_rule", "everything", 1),
    ],
)
def test_forged_data_changes_nothing(desk: Desk, diallo: Phone, data: tuple[str | int, ...]) -> None:
    diallo.taps("c_new")
    before = of(diallo)
    assert "ne marche plus" in tap(diallo, str(data[0]), *data[1:])
    assert of(diallo) == before


def test_a_ready_made_test_is_told_by_its_button(diallo: Phone, library: Library) -> None:
    buttons = {with_questions(each.title, each.questions) for each in library.targets.values()}
    assert len(buttons) == len(library.targets)
    assert {"Découverte · 10 q.", "Rentrée Terminale · 44 q.", "Vérifier une information"} <= buttons
    diallo.taps("c_new")
    shown = diallo.taps(pack("c_targets", of(diallo).id, 0, 1))
    assert plain(shown).count("\n") < 8
    assert "Découverte · 10 q." in labels(shown)
