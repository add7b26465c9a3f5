"""What the documents of these tests are made from."""

import re
from typing import Any

from bot.content.framework import COMPETENCES
from bot.views.documents import (
    Certificate,
    ClassSheet,
    Curve,
    FamilyLetters,
    Heatmap,
    Poster,
    Results,
    SittingResults,
)
from bot.views.documents.attendance_shapes import Attendance
from bot.views.documents.makers import MAKERS

LINK = "https://t.me/tremplin_college_bot?start="
LONG = "Évaluation de fin de séquence : protéger ses données, sa vie privée et son identité numérique partout"
ENDLESS = "W" * 60


def poster(**other: Any) -> Poster:
    given: Any = {
        "title": "Bilan de rentrée",
        "teacher": "Mme Martin",
        "school": "Collège Jean-Moulin",
        "code": "ABCDEF234",
        "link": LINK + "ABCDEF234",
        "deadline_words": "vendredi 15 novembre à 18 h",
        "questions_words": "20 questions environ",
    }
    return {**given, **other}


def class_sheet(names: list[str], school: str = "Collège Jean-Moulin", classroom: str = "5e B") -> ClassSheet:
    pupils = [
        {"name": name, "link": f"{LINK}p-{place:024}", "code": "ABCDEF234"}
        for place, name in enumerate(names)
    ]
    return {"school": school, "class": classroom, "pupils": pupils}


def letters(
    names: list[str], school: str = "Collège Jean-Moulin", teacher: str = "Mme Martin"
) -> FamilyLetters:
    return {
        "school": school,
        "class": "5e B",
        "teacher": teacher,
        "date_words": "le lundi 3 novembre 2026",
        "letters": [
            {"pupil": name, "pupil_link": f"{LINK}p-{place:024}", "guardian_link": f"{LINK}g-{place:024}"}
            for place, name in enumerate(names)
        ],
    }


def attendance(names: list[str], words: str = "mardi 24 novembre à 14 h") -> Attendance:
    return {
        "school": "Collège Jean-Moulin",
        "when": words,
        "room": "Salle 204",
        "organiser": words,
        "code": "ABCDEF234",
        "link": LINK + "ABCDEF234",
        "time": "1 h 45",
        "rows": [{"name": name, "class": name, "time": "2 h 20", "extra": 33} for name in names],
    }


def certificate(level: int = 3, **other: Any) -> Certificate:
    given: Any = {
        "name": "Léa MARTIN",
        "school": "Collège des Tilleuls",
        "sat_words": "22 septembre 2026",
        "until_words": "22 septembre 2029",
        "rules_words": "règles par profil",
        "total": 128 * level,
        "most": 1024,
        "levels": dict.fromkeys(COMPETENCES, level),
        "top": 8,
        "code": "P-ACDE2345",
        "link": LINK + "v-P-ACDE2345",
    }
    return {**given, **other}


def heatmap(pupils: int, topics: int, name: str = "Léa Martin") -> Heatmap:
    return {
        "title": "Bilan de rentrée · 5e B",
        "topics": ["3.4 Programmer"] * topics,
        "pupils": [name] * pupils,
        "cells": [[None, *range(0, 25 * topics, 25)][:topics] for _ in range(pupils)],
    }


def curve(days: int, title: str = "Bilan de rentrée · 5e B") -> Curve:
    return {
        "title": title,
        "days": [f"{day}/11" for day in range(1, days + 1)],
        "started": list(range(days)),
        "finished": [day // 2 for day in range(days)],
        "enrolled": 30,
        "deadline_index": days - 1 if days else None,
    }


def results(*names: str, campaign: str = "Bilan de rentrée") -> Results:
    return {
        "campaign": campaign,
        "school": "Collège Jean-Moulin",
        "exported_words": "le lundi 16 novembre 2026 à 8 h",
        "columns": [
            {"title": "Élève", "kind": "text"},
            {"title": "Maîtrise", "kind": "percent"},
            {"title": "Questions", "kind": "number"},
            {"title": "Envoyé le", "kind": "moment"},
            {"title": "Inscrit le", "kind": "date"},
        ],
        "rows": [[name, 85, 20, "2026-11-15T17:59", "2026-11-02"] for name in names],
        "topics": {
            "columns": [{"title": "Sujet", "kind": "text"}, {"title": "Réussite", "kind": "percent"}],
            "rows": [["Mots de passe", 40]],
        },
    }


def sitting(*names: str, words: str = "mardi 24 novembre à 14 h") -> SittingResults:
    return {
        "name": words,
        "about": {"Session": words, "Attention": "Certification blanche"},
        "columns": [
            {"title": "Nom", "kind": "text"},
            {"title": "Pix", "kind": "number"},
            {"title": "Réussite", "kind": "percent"},
            {"title": "Commencé", "kind": "moment"},
        ],
        "rows": [[name, 312, 85, "2026-11-24T14:02"] for name in names],
    }


def made(maker: str, *args: Any) -> bytes:
    return MAKERS[maker](*args)[1]


def page_count(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
