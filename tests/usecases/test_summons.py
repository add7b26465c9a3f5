"""Candidates are summoned to a mock certification, and reminded: a week, a day, an hour before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.store import sittings
from bot.store.base import Tx
from bot.store.classes import Classroom, Pupil
from bot.store.sittings import Sitting
from bot.store.times import to_ms
from bot.usecases import codes
from bot.usecases.certification import summoning, telling
from bot.usecases.certification.scored import Scored
from tests.usecases.desk import Desk, Phone
from tests.usecases.posting import Postman
from tests.usecases.reading_letters import follows
from tests.usecases.schooling import Schooling

TWO = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)  # a Thursday, 14 h in Paris; it is the 15th, 10 h
WEEK_BEFORE = datetime(2026, 9, 17, 15, 0, tzinfo=UTC)  # 17 h
DAY_BEFORE = datetime(2026, 9, 23, 15, 0, tzinfo=UTC)


class Board:
    """The sitting of these stories, and what its organiser does with it."""

    def __init__(self, desk: Desk, tilleuls: Schooling) -> None:
        self.desk = desk
        self.id = desk.turn(lambda tx: tx.new_id())
        now = to_ms(desk.clock.now())

        def made(tx: Tx) -> None:
            access, staff = (codes.new_code(tx, kind, self.id) for kind in ("sitting", "invigilator"))
            school = tilleuls.school.id
            sittings.add(
                tx,
                Sitting(
                    self.id, school, access, staff, "adaptive", to_ms(TWO), "Salle 12", 105, "Mme Diallo", now
                ),
            )

        desk.turn(made)
        self.changes(announced_at=now)

    def changes(self, **changes: Any) -> None:
        """The organiser changes something."""

        def changed(tx: Tx) -> None:
            sittings.save(tx, replace(self.found(tx), **changes))
            summoning.sync(tx, self.id, self.desk.clock.now())

        self.desk.turn(changed)

    def found(self, tx: Tx) -> Sitting:
        sitting = sittings.locked(tx, self.id)
        assert sitting is not None
        return sitting

    def summons(self, line: Pupil) -> None:
        self.desk.turn(lambda tx: sittings.summon(tx, self.id, line.id))
        self.changes()

    def of(self, line: Pupil, **changes: Any) -> sittings.Candidate:
        """A candidate, with these columns from now on."""

        def changed(tx: Tx) -> sittings.Candidate:
            (found,) = [each for each in sittings.candidates(tx, self.id) if each.pupil_id == line.id]
            sittings.save_candidate(tx, replace(found, **changes))
            return replace(found, **changes)

        return self.desk.turn(changed)


def reads(postman: Postman, phone: Phone) -> str:
    """What arrived for somebody since the last time, with plain spaces."""
    return postman.reaches(phone).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def sitting(desk: Desk, tilleuls: Schooling, line: Pupil) -> Board:
    """Thursday week at 14 h; Léa is a candidate."""
    board = Board(desk, tilleuls)
    board.summons(line)
    return board


def test_a_candidate_is_summoned_at_once(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    told = reads(postman, lea)
    assert "Ta convocation : certification blanche" in told
    assert "jeudi 24 septembre à 14 h" in told
    assert "Salle 12" in told
    assert "1 h 45" in told
    assert "Ce n'est pas la certification officielle" in told


def test_a_third_more_time_stands_in_the_summons(
    line: Pupil, lea: Phone, sitting: Board, postman: Postman
) -> None:
    sitting.of(line, extra=33)
    postman.works()
    assert "2 h 20" in reads(postman, lea)


def test_a_week_a_day_and_an_hour_before(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    reads(postman, lea)
    for before, at in (
        ("dans 7 jours", WEEK_BEFORE),
        ("demain", DAY_BEFORE),
        ("bientôt", TWO - timedelta(hours=1)),
    ):
        postman.until(at - timedelta(minutes=1))
        assert reads(postman, lea) == ""
        postman.until(at)
        assert before in reads(postman, lea)


def test_told_late_it_says_what_is_true_by_then(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    reads(postman, lea)
    postman.until(datetime(2026, 9, 24, 8, 0, tzinfo=UTC))  # nothing worked for a week
    told = reads(postman, lea)
    assert "Certification blanche (entraînement) aujourd'hui" in told
    assert told.count("🎓") == 1


def test_nothing_is_told_twice_however_often_it_is_planned(
    lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    reads(postman, lea)
    sitting.changes()
    postman.until(datetime(2026, 9, 16, 12, 0, tzinfo=UTC))
    assert reads(postman, lea) == ""


def test_who_wants_no_reminder_is_summoned_all_the_same_and_not_reminded(
    lea: Phone, sitting: Board, postman: Postman
) -> None:
    lea.commands("stop")
    postman.works()
    assert "Ta convocation" in reads(postman, lea)
    postman.until(DAY_BEFORE)
    assert reads(postman, lea) == ""


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"starts_at": to_ms(TWO + timedelta(days=1))}, "vendredi 25 septembre à 14 h"),
        ({"room": "CDI"}, "CDI"),
    ],
)
def test_another_day_or_another_room_is_told(
    changes: dict[str, Any], shown: str, lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    reads(postman, lea)
    sitting.changes(**changes)
    postman.until(datetime(2026, 9, 16, 8, 0, tzinfo=UTC))
    told = reads(postman, lea)
    assert "Ta convocation change" in told
    assert shown in told
    assert "Ce message remplace les précédents" in told


def test_moved_and_moved_back_is_told_each_time(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    for day, starts in ((16, TWO + timedelta(days=1)), (17, TWO)):
        sitting.changes(starts_at=to_ms(starts))
        postman.until(datetime(2026, 9, day, 8, 0, tzinfo=UTC))
        assert "Ta convocation change" in reads(postman, lea)


def test_back_to_a_room_that_was_never_told_is_told(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    for room in ("CDI", "Gymnase"):  # today's letter has left: the first one is not told
        sitting.changes(room=room)
        postman.makes_notices()
    postman.until(datetime(2026, 9, 16, 8, 0, tzinfo=UTC))
    assert "Gymnase" in reads(postman, lea)
    sitting.changes(room="CDI")
    postman.until(datetime(2026, 9, 17, 8, 0, tzinfo=UTC))
    assert "CDI" in reads(postman, lea)


def test_moved_before_anything_was_sent_tells_the_last_date_alone(
    lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.makes_notices()
    sitting.changes(starts_at=to_ms(TWO + timedelta(days=1)))
    postman.works()
    told = reads(postman, lea)
    assert "vendredi 25 septembre" in told
    assert "jeudi 24" not in told
    assert "Ta convocation change" not in told


def test_a_cancelled_sitting_is_told_and_no_reminder_comes(
    lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    reads(postman, lea)
    sitting.changes(cancelled_at=to_ms(datetime(2026, 9, 15, 9, 0, tzinfo=UTC)))
    postman.until(datetime(2026, 9, 16, 8, 0, tzinfo=UTC))
    assert "Certification blanche annulée" in reads(postman, lea)
    postman.until(DAY_BEFORE)
    assert reads(postman, lea) == ""


def test_what_changes_the_day_before_is_told_the_same_day(
    lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.until(datetime(2026, 9, 23, 8, 0, tzinfo=UTC))
    reads(postman, lea)
    sitting.changes(room="CDI")
    postman.until(datetime(2026, 9, 23, 9, 0, tzinfo=UTC))
    assert "Ta convocation change" in reads(postman, lea)
    sitting.changes(cancelled_at=to_ms(datetime(2026, 9, 23, 9, 0, tzinfo=UTC)))
    postman.until(datetime(2026, 9, 23, 10, 0, tzinfo=UTC))
    assert "annulée" in reads(postman, lea)


def test_who_is_no_candidate_any_more_is_not_reminded(
    line: Pupil, lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    reads(postman, lea)
    postman.until(DAY_BEFORE - timedelta(hours=1))
    reads(postman, lea)
    sitting.desk.turn(partial(sittings.unsummon, candidate_id=sitting.of(line).id))
    postman.until(DAY_BEFORE)
    assert reads(postman, lea) == ""


def test_who_joins_the_class_later_is_summoned_then(
    desk: Desk, lea: Phone, martin: Pupil, tilleuls: Schooling, postman: Postman
) -> None:
    board = Board(desk, tilleuls)
    board.summons(martin)
    postman.works()
    assert reads(postman, lea) == ""
    lea.commands("start", f"p-{martin.selector}{martin.secret}")
    lea.taps(lea.button("k_me"))
    postman.works()
    assert "Ta convocation" in reads(postman, lea)


def test_nobody_is_written_to_at_night_and_the_hour_before_waits_for_the_opening(
    desk: Desk, lea: Phone, line: Pupil, tilleuls: Schooling, postman: Postman
) -> None:
    board = Board(desk, tilleuls)
    eight = datetime(2026, 9, 24, 5, 30, tzinfo=UTC)  # 7 h 30 in Paris
    board.changes(starts_at=to_ms(eight))
    board.summons(line)
    postman.until(DAY_BEFORE)
    reads(postman, lea)
    postman.until(datetime(2026, 9, 24, 4, 59, tzinfo=UTC))
    assert reads(postman, lea) == ""
    postman.until(datetime(2026, 9, 24, 5, 0, tzinfo=UTC))
    assert "bientôt" in reads(postman, lea)


def test_a_guardian_hears_of_the_summons_and_of_the_day_before(
    line: Pupil, mother: Phone, sitting: Board, postman: Postman
) -> None:
    follows(mother, line)
    postman.works()
    told = reads(postman, mother)
    assert "Certification blanche (entraînement) : jeudi 24 septembre à 14 h, Salle 12" in told
    postman.until(WEEK_BEFORE)
    assert reads(postman, mother) == ""
    postman.until(DAY_BEFORE)
    assert "Certification blanche" in reads(postman, mother)


def test_a_guardian_of_somebody_else_hears_nothing(
    sixth: Classroom, tilleuls: Schooling, mother: Phone, sitting: Board, postman: Postman
) -> None:
    follows(mother, tilleuls.enrols(sixth, "Yanis Payet"))
    postman.works()
    postman.until(DAY_BEFORE)
    assert reads(postman, mother) == ""


ISSUED = Scored("issued", {"1.1": 2}, {"1.1": 16}, 128)


def published(board: Board, line: Pupil, phone: Phone) -> sittings.Candidate:
    """The jury published a result of 128 pix."""
    candidate = board.of(line, result=ISSUED.to_json(), published_at=to_ms(board.desk.clock.now()))
    board.desk.turn(lambda tx: telling.published(phone.turn(tx), board.found(tx), candidate))
    return candidate


def test_a_published_result_is_announced_without_saying_it(
    line: Pupil, lea: Phone, mother: Phone, sitting: Board, postman: Postman
) -> None:
    follows(mother, line)
    postman.works()
    postman.until(datetime(2026, 9, 25, 8, 0, tzinfo=UTC))
    for each in (lea, mother):
        reads(postman, each)
    published(sitting, line, lea)
    postman.works()
    told = reads(postman, lea)
    assert "Ton résultat est là" in told
    assert "128" not in told
    postman.until(datetime(2026, 9, 25, 17, 0, tzinfo=UTC))
    assert reads(postman, mother) == ""  # Léa has not shown it


def test_a_result_does_not_wait_for_tomorrow_because_of_the_day_s_reminder(
    line: Pupil, lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    postman.until(datetime(2026, 9, 24, 8, 0, tzinfo=UTC))
    reads(postman, lea)
    postman.until(TWO - timedelta(hours=1))
    assert "bientôt" in reads(postman, lea)
    postman.until(TWO + timedelta(hours=3))
    published(sitting, line, lea)
    postman.works()
    assert "Ton résultat est là" in reads(postman, lea)


def test_guardians_get_a_result_that_is_shown_to_them(
    line: Pupil, lea: Phone, mother: Phone, sitting: Board, postman: Postman
) -> None:
    follows(mother, line)
    postman.works()
    postman.until(datetime(2026, 9, 25, 8, 0, tzinfo=UTC))
    reads(postman, mother)
    candidate = published(sitting, line, lea)
    sitting.of(line, shared_at=to_ms(sitting.desk.clock.now()))
    sitting.desk.turn(lambda tx: telling.shared(lea.turn(tx), sitting.found(tx), candidate))
    postman.until(datetime(2026, 9, 25, 17, 0, tzinfo=UTC))
    told = reads(postman, mother)
    assert "obtenue, 128 pix" in told
    assert "Léa vous montre son résultat" in told


def test_a_result_published_again_is_told_once_more(
    line: Pupil, lea: Phone, sitting: Board, postman: Postman
) -> None:
    postman.works()
    for day in (25, 28):
        postman.until(datetime(2026, 9, day, 8, 0, tzinfo=UTC))
        reads(postman, lea)
        published(sitting, line, lea)
        postman.works()
        assert "Ton résultat est là" in reads(postman, lea)


def test_an_outdated_notice_keeps_its_row(lea: Phone, sitting: Board, postman: Postman) -> None:
    postman.works()
    sitting.changes(room="CDI")
    (kept,) = sitting.desk.sql("select key, fate from notice where kind = 'summons'")
    assert ":was:" in kept[0]
    assert kept[1] == "sent"
