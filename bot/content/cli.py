"""`tremplin content …`: what authors use to see and check what they wrote."""

import json
import sys
from pathlib import Path

import click

from bot.content.check import check, check_files
from bot.content.counting import count, table
from bot.content.exporting import exported
from bot.content.library import Library
from bot.content.loader import load, prepare
from bot.content.showing import as_page, in_terminal, seen, target_in_terminal
from bot.errors import ContentError


@click.group()
def content() -> None:
    """The item bank: check it, show it, count it, export it."""


def _library() -> Library:
    prepare()
    return load()


@content.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_command(files: tuple[Path, ...]) -> None:
    """Read every variant of the bank (or of some FILES) and tell what a pupil would trip over."""
    problems = check_files(files) if files else check()
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} to repair.", err=True)
        sys.exit(1)
    click.echo("The bank is sound.")


@content.command("show")
@click.argument("name")
@click.option("--seed", default=1, show_default=True, help="Which variant.")
@click.option("--html", is_flag=True, help="A page to open in a browser, on the standard output.")
def show_command(name: str, seed: int, html: bool) -> None:
    """Show a challenge as the pupil sees it; NAME is its id, or that of a skill, a competence or a target."""
    try:
        library = _library()
        if target := library.targets.get(name):
            click.echo(target_in_terminal(library, target))
            return
        found = seen(library, name, seed)
        if not found:
            raise click.ClickException(f"Nothing is called {name}: give an id such as motdepasse3-a, or 4.1.")
        click.echo(as_page(library, name, found) if html else "\n\n".join(map(in_terminal, found)))
    except ContentError as error:
        raise click.ClickException(str(error)) from error


@content.command("export")
@click.option("--seed", default=1, show_default=True, help="Which variant of each challenge.")
@click.option("--json", is_flag=True, expose_value=False, help="As JSON, which is the only form there is.")
def export_command(seed: int) -> None:
    """Print every challenge with one variant: what the pupil sees, the key, the explanation."""
    try:
        click.echo(json.dumps(exported(_library(), seed), ensure_ascii=False, indent=1))
    except ContentError as error:
        raise click.ClickException(str(error)) from error


@content.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Only the totals, for programs.")
def stats_command(as_json: bool) -> None:
    """Count what the bank holds."""
    try:
        competences = _library().competences
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    everything = count(competences.values())
    if as_json:
        click.echo(json.dumps(everything.totals()))
        return
    counts = {code: count([competence]) for code, competence in competences.items()}
    click.echo("\n".join(table({**counts, "all": everything})))


if __name__ == "__main__":
    content()
