"""`enrich get`: print entries."""

from __future__ import annotations

import datetime as dt
import sys

import click

from enrich.about import FORMATS
from enrich.cli._options import EXIT_IMPERFECT, EXIT_NOTHING, asking_options
from enrich.cli._output import put, say
from enrich.plugins import Group, names

__all__ = ["get"]


@click.command()
@click.argument("identifiers", nargs=-1, metavar="[ID]...")
@click.option(
    "--to",
    "format_name",
    default="bibtex",
    show_default=True,
    type=click.Choice(names(Group.WRITERS, FORMATS)),
    help="Format to print.",
)
@asking_options
def get(  # noqa: PLR0913 - the command's options
    identifiers: tuple[str, ...],
    format_name: str,
    max_age: dt.timedelta | None,
    mailto: str | None,
    *,
    offline: bool,
    strict: bool,
) -> int:
    """Print the entries of arXiv ids, DOIs or links.

    Without an ID, or for -, identifiers are read from standard input, one a line.
    """
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import configured, load_config
    from enrich.identifiers import parse_identifier
    from enrich.pipeline import resolve_seeds
    from enrich.seeds import Origin, Seed, scan_bytes
    from enrich.writers import Contents, find_format

    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    seeds: list[Seed] = []
    for number, written in enumerate(identifiers or ("-",), start=1):
        if written == "-":
            raw = sys.stdin.buffer.read() if sys.stdin else b""
            scan = scan_bytes(raw, "standard input")
            seeds.extend(scan.seeds)
            for remark in scan.remarks:
                say(str(remark))
        else:
            seeds.append(Seed(parse_identifier(written), written, Origin("argument", number)))
    if not seeds:
        message = "no identifier given; name some, or write them to standard input"
        raise click.UsageError(message)
    with Talk(Loudness.PROBLEMS) as talk:
        result = resolve_seeds(seeds, config, watcher=talk)
    talk.tell_problems(result)
    if not result.library.entries:
        return EXIT_NOTHING
    # Data is UTF-8 in every locale.
    put(find_format(format_name).write(Contents(result.library)).encode())
    return EXIT_IMPERFECT if strict and not result.is_perfect else 0
