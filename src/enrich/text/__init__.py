"""Typed text: markup in, text out as Unicode, LaTeX and HTML."""

from enrich.text.abstracts import read_abstract, read_latex_abstract
from enrich.text.capitals import repair_capitals
from enrich.text.charset import Charset, in_charset
from enrich.text.controls import escaped_controls, shown_controls, without_controls, without_unseen
from enrich.text.encoding import mended
from enrich.text.folding import folded
from enrich.text.model import Run, Style, Text
from enrich.text.reading import is_simple, read_latex, read_markup, read_plain
from enrich.text.writing import to_csl, to_latex, to_unicode

__all__ = [
    "Charset",
    "Run",
    "Style",
    "Text",
    "escaped_controls",
    "folded",
    "in_charset",
    "is_simple",
    "mended",
    "read_abstract",
    "read_latex",
    "read_latex_abstract",
    "read_markup",
    "read_plain",
    "repair_capitals",
    "shown_controls",
    "to_csl",
    "to_latex",
    "to_unicode",
    "without_controls",
    "without_unseen",
]
