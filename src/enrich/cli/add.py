"""`enrich add`: put papers into a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.about import STANDARD_INPUT
from enrich.cli._commands import Command
from enrich.cli._ink import Ink, Inked, put_lines, say_line
from enrich.cli._options import EXIT_IMPERFECT
from enrich.cli._output import put

if TYPE_CHECKING:
    from enrich.additions import Added
    from enrich.config import Config
    from enrich.seeds import Seed

__all__ = ["add"]


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="ID|LINK|TITLE...")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The list that gets them, where there are several.",
)
@click.option("--section", metavar="NAME", help="Put it below this heading of a Markdown list.")
@click.option("--anyway", is_flag=True, help="Add identifiers of which nothing is known, too.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.option("--offline", is_flag=True, help="Ask nobody; use what the cache holds.")
@click.option("--mailto", metavar="ADDRESS", help="Your mail address, told to the sources.")
def add(  # noqa: PLR0913 - the command's options
    words: tuple[str, ...],
    file: Path | None,
    section: str | None,
    mailto: str | None,
    *,
    anyway: bool,
    dry_run: bool,
    as_json: bool,
    offline: bool,
) -> int:
    """Look papers up, show what they are, and put them into a list.

    Each is an arXiv id, a DOI, a link, or a title, best with authors and year and in quotes. What
    stands in a list already is not added twice; what is not surely found is not added at all.
    For - alone they are read from standard input, one a line.
    """
    from enrich.additions import Terms, add_all, find_candidates
    from enrich.cli._additions import added_as_json, again_with
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import configured
    from enrich.seedfiles import choose_file

    if not all(map(str.strip, words)):
        message = "an empty argument names no paper; give an identifier, a link or a title"
        raise click.UsageError(message)
    if section is not None and not section.strip():
        message = "--section is empty; give the words of a heading, or leave it out"
        raise click.UsageError(message)
    # What can't be shown is not written, either.
    put(b"")
    config = configured(_project(file), mailto=mailto, offline=offline)
    section = " ".join(section.split()) if section else None
    target = choose_file(config, file, section)
    seeds = _seeds(words)
    with Talk(Loudness.PROBLEMS if as_json else Loudness.USUAL) as talk:
        candidates = find_candidates(seeds, config, watcher=talk)
    terms = Terms(file=target, section=section, takes_unknown=anyway, writes=not dry_run)
    every = add_all(candidates, terms, config)
    if as_json:
        put(added_as_json(every))
    else:
        again = again_with(file, section)
        shown: set[str] = set()
        for one in every:
            _tell(one, shown, again)
    return 0 if all(one.outcome.is_well for one in every) else EXIT_IMPERFECT


def _seeds(words: tuple[str, ...]) -> tuple[Seed, ...]:
    """Read what is wanted; a dash among other words is one of a title."""
    from enrich.additions import seeds_of_words
    from enrich.cli._input import seeds_of_lines
    from enrich.seeds.standard_input import NAME, read_standard_input

    if words != (STANDARD_INPUT,):
        return seeds_of_words(words)
    if seeds := tuple(seeds_of_lines(read_standard_input())):
        return seeds
    message = f"{NAME}: names no paper; write an identifier, a link or a title on each line"
    raise click.UsageError(message)


def _project(file: Path | None) -> Config:
    """Read the configuration of the project; where there is none, a named list is all."""
    import msgspec

    from enrich.config import load_config
    from enrich.errors import ConfigError

    config = load_config()
    # Only a project has a snapshot.
    if config.snapshot is not None:
        return config
    if file is None:
        message = "no enrich.toml here or above; `enrich init` makes one, or name a list by --file"
        raise ConfigError(message)
    return msgspec.structs.replace(config, seeds=(file,))


def _tell(added: Added, shown: set[str], again: str) -> None:
    """Show what was found, each work once, and tell what became of it."""
    from enrich.additions import Outcome
    from enrich.cli._additions import card_of, hint_of, matches_of

    candidate, miss = added.candidate, added.candidate.miss
    if candidate.entry and candidate.entry.key not in shown:
        shown.add(candidate.entry.key)
        put_lines(card_of(candidate.entry))
    asked = candidate.seed.written
    match added.outcome:
        case Outcome.ADDED | Outcome.ADDABLE:
            told = "added" if added.outcome is Outcome.ADDED else "would be added; nothing written"
            say_line([f"{added.place}: ", Inked(told, Ink.GOOD), f": {added.written}"])
        case Outcome.THERE:
            say_line([f"{added.place}: ", Inked("is there already", Ink.DOUBTFUL), f": {asked}"])
        case Outcome.REFUSED:
            say_line([Inked("not added", Ink.BAD), f": {added.reason}"])
        case _:
            reason, hint = (str(miss.reason), hint_of(added, again)) if miss else ("unknown", "")
            say_line([f"{asked}: ", Inked(f"not added, {reason}", Ink.BAD), f"; {hint}"])
            put_lines(matches_of(added))
