"""What a «Profil express» says of competences without a positioning: on every page, and its picture again."""

from datetime import timedelta

from bot.transport.calls import Call
from bot.usecases.outcomes import EXPRESS
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.expressing import CODES, picture, settled, sixteen, works
from tests.views.acceptable import buttons

DAY = timedelta(days=1)
NBSP = "\u00a0"


def level(calls: list[Call], code: str) -> str:
    """The estimate of a competence in a message that has a line of it: «autour de 5,5 (de 4 à 7)»."""
    (line,) = [line for line in read(calls).splitlines() if line.startswith(code)]
    return line.split(f"{NBSP}: ")[1]


def drawn(calls: list[Call]) -> dict[str, float]:
    """The estimates in the picture of «Mon profil»."""
    (file,) = [call.file for call in calls if call.file]
    return dict(file.args[3])


def test_the_profile_the_lists_and_the_pages_know_the_estimates(lea: Phone) -> None:
    said = {code: level([shown], code) for shown in works(lea)[-1:] for code in CODES}
    profile = lea.commands("profil")
    assert "D'après ton profil express (sans pix)" in read(profile)
    assert drawn(lea.taps("picture")).keys() == set(CODES)
    for code in CODES:
        assert level(profile, code) == said[code]
        about = said[code].split(" (")[0]
        assert f"déjà estimée{NBSP}: {about}\n" in read(lea.taps(f"domain:{code[0]}"))
        page = read(lea.taps(f"competence:{code}"))
        assert said[code] in page
        assert "Une dizaine de questions" in page


def test_before_any_express_nothing_is_estimated(lea: Phone) -> None:
    assert drawn(lea.taps("picture")) == {}
    said = read([*lea.commands("profil"), *lea.taps("domain:4"), *lea.taps("competence:4.1")])
    assert "autour de" not in said
    assert "Une quinzaine de questions" in said


def test_a_positioning_takes_the_place_of_its_estimate(lea: Phone) -> None:
    works(lea)
    lea.taps("begin:4.1")
    assert "autour de" in read(lea.taps("competence:4.1"))  # nothing answered yet
    lea.answers_one("4.1")
    assert drawn(lea.taps("picture")).keys() == {"1.1"}
    said = read([*lea.taps("competence:4.1"), *lea.taps("domain:4")])
    assert "autour de" not in said
    assert "niveau" in said


def test_what_was_not_asked_is_not_estimated(desk: Desk) -> None:
    desk.library = sixteen()
    lea = settled(desk)
    works(lea, most=8)
    asked = {answer.competence for answer in lea.answers()}
    assert 0 < len(asked) < 16
    assert drawn(lea.taps("picture")).keys() == asked
    for code in asked:  # an answer or two spare no question
        assert "Une quinzaine de questions" in read(lea.taps(f"competence:{code}"))


# The picture again


def test_the_picture_can_be_looked_at_again(lea: Phone) -> None:
    works(lea, most=7)
    assert "express_again" not in buttons(lea.commands("express")[-1])
    before = picture(works(lea, most=1))
    lea.taps(lea.button("pause"))
    assert "express_again" in buttons(lea.commands("express")[-1])
    shown = lea.taps("express_again")
    assert {code: line[:4] for code, line in picture(shown).items()} == {
        code: line[:4] for code, line in before.items()
    }
    assert buttons(shown[-1])[0] == "begin:express"
    works(lea)
    assert "express_again" in buttons(lea.taps("express")[-1])
    assert "express_again" in buttons(lea.commands("profil")[-1])
    ended = lea.taps("express_again")
    assert [data.split(":")[0] for data in buttons(ended[-1])] == ["domains", "sitting", "start"]
    assert "bravo" not in read(ended)
    assert "dans 4 jours" in read(ended)


def test_it_comes_as_a_text_with_the_names(lea: Phone) -> None:
    assert "par séries de 8" in read(lea.taps("express_words"))  # nothing to show yet
    works(lea)
    text = lea.taps("express_words")
    assert [call.method for call in text] == ["answerCallbackQuery", "sendMessage"]
    assert "Sécuriser" in read(text)


# The ways on from a picture


def test_a_screen_opened_from_a_picture_is_a_new_message(lea: Phone) -> None:
    ended = works(lea)
    assert buttons(ended[-1])[0] == "domains"
    for data in ("domains", "home", "profile"):
        message_id = max(lea.pictures)
        assert [call.method for call in lea.taps(data, message_id)][1:] == ["sendMessage"]


def test_from_the_answers_of_a_sitting_one_goes_on(lea: Phone) -> None:
    works(lea, most=8)
    listed = lea.taps(lea.button("sitting"))
    assert [data.split(":")[0] for data in buttons(listed[-1])[-2:]] == ["proceed", "start"]
    assert "8 questions de plus" in str(listed[-1].params["reply_markup"])
    on = lea.taps(lea.button("proceed"))
    assert "Série 2 · question 1 / 8" in read(on)
    assert [call.method for call in on] == ["answerCallbackQuery", "sendMessage"]  # the list stays
    again = lea.taps(lea.button("sitting"))
    assert "Reprendre" in str(again[-1].params["reply_markup"])
    works(lea)
    ended = lea.taps(lea.button("sitting"))
    assert [data.split(":")[0] for data in buttons(ended[-1])[-2:]] == ["detail", "start"]


def test_a_line_of_answers_says_its_competence(lea: Phone) -> None:
    works(lea, most=8)
    said = read(lea.taps(lea.button("sitting"))).splitlines()
    for number, answer in enumerate(lea.answers(), 1):
        assert any(f"{number}. {answer.competence} · " in line for line in said)


# Resets


def test_a_reset_says_that_answers_of_the_express_go_too(lea: Phone) -> None:
    lea.finishes("4.1")
    lea.desk.clock.advance(7 * DAY)
    assert "profil express" not in read(lea.taps("reset:4.1:0"))
    works(lea)
    for time in ("0", "1", "2"):
        assert "réponses du profil express dans cette compétence" in read(lea.taps(f"reset:4.1:{time}"))
    assert lea.state("4.1").evidence == ()
    assert drawn(lea.taps("picture")).keys() == {"1.1"}


def test_the_pause_at_a_checkpoint_promises_no_question(lea: Phone) -> None:
    works(lea, "4.1", most=5)
    said = read(lea.taps(lea.button("pause")))
    assert "Tu pourras continuer plus tard" in said
    works(lea, EXPRESS, most=2)
    assert "la même question" in read(lea.taps(lea.button("pause")))
