"""Which fields are known of how many works."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from enrich.library import Entry
from enrich.record import Kind, Record

__all__ = ["Coverage", "coverage_of"]


class Coverage(msgspec.Struct, frozen=True):
    """How many of the works that may have a field do have it."""

    field: str
    has: int
    of: int
    # Whether it is looked for in publications alone: preprints have none.
    of_publications: bool = False

    @property
    def share(self) -> int:
        """How many of a hundred, never all of them while one is without."""
        return 100 * self.has // self.of if self.of else 0


_Has = Callable[[Record], object]
_OF_ALL: tuple[tuple[str, _Has], ...] = (
    ("title", lambda record: record.title),
    ("authors", lambda record: record.authors or record.editors),
    ("date", lambda record: record.date),
    ("abstract", lambda record: record.abstract),
    ("identifier", lambda record: record.identifiers),
)
_OF_PUBLICATIONS: tuple[tuple[str, _Has], ...] = (
    ("doi", lambda record: record.doi),
    ("venue", lambda record: record.venue.title or record.venue.event),
    ("volume", lambda record: record.volume),
    ("pages", lambda record: record.pages or record.article_number),
    ("publisher", lambda record: record.publisher or record.institution),
)


def coverage_of(entries: Iterable[Entry]) -> tuple[Coverage, ...]:
    """Count the fields of all works, and those that only publications have of those alone."""
    records = [entry.record for entry in entries]
    published = [record for record in records if record.kind is not Kind.PREPRINT]
    return (
        *(Coverage(name, _count(has, records), len(records)) for name, has in _OF_ALL),
        *(
            Coverage(name, _count(has, published), len(published), of_publications=True)
            for name, has in _OF_PUBLICATIONS
        ),
    )


def _count(has: _Has, records: Iterable[Record]) -> int:
    return sum(bool(has(record)) for record in records)
