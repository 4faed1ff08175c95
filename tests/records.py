"""Records for tests: one with nothing but a title, and one with everything there is."""

from __future__ import annotations

from collections.abc import Sequence

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry, Library
from enrich.packing import Packed
from enrich.record import (
    Dates,
    Event,
    Kind,
    Name,
    Notice,
    Record,
    StandardNumber,
    Venue,
)
from enrich.seeds import Kept, Scan
from enrich.text import Run, Text
from enrich.writers import Contents

__all__ = ["ARXIV", "DOI", "FULL", "entry_of", "event", "numbers", "plain", "record_of"]

DOI, ARXIV = Doi("10.5555/x"), ArxivId("2101.00001")


def plain(words: str) -> Text:
    """Make a text of words."""
    return Text((Run(words),))


def record_of(kind: Kind = Kind.ARTICLE, title: Text | str = "A Title", **fields: object) -> Record:
    """Make a record that knows its title and what else it is given."""
    return Record(
        kind=kind,
        title=plain(title) if isinstance(title, str) else title,
        **fields,  # type: ignore[arg-type]
    )


def entry_of(record: Record, key: str = "key") -> Entry:
    """Make an entry of a record."""
    return Entry(key, Packed.of(record), (), (), Standing.FRESH)


def event(name: str, place: str | None = None) -> Event:
    """Make an event."""
    return Event(name=plain(name), place=place)


def contents_of(entries: Sequence[Entry], kept: Sequence[Kept] = ()) -> Contents:
    """Give what the files of a library of these entries are written from."""
    return Contents(Library(tuple(entries), ()), Scan(kept=tuple(kept)))


def numbers(*values: str) -> tuple[StandardNumber, ...]:
    """Make standard numbers."""
    return tuple(map(StandardNumber, values))


FULL = record_of(
    authors=(Name(family="Family", given="Given"), Name(literal="The Group")),
    editors=(Name(family="Editor", given="An"),),
    dates=Dates(printed=PartialDate(2021, 3, 4)),
    venue=Venue(
        title=plain("Journal of X"),
        short=plain("J. X"),
        series=plain("Series"),
        event=event("X 2021", "Rome"),
        issns=numbers("0378-5955", "2049-3630"),
        isbns=numbers("9780306406157"),
    ),
    volume="7",
    issue="2",
    pages="12-34",
    edition="2",
    publisher="Press",
    publisher_place="Town",
    language="en",
    doi=DOI,
    arxiv=ARXIV,
    categories=("cs.LG",),
    notices=(Notice(kind="retraction"),),
    abstract=plain("Words.\n\nMore words."),
)
