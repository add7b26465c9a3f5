"""A pupil practises a competence, from the first hello to the profile."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from bot.config import Settings
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House, later, settle
from tests.e2e.pupil import Knowing

Knows = Callable[[Person], Knowing]


async def test_the_first_steps_are_asked_one_at_a_time(stage: Stage, house: House) -> None:
    lea = await stage.person("Léa")
    await lea.starts()
    await lea.sees("Bienvenue sur Tremplin")
    await lea.sees("Données personnelles")
    await lea.sees("Élève, parent ou enseignant")
    await lea.taps("Je suis élève")
    await lea.sees("moins de 15 ans")
    assert any("Données personnelles" in words(message) for message in await lea.messages())
    await lea.taps("Non")
    await lea.sees("Sur quoi peux-tu travailler")
    await lea.taps("Seulement un téléphone")
    await lea.sees("Tu es en quelle classe ?")
    await lea.taps("5e")
    await lea.sees("Se tromper, c'est normal")
    await lea.taps("Choisir une compétence")
    await lea.sees("Choisis un domaine")


async def begin(person: Person, code: str = "4.1") -> None:
    await person.taps("Choisir une compétence")
    await person.sees("Choisis un domaine")
    await person.taps(f"{code[0]} ·")
    await person.sees(code)
    await person.taps(code)
    await person.sees("Une quinzaine de questions")
    await person.taps("Commencer")
    await person.sees("Question 1 / 5")


async def finish(person: Person, knowing: Knowing, code: str, right: Callable[[int], bool]) -> int:
    """Answer until the end; gives the number of questions."""
    step = 0
    while True:
        step += 1
        await knowing.answers(code, right(step))
        shown = await person.sees_event(
            lambda e, n=step % 5 + 1: (
                e["type"] == "message"
                and any(w in words(e["message"]) for w in (f"Question {n} / 5", "Étape ·", "🏆"))
            ),
            f"what follows answer {step}",
        )
        if "🏆" in words(shown):
            return step
        if "Étape" in words(shown):
            await person.taps("Continuer")
            await person.sees("Question 1 / 5")


async def test_a_whole_positioning(lea: Person, knows: Knows) -> None:
    await begin(lea)
    asked = await finish(lea, knows(lea), "4.1", lambda step: step % 4 != 0)
    assert 8 <= asked <= 20
    state = await knows(lea).state("4.1")
    assert state.level >= 2
    assert state.assessment is None
    assert any("atteint" in words(m) for m in await lea.messages())
    await lea.taps("Mon profil")
    profile = await lea.sees("Mon profil")
    assert f"niveau {state.level}" in words(profile)
    assert "encore 4 compétences" in words(profile)
    await lea.taps("En image")
    picture = await lea.sees("Mon profil")
    assert picture["photo"]


async def test_a_checkpoint_opens_each_answer_and_its_tutorial(lea: Person, knows: Knows) -> None:
    await begin(lea)
    for step in range(1, 6):
        await knows(lea).answers("4.1", right=step != 2)
        await lea.sees(f"Question {step + 1} / 5" if step < 5 else "Étape")
    await lea.taps("⏭ 2")
    detail = await lea.sees("Question passée")
    assert "Réponse attendue" in words(detail)
    await lea.taps("Voir le tutoriel")
    await lea.sees("À essayer")
    await lea.taps("Garder")
    await lea.sees_toast("Gardé")
    await lea.taps("Utile")
    await lea.sees("Tu l'as trouvé utile")
    await lea.taps("Retour")
    await lea.sees("Question passée")
    await lea.taps("Retour")
    await lea.sees("Étape")
    await lea.taps("Continuer")
    await lea.sees("Question 1 / 5")
    await lea.writes("/tutos")
    await lea.sees("Mes tutoriels")


async def test_a_pause_brings_the_same_question_back(lea: Person, knows: Knows) -> None:
    await begin(lea)
    before = await knows(lea).variant("4.1")
    await lea.taps("Pause")
    await lea.sees("C'est en pause")
    await lea.writes("/start")
    await lea.sees("En cours")
    await lea.taps("Reprendre")
    await lea.sees("Question 1 / 5")
    assert await knows(lea).variant("4.1") == before
    await knows(lea).answers("4.1")
    await lea.sees("Question 2 / 5")


async def test_a_restart_brings_the_same_question_back(lea: Person, knows: Knows, house: House) -> None:
    await begin(lea)
    await knows(lea).answers("4.1")
    await lea.sees("Question 2 / 5")
    before = await knows(lea).variant("4.1")
    await house.closes()
    await lea.writes("/start")
    await house.opens()
    await lea.sees("Question 2 / 5")
    assert await knows(lea).variant("4.1") == before


async def test_a_lost_row_is_made_again_from_the_answers(
    lea: Person, knows: Knows, settings: Settings
) -> None:
    await begin(lea)
    for step in range(1, 8):
        await knows(lea).answers("4.1", right=step % 3 != 0)
        await lea.sees(f"Question {step % 5 + 1} / 5" if step != 5 else "Étape")
        if step == 5:
            await lea.taps("Continuer")
            await lea.sees("Question 1 / 5")
    before, variant = await knows(lea).state("4.1"), await knows(lea).variant("4.1")
    with closing(sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))) as database, database:
        database.execute("delete from practice")
    await lea.writes("/start")
    await lea.sees("En cours")
    await lea.taps("Reprendre")
    await lea.sees("Question 3 / 5")
    after = await knows(lea).state("4.1")
    assert replace(after, question=None) == replace(before, question=None)
    assert await knows(lea).variant("4.1") == variant


async def test_improving_waits_four_days_and_resetting_seven(lea: Person, knows: Knows, stage: Stage) -> None:
    await begin(lea)
    await finish(lea, knows(lea), "4.1", lambda _: True)
    level = (await knows(lea).state("4.1")).level
    assert level >= 5
    await go_to(lea, "4.1")
    page = await lea.sees("Tu pourras t'améliorer dans 4 jours")
    assert "Commencer" not in str(page["reply_markup"])
    assert "Remettre à zéro" not in str(page["reply_markup"])
    await lea.taps_data(page["message_id"], "reset:4.1:2", forged=True)
    await lea.sees("7 jours")
    await later(stage, timedelta(days=4, minutes=5))
    await go_to(lea, "4.1")
    await lea.sees("Tu peux t'améliorer")
    await lea.taps("M'améliorer")
    await lea.sees_event(lambda e: e["type"] == "message", "a question or the end")
    assert (await knows(lea).state("4.1")).level == level
    await later(stage, timedelta(days=4))
    await go_to(lea, "4.1")
    await lea.taps("Remettre à zéro")
    await lea.sees("Tu perdrais ton niveau")
    await lea.taps("Oui, continuer")
    await lea.sees("Vraiment sûr")
    await lea.taps("Oui, tout remettre")
    await lea.sees("C'est remis à zéro")
    assert (await knows(lea).state("4.1")).level == 0


async def go_to(person: Person, code: str) -> None:
    await person.writes("/profil")
    await person.sees("Mon profil")
    await person.taps("Choisir une compétence")
    await person.sees("Choisis un domaine")
    await person.taps(f"{code[0]} ·")
    await person.sees(code)
    await person.taps(f"{code} ")
    await person.sees(code)


async def test_a_phone_gets_only_what_a_phone_can_open(stage: Stage, house: House, knows: Knows) -> None:
    yanis = await stage.person("Yanis")
    await settle(yanis, device="Seulement un téléphone")
    await begin(yanis, "1.1")
    needs = set()

    async def note() -> None:
        variant = await knows(yanis).variant("1.1")
        challenge = house.library.challenge(variant.challenge_id)
        assert challenge is not None
        needs.add(challenge.needs)

    for step in range(1, 5):
        await note()
        await knows(yanis).answers("1.1")
        await yanis.sees(f"Question {step + 1} / 5")
    assert needs == {"nothing"}
