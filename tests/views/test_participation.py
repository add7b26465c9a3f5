"""Times in words and labels that fit, as pupils read them."""

import pytest

from bot.views.keyboards import LABEL_LIMIT, cut
from bot.views.participation import DAY_MS, HOUR_MS, MINUTE_MS, lasting


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (1, "1 minute"),
        (MINUTE_MS, "1 minute"),
        (MINUTE_MS + 1, "2 minutes"),
        (89 * MINUTE_MS, "89 minutes"),
        (90 * MINUTE_MS, "2 heures"),
        (DAY_MS, "24 heures"),
        (2 * DAY_MS - 1, "48 heures"),
        (3 * DAY_MS + HOUR_MS, "4 jours"),
    ],
)
def test_a_wait_is_rounded_up(ms: int, words: str) -> None:
    assert lasting(ms) == words


def test_a_long_title_is_cut_on_its_button_at_a_word() -> None:
    assert cut("Rentrée") == "Rentrée"
    assert cut("x" * 60) == "x" * (LABEL_LIMIT - 1) + "…"
    assert cut("📘 Reconnaître un message piégé") == "📘 Reconnaître un message…"
    assert cut("Un parcours de la semaine de rentrée") == "Un parcours de la semaine…"
    assert cut("Se protéger en ligne\u00a0: les bases") == "Se protéger en ligne\u00a0: les…"
    assert cut("Un mot anticonstitutionnellement") == "Un mot anticonstitutionnell…"
