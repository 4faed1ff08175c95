"""`enrich list`: the works of the library, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from enrich.cli._commands import Command
from enrich.cli._output import put, say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from enrich.catalogue import Brief, Choice, Lack, Years
    from enrich.library import Library

__all__ = ["KINDS", "ORDERS", "STATUSES", "list_"]

# All that is offered here stands in the program beside what it means, which takes long to import.
KINDS = (
    "journal-article",
    "proceedings-article",
    "preprint",
    "book",
    "edited-book",
    "reference-book",
    "book-chapter",
    "proceedings",
    "dissertation",
    "report",
    "dataset",
    "standard",
    "peer-review",
    "reference-entry",
    "other",
)
ORDERS = ("key", "year", "author", "title", "venue")
STATUSES = ("published", "preprint", "retracted", "doubtful", "missed")
_MISSED = "missed"


def _years(_: click.Context, parameter: click.Parameter, value: str | None) -> Years | None:
    from enrich.catalogue import Years
    from enrich.errors import ConfigError

    try:
        return Years.read(value) if value is not None else None
    except ConfigError as error:
        raise click.BadParameter(str(error), param=parameter) from error


def _words(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from enrich.text import folded

    if value is not None and not folded(value):
        message = f"{value!r} has no word in it"
        raise click.BadParameter(message, param=parameter)
    return value


def _words_option(name: str, told: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(name, metavar="WORDS", callback=_words, help=told)


@click.command("list", cls=Command)
@click.option(
    "--year", "years", metavar="YEARS", callback=_years, help="2020, 2019-2021, 2019- or -2021."
)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice(KINDS),
    help=f"Of this kind (repeatable): {', '.join(KINDS)}.",
)
@_words_option("--venue", "That appeared where all these words are in the name.")
@_words_option("--author", "Of an author whose name has all these words.")
@_words_option("--section", "That stand under headings with all these words.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Of this status (repeatable); missed lists the seeds without an entry.",
)
@click.option(
    "--sort", default="key", show_default=True, type=click.Choice(ORDERS), help="Sort by this."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all that can be filtered.")
def list_(  # noqa: PLR0913 - the command's options
    *,
    years: Years | None,
    kinds: tuple[str, ...],
    venue: str | None,
    author: str | None,
    section: str | None,
    statuses: tuple[str, ...],
    sort: str,
    as_json: bool,
) -> int:
    """List the works of the library: key, year, authors, title, venue.

    A line is one work; in a pipe tabs part its columns, and nothing is cut. On a terminal a key
    in red is that of a retracted work, one in yellow is in doubt. Parts of words are enough, and
    neither case nor accents count. No source is asked, so refresh first.
    """
    from enrich.catalogue import Choice
    from enrich.cli._library import known_library
    from enrich.config import load_config
    from enrich.record import Kind
    from enrich.status import Status

    choice = Choice(
        years=years,
        kinds=tuple(map(Kind, kinds)),
        statuses=tuple(map(Status, statuses)),
        venue=venue,
        author=author,
        section=section,
    )
    library = known_library(load_config()).library
    briefs, lacks = _chosen(library, choice, sort)
    if as_json:
        from enrich.cli._findings import plain_json

        put(plain_json([*briefs, *lacks]))
        return 0
    from enrich.cli._cards import put_briefs, put_lacks

    put_briefs(briefs)
    put_lacks(lacks)
    say(_summary(library, len(briefs), len(lacks)))
    return 0


def _chosen(library: Library, choice: Choice, sort: str) -> tuple[Sequence[Brief], Sequence[Lack]]:
    """Give the works that are wanted; seeds without an entry are only where they are asked for."""
    from enrich.catalogue import Order, briefs_of, chosen, in_order, is_chosen_lack, lack_of

    briefs = in_order(chosen((brief for _, brief in briefs_of(library)), choice), Order(sort))
    missed = library.misses if _MISSED in choice.statuses else ()
    return briefs, [lack_of(miss) for miss in missed if is_chosen_lack(miss, choice)]


def _summary(library: Library, shown: int, lacking: int) -> str:
    works, seeds = len(library.entries), len(library.misses)
    told = counted(works, "work") if shown == works else f"{shown} of {counted(works, 'work')}"
    if lacking:
        missed = f"{counted(lacking, 'seed')} without an entry"
        return f"{told}, {missed}" if shown else missed
    without = f"; {counted(seeds, 'seed')} without an entry: `enrich list --status missed`"
    return told + (without if seeds else "")
