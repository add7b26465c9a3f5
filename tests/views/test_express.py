"""The picture of a «Profil express», and the words that say the same."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.bootstrap import Files
from bot.content.framework import COMPETENCES
from bot.transport.calls import Call
from bot.usecases import outcomes as o
from bot.views.express import in_words
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
    ("low", "high", "said"),
    [
        (2.0, 4.0, "entre les niveaux 2 et 4"),
        (1.5, 3.49, "entre les niveaux 2 et 3"),
        (2.6, 3.4, "autour du niveau 3"),
        (0.4, 2.0, "entre le début et le niveau 2"),
        (0.0, 0.4, "au tout début"),
        (7.6, 8.0, "autour du niveau 8"),
    ],
)
def test_an_interval_is_said_in_whole_levels(low: float, high: float, said: str) -> None:
    assert in_words(estimate(low=low, high=high)) == said


def test_the_caption_says_what_the_picture_shows() -> None:
    said = words(shown(estimate("1.1"), estimate("4.1", 5.0, low=4.0, high=6.0, asked=False)))
    assert "1.1 entre les niveaux 2 et 4\n" in said
    assert "4.1 entre les niveaux 4 et 6 *\n" in said
    assert "* Pas encore de question" in said
    assert "Pas encore de question" not in words(shown(estimate()))


def test_the_ways_on_depend_on_what_is_left() -> None:
    labels = [row[0]["text"] for row in shown(estimate(), more=1).params["reply_markup"]["inline_keyboard"]]
    assert labels == ["▶️ 1 question de plus", "⏸ M'arrêter ici"]
    assert buttons(shown(estimate(), more=0)) == ["my_tutorials", "my_profile", "start"]


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
