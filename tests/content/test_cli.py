"""`tremplin content …`, as authors run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.content import cli, loader
from tests.content.samples import FILES, KINDS, PICTURES
from tests.content.writing import (
    TARGET,
    about_a_word,
    bank_text,
    file,
    picture,
    with_lesson_picture,
    write_bank,
)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bank of the bot, replaced by a small one."""
    folder = tmp_path / "bank"
    folder.mkdir()
    words = ["lagon", "volcan", "forêt"]
    with_picture = about_a_word(words, picture("dialog", PICTURES["dialog"]))
    with_file = about_a_word(words, file("notes.txt", FILES["notes.txt"]))
    write_bank(folder, bank_text(*list(KINDS.values())[:4], with_picture, with_file))
    monkeypatch.setattr(loader, "BANK", folder)
    monkeypatch.setattr("bot.content.check.BANK", folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.content, list(arguments))


def test_check_tells_every_problem_and_fails(bank: Path) -> None:
    result = run("check")

    assert result.exit_code == 1
    assert f"{bank}/4.1.yaml:2: level 1 has 0 skills" in result.output
    assert "8 to repair." in result.output
    assert run("check", str(bank / "4.1.yaml")).stdout == result.stdout


def test_many_files_are_checked_in_several_processes(tmp_path: Path) -> None:
    text = bank_text(*KINDS.values())
    for code, topic in (("4.1", "essai"), ("4.2", "autre"), ("4.3", "encore")):
        write_bank(tmp_path, text.replace('"4.1"', f'"{code}"').replace("essai", topic), code)
    (tmp_path / "4.3.yaml").write_text("competence: ]", encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.glob("*.yaml"))]

    run = subprocess.run(
        [sys.executable, "-m", "bot", "content", "check", *files], capture_output=True, text=True, check=False
    )

    assert run.returncode == 1
    assert "4.1.yaml:2: level 1 has 0 skills" in run.stdout
    assert "autre3-a and essai3-a have a variant that looks the same" in run.stdout
    assert "4.3.yaml:1: this is not YAML" in run.stdout


def test_check_says_when_nothing_is_wrong(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.content.bank_rules.SKILLS_A_LEVEL", 0)

    result = run("check")

    assert (result.exit_code, result.output) == (0, "The bank is sound.\n")


def test_show_prints_a_challenge_as_the_pupil_sees_it(bank: Path) -> None:
    result = run("show", "essai3-e", "--seed", "3")

    assert result.exit_code == 0
    assert "── essai3-e · text · niveau 3 · variante 3" in result.output
    assert "Quel mot\u202f?" in result.output
    assert "[image : On y lit" in result.output
    assert "→ " in result.output


def test_show_prints_a_whole_skill_and_a_page_of_a_competence(bank: Path) -> None:
    assert run("show", "essai3").output.count("──") == 6

    page = run("show", "4.1", "--html").output

    assert page.count("<article>") == 6
    assert "<h1>4.1 Sécuriser l&#39;environnement numérique</h1>" in page
    assert "plusieurs réponses à cocher · variante 1" in page
    assert 'src="data:image/png;base64,' in page
    assert 'download="notes.txt"' in page
    assert "<b>Essaie :</b> Essaie." in page


def test_a_page_shows_the_picture_of_a_tutorial(bank: Path) -> None:
    write_bank(bank, with_lesson_picture(bank_text(KINDS["number"])))

    assert 'alt="Deux barres, a et b."' in run("show", "4.1", "--html").output


def test_show_prints_a_target(bank: Path) -> None:
    (bank.parent / "targets").mkdir()
    (bank.parent / "targets" / "essais.yaml").write_text(TARGET, encoding="utf-8")

    shown = run("show", "essais").output

    assert "── essais · Mes essais · 1 acquis · 10 questions au plus" in shown
    assert "  3. Essayer" in shown
    assert "à partir de 50 % : Milieu. Tu es à la moitié." in shown
    assert "badge Bravo (75 % sur essai) : Tu as tout essayé." in shown


def test_show_says_when_there_is_no_such_thing(bank: Path) -> None:
    result = run("show", "inconnu1-a")

    assert result.exit_code == 1
    assert "Nothing is called inconnu1-a" in result.output


def test_stats_counts(bank: Path) -> None:
    assert json.loads(run("stats", "--json").output) == {
        "competences": 1,
        "skills": 1,
        "challenges": 6,
        "variants": 24 + 60 + 3 + 9 + 3 + 3,
        "tutorials": 1,
        "single_choice": 1,
        "with_file": 1,
        "with_picture": 1,
    }
    table = run("stats").output
    assert "pictures" in table
    assert "4.1" in table


def test_export_tells_what_the_pupil_sees_apart_from_the_key(bank: Path) -> None:
    entries = json.loads(run("export", "--json").output)

    assert [entry["id"] for entry in entries] == [f"essai3-{letter}" for letter in "abcdef"]
    single, with_picture, with_file = entries[0], entries[4], entries[5]
    assert (single["competence"], single["skill"], single["level"], single["kind"]) == (
        "4.1",
        "essai3",
        3,
        "single",
    )
    (right,) = single["key"]["response"]
    assert single["pupil"]["choices"][right] == single["key"]["solution"]
    assert single["explanation"] == "Parce que c'est ainsi."
    assert with_picture["key"]["accepted"] == [with_picture["key"]["solution"]]
    assert with_picture["key"]["solution"] in with_picture["pupil"]["picture"]["alt"]
    assert with_file["pupil"]["file"]["name"] == "notes.txt"
    assert "key" not in json.dumps([entry["pupil"] for entry in entries])


def test_export_can_take_another_variant(bank: Path) -> None:
    assert run("export", "--json", "--seed", "2").output != run("export", "--json").output


@pytest.mark.parametrize("arguments", [("show", "4.1"), ("stats",), ("export", "--json")])
def test_a_broken_bank_is_told(bank: Path, arguments: tuple[str, ...]) -> None:
    (bank / "4.1.yaml").write_text("competence: ]")

    result = run(*arguments)

    assert result.exit_code == 1
    assert f"{bank}/4.1.yaml:1: this is not YAML" in result.output
