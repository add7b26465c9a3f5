"""The packed row of a competence: what goes in comes out, and it stays small."""

from hypothesis import given
from hypothesis import strategies as st

from bot.store.practice import Basis
from bot.usecases.practice_state import Evidence, Practice, Question, pack, unpack

moments = st.integers(0, 2**53)
ids = st.integers(1, 2**63 - 1)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
levels = st.floats(-3, 12, allow_nan=False)
evidence = st.builds(
    Evidence, ids, words, st.booleans(), st.none() | st.floats(0, 1e6, allow_nan=False), moments
)
questions = st.builds(
    Question,
    step=st.integers(1, 40),
    challenge=words,
    variant=st.integers(0, 10**6),
    shown_at=moments,
    after=ids,
    spent=st.floats(0, 1e6, allow_nan=False),
    message_id=st.none() | ids,
    floor=st.none() | ids,
    draft=st.lists(st.integers(0, 9)).map(tuple) | st.lists(words).map(tuple),
)
states = st.builds(
    Practice,
    competence=st.just("1.1"),
    assessment=st.none() | ids,
    step=st.integers(0, 40),
    question=st.none() | questions,
    prior=st.tuples(levels, levels),
    settled=st.frozensets(words, max_size=9),
    evidence=st.lists(evidence, max_size=20).map(tuple),
    validated=st.frozensets(words, max_size=30),
    pix=st.floats(0, 64, allow_nan=False),
    level=st.integers(0, 8),
    estimate=st.none() | st.tuples(levels, levels),
    last_at=st.none() | moments,
    paused=st.booleans(),
    haste_said=st.booleans(),
    basis=st.none() | st.builds(Basis, words, words, st.integers(1, 8)),
)


@given(states)
def test_what_is_packed_comes_back(state: Practice) -> None:
    assert unpack("1.1", pack(state)) == state


def test_a_row_of_the_first_release_is_still_read() -> None:
    packed = (
        '{"v":1,"a":7,"n":1,"p":[3.0,1.5],"e":[[7,"web1-a",1,12.5,1789459212500]],"s":["web1"],"k":[],"x":4.0,'
        '"l":0,"b":0,"m":[1.9,1.1],"t":1789459212500,"z":0,"q":{"step":2,"challenge":"web3-a","variant":42,'
        '"shown_at":1789459212500,"after":12,"spent":0.0,"message_id":14,"floor":14,"draft":[]}}'
    )
    assert unpack("1.1", packed) == Practice(
        competence="1.1",
        assessment=7,
        step=1,
        question=Question(2, "web3-a", 42, 1789459212500, 12, message_id=14, floor=14),
        evidence=(Evidence(7, "web1-a", True, 12.5, 1789459212500),),
        validated=frozenset({"web1"}),
        pix=4.0,
        estimate=(1.9, 1.1),
        last_at=1789459212500,
    )


def test_a_full_positioning_stays_under_three_kilobytes() -> None:
    answers = tuple(Evidence(2**62, f"motdepasse{i}-a", True, 25.5, 1_795_000_000_000) for i in range(20))
    validated = frozenset(f"motdepasse{i}" for i in range(30))
    assert len(pack(Practice("4.1", 2**62, evidence=answers, validated=validated))) < 3000
