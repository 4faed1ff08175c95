"""Which of our facts answers for which field that a program misses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from enrich.record import Record
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint

__all__ = ["is_absent", "names_of_fields", "part_absences"]


def _date(record: Record) -> object:
    dates = record.dates
    return dates.printed or dates.online or dates.issued or dates.posted


def _publisher(record: Record) -> object:
    return record.publisher or record.institution


def _container(record: Record) -> object:
    venue = record.venue
    return venue.title or venue.short or venue.series or venue.event


# Whatever could be written in a field, even if it would have to be put differently: what a work
# is sorted by, its key, is never missing, since any identifier does.
_FACTS: dict[str, Callable[[Record], object]] = {
    "author": lambda record: record.authors,
    "editor": lambda record: record.editors or record.chairs,
    "title": lambda record: record.title,
    "key": lambda record: record.title or record.venue.title or record.identifiers,
    "journal": _container,
    "journaltitle": _container,
    "booktitle": _container,
    "eventtitle": lambda record: record.venue.event,
    "series": lambda record: record.venue.series,
    "volume": lambda record: record.volume,
    "number": lambda record: record.issue,
    "pages": lambda record: record.pages or record.article_number,
    "chapter": lambda _: None,
    "publisher": _publisher,
    "institution": _publisher,
    "school": _publisher,
    "organization": _publisher,
    "address": lambda record: record.publisher_place,
    "location": lambda record: record.publisher_place,
    "year": _date,
    "date": _date,
    "month": _date,
    "note": lambda record: record.notices or record.announces,
    "howpublished": lambda record: record.arxiv,
    "doi": lambda record: record.doi,
    "eprint": lambda record: record.arxiv,
    "url": lambda record: record.url,
}


def names_of_fields(listed: str) -> tuple[str, ...]:
    """Part a list of fields as programs write it: `author, editor, or key`."""
    return tuple(re.split(r",\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", listed.strip()))


def is_absent(missed: Collection[str], written: Collection[str], record: Record) -> bool:
    """Whether we wrote none of the missed fields, and have no fact for any of them."""
    return all(
        name not in written and (fact := _FACTS.get(name)) is not None and not fact(record)
        for name in missed
    )


def part_absences(
    complaints: Iterable[Complaint],
    missed: Callable[[str], str | None],
    written: Mapping[str, Collection[str]],
    corpus: Corpus,
) -> tuple[tuple[Complaint, ...], tuple[Complaint, ...]]:
    """Part what is wrong from what is missing because nobody knows it."""
    wrong: list[Complaint] = []
    absences: list[Complaint] = []
    for complaint in complaints:
        fields = missed(complaint.line)
        excused = (
            complaint.key is not None
            and fields is not None
            and is_absent(
                names_of_fields(fields), written[complaint.key], corpus.record(complaint.key)
            )
        )
        (absences if excused else wrong).append(complaint)
    return tuple(wrong), tuple(absences)
