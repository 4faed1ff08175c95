"""`enrich remove`: take papers out of the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from enrich.cli._columns import is_on_terminal
from enrich.cli._commands import Command
from enrich.cli._ink import Ink, Inked, put_lines, say_line
from enrich.cli._options import EXIT_IMPERFECT
from enrich.cli._output import put
from enrich.cli._words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.removals import Lessened

__all__ = ["remove"]


@click.command(cls=Command)
@click.argument("names", nargs=-1, required=True, metavar="KEY|ID...")
@click.option("-y", "--yes", is_flag=True, help="Don't ask whether it is meant.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken out, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was taken out as JSON.")
def remove(names: tuple[str, ...], *, yes: bool, dry_run: bool, as_json: bool) -> int:
    """Take papers out of the lists in which they stand.

    Each is named by its citation key or an identifier. A line, an item or an entry is taken out
    that names the paper and says nothing else; of any other you are told where it stands.
    """
    from enrich.cli._asking import is_attended
    from enrich.cli._removals import removed_as_json
    from enrich.config import load_config
    from enrich.errors import ConfigError
    from enrich.removals import find_removals, lessened, write_lessened

    if not (yes or dry_run or is_attended()):
        message = "nobody is there to be asked; --yes removes without asking, --dry-run shows what"
        raise click.UsageError(message)
    # What can't be shown is not written, either.
    put(b"")
    config = load_config()
    # Only a project has a snapshot.
    if config.snapshot is None:
        message = "no enrich.toml here or above, and so no list; `enrich init` begins a project"
        raise ConfigError(message)
    removals = find_removals(names, config)
    lists = lessened(removals, config)
    _show(lists, as_json=as_json)
    count = sum(len(one.taken.removed) for one in lists)
    is_meant = bool(count) and not dry_run and (yes or _is_meant(count))
    written = write_lessened(lists, config) if is_meant else ()
    if as_json:
        put(removed_as_json(removals, lists, is_written=is_meant))
    for one in lists:
        if one.file in written:
            papers = counted(len(one.taken.removed), "paper")
            say_line([f"{one.file}: {papers} ", Inked("taken out", Ink.GOOD)])
    if not written:
        say_line(["nothing was written"])
    is_whole = count and not any(one.taken.left for one in lists) and (dry_run or is_meant)
    return 0 if is_whole else EXIT_IMPERFECT


def _is_meant(count: int) -> bool:
    return click.confirm(f"Take {counted(count, 'paper')} out?", err=True)


def _show(lists: Sequence[Lessened], *, as_json: bool) -> None:
    """Show the difference, and tell of what its owner has to do."""
    for one in lists:
        if not as_json:
            _show_difference(one.taken.diff)
        for left in one.taken.left:
            place = str(left.seed.origin)
            told = Inked("left there", Ink.DOUBTFUL)
            say_line([f"{place}: ", told, f", since {left.reason}; take it out by hand"])


def _show_difference(diff: str) -> None:
    """Show it in colours to people, and give it to programs as it is."""
    if is_on_terminal():
        put_lines(_inked(line.rstrip("\r")) for line in diff.removesuffix("\n").split("\n"))
    else:
        put(diff.encode(errors="backslashreplace"))


def _inked(line: str) -> list[Inked]:
    inks = {"+": Ink.GOOD, "-": Ink.BAD, "@": Ink.NAME}
    return [Inked(line, inks.get(line[:1], Ink.PLAIN))]
