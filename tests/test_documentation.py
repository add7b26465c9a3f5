"""What the documentation says is true: settings, commands, links."""

import re
from pathlib import Path

from bot.config import PREFIX, Settings
from bot.handlers.messages import COMMANDS
from bot.transport.commands import COMMANDS as REGISTRY
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.desk import bank
from tests.views import samples

ROOT = Path(__file__).parent.parent
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
_QUOTED = re.compile(r"«\s*([^»]+?)\s*»")
_EMOJI = re.compile("[\u2190-\u2bff\U0001f300-\U0001faff]")


def test_the_table_of_settings_is_the_settings() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme.split("<!-- settings")[1].split("<!-- end of settings")[0]
    documented = dict(re.findall(r"^\| `(\w+)` \| (?:[^|]*) \| (.*?) \|$", table, re.MULTILINE))
    assert documented == {
        f"{PREFIX}{name.upper()}": field.description for name, field in Settings.model_fields.items()
    }


def test_every_command_of_the_menus_is_handled() -> None:
    assert {command.name for command in REGISTRY} <= COMMANDS.keys()


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", (ROOT / "README.md").read_text("utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_no_lock_file_names_an_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8")


def test_the_buttons_that_guides_name_are_buttons_of_the_bot() -> None:
    labels = _labels()
    for guide in GUIDES:
        quoted = (_plain(each) for each in _QUOTED.findall(guide.read_text("utf-8")))
        missing = [
            each for each in quoted if _EMOJI.match(each) and not any(each in label for label in labels)
        ]
        assert missing == [], guide.name


def test_the_commands_that_guides_name_are_handled() -> None:
    for guide in GUIDES:
        named = re.findall(r"(?<![\w/.:>-])/([a-z]{3,})\b(?![/.])", guide.read_text("utf-8"))
        assert set(named) - COMMANDS.keys() <= {"classe"}, guide.name  # «/classe» is for groups


def _labels() -> set[str]:
    """Every label of the samples of messages, to an adult."""
    return {
        _plain(button["text"])
        for outcome in [*samples.outcomes(), *samples.fields()]
        for call in present(Showing(1, bank(), adult=True), [outcome])
        for row in call.params.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    }


def _plain(words: str) -> str:
    """Words without what typography and a number change."""
    return re.sub(r"\d+", "9", " ".join(words.split()))
