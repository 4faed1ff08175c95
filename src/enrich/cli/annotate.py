"""`enrich annotate`: write a reading list back, with what is known behind each paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from enrich.cli._options import EXIT_IMPERFECT, asking_options
from enrich.cli._output import put, say

__all__ = ["annotate"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-i", "--in-place", is_flag=True, help="Write to the file itself.")
@click.option("--remove", is_flag=True, help="Take out what was written behind papers before.")
@asking_options
def annotate(  # noqa: PLR0913 - the command's options
    file: Path,
    max_age: dt.timedelta | None,
    mailto: str | None,
    *,
    in_place: bool,
    remove: bool,
    offline: bool,
    strict: bool,
) -> int:
    """Write what is known behind each paper of a Markdown list.

    That is its address, venue, year and status; nothing else in FILE is changed. Run again, it
    brings what it wrote before up to date, where a source answers.
    """
    from enrich.api import configured
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import load_config
    from enrich.lists import annotate_list, plain_list

    if remove:
        _give(plain_list(file), file, in_place=in_place)
        return 0
    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    with Talk(Loudness.PROBLEMS) as talk:
        done = annotate_list(file, config, watcher=talk)
    talk.tell_problems(done.result)
    _give(done.body, file, in_place=in_place)
    return EXIT_IMPERFECT if strict and not done.result.is_perfect else 0


def _give(body: bytes, file: Path, *, in_place: bool) -> None:
    """Print the list, or put it in the place of the file."""
    from enrich.outputs import write_files

    if not in_place:
        put(body)
        return
    changed = write_files(file.parent, {file.name: body})
    say(f"{file}: {'written' if changed else 'nothing changed'}")
