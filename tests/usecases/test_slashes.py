"""A word that begins with a slash: the answer to a question that waits for one, else a command."""

from itertools import count

import pytest

from bot.content import Kind, render, right_response
from tests.usecases.desk import Phone, challenges, read


@pytest.fixture
def path(lea: Phone) -> str:
    """The answer to the question on Léa's screen: it looks like a command of ours."""
    lea.taps("begin:1.1")
    feeds = next(each for each in challenges("1.1") if each.id == "citerveille6-b")
    seed = next(seed for seed in count() if right_response(render(feeds, seed).key) == "/feed")
    lea.is_asked(feeds, "1.1", seed)
    return "/feed"


def test_an_address_that_looks_like_a_command_is_an_answer(lea: Phone, path: str) -> None:
    lea.commands(path.removeprefix("/"))

    assert [answer.verdict for answer in lea.answers()] == ["right"]


@pytest.mark.usefixtures("path")
def test_our_own_commands_stay_commands(lea: Phone) -> None:
    said = read(lea.commands("aide"))

    assert lea.answers() == []
    assert "commandes" in said


def test_where_buttons_are_asked_for_it_is_an_unknown_command(lea: Phone) -> None:
    lea.taps("begin:1.1")
    lea.is_asked(next(each for each in challenges("1.1") if each.kind is Kind.SINGLE), "1.1")
    said = read(lea.commands("feed"))

    assert lea.answers() == []
    assert "Je ne connais pas cette commande" in said
