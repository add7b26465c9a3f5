"""The names of competences."""

from bot.content.framework import COMPETENCES, SHORT, short_name


def test_every_competence_has_a_short_name_of_its_own() -> None:
    assert SHORT.keys() == COMPETENCES.keys()
    assert len(set(SHORT.values())) == len(SHORT)
    assert all(0 < len(name) <= 16 for name in SHORT.values())


def test_what_is_no_competence_keeps_its_code() -> None:
    assert short_name("4.1") == "4.1 Sécurité"
    assert short_name("express") == "express"
