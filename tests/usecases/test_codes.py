"""Codes as people type them, and how hard they are to guess."""

import json
from datetime import timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.content import Challenge, Kind, render, right_response
from bot.engine import FieldsKey
from bot.usecases import codes
from bot.usecases.participation import entering
from tests.usecases.desk import Desk, Phone, bank, read

LETTERS, DIGITS = st.sampled_from(codes.LETTERS), st.sampled_from(codes.DIGITS)
CODES = st.builds(
    lambda letters, digits: "".join([*letters, *digits]),
    st.lists(LETTERS, min_size=6, max_size=6),
    st.lists(DIGITS, min_size=3, max_size=3),
)
BETWEEN = st.sampled_from(["", "", "", " ", "-", "  ", " - ", "\u00a0", ".", "_", "–", "\n"])
LOOKS_LIKE = {"Q": "0O", "D": "0O", "J": "1I", "T": "1I7", "Z": "2", "S": "5", "G": "6", "B": "8"}
LOOKS_LIKE |= {"2": "Zz", "5": "Ss", "6": "Gg", "8": "Bb", "7": "1Il"}
TYPED = [
    challenge
    for competence in bank().competences.values()
    for challenge in competence.challenges
    if challenge.kind in {Kind.TEXT, Kind.NUMBER, Kind.FIELDS}
]
HOUR = timedelta(hours=1)


@given(CODES)
def test_a_code_means_itself_alone(code: str) -> None:
    assert codes.readings(code) == [code]


@given(st.data(), CODES)
def test_any_spacing_and_case_leads_to_the_code(data: st.DataObject, code: str) -> None:
    signs = [data.draw(st.sampled_from([c, c.lower()])) + data.draw(BETWEEN) for c in code]
    assert codes.readings(data.draw(BETWEEN) + "".join(signs)) == [code]


@given(st.data(), CODES)
def test_a_slip_of_the_eye_leads_to_the_code(data: st.DataObject, code: str) -> None:
    able = [place for place, sign in enumerate(code) if sign in LOOKS_LIKE]
    slips = data.draw(st.lists(st.sampled_from(able), max_size=4, unique=True)) if able else []
    signs = list(code)
    for place in slips:
        signs[place] = data.draw(st.sampled_from(LOOKS_LIKE[code[place]]))
    assume(any(sign.isdigit() for sign in signs))  # nine letters are a word
    assert code in codes.readings("".join(signs))


@given(st.text(max_size=5000))
def test_any_text_can_be_read(text: str) -> None:
    assert len(codes.readings(text)) <= 16
    assert codes.looks_like_a_code(text) == bool(codes.readings(text))
    codes.pasted(text)


@pytest.mark.parametrize(
    "text", ["", "ABCDEF23", "ABCDEF2345", "ABCDEFGHJ", "234567892", "Je ne sais pas", "À" * 9]
)
def test_what_has_another_shape_is_no_code(text: str) -> None:
    assert not codes.looks_like_a_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://t.me/tremplin_bot?start=ABCDEF234",
        "t.me/tremplin_bot?start=ABCDEF234",
        "HTTPS://T.ME/Tremplin_Bot?start=ABCDEF234",
        "http://telegram.me/tremplin_bot/?start=ABCDEF234",
        "Voici le lien : https://t.me/tremplin_bot?start=ABCDEF234\nÀ demain !",
    ],
)
def test_a_pasted_link_carries_its_payload(text: str) -> None:
    assert codes.pasted(text) == "ABCDEF234"


@pytest.mark.parametrize("text", ["t.me/tremplin_bot", "https://chat.me/bot?start=A", "?start=ABCDEF234", ""])
def test_other_addresses_carry_nothing(text: str) -> None:
    assert codes.pasted(text) is None


@pytest.mark.parametrize("challenge", TYPED, ids=lambda each: each.id)
def test_an_answer_is_never_taken_for_a_code(challenge: Challenge) -> None:
    for seed in range(8):
        variant = render(challenge, seed)
        keys = variant.key.fields if isinstance(variant.key, FieldsKey) else (variant.key,)
        for key in keys:
            answer = right_response(key)
            assert isinstance(answer, str)
            assert entering.takes(variant, answer) or not codes.looks_like_a_code(answer)


def test_ten_wrong_codes_are_free_then_waits_grow(lea: Phone) -> None:
    for _ in range(10):
        assert "Je ne connais pas ce code" in read(lea.writes("ABCDEF234"))
    waits = []
    for _ in range(12):
        said = read(lea.writes("ABCDEF234"))
        assert "Trop de codes" in said
        waits.append(said.split("dans ")[1].split(".")[0])
        while "Trop de codes" in read(lea.writes("ABCDEF234")):
            lea.desk.clock.advance(timedelta(minutes=1))
    assert waits == [
        *("1 minute", "2 minutes", "4 minutes", "8 minutes", "16 minutes", "32 minutes", "64 minutes"),
        *("3 heures", "5 heures", "9 heures", "18 heures", "24 heures"),
    ]


def test_nothing_is_looked_up_while_one_waits(lea: Phone, desk: Desk) -> None:
    for _ in range(10):
        lea.writes("ABCDEF234")
    before = desk.sql("select tries, last_at from wrong_code")
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(codes, "find", lambda _, text: asked.append(text))
        lea.writes("ABCDEF235")
        lea.writes("t.me/bot?start=ABCDEF236")
        lea.commands("start", "ABCDEF237")
        lea.commands("code", "ABCDEF238")
    assert asked == []
    assert desk.sql("select tries, last_at from wrong_code") == before


def test_somebody_who_guesses_all_day_tries_thirty_codes_at_most(lea: Phone, desk: Desk) -> None:
    tried: list[float] = []
    for minute in range(3 * 24 * 60):
        if "Trop de codes" not in read(lea.writes("ABCDEF234")):
            tried.append(minute)
        desk.clock.advance(timedelta(minutes=1))
    busiest = max(sum(start <= each < start + 24 * 60 for each in tried) for start in tried)
    assert busiest <= 30


def test_whatever_is_typed_gets_an_answer(lea: Phone) -> None:
    chance = Random(5)
    for _ in range(400):
        signs = chance.choice([codes.LETTERS + codes.DIGITS, "OIL01 -_.abcZ2é", "t.me/?start=AB2-\u202e\n🙂"])
        assert lea.writes("".join(chance.choices(signs, k=chance.randint(1, 14))))
        lea.desk.clock.advance(3 * HOUR)


def test_a_day_without_wrong_codes_forgets_them(lea: Phone, desk: Desk) -> None:
    for _ in range(10):
        lea.writes("ABCDEF234")
    desk.clock.advance(25 * HOUR)
    for _ in range(10):
        assert "Je ne connais pas ce code" in read(lea.writes("ABCDEF234"))


def test_who_erases_everything_and_comes_back_waits_all_the_same(lea: Phone, desk: Desk) -> None:
    for _ in range(10):
        lea.writes("ABCDEF234")
    assert "Trop de codes" in read(lea.writes("ABCDEF235"))
    assert "effacé" in read(lea.erases())
    lea.settles()
    assert "Trop de codes" in read(lea.writes("ABCDEF235"))
    told = json.loads(lea.commands("mesdonnees")[0].file.args[1])  # type: ignore[union-attr]  # it is a file
    assert told["codes_faux"][0]["essais"] == 10
