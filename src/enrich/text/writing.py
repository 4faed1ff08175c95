"""Typed text out: as Unicode, as LaTeX, as the HTML that CSL allows."""

from __future__ import annotations

import re

from enrich.text.latex import escape_latex, harmless_math, protect_case
from enrich.text.model import Run, Style, Text

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


def to_unicode(text: Text) -> str:
    """Write the words alone, math as readable as characters allow."""
    return "".join(_readable(run) for run in text.runs)


def to_csl(text: Text) -> str:
    """Write for CSL-JSON: its few HTML tags, math as Unicode."""
    return "".join(_enclosed(_readable(run), run.styles, _CSL) for run in text.runs)


def to_latex(text: Text, *, protect: bool) -> str:
    """Write as LaTeX in UTF-8; where asked, with braces around capitals that carry meaning."""
    protect = protect and not text.is_upper
    return "".join(_latex_run(run, protect=protect) for run in text.runs)


def _latex_run(run: Run, *, protect: bool) -> str:
    if Style.MATH in run.styles:
        if harmless_math(run.text):
            body = f"${run.text}$"
            return _enclosed(f"{{{body}}}" if protect else body, run.styles, _LATEX)
        return _enclosed(escape_latex(_readable(run)), run.styles, _LATEX)
    body = protect_case(run.text) if protect else escape_latex(run.text)
    return _enclosed(body, run.styles, _LATEX)


def _enclosed(body: str, styles: tuple[Style, ...], marks: dict[Style, tuple[str, str]]) -> str:
    if not body.strip():
        return body
    for style in reversed(styles):
        opening, closing = marks.get(style, ("", ""))
        body = f"{opening}{body}{closing}"
    return body


def _readable(run: Run) -> str:
    if Style.MATH not in run.styles:
        return run.text
    if not re.search(r"[\\{}$]", run.text):
        return run.text
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - 30 ms, seldom needed

    try:
        words = LatexNodes2Text(math_mode="text", keep_comments=True).latex_to_text(run.text)
    except (ValueError, RecursionError):
        return run.text
    return re.sub(r"\s+", " ", words).strip()
