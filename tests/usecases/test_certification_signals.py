"""Signals of guessing and copying: shown to the jury with what they are worth, and never as a verdict."""

from dataclasses import replace

from bot.content import Kind, render, right_response
from bot.engine import FIT_ALARM, GAP_ALARM, HASTY_ALARM, Response
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, Question
from bot.usecases.certification import copying
from bot.usecases.certification.sheets import Line, Sheet
from tests.usecases.campaigning import everything
from tests.usecases.desk import Desk
from tests.usecases.judging import GOOD, asked, closes, jury, over, sits
from tests.usecases.sittings import Room, announced

TALK = "Un signal n'est jamais une preuve : parlez-en avec l'élève."


def test_answers_that_come_too_fast_are_told_with_their_threshold(desk: Desk) -> None:
    room = announced(desk, 2, rules="profile")
    room.comes_to_the_hour(0)
    lea, tom = room.pupils
    sits(room, lea, GOOD, seconds=2.0)
    sits(room, tom, GOOD, seconds=25.0)
    closes(room)
    read = jury(room, "sj_one", lea)
    assert "100 % des réponses sont venues trop vite" in read
    assert f"Le seuil est {100 * HASTY_ALARM:.0f} % : 1 ou 2 candidats sérieux sur 100 le dépassent." in read
    assert TALK in read
    assert TALK not in jury(room, "sj_one", tom)
    assert "🔎 à regarder" in room.taps("sj_show")


def test_skipped_questions_are_not_hasty(desk: Desk) -> None:
    room = announced(desk, 1, rules="profile")
    room.comes_to_the_hour(0)
    sits(room, room.pupils[0], "S" * 15, seconds=1.0)
    closes(room)
    assert "trop vite" not in jury(room, "sj_one", room.pupils[0])


def test_wrong_responses_of_a_neighbour_are_told_with_how_likely_chance_is(desk: Desk) -> None:
    room = announced(desk, 3, rules="profile")
    room.comes_to_the_hour(0)
    lea, tom, ines = room.pupils
    sits(room, tom, GOOD)
    copied = copies(room, room.candidate(lea), room.candidate(tom))
    paper = "".join("W" if each is not None else "R" for each in copied)
    sits(room, lea, paper, responses=[each for each in copied if each is not None])
    sits(room, ines, "RRW" * 5)
    closes(room)
    read = jury(room, "sj_one", lea)
    count = paper.count("W")
    assert f"{count} de ses {count} réponses fausses comparables sont celles de Martin01 Tom" in read
    assert "par hasard" in read
    assert (
        f"à 0 s l'une de l'autre en général (moins de {GAP_ALARM:.0f} s : 1 paire sérieuse sur 100)" in read
    )
    assert TALK in read
    assert TALK not in jury(room, "sj_one", tom)
    assert TALK not in jury(room, "sj_one", ines)


def test_a_class_that_errs_on_its_own_has_no_signal(desk: Desk) -> None:
    room = over(desk, *["RWW" * 5, "WRW" * 5, "WWR" * 5] * 3)
    for phone in room.pupils:
        assert "réponses fausses comparables" not in jury(room, "sj_one", phone)


def test_what_cannot_be_compared_says_nothing(desk: Desk) -> None:
    room = over(desk, "W" * 15, "R" * 15)
    desk.sql("update answer set challenge = 'gone'")
    assert TALK not in jury(room, "sj_one", room.pupils[0])


def test_one_match_with_the_same_data_is_no_sign() -> None:
    challenge = next(
        each
        for each in everything().competences["1.1"].challenges
        if each.kind is Kind.SINGLE and len(render(each, 1).choices) == 4
    )
    own = render(challenge, 1)
    wrong = next(n for n in range(4) if [n] != right_response(own.key))
    answer = StoredAnswer(1, 1, "1.1", challenge.skill, challenge.id, 1, "wrong", f"[{wrong}]", 30.0, 0)
    question = Question(1, 1, "1.1", challenge.skill, challenge.id, 1, 1)
    one, other = (_sheet(id_, Line(question, replace(answer, answered_at=id_))) for id_ in (1, 2))
    assert copying.found(everything(), [one, other]) == {}


def _sheet(candidate_id: int, *lines: Line) -> Sheet:
    unknown = [None] * len(Candidate.__slots__)
    found = Candidate(*unknown)  # type: ignore[arg-type]  # nothing of it matters but its id
    return Sheet(replace(found, id=candidate_id), lines)


def copies(room: Room, who: Candidate, neighbour: Candidate) -> list[Response | None]:
    """What is right on the neighbour's phone, for each question where it is wrong on one's own."""
    found: list[Response | None] = []
    for (_, mine), (_, theirs) in zip(asked(who, 15), asked(neighbour, 15), strict=True):
        challenge = room.desk.library.challenge(mine.challenge)
        assert challenge is not None
        own, other = (render(challenge, each.variant) for each in (mine, theirs))
        response = right_response(other.key)
        found.append(None if response == right_response(own.key) else response)
    return found


def test_easy_questions_missed_and_hard_ones_known_are_told(desk: Desk) -> None:
    room = over(desk, "WWWWRRRR" * 5, "RRRRWWWW" * 5, rules="adaptive")
    odd, usual = room.pupils
    read = jury(room, "sj_one", odd)
    assert "Des questions faciles ratées et des difficiles réussies : indice −" in read
    assert f"Le seuil est −{-FIT_ALARM:.1f}".replace(".", ",") in read
    assert "1 ou 2 candidats sérieux sur 100 passent dessous." in read
    assert "questions faciles ratées" not in jury(room, "sj_one", usual)
