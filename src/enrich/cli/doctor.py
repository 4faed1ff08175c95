"""`enrich doctor`: find out what keeps things from working, and say what to do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from enrich.cli._columns import is_on_terminal, terminal_width
from enrich.cli._commands import Command
from enrich.cli._ink import Ink, Inked, put_lines, say_line
from enrich.cli._options import EXIT_IMPERFECT
from enrich.cli._output import put
from enrich.cli._words import counted

if TYPE_CHECKING:
    from enrich.cli._ink import Line
    from enrich.diagnosis import Examined

__all__ = ["doctor"]

_INDENT = " " * len("problem  ")


@click.command(cls=Command)
@click.option("--offline", is_flag=True, help="Ask no source whether it answers.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def doctor(*, offline: bool, as_json: bool) -> int:
    """Examine the program, the project and the network, and say what to do.

    Each source is asked for one work. Nothing is changed; exit code 1 says that there is a problem.
    """
    from enrich.cli._findings import plain_json
    from enrich.diagnosis import Verdict, examine

    found = []
    for one in examine(offline=offline):
        found.append(one)
        if not as_json:
            put_lines(_lines(one))
    if as_json:
        put(plain_json(found))
    counts = Counter(one.verdict for one in found)
    problems, warnings = counts[Verdict.PROBLEM], counts[Verdict.WARNING]
    told = [counted(problems, "problem")] if problems else []
    told += [counted(warnings, "warning")] if warnings else []
    say_line([", ".join(told) or "all is well"])
    return EXIT_IMPERFECT if problems else 0


def _lines(examined: Examined) -> Iterator[Line]:
    """Show what was found in a line or a few, and what to do in another."""
    ink = {"ok": Ink.GOOD, "warning": Ink.DOUBTFUL}.get(examined.verdict, Ink.BAD)
    mark = Inked(f"{examined.verdict:{len(_INDENT)}}", ink)
    for line in _wrapped(f"{examined.subject}: {examined.told}"):
        yield [mark, line]
        mark = Inked(_INDENT, Ink.PLAIN)
    for line in _wrapped(examined.advice or ""):
        yield [_INDENT, Inked(line, Ink.STRONG)]


def _wrapped(text: str) -> list[str]:
    """Break a text into lines of a terminal; in a pipe it is one."""
    line = " ".join(text.split())
    if not is_on_terminal():
        return [line] if line else []
    return textwrap.wrap(line, max(terminal_width() - len(_INDENT), 20), break_on_hyphens=False)
