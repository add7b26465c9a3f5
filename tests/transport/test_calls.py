from bot.transport.calls import Call, FileRef, dump_calls, load_calls


def test_calls_come_back_from_the_outbox_as_they_were() -> None:
    calls = (
        Call(
            "sendMessage",
            {"chat_id": 1, "text": "é «😀»", "reply_markup": {"inline_keyboard": []}},
            note=("q", 3),
        ),
        Call("sendPhoto", {"chat_id": 1}, FileRef("photo", "picture", ["1.1_a", 12])),
    )
    assert load_calls(dump_calls(calls)) == calls
