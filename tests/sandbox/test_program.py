"""`python -m sandbox` and how the sandbox is set up."""

import asyncio
import sys

import pytest
from aiohttp import ClientSession

from sandbox.server import Sandbox


async def test_the_program_prints_its_address_and_token(http: ClientSession) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--no-limits", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert program.stdout is not None
        url, token = (await asyncio.wait_for(program.stdout.readline(), 20)).decode().split()
        async with http.get(f"{url}/bot{token}/getMe") as response:
            assert (await response.json())["ok"] is True
    finally:
        program.terminate()
        await program.wait()


def test_a_token_has_the_form_of_telegrams() -> None:
    with pytest.raises(ValueError, match="a token is digits"):
        Sandbox(token="short")
