"""A pupil draws the whole profile in a few sittings, stops in the middle, and goes on with a competence."""

from collections.abc import Callable

from bot.usecases.outcomes import EXPRESS
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House
from tests.e2e.pupil import Knowing

Knows = Callable[[Person], Knowing]


async def begin(person: Person) -> None:
    await person.writes("/express")
    await person.sees("par séries de 8")
    await person.taps("Commencer")
    await person.sees("Question 1 / 8")


async def answer_sitting(person: Person, knowing: Knowing, place: str = "Question") -> str:
    """Answer eight questions, three right in four; the caption of the picture that follows."""
    for number in range(1, 9):
        await knowing.answers(EXPRESS, right=number % 4 != 0)
        if number < 8:
            await person.sees(f"{place} {number + 1} / 8")
    shown = await person.sees("6 sur 8")
    assert shown["photo"]
    return words(shown)


async def answer_to_the_end(person: Person, knowing: Knowing, begun: int) -> tuple[int, str]:
    """Go on, sitting after sitting, until there is no more to ask; their number, and the last caption."""
    for sitting in range(begun, 9):
        shown = await answer_sitting(person, knowing, f"Série {sitting} · question")
        if "C'est tout pour cette fois, bravo" in shown:
            return sitting, shown
        await person.taps("8 questions de plus")
        await person.sees(f"Série {sitting + 1} · question 1 / 8")
    raise AssertionError("64 questions are the most there can be")


async def test_a_whole_profil_express(lea: Person, knows: Knows, stage: Stage) -> None:
    await begin(lea)
    first = await answer_sitting(lea, knows(lea))
    assert "✅ ✅ ✅ ⏭ ✅ ✅ ✅ ⏭" in first
    assert "autour de" in first

    await lea.taps("Voir mes réponses")
    await lea.sees("Réponses · Profil express")
    await lea.button("8 questions de plus")
    await lea.taps("⏭ 4")
    await lea.sees("Réponse attendue")
    await lea.taps("Voir le tutoriel")
    await lea.sees("À essayer")
    await lea.taps("Retour")
    await lea.sees("Question passée")

    await lea.taps("M'arrêter ici")
    await lea.sees("Tu pourras le préciser avec 8 autres questions")
    await lea.writes("/profil")
    await lea.sees("D'après ton profil express")
    await lea.writes("/start")
    await lea.sees("En cours : ⚡ Profil express")
    await lea.taps("Reprendre le profil express")
    await lea.sees("Série 2 · question 1 / 8")
    sittings, last = await answer_to_the_end(lea, knows(lea), begun=2)
    assert "dans 4 jours" in last

    await lea.writes("/express")
    await lea.sees("Tu pourras recommencer dans 4 jours")
    await lea.taps("Revoir mon profil")
    picture = await lea.sees(f"Profil express · {8 * sittings} questions")
    assert picture["photo"]
    await lea.taps("Choisir une compétence")  # under the picture: no text takes its place
    await lea.sees("Choisis un domaine")
    await lea.taps("4 ·")
    await lea.sees("déjà estimée")
    await lea.taps("4.1 ")
    await lea.sees("Une pause toutes les 5 questions")
    await lea.taps("Commencer")
    await lea.sees("Question 1 / 5")


async def test_going_on_leaves_the_picture_and_takes_its_buttons(lea: Person, knows: Knows) -> None:
    await begin(lea)
    await answer_sitting(lea, knows(lea))
    picture, data = await lea.button("8 questions de plus")
    await lea.taps("8 questions de plus")
    await lea.sees("Série 2 · question 1 / 8")
    (now,) = [each for each in await lea.messages() if each["message_id"] == picture["message_id"]]
    assert (now["caption"], len(now["photo"])) == (picture["caption"], len(picture["photo"]))
    assert [b["text"] for row in now["reply_markup"]["inline_keyboard"] for b in row] == [
        "🔎 Voir mes réponses"
    ]
    await lea.taps_data(picture["message_id"], data, forged=True)
    await lea.sees_toast("C'est déjà noté")


async def test_a_restart_in_the_middle_brings_the_same_question_back(
    lea: Person, knows: Knows, house: House
) -> None:
    await begin(lea)
    for number in (2, 3):
        await knows(lea).answers(EXPRESS)
        await lea.sees(f"Question {number} / 8")
    before = await knows(lea).variant(EXPRESS)
    await house.closes()
    await lea.writes("/start")
    await house.opens()
    await lea.sees("Question 3 / 8")
    assert await knows(lea).variant(EXPRESS) == before


async def test_a_teacher_tries_it_on_a_phone(stage: Stage, house: House, knows: Knows) -> None:
    """Adults are told «vous»."""
    diallo = await stage.person("Mme Diallo", "teacher")
    await diallo.starts()
    await diallo.sees("Élève, parent ou enseignant")
    await diallo.taps("J'enseigne")
    await diallo.sees("Sur quoi pouvez-vous travailler")
    await diallo.taps("Seulement un téléphone")
    await diallo.sees("C'est prêt")
    await diallo.taps("Profil express")
    await diallo.sees("Vous pouvez vous arrêter et reprendre")
    await diallo.taps("Commencer")
    await diallo.sees("Question 1 / 8")
    caption = await answer_sitting(diallo, knows(diallo))
    assert "Votre niveau, d'après vos réponses" in caption
