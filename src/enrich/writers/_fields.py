"""Fields of BibTeX and biblatex entries: how typed values become LaTeX, and stay verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library as BibLibrary
from bibtexparser.model import Entry as BibEntry
from bibtexparser.model import Field
from bibtexparser.writer import BibtexFormat
from msgspec import Struct
from msgspec.structs import replace

from enrich.library import Entry
from enrich.record import Name
from enrich.text import (
    Charset,
    Run,
    Text,
    in_charset,
    read_latex,
    to_latex,
    without_controls,
    without_unseen,
)
from enrich.text.latex import escape_latex
from enrich.writers._names import write_name

__all__ = [
    "MONTHS",
    "VERBATIM",
    "Draft",
    "Fielded",
    "Value",
    "dashed",
    "drafted",
    "fielded",
    "is_masters_degree",
    "with_extras",
    "write_entries",
]

Value = Text | tuple[Name, ...] | str | None
# What a format makes of a field's name and its LaTeX before it stands between braces.
Finish = Callable[[str, str], str]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Programs read these as they stand, so an escaped character would be part of them.
VERBATIM = frozenset({"doi", "url", "eprint", "file", "ids", "month"})
# Macros that styles define stand without braces.
_BARE = frozenset({"month"})
# A reference manager's own words for where it keeps a file.
_FILES = frozenset({"file"})
# Accents are of one letter.
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_STYLES = frozenset(
    r"\bf \em \emph \it \sc \text \textbf \textit \textrm \textsc \textsf \textsl \textsubscript"
    r" \textsuperscript \texttt \tt \underline \url".split()
)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_+-]*")
# Two hyphens in these are the dash between the numbers of a range.
_RANGES = frozenset({"pages"})
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_LINE_BREAK = re.compile(r"\s*[\t\n]\s*")
_ESCAPED_BRACE = re.compile(r"\\[{}]")
_ENCODED = (("{", "%7B"), ("}", "%7D"), ("\\", "%5C"), ("^", "%5E"))
# What BibTeX holds in one string; it cuts what is longer, braces or not.
_LONGEST_FIELD = 20_000
_PRINTED_BY_NONE = frozenset({"abstract", "author", "editor", "translator"})
# Only these are changed in case by styles.
_TITLES = frozenset({"title"})


def _layout() -> BibtexFormat:
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.value_column = 17
    layout.block_separator = "\n"
    layout.trailing_comma = True
    return layout


_LAYOUT = _layout()


class Draft(Struct, frozen=True):
    """An entry before it is written: its type, its key, and its typed fields in their order."""

    kind: str
    key: str
    fields: tuple[tuple[str, Value], ...]


class Fielded(Struct, frozen=True):
    """An entry's type, and its fields in the order in which they are written, without braces."""

    kind: str
    fields: tuple[tuple[str, str], ...]


def drafted(kind: str, key: str, fields: Iterable[tuple[str, Value]]) -> Draft:
    """Make an entry of the fields that have a value."""
    return Draft(kind, key, tuple([one for one in fields if one[1]]))


def with_extras(draft: Draft, entry: Entry) -> Draft:
    """Add what the user keeps with a work in fields that nobody else writes.

    It is read as LaTeX and written anew, so that it can't harm the file; names of files stay.
    """
    if not any(seed.extras for seed in entry.seeds):
        return draft
    return replace(draft, fields=(*draft.fields, *_extras(entry, dict(draft.fields))))


def _extras(entry: Entry, written: Container[str]) -> Iterator[tuple[str, Value]]:
    taken: set[str] = set()
    for seed in entry.seeds:
        for name, text in seed.extras:
            key = name.lower()
            value = text.strip() if key in _FILES else _read(text)
            if key not in taken and key not in written and _FIELD_NAME.fullmatch(key) and value:
                taken.add(key)
                yield key, value


def _read(text: str) -> Text | str | None:
    """Read a user's own LaTeX; where a command is not known it is words as they stand."""
    strange = {found[0] for found in _COMMAND.finditer(text)} - _STYLES
    # Of a letter or a sign something is left when it is read.
    if any(read_latex(command) is None for command in strange):
        return text.strip()
    return read_latex(text)


