"""Fields of BibTeX and biblatex entries: how typed values become LaTeX, and stay verbatim."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library as BibLibrary
from bibtexparser.middlewares import AddEnclosingMiddleware, BlockMiddleware
from bibtexparser.model import Entry as BibEntry
from bibtexparser.model import Field
from bibtexparser.writer import BibtexFormat
from msgspec import Struct

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

__all__ = [
    "MONTHS",
    "VERBATIM",
    "Fielded",
    "Value",
    "dashed",
    "extras",
    "field",
    "fielded",
    "is_masters_degree",
    "write_entries",
]

Value = Text | tuple[Name, ...] | str | int | None

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Programs read these as they stand, so an escaped character would be part of them.
VERBATIM = frozenset({"doi", "url", "eprint", "file", "ids", "month"})
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


def field(key: str, value: Value) -> Field | None:
    """Make a field of a value, none of nothing."""
    if value is None or value in ("", ()):
        return None
    return Field(key, value, enclosing="no-enclosing" if key == "month" else None)


def extras(entry: Entry, written: Iterable[Field]) -> Iterator[Field]:
    """Give what the user keeps with a work in fields that nobody else writes.

    It is read as LaTeX and written anew, so that it can't harm the file; names of files stay.
    """
    taken = {one.key for one in written}
    for seed in entry.seeds:
        for name, text in seed.extras:
            key = name.lower()
            value = text.strip() if key in _FILES else _read(text)
            if key not in taken and _FIELD_NAME.fullmatch(key) and value:
                taken.add(key)
                yield Field(key, value)


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


def _dashed_range(pages: str) -> str:
    parts = re.split(r"\s*[-\u2010-\u2015\u2212]+\s*", pages)
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


def write_entries(
    entries: Iterable[BibEntry], charset: Charset, *middlewares: BlockMiddleware
) -> str:
    """Write entries through the middlewares, a format's own last, one field a line."""
    library = BibLibrary(list(entries))
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.value_column = 17
    layout.block_separator = "\n"
    layout.trailing_comma = True
    stack = [
        _LatexMiddleware(charset),
        *middlewares,
        AddEnclosingMiddleware(
            reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
        ),
    ]
    return str(write_string(library, bibtex_format=layout, unparse_stack=stack))


class Fielded(Struct, frozen=True):
    """An entry's type, and its fields in the order in which they are written, without braces."""

    kind: str
    fields: tuple[tuple[str, str], ...]


def fielded(entry: BibEntry, charset: Charset, *middlewares: BlockMiddleware) -> Fielded:
    """Give one entry as it would be written, field by field."""
    library = BibLibrary()
    for middleware in (_LatexMiddleware(charset), *middlewares):
        middleware.transform_entry(entry, library)
    return Fielded(entry.entry_type, tuple((one.key, str(one.value)) for one in entry.fields))


class _LatexMiddleware(BlockMiddleware):
    """Typed values out as LaTeX; identifiers and addresses as they stand."""

    def __init__(self, charset: Charset) -> None:
        super().__init__(allow_inplace_modification=True, allow_parallel_execution=True)
        self._charset = charset

    def transform_entry(self, entry: BibEntry, library: BibLibrary) -> BibEntry:  # noqa: ARG002 - theirs
        entry.fields = [
            Field(one.key, self._written(one.key, one.value), enclosing=one.enclosing)
            for one in entry.fields
        ]
        return entry

    def _written(self, key: str, value: Value) -> str:
        if key in _FILES and _is_balanced(str(value)):
            return _LINE_BREAK.sub(" ", without_controls(str(value)))
        if key in VERBATIM:
            return _verbatim(without_controls(str(value)), self._charset)
        if isinstance(value, tuple):
            value = tuple(_printable(name, self._charset) for name in value)
        latex = in_charset(without_unseen(_latex(key, value)), self._charset)
        if len(latex) > _LONGEST_FIELD and key not in _PRINTED_BY_NONE:
            return self._written(key, _shortened(value, _LONGEST_FIELD / len(latex)))
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


def _latex(key: str, value: Value) -> str:
    if isinstance(value, Text):
        return to_latex(value, protect=key in _TITLES)
    if isinstance(value, tuple):
        return " and ".join(_name(name) for name in value)
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


# Styles keep the labels that they make of two names in 500 bytes, and cut what is longer, braces
# or not.
_LONGEST_IN_LABEL = 200
# What stands where nothing of a name can be written.
_UNKNOWN = Name(literal="?")
_MOST_COMMAS = 2


def _printable(name: Name, charset: Charset) -> Name:
    """Leave out the parts of a name of which nothing would be left, and cut what labels can't hold.

    BibTeX takes a name that begins or ends with a comma for a mistake.
    """
    whole = str(name)
    if whole.isascii() and whole.isprintable() and len(whole) * 2 < _LONGEST_IN_LABEL:
        return name
    parts = {
        field: _cut(part, charset)
        for field in ("literal", "family", "given", "dropping", "particle", "suffix")
        if (part := getattr(name, field)) and _shows(part, charset)
    }
    if not parts.keys() & {"literal", "family", "given"}:
        return _UNKNOWN
    if "literal" not in parts and "family" not in parts:
        parts["family"] = parts.pop("given")
    return Name(**parts)


def _shows(part: str, charset: Charset) -> bool:
    """Whether anything of a part can be seen: marks that stand on no letter can't."""
    is_seen = any(unicodedata.category(one)[0] in "LNPS" for one in part)
    return is_seen and bool(in_charset(_plain_latex(part), charset).strip())


def _cut(part: str, charset: Charset) -> str:
    """Cut a part of a name to what fits into a label as LaTeX."""
    kept = part
    while (length := len(in_charset(_plain_latex(kept), charset))) > _LONGEST_IN_LABEL:
        kept = kept[: min(len(kept) - 1, len(kept) * _LONGEST_IN_LABEL // length)]
    return part if kept == part else f"{kept.rstrip()}\u2026"


def _plain_latex(part: str) -> str:
    return without_unseen(escape_latex(part))


# A part that holds one of these would be cut there.
_CUTS = re.compile(r",|\band\b", re.IGNORECASE)


def _name(name: Name) -> str:
    if name.literal is not None:
        return f"{{{escape_latex(name.literal)}}}"
    family = _family(name.family)
    particles = (name.dropping, name.particle)
    if not name.given:
        # One word in BibTeX's eyes, whatever it is made of.
        whole = " ".join(part for part in (*particles, name.family, name.suffix) if part)
        return f"{{{escape_latex(whole)}}}" if " " in whole else family
    last = " ".join(part for part in (*map(escape_latex, filter(None, particles)), family) if part)
    parts = (last, _whole(name.suffix), _whole(name.given))
    written = ", ".join(part for part in parts if part)
    # biber counts commas in braces, too, unless they enclose the whole name.
    return f"{{{escape_latex(str(name))}}}" if written.count(",") > _MOST_COMMAS else written


def _family(family: str | None) -> str:
    """Keep the words of a family name together, where BibTeX would take some for a particle."""
    words = (family or "").split()
    if len(words) > 1 and not all(word[0].isupper() for word in words):
        return f"{{{escape_latex(' '.join(words))}}}"
    return _whole(family)


def _whole(part: str | None) -> str:
    escaped = escape_latex(part or "")
    return f"{{{escaped}}}" if _CUTS.search(escaped) else escaped
