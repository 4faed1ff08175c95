"""Hayagriva's YAML: what Typst reads.

https://github.com/typst/hayagriva/blob/main/docs/file-format.md
Every text is written between double quotes, as JSON has it, so that YAML takes none for a number,
a date or a word of its own, and nothing in it ends the string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from enrich.library import Entry
from enrich.record import Event, Kind, Name, Record, Venue
from enrich.text import Run, Text, without_unseen
from enrich.text.typst import to_typst

__all__ = ["write_hayagriva"]

# A value is a text in quotes, a word of the format's own that needs none, a list, or a mapping.
_Value: TypeAlias = "str | _Word | list[_Value] | dict[str, _Value] | None"


class _Word(str):
    """A word or a date that is written without quotes."""

    __slots__ = ()


# Which type an entry has, and which its parent. Typst's styles know no other type of a paper in
# proceedings, nor any of data sets and standards; these go by their genre.
_TYPES = {
    Kind.ARTICLE: ("article", "periodical"),
    Kind.CONFERENCE_PAPER: ("article", "proceedings"),
    Kind.PREPRINT: ("article", None),
    Kind.BOOK: ("book", None),
    Kind.EDITED_BOOK: ("book", None),
    Kind.REFERENCE_BOOK: ("book", None),
    Kind.CHAPTER: ("chapter", "book"),
    Kind.PROCEEDINGS: ("proceedings", None),
    Kind.THESIS: ("thesis", None),
    Kind.REPORT: ("report", None),
    Kind.DATASET: ("misc", None),
    Kind.STANDARD: ("misc", None),
    Kind.REVIEW: ("misc", None),
    Kind.REFERENCE_ENTRY: ("entry", "reference"),
    Kind.OTHER: ("misc", None),
}
_GENRES = {
    Kind.PREPRINT: "Preprint",
    Kind.DATASET: "Dataset",
    Kind.STANDARD: "Standard",
    Kind.REVIEW: "Peer review",
}
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# What YAML takes for truth, for nothing or for a number, whatever the case.
_TAKEN = frozenset("true false yes no on off y n null nan inf".split())
# One that is no identifier of Unicode's would have Typst refuse the whole file.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")


def write_hayagriva(entries: Sequence[Entry]) -> str:
    """Write a library as Hayagriva's YAML."""
    if not entries:
        # An empty file is no mapping.
        return "{}\n"
    return "\n".join(map(_written, entries))


def _written(entry: Entry) -> str:
    lines = (f"{line}\n" for line in _lines({_key(entry.key): _fields(entry.record)}, 0))
    return "".join(lines)


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _TAKEN
    return key if plain else _quoted(key)


def _fields(record: Record) -> dict[str, _Value]:
    kind, _ = _TYPES[record.kind]
    parents = [parent for parent in _parents(record) if parent]
    date = record.date
    fields: dict[str, _Value] = {
        "type": _Word(kind),
        "title": _title(record.title),
        "author": _people(record.authors),
        "date": _Word(str(date)) if date else None,
        "page-range": _DASHES.sub("-", record.pages) if record.pages else None,
        "genre": _plain(record.degree or _GENRES.get(record.kind)),
        "affiliated": _affiliated("translator", record.translators),
        "serial-number": _serial_numbers(record),
        "url": record.url if record.doi is None else None,
        "language": _Word(language) if (language := _language(record)) else None,
        "note": _plain(record.note),
        "abstract": to_typst(record.abstract, protect=False) if record.abstract else None,
        "parent": parents[0] if len(parents) == 1 else [*parents],
    }
    if _TYPES[record.kind][1] is None:
        fields |= _as_whole(record)
    return _known(fields)


def _language(record: Record) -> str | None:
    language = record.language or ""
    return language if _LANGUAGE.fullmatch(language) else None


def _parents(record: Record) -> Iterator[dict[str, _Value]]:
    """Give in what a work appeared, and the conference at which it was presented."""
    venue = record.venue
    kind = _TYPES[record.kind][1]
    if kind is None:
        yield _series(record)
    elif kind == "periodical":
        # A paper without a journal would pass for a preprint.
        yield {"type": _Word(kind), **_known(_as_issue(record))}
    else:
        title = venue.title or (venue.event.name if venue.event else None)
        whole = _known({"title": _title(title, venue.short), **_as_whole(record)})
        series = _series(record)
        yield {"type": _Word(kind), **whole, **({"parent": series} if series else {})}
    if record.kind in {Kind.CONFERENCE_PAPER, Kind.PROCEEDINGS}:
        yield _conference(venue, record.chairs)


def _as_issue(record: Record) -> dict[str, _Value]:
    """Give the issue of a journal that a paper appeared in."""
    venue = record.venue
    return {
        "title": _title(venue.title, venue.short),
        "editor": _people(record.editors),
        "volume": _line(record.volume),
        "issue": _line(record.issue),
        "publisher": _publisher(record),
        "serial-number": _numbers(venue),
    }


