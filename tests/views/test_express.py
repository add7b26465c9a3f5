"""The picture of a «Profil express», and the words that say the same."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from bot.bootstrap import Files
from bot.content.framework import COMPETENCES
from bot.engine import Verdict
from bot.transport.calls import Call
from bot.usecases import outcomes as o
from bot.views.estimates import about, in_words
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.desk import bank
from tests.views.acceptable import buttons, words

WHITE = (255, 255, 255)
MARGIN = 30  # pixels that stay white on either side
SHOWING = Showing(7, bank())


def estimate(
    code: str = "1.1", level: float = 3.0, *, low: float = 2.0, high: float = 4.0, **more: Any
) -> o.Estimate:
    return o.Estimate(code, level, low, high, **{"asked": True, **more})


def shown(*estimates: o.Estimate, more: int = 8) -> Call:
    (call,) = present(SHOWING, [o.ExpressProfile(1, estimates, 8, 0, (), more, None if more else 96)])
    return call


def drawn(*estimates: o.Estimate) -> Image.Image:
    file = shown(*estimates).file
    assert file is not None
    name, content = Files(bank())(file.maker, file.args)
    assert name.endswith(".png")
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize(
    ("level", "low", "high", "short", "said"),
    [
        (3.0, 2.0, 4.0, "autour de 3", "autour de 3 (de 2 à 4)"),
        (5.4, 4.1, 6.6, "autour de 5,5", "autour de 5,5 (de 4 à 7)"),
        (3.6, 3.55, 4.6, "autour de 3,5", "autour de 3,5 (de 3,5 à 5)"),
        (3.0, 2.6, 3.4, "autour de 3", "autour de 3"),
        (1.4, 0.4, 3.0, "autour de 1,5", "autour de 1,5 (3 au plus)"),
        (0.4, 0.0, 1.2, "niveau 1 au plus", "niveau 1 au plus"),
        (0.1, 0.0, 0.2, "niveau 1 au plus", "niveau 1 au plus"),
        (0.2, 0.0, 1.8, "niveau 2 au plus", "niveau 2 au plus"),
        (7.9, 7.6, 8.0, "autour de 8", "autour de 8"),
    ],
)
def test_a_level_is_said_in_halves_and_its_bounds_in_whole_levels(
    level: float, low: float, high: float, short: str, said: str
) -> None:
    known = estimate(level=level, low=low, high=high)
    assert (about(known), in_words(known)) == (short, said)


def test_the_caption_says_what_the_picture_shows() -> None:
    said = words(shown(estimate("1.1"), estimate("4.1", 5.0, low=4.0, high=6.0, asked=False)))
    assert f"1.1 {COMPETENCES['1.1']}\u00a0: autour de 3 (de 2 à 4)\n" in said.replace("’", "'")
    assert "autour de 5 (de 4 à 6) *\n" in said
    assert "ton niveau est là, 9 fois sur 10" in said
    assert "* Pas encore de question" in said
    assert "Pas encore de question" not in words(shown(estimate()))
    assert "Entre parenthèses" not in words(shown(estimate("1.1", 0.1, low=0.0, high=0.2)))


def test_names_too_long_for_a_caption_are_read_in_a_text() -> None:
    call = shown(*PROFILES["16 competences"])
    assert "1.1 niveau 1 au plus\n" in words(call)
    assert COMPETENCES["2.1"] not in words(call)
    assert "express_words" in buttons(call)
    assert "express_words" not in buttons(shown(estimate()))
    outcome = o.ExpressProfile(1, tuple(PROFILES["16 competences"]), 8, 0, (), 8, again=True, text=True)
    (text,) = present(SHOWING, [outcome])
    assert text.method == "sendMessage"
    assert all(title in words(text).replace("’", "'") for title in COMPETENCES.values())


def test_no_zero_is_shown_to_a_beginner() -> None:
    def said(right: int, more: int) -> str:
        verdicts = (Verdict.RIGHT,) * right + (Verdict.WRONG,) * (8 - right)
        (call,) = present(SHOWING, [o.ExpressProfile(1, (estimate(),), 8, 0, verdicts, more)])
        return words(call)

    assert " · 1 sur 8" in said(1, 8)
    assert "C'est un point de départ\u00a0: la suite sera plus facile." in said(0, 8)
    assert "C'est un point de départ." in said(0, 0)
    assert "sur 8" not in said(0, 8) + said(0, 0)
    lines = tuple(o.AnswerLine(o.StepRef(o.EXPRESS, 1, n), Verdict.WRONG, "x", "4.1") for n in (1, 2))
    (listed,) = present(SHOWING, [o.Checkpoint(o.EXPRESS, 1, 0, lines, running=True)])
    assert "la suite sera plus facile" in words(listed)
    assert "0 sur" not in words(listed)
    blocks = [present(SHOWING, [o.Checkpoint("4.1", 1, block, lines, running=True)]) for block in range(9)]
    comforts = [words(call).splitlines()[1] for (call,) in blocks]
    assert all(one != next_ for one, next_ in pairwise(comforts))


def test_the_ways_on_depend_on_what_is_left() -> None:
    labels = [row[0]["text"] for row in shown(estimate(), more=1).params["reply_markup"]["inline_keyboard"]]
    assert labels == ["▶️ 1 question de plus", "⏸ M'arrêter ici"]
    assert buttons(shown(estimate(), more=0)) == ["domains", "my_tutorials", "my_profile", "start"]


PROFILES = {
    "16 competences": [
        estimate(code, number / 2, low=max(0, number / 2 - 1), high=min(8, number / 2 + 1), before=(0.5, 6.2))
        for number, code in enumerate(COMPETENCES)
    ],
    "2 competences": [estimate("1.1", before=(0.4, 6.1)), estimate("4.1", asked=False, before=(0.4, 6.1))],
    "both ends": [
        estimate("1.1", 0.0, low=0.0, high=0.1, before=(0.0, 0.2)),
        estimate("5.2", 8.0, low=7.9, high=8.0, before=(7.0, 8.0)),
    ],
    "everything": [estimate("3.4", 4.0, low=0.0, high=8.0)],
}


@pytest.mark.parametrize("estimates", PROFILES.values(), ids=PROFILES)
def test_the_picture_fills_a_phone_and_keeps_its_margins(estimates: list[o.Estimate]) -> None:
    picture = drawn(*estimates)
    assert picture.width == 1080
    assert picture.height <= 2.2 * picture.width
    for edge in (0, picture.width - MARGIN):
        strip = picture.crop((edge, 0, edge + MARGIN, picture.height))
        assert strip.getcolors() == [(MARGIN * picture.height, WHITE)]


def test_a_level_is_where_its_dot_is() -> None:
    """The darkest ink of the line moves with the level, by the same pixels for each level."""
    places = [dot(drawn(estimate("1.1", level, low=0.0, high=8.0))) for level in (2.0, 3.0, 6.0)]
    assert places[1] - places[0] == pytest.approx((places[2] - places[1]) / 3, abs=2)


def dot(picture: Image.Image) -> float:
    """The middle, in pixels, of the dot on the first line."""
    blue = (0x25, 0x63, 0xEB)
    row = next(
        y
        for y in range(picture.height)
        if sum(picture.getpixel((x, y)) == blue for x in range(picture.width)) > 25
    )
    across = [x for x in range(picture.width) if picture.getpixel((x, row)) == blue]
    return (across[0] + across[-1]) / 2


def test_what_is_guessed_and_what_was_before_look_different() -> None:
    pictures = [
        drawn(estimate(asked=asked, before=before)).tobytes()
        for asked in (True, False)
        for before in (None, (1.0, 5.0))
    ]
    assert len(set(pictures)) == 4
