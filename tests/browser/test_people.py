"""Several people: by tabs on a phone, side by side on a wide screen; blocking, links, the clock."""

import pytest
from playwright.async_api import expect

from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.browser.conftest import Control
from tests.browser.echo import EchoBot
from tests.browser.fixtures import OpenScreen
from tests.browser.screen import DESKTOP

pytestmark = pytest.mark.browser


async def test_an_empty_sandbox_offers_a_class(sandbox: Sandbox, open_screen: OpenScreen) -> None:
    shown = await open_screen(sandbox.url)
    await shown.picture("360-empty")
    await shown.page.get_by_role("button", name="Créer la classe d’essai").click()
    await expect(shown.page.get_by_role("tab")).to_have_count(5)
    group = await shown.chat("Classe de 4e B")
    await expect(group.log).to_contain_text("Groupe créé")


async def test_tabs_on_a_phone_count_what_is_new(
    sandbox: Sandbox, control: Control, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await control.post("send", person=class_of_lea["Noé"], text="bonjour")
    await expect(shown.page.get_by_role("tab", name="Noé, élève, 1 nouveau message")).to_be_visible()
    noe = await shown.chat("Noé")
    await noe.sees("Tu as dit : bonjour")
    await expect(lea.element).to_be_hidden()
    await expect(shown.page.get_by_role("tab", name="Noé")).to_have_accessible_name("Noé, élève")


async def test_columns_on_a_wide_screen(
    sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url, DESKTOP)
    panels = shown.page.get_by_role("tabpanel")
    await expect(panels).to_have_count(3)
    for name in ("Léa", "Noé"):
        chat = await shown.chat(name)
        await chat.taps("Démarrer")
        await chat.sees("Que veux-tu faire")
    await shown.chat("Classe de 4e B")
    await expect(panels).to_have_count(3)
    await expect(shown.page.get_by_role("tabpanel", name="Noé")).to_be_visible()
    await expect(shown.page.get_by_role("tabpanel", name="Roche")).to_be_hidden()
    assert await shown.overflow() == 0


async def test_a_person_is_added(
    sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    await shown.chat("Léa")
    await shown.page.get_by_role("button", name="Autres actions").click()
    await shown.page.get_by_role("menuitem", name="Ajouter une personne").click()
    dialog = shown.page.get_by_role("dialog", name="Ajouter une personne")
    await dialog.get_by_role("textbox", name="Prénom").fill("Zoé")
    await dialog.get_by_role("combobox", name="Rôle").select_option("parent")
    await dialog.get_by_role("button", name="Ajouter").click()
    await expect(shown.page.get_by_role("tab", name="Zoé, parent")).to_have_attribute("aria-selected", "true")
    await expect(shown.page.get_by_role("tabpanel", name="Zoé")).to_be_visible()


async def test_a_group_is_written_to_by_its_members(
    sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    group = await (await open_screen(sandbox.url)).chat("Classe de 4e B")
    await group.says("/aide")
    await group.sees("Tu as dit : /aide")
    await group.element.get_by_role("combobox", name="Écrire en tant que").select_option("Léa")
    await group.says("Bonjour la classe")
    mine = await group.sees("Bonjour la classe")
    await expect(mine).to_contain_text("Moi : ")
    await expect(
        group.messages.filter(has=group.element.page.get_by_text("Mme Roche", exact=True))
    ).to_have_count(1)


async def test_the_bot_is_blocked_and_unblocked(
    sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    await lea.sees("Que veux-tu faire")
    await lea.taps("Actions de la conversation")
    await shown.page.get_by_role("menuitem", name="Bloquer le bot").click()
    await expect(lea.element.get_by_role("textbox")).to_be_hidden()
    await lea.taps("Débloquer le bot")
    await lea.says("me revoilà")
    await lea.sees("Tu as dit : me revoilà")


@pytest.mark.parametrize(
    "link", ["https://t.me/tremplin_bot?start=ABCDEF234", "t.me/Tremplin_bot?start=ABCDEF234"]
)
async def test_a_link_is_pasted(
    sandbox: Sandbox, bot: EchoBot, class_of_lea: dict[str, int], open_screen: OpenScreen, link: str
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await shown.page.get_by_role("button", name="Autres actions").click()
    await shown.page.get_by_role("menuitem", name="Ouvrir un lien").click()
    dialog = shown.page.get_by_role("dialog", name="Ouvrir un lien")
    await expect(dialog).to_contain_text("Le lien s’ouvre sur le téléphone de Léa.")
    await dialog.get_by_role("textbox").fill("https://example.org/")
    await dialog.get_by_role("button", name="Ouvrir").click()
    await expect(dialog.get_by_role("alert")).to_have_text("Ce lien ne mène pas à @tremplin_bot.")
    await dialog.get_by_role("textbox").fill(link)
    await dialog.get_by_role("button", name="Ouvrir").click()
    await expect(dialog).to_be_hidden()
    await lea.sees("Code reçu : ABCDEF234")
    assert bot.starts == ["ABCDEF234"]


async def test_the_clock_moves_forward_and_days_follow(
    sandbox: Sandbox, class_of_lea: dict[str, int], open_screen: OpenScreen
) -> None:
    shown = await open_screen(sandbox.url)
    lea = await shown.chat("Léa")
    await lea.taps("Démarrer")
    await expect(lea.log).to_contain_text("Aujourd’hui")
    clock = shown.page.get_by_role("button", name="Horloge du bac à sable")
    today = await clock.get_attribute("aria-label")
    await clock.click()
    dialog = shown.page.get_by_role("dialog", name="Horloge du bac à sable")
    await dialog.get_by_role("button", name="+1 jour").click()
    await expect(clock).not_to_have_accessible_name(today or "")
    await expect(lea.log).to_contain_text("Hier")
    await expect(lea.log).not_to_contain_text("Aujourd’hui")
    await dialog.get_by_label("Avancer jusqu’au").fill("2001-01-01T08:00")
    await dialog.get_by_role("button", name="Avancer", exact=True).click()
    await expect(dialog.get_by_role("alert")).to_contain_text("ne peut qu’avancer")
    await dialog.get_by_label("Avancer jusqu’au").fill("2090-07-01T08:30")
    await dialog.get_by_role("button", name="Avancer", exact=True).click()
    await expect(clock).to_have_accessible_name("Horloge du bac à sable : samedi 1 juillet 2090 à 08:30")
    await lea.says("bonjour")
    await expect(lea.log).to_contain_text("Aujourd’hui")
    await expect(lea.messages.last).to_contain_text("08:30")


async def test_a_restarted_sandbox_is_found_again(open_screen: OpenScreen) -> None:
    async with Sandbox(limits=Limits.off()) as first:
        shown = await open_screen(first.url)
        await shown.page.get_by_role("button", name="Créer la classe d’essai").click()
        await shown.chat("Léa")
        port = int(first.url.rpartition(":")[2])
    lost = shown.page.get_by_role("alert").filter(has_text="Connexion perdue")
    await expect(lost).to_be_visible()
    await shown.picture("360-lost")
    async with Sandbox(port, limits=Limits.off()):
        await expect(lost).to_be_hidden()
        await expect(shown.page.get_by_role("tab")).to_have_count(0)
        await expect(shown.page.get_by_role("button", name="Créer la classe d’essai")).to_be_visible()
        shown.complaints.clear()  # connections that were refused meanwhile
