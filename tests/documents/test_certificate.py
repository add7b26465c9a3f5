"""Certificates: one page, whatever people and schools are called, whatever the levels."""

from typing import Any

import pytest

from bot.views.documents.certificate import drawn
from tests.documents.given import ENDLESS, LONG, certificate, made, page_count


@pytest.mark.parametrize("name", ["Bo Li", LONG, ENDLESS, ENDLESS.replace("W", "W "), "😀\u202e<b>", ""])
def test_a_certificate_is_one_page(name: str) -> None:
    assert page_count(made("certificate", certificate(name=name, school=name))) == 1


@pytest.mark.parametrize("level", [0, 1, 8])
def test_all_levels_fit(level: int) -> None:
    assert page_count(made("certificate", certificate(level))) == 1


def test_a_lower_highest_level_has_shorter_bars() -> None:
    assert page_count(made("certificate", certificate(5, most=640, total=640, top=5))) == 1


def test_every_competence_stands_in_its_domain_with_its_level() -> None:
    domains: Any = drawn(certificate(levels={"1.1": 3, "5.2": 8}))["domains"]
    assert [(each["number"], len(each["lines"])) for each in domains] == [
        *(("1", 3), ("2", 4), ("3", 4), ("4", 3), ("5", 2))
    ]
    levels = {line["code"]: line["level"] for each in domains for line in each["lines"]}
    assert {code: level for code, level in levels.items() if level} == {"1.1": 3, "5.2": 8}


def test_numbers_are_written_as_in_french() -> None:
    page = drawn(certificate(8))
    assert (page["total"], page["most"], page["share"]) == ("1\u202f024", "1\u202f024", 1)
