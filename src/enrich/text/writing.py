"""Typed text out: as Unicode, as LaTeX, as the HTML that CSL allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from enrich.text.formulas import plain_math
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
# Indices are Latin letters and five Greek ones: beta, gamma, rho, phi, chi.
_LOWERED = str.maketrans(
    f"{_NORMAL}aehijklmnoprstuvx\u03b2\u03b3\u03c1\u03c6\u03c7",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)


def to_unicode(text: Text) -> str:
    """Write the words alone, indices and math as readable as characters allow."""
    if _is_plain(text):
        return text.runs[0].text
    return "".join(map(_indexed, _readable(text)))


def to_csl(text: Text) -> str:
    """Write for CSL-JSON: its few HTML tags, math as Unicode."""
    if _is_plain(text):
        return _untagged(text.runs[0].text)
    parts = _readable(text)
    return "".join(_enclosed(_untagged(part.text), part.styles, _CSL) for part in parts)


def _is_plain(text: Text) -> bool:
    return len(text.runs) == 1 and not text.runs[0].styles


def to_latex(text: Text, *, protect: bool) -> str:
    """Write as LaTeX in UTF-8; where asked, with braces around capitals that carry meaning."""
    # Capitals throughout mean nothing, unless they are one word: NSF.
    is_loud = text.is_upper and " " in str(text)
    words = protect_case if protect and not is_loud else escape_latex
    return "".join(
        _formula(run, braced=protect)
        if Style.MATH in run.styles
        # A style's own braces protect what they enclose.
        else _enclosed(escape_latex(run.text), _of_one_font(run.styles), _LATEX)
        if run.styles
        else words(run.text)
        for run in text.runs
    )


def _of_one_font(styles: tuple[Style, ...]) -> tuple[Style, ...]:
    """Leave small capitals out where they are slanted or bold, for which fonts have no shape."""
    if Style.SMALL_CAPS in styles and not {Style.ITALIC, Style.BOLD}.isdisjoint(styles):
        return tuple(style for style in styles if style is not Style.SMALL_CAPS)
    return styles


def _formula(run: Run, *, braced: bool) -> str:
    math = plain_math(run.text)
    if math is None:
        parts = _readable(Text((run,)))
        return "".join(_enclosed(escape_latex(part.text), part.styles, _LATEX) for part in parts)
    return _enclosed(f"{{${math}$}}" if braced else f"${math}$", run.styles, _LATEX)


def _enclosed(body: str, styles: tuple[Style, ...], marks: Mapping[Style, tuple[str, str]]) -> str:
    if not body.strip():
        return body
    for style in reversed(styles):
        opening, closing = marks.get(style, ("", ""))
        body = f"{opening}{body}{closing}"
    return body


def _readable(text: Text) -> Iterator[Run]:
    """Turn formulas into runs that everybody can read, and join neighbours of one style."""
    shown = (part for run in text.runs for part in _shown(run))
    for styles, parts in groupby(shown, key=lambda part: part.styles):
        yield Run("".join(part.text for part in parts), styles)


def _shown(run: Run) -> Iterator[Run]:
    if Style.MATH not in run.styles:
        yield run
        return
    outer = tuple(style for style in run.styles if style is not Style.MATH)
    shown = [part for part in math_runs(run.text) if part.text] or [Run(run.text)]
    space = True
    for at, part in enumerate(shown):
        # A formula's own space does not add to that of the text, nor does one part's to another's.
        words = re.sub(r"\s+", " ", part.text)
        words = words.lstrip() if space else words
        words = words.rstrip() if at == len(shown) - 1 else words
        space = words.endswith(" ") or (space and not words)
        yield Run(words, (*outer, *part.styles))


# What a processor of CSL would take for a tag of its own.
_TAG = re.compile(r"<(?=/?(?:i|b|sub|sup|sc|span)>|span\s)")


def _untagged(words: str) -> str:
    """Set the sign apart, where words of the text would pass for a tag."""
    opening, closing = _CSL[Style.CASED]
    return _TAG.sub(f"{opening}<{closing}", words)


def _indexed(run: Run) -> str:
    """Raise or lower what Unicode has raised or lowered characters for."""
    table = {Style.SUP: _RAISED, Style.SUB: _LOWERED}.get(run.styles[-1]) if run.styles else None
    text = run.text.replace("\u2212", "-")
    if table and all(ord(character) in table for character in text):
        return text.translate(table)
    return run.text
