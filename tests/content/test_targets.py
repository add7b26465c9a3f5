"""Ready-made targets: read with the bank, refused with file, line and remedy."""

from pathlib import Path

import pytest

from bot.content import load
from bot.content.check import check
from bot.errors import ContentError
from tests.content.samples import KINDS
from tests.content.writing import TARGET, bank_text, line_of, write_bank


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of one skill, `essai3`, with room for targets beside it."""
    folder = tmp_path / "bank"
    folder.mkdir()
    (tmp_path / "targets").mkdir()
    write_bank(folder, bank_text(*KINDS.values()))
    return folder


def write_target(bank: Path, text: str, name: str = "essais") -> Path:
    path = bank.parent / "targets" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_target_is_loaded_with_the_bank_and_knows_its_skills(bank: Path) -> None:
    write_target(bank, TARGET)

    library = load(bank)

    target = library.targets["essais"]
    assert target.about == "Pour essayer\u202f!"
    assert [skill.id for skill in library.aimed_at(target)] == ["essai3"]
    assert target.badges[0].criteria[0].topics == ("essai",)


@pytest.mark.parametrize(
    ("written", "broken", "what"),
    [
        ("target: essais", "target: autre", "target autre is in essais.yaml; name the file autre.yaml"),
        ("  essai: 4", "  inconnu: 4", "there is no topic inconnu"),
        ("  essai: 4", "  essai: 2", "topic essai has no skill up to level 2"),
        ("  essai: 4", "  essai: 9", "9: input should be less than or equal to 8"),
        ("at: 0,", "at: 10,", "the first stage is at 10; begin at 0"),
        ("at: 50, title: Milieu", "at: 0, title: Milieu", "a stage at 0 follows one at 0; let them rise"),
        ("topics: [essai]", "topics: [hors]", "the target does not test hors"),
        ("questions: 10", "questions: 100", "`questions`: 100"),
        ("about: Pour essayer !", "apropos: Pour essayer !", "unknown key `apropos`"),
        ("title: Mes essais", "title: [Mes essais", "this is not YAML"),
    ],
)
def test_a_wrong_target_is_told_where_and_what(bank: Path, written: str, broken: str, what: str) -> None:
    text = TARGET.replace(written, broken)
    path = write_target(bank, text)

    with pytest.raises(ContentError) as caught:
        load(bank)

    (said,) = [line for line in str(caught.value).splitlines() if what in line]
    if "not YAML" not in what:
        assert said.startswith(f"{path}:{line_of(text, broken.strip())}:")
    assert said in [str(each) for each in check(bank)]


def test_one_badge_twice_is_told(bank: Path) -> None:
    badge = TARGET[TARGET.index("  - id: bravo") :]
    write_target(bank, TARGET + badge)

    with pytest.raises(ContentError, match="the badge bravo is there twice; rename one"):
        load(bank)


def test_the_french_of_a_target_is_checked(bank: Path) -> None:
    text = TARGET.replace("Tu es à la moitié.", "Encore le effort...")
    path = write_target(bank, text)

    told = "\n".join(map(str, check(bank)))

    assert f"{path}:{line_of(text, 'Encore')}: typography: '...'" in told
    assert "no elision: 'le effort'" in told


def test_a_broken_bank_is_told_before_targets_that_miss_it(bank: Path) -> None:
    write_target(bank, TARGET)
    write_bank(bank, "competence: ]")

    assert all("topic essai" not in str(each) for each in check(bank))
