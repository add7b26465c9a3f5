"""`python -m bot` is `tremplin`."""

from bot.cli import main

if __name__ == "__main__":
    main()
