"""What the check refuses: everything a pupil would trip over, said with file, line and remedy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.check import check, check_files
from bot.content.params import spread
from tests.content.samples import KINDS
from tests.content.writing import bank_text, line_of, with_lesson_picture, write_bank

CASES = """
params:
  n: {from: 2, to: 9}
"""


def complaints(folder: Path, *challenges: str) -> list[str]:
    """What is said of these challenges; what a whole competence lacks is left out."""
    write_bank(folder, bank_text(*challenges))
    return [str(each) for each in check(folder) if "its 8 pix cannot be reached" not in str(each)]


def said(folder: Path, *challenges: str) -> str:
    return "\n".join(complaints(folder, *challenges))


def test_a_sound_skill_has_no_complaint(tmp_path: Path) -> None:
    assert complaints(tmp_path, *KINDS.values()) == []


def test_each_level_needs_two_skills(tmp_path: Path) -> None:
    path = write_bank(tmp_path, bank_text(*KINDS.values()))

    problems = [str(each) for each in check(tmp_path)]

    assert len(problems) == 8
    assert f"{path}:2: level 3 has 1 skills, so its 8 pix cannot be reached; write 2 or more" in problems


@pytest.mark.parametrize(
    ("challenge", "place", "what"),
    [
        (
            'kind: single\ntext: "{{ n }} ?"\nright: "{{ n }}"\nwrong: ["2", "0"]',
            "wrong:",
            "«2» is shown twice",
        ),
        (
            f"kind: single\ntext: '{{{{ n }}}} ?'\nright: '{{{{ n }}}}'\nwrong: [a, {'b' * 81}]",
            "wrong:",
            "has 81 characters",
        ),
        ("kind: single\ntext: '{{ n }} ?'\nright: '{{ n }}'\nwrong: [a]", "wrong:", "2 choices are shown"),
        (
            "kind: single\ntext: '{{ n }} ?'\nright: '{{ n }}'\nwrong: [a, Toutes les réponses]",
            "wrong:",
            "says nothing",
        ),
        (
            "kind: single\ntext: '{{ n }} ?'\nright: '{{ n }} est de loin le bon choix'\nwrong: [a, b]",
            "right:",
            "the right choice is the longest in 8 of 8 variants",
        ),
        (
            "kind: multiple\ntext: '{{ n }} ?'\nright: ['{{ n }}']\nwrong: [a, b]",
            "right:",
            "1 right choices",
        ),
        ("kind: multiple\ntext: '{{ n }} ?'\nright: ['{{ n }}', a, b]\nwrong: []", "wrong:", "every choice"),
        ("kind: text\ntext: '{{ n }} ?'\nanswers: ['{{ n }}', '']", "answers:", "at least 1 character"),
        (
            "kind: text\ntext: '{{ n }} ?'\nanswers: ['{{ n }}', ' ']",
            "answers:",
            "refuses the expected answer",
        ),
        ("kind: number\ntext: '{{ n }} ?'\nanswer: '{{ n / 7 }}'", "id: essai3-a", "too many decimals"),
        ("kind: number\ntext: '<b>{{ n }} ?'\nanswer: 3", "text:", "<b> is never closed"),
        ("kind: number\ntext: '{{ n }} <a href=x>y</a> ?'\nanswer: 3", "text:", "Telegram refuses this HTML"),
        ("kind: number\ntext: '1 < {{ n }} ?'\nanswer: 3", "text:", "Telegram refuses this HTML"),
        ("kind: number\ntext: 'Le mot \"{{ n }}\" ?'\nanswer: 3", "text:", "typography: '\"'"),
        ("kind: number\ntext: 'Bon... {{ n }} ?'\nanswer: 3", "text:", "typography: '...'"),
        ("kind: number\ntext: 'Un , {{ n }} ?'\nanswer: 3", "text:", "typography: ' ,'"),
        ("kind: number\ntext: 'Le vélo de Inès, {{ n }} ?'\nanswer: 3", "text:", "no elision: 'de Inès'"),
        ("kind: number\ntext: '{{ n }} ?'\nanswer: 3\nexplanation: Que il dit.", "explanation:", "'Que il'"),
        (
            "kind: single\ntext: '{{ n }} ?'\nright: '{{ n }}'\nwrong: [un, la école]",
            "wrong:",
            "no elision: 'la école'",
        ),
        (f"kind: number\ntext: '{{{{ n }}}} {'mot ' * 200}?'\nanswer: 3", "text:", "the question has"),
        (
            f"kind: number\ntext: '{{{{ n }}}} ?'\nanswer: 3\nexplanation: {'mot ' * 200}",
            "explanation:",
            "it has 799 characters",
        ),
        ("kind: number\ntext: Oui ?\nanswer: 3", "id: essai3-a", "it has 1 different variants"),
        ("kind: number\ntext: 'Oui {{ n }} à lea@orange.fr ?'\nanswer: 3", "id: essai3-a", "somebody's"),
        (
            "kind: matching\ntext: '{{ n }} ?'\npairs: [{left: a, right: b}, {left: a, right: c},"
            " {left: d, right: '{{ n }}'}]",
            "pairs:",
            "«a» is shown twice",
        ),
        (
            "kind: number\ntext: '{{ n }} ?'\nanswer: 3\nfile: {kind: txt, name: a.txt, text: '{{ n }}'}",
            "file:",
            "every variant has the same answer",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\n"
            "file: {kind: xlsx, name: a.xlsx, sheets: [{name: S, columns: [a], rows: [['{{ n }}']]}]}",
            "file:",
            "a phone may not open xlsx",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\n"
            "file: {kind: zip, name: a.zip, entries: [{path: '{{ n }}', size: '{{ n * 9999999 }}'}]}",
            "file:",
            "keep it under",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\n"
            "picture: {kind: bars, title: T, alt: Un.,"
            " bars: [{label: a, value: '{{ n }}'}, {label: b, value: 2}]}",
            "alt:",
            "the alt has 3 characters",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\n"
            "picture: {kind: bars, title: T, alt: Deux barres de livres lus.,"
            " bars: [{label: a, value: 'x{{ n }}'}, {label: b, value: 2}]}",
            "picture:",
            "'x2'",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\n"
            "picture: {kind: dialog, title: T, text: 'Bravo 🎉 {{ n }}', buttons: [Oui],"
            " alt: Une boîte qui félicite.}",
            "picture:",
            "no font draws 🎉",
        ),
        (
            "kind: number\ntext: Oui ?\nanswer: '{{ n }}'\nfile: {kind: txt, name: ../a.txt, text: x}",
            "file:",
            "'../a.txt' is no name for a file",
        ),
        (
            "kind: single\ntext: '{{ n }} ?'\nright: '{{ n }}'\nwrong: [aa, bb, cc, dd, ee, aa]\nshow: 3",
            "wrong:",
            "«aa» is shown twice",
        ),
    ],
)
def test_a_challenge_that_would_trip_a_pupil_is_refused(
    tmp_path: Path, challenge: str, place: str, what: str
) -> None:
    text = bank_text(challenge + CASES, *KINDS.values())
    path = write_bank(tmp_path, text)

    told = said(tmp_path, challenge + CASES, *KINDS.values())

    assert what in told
    (line,) = {line for line in told.splitlines() if what in line}
    assert line.startswith(f"{path}:")
    number = int(line.removeprefix(f"{path}:").split(":")[0])
    assert place in text.splitlines()[number - 1]


def test_a_picture_leaves_less_room_for_the_question(tmp_path: Path) -> None:
    choices = ", ".join(f"{letter * 79}" for letter in "bcdef")
    challenge = (
        f"kind: multiple\ntext: '{{{{ n }}}} {'mot ' * 120}?'\nright: [a, '{{{{ n }}}}']\nwrong: [{choices}]"
    )
    picture = (
        "\npicture: {kind: dialog, title: T, text: '{{ n }}', buttons: [Oui], alt: Une boîte qui demande.}"
    )

    assert "text and choices take" not in said(tmp_path, challenge + CASES)
    assert "where Telegram leaves 904" in said(tmp_path, challenge + picture + CASES)


def test_a_skill_needs_two_challenges_and_six_variants(tmp_path: Path) -> None:
    told = said(tmp_path, KINDS["matching"])

    assert "skill essai3 has 1 challenges; write 2 or more" in told
    assert "skill essai3 has 3 variants; let parameters make 6 or more" in told


def test_parameters_that_change_nothing_are_told(tmp_path: Path) -> None:
    told = said(tmp_path, "kind: number\ntext: '{{ n }} ?'\nanswer: 3\nparams: {n: [1, 2, 3], m: [1, 2]}")

    assert "the parameter m changes nothing" in told
    assert "different variants" not in told


def test_an_answer_that_passes_for_that_of_another_variant_is_told(tmp_path: Path) -> None:
    challenge = """
        kind: text
        params: {mot: [marche, perche, barque, lagune]}
        text: «{{ mot }}» ?
        answers: ["{{ mot }}", "la {{ mot }}"]
    """

    told = said(tmp_path, challenge)

    assert "right in another variant, passes for" in told
    assert "turn t3 off" in told
    assert "passes for" not in said(tmp_path, challenge + "    tolerances: [t1, t2]\n")


def test_two_challenges_that_look_the_same_are_told(tmp_path: Path) -> None:
    assert "essai3-b and essai3-a have a variant that looks the same" in said(
        tmp_path, KINDS["number"], KINDS["number"]
    )


def test_half_of_the_challenges_are_more_than_choosing_one(tmp_path: Path) -> None:
    other = KINDS["single"].replace("12", "13")

    assert "2 of 2 challenges are `single`" in said(tmp_path, KINDS["single"], other)
    assert "are `single`" not in said(tmp_path, KINDS["single"], KINDS["number"])


def test_tutorials_are_short_and_well_written(tmp_path: Path) -> None:
    text = bank_text(*KINDS.values()).replace("Il suffit d'essayer.", f'"{"mot " * 130}<b>..."')
    path = write_bank(tmp_path, text)

    told = [str(each) for each in check(tmp_path)]

    line = f"{path}:{line_of(text, 'body:')}"
    assert f"{line}: the tutorial has 132 words; keep it under 120" in told
    assert any(each.startswith(f"{line}: Telegram refuses this HTML: <b> is never closed") for each in told)
    assert any(each.startswith(f"{line}: typography: '...'") for each in told)


def told_of_lesson(folder: Path, body: str = "Court.", **picture: str) -> list[str]:
    """What is said of a sound skill whose tutorial has this text and this picture."""
    text = bank_text(*KINDS.values()).replace("Il suffit d'essayer.", body)
    write_bank(folder, with_lesson_picture(text, **picture))
    return [str(each) for each in check(folder) if "its 8 pix cannot be reached" not in str(each)]


def test_a_tutorial_may_have_a_picture(tmp_path: Path) -> None:
    assert told_of_lesson(tmp_path) == []


def test_pictures_of_tutorials_are_told_in_words_and_can_be_drawn(tmp_path: Path) -> None:
    (short,) = told_of_lesson(tmp_path, alt="Barres.")
    (undrawn,) = told_of_lesson(tmp_path, title="😀")
    (varying,) = told_of_lesson(tmp_path, title="{{ mot }}")

    assert "the alt has 7 characters; say what can be read in the picture, in 20 to 1000" in short
    assert "no font draws 😀" in undrawn
    assert "'mot' is undefined; write what it shows: a tutorial has no parameters" in varying


def test_a_tutorial_with_a_picture_fits_in_a_caption(tmp_path: Path) -> None:
    (long,) = told_of_lesson(tmp_path, body="motpourremplir " * 62)

    assert "title, body and try take 943 units where Telegram leaves 904" in long


def test_the_bank_is_checked_file_by_file_and_all_is_told(tmp_path: Path) -> None:
    sound = write_bank(tmp_path, bank_text(*KINDS.values()))
    broken = write_bank(tmp_path, "competence: 4.2\n", "4.2")

    assert all(problem.file == str(sound) for problem in check_files([sound]))
    assert any(problem.file == str(broken) for problem in check(tmp_path))


def test_a_variant_that_cannot_be_made_is_told_with_its_values(tmp_path: Path) -> None:
    told = said(tmp_path, "kind: number\ntext: '{{ 6 // (n - 4) }} ?'\nanswer: 3" + CASES)

    assert "integer division or modulo by zero (with n = 4); correct the expression" in told


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bad=st.integers(min_value=1, max_value=100))
def test_one_bad_value_among_thousands_of_combinations_is_found(tmp_path: Path, bad: int) -> None:
    challenge = f"""
        kind: number
        params: {{m: {{from: 1, to: 90}}, n: {{from: 1, to: 100}}}}
        text: '{{{{ m }}}}, {{{{ 60 // (n - {bad}) }}}} ?'
        answer: 3
    """

    assert f"n = {bad})" in said(tmp_path, challenge)


@pytest.mark.parametrize("highest", [12, 20, 40])
def test_a_fault_of_two_values_together_is_found(tmp_path: Path, highest: int) -> None:
    challenge = f"""
        kind: number
        params: {{m: {{from: 1, to: {highest}}}, n: {{from: 1, to: {highest}}}}}
        text: '{{{{ m }}}}, {{{{ 60 // (m - n) }}}} ?'
        answer: 3
    """

    assert "division or modulo by zero" in said(tmp_path, challenge)


def test_many_choices_are_tried_in_many_combinations() -> None:
    combinations = {tuple(below(2) for _ in range(7)) for below in map(spread, range(120))}

    assert len(combinations) > 60


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "there is no competence here" in str(check(tmp_path)[0])


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = bank_text(KINDS["number"], "kind: number\ntext: 'Bon... {{ n }} ?'\nanswer: 3" + CASES)
    path = write_bank(tmp_path, text)

    assert any(
        str(each).startswith(f"{path}:{line_of(text, 'Bon...')}: typography") for each in check(tmp_path)
    )