def dashed(pages: str | None) -> str | None:
    """Write page ranges with the dash that LaTeX sets between numbers.

    Where the numbers themselves have a hyphen, the dash is the one in the middle.
    """
    return ", ".join(map(_dashed_range, pages.split(", "))) if pages else None


_HYPHEN = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")


def _dashed_range(pages: str) -> str:
    parts = _HYPHEN.split(pages)
    if len(parts) % 2 or not all(parts):
        return pages
    middle = len(parts) // 2
    return f"{'-'.join(parts[:middle])}--{'-'.join(parts[middle:])}"


_MASTERS = re.compile(
    r"\b(?:master\w*|mestrad\w+|maestr\w+|ma[iî]trise|magister|magistr\w+|m\.?\s?(?:sc|a|s|phil|eng)\b)",
    re.IGNORECASE,
)


def is_masters_degree(degree: str | None) -> bool:
    """Whether a thesis was written for a master's degree."""
    return degree is not None and _MASTERS.search(degree) is not None


def fielded(draft: Draft, charset: Charset, finish: Finish) -> Fielded:
    """Give one entry as it would be written, field by field."""
    written = [(key, finish(key, _written(key, value, charset))) for key, value in draft.fields]
    return Fielded(draft.kind, tuple(written))


def write_entries(drafts: Iterable[Draft], charset: Charset, finish: Finish) -> str:
    """Write entries as LaTeX, a format's own finish last, one field a line."""
    library = BibLibrary([_block(draft.key, fielded(draft, charset, finish)) for draft in drafts])
    return str(write_string(library, bibtex_format=_LAYOUT, unparse_stack=[]))


def _block(key: str, entry: Fielded) -> BibEntry:
    fields = [
        Field(name, value if name in _BARE else f"{{{value}}}") for name, value in entry.fields
    ]
    return BibEntry(entry.kind, key, fields)


def _written(key: str, value: Value, charset: Charset) -> str:
    if key in _FILES and _is_balanced(str(value)):
        return _LINE_BREAK.sub(" ", without_controls(str(value)))
    if key in VERBATIM:
        return _verbatim(without_controls(str(value)), charset)
    latex = in_charset(without_unseen(_latex(key, value, charset)), charset)
    if len(latex) > _LONGEST_FIELD and key not in _PRINTED_BY_NONE:
        return _written(key, _shortened(value, _LONGEST_FIELD / len(latex)), charset)
    return latex


def _shortened(value: Value, share: float) -> Value:
    """Keep the first characters of a text, less than this share of them; all of other values."""
    text = Text((Run(value),)) if isinstance(value, str) else value
    if not isinstance(text, Text):
        return value
    left = int(sum(len(run.text) for run in text.runs) * share * 0.9)
    kept: list[Run] = []
    for run in text.runs:
        kept.append(Run(run.text[:left], run.styles))
        left -= len(run.text)
        if left <= 0:
            break
    return Text((*kept, Run("\u2026")))


def _is_balanced(text: str) -> bool:
    """Whether a field ends where it should, be braces behind backslashes counted or not."""
    is_open = text.endswith("\\")
    return not is_open and all(map(_closes, (text, _ESCAPED_BRACE.sub("", text))))


def _closes(text: str) -> bool:
    """Whether braces close as they open."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _latex(key: str, value: Value, charset: Charset) -> str:
    if isinstance(value, Text):
        return to_latex(value, protect=key in _TITLES)
    if isinstance(value, tuple):
        return " and ".join(write_name(name, charset) for name in value)
    if key in _RANGES:
        return "--".join(escape_latex(part) for part in str(value).split("--"))
    return escape_latex(str(value))


def _verbatim(value: str, charset: Charset) -> str:
    """Percent-encode the characters that would end a field, and in ASCII all others than it has.

    Of two carets LaTeX makes any character that there is, a backslash too.
    """
    for sign, code in _ENCODED:
        value = value.replace(sign, code)
    return value if charset is Charset.UTF8 else quote(value, safe=_ASCII)
