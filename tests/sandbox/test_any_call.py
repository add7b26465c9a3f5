"""Whatever a call holds, it is done or refused in words: never an error of the sandbox itself."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.acts import Acts
from sandbox.errors import ApiError
from sandbox.limits import Limits
from sandbox.methods import METHODS
from sandbox.world import World

LINA = 42
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("type", "text", "offset", "length", "media", "url", "inline_keyboard", "keyboard")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from((LINA, str(LINA), -1, "@a")),
    "message_id": st.integers(0, 4),
    "parse_mode": st.sampled_from(("HTML", "", "MarkdownV2")),
    "entities": st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(("bold", "pre", "url", "text_link", "moon")),
                "offset": st.integers(-1, 9),
                "length": st.integers(-1, 9),
            },
            optional={"url": st.sampled_from(("https://a.fr", "a", 3))},
        ),
        max_size=3,
    ),
}


def world() -> World:
    made = World("1:" + "a" * 30, "Bot", "a_bot", Limits.off(), None)
    made.chats.add_person("Lina", person_id=LINA)
    Acts(made).start(LINA, "")
    METHODS["sendmessage"].work(made, {"chat_id": LINA, "text": "a"})
    return made


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    method = draw(st.sampled_from(sorted(METHODS)))
    names = draw(st.sets(st.sampled_from(sorted(METHODS[method].table) or ["x"]), max_size=6))
    names |= set(METHODS[method].required)
    return method, {name: draw(LIKELY.get(name, VALUES) | VALUES) for name in sorted(names)}


@settings(deadline=None)  # the machine may be busy
@given(calls())
def test_any_call_is_done_or_refused(call: tuple[str, dict[str, Any]]) -> None:
    method, raw = call
    made = world()
    try:
        json.dumps(METHODS[method].work(made, METHODS[method].read(raw)))
    except ApiError as refused:
        assert (refused.code, refused.description[:13]) in ((400, "Bad Request: "), (403, "Forbidden: bo"))
    for message in made.chats.chat(LINA).messages.values():
        assert isinstance(made.shown(message.body)["html"], str)
