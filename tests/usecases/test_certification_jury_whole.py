"""From the first question to a published result: what candidates really answered is what the jury judges."""

from dataclasses import replace
from functools import partial

import pytest

from bot.store import sittings
from bot.store.sittings import RuleSet
from bot.transport.callback import pack
from bot.usecases.certification.rescoring import replayed
from bot.usecases.certification.scored import Scored
from tests.usecases.campaigning import everything, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.judging import says_yes
from tests.usecases.seating import Chair, seated


def closed(chair: Chair) -> Phone:
    """The sitting is closed; an administrator of its school comes to judge."""
    found = chair.desk.turn(partial(sittings.find, sitting_id=chair.candidate.sitting_id))
    assert found is not None
    chair.desk.turn(partial(sittings.save, sitting=replace(found, closed_at=chair.now)))
    return chair.school.teacher("M. Chef", role="admin")


def published(chair: Chair, admin: Phone) -> Scored:
    """The result is confirmed and published, and computed again to the same bytes."""
    admin.taps(pack("sj_ok", chair.candidate_id))
    assert "C'est publié" in says_yes(admin, chair.candidate.sitting_id)
    test = chair.candidate.assessment_id
    assert test is not None
    assert chair.desk.turn(partial(replayed, assessment_id=test)).same
    return Scored.from_json(chair.candidate.result or "")


@pytest.mark.parametrize("rules", ["profile", "adaptive"])
def test_who_answers_everything_right_keeps_the_profile(desk: Desk, rules: RuleSet) -> None:
    desk.library = everything()
    chair = seated(desk, rules)
    chair.begins()
    asked = chair.answers_all()
    admin = closed(chair)
    read = plain(admin.taps(pack("sj_one", chair.candidate_id)))
    assert f"{asked} réponses sur {asked} questions" in read
    found = published(chair, admin)
    assert found.status == "issued"
    assert found.total > 0


def test_a_withdrawn_question_is_listed_and_does_not_count(desk: Desk) -> None:
    chair = seated(desk, "profile", quickly=True)
    chair.begins()
    chair.reports()
    chair.is_cleared(withdraws=True)
    chair.goes_on()
    asked = chair.answers_all()
    admin = closed(chair)
    assert f"{asked} réponses sur {asked} questions" in plain(admin.taps(pack("sj_one", chair.candidate_id)))
    assert "✂️ 1" in plain(admin.taps(pack("sj_paper", chair.candidate_id, 0)))
    assert "🔎 à regarder" in plain(admin.taps(pack("sj_show", chair.candidate.sitting_id)))
    assert published(chair, admin).rate == 100


def test_who_gives_up_halfway_is_judged_on_all_of_it(desk: Desk) -> None:
    chair = seated(desk, "profile", quickly=True)
    chair.begins()
    for _ in range(2):
        chair.answers()
    chair.taps("sc_stop")
    chair.phone.taps(chair.phone.button("sc_sure"))
    admin = closed(chair)
    assert "a arrêté avant la fin" in plain(admin.taps(pack("sj_one", chair.candidate_id)))
    found = published(chair, admin)
    assert (found.status, found.reason) == ("rejected", "low_rate")


def test_nothing_of_a_running_test_is_judged(desk: Desk) -> None:
    chair = seated(desk, "profile", quickly=True)
    chair.begins()
    admin = closed(chair)
    assert "En attente : n'a pas fini" in plain(admin.taps(pack("sj_ok", chair.candidate_id)))
    assert "Il reste 1 candidat à décider" in says_yes(admin, chair.candidate.sitting_id)
    assert chair.candidate.result is None
