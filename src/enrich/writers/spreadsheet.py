"""CSV: a work a row, for spreadsheets, which must run nothing of it.

https://www.rfc-editor.org/rfc/rfc4180
https://owasp.org/www-community/attacks/CSV_Injection

A cell that a spreadsheet would take for a formula has an apostrophe before it. That is the way
that is known to work in all of them, and it costs an apostrophe that one sees, and that whoever
reads the file has to take away. Many countries part cells by semicolons, so one stands behind a
semicolon, too, where a formula would follow.

The file begins with the mark of UTF-8: without it Excel takes the bytes for another encoding. It
costs programs a mark that they have to pass over; most do.

Excel makes numbers and dates of what looks like one, and keeps them if the file is saved with it.
So that identifiers and pages stay what they are, arXiv ids have their prefix, and pages a dash.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from enrich.library import Entry
from enrich.record import Name
from enrich.text import Text, to_unicode, without_unseen

__all__ = ["HEAD", "write_csv"]

_COLUMNS = (
    "key",
    "other keys",
    "type",
    "title",
    "authors",
    "year",
    "date",
    "venue",
    "volume",
    "issue",
    "pages",
    "publisher",
    "doi",
    "arxiv",
    "url",
    "language",
    "note",
    "section",
    "abstract",
)
# What stands before the first row, the mark of the encoding included.
HEAD = "\ufeff" + ",".join(_COLUMNS) + "\r\n"

_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"(?<=[^\W_])\s*-\s*(?=[^\W_])")
# What begins a formula, in the width of Latin letters, in that of Chinese ones, and small.
_BEGINS = "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_FORMULA = re.compile(f'(?:^|(?<=;))(?P<before>[\\s"]*)(?={_BEGINS})')
# What Excel holds in a cell; of what is longer, the rest would run over into others.
# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
_LONGEST = 32_000


def write_csv(entries: Sequence[Entry]) -> str:
    """Write a library as CSV, under a row with the names of its columns."""
    rows = io.StringIO(newline="")
    writer = csv.writer(rows, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in _cells(entry)] for entry in entries)
    return HEAD + rows.getvalue()


def _safe(cell: str) -> str:
    """Write a cell as one line that is no formula and fits."""
    line = _SPACES.sub(" ", without_unseen(cell)).strip()
    if len(line) > _LONGEST:
        line = f"{line[:_LONGEST]}\u2026"
    return _FORMULA.sub(r"\g<before>'", line)


def _cells(entry: Entry) -> Iterator[str]:
    """Give the cells of a row in the order of the columns."""
    record = entry.record
    venue, date = record.venue, record.date
    yield entry.key
    yield "; ".join(entry.aliases)
    yield record.kind.words
    yield _words(record.title)
    yield _people(record.authors)
    yield str(date.year) if date else ""
    yield str(date or "")
    yield _words(venue.title or (venue.event.name if venue.event else None))
    yield record.volume or ""
    yield record.issue or ""
    yield _DASH.sub("\u2013", record.pages or record.article_number or "")
    yield record.institution or record.publisher or ""
    yield record.doi.value if record.doi else ""
    yield f"arXiv:{record.arxiv.short}" if record.arxiv else ""
    yield record.url or ""
    yield record.language or ""
    yield record.note or ""
    yield "; ".join(dict.fromkeys(tag for seed in entry.seeds for tag in seed.tags))
    yield _words(record.abstract)


def _words(text: Text | None) -> str:
    return to_unicode(text) if text else ""


def _people(names: Iterable[Name]) -> str:
    """Write as many names as fit into a cell."""
    written: list[str] = []
    left = _LONGEST
    for name in names:
        one = _person(name)
        left -= len(one) + len("; ")
        if left < 0:
            return "; ".join((*written, "et al."))
        written.append(one)
    return "; ".join(written)


def _person(name: Name) -> str:
    """Write a name as it is sorted; a semicolon in it would part it."""
    family = " ".join(filter(None, (name.dropping, name.particle, name.family)))
    parts = (family, name.given, name.suffix) if name.literal is None else (name.literal,)
    return ", ".join(filter(None, parts)).replace(";", ",")
