"""Whether an entry tells of another work than the one that its identifier leads to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from enrich.bibfile.meaning import Said, agreement
from enrich.bibfile.persons import shares_person
from enrich.library import Entry
from enrich.match import Agreement, TitleFit, announces, title_fit
from enrich.match.wording import wording_of
from enrich.text import Text, to_unicode

__all__ = ["contradiction"]

# Where a work appeared and when. None of them proves anything alone.
_FACTS = "journal journaltitle booktitle volume number issue pages eid year date isbn issn".split()
_TELLING = 2
_ROMAN = re.compile(r"[ivx]+")


def contradiction(
    kind: str, said: Mapping[str, Said], entry: Entry, ours: Mapping[str, str]
) -> str | None:
    """Say what an entry has that is another work's; a slip or two in it are none."""
    title = _title(kind, said, entry)
    shared = _shares_author(said, entry)
    if title is TitleFit.OTHER or (title is TitleFit.RENAMED and _is_part(said, entry)):
        return _told(entry, "another title", "title")
    if shared is False and not (title is TitleFit.SAME and _clear_facts(said, entry, ours)):
        return _told(entry, "other authors", "authors")
    if title is None and shared is None:
        facts = tuple(_agreements(said, entry, ours))
        if facts.count(Agreement.AGAINST) >= _TELLING and Agreement.CLEAR not in facts:
            return _told(entry, "nothing in common with what stands here", "fields")
    return None


def _title(kind: str, said: Mapping[str, Said], entry: Entry) -> TitleFit | None:
    """Hold the title against those of all versions; a part of a book may stand under the book's."""
    title = said.get("title")
    if title is None or title.is_unknown or not title.plain:
        return None
    if kind.lower() == "inbook" and "booktitle" not in said:
        return None
    known = _titles(entry)
    return title_fit(title.plain, known) if known else None


def _titles(entry: Entry) -> list[Text]:
    records = (entry.record, *(one.record for one in entry.readings))
    return [record.title for record in records if record.title]


def _is_part(said: Mapping[str, Said], entry: Entry) -> bool:
    """Whether the one is a part or a notice of the other, or they are two parts of something."""
    claimed, known = said["title"].plain, _titles(entry)
    if any(announces(claimed, to_unicode(title)) for title in known):
        return True
    ours = Counter(wording_of(claimed).words)
    counts = (Counter(wording_of(title).words) for title in known)
    return all(any(map(_numbers_part, (ours - one) + (one - ours))) for one in counts)


def _numbers_part(word: str) -> bool:
    return word.isdigit() or word == "part" or _ROMAN.fullmatch(word) is not None


def _shares_author(said: Mapping[str, Said], entry: Entry) -> bool | None:
    authors = said.get("author")
    if authors is None or authors.is_unknown:
        return None
    return shares_person(authors.text, (*entry.record.authors, *entry.record.editors))


def _clear_facts(said: Mapping[str, Said], entry: Entry, ours: Mapping[str, str]) -> bool:
    return Agreement.CLEAR in _agreements(said, entry, ours)


def _agreements(
    said: Mapping[str, Said], entry: Entry, ours: Mapping[str, str]
) -> Iterator[Agreement]:
    for name in _FACTS:
        if name in said and name in ours:
            yield agreement(name, said[name], ours[name], entry.record)


def _told(entry: Entry, what: str, field: str) -> str:
    title = to_unicode(entry.record.title) if entry.record.title else "untitled"
    return f"its identifier leads to {title!r}, which has {what}; correct it, or the {field}"
