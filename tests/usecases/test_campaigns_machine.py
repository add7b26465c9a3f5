"""Whatever is tapped and typed in whatever order, the dialog answers, and nothing of a campaign is lost."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases import codes
from bot.usecases.campaigns.targets import TargetState, read_target
from tests.usecases.campaigning import everything
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling
from tests.views.acceptable import refusals

LEAVES = {"c_delete", "c_unshare"}  # what makes a campaign vanish, for all or for this teacher
TEXTS = (
    "Rentrée",
    "demain",
    "vendredi 18h",
    "30 février",
    "15/11/2026",
    "tableur",
    "",
    "<b>&",
    "x" * 600,
    "ABC",
)
ACTS = st.lists(
    st.one_of(
        st.integers(0, 10**6),  # one of the buttons ever seen
        st.sampled_from(TEXTS),
        st.text(max_size=70),
        st.integers(1, 400).map(lambda hours: timedelta(hours=hours)),
    ),
    max_size=40,
)


def does(phone: Phone, act: int | str | timedelta) -> list[Call]:
    """Tap, write, or let time pass."""
    if isinstance(act, timedelta):
        phone.desk.clock.advance(act)
        return []
    if isinstance(act, str):
        return phone.writes(act)
    ours = [(id_, data) for id_, data in phone.shown if data[:2] == "c_" and data.split(":")[0] not in LEAVES]
    if not ours:
        return phone.taps("c_new")
    near = len(ours) if act % 3 == 0 else min(len(ours), 20)  # mostly on the last screens, as people do
    message_id, data = ours[-1 - act // 3 % near]
    return phone.taps(data, message_id)


def all_of(desk: Desk, school_id: int) -> dict[int, Campaign]:
    return {each.id: each for each in desk.turn(lambda tx: campaigns.of_school(tx, school_id))}


def is_sound(desk: Desk, campaign: Campaign) -> bool:
    """What holds of every campaign that pupils can meet."""
    if campaign.published_at is None:
        return not codes.looks_like_a_code(campaign.code)
    way_in = bool(campaign.open_to_all or desk.turn(lambda tx: campaigns.classes_of(tx, campaign.id)))
    opens, deadline = campaign.opens_at, campaign.deadline_at
    ordered = opens is None or deadline is None or opens < deadline
    target = read_target(desk.library, campaign.target)
    tested = campaign.mode == "collection" or target.state is TargetState.READY
    return bool(way_in and ordered and tested and campaign.name and codes.looks_like_a_code(campaign.code))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_nothing_is_lost_whatever_is_done(acts: list[int | str | timedelta]) -> None:
    desk = Desk()
    desk.library = everything()
    school = Schooling(desk)
    teacher = school.teacher()
    school.classroom(teacher)
    made = school.campaign(teacher, school.classroom(teacher, "6e C"))
    teacher.taps(pack("c_edit", made.id))
    before: dict[int, Campaign] = {}
    for act in acts:
        for call in does(teacher, act):
            assert refusals(call) == []
        now = all_of(desk, school.school.id)
        assert before.keys() <= now.keys()
        assert all(is_sound(desk, each) for each in now.values())
        before = now
    desk.close()
