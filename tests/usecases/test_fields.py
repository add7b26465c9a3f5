"""Several short answers: one a message, or all that are missing in one message, a line each."""

import pytest

from bot.content import Kind, Variant, right_response
from tests.usecases.desk import Phone, challenges, read


@pytest.fixture
def fields(lea: Phone) -> Variant:
    """A question with several fields, on Léa's screen."""
    lea.taps("begin:4.1")
    lea.is_asked(next(each for each in challenges() if each.kind is Kind.FIELDS), "4.1")
    return lea.variant("4.1")


def expected(fields: Variant) -> list[str]:
    return [str(part) for part in right_response(fields.key)]


def test_a_line_for_each_field_answers_the_question(lea: Phone, fields: Variant) -> None:
    lea.writes("\n".join(expected(fields)) + "\n\n")

    assert [answer.verdict for answer in lea.answers()] == ["right"]


def test_the_fields_that_are_left_may_come_together(lea: Phone, fields: Variant) -> None:
    first, *others = expected(fields)
    lea.writes(first)
    lea.reads_all()
    lea.writes("\n".join(others))

    assert [answer.verdict for answer in lea.answers()] == ["right"]


def test_other_lines_are_one_answer(lea: Phone, fields: Variant) -> None:
    said = read(lea.writes("\n".join([*expected(fields), "et voilà"])))

    assert lea.answers() == []
    assert "2 /" in said or "nombre" in said
