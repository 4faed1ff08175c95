"""What BibTeX and biblatex files say, read back with bibtexparser, against what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from anyascii import anyascii
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Entry as BibEntry

from enrich.library import Entry
from enrich.record import Event, Kind, Name, Record
from enrich.text import Text, read_latex, to_csl, to_unicode
from enrich.writers import find_format
from enrich.writers._fields import MONTHS
from enrich.writers.biblatex import _NO_PLACE
from tests.records import contents_of

__all__ = ["differences", "missing_blocks"]

_ORDINAL = {
    word: str(number)
    for number, word in enumerate(
        "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth".split(), start=1
    )
}


def missing_blocks(entries: Sequence[Entry], form: str) -> list[str]:
    """Give the keys of entries that don't come back as one entry each."""
    library = parse_string(find_format(form).write(contents_of(entries)))
    broken = [str(block.error) for block in library.failed_blocks]
    there = {one.key for one in library.entries}
    return broken + [one.key for one in entries if one.key not in there]


def differences(entries: Sequence[Entry], form: str) -> Iterator[str]:
    """Tell where an entry says something else than its record.

    In ASCII, scripts that LaTeX has no commands for come back in Latin letters.
    """
    alike = _alike_in_ascii if form.endswith("ascii") else _alike
    library = parse_string(find_format(form).write(contents_of(entries)))
    wanted = _in_biblatex if form.startswith("biblatex") else _in_bibtex
    for entry in entries:
        read = library.entries_dict[entry.key]
        fields = {field.key: str(field.value) for field in read.fields}
        absent = _NO_PLACE.get(read.entry_type, set()) if wanted is _in_biblatex else set()
        for name, meant in wanted(entry.record, read):
            found = _READERS.get(name, _words)(fields.get(name, ""))
            if name not in absent and not alike(meant, found):
                yield f"{entry.key} {name}: {_apart(meant, found)}"


# Small capitals are left out where they are slanted, which no font is.
_SMALL_CAPITALS = re.compile(r'<span style="font-variant:small-caps;">|</span>')
# Letters that are themselves bold, slanted or with a double stroke are set so by a command.
_SET_LETTER = re.compile("[\u0192\u2100-\u214f\U0001d400-\U0001d7ff]")
_FOREIGN_WORD = re.compile(r"(?<![A-Za-z0-9])(?<![^\x00-\x7f])[^\s\x00-\x7f]++(?![A-Za-z0-9])")
_SETTING = re.compile(r"</?[bi]>")


def _alike(meant: str, found: str) -> bool:
    """Whether two texts are the same, whichever sign of one letter a command stands for.

    What is no letter any more, the source having lost it, is written as a question mark.
    """
    if meant == found:
        return True
    one, other = (_SMALL_CAPITALS.sub("", text.replace("\ufffd", "?")) for text in (meant, found))
    if _SET_LETTER.search(meant):
        one, other = (_SETTING.sub("", text) for text in (one, other))
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


def _alike_in_ascii(meant: str, found: str) -> bool:
    if _SET_LETTER.search(meant):
        meant, found = (_SETTING.sub("", text) for text in (meant, found))
    plainer = [unicodedata.normalize("NFKC", text) for text in (meant, found)]
    pairs = ((meant, found), map(_in_latin, (meant, found)), map(_in_latin, plainer))
    return any(_alike(*pair) for pair in pairs)


def _in_latin(text: str) -> str:
    """Write in Latin letters; a word without any is a question mark, a mark on nothing is lost."""
    text = _FOREIGN_WORD.sub(lambda word: anyascii(word[0]).strip() or _lost(word[0]), text)
    return " ".join(anyascii(text).split())


def _lost(word: str) -> str:
    return "?" if any(map(str.isalpha, word)) else ""


