"""Banks of any shape, as hypothesis strategies."""

from hypothesis import settings
from hypothesis import strategies as st

from bot.engine import Answer, Bank, Item, Skill

patient = settings(deadline=None)  # the machine may be busy

levels = st.lists(st.integers(1, 8), min_size=1, max_size=5)


@st.composite
def banks(draw: st.DrawFn, alike: bool = False) -> Bank:
    """Few skills or many, gaps, one level, one topic, skills without items, items of any quality.

    `alike`: items have one slope, so that the curves of a skill's items never cross.
    """
    topics = draw(st.lists(levels, min_size=1, max_size=5))
    skills = [
        Skill(f"{topic}.{index}", f"topic {topic}", level)
        for topic, of_topic in enumerate(topics)
        for index, level in enumerate(of_topic)
    ]
    return Bank.of(
        skills,
        [
            _item(draw, f"{skill.key}{letter}", skill.key, alike)
            for skill in skills
            for letter in "abc"[: draw(st.integers(0, 3))]
        ],
    )


def _item(draw: st.DrawFn, key: str, skill: str, alike: bool) -> Item:
    guess = draw(st.sampled_from([0.0, 0.02, 0.25, 0.5, 0.98, 0.999]))
    offset = draw(st.floats(-3, 3))
    if alike:
        return Item(key, skill, guess, difficulty_offset=offset)
    slope = draw(st.sampled_from([0.01, 0.7, 1.4, 3.0, 50.0]))
    return Item(key, skill, guess, slope, offset, draw(st.floats(0, 2)))


seconds = st.none() | st.floats(0, 3600) | st.just(float("inf")) | st.just(-1.0)


@st.composite
def histories(draw: st.DrawFn, bank: Bank, most: int = 25) -> list[Answer]:
    """Answers to a bank's items, and to some that it no longer has; new ones and old ones, in any number."""
    keys = st.sampled_from([*(item.key for item in bank.items), "gone"])
    return draw(
        st.lists(
            st.builds(Answer, keys, st.booleans(), seconds, st.sampled_from([1.0, 1.0, 0.8, 0.1, 0.0])),
            max_size=most,
        )
    )
