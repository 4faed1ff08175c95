"""Typed text out as HTML: every sign that could be markup escaped, math readable without any."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from enrich.text.controls import without_controls
from enrich.text.model import Run, Style, Text
from enrich.text.tex import math_runs

__all__ = ["to_html", "to_html_paragraphs"]

_TAGS = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SUB: ("<sub>", "</sub>"),
    Style.SUP: ("<sup>", "</sup>"),
    # The page's own style sheet sets it: a strict policy lets no element bear its own.
    Style.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    Style.MATH: ('<span class="math">', "</span>"),
}
_PARAGRAPH = "\n\n"


def to_html(text: Text) -> str:
    """Write as elements of HTML that may stand within a line."""
    return "".join(map(_written, text.runs))


def to_html_paragraphs(text: Text) -> tuple[str, ...]:
    """Write each paragraph by itself; what holds no words is none."""
    written = map(to_html, _paragraphs(text))
    return tuple(one.strip() for one in written if one.strip())


def _written(run: Run) -> str:
    outer = tuple(style for style in run.styles if style is not Style.MATH)
    if Style.MATH not in run.styles:
        return _enclosed(_escaped(run.text), outer)
    parts = [part for part in math_runs(run.text) if part.text] or [Run(run.text)]
    formula = "".join(_enclosed(_escaped(part.text), part.styles) for part in parts)
    return _enclosed(formula, (*outer, Style.MATH))


def _escaped(words: str) -> str:
    return escape(without_controls(words))


def _enclosed(body: str, styles: tuple[Style, ...]) -> str:
    if not body.strip():
        return body
    for style in reversed(styles):
        opening, closing = _TAGS.get(style, ("", ""))
        body = f"{opening}{body}{closing}"
    return body


def _paragraphs(text: Text) -> Iterator[Text]:
    runs: list[Run] = []
    for run in text.runs:
        first, *others = run.text.split(_PARAGRAPH)
        runs.append(Run(first, run.styles))
        for part in others:
            yield Text(tuple(runs))
            runs = [Run(part, run.styles)]
    yield Text(tuple(runs))
