"""Files: uploaded, named by id, downloaded; photos with their sizes."""

import io
from typing import Any

import pytest
from aiohttp import FormData
from PIL import Image

from tests.sandbox.conftest import Client, Json


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


def form(fields: Json, **files: tuple[str, bytes]) -> FormData:
    body = FormData(quote_fields=False, default_to_multipart=True)
    for name, value in fields.items():
        body.add_field(name, str(value))
    for name, (filename, data) in files.items():
        body.add_field(name, io.BytesIO(data), filename=filename, content_type="application/octet-stream")
    return body


async def post(client: Client, method: str, fields: Json, **files: tuple[str, bytes]) -> Json:
    async with client.http.post(client.method(method), data=form(fields, **files)) as response:
        answer: Json = await response.json()
        return answer


async def download(client: Client, file_id: str) -> bytes:
    path = (await client.ok("getFile", file_id=file_id))["file_path"]
    async with client.http.get(f"{client.sandbox.url}/file/bot{client.sandbox.token}/{path}") as response:
        assert response.status == 200
        return await response.read()


async def test_a_document_goes_and_comes_back(client: Client) -> None:
    lina = await client.newcomer()
    fields = {"chat_id": lina, "caption": "<b>Trie</b>-le", "parse_mode": "HTML"}
    answer = await post(client, "sendDocument", fields, document=("élèves.xlsx", b"rows"))
    document = answer["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("élèves.xlsx", 4)
    assert answer["result"]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert await download(client, document["file_id"]) == b"rows"
    again = await client.ok("sendDocument", chat_id=lina, document=document["file_id"])
    assert again["document"] == document


async def test_a_photo_has_sizes(client: Client) -> None:
    lina = await client.newcomer()
    answer = await post(
        client, "sendPhoto", {"chat_id": lina, "has_spoiler": "true"}, photo=("a.png", picture(900, 450))
    )
    sizes = answer["result"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (900, 450),
    ]
    with Image.open(io.BytesIO(await download(client, sizes[1]["file_id"]))) as small:
        assert small.size == (320, 160)
    assert await download(client, sizes[-1]["file_id"]) == picture(900, 450)
    shown = (await client.get(f"chats/{lina}/messages"))[-1]
    assert shown["spoiler"] is True
    async with client.http.get(client.sandbox.url + shown["file_url"]) as response:
        assert await response.read() == picture(900, 450)


REFUSED: list[tuple[str, str, bytes, str]] = [
    ("sendPhoto", "photo", b"not a picture", "Bad Request: IMAGE_PROCESS_FAILED"),
    ("sendPhoto", "photo", b"", "Bad Request: file must be non-empty"),
    ("sendPhoto", "photo", picture(2000, 50), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (
        "sendPhoto",
        "photo",
        b"x" * (10 * 1024 * 1024 + 1),
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    ),
    ("sendDocument", "document", b"", "Bad Request: file must be non-empty"),
]


@pytest.mark.parametrize(("method", "name", "data", "words"), REFUSED, ids=range(5))
async def test_files_that_are_refused(
    client: Client, method: str, name: str, data: bytes, words: str
) -> None:
    lina = await client.newcomer()
    answer = await post(client, method, {"chat_id": lina}, **{name: ("f", data)})
    assert answer["description"] == words


async def test_captions_are_limited(client: Client) -> None:
    lina = await client.newcomer()
    fields = {"chat_id": lina, "caption": "😀" * 512}
    assert (await post(client, "sendDocument", fields, document=("a", b"a")))["ok"] is True
    fields["caption"] = "😀" * 512 + "a"
    answer = await post(client, "sendDocument", fields, document=("a", b"a"))
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_file_is_not_taken_for_another_kind(client: Client) -> None:
    lina = await client.newcomer()
    document = (await post(client, "sendDocument", {"chat_id": lina}, document=("a", b"a")))["result"][
        "document"
    ]
    words = await client.refused("sendPhoto", chat_id=lina, photo=document["file_id"])
    assert words == "Bad Request: can't use file of type Document as Photo"


async def test_media_are_replaced(client: Client) -> None:
    lina = await client.newcomer()
    sent = (
        await post(client, "sendPhoto", {"chat_id": lina, "caption": "a"}, photo=("a.png", picture(9, 9)))
    )["result"]
    which = {"chat_id": lina, "message_id": sent["message_id"]}
    media = '{"type": "photo", "media": "attach://other", "caption": "b"}'
    edited = (
        await post(client, "editMessageMedia", which | {"media": media}, other=("b.png", picture(8, 8)))
    )["result"]
    assert (edited["caption"], edited["photo"][-1]["width"]) == ("b", 8)
    assert edited["photo"] != sent["photo"]
    caption = await client.ok("editMessageCaption", **which, caption="c")
    assert (caption["caption"], caption["photo"]) == ("c", edited["photo"])
    words = await client.refused("editMessageText", **which, text="d")
    assert words == "Bad Request: there is no text in the message to edit"
    same: dict[str, Any] = {"type": "photo", "media": edited["photo"][-1]["file_id"], "caption": "c"}
    assert "is not modified" in await client.refused("editMessageMedia", **which, media=same)


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "sticker", "video"])
async def test_people_send_files(client: Client, kind: str) -> None:
    lina = await client.newcomer()
    body = form({"person": lina, "kind": kind, "caption": "Voilà"}, file=("f.png", picture(100, 50)))
    async with client.http.post(f"{client.sandbox.url}/sandbox/file", data=body) as response:
        assert response.status == 200
    message = (await client.drain())[-1]["message"]
    content = message[kind][-1] if kind == "photo" else message[kind]
    assert message["caption"] == "Voilà"
    assert await download(client, content["file_id"]) == picture(100, 50)


async def test_a_file_that_is_not_there(client: Client) -> None:
    async with client.http.get(
        f"{client.sandbox.url}/file/bot{client.sandbox.token}/photos/none.png"
    ) as response:
        assert response.status == 404
    async with client.http.get(f"{client.sandbox.url}/file/bot1:no/photos/none.png") as response:
        assert response.status == 404
