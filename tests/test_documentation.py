"""What the documentation says is true: settings, commands, links."""

import re
from pathlib import Path

from bot.config import PREFIX, Settings
from bot.handlers.messages import COMMANDS
from bot.transport.commands import COMMANDS as REGISTRY

ROOT = Path(__file__).parent.parent


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
