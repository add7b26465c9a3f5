"""A class of thirty, from its roster to the results of a campaign, over HTTP; another school sees nothing."""

import asyncio
import re
from functools import partial
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bot.content import Library
from bot.store import classes, codes
from bot.store.base import Tx
from bot.store.classes import Pupil
from tests.e2e.cast import Message, Person, Stage, words
from tests.e2e.conftest import OPERATOR, House
from tests.e2e.pupil import Knowing
from tests.e2e.test_classes import makes_a_class, sends
from tests.e2e.test_schools import as_adult, founds, joins
from tests.rosters.samples import pupils, siecle

SIZE, ABSENT, WEAK = 30, 2, 5  # two never come; each fifth pupil passes every question


async def test_a_class_of_thirty_from_its_roster_to_its_results(
    stage: Stage, house: House, library: Library
) -> None:
    diallo, payet = await two_schools_with_a_teacher_each(stage)

    class_code = await makes_a_class(diallo, "6e B")
    await imports(diallo, siecle(pupils()[:SIZE]))
    code = await publishes_a_campaign_on_passwords(diallo)

    class_list = await house.store.turn(roster, class_code)
    assert len(class_list) == SIZE
    async with asyncio.TaskGroup() as work:
        for number, line in enumerate(class_list[:-ABSENT]):
            work.create_task(one_pupil(stage, house, library, line, code, knows=bool(number % WEAK)))

    board = await opens_the_campaign(diallo)
    done = SIZE - ABSENT
    assert f"{SIZE} inscrits" in board
    assert f"{done} ont terminé" in board
    assert f"{ABSENT} n'ont pas commencé ({ABSENT} pas encore sur Telegram)" in board
    assert re.search(r"Maîtrise moyenne : \d+", board)

    await one_look_at_everything(diallo)
    book = load_workbook(BytesIO(await exported(diallo)))
    lines = list(book["Élèves"].iter_rows(values_only=True))
    assert len(lines) == SIZE + 1
    assert {line[3] for line in lines[1:]} == {"Terminé", "Pas encore sur Telegram"}

    await payet.writes(" ".join((code[:3], code[3:6], code[6:])))
    await payet.sees("pour les élèves")
    message, data = await diallo.button("Excel")
    await payet.taps_data(message["message_id"], data, forged=True)
    await payet.sees_toast("Vous n'avez pas accès")


async def two_schools_with_a_teacher_each(stage: Stage) -> tuple[Person, Person]:
    made = await stage.post("people", id=OPERATOR, first_name="Awa")
    operator = Person(stage, made["id"], "Awa")
    await as_adult(operator)
    teachers = []
    for school, zone, name in (
        ("Collège des Tilleuls", "Métropole (Paris)", "Mme Diallo"),
        ("Collège Senghor", "La Réunion", "M. Payet"),
    ):
        payload = await founds(operator, school, zone)
        teacher = await stage.person(name)
        await as_adult(teacher)
        await joins(teacher, payload, name)
        teachers.append(teacher)
    return teachers[0], teachers[1]


async def imports(teacher: Person, file: bytes) -> None:
    await teacher.taps("Importer une liste")
    await teacher.sees("Envoyez-moi un fichier")
    await sends(teacher, "SIECLE 3eB.csv", file)
    await teacher.sees(f"{SIZE} nouveaux élèves")
    await teacher.taps("Importer")
    await teacher.sees(f"{SIZE} élèves dans la classe")


