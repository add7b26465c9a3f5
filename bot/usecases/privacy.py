"""What is kept about a person: shown on request, erased on request."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.store import dialogs, people
from bot.store import practice as rows
from bot.store import privacy as sections
from bot.store.dialogs import Dialog
from bot.usecases import asking, checkpoints
from bot.usecases.certification import inheriting
from bot.usecases.keys import campaign_code, is_campaign, is_certification, is_positioning, sitting_code
from bot.usecases.outcomes import EraseAsked, Erased, MyData, Outcome
from bot.usecases.states import load_all
from bot.usecases.turn import Turn

ERASE = "erase"  # the kind of dialog that remembers it was asked; it awaits no text
SURE_FOR_MS = 600_000


def export(turn: Turn) -> list[Outcome]:
    """Everything kept about the person, as JSON."""
    person, answers = turn.person, rows.all_answers(turn.tx, turn.person.id)
    states = {code: state for code, state in load_all(turn).items() if is_positioning(code)}
    tests = rows.assessments(turn.tx, person.id)
    secret = {a.id for a in tests if checkpoints.hidden(turn, a.competence, a.id)}
    document = {
        "personne": {
            "chat_telegram": person.chat_id,
            "profil": person.role,
            "moins_de_15_ans": None if person.under_15 is None else bool(person.under_15),
            "travaille_sur": person.device,
            "classe": "non dite" if person.grade == "unsaid" else person.grade,
            "première_visite": _iso(person.created_at),
            "venu_par": person.came_for,
        },
        "compétences": {
            code: {"niveau": s.level, "pix": int(s.pix), "acquis_validés": sorted(s.validated)}
            for code, s in states.items()
        },
        "positionnements": [
            {
                "numéro": str(a.id),
                **_of_test(a.competence),
                "début": _iso(a.started_at),
                "fin": _iso(a.ended_at),
                "issue": a.outcome,
                "résultat": json.loads(a.result) if a.result and a.id not in secret else None,
                "version_du_modèle": a.model,
                "version_des_questions": a.items,
            }
            for a in tests
        ],
        "réponses": [
            {
                "compétence": a.competence,
                "acquis": a.skill,
                "épreuve": a.challenge,
                "variante": a.variant,
                "verdict": None if a.assessment_id in secret else a.verdict,
                "réponse": json.loads(a.response) if a.response else None,
                "secondes": a.seconds,
                "le": _iso(a.answered_at),
            }
            for a in answers
        ],
        "tutoriels": [
            {"acquis": t.skill, "gardé": bool(t.saved), "utile": None if t.useful is None else bool(t.useful)}
            for t in rows.all_tutorials(turn.tx, person.id)
        ],
        "signalements": [
            {"épreuve": r.challenge, "motif": r.reason, "le": _iso(r.created_at)}
            for r in rows.reports_of_person(turn.tx, person.id)
        ],
        **_of_schools(turn, secret),
    }
    return [MyData(_pretty(document), len(answers), len(states))]


def erase(turn: Turn, confirmations: int) -> list[Outcome]:
    """Erase everything, after two confirmations; a button counts only once its question was asked."""
    given = min(confirmations, _asked(turn))
    if given >= 2:
        inheriting.erased(turn)
        people.erase(turn.tx, turn.person)
        return [Erased()]
    asking.answered(turn)  # a text written now is no answer to whatever was asked before
    dialogs.put(turn.tx, turn.person.id, Dialog(ERASE, {"time": given + 1, "at": turn.now_ms}))
    return [EraseAsked(given + 1, len(rows.all_answers(turn.tx, turn.person.id)))]


def _asked(turn: Turn) -> int:
    """How many times the person was lately asked whether they are sure."""
    dialog = dialogs.find(turn.tx, turn.person.id)
    if dialog is None or dialog.kind != ERASE or turn.now_ms - dialog.about["at"] > SURE_FOR_MS:
        return 0
    return int(dialog.about["time"])


def _of_test(key: str) -> dict[str, str]:
    """What a test was of, as the copy tells it: a campaign by the code that was given for it."""
    if is_certification(key):
        return {"certification_blanche": sitting_code(key)}
    return {"parcours": campaign_code(key)} if is_campaign(key) else {"compétence": key}


def _of_schools(turn: Turn, secret: set[int]) -> dict[str, list[dict[str, Any]]]:
    """What schools keep, section by section; those with nothing in them are left out.

    `secret`: exams whose answers are not shown yet; their results tell them by topic.
    """
    found = {
        section.name: [
            dict(_told(*pair) for pair in zip(section.columns, row, strict=True))
            for row in sections.kept(turn.tx, section, turn.person.id)
        ]
        for section in sections.SECTIONS
    }
    for attempt in found["parcours"]:
        if int(attempt["numéro"]) in secret:
            attempt["résultat"] = None
    return {name: lines for name, lines in found.items() if lines}


def _told(column: str, value: Any) -> tuple[str, Any]:
    """A column as the copy tells it."""
    if column.endswith("_at"):
        return column.removesuffix("_at"), _iso(value)
    if column.endswith("_json"):
        return column.removesuffix("_json"), json.loads(value) if value else None
    return column, str(value) if column == "numéro" else value


def _pretty(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _iso(ms: int | None) -> str | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")
