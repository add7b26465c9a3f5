"""What is printed: as many pages as promised, whatever people are called."""

import pytest

from bot.views.documents.makers import MAKERS
from tests.documents.given import ENDLESS, LONG, attendance, class_sheet, letters, made, page_count, poster


@pytest.mark.parametrize("words", ["Bilan", LONG, ENDLESS, ""])
def test_a_poster_is_one_page(words: str) -> None:
    given = poster(title=words, teacher=words, school=words, deadline_words=words, questions_words=words)
    assert page_count(made("poster", given)) == 1


def test_a_poster_may_tell_its_own_steps() -> None:
    assert page_count(made("poster", poster(steps=[LONG, LONG, LONG]))) == 1


@pytest.mark.parametrize(("pupils", "pages"), [(0, 1), (1, 1), (8, 1), (9, 2), (35, 5)])
def test_a_page_holds_eight_cards(pupils: int, pages: int) -> None:
    assert page_count(made("class_sheet", class_sheet(["Léa Martin"] * pupils))) == pages


@pytest.mark.parametrize("name", [LONG[:60], ENDLESS])
def test_long_names_do_not_push_cards_to_another_page(name: str) -> None:
    assert page_count(made("class_sheet", class_sheet([name] * 8, school=name, classroom=name))) == 1


@pytest.mark.parametrize("name", ["Léa Martin", LONG[:60], ENDLESS])
def test_a_family_gets_one_page(name: str) -> None:
    assert page_count(made("family_letters", letters([name] * 3, school=name, teacher=name))) == 3


@pytest.mark.parametrize(("candidates", "pages"), [(0, 1), (1, 2), (30, 2), (31, 3)])
def test_a_sitting_has_a_page_to_hang_up_and_its_list(candidates: int, pages: int) -> None:
    assert page_count(made("attendance", attendance(["Léa Martin"] * candidates))) == pages


@pytest.mark.parametrize("words", [LONG, ENDLESS, ""])
def test_long_names_do_not_lengthen_the_list_of_a_sitting(words: str) -> None:
    assert page_count(made("attendance", attendance([words] * 30, words))) == 2


def test_a_file_is_named_after_what_it_is_about() -> None:
    assert MAKERS["poster"](poster(title="Œuvres & réseaux : ../6e"))[0] == "affiche-oeuvres-reseaux-6e.pdf"
    assert MAKERS["class_sheet"](class_sheet([], classroom="«»"))[0] == "cartes-tremplin.pdf"
