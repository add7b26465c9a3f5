"""Elisions: those that are missed, and the words that only look like it."""

from bot.content.french_rules import french_faults

UNELIDED = """le vélo de Inès, plus que un jour, que une fois, le chien de Hélène, le sac de Henri,
la école, de heure en heure, le hameçon, lorsque on part, le hôtel, une amie de Óscar, quoique il"""
FINE = """le hamster, le hamburger, le hameau, le hamac, le heurt, sans heurter, de Hambourg, le onze mai,
le oui, de un à six, à la une, le huit, de A à B, donne-le avant, le haut, le héros, <code>de Inès</code>"""


def told(text: str) -> bool:
    return any("no elision" in fault.what for fault in french_faults(("text",), text))


def test_a_missing_elision_is_told() -> None:
    assert [text for text in UNELIDED.split(",") if not told(text)] == []


def test_words_that_are_not_elided_pass() -> None:
    assert [text for text in FINE.split(",") if told(text)] == []
