"""`enrich annotate`: write a reading list back, with what is known behind each paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from enrich.about import STANDARD_INPUT
from enrich.cli._commands import Command
from enrich.cli._options import EXIT_IMPERFECT, asking_options
from enrich.cli._output import put, say

__all__ = ["annotate"]


@click.command(cls=Command)
@click.argument("file")
@click.option("-i", "--in-place", is_flag=True, help="Write to the file itself.")
@click.option("--remove", is_flag=True, help="Take out what was written behind papers before.")
@asking_options
def annotate(  # noqa: PLR0913 - the command's options
    file: str,
    max_age: dt.timedelta | None,
    mailto: str | None,
    *,
    in_place: bool,
    remove: bool,
    offline: bool,
    strict: bool,
) -> int:
    """Write what is known behind each paper of a Markdown list.

    That is its address, venue, year and status; nothing else in FILE is changed, - being standard
    input. Run again, it brings what it wrote before up to date, where a source answers.
    """
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import configured, load_config
    from enrich.lists import annotate_list, plain_list

    raw, target = _read(file, in_place=in_place)
    if remove:
        _give(plain_list(raw), target)
        return 0
    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    with Talk(Loudness.PROBLEMS) as talk:
        done = annotate_list(raw, file, config, watcher=talk)
    talk.tell_problems(done.result)
    _give(done.body, target)
    return EXIT_IMPERFECT if strict and not done.result.is_perfect else 0


def _read(file: str, *, in_place: bool) -> tuple[bytes, Path | None]:
    """Read the list, and tell which file to write it to, if not to standard output."""
    from enrich.config import place_of
    from enrich.errors import SeedError
    from enrich.seeds import check_lasting, read_file
    from enrich.seeds.standard_input import read_standard_input

    place = place_of(file)
    if isinstance(place, Path):
        if in_place:
            check_lasting([place])
        return read_file(place), place if in_place else None
    if file != STANDARD_INPUT or in_place:
        message = f"{file}: no file that could be written back; save it as one"
        raise SeedError(message)
    return read_standard_input(), None


def _give(body: bytes, target: Path | None) -> None:
    """Print the list, or put it in the place of the file."""
    from enrich.outputs import write_files

    if target is None:
        put(body)
        return
    changed = write_files(target.parent, {target.name: body})
    say(f"{target}: {'written' if changed else 'nothing changed'}")
