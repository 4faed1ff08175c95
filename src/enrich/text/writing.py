"""Typed text out: as Unicode, as LaTeX, as the HTML that CSL allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from enrich.text.formulas import harmless_math
from enrich.text.latex import escape_latex, protect_case
from enrich.text.model import Run, Style, Text
from enrich.text.tex import math_runs

__all__ = ["to_csl", "to_latex", "to_unicode"]

# https://docs.citationstyles.org/en/stable/specification.html#appendix-v-rich-text-formatting
_CSL = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SUB: ("<sub>", "</sub>"),
    Style.SUP: ("<sup>", "</sup>"),
    Style.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.CASED: ('<span class="nocase">', "</span>"),
}
_LATEX = {
    Style.ITALIC: (r"\textit{", "}"),
    Style.BOLD: (r"\textbf{", "}"),
    Style.SUB: (r"\textsubscript{", "}"),
    Style.SUP: (r"\textsuperscript{", "}"),
    Style.SMALL_CAPS: (r"\textsc{", "}"),
    Style.CASED: ("{", "}"),
}
_NORMAL = "0123456789+-=()"
_RAISED = str.maketrans(f"{_NORMAL}in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans(f"{_NORMAL}aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ")


def to_unicode(text: Text) -> str:
    """Write the words alone, indices and math as readable as characters allow."""
    return "".join(_indexed(part) for run in text.runs for part in _readable(run))


def to_csl(text: Text) -> str:
    """Write for CSL-JSON: its few HTML tags, math as Unicode."""
    parts = (part for run in text.runs for part in _readable(run))
    return "".join(_enclosed(part.text, part.styles, _CSL) for part in parts)


def to_latex(text: Text, *, protect: bool) -> str:
    """Write as LaTeX in UTF-8; where asked, with braces around capitals that carry meaning."""
    words = protect_case if protect and not text.is_upper else escape_latex
    return "".join(
        _formula(run, braced=protect)
        if Style.MATH in run.styles
        # A style's own braces protect what they enclose.
        else _enclosed(escape_latex(run.text), run.styles, _LATEX)
        if run.styles
        else words(run.text)
        for run in text.runs
    )


def _formula(run: Run, *, braced: bool) -> str:
    if not harmless_math(run.text):
        parts = _readable(run)
        return "".join(_enclosed(escape_latex(part.text), part.styles, _LATEX) for part in parts)
    return _enclosed(f"{{${run.text}$}}" if braced else f"${run.text}$", run.styles, _LATEX)


def _enclosed(body: str, styles: tuple[Style, ...], marks: Mapping[Style, tuple[str, str]]) -> str:
    if not body.strip():
        return body
    for style in reversed(styles):
        opening, closing = marks.get(style, ("", ""))
        body = f"{opening}{body}{closing}"
    return body


def _readable(run: Run) -> Iterator[Run]:
    """Turn a formula into runs that everybody can read; leave other runs as they are."""
    if Style.MATH not in run.styles:
        yield run
        return
    outer = tuple(style for style in run.styles if style is not Style.MATH)
    shown = [part for part in math_runs(run.text) if part.text]
    for part in shown or [Run(run.text)]:
        yield Run(re.sub(r"\s+", " ", part.text), (*outer, *part.styles))


def _indexed(run: Run) -> str:
    """Raise or lower what Unicode has raised or lowered characters for."""
    table = {Style.SUP: _RAISED, Style.SUB: _LOWERED}.get(run.styles[-1]) if run.styles else None
    text = run.text.replace("\u2212", "-")
    if table and all(ord(character) in table for character in text):
        return text.translate(table)
    return run.text
