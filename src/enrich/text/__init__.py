"""Typed text: markup in, text out as Unicode, LaTeX and HTML."""

from enrich.text.abstracts import read_abstract, read_latex_abstract
from enrich.text.folding import folded
from enrich.text.model import Run, Style, Text
from enrich.text.reading import read_latex, read_markup, read_plain
from enrich.text.writing import to_csl, to_latex, to_unicode

__all__ = [
    "Run",
    "Style",
    "Text",
    "folded",
    "read_abstract",
    "read_latex",
    "read_latex_abstract",
    "read_markup",
    "read_plain",
    "to_csl",
    "to_latex",
    "to_unicode",
]
