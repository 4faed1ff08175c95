"""Why a preprint and a publication are not surely one work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec

from enrich.dates import PartialDate
from enrich.match.sameness import is_same_work
from enrich.match.years import years_of
from enrich.record import Dates, Kind, Record
from enrich.text import Run, Text, folded, to_unicode

__all__ = ["reasons_for_doubt"]

_Pair = tuple[Record, Record]


def reasons_for_doubt(preprint: Record, published: Record) -> Iterator[str]:
    """Tell of each part that would leave a doubt if all others were as they should be."""
    if is_same_work(preprint, published):
        return
    wrong = [
        part
        for part in _AS_IT_SHOULD_BE
        if not is_same_work(*_put_right(preprint, published, set(_AS_IT_SHOULD_BE) - {part}))
    ]
    for part in wrong or ("together",):
        yield _told(part, preprint, published)


def _put_right(preprint: Record, published: Record, parts: Collection[str]) -> _Pair:
    """Make what is of no matter as it should be."""
    for part in parts:
        preprint, published = _AS_IT_SHOULD_BE[part](preprint, published)
    return preprint, published


def _with_a_title(preprint: Record, published: Record) -> _Pair:
    """Give both a title that no other work has."""
    title = Text((Run("Counting sheep of distant meadows by moving shadows at noon"),))
    changed = msgspec.structs.replace(published, title=title, original_title=None, announces=())
    return msgspec.structs.replace(preprint, title=title), changed


def _with_authors(preprint: Record, published: Record) -> _Pair:
    authors = preprint.authors or published.authors
    change = msgspec.structs.replace
    return change(preprint, authors=authors), change(published, authors=authors)


def _with_years(preprint: Record, published: Record) -> _Pair:
    posted = min(years_of(preprint), default=None)
    dates = Dates(issued=PartialDate(posted)) if posted else preprint.dates
    return preprint, msgspec.structs.replace(published, dates=dates)


def _with_kind(preprint: Record, published: Record) -> _Pair:
    return preprint, msgspec.structs.replace(published, kind=Kind.ARTICLE)


def _without_relations(preprint: Record, published: Record) -> _Pair:
    change = msgspec.structs.replace
    return change(preprint, relations=()), change(published, relations=(), arxiv=None)


_AS_IT_SHOULD_BE: Mapping[str, Callable[[Record, Record], _Pair]] = {
    "title": _with_a_title,
    "authors": _with_authors,
    "years": _with_years,
    "kind": _with_kind,
    "versions": _without_relations,
}


def _told(part: str, preprint: Record, published: Record) -> str:
    if part == "title":
        is_same = _words(preprint) == _words(published)
        doubt = "too short to be that of one work alone" if is_same else "not surely the same"
        return f"title: {'the same' if is_same else 'alike'}, but {doubt}"
    posted, appeared = (_listed(years_of(one)) for one in (preprint, published))
    return {
        "authors": "authors: not all of them are the same",
        "years": f"years: the preprint is of {posted}, the work of {appeared}",
        "kind": f"kind: the work is filed under {published.kind}",
        "versions": "versions: one of the two names another as its other version",
    }.get(part, "title, authors and years: alike, but not enough to prove it")


def _listed(years: Collection[int]) -> str:
    return " and ".join(map(str, sorted(years))) or "no year"


def _words(record: Record) -> str:
    return folded(to_unicode(record.title)) if record.title else ""
