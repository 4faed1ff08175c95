r"""LaTeX in, runs out: text with its commands, and math for people who read none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from enrich.text.math.prose import is_prose
from enrich.text.math.remembered import remembered
from enrich.text.math.runs import formula_runs
from enrich.text.math.words import plain_words
from enrich.text.model import Run, Style
from enrich.text.scanner import Scanner
from enrich.text.stray import StrayScanner
from enrich.text.symbols import symbol

__all__ = ["loose_runs", "math_runs", "symbol", "text_runs"]


def text_runs(source: str) -> Iterator[Run]:
    """Read LaTeX text."""
    return _merged(Scanner(source).runs())


def loose_runs(source: str) -> Iterator[Run]:
    r"""Read text into which a command of LaTeX has strayed; what is none stays as it is."""
    if "\\" in source or "_{" in source or "^{" in source:
        return _merged(StrayScanner(source).runs())
    return iter((Run(source),))


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Make one run of neighbours in the same styles; formulas stay apart."""
    for styles, same in groupby(runs, key=lambda run: run.styles):
        if Style.MATH in styles:
            yield from same
        else:
            yield Run("".join(run.text for run in same), styles)


@remembered
def math_runs(source: str) -> tuple[Run, ...]:
    """Read LaTeX math for people who read no LaTeX: characters, raised and lowered."""
    if not is_prose(source):
        return tuple(formula_runs(source))
    return tuple(part for run in text_runs(source) for part in _readable(run))


def _readable(run: Run) -> Iterator[Run]:
    if Style.MATH not in run.styles:
        return iter((run,))
    outer = tuple(style for style in run.styles if style is not Style.MATH)
    if is_prose(run.text):
        return iter((Run(plain_words(run.text), outer),))
    return (Run(part.text, (*outer, *part.styles)) for part in formula_runs(run.text))
