"""QR codes and charts: their sizes, and how a heat map is split."""

import json

import pytest
import segno

from bot.views.documents import heatmap_pages
from bot.views.documents.qr import qr_svg
from tests.documents.given import ENDLESS, LINK, LONG, curve, heatmap, made, size


@pytest.mark.parametrize("words", ["", "Code ABC DEF 234", LONG, ENDLESS])
def test_a_qr_code_fills_a_phone(words: str) -> None:
    width, height = size(made("qr", LINK + "ABCDEF234", words))
    assert width == 1080 <= height + 40 <= 1500


def test_a_qr_code_draws_each_dark_module_once() -> None:
    matrix = segno.make(LINK + "ABCDEF234", error="q", micro=False).matrix
    drawn = qr_svg(LINK + "ABCDEF234").split('d="')[1]
    lengths = [int(mark.split("v")[0]) for mark in drawn.split("h")[1::2]]
    assert sum(lengths) == sum(map(sum, matrix))


@pytest.mark.parametrize(("pupils", "topics"), [(0, 1), (1, 1), (12, 5), (40, 16)])
def test_a_heat_map_grows_with_its_class(pupils: int, topics: int) -> None:
    width, height = size(made("heatmap", heatmap(pupils, topics, ENDLESS)))
    assert width >= 1080
    assert pupils * 66 < height < pupils * 66 + 620
    assert width + height < 10_000  # what Telegram takes


def test_a_large_class_gets_several_pictures_of_one_size() -> None:
    pages = heatmap_pages(heatmap(90, 4))
    assert [len(page["pupils"]) for page in pages] == [len(page["cells"]) for page in pages] == [30, 30, 30]
    assert heatmap_pages(heatmap(40, 4)) == [heatmap(40, 4)]
    assert [page["pupils"] for page in heatmap_pages(heatmap(0, 4))] == [[]]


@pytest.mark.parametrize("days", [0, 1, 2, 14, 200])
def test_a_curve_fills_a_phone(days: int) -> None:
    width, height = size(made("curve", curve(days, LONG)))
    assert width == 1080
    assert 700 < height < 1200


def test_a_curve_stands_more_pupils_than_enrolled() -> None:
    assert size(made("curve", {**curve(5), "enrolled": 0, "deadline_index": 40}))[0] == 1080


def test_arguments_survive_the_outbox() -> None:
    given = heatmap(3, 3)
    assert made("heatmap", json.loads(json.dumps(given))) == made("heatmap", given)


def test_a_heat_map_of_levels_is_another_picture_than_one_of_percents() -> None:
    given = heatmap(3, 1)
    given["cells"] = [[0], [7], [None]]
    levels = made("heatmap", {**given, "unit": "level"})
    assert size(levels)[0] == size(made("heatmap", given))[0]
    assert levels != made("heatmap", given)
