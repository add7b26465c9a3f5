"""Pictures and documents, both ways."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox.server import Sandbox
from tests.browser.echo import picture
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import ChatOnScreen, Screen

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("class_of_lea")]


async def at_home(shown: Screen) -> ChatOnScreen:
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    return lea


async def test_a_picture_is_enlarged(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    await lea.says("photo")
    await lea.sees("Une fenêtre de navigateur")
    await lea.taps("Une fenêtre de navigateur")
    large = shown.page.get_by_role("dialog", name="Photo")
    await expect(large.get_by_role("img", name="Une fenêtre de navigateur")).to_be_visible()
    await shown.picture("360-photo-large")
    await shown.page.keyboard.press("Escape")
    await expect(large).to_be_hidden()


async def test_a_hidden_picture_is_shown_by_a_tap(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    lea = await at_home(await open_screen(sandbox.url))
    await lea.says("secret")
    await lea.taps("Photo masquée : afficher")
    await expect(lea.element.get_by_role("img", name="Une fenêtre de navigateur")).to_be_visible()


async def test_a_document_is_downloaded(sandbox: Sandbox, tmp_path: Path, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    await lea.says("document")
    await lea.sees("Trie ce tableau.")
    async with shown.page.expect_download() as started:
        await lea.taps("Télécharger notes du trimestre.csv, 21 o")
    download = await started.value
    arrived = tmp_path / "arrived.csv"
    await download.save_as(arrived)
    assert download.suggested_filename == "notes du trimestre.csv"
    assert arrived.read_bytes().decode() == "élève;note\nLéa;15\n"


async def test_a_document_is_sent_with_a_caption(
    sandbox: Sandbox, tmp_path: Path, open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    table = tmp_path / "classe.csv"
    table.write_bytes(b"nom\n" * 400)
    await send(shown, lea, "Document", table, caption="Ma classe")
    mine = await lea.sees("Ma classe")
    await expect(mine.get_by_role("link", name="Télécharger classe.csv, 1,6 ko")).to_be_visible()
    await lea.sees("Tu as dit : [document]")


async def test_a_photo_is_sent(sandbox: Sandbox, tmp_path: Path, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    image = tmp_path / "photo.png"
    image.write_bytes(picture())
    await send(shown, lea, "Photo", image)
    await expect(lea.element.get_by_role("img", name="Photo")).to_be_visible()
    await lea.sees("Tu as dit : [photo]")


async def test_a_file_that_is_no_photo_is_refused_in_the_dialog(
    sandbox: Sandbox, tmp_path: Path, open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    fake = tmp_path / "photo.png"
    fake.write_bytes(b"no picture")
    await send(shown, lea, "Photo", fake)
    await expect(shown.page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()
    shown.complaints.clear()  # the browser names the refused request


@pytest.mark.parametrize(
    ("choice", "kind"), [("Autocollant", "sticker"), ("Message vocal", "voice"), ("Position", "location")]
)
async def test_other_things_are_sent(
    sandbox: Sandbox, open_screen: OpenScreen, choice: str, kind: str
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await at_home(shown)
    await lea.taps("Joindre")
    await shown.page.get_by_role("menuitem", name=choice).click()
    await lea.sees(f"Tu as dit : [{kind}]")
    await shown.picture(f"360-{kind}")


async def send(shown: Screen, lea: ChatOnScreen, kind: str, path: Path, caption: str = "") -> None:
    await lea.taps("Joindre")
    async with shown.page.expect_file_chooser() as chooser:
        await shown.page.get_by_role("menuitem", name=kind).click()
    await (await chooser.value).set_files(path)
    dialog = shown.page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Légende").fill(caption)
    await dialog.get_by_role("button", name="Envoyer").click()
