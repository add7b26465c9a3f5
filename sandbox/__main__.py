"""`python -m sandbox [--port N]`: the sandbox alone, until it is interrupted."""

import argparse
import asyncio
import sys
from contextlib import suppress

from sandbox.limits import Limits
from sandbox.server import TOKEN, Sandbox


async def serve(port: int, token: str, limits: Limits) -> None:
    """Serve until cancelled; address and token go to standard output."""
    async with Sandbox(port, token, limits) as sandbox:
        sys.stdout.write(f"{sandbox.url} {sandbox.token}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A local Telegram Bot API with a chat page."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (0: any free one)")
    parser.add_argument("--token", default=TOKEN, help="the bot's token")
    parser.add_argument(
        "--no-limits", action="store_true", help="never answer 429 by itself (for benchmarks)"
    )
    arguments = parser.parse_args()
    limits = Limits.off() if arguments.no_limits else Limits()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments.port, arguments.token, limits))


if __name__ == "__main__":
    main()
