"""`tremplin content …`: what authors use to see and check what they wrote."""

import sys
from pathlib import Path

import click

from bot.content.check import check, check_files


@click.group()
def content() -> None:
    """The item bank: check it, show it, count it."""


@content.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check_command(files: tuple[Path, ...]) -> None:
    """Read every variant of the bank (or of some FILES) and tell what a pupil would trip over."""
    problems = check_files(files) if files else check()
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        sys.exit(1)
    click.echo("The bank is sound.")


if __name__ == "__main__":
    content()
