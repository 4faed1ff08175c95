"""Links as other markup than Markdown writes them, put in plain words: title, then address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from enrich.identifiers import parse_identifier

__all__ = ["without_markup"]

_Row: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _linked(found: re.Match[str]) -> str:
    """Give the words of a link and its address, and only that where the words say the same."""
    words, address = found["words"].strip(), found["address"].strip()
    return address if parse_identifier(words) else f"{words} {address}"


_LINKS: tuple[_Row, ...] = (
    # LaTeX
    (
        re.compile(r"\\href\s?\{(?P<address>[^{}\n]{1,2000})\}\s?\{(?P<words>[^{}\n]{0,500})\}"),
        _linked,
    ),
    (re.compile(r"\\(?:url|path|nolinkurl)\s?\{([^{}\n]{1,2000})\}"), r" \1 "),
    (re.compile(r"\\doi\s?\{([^{}\n]{1,500})\}"), r" doi:\1 "),
    # reStructuredText
    (re.compile(r"`(?P<words>[^`<>\n]{1,500})<(?P<address>[^`<>\s]{1,2000})>`__?"), _linked),
    (re.compile(r":(doi|arxiv):`([^`\n]{1,500})`", re.IGNORECASE), r" \1:\2 "),
    # Org
    (re.compile(r"\[\[(?P<address>[^\[\]\n]{1,2000})\]\[(?P<words>[^\[\]\n]{1,500})\]\]"), _linked),
    (re.compile(r"\[\[((?:https?:|doi:)[^\[\]\n]{1,2000})\]\]"), r" \1 "),
    # MediaWiki
    (
        re.compile(r"\[(?P<address>https?://[^\s\[\]]{1,2000}) (?P<words>[^\[\]\n]{1,500})\]"),
        _linked,
    ),
    (
        re.compile(
            r"\{\{(arxiv|doi)\|(?:id=)?([^{}|\n]{1,500})(?:\|[^{}\n]{0,500})?\}\}", re.IGNORECASE
        ),
        r" \1:\2 ",
    ),
)
# What a list of references in LaTeX has beside the words.
_LATEX: tuple[_Row, ...] = (
    (
        re.compile(r"^[ \t]*\\(?:begin|end)\{[^{}\n]{1,40}\}(?:\{[^{}\n]{0,40}\})?", re.MULTILINE),
        "",
    ),
    (
        re.compile(
            r"^[ \t]*\\bibitem\s?(?:\[[^\n\]]{0,200}\])?\{[^{}\n]{0,200}\}%?[ \t]*$", re.MULTILINE
        ),
        "",
    ),
    (
        re.compile(r"^[ \t]*\\bibitem\s?(?:\[[^\n\]]{0,200}\])?\{[^{}\n]{0,200}\}", re.MULTILINE),
        "- ",
    ),
    (re.compile(r"\\newblock\b[ \t]*"), ""),
    (re.compile(r"\\(?:emph|text\w\w|textrm)\s?\{([^{}\n]{0,500})\}"), r"\1"),
    (re.compile(r"\{\\(?:em|it|bf|sc|sl|rm)\b[ \t]*([^{}\n]{0,500})\}"), r"\1"),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"~|\\[ ,]"), " "),
)


def without_markup(text: str) -> str:
    """Put links and references in plain words; the lines stay as many as they are."""
    if "\\bibitem" in text:
        for pattern, plain in (*_LINKS[:3], *_LATEX):
            text = pattern.sub(plain, text)
    for pattern, plain in _LINKS:
        text = pattern.sub(plain, text)
    return text
