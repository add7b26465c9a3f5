"""`python -m bot` is `tremplin`."""

from bot.cli import main

main()
