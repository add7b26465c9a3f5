"""A word that begins with a slash: the answer to a question that waits for one, else a command."""

from bot.content import Kind, right_response
from tests.usecases.desk import Phone, challenges, read


def asked(lea: Phone, challenge_id: str) -> None:
    lea.taps("begin:1.1")
    lea.is_asked(next(each for each in challenges("1.1") if each.id == challenge_id), "1.1")


def test_an_address_that_looks_like_a_command_is_an_answer(lea: Phone) -> None:
    asked(lea, "citerveille6-b")
    path = str(right_response(lea.variant("1.1").key)).removesuffix(".xml")
    lea.commands(path.removeprefix("/"))

    assert [answer.response for answer in lea.answers()] == [f'"{path}"']


def test_our_own_commands_stay_commands(lea: Phone) -> None:
    asked(lea, "citerveille6-b")
    said = read(lea.commands("aide"))

    assert lea.answers() == []
    assert "commandes" in said


def test_where_buttons_are_asked_for_it_is_an_unknown_command(lea: Phone) -> None:
    single = next(each for each in challenges("1.1") if each.kind is Kind.SINGLE)
    asked(lea, single.id)
    said = read(lea.commands("feed"))

    assert lea.answers() == []
    assert "Je ne connais pas cette commande" in said
