"""What looks wrong in a record: every field is right, absent, or marked here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from enrich.dates import PartialDate
from enrich.record import Doubt, Record
from enrich.text import Text, to_unicode

__all__ = ["with_doubts"]

_TRUNCATED = re.compile(r"(?:\.\.\.|\u2026)$")
_UNREADABLE = "\ufffd"
_RANGE = re.compile(r"([A-Za-z]*)(\d{1,18})-\1(\d{1,18})", re.ASCII)


def with_doubts(record: Record, fetched_at: dt.datetime | None) -> Record:
    """Mark what looks wrong, beside what reading marked already."""
    found = (
        *record.doubts,
        *_text_doubts(record),
        *_name_doubts(record),
        *_page_doubts(record),
        *(_date_doubts(record, fetched_at) if fetched_at else ()),
    )
    return msgspec.structs.replace(record, doubts=tuple(dict.fromkeys(found))) if found else record


def _text_doubts(record: Record) -> Iterator[Doubt]:
    title = _words(record.title)
    if _TRUNCATED.search(title):
        yield Doubt("title", "cut short", title)
    venue = record.venue
    for field, words in (("title", title), ("venue.title", _words(venue.title))):
        if _UNREADABLE in words:
            yield Doubt(field, "a letter is lost", words)


def _name_doubts(record: Record) -> Iterator[Doubt]:
    for field in ("authors", "editors", "translators", "chairs"):
        for name in getattr(record, field):
            if name.literal is None and not name.family:
                yield Doubt(field, "no family name", str(name))
            if _UNREADABLE in str(name):
                yield Doubt(field, "a letter is lost", str(name))


def _page_doubts(record: Record) -> Iterator[Doubt]:
    pages = _RANGE.fullmatch(record.pages or "")
    if pages and int(pages[2]) > int(pages[3]):
        yield Doubt("pages", "they run backwards", pages[0])


def _date_doubts(record: Record, fetched_at: dt.datetime) -> Iterator[Doubt]:
    """Doubt years that had not come when the source answered; journals print a month ahead."""
    for field in record.dates.__struct_fields__:
        date: PartialDate | None = getattr(record.dates, field)
        if date and date.year > fetched_at.year:
            yield Doubt(f"dates.{field}", "later than the answer", str(date))


def _words(text: Text | None) -> str:
    return to_unicode(text) if text else ""
