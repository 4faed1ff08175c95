"""`enrich scan`: say what is found in lists, without resolving it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._output import harmless, put, say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from enrich.seeds import Scan, Seed

__all__ = ["scan"]


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, links passed over included.")
@click.option("-v", "--verbose", is_flag=True, help="List the links that lead to no paper, too.")
def scan(files: tuple[str, ...], *, as_json: bool, verbose: bool) -> int:
    """Print the papers that lists name, with their lines; no source is asked.

    FILES are lists in any format, folders, addresses of reading lists, or - for standard input;
    without any, those that enrich.toml names.
    """
    from enrich.api import scan as scan_lists
    from enrich.cli._json import scan_as_json

    found = scan_lists(files)
    put(scan_as_json(found) if as_json else _table(found))
    for remark in found.remarks:
        say(str(remark))
    if verbose:
        for link in found.passed_over:
            say(f"{link.origin}: {link.kind}: {link.written}")
    say(_summary(found))
    return 0


def _table(found: Scan) -> bytes:
    """Give a line for each paper: where it stands, what it is asked for by, what is said of it."""
    rows = [(str(seed.origin), _asked(seed), _said(seed)) for seed in found.seeds]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    lines = (
        f"{place:{widths[0]}}  {asked:{widths[1]}}  {said}".rstrip() for place, asked, said in rows
    )
    return "".join(f"{_fitting(harmless(line))}\n" for line in lines).encode()


def _fitting(line: str) -> str:
    """Cut a line to what a terminal shows; whatever else reads it gets the whole."""
    if sys.stdout is None or not sys.stdout.isatty():
        return line
    width = shutil.get_terminal_size().columns
    return line if len(line) <= width else line[: width - 1] + "\u2026"


def _asked(seed: Seed) -> str:
    if seed.wanted:
        return str(seed.wanted)
    return "by its title" if seed.sought else "nothing to ask for"


def _said(seed: Seed) -> str:
    claim = seed.claim
    author = claim.authors[0] if claim.authors else None
    parts = (claim.title or seed.written, author, claim.date and str(claim.date.year))
    return " / ".join(part for part in parts if part)


def _summary(found: Scan) -> str:
    """Count papers and, by kind, the links that lead to none."""
    from collections import Counter

    papers = counted(len(found.seeds), "paper")
    asked = [seed.asked for seed in found.seeds]
    different = len({one.paper for one in asked if one}) + asked.count(None)
    kinds = Counter(link.kind for link in found.passed_over)
    passed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    by_title = sum(seed.wanted is None for seed in found.seeds)
    return (
        f"{papers}, {different} different, {by_title} without identifier;"
        f" links passed over: {passed or 'none'}"
    )
