"""Plain text in any shape: a list with one paper a line, or prose and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from enrich.seeds.model import Claim, Found, Origin, Remark
from enrich.seeds.text.lines import (
    begins_with_identifier,
    read_line,
    without_comment,
    without_mark,
)
from enrich.seeds.text.markup import without_markup
from enrich.seeds.text.prose import read_paragraph
from enrich.seeds.words.mentions import find_mentions, found_at, visible

__all__ = ["looks_like_text", "read_text"]

_SENTENCE_ENDS = (".", ",", ";", ":", "!", "?")
# Headings of wikis, and words that end with a colon.
_HEADING = re.compile(r"=+ [^=]+ =+|[=~^_-]{3,}|[^\W\d_][^/.\d:]{0,80}:")
_FIELD = re.compile(
    r"\s*(?:- |\? )?['\"]?(?:title|authors?|year|date|doi|url|arxiv|venue|journal|key|id|tags|type"
    r"|container-title|issued|publisher|volume|pages|abstract|name|given|family)['\"]?:(?:\s|$)|---$",
    re.IGNORECASE,
)
_HEAD = 2**16
_OTHER_MARKUP = re.compile(
    r"^#\+title:|^[ \t]*:PROPERTIES:[ \t]*$|\[\[(?:https?:|doi:)[^\[\]\n]{1,500}\]\["
    r"|`[^`<>\n]{1,300}<https?:[^`<>\s]{1,500}>`_|:(?:doi|arxiv):`|\\bibitem\b",
    re.IGNORECASE | re.MULTILINE,
)
_FEW_WORDS = 3
_MOST_WORDS = 25
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] [^\W\d_]")


def looks_like_text(text: str) -> bool:
    """Whether it is in a markup that is read as plain text: Org, reStructuredText, LaTeX."""
    return _OTHER_MARKUP.search(text[:_HEAD]) is not None


def read_text(text: str, file: str) -> Iterator[Found]:
    """Read the seeds of a text in the order of its lines; comments hold none."""
    lines = list(enumerate(without_markup(visible(text)).split("\n"), start=1))
    if _is_fields(lines):
        yield from _read_fields(lines, file)
        return
    if _is_list([words for _, line in lines if (words := without_comment(line))]):
        yield from _read_list(lines, file)
        return
    for is_blank, paragraph in groupby(lines, key=lambda line: not without_comment(line[1])):
        if not is_blank:
            yield from read_paragraph(list(paragraph), file)


def _is_list(lines: list[str]) -> bool:
    """Whether most lines begin with an identifier, or all are too short for prose."""
    begun = accumulate(map(begins_with_identifier, lines))
    if any(count * 2 > len(lines) for count in begun):
        return True
    return not any(map(_is_prose, lines))


def _read_list(lines: list[tuple[int, str]], file: str) -> Iterator[Found]:
    """Read a list with one paper a line."""
    for number, line in lines:
        words = without_mark(without_comment(line))
        if words and not _HEADING.fullmatch(words):
            yield from read_line(words, Origin(file, number))


def _read_fields(lines: list[tuple[int, str]], file: str) -> Iterator[Found]:
    """Read no more than the identifiers of a format that is not known."""
    words = "these are fields of another format; export the list as BibTeX, RIS or CSL-JSON"
    yield Remark(Origin(file, 1), words)
    for number, line in lines:
        for mention in find_mentions(without_comment(line)):
            yield found_at(mention, Claim(), Origin(file, number))


def _is_fields(lines: list[tuple[int, str]]) -> bool:
    """Whether the lines name fields, a title among them, as YAML does."""
    filled = [line for _, line in lines if line.strip()]
    fields = [line for line in filled if _FIELD.match(line)]
    titles = (re.match(r"\s*(?:- )?title:", line) for line in fields)
    return len(fields) > 1 and len(fields) * 2 > len(filled) and any(titles)


def _is_prose(line: str) -> bool:
    """Whether a line is part of a sentence, or of a reference that ends with a stop."""
    if begins_with_identifier(line):
        return False
    words = without_mark(line).split()
    if len(words) < _FEW_WORDS:
        return line.endswith((",", ".")) and not any(map(str.isdigit, line))
    return (
        line.endswith(_SENTENCE_ENDS)
        or len(words) > _MOST_WORDS
        or _TWO_SENTENCES.search(line) is not None
    )
