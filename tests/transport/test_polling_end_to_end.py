"""The whole way over HTTP: a person writes at the sandbox, the bot's answer is read there."""

from tests.transport.conftest import Run
from tests.transport.stand_ins import EchoBot, People


async def test_a_text_is_answered(run: Run, people: People, bot: EchoBot) -> None:
    await run()
    lina = await people.join()
    await people.says(lina, "bonjour")
    await people.reads(lina, "écho : bonjour")
    assert [event.text for event in bot.handled] == ["/start", "bonjour"]
