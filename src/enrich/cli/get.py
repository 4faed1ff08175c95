"""`enrich get`: print entries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from enrich.about import FORMATS, STANDARD_INPUT
from enrich.cli._commands import Command
from enrich.cli._options import EXIT_IMPERFECT, EXIT_NOTHING, asking_options
from enrich.cli._output import put, say
from enrich.plugins import Group, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from enrich.pipeline import Result
    from enrich.seeds import Seed

__all__ = ["get"]


@click.command(cls=Command)
@click.argument("identifiers", nargs=-1, metavar="[ID]...")
@click.option(
    "--to",
    "format_name",
    default="bibtex",
    show_default=True,
    type=click.Choice(names(Group.WRITERS, FORMATS)),
    help="Format to print.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what is known, and what not, as JSON.")
@asking_options
def get(  # noqa: PLR0913 - the command's options
    identifiers: tuple[str, ...],
    format_name: str,
    max_age: dt.timedelta | None,
    mailto: str | None,
    *,
    as_json: bool,
    offline: bool,
    strict: bool,
) -> int:
    """Print the entries of arXiv ids, DOIs or links.

    Without an ID, or for -, identifiers are read from standard input, one a line.
    """
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import configured, load_config
    from enrich.pipeline import resolve_seeds

    if as_json and _is_named("format_name"):
        message = "--json prints a document of its own, which holds CSL-JSON; leave out --to"
        raise click.UsageError(message)
    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    seeds = tuple(_seeds(identifiers or (STANDARD_INPUT,)))
    if not seeds:
        message = "no identifier given; name some, or write them to standard input"
        raise click.UsageError(message)
    with Talk(Loudness.PROBLEMS) as talk:
        result = _with_hints(resolve_seeds(seeds, config, watcher=talk))
    talk.tell_problems(result)
    code = _code(result, strict=strict)
    if as_json:
        from enrich.cli._results import got_as_json

        put(got_as_json(result, code))
    elif result.library.entries:
        from enrich.writers import Contents, find_format

        # Data is UTF-8 in every locale.
        put(find_format(format_name).write(Contents(result.library)).encode())
    return code


def _with_hints(result: Result) -> Result:
    """Say of what is missed what helps here, where nothing is a seed."""
    import msgspec

    from enrich.misses import named_alone

    misses = tuple(map(named_alone, result.library.misses))
    library = msgspec.structs.replace(result.library, misses=misses)
    return msgspec.structs.replace(result, library=library)


def _is_named(parameter: str) -> bool:
    """Whether an option is given, and not left at its default."""
    source = click.get_current_context().get_parameter_source(parameter)
    return source is not click.core.ParameterSource.DEFAULT


def _seeds(identifiers: Iterable[str]) -> Iterator[Seed]:
    from enrich.identifiers import parse_identifier
    from enrich.seeds import Origin, Seed, scan_bytes
    from enrich.seeds.standard_input import NAME, read_standard_input

    for number, written in enumerate(identifiers, start=1):
        if written != STANDARD_INPUT:
            yield Seed(parse_identifier(written), written, Origin("argument", number))
            continue
        scan = scan_bytes(read_standard_input(), NAME)
        yield from scan.seeds
        for remark in scan.remarks:
            say(str(remark))


def _code(result: Result, *, strict: bool) -> int:
    if not result.library.entries:
        return EXIT_NOTHING
    return EXIT_IMPERFECT if strict and not result.is_perfect else 0
