"""MathML in, LaTeX math out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from enrich.text.latex import escape_latex, math_command

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["latex_of_mathml"]

# Layout elements of MathML 3 and how LaTeX sets their children.
# https://www.w3.org/TR/MathML3/chapter3.html
_LAYOUTS = {
    ("msub", 2): "{}_{{{}}}",
    ("msup", 2): "{}^{{{}}}",
    ("msubsup", 3): "{}_{{{}}}^{{{}}}",
    ("munder", 2): "{}_{{{}}}",
    ("mover", 2): "{}^{{{}}}",
    ("munderover", 3): "{}_{{{}}}^{{{}}}",
    ("mfrac", 2): "\\frac{{{}}}{{{}}}",
    ("mroot", 2): "\\sqrt[{1}]{{{0}}}",
}
_DEEPEST = 60
_ONE_ATOM = re.compile(r"[A-Za-z0-9]|\\[A-Za-z]+ ?|")
# Signs that multiply or apply without being seen.
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
_SILENT = frozenset({"annotation", "annotation-xml", "maligngroup", "malignmark"})


def latex_of_mathml(markup: str) -> str:
    """Write a `math` element as LaTeX; what is not understood keeps its words."""
    from lxml import etree  # noqa: PLC0415 - only papers with MathML need it

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(_wrapped(markup), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return "" if root is None else _latex(root, 0).strip()


def _wrapped(markup: str) -> bytes:
    """Make a document of a fragment whose signs have been unescaped and prefixes undeclared."""
    markup = re.sub(r"(</?)[\w.-]+:(?=[a-zA-Z])", r"\1", markup)
    markup = re.sub(r"\s[\w.-]+(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", markup)
    markup = markup.replace("&", "&amp;")
    markup = re.sub(r"<(?!/?[a-zA-Z])", "&lt;", markup)
    return f"<m>{markup}</m>".encode(errors="ignore")


def _latex(element: _Element, depth: int) -> str:
    name = str(element.tag).lower()
    if name in _SILENT:
        return ""
    if depth > _DEEPEST:
        return ""
    children = [_latex(child, depth + 1) for child in element if isinstance(child.tag, str)]
    if layout := _LAYOUTS.get((name, len(children))):
        scripted = "_" in layout or "^" in layout
        if scripted and not _ONE_ATOM.fullmatch(children[0]):
            children[0] = f"{{{children[0]}}}"
        return layout.format(*children)
    inner = "".join(children)
    if name == "msqrt":
        return f"\\sqrt{{{inner}}}"
    if name == "mfenced":
        return f"({','.join(children)})"
    return inner if children else _token(name, element.text or "")


def _token(name: str, text: str) -> str:
    """Write a leaf: words upright, signs as the commands that print them."""
    text = text.translate(_INVISIBLE)
    words = " ".join(text.split())
    if name == "mtext":
        return f"\\text{{{escape_latex(text)}}}" if words else " " if text else ""
    if name == "mi" and len(words) > 1 and words.isascii() and words.isalpha():
        return f"\\mathrm{{{words}}}"
    return "".join(map(math_command, words))