def _apart(meant: str, found: str) -> str:
    """Show both from shortly before they part."""
    pairs = enumerate(zip(meant, found, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(meant), len(found)))
    around = slice(max(0, at - 20), at + 40)
    return f"{meant[around]!r} is read as {found[around]!r}"


def _in_bibtex(record: Record, read: BibEntry) -> Iterator[tuple[str, str]]:
    yield from _in_both(record)
    date, venue, kind = record.date, record.venue, read.entry_type
    yield "year", str(date.year) if date else ""
    yield "month", MONTHS[date.month - 1] if date and date.month else ""
    yield "journal", _text(venue.title) if kind == "article" else ""
    yield "edition", record.edition or ""
    yield "pages", record.pages or record.article_number or ""
    yield "isbn", ", ".join(one.value for one in venue.isbns)
    yield "issn", ", ".join(one.value for one in venue.issns)
    editors = record.editors if kind != "book" or not record.authors else ()
    yield "editor", _people(editors)
    yield "author", _people(record.authors)


def _in_biblatex(record: Record, read: BibEntry) -> Iterator[tuple[str, str]]:
    yield from _in_both(record)
    venue, event = record.venue, record.venue.event or Event()
    yield "date", str(record.date or "")
    yield "journaltitle", _text(venue.title) if read.entry_type == "article" else ""
    yield "eventtitle", _text(event.name)
    yield "venue", event.place or ""
    yield "origtitle", _text(record.original_title)
    yield "edition", record.edition or ""
    yield "pages", record.pages or ""
    yield "author", _people(record.authors)
    yield "editor", _people(record.editors)
    yield "translator", _people(record.translators)


def _in_both(record: Record) -> Iterator[tuple[str, str]]:
    venue, event = record.venue, record.venue.event or Event()
    yield "title", to_csl(record.title) if record.title else ""
    yield "series", _text(venue.series)
    in_book = record.kind in {Kind.CHAPTER, Kind.CONFERENCE_PAPER, Kind.REFERENCE_ENTRY}
    yield "booktitle", _text(venue.title or event.name) if in_book else ""
    yield "volume", record.volume or ""
    yield "number", record.issue or ""
    yield "doi", record.doi.value if record.doi else ""
    yield "eprint", record.arxiv.short if record.arxiv else ""
    yield "note", record.note or ""
    yield "abstract", _text(record.abstract)


def _text(text: Text | None) -> str:
    return to_unicode(text) if text else ""


def _people(names: Sequence[Name]) -> str:
    return "; ".join(
        "|".join(
            (
                name.literal
                or " ".join(part for part in (name.dropping, name.particle, name.family) if part),
                name.given or "",
                (name.suffix or ""),
            )
        )
        if name.literal or name.given
        else " ".join(
            part for part in (name.dropping, name.particle, name.family, name.suffix) if part
        )
        + "||"
        for name in names
    )


def _names(field: str) -> str:
    return "; ".join(map(_name, split_multiple_persons_names(field))) if field else ""


def _name(written: str) -> str:
    parts = parse_single_name_into_parts(written, strict=True)
    last = [_words(word) for word in (*parts.von, *parts.last)]
    return "|".join(
        (
            " ".join(last),
            " ".join(_words(word) for word in parts.first),
            " ".join(_words(word) for word in parts.jr),
        )
    )


def _words(field: str) -> str:
    text = read_latex(field)
    return to_unicode(text) if text else ""


def _marked(field: str) -> str:
    text = read_latex(field)
    return to_csl(text) if text else ""


def _pages(field: str) -> str:
    return _words(field.replace("--", "-"))


def _edition(field: str) -> str:
    words = _words(field)
    return _ORDINAL.get(words, re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", words))


def _verbatim(field: str) -> str:
    return field


_READERS: dict[str, Callable[[str], str]] = {
    "title": _marked,
    "author": _names,
    "editor": _names,
    "translator": _names,
    "pages": _pages,
    "edition": _edition,
    "doi": _verbatim,
    "eprint": _verbatim,
}
