"""A result rests on its answers and on versions that are kept: computed again, it is the same bytes."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import tremplin
from bot.content import Library
from bot.engine.versions import MODEL_VERSION
from bot.store import practice as rows
from bot.store import results
from bot.store.base import Tx
from bot.store.practice import StoredAssessment
from bot.usecases import states
from bot.usecases.replaying import NotReplayable, OtherModel, Replay, replayed
from bot.usecases.results import text_of, with_result
from tests.usecases.desk import Desk, Phone, bank, read

DAY = timedelta(days=1)
TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def lea(desk: Desk) -> Phone:
    lea = Phone(desk)
    lea.settles(grade="4e")
    return lea


def works(lea: Phone, code: str = "4.1", most: int = 25) -> None:
    """Three right answers in four, some of them fast, until the end or so many."""
    lea.taps(f"begin:{code}")
    for step in range(most):
        if not lea.goes_on(code):
            return
        lea.desk.clock.advance(timedelta(seconds=2 if step % 5 == 3 else 17.3))
        lea.answers_one(code, right=step % 4 != 2)


def last(lea: Phone) -> StoredAssessment:
    return lea.stored(rows.assessments)[-1]


def replay(desk: Desk, stored: StoredAssessment) -> Replay:
    return desk.turn(lambda tx: replayed(tx, stored.id))


def another_bank(code: str = "4.1") -> Library:
    """The bank after its authors took a topic out of a competence."""
    competences = bank().competences
    changed = replace(competences[code], topics=competences[code].topics[1:])
    return Library((competences | {code: changed}).values())  # type: ignore[operator]  # it is a dict


# What is kept


def test_a_result_says_what_the_pupil_is_shown(lea: Phone) -> None:
    works(lea)
    result, state = json.loads(last(lea).result or ""), lea.state("4.1")
    assert list(result) == ["level", "error", "pix", "shown", "validated"]
    assert (result["pix"], result["shown"], result["validated"]) == (
        state.pix,
        state.level,
        sorted(state.validated),
    )
    assert (result["level"], result["error"]) == state.estimate
    assert result["level"] == round(result["level"], 6)
    assert f"niveau {result['shown']}" in read(lea.commands("profil"))


def test_what_a_result_rests_on_is_kept_from_the_start(lea: Phone) -> None:
    lea.taps("begin:4.1")
    running = last(lea)
    assert running.basis is not None
    assert (running.basis.model, running.basis.max_level) == (MODEL_VERSION, 8)
    assert (running.since, running.opening, running.result) == (1, None, None)
    items = running.basis.items
    document = lea.desk.turn(lambda tx: results.parameters(tx, items))
    kept = {each["key"] for each in json.loads(document or "")["items"]}
    assert kept == {each.id for each in bank().competences["4.1"].challenges}


def test_the_parameters_are_kept_once_for_everybody(desk: Desk) -> None:
    for _ in range(3):
        pupil = Phone(desk)
        pupil.settles()
        for code in sorted(bank().competences):
            pupil.taps(f"begin:{code}")
    assert sorted(desk.sql("select competence from item_parameters")) == sorted(
        (code,) for code in bank().competences
    )


def test_a_result_comes_back_from_its_text(lea: Phone) -> None:
    works(lea)
    state = lea.state("4.1")
    bare = replace(state, estimate=None, validated=frozenset(), pix=0.0, level=0, announced=0)
    assert text_of(with_result(bare, text_of(state))) == text_of(state)
    assert with_result(state, None) == state
    assert text_of(replace(state, estimate=None)) is None


def test_a_reset_positioning_has_no_result(lea: Phone) -> None:
    works(lea, most=3)
    lea.desk.clock.advance(7 * DAY)
    lea.taps("reset:4.1:2")
    assert (last(lea).outcome, last(lea).result) == ("reset", None)


def test_my_data_has_the_results(lea: Phone) -> None:
    works(lea)
    (call,) = lea.commands("mesdonnees")
    assert call.file is not None
    (told,) = json.loads(call.file.args[1])["positionnements"]
    assert told["numéro"] == str(last(lea).id)
    assert told["résultat"] == json.loads(last(lea).result or "")
    assert (told["version_du_modèle"], told["version_des_questions"]) == (MODEL_VERSION, last(lea).items)


# Replays


def test_every_result_of_a_pupil_is_the_same_bytes_again(lea: Phone) -> None:
    """Improved after 4 days, reset after 7, and another competence between: each with its own start."""
    works(lea)
    works(lea, "1.1")
    lea.desk.clock.advance(4 * DAY)
    works(lea)
    lea.desk.clock.advance(7 * DAY)
    lea.taps("reset:4.1:2")
    works(lea)
    lea.desk.clock.advance(200 * DAY)
    works(lea)
    stored = lea.stored(rows.assessments)
    assert [each.competence for each in stored] == ["4.1", "1.1", "4.1", "4.1", "4.1"]
    assert len({each.result for each in stored}) == 5
    assert [replay(lea.desk, each).same for each in stored] == [True] * 5


def test_an_old_result_outlives_a_change_of_the_bank(lea: Phone) -> None:
    works(lea)
    before = last(lea)
    lea.desk.library = another_bank()
    lea.desk.clock.advance(4 * DAY)
    works(lea)
    after = last(lea)
    assert before.items != after.items
    assert after.opening == before.result
    assert [replay(lea.desk, each).same for each in (before, after)] == [True, True]


@pytest.mark.parametrize("answered", [0, 3, 7])
def test_a_bank_that_changes_during_a_positioning_counts_from_its_start(lea: Phone, answered: int) -> None:
    works(lea, most=answered)
    began_with = last(lea).items
    lea.desk.library = another_bank()
    works(lea)
    assert last(lea).items != began_with
    assert replay(lea.desk, last(lea)).same


def test_a_highest_level_that_changes_during_a_positioning_is_kept(lea: Phone) -> None:
    works(lea, most=4)
    lea.desk.rules = replace(lea.desk.rules, max_level=2)
    works(lea)
    assert (last(lea).max_level, lea.state("4.1").level) == (2, 2)
    assert replay(lea.desk, last(lea)).same


@pytest.mark.parametrize("answered", [1, 6])
def test_a_lost_row_loses_no_replay(lea: Phone, answered: int) -> None:
    works(lea)
    lea.desk.clock.advance(4 * DAY)
    works(lea, most=answered)
    kept = lea.state("4.1")
    lea.desk.sql("delete from practice")
    lost = lea.state("4.1")
    assert replace(lost, question=None) == replace(kept, question=None)
    works(lea)
    assert replay(lea.desk, last(lea)).same


def test_a_positioning_that_an_earlier_release_began_gets_a_result_with_a_replay(lea: Phone) -> None:
    works(lea)
    lea.desk.clock.advance(4 * DAY)
    works(lea, most=3)
    lea.desk.sql(
        "update assessment set model = null, items = null, max_level = null, since = null, opening = null, "
        "result = null"
    )
    of_then = replace(lea.state("4.1"), basis=None)
    lea.desk.turn(lambda tx: states.save(lea.turn(tx), of_then))
    works(lea)
    earlier, later = lea.stored(rows.assessments)
    assert replay(lea.desk, later).same
    with pytest.raises(NotReplayable, match="has no result"):
        replay(lea.desk, earlier)


def test_another_model_is_said_and_never_computed(lea: Phone) -> None:
    works(lea)
    lea.desk.sql("update assessment set model = '0'")
    with pytest.raises(OtherModel, match="with model 0, and this release has model"):
        replay(lea.desk, last(lea))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update assessment set result = null", "has no result"),
        ("update assessment set items = null", "ended before"),
        ("update assessment set items = 'x'", "parameters x .* are missing"),
    ],
)
def test_what_a_replay_lacks_is_said(lea: Phone, change: str, said: str) -> None:
    works(lea)
    lea.desk.sql("pragma foreign_keys = off")
    lea.desk.sql(change)
    with pytest.raises(NotReplayable, match=said):
        replay(lea.desk, last(lea))


def test_a_number_that_is_no_positioning_is_said(desk: Desk) -> None:
    def of_nobody(tx: Tx) -> Replay:
        return replayed(tx, 12)

    with pytest.raises(NotReplayable, match="no positioning has the number 12"):
        desk.turn(of_nobody)


# `tremplin replay`


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the command finds by its settings."""
    path = tmp_path / "tremplin.db"
    monkeypatch.setenv("TREMPLIN_TOKEN", TOKEN)
    monkeypatch.setenv("TREMPLIN_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def finished(file: Path) -> StoredAssessment:
    """A finished positioning in that database."""
    desk = Desk(database=str(file))
    lea = Phone(desk)
    lea.settles()
    works(lea)
    stored = last(lea)
    desk.close()
    return stored


def test_the_command_shows_both_results(finished: StoredAssessment) -> None:
    done = CliRunner().invoke(tremplin, ["replay", str(finished.id)])
    assert done.exit_code == 0
    database, told = done.output.split("\n", 1)
    assert database.startswith("SQLite, ")
    assert told == f"stored    {finished.result}\nreplayed  {finished.result}\nthe same bytes\n"


def test_the_command_sees_an_answer_that_was_tampered_with(file: Path, finished: StoredAssessment) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("update answer set verdict = 'right'")
    done = CliRunner().invoke(tremplin, ["replay", str(finished.id)])
    assert done.exit_code == 1
    assert done.output.endswith("NOT the same bytes\n")


def test_the_command_says_what_it_cannot_replay(finished: StoredAssessment) -> None:
    done = CliRunner().invoke(tremplin, ["replay", "12"])
    assert isinstance(done.exception, NotReplayable)
