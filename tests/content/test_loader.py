"""Loading: a sound bank loads fast the second time; a broken one says where, what and what to do."""

import re
import time
from pathlib import Path

import pytest

from bot.content import Needs, load
from bot.content.loader import prepare
from bot.errors import ContentError
from tests.content.samples import KINDS
from tests.content.writing import HEAD, bank_text, line_of, write_bank


def complaint(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(folder)
    return str(caught.value)


def test_a_bank_is_found_by_code_and_id(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))

    library = load(tmp_path)

    competence = library.competences["4.1"]
    assert competence.title == "Sécuriser l'environnement numérique"
    assert [skill.id for skill in competence.skills] == ["essai3"]
    skill = library.skill("essai3")
    assert skill is not None
    assert (skill.competence, skill.topic, skill.level, skill.can) == ("4.1", "essai", 3, "Essayer")
    assert skill.tutorial.body == "Il suffit d'essayer."
    assert [challenge.kind for challenge in skill.challenges] == list(KINDS)
    challenge = library.challenge("essai3-b")
    assert challenge is not None
    assert (challenge.skill, challenge.needs, challenge.seconds) == ("essai3", Needs.NOTHING, None)
    assert library.skill("essai4") is None
    assert library.challenge("essai3-z") is None


@pytest.mark.parametrize("text", ["", "# rien\n", "- un\n- deux\n", "mot"])
def test_what_is_no_competence_is_told(tmp_path: Path, text: str) -> None:
    path = write_bank(tmp_path, text)

    assert complaint(tmp_path).startswith(f"{path}:1: this is not a competence")


def test_what_cannot_be_kept_is_not_prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    monkeypatch.setattr("bot.content.loader.os.access", lambda *_: False)

    prepare(tmp_path)

    assert not (tmp_path / ".cache").exists()
    assert load(tmp_path).competences


def test_what_is_broken_is_left_for_loading_to_tell(tmp_path: Path) -> None:
    sound = write_bank(tmp_path, bank_text(*KINDS.values()))
    write_bank(tmp_path, "competence: ]", "4.2")

    prepare(tmp_path)

    assert (tmp_path / ".cache" / f"{sound.stem}.json").exists()
    assert "4.2.yaml:1: this is not YAML" in complaint(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong", "line_with", "what", "remedy"),
    [
        (
            "explanation: Oui.",
            "explication: Oui.",
            "explication",
            "unknown key `explication`",
            "`explanation`",
        ),
        ("explanation: Oui.", "", "id: essai3-a", "`explanation` is missing", "add it"),
        ("answer: 3", "", "id: essai3-a", "`answer` is missing", "add it"),
        ("kind: number", "kind: numeral", "kind: numeral", "unknown kind 'numeral'", "'number'"),
        ("answer: 3", "answer: trois", "answer: trois", "'trois' is not a number", "correct"),
        ("answer: 3", "answer: '{{ (n }}'", "answer:", "unexpected", "correct the expression"),
        ("answer: 3", "answer: '{{ m }}'", "answer:", "'m' is undefined", "correct the expression"),
        ("answer: 3", "answer: '{{ 6 / n }}'", "answer:", "division by zero (with n = 0)", "correct"),
        ("text: Oui ?", "text: ['Oui ?']", "text:", "`text`", "correct it"),
        ("seconds: 30", "seconds: 3", "seconds: 3", "`seconds`: 3", "correct it"),
        ("level: 3", "level: 9", "level: 9", "`level`: 9", "correct it"),
        (
            "level: 3",
            "level: 4",
            "id: essai3-a",
            "essai3-a is a challenge of skill essai4",
            "name it essai4-a",
        ),
        ('competence: "4.1"', 'competence: "4.2"', "competence", "competence 4.2 is in 4.1.yaml", "4.2.yaml"),
        ('competence: "4.1"', 'competence: "9.1"', "competence", "no competence '9.1'", '"1.1" to "5.2"'),
        ("  - id: essai", "  - id: Essai", "id: Essai", "`id`: 'Essai'", "correct it"),
        ("n: [0, 1]", "n: {de: 1, a: 3}", "n: {de", "it cannot be told what this is", "one of the forms"),
        ("n: [0, 1]", "n: {from: 3, to: 1}", "n: {from", "`to` is below `from`", "correct it"),
        ("n: [0, 1]", "n: {sample: [1, 2], count: 3}", "n: {sample", "`count` is above", "correct it"),
        ("n: [0, 1]", "n: {value: absent}", "n: {value", "'absent' is undefined", "correct the expression"),
        ("text: Oui ?", "text: [Oui", "kind: number", "this is not YAML", "between quotes"),
        (
            "text: Oui ?",
            "text: '{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}'",
            "text: '{%",
            "it loops more than 20000 times",
            "correct the expression",
        ),
    ],
)
def test_a_broken_bank_says_where_what_and_what_to_do(
    tmp_path: Path, right: str, wrong: str, line_with: str, what: str, remedy: str
) -> None:
    sound = bank_text(
        """
        text: Oui ?
        kind: number
        params:
          n: [0, 1]
        seconds: 30
        answer: 3
        explanation: Oui.
        """
    )
    load_line = line_of(sound.replace(right, wrong, 1), line_with)
    path = write_bank(tmp_path, sound.replace(right, wrong, 1))

    message = complaint(tmp_path)

    assert re.match(rf"{re.escape(str(path))}:(\d+): .+; .+", message)
    assert f"{path}:{load_line}: " in message
    assert what in message
    assert remedy in message


