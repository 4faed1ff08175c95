"""`enrich refresh`: rebuild the library."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.about import FORMATS
from enrich.cli._commands import Command
from enrich.cli._options import EXIT_IMPERFECT, EXIT_NOTHING, asking_options, changes_option
from enrich.cli._output import put, say
from enrich.cli._words import counted
from enrich.plugins import Group, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrich.cli._sealing import Sealing
    from enrich.cli._talk import Loudness
    from enrich.config import Config
    from enrich.library import Library
    from enrich.lockfile import Lock
    from enrich.pipeline import Result

__all__ = ["refresh"]


@click.command(cls=Command)
@click.argument("seeds", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder to write the library to."
)
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(names(Group.WRITERS, FORMATS)),
    help="Format (repeatable).",
)
@click.option("--in-place", is_flag=True, help="Complete and correct the .bib files themselves.")
@click.option("--diff", is_flag=True, help="Print what --in-place would change.")
@changes_option
@click.option("--json", "as_json", is_flag=True, help="Print what the run came to as JSON.")
@asking_options
@click.option("-v", "--verbose", is_flag=True, help="Say everything.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
def refresh(  # noqa: PLR0913 - the command's options
    seeds: tuple[str, ...],
    output: Path | None,
    formats: tuple[str, ...],
    *,
    changes: Path | None,
    max_age: dt.timedelta | None,
    mailto: str | None,
    offline: bool,
    strict: bool,
    verbose: bool,
    quiet: bool,
    in_place: bool,
    diff: bool,
    as_json: bool,
) -> int:
    """Rebuild the library from its seeds.

    SEEDS are files or folders, addresses of reading lists, or - for standard input; without any,
    those that enrich.toml names.

    With --in-place or --diff, SEEDS are .bib files of your own, and no library is written: their
    entries are completed and corrected where they stand. Keys, order, comments, macros, unknown
    fields and whatever agrees with the sources stay as they are.
    """
    from enrich.config import configured, load_config, place_of

    config = configured(
        load_config(),
        seeds=tuple(place_of(seed) for seed in seeds) or None,
        output=output,
        formats=formats or None,
        mailto=mailto,
        offline=offline,
        max_age=max_age,
    )
    if in_place or diff:
        from enrich.cli._completing import complete

        _check_alone(in_place=in_place, diff=diff, others=(output, formats, changes, as_json))
        loudness = _loudness(verbose=verbose, quiet=quiet)
        return complete(config, loudness, writes=in_place, diff=diff, strict=strict)
    from enrich.cli._changes import check_place
    from enrich.cli._sealing import Sealing

    if changes:
        check_place(changes, config)
    sealing = Sealing(
        config, "refresh", verbose=verbose, quiet=quiet, strict=strict, changes=changes
    )
    # What the last run said is kept; what it came to is not, and has to be found again.
    code = None if as_json else sealing.told_again()
    if code is not None:
        return code
    return _refreshed(
        config,
        sealing,
        _loudness(verbose=verbose, quiet=quiet),
        guard=partial(_keep_most, seeds, output, config),
        changes=changes,
        strict=strict,
        as_json=as_json,
    )


def _refreshed(  # noqa: PLR0913 - what the command was told
    config: Config,
    sealing: Sealing,
    loudness: Loudness,
    *,
    guard: Callable[[Lock, Library], None],
    changes: Path | None,
    strict: bool,
    as_json: bool,
) -> int:
    from enrich.cli._changes import write_changes
    from enrich.cli._talk import Talk
    from enrich.pipeline import refresh_library

    def report(result: Result, tell: Callable[[str], None]) -> int:
        Talk(loudness, tell).sum_up(result, config)
        library = result.library
        if result.held_back_for or (library.misses and not library.entries):
            return EXIT_NOTHING
        return EXIT_IMPERFECT if strict and not result.is_perfect else 0

    with Talk(loudness) as talk:
        finish = partial(sealing.seal, report=report)
        result = refresh_library(config, guard=guard, finish=finish, watcher=talk)
    code = report(result, say)
    if as_json:
        from enrich.cli._results import result_as_json

        put(result_as_json(result, config, code))
    if changes:
        write_changes(changes, result.changes, result.written)
    return code


def _check_alone(*, in_place: bool, diff: bool, others: tuple[object, ...]) -> None:
    """Refuse what would be left undone, or be done though it was not meant."""
    if in_place and diff:
        message = "--diff writes nothing, and --in-place does; leave out one of them"
        raise click.UsageError(message)
    if any(others):
        message = "--in-place and --diff write no library: leave out -o, --to, --changes and --json"
        raise click.UsageError(message)


def _keep_most(
    seeds: tuple[str, ...], output: Path | None, config: Config, former: Lock, library: Library
) -> None:
    """Refuse to put a library of other seeds into the place of the project's own."""
    if not seeds or output is not None:
        return
    kept = {one.key for one in library.lock.kept}
    stays = sum(one.key in kept for one in former.kept)
    if stays * 2 < len(former.kept):
        leave = counted(len(former.kept) - stays, "work")
        message = (
            f"{' '.join(seeds)}: would replace the library in {config.output}, of which {leave}"
            " would leave; name a folder for a library of its own with -o, or complete a .bib"
            " where it stands with --in-place"
        )
        raise click.UsageError(message)


def _loudness(*, verbose: bool, quiet: bool) -> Loudness:
    from enrich.cli._talk import Loudness

    if quiet:
        return Loudness.PROBLEMS if verbose else Loudness.QUIET
    return Loudness.EVERYTHING if verbose else Loudness.USUAL