async def publishes_a_campaign_on_passwords(teacher: Person) -> str:
    """The guided conversation, to the code."""
    await teacher.writes("/enseignant")
    await teacher.sees("Espace enseignant")
    await teacher.taps("Nouveau parcours")
    await teacher.sees("Comment s'appelle")
    await teacher.writes("Mots de passe")
    await teacher.sees("Que teste ce parcours")
    await teacher.taps("Choisir des sujets")
    await teacher.sees("Aucun sujet choisi")
    await teacher.taps("4.1")
    await teacher.sees("4.1 · Sécuriser")
    await teacher.taps("Mots de passe")
    await teacher.sees("1 sujet")
    await teacher.taps("Compétences")
    await teacher.sees("1 sujet")
    await teacher.taps("Continuer")
    await teacher.sees("1 classe choisie")  # the only one she has
    await teacher.taps("Continuer")
    await teacher.sees("Jusqu'à quand")
    await teacher.writes("vendredi 18h")
    await teacher.sees("Quel mode")
    await teacher.taps("Entraînement")
    await teacher.sees("Mots de passe")
    await teacher.taps("Publier")
    published = words(await teacher.sees("C'est publié"))
    code = re.search(r"([A-Z]{3}) ([A-Z]{3}) (\d{3})", published)
    assert code is not None, published
    return "".join(code.groups())


def roster(tx: Tx, class_code: str) -> list[Pupil]:
    found = codes.find(tx, class_code)
    assert found is not None
    return classes.pupils(tx, found.about)


async def joins_by_link(pupil: Person, line: Pupil) -> None:
    """By the pupil's own link, to the class."""
    await pupil.starts(f"p-{line.selector}{line.secret}")
    await pupil.sees("moins de 15 ans")
    await pupil.taps("Oui")
    await pupil.sees("Sur quoi peux-tu travailler")
    await pupil.taps("Seulement un téléphone")
    await pupil.sees(f"Tu es {line.name}")
    await pupil.taps("Oui, c'est moi")
    await pupil.sees("Bienvenue dans 6e B")


async def one_pupil(
    stage: Stage, house: House, library: Library, line: Pupil, code: str, *, knows: bool
) -> None:
    """From the printed link to «C'est fini»."""
    pupil = await stage.person(line.given_name)
    await joins_by_link(pupil, line)
    await pupil.taps("Mots de passe")
    await pupil.sees("4 questions au plus")
    await pupil.taps("Commencer")
    await pupil.sees("Question 1")
    await answers_to_the_end(pupil, Knowing(pupil, house.store, library), code, knows=knows)


async def answers_to_the_end(pupil: Person, knowing: Knowing, code: str, *, knows: bool) -> Message:
    shown, number = await pupil.last(), 1
    while "C'est fini" not in words(shown):
        await knowing.answers(f"@{code}", right=knows)
        number += 1
        shown = await pupil.sees_event(partial(_goes_on, number), f"question {number}, or the end")
    assert "envoyé à Mme Diallo" in words(shown)
    return shown


def _goes_on(number: int, event: dict[str, Any]) -> bool:
    said = words(event["message"]) if event["type"] == "message" else ""
    return f"Question {number} " in said or "C'est fini" in said


async def opens_the_campaign(teacher: Person) -> str:
    await teacher.writes("/enseignant")
    await teacher.sees("Espace enseignant")
    await teacher.taps("Mes parcours")
    await teacher.sees("Mots de passe")
    await teacher.taps("Mots de passe")
    return words(await teacher.sees("inscrits"))


async def one_look_at_everything(teacher: Person) -> None:
    await teacher.taps("Ce qui manque")
    await teacher.sees("du moins au mieux maîtrisé")
    await teacher.taps("Le parcours")
    await teacher.sees("inscrits")
    await teacher.taps("✅")
    await teacher.sees("Terminé")
    await teacher.taps("Le parcours")
    await teacher.sees("inscrits")
    await teacher.taps("Carte")
    await teacher.sees("élève par élève")
    await teacher.taps("Le parcours")
    await teacher.sees("inscrits")
    await teacher.taps("Courbe")
    await teacher.sees("ont commencé")
    await teacher.taps("Le parcours")
    await teacher.sees("inscrits")


async def exported(teacher: Person) -> bytes:
    """The workbook, as Telegram gives it."""
    await teacher.taps("Excel")
    message = await teacher.sees("une ligne par élève")
    async with teacher.stage.session.get(message["file_url"]) as answer:
        return await answer.read()
