"""Seeds from tables: CSV and TSV, their columns known by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from enrich.identifiers import Doi
from enrich.record import Kind
from enrich.seeds.entries import (
    Draft,
    Keys,
    Written,
    extra_lines,
    identifiers_in,
    key_of,
    seed_of,
    split_tags,
    title_of,
)
from enrich.seeds.links import kind_of
from enrich.seeds.model import Claim, Found, LinkKind, Origin, PassedOver, Remark, Seed
from enrich.seeds.table.columns import Head, head_of, known_columns
from enrich.seeds.table.people import are_reversed, authors_of
from enrich.seeds.table.rows import DELIMITERS, Row, delimiter_of, read_rows
from enrich.seeds.table.wrapping import unwrapped
from enrich.seeds.words.addresses import trimmed
from enrich.seeds.words.dates import read_date
from enrich.seeds.words.mentions import ADDRESS

__all__ = ["looks_like_table", "read_table"]

_KINDS = {
    "journalarticle": Kind.ARTICLE,
    "article": Kind.ARTICLE,
    "conferencepaper": Kind.CONFERENCE_PAPER,
    "inproceedings": Kind.CONFERENCE_PAPER,
    "preprint": Kind.PREPRINT,
    "book": Kind.BOOK,
    "booksection": Kind.CHAPTER,
    "bookchapter": Kind.CHAPTER,
    "chapter": Kind.CHAPTER,
    "editedbook": Kind.EDITED_BOOK,
    "referencebook": Kind.REFERENCE_BOOK,
    "referenceentry": Kind.REFERENCE_ENTRY,
    "proceedings": Kind.PROCEEDINGS,
    "peerreview": Kind.REVIEW,
    "thesis": Kind.THESIS,
    "report": Kind.REPORT,
    "dataset": Kind.DATASET,
    "standard": Kind.STANDARD,
}
_ZOTERO_KEY = re.compile(r"[A-Z0-9]{8}")
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\s*")


def looks_like_table(text: str) -> bool:
    """Whether it begins with a header that names a column of papers, and is no Markdown."""
    lines = [line for line in text[: 2**16].split("\n")[:60] if line.strip()]
    if lines and (mark := _SEPARATOR.fullmatch(lines[0])):
        return mark[1] in DELIMITERS
    if len(lines) < 2 or lines[0].lstrip().startswith("|") or re.match(r"[\s|:-]+$", lines[1]):  # noqa: PLR2004 - a header and a row
        return False
    sign = delimiter_of(lines, known_columns)
    if sign is None:
        return False
    head, *rows = read_rows(lines[:20], sign)
    # A word of prose may be the name of a column too; but the lines below are no rows then.
    enough = 1 if all(len(row.cells) == len(head.cells) for row in rows) else 2
    return known_columns(head.cells) >= enough and any(len(row.cells) > 1 for row in rows)


def read_table(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each row."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    mark = _SEPARATOR.fullmatch(lines[0]) if lines else None
    first = 1 if mark else 0
    sign = mark[1] if mark and mark[1] in DELIMITERS else delimiter_of(lines[first:], known_columns)
    # One column is parted by nothing that anybody writes.
    rows = (row for row in read_rows(lines[first:], sign or "\x1f", first + 1) if not row.is_empty)
    if (top := next(rows, None)) is None:
        return
    yield from _complaints(top, file)
    if head := head_of(top.cells):
        yield from _read_below(head, tuple(rows), file)
    else:
        yield from _read_all(top, rows, file)


def _complaints(row: Row, file: str) -> Iterator[Remark]:
    if row.is_open:
        words = "a quote in this row is not closed; the row is read without it, so close it"
        yield Remark(Origin(file, row.line), words)


def _read_below(head: Head, rows: Sequence[Row], file: str) -> Iterator[Found]:
    """Read a seed from each row below a header, by what the column of names is like in all."""
    keys = Keys()
    is_reversed = head.is_zotero or are_reversed(head.first(row, "authors") for row in rows)
    head = msgspec.structs.replace(head, has_families_first=is_reversed)
    for row in rows:
        yield from _complaints(row, file)
        yield from _read(row, head, Origin(file, row.line), keys)


def _read_all(first: Row, rows: Iterator[Row], file: str) -> Iterator[Found]:
    """Read each cell that is an identifier, in a table without a header."""
    found = False
    for row in (first, *rows):
        for cell in row.cells:
            one = next(iter(identifiers_in(cell)), None)
            if one and (one[1] == cell.strip() or cell.strip().startswith("http")):
                found = True
                yield Seed(one[0], one[1], Origin(file, row.line))
    if not found:
        words = "no column of identifiers or titles; name the columns in the first row"
        yield Remark(Origin(file, first.line), words)


def _read(row: Row, head: Head, origin: Origin, keys: Keys) -> Iterator[Found]:
    extra = extra_lines(head.first(row, "extra"))
    draft = Draft(
        origin=origin,
        claim=_claim(row, head),
        identifiers=_identifiers(row, head, extra),
        doi=head.first(row, "doi"),
        key=_key(row, head, extra),
        name="this row",
        tags=(tag for cell in head.cells(row, "tags") for tag in split_tags(cell)),
        page=_page(row, head),
    )
    yield from seed_of(draft, keys)
    yield from _links(row, draft.page, origin)


_PAGES = frozenset("webpage blogpost computerprogram software videorecording forumpost".split())
_NO_PAPERS = frozenset({LinkKind.CODE, LinkKind.DATA_SET, LinkKind.BLOG, LinkKind.VIDEO})


def _page(row: Row, head: Head) -> str:
    """Give where a row leads to that says itself that it is no paper."""
    is_page = _kind(row, head) in _PAGES
    return next(head.cells(row, "link"), "") if is_page else ""


def _links(row: Row, page: str, origin: Origin) -> Iterator[PassedOver]:
    """Give the links in a row that lead to code and the like."""
    for cell in row.cells:
        for found in ADDRESS.finditer(cell) if cell.strip() != page else ():
            address = trimmed(found[0])
            if (kind := kind_of(address)) in _NO_PAPERS:
                yield PassedOver(kind, address, origin)


def _kind(row: Row, head: Head) -> str:
    return re.sub(r"[^a-z]", "", head.first(row, "kind").lower())


def _claim(row: Row, head: Head) -> Claim:
    dates = (read_date(cell) for cell in head.cells(row, "date"))
    return Claim(
        title=_title(row, head),
        authors=authors_of(head.first(row, "authors"), families_first=head.has_families_first),
        date=next((date for date in dates if date), None),
        venue=title_of(head.first(row, "venue")),
        kind=_KINDS.get(_kind(row, head)),
    )


def _identifiers(row: Row, head: Head, extra: Mapping[str, str]) -> Iterator[Written]:
    """Give the identifiers of a row, the surest first."""
    of_doi = [one for cell in head.cells(row, "doi") for one in identifiers_in(cell)]
    yield from (one for one in of_doi if isinstance(one[0], Doi))
    for cell in head.cells(row, "arxiv"):
        yield from identifiers_in(cell)
    yield from of_doi
    for name in ("doi", "arxiv", "arxiv id"):
        yield from identifiers_in(extra.get(name, ""))
    for role in ("link", "paper", "title", "venue"):
        for cell in head.cells(row, role):
            yield from identifiers_in(cell)


_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://\S+")


def _title(row: Row, head: Head) -> str | None:
    """Give the words of the first cell that has any beside addresses and identifiers."""
    for cell in map(unwrapped, (*head.cells(row, "title"), *head.cells(row, "paper"))):
        link = _LINK.match(cell)
        words = unwrapped(link[1] if link else _ADDRESS.sub("", cell))
        if re.search(r"[^\W\d_]", words) and not any(identifiers_in(words)):
            return title_of(words)
    return None


def _key(row: Row, head: Head, extra: Mapping[str, str]) -> str | None:
    """Give the key that stands in the row, which Zotero's own is not."""
    given = (*head.cells(row, "key"), extra.get("citation key"))
    own = (one for one in given if not (one and head.is_zotero and _ZOTERO_KEY.fullmatch(one)))
    return next((key for one in own if (key := key_of(one))), None)
