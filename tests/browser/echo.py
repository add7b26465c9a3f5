"""A small bot that shows everything the page must draw; the tests talk to it through the page."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from PIL import Image, ImageDraw

from sandbox.server import Sandbox

Json = dict[str, Any]

WELCOME = (
    "<b>Bienvenue sur Tremplin</b> 👋\n\n"
    "Ici, tu t’entraînes au numérique à ton rythme. Lis <i>bien</i> la question, puis touche ta réponse.\n"
    "<blockquote>Une erreur n’est pas grave : le niveau s’adapte.</blockquote>\n"
    "Le mot caché : <tg-spoiler>tremplin</tg-spoiler>. Le raccourci : <code>Ctrl + F</code>. "
    'Voir <a href="https://www.example.org/">un site</a>'
    ' ou ouvre <a href="https://t.me/tremplin_bot?start=CODE234">ton parcours</a>. Essaie aussi /profil.\n'
    '<pre><code class="language-python">for mot in liste:\n    print(mot)</code></pre>'
)
QUESTION = (
    "<b>1.1 Mener une recherche</b> · Question 2 / 5\n\n"
    "Tu cherches les horaires de la piscine de ta ville. Quelle requête donne le plus vite le bon résultat ?"
)
CHOICES = ("piscine", "horaires piscine municipale Lyon", "à quelle heure je peux aller nager s’il te plaît")
PASSED = "Question passée."
COMMANDS = (
    ("start", "Recommencer au début"),
    ("profil", "Voir mes 16 compétences"),
    ("tutos", "Mes tutoriels"),
    ("aide", "Comment ça marche"),
)


class EchoBot:
    """Polls a sandbox and answers; `gate` holds back the answer to the button «Lent» until it is set."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.gate = asyncio.Event()
        self.starts: list[str] = []
        self._root = f"{sandbox.url}/bot{sandbox.token}"
        self._session = session
        self._marked: set[str] = set()

    async def call(self, method: str, **params: Any) -> Any:
        """A Bot API call with a JSON body; its result."""
        async with self._session.post(f"{self._root}/{method}", json=params) as response:
            return (await response.json())["result"]

    async def upload(self, method: str, field: str, name: str, data: bytes, **params: Any) -> Any:
        """A Bot API call with a file."""
        form = aiohttp.FormData(quote_fields=False)
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        form.add_field(field, data, filename=name)
        async with self._session.post(f"{self._root}/{method}", data=form) as response:
            return (await response.json())["result"]

    async def run(self) -> None:
        """Answer for ever."""
        commands = [{"command": name, "description": words} for name, words in COMMANDS]
        await self.call("setMyCommands", commands=commands)
        await self.call(
            "setMyDescription", description="Je t’aide à progresser en numérique, question par question."
        )
        offset = 0
        async with asyncio.TaskGroup() as tasks:
            while True:
                for update in await self.call("getUpdates", offset=offset, timeout=20):
                    offset = update["update_id"] + 1
                    tasks.create_task(self._answer(update))

    async def _answer(self, update: Json) -> None:
        if "callback_query" in update:
            await self._tapped(update["callback_query"])
        elif "message" in update:
            await self._heard(update["message"])

    async def _heard(self, message: Json) -> None:
        chat = message["chat"]["id"]
        words = message.get("text", "").split("@")[0].split()
        scripts: dict[str, Callable[[int], Coroutine[Any, Any, Any]]] = {
            "question": self._question,
            "multiple": self._multiple,
            "boutons": self._buttons,
            "photo": self._photo,
            "secret": lambda chat: self._photo(chat, hidden=True),
            "document": self._document,
            "clavier": self._keyboard,
            "rien": self._no_keyboard,
            "lien": self._link,
            "épingle": self._pin,
        }
        script = scripts.get(words[0].lower() if words else "")
        if script:
            await script(chat)
        elif words[:1] == ["/start"]:
            await self._start(chat, words[1:])
        else:
            await self._echo(message)

    async def _start(self, chat: int, payload: list[str]) -> None:
        self.starts.append(" ".join(payload))
        if payload:
            await self.call("sendMessage", chat_id=chat, text=f"Code reçu : {payload[0]}")
            return
        await self.call("sendMessage", chat_id=chat, text=WELCOME, parse_mode="HTML")
        await self._keyboard(chat)

    async def _keyboard(self, chat: int) -> None:
        rows = [[{"text": "🚀 S’entraîner"}], [{"text": "📊 Mon profil"}, {"text": "📚 Mes tutos"}]]
        keyboard = {"keyboard": rows, "resize_keyboard": True, "input_field_placeholder": "Écris ta réponse"}
        await self.call("sendMessage", chat_id=chat, text="Que veux-tu faire ?", reply_markup=keyboard)

    async def _no_keyboard(self, chat: int) -> None:
        await self.call(
            "sendMessage", chat_id=chat, text="Plus de clavier.", reply_markup={"remove_keyboard": True}
        )

    async def _question(self, chat: int) -> None:
        rows = [[{"text": text, "callback_data": f"a:{i}"}] for i, text in enumerate(CHOICES)]
        rows.append(
            [
                {"text": "Je passe", "callback_data": "skip"},
                {"text": "Signaler un problème", "callback_data": "report"},
            ]
        )
        await self.call(
            "sendMessage",
            chat_id=chat,
            text=QUESTION,
            parse_mode="HTML",
            reply_markup={"inline_keyboard": rows},
        )

    async def _buttons(self, chat: int) -> None:
        rows = [
            [{"text": "Lent", "callback_data": "slow"}, {"text": "Alerte", "callback_data": "alert"}],
            [{"text": "Site", "url": "https://www.example.org/"}],
            [{"text": "Mon parcours", "url": "https://t.me/tremplin_bot?start=BOUTON"}],
        ]
        await self.call(
            "sendMessage", chat_id=chat, text="Des boutons", reply_markup={"inline_keyboard": rows}
        )

    async def _multiple(self, chat: int) -> None:
        self._marked.clear()
        markup = self._boxes()
        await self.call("sendMessage", chat_id=chat, text="Coche les navigateurs.", reply_markup=markup)

    def _boxes(self) -> Json:
        names = ("Firefox", "Excel", "Chromium")
        rows = [
            [{"text": f"{'☑' if name in self._marked else '☐'} {name}", "callback_data": f"m:{name}"}]
            for name in names
        ]
        return {"inline_keyboard": [*rows, [{"text": "Valider", "callback_data": "ok"}]]}

    async def _photo(self, chat: int, *, hidden: bool = False) -> None:
        params = {"chat_id": chat, "caption": "Une fenêtre de navigateur", "has_spoiler": hidden}
        await self.upload("sendPhoto", "photo", "fenetre.png", picture(), **params)

    async def _document(self, chat: int) -> None:
        await self.call("sendChatAction", chat_id=chat, action="upload_document")
        data = "élève;note\nLéa;15\n".encode()
        await self.upload(
            "sendDocument",
            "document",
            "notes du trimestre.csv",
            data,
            chat_id=chat,
            caption="Trie ce tableau.",
        )

    async def _link(self, chat: int) -> None:
        await self.call("sendMessage", chat_id=chat, text="https://t.me/tremplin_bot?start=AUTO")

    async def _pin(self, chat: int) -> None:
        sent = await self.call("sendMessage", chat_id=chat, text="À faire avant vendredi")
        await self.call("pinChatMessage", chat_id=chat, message_id=sent["message_id"])

    async def _echo(self, message: Json) -> None:
        kinds = ("document", "photo", "voice", "sticker", "location")
        what = message.get("text") or next((f"[{kind}]" for kind in kinds if kind in message), "")
        if not what:
            return
        reply = message.get("reply_to_message", {}).get("text", "")
        text = f"Tu as dit : {what}" + (f" (à propos de « {reply} »)" if reply else "")
        await self.call("sendMessage", chat_id=message["chat"]["id"], text=text)

    async def _tapped(self, query: Json) -> None:
        data, message = query["data"], query["message"]
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        said: Json = {}
        if data == "slow":
            await self.gate.wait()
            said = {"text": "Enfin !"}
        elif data == "alert":
            said = {"text": "Cette question est finie.\nReprends avec /start.", "show_alert": True}
        elif data.startswith("m:"):
            self._marked ^= {data[2:]}
            await self.call("editMessageReplyMarkup", **where, reply_markup=self._boxes())
        elif data.startswith("a:"):
            said = {"text": "Réponse enregistrée"}
            chosen = CHOICES[int(data[2:])]
            await self.call(
                "editMessageText", **where, text=f"{QUESTION}\n\n✅ Ta réponse : {chosen}", parse_mode="HTML"
            )
        elif data == "skip":
            await self.call("editMessageText", **where, text=PASSED)
            await self._question(message["chat"]["id"])
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **said)


def picture() -> bytes:
    """A little drawing of a browser's window, as PNG."""
    image = Image.new("RGB", (640, 400), "#e8eef4")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 640, 60), fill="#3c5a78")
    draw.rounded_rectangle((90, 14, 560, 46), 16, fill="white")
    draw.rectangle((40, 100, 380, 130), fill="#9bb3c9")
    for line in range(6):
        draw.rectangle((40, 160 + 34 * line, 600 - 40 * (line % 3), 174 + 34 * line), fill="#c5d3df")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@asynccontextmanager
async def echo_bot(sandbox: Sandbox) -> AsyncIterator[EchoBot]:
    """A running bot for as long as the block lasts."""
    async with aiohttp.ClientSession() as session:
        bot = EchoBot(sandbox, session)
        running = asyncio.create_task(bot.run())
        try:
            yield bot
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
