"""What operators see: the list of schools, and a new one step by step."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import outcomes as o
from bot.usecases.schools.creating import ZONES
from bot.views.keyboards import Button, button, in_rows, keyboard
from bot.views.schools_paging import asking, pager, shortened
from bot.views.showing import Showing

LEVELS = {"college": "Collège", "lycee": "Lycée", "both": "Collège et lycée"}
ZONE_NAMES = {
    "Europe/Paris": "Métropole (Paris)",
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "Pacific/Noumea": "Nouvelle-Calédonie",
    "Pacific/Tahiti": "Polynésie (Tahiti)",
    "Pacific/Wallis": "Wallis-et-Futuna",
    "America/Miquelon": "Saint-Pierre-et-Miquelon",
}
_CANCEL = [button("Annuler", "s_cancel")]


def listed(showing: Showing, outcome: o.SchoolsShown) -> list[Call]:
    rows = [[button(shortened(each.name), "s_show", each.id)] for each in outcome.schools]
    turns = pager(outcome.page, outcome.pages, "s_list")
    more = [button("➕ Créer un établissement", "s_new")]
    markup = keyboard(*rows, turns, more, [button("🏠 Accueil", "home")])
    words = showing.text("schools/list", outcome=outcome)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def drafted(showing: Showing, outcome: o.SchoolDrafted) -> list[Call]:
    level, zone = LEVELS.get(outcome.level, ""), ZONE_NAMES.get(outcome.zone, "")
    words = asking(showing, "schools/draft", outcome, level=level, zone=zone)
    return [showing.screen(words, keyboard(*_CHOICES.get(outcome.step, []), _CANCEL))]


def operator_made(showing: Showing, _outcome: o.OperatorMade) -> list[Call]:
    return [showing.send(showing.text("schools/operator_made"))]


_CHOICES: dict[str, list[list[Button]]] = {
    "level": [[button(label, "s_level", level)] for level, label in LEVELS.items()],
    "zone": in_rows((button(ZONE_NAMES[zone], "s_zone", zone) for zone in ZONES), 2),
    "summary": [
        [button("✅ Créer l'établissement", "s_create")],
        [button("✏️ Nom", "s_change", "name"), button("✏️ Niveau", "s_change", "level")],
        [button("✏️ Fuseau horaire", "s_change", "zone")],
    ],
}

VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.SchoolsShown: listed,
    o.SchoolDrafted: drafted,
    o.OperatorMade: operator_made,
}