def test_two_skills_with_one_id_are_told_in_one_file_and_across_files(tmp_path: Path) -> None:
    skills = HEAD.split("    skills:\n")[1]
    challenge = KINDS["single"]
    text = bank_text(challenge)
    twice = text + bank_text(challenge).split("    skills:\n")[1].replace("essai3-a", "essai3-b")
    assert twice.count(skills) == 2
    path = write_bank(tmp_path, twice)

    assert f"{path}:{line_of(twice, 'essai3-b') - 7}: the id essai3 is there twice; " in complaint(tmp_path)

    write_bank(tmp_path, text)
    other = write_bank(tmp_path, text.replace('"4.1"', '"4.2"'), "4.2")
    assert f"{other}:3: topic essai is in 4.1.yaml too; give one of them another id" in complaint(tmp_path)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    broken = bank_text("kind: number\ntext: Oui ?", "kind: number\ntext: Non ?\nanswer: x")
    write_bank(tmp_path, broken)
    write_bank(tmp_path, broken.replace('"4.1"', '"4.2"').replace("answer: x", "réponse: 1"), "4.2")

    lines = complaint(tmp_path).splitlines()

    assert len(lines) == 4
    assert lines == sorted(lines)


def test_an_empty_bank_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path).endswith("there is no competence here; write one, such as 1.1.yaml")


def test_paths_are_shown_from_where_the_author_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bank(tmp_path, "competence: [")
    monkeypatch.chdir(tmp_path)

    assert complaint(Path()).startswith("4.1.yaml:")


def test_the_second_start_is_quick_and_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    first = load(tmp_path).competences["4.1"]
    started = time.perf_counter()

    again = load(tmp_path).competences["4.1"]

    assert time.perf_counter() - started < 0.5
    assert [each.spec for each in again.challenges] == [each.spec for each in first.challenges]
    assert [each.guess for each in again.challenges] == [each.guess for each in first.challenges]
    write_bank(tmp_path, bank_text(*KINDS.values()).replace("title: Un essai", "title: Deux essais"))
    assert load(tmp_path).competences["4.1"].topics[0].title == "Deux essais"
    write_bank(tmp_path, bank_text("kind: number"))
    assert "`answer` is missing" in complaint(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"{}", b"0" * 64 + b"\n{}"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: bytes) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    load(tmp_path)
    kept = tmp_path / ".cache" / "4.1.json"
    whole = kept.read_bytes()
    kept.write_bytes(damage)

    assert len(list(load(tmp_path).competences["4.1"].challenges)) == len(KINDS)
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[: len(whole) // 2])
    assert len(list(load(tmp_path).competences["4.1"].challenges)) == len(KINDS)


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    (tmp_path / ".cache").write_text("a file where the folder should be")

    assert load(tmp_path).challenge("essai3-a") is not None
    assert list(tmp_path.glob("**/*.json")) == []