def _as_whole(record: Record) -> dict[str, _Value]:
    """Give what is told of a book, whether it is the work or holds it."""
    is_work = _TYPES[record.kind][1] is None
    return {
        "editor": _people(record.editors),
        # The volume of a series is told with the series.
        "volume": _line(record.volume) if not _has_series(record) else None,
        "issue": _line(record.issue),
        "edition": _line(record.edition),
        "publisher": _publisher(record),
        **({} if is_work else {"serial-number": _numbers(record.venue)}),
    }


def _has_series(record: Record) -> bool:
    return record.venue.series is not None and _TYPES[record.kind][1] != "periodical"


def _series(record: Record) -> dict[str, _Value]:
    if not _has_series(record):
        return {}
    fields = {"title": _title(record.venue.series), "volume": _line(record.volume)}
    return {"type": _Word("anthology"), **_known(fields)}


def _conference(venue: Venue, chairs: Sequence[Name]) -> dict[str, _Value]:
    event = venue.event or Event()
    fields = _known(
        {
            "title": _title(event.name),
            "location": _plain(event.place),
            "date": _Word(str(event.start)) if event.start else None,
            "affiliated": _affiliated("organizer", chairs),
        }
    )
    return {"type": _Word("conference"), **fields} if fields else {}


def _publisher(record: Record) -> _Value:
    own = record.kind is Kind.PREPRINT and record.arxiv is not None
    name = _plain("arXiv" if own else record.institution or record.publisher)
    place = _plain(record.publisher_place)
    return {"name": name, "location": place} if name and place else name


def _serial_numbers(record: Record) -> dict[str, _Value]:
    """Give the numbers a work goes by; styles print the one that belongs to no scheme."""
    arxiv = record.arxiv.short if record.arxiv else None
    is_preprint = record.kind is Kind.PREPRINT and arxiv is not None
    number = record.article_number if record.article_number != record.pages else None
    numbers = _numbers(record.venue) if _TYPES[record.kind][1] is None else {}
    return _known(
        {
            "doi": record.doi.value if record.doi else None,
            "arxiv": arxiv,
            **numbers,
            "serial": f"arXiv:{arxiv}" if is_preprint else _line(number),
        }
    )


def _numbers(venue: Venue) -> dict[str, _Value]:
    """Give one number of each sort: there is room for no more."""
    return _known(
        {
            "isbn": next((one.value for one in venue.isbns), None),
            "issn": next((one.value for one in venue.issns), None),
        }
    )


def _title(title: Text | None, short: Text | None = None) -> _Value:
    written = to_typst(title, protect=True) if title else None
    if written and short and (abbreviated := to_typst(short, protect=True)) != written:
        return {"value": _line(written), "short": _line(abbreviated)}
    return _line(written)


def _plain(text: str | None) -> str | None:
    """Write words whose case no style may change."""
    words = to_typst(Text((Run(text),)), protect=True) if text else None
    return _line(words)


def _line(text: str | None) -> str | None:
    """Write what is no more than a line as one."""
    return _SPACES.sub(" ", text).strip() if text else None


def _affiliated(role: str, names: Sequence[Name]) -> list[_Value]:
    people = _people(names)
    return [{"role": _Word(role), "names": people}] if people else []


def _people(names: Sequence[Name]) -> list[_Value]:
    return [_person(name) for name in names]


def _person(name: Name) -> _Value:
    """Write a name in one string if it is parted again as it is here, else part by part."""
    family = " ".join(part for part in (name.particle, name.family) if part)
    last = name.literal or family or name.given or "?"
    given = name.given if last != name.given else None
    is_simple = not (name.dropping or name.suffix or name.particle or name.literal)
    if is_simple and given and _is_parted(last) and "," not in given:
        return f"{last}, {given}"
    parts: dict[str, _Value] = {
        "name": last,
        "given-name": given if name.literal is None else None,
        "prefix": name.dropping,
        "suffix": name.suffix,
    }
    return _known(parts)


def _is_parted(family: str) -> bool:
    """Whether all of a family name is taken for one: words in lower case would be a prefix."""
    return "," not in family and all(not word[0].islower() for word in family.split())


def _known(fields: dict[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in fields.items() if value}


def _lines(fields: dict[str, _Value], depth: int) -> Iterator[str]:
    """Write a mapping, one field a line, what it holds indented below it."""
    for name, value in fields.items():
        head = f"{'  ' * depth}{name}:"
        if isinstance(value, dict):
            yield head
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield head
            yield from _items(value, depth + 1)
        else:
            yield f"{head} {_scalar(value)}"


def _items(values: Iterable[_Value], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for value in values:
        if isinstance(value, dict):
            first, *rest = _lines(value, depth + 1)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(value)}"


def _scalar(value: _Value) -> str:
    return str(value) if isinstance(value, _Word) else _quoted(str(value))


def _quoted(text: str) -> str:
    return msgspec.json.encode(without_unseen(text)).decode()
