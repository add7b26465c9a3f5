import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.content.schema import TopicSpec
from bot.errors import BadButton
from bot.transport.callback import LIMIT, number, pack, small, unpack

arguments = st.lists(st.integers(1 - 2**63, 2**63 - 1) | st.text(max_size=8), max_size=3)


@given(st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True), arguments)
def test_what_is_packed_is_unpacked(action: str, args: list[int | str]) -> None:
    try:
        data = pack(action, *args)
    except ValueError:
        return
    name, read = unpack(data)
    assert name == action
    assert [number(r) if isinstance(a, int) else r for a, r in zip(args, read, strict=True)] == args


@given(st.text(max_size=80))
def test_anything_else_is_a_bad_button_or_packs_to_itself(data: str) -> None:
    try:
        action, args = unpack(data)
    except BadButton:
        return
    assert pack(action, *args) == data


def test_data_fits_in_what_telegram_takes() -> None:
    assert len(pack("a", "é" * 31)) < LIMIT
    with pytest.raises(ValueError, match="64 bytes"):
        pack("a", "é" * 32)


@pytest.mark.parametrize("action", ["", "A", "é", "a:b", "1a"])
def test_an_action_is_a_plain_word(action: str) -> None:
    with pytest.raises(ValueError, match="not an action"):
        pack(action)


@pytest.mark.parametrize("arg", ["", "-", "-0", "01", "A", "1_0", " 1", "é", "٣", "z" * 20])
def test_a_forged_number_is_a_bad_button(arg: str) -> None:
    with pytest.raises(BadButton):
        number(arg)


@pytest.mark.parametrize("data", ["", ":", "a:~", "a:~2", "É", "a" * 65, "a:\ud800" * 30])
def test_forged_data_is_a_bad_button(data: str) -> None:
    with pytest.raises(BadButton):
        unpack(data)


def written(value: int) -> str:
    return unpack(pack("a", value))[1][0]


@pytest.mark.parametrize("value", [2**63, -(2**63), 2**66])
def test_a_number_no_database_keeps_is_a_bad_button(value: int) -> None:
    with pytest.raises(BadButton):
        number(written(value))


@pytest.mark.parametrize("value", [0, 1, 10**6])
def test_what_counts_or_chooses_is_small(value: int) -> None:
    assert small(written(value)) == value


@pytest.mark.parametrize("value", [-1, 10**6 + 1, 2**63 - 1])
def test_what_cannot_count_or_choose_is_a_bad_button(value: int) -> None:
    with pytest.raises(BadButton):
        small(written(value))


def test_the_longest_topic_fits_in_the_longest_button() -> None:
    TopicSpec(id="a" * 24, title="Un sujet", skills=())
    with pytest.raises(ValidationError):
        TopicSpec(id="a" * 25, title="Un sujet", skills=())
    assert pack("tutorial", "1.1", 2**63 - 1, 10**6, "a" * 24 + "8")
    assert pack("useful", "a" * 24 + "8", 1, "1.1", 2**63 - 1, 10**6)
