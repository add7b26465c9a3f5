"""Whatever people send: one clear sentence, or silence on purpose; never a lost answer."""

import asyncio
import io
from collections.abc import Callable

import aiohttp
import pytest
from PIL import Image

from bot.store import inbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import OPERATOR, House, settle
from tests.e2e.pupil import Knowing
from tests.e2e.test_practice import begin

Knows = Callable[[Person], Knowing]

HOSTILE = [
    "<b>pas fermé",
    "&lt;script&gt; <script>alert(1)</script>",
    "🙂" * 2000,
    "\u202eérutluc\u202c",
    "a" * 4096,
    "Robert'); DROP TABLE person;--",
    "مرحبا بالعالم",
    "{{ 7 * 7 }} {% raw %}",
    "\u0000nul",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_gets_a_helpful_answer(lea: Person, text: str) -> None:
    await lea.writes(text)
    await lea.sees("Je n'ai pas compris")


@pytest.mark.parametrize("code", ["ABCDEF234", "abc def 234", "A-B-C-D-E-F-2-3-4"])
async def test_a_code_nobody_gave_is_said_so(lea: Person, code: str) -> None:
    await lea.writes(code)
    await lea.sees("Je ne connais pas ce code")


async def test_a_nonsense_payload_still_welcomes(stage: Stage, house: House) -> None:
    lea = await stage.person("Léa")
    await lea.starts("n_importe-quoi")
    await lea.sees("Je ne connais pas ce code")
    await lea.sees("Bienvenue")


async def test_a_first_word_that_is_not_start_is_welcomed(stage: Stage, house: House) -> None:
    lea = await stage.person("Léa")
    await lea.writes("bonjour")
    await lea.sees("Bienvenue")
    await lea.sees("Élève, parent ou enseignant")


async def test_an_unknown_command_gets_the_list(lea: Person) -> None:
    await lea.writes("/danser")
    await lea.sees("Je ne connais pas cette commande")


@pytest.mark.parametrize("kind", ["document", "photo", "sticker", "voice", "video"])
async def test_files_nobody_asked_for(lea: Person, stage: Stage, kind: str) -> None:
    form = aiohttp.FormData()
    for name, value in {"person": str(lea.id), "kind": kind, "caption": "<i>tiens"}.items():
        form.add_field(name, value)
    drawn = io.BytesIO()
    Image.new("RGB", (64, 64)).save(drawn, "PNG")
    form.add_field("file", drawn.getvalue(), filename="x.png")
    async with stage.session.post("/sandbox/file", data=form) as answer:
        assert answer.status == 200, await answer.text()
    await lea.sees("Je lis seulement les messages")


async def test_a_location(lea: Person, stage: Stage) -> None:
    await stage.post("location", person=lea.id, latitude=-20.9, longitude=55.5)
    await lea.sees("Je lis seulement les messages")


async def test_editing_an_answer_changes_nothing(lea: Person, stage: Stage, knows: Knows) -> None:
    await lea.writes("bonjour")
    await lea.sees("Je n'ai pas compris")
    mine = next(m for m in reversed(await lea.messages()) if not m["from"]["is_bot"])
    await begin(lea)
    await stage.post("edit", person=lea.id, message_id=mine["message_id"], text="autre chose")
    await lea.sees("une réponse envoyée ne change plus")
    assert (await knows(lea).state("4.1")).evidence == ()


async def test_a_forged_button_says_so_and_changes_nothing(lea: Person, knows: Knows) -> None:
    await begin(lea)
    message, data = await lea.button("Je passe")
    for forged in [
        "skip",
        "skip:4.1:zz:1",
        "nonsense",
        "choose:4.1:1:1:99",
        "a" * 64,
        "skip:9.9:1:1",
        "réset:é",
    ]:
        await lea.taps_data(message["message_id"], forged, forged=True)
        await lea.sees_event(lambda e: e["type"] == "toast" and e["text"] != "", f"a toast about {forged}")
    state = await knows(lea).state("4.1")
    assert state.evidence == ()
    assert state.question is not None
    assert state.question.draft == ()
    await lea.taps_data(message["message_id"], data)
    await lea.sees("Question 2 / 5")


async def test_somebody_elses_button_does_nothing(lea: Person, stage: Stage, knows: Knows) -> None:
    yanis = await stage.person("Yanis")
    await settle(yanis)
    await begin(lea)
    await begin(yanis)
    _, data = await lea.button("Je passe")
    message, _ = await yanis.button("Je passe")
    await yanis.taps_data(message["message_id"], data, forged=True)
    await yanis.sees_toast("Ce bouton ne compte plus")
    assert (await knows(lea).state("4.1")).step == 0
    assert (await knows(yanis).state("4.1")).step == 0


async def test_two_taps_at_once_count_once(lea: Person, knows: Knows) -> None:
    await begin(lea)
    message, data = await lea.button("Je passe")
    await lea.taps_data(message["message_id"], data)
    await lea.taps_data(message["message_id"], data)
    await lea.sees_toast("C'est déjà noté")
    assert (await knows(lea).state("4.1")).step == 1


async def test_a_button_of_an_old_question_brings_the_current_one_back(lea: Person, knows: Knows) -> None:
    await begin(lea)
    message, data = await lea.button("Je passe")
    await knows(lea).answers("4.1")
    await lea.sees("Question 2 / 5")
    await knows(lea).answers("4.1")
    await lea.sees("Question 3 / 5")
    await lea.taps_data(message["message_id"], data, forged=True)
    await lea.sees_toast("Cette question est finie")
    await lea.sees("Question 3 / 5")
    assert (await knows(lea).state("4.1")).step == 2


async def test_an_update_delivered_twice_counts_once(lea: Person, stage: Stage, knows: Knows) -> None:
    await begin(lea)
    await stage.post("faults", kind="duplicate")
    await lea.taps("Je passe")
    await lea.sees("Question 2 / 5")
    await lea.writes("/aide")
    await lea.sees("Une question à la fois")
    assert (await knows(lea).state("4.1")).step == 1


async def test_a_poisoned_update_stops_nobody(lea: Person, stage: Stage, house: House) -> None:
    for raw in [
        {"message": {"chat": {"id": lea.id, "type": "private"}}},
        {"message": "?"},
        {"callback_query": {"id": 1, "from": None}},
        {"update_id": "x", "message": {}},
    ]:
        await stage.post("update", **raw)
    await lea.writes("/aide")
    await lea.sees("Une question à la fois")
    async with asyncio.timeout(5):
        while len(await house.store.read(inbox.quarantined, 10)) < 3:
            await stage.get("events.json", after=0, wait=0)


async def test_a_group_is_sent_to_private(stage: Stage, lea: Person) -> None:
    group = await stage.post("groups", title="6e B", members=[lea.id])
    await stage.post("send", person=lea.id, chat=group["id"], text="bonjour à tous")
    await stage.post("send", person=lea.id, chat=group["id"], text="/start@tremplin_bot")

    async def said() -> list[str]:
        messages = await stage.get(f"chats/{group['id']}/messages")
        return [words(m) for m in messages if m["from"]["is_bot"]]

    await lea.writes("/aide")
    await lea.sees("Une question à la fois")
    while not await said():
        await stage.get("events.json", after=0, wait=0.1)
    assert "On s'entraîne avec moi en privé" in (await said())[-1]


async def test_blocking_and_coming_back(lea: Person, stage: Stage) -> None:
    await stage.post("block", person=lea.id, blocked=True)
    await stage.post("block", person=lea.id, blocked=False)
    await lea.writes("/start")
    await lea.sees("Accueil")


async def test_a_problem_reported_is_seen_by_operators(lea: Person, stage: Stage, knows: Knows) -> None:
    await begin(lea)
    variant = await knows(lea).variant("4.1")
    await lea.taps("Signaler un problème")
    await lea.sees("Qu'est-ce qui ne va pas")
    await lea.taps("n'est pas claire")
    await lea.sees("Merci")
    await lea.writes("/signalements")
    await lea.sees("Je ne trouve pas")
    made = await stage.post("people", id=OPERATOR, first_name="Opérateur")
    operator = Person(stage, made["id"], "Opérateur")
    await settle(operator)
    await operator.writes("/signalements")
    shown = await operator.sees("Derniers signalements")
    assert variant.challenge_id in words(shown)


async def test_everything_is_shown_and_erased_on_request(lea: Person, stage: Stage, knows: Knows) -> None:
    await begin(lea)
    await knows(lea).answers("4.1")
    await lea.sees("Question 2 / 5")
    await lea.writes("/mesdonnees")
    sent = await lea.sees("Tes données")
    async with stage.session.get(sent["file_url"]) as answer:
        document = await answer.json(content_type=None)
    assert document["personne"]["chat_telegram"] == lea.id
    assert len(document["réponses"]) == 1
    await lea.writes("/supprimer")
    await lea.sees("Tout effacer")
    await lea.taps("Oui, continuer")
    await lea.sees("Vraiment sûr")
    await lea.taps("Oui, tout effacer")
    await lea.sees("C'est effacé")
    await lea.taps_data(sent["message_id"], "home", forged=True)  # an old button
    await lea.sees_toast("Ce bouton ne compte plus")
    await lea.starts()
    await lea.sees("Bienvenue")
